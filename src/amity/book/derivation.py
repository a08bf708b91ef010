"""Derivation: people, directions and ties, all of which follow from what is kept, made again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from amity.book import interactions, matching, rows, ties
from amity.book.models import Handle, Owner, Record
from amity.core.progress import Step


def derive(
    owner: Owner, touched: Iterable[int], *, today: date, watch: Step | None = None
) -> matching.Regrouped:
    """Derive people, directions and ties again around the touched records. In a transaction."""
    told = watch or _nobody
    turned = _turned(owner)
    everything = set(touched) | turned | _misplaced(owner)
    everything |= interactions.turn(owner) if turned else set()
    done = matching.regroup(owner, everything, watch=told)
    if done.created or done.updated or done.gone:
        Owner.objects.filter(id=owner.pk).update(proposed=False)
    ties.replay(owner, done.alive, today=ties.counted_on(owner, today=today), watch=told)
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
