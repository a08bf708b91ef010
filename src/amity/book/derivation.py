"""Derivation: people, directions and ties, all of which follow from what is kept, made again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from amity.book import hand, interactions, known, matching, records, recount, rows, ties
from amity.book.models import Handle, Owner, Record
from amity.core.progress import Step


def advance(owner: Owner, *, today: date) -> None:
    """Open the book on a day: bring the ties to it, and let what belongs to a later day be unknown.

    In ordinary life nothing in the book is later than today, and only the ties are counted on. Otherwise
    (`Owner.until`) whatever is known on the one day and not on the other is derived again.
    """
    if owner.ties_on == today:
        return
    with transaction.atomic():
        ties.hold(owner)
        whole = owner.ties_on is None or owner.ties_on > today
        touched = _look(owner, today if known.beyond(owner, today) else None)
        alive = matching.regroup(owner, touched, watch=_nobody).alive if touched else set()
        ties.advance(owner, today=today)
        if not whole:
            ties.replay(owner, alive, today=today)


def release(owner: Owner) -> None:
    """Let everything in the book be known, whatever its day; the next `advance` counts everything anew."""
    if owner.until is None:
        return
    with transaction.atomic():
        matching.regroup(owner, _look(owner, None), watch=_nobody)
        owner.ties_on = None
        Owner.objects.filter(id=owner.pk).update(ties_on=None)


def _look(owner: Owner, until: date | None) -> set[int]:
    """Read the book on another day, and give the records that may say something else then."""
    before = owner.until
    if until == before:
        return set()
    owner.until = until
    Owner.objects.filter(id=owner.pk).update(until=until, proposed=False)
    touched = known.between(owner, before, until)
    records.rewrite_handles(owner, touched)
    hand.rewrite_handles(owner, touched)
    return touched | interactions.elect(owner, known.edited(owner))


def derive(
    owner: Owner, touched: Iterable[int], *, today: date, watch: Step | None = None
) -> matching.Regrouped:
    """Derive people, directions and ties again around the touched records. In a transaction."""
    told = watch or _nobody
    day = ties.counted_on(owner, today=today)
    known_now = _look(owner, day if known.beyond(owner, day) else None)
    turned = _turned(owner)
    everything = set(touched) | known_now | turned | _misplaced(owner)
    everything |= interactions.turn(owner) if turned else set()
    done = matching.regroup(owner, everything, watch=told)
    if done.created or done.updated or done.gone:
        Owner.objects.filter(id=owner.pk).update(proposed=False)
    ties.replay(owner, done.alive, today=day, watch=told)
    recount.notice(owner, today=day)
    return done


def _nobody(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def _misplaced(owner: Owner) -> set[int]:
    """Find the cards that are nobody's though not the owner's, and the owner's records that are somebody's.

    Whose card with the owner's address is depends on names too, which no address tells.
    """
    own = interactions.mine(owner)
    mine = (
        Record.objects.filter(owner=owner, id__in=some, person__isnull=False) for some in rows.chunks(own)
    )
    found = {pk for some in mine for pk in some.values_list("id", flat=True)}
    loose = Record.objects.filter(owner=owner, person=None, mention=False, mine=False)
    return found | set(loose.values_list("id", flat=True)) - own


def _turned(owner: Owner) -> set[int]:
    """Give the records of addresses that became the owner's, or ceased to be, since this was asked last."""
    now = sorted(interactions.own_keys(owner))
    changed = {key.removeprefix("@").partition(":")[::2] for key in set(now) ^ set(owner.turned)}
    if not changed:
        return set()
    owner.turned = now
    Owner.objects.filter(id=owner.pk).update(turned=now)
    held = Handle.objects.filter(owner=owner, value__in={value for _, value in changed})
    found = held.values_list("record_id", "kind", "value")
    return {record for record, kind, value in found if (kind, value) in changed}
