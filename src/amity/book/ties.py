"""Ties: counted up to a day, extended as days pass, replayed where the past has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import transaction

from amity.book import corrections, outlook, records, rows
from amity.book.models import Interaction, Outlook, Owner, Participation, Person, Record, Tie
from amity.core import corrections as told
from amity.core import mix
from amity.core import ties as rules
from amity.core.interactions import NO_EVIDENCE, counted, crowded, group, pause, weight
from amity.core.progress import Step

DAY = 86_400.0
TOGETHER = 100
"""People whose histories are in memory at one time."""
_TOLD = 500
MANY = 20_000
"""Parts in exchanges of so many people beyond which each history is streamed by itself."""


def moment(at: datetime) -> float:
    """Give a time as days since 1970-01-01 UTC, as ties count it."""
    return at.timestamp() / DAY


def now(today: date) -> float:
    """Give the time at which a day is judged: its beginning, in days since 1970."""
    return float((today - date(1970, 1, 1)).days)


def day(moment: float) -> date:
    """Give the UTC day of such a time."""
    return date(1970, 1, 1) + timedelta(days=int(moment // 1))


def end(today: date) -> datetime:
    """Give the first moment after a day: what happens from then on has not happened yet."""
    return datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=1)


def advance(owner: Owner, *, today: date) -> None:
    """Bring every tie to `today`: count what has happened since, or count anew when the day lies earlier."""
    if owner.ties_on == today:
        return
    with transaction.atomic():
        hold(owner)
        before = owner.ties_on
        if before == today:
            return
        owner.ties_on = today
        Owner.objects.filter(id=owner.pk).update(ties_on=today)
        if before is None or before > today:
            replay(owner, None, today=today)
            _repace(owner, today=today)
            return
        since = Interaction.objects.filter(owner=owner, current=True, at__gte=end(before), at__lt=end(today))
        parts = corrections.heard(owner)
        for some in rows.chunks(since.values_list("id", flat=True)):
            parts |= set(
                Participation.objects.filter(owner=owner, interaction__in=some).values_list(
                    "record_id", flat=True
                )
            )
        replay(owner, records.people(owner, parts), today=today)
        outlook.turn(owner, today=today)
        _repace(owner, today=today)


def _repace(owner: Owner, *, today: date) -> None:
    from amity.book import recount  # noqa: PLC0415 - counts ties

    recount.notice(owner, today=today)


def hold(owner: Owner) -> None:
    """Let no other process count until the transaction ends, and know what others have changed till now.

    The row's key stays free: whoever writes something of the owner's meanwhile asks for no more.
    """
    now = (
        Owner.objects.select_for_update(no_key=True).values_list("paces", "ties_on", "until").get(id=owner.pk)
    )
    owner.paces, owner.ties_on, owner.until = now


def counted_on(owner: Owner, *, today: date) -> date:
    """Give the day up to which ties are to be counted: never an earlier one than they are counted to.

    In a transaction, and from then on nobody else counts (`hold`).
    """
    hold(owner)
    if owner.ties_on is None or owner.ties_on < today:
        advance(owner, today=today)
    return owner.ties_on or today


def replay(owner: Owner, people: set[int] | None, *, today: date, watch: Step | None = None) -> None:
    """Count the ties of these people (all, if None) from their whole history up to `today`."""
    if people is None:
        Tie.objects.filter(owner=owner).delete()
        Outlook.objects.filter(owner=owner).delete()
        everybody = Person.objects.filter(owner=owner).order_by("id").values_list("id", flat=True)
        for some in rows.chunks(list(everybody), _TOLD):
            keep(owner, some, count(owner, some, today=today), today=today)
        if OLDER & owner.paces.keys():
            owner.paces = {name: told for name, told in owner.paces.items() if name not in OLDER}
            Owner.objects.filter(id=owner.pk).update(paces=owner.paces)
        return
    done = 0
    for some in rows.chunks(sorted(people), _TOLD):
        keep(owner, some, count(owner, some, today=today), today=today)
        done += len(some)
        if watch is not None:
            watch("ties", done, len(people))


class Counted(NamedTuple):
    """The ties of some people, not yet kept, and what was noted of their exchanges by person."""

    rows: list[Tie]
    noted: dict[int, outlook.Noted]


def count(owner: Owner, people: Iterable[int], *, today: date) -> Counted:
    """Count the ties of a few hundred people from their whole history; nothing is written."""
    noted: dict[int, outlook.Noted] = defaultdict(outlook.Noted)
    several = histories(owner, set(people), today=today, noted=noted)
    made = [_row(owner, person, events) for person, events in several]
    return Counted([row for row in made if row is not None], noted)


def keep(owner: Owner, people: Sequence[int], counted: Counted, *, today: date) -> None:
    """Keep the ties counted of these people, and what follows from each for a week (`outlook`)."""
    wanted = set(people)
    Tie.objects.filter(owner=owner, person__in=people).delete()
    Tie.objects.bulk_create(row for row in counted.rows if row.person_id in wanted)
    outlook.derive(owner, people, counted.noted, today=today)


def take(
    owner: Owner, people: set[int], event: rules.Event, channel: str, *, others: int, number: int, today: date
) -> None:
    """Count one new exchange with these people: in O(1) where it is their newest, else from their history.

    `number` is that of the interaction, `others` counts who took part beside the owner.
    """
    counted_on(owner, today=today)
    if event.sent + event.received > 0:
        noted = outlook.Exchange(
            event.at, number, day(event.at).year, mix.shares(channel, None, others=others)
        )
        late = {one for one in people if not extend(owner, one, event, channel, noted=noted, today=today)}
        replay(owner, late, today=today)


def extend(
    owner: Owner, person: int, event: rules.Event, channel: str, *, noted: outlook.Exchange, today: date
) -> bool:
    """Add one event to a tie in O(1) if it is the newest; False if the history must be replayed instead."""
    row = Tie.objects.filter(owner=owner, person=person).first()
    known = None if row is None else rules.from_row(row.row)
    if row is None or known is None or event.at < known.as_of:
        return False
    tie = rules.observe(known, event)
    parts, learned = {name: rules.from_row(part) for name, part in row.channels.items()}, paces(owner)
    name = group(channel)  # type: ignore[arg-type]
    if name not in parts and event.crowd:
        return False
    parts[name] = rules.observe(parts.get(name), event, pace=learned.get(name, rules.PLAIN))
    if (tie, parts) != at_pace(tie, parts, learned):
        return False
    row.key, row.last, row.row = rules.key(tie), tie.last, rules.to_row(tie)
    row.channels[name] = rules.to_row(parts[name])
    row.save()
    outlook.extend(owner, person, tie, None if event.crowd else noted, today=today)
    return True


def paces(owner: Owner) -> dict[str, rules.Pace]:
    """Give the pace learned for each group of channels; a group without one goes at the plain pace."""
    return {name: rules.Pace(*row) for name, row in owner.paces.get("learned", {}).items()}


OLDER = frozenset({"older", "after"})
"""Kept beside the paces while ties are counted anew (`recount`): the other paces at which some may still go,
and the number of the last person looked at."""


def every_pace(owner: Owner) -> set[rules.Pace]:
    """Give all paces at which a tie of this book may go, also while some still go at one learned before."""
    older = (rules.Pace(*row) for row in owner.paces.get("older", ()))
    return {rules.PLAIN, *paces(owner).values(), *older}


def at_pace(
    tie: rules.Tie, parts: Mapping[str, rules.Tie], learned: Mapping[str, rules.Pace]
) -> tuple[rules.Tie, dict[str, rules.Tie]]:
    """Give a tie and its parts with these paces in the place of their own, by group of channels."""
    told = {name: part._replace(pace=learned.get(name, rules.PLAIN)) for name, part in parts.items()}
    return tie._replace(pace=learned.get(rules.main(told), rules.PLAIN)), told


def _row(owner: Owner, person: int, events: Iterable[tuple[str, rules.Event | rules.Word]]) -> Tie | None:
    tie, parts = rules.replay_groups(events, paces=paces(owner))
    if tie is None:
        return None
    return Tie(
        owner=owner,
        person_id=person,
        key=rules.key(tie),
        last=tie.last,
        row=rules.to_row(tie),
        channels={name: rules.to_row(part) for name, part in parts.items()},
    )


def histories(
    owner: Owner, people: set[int] | None, *, today: date,
    noted: Mapping[int, outlook.Noted] | None = None,
) -> Iterator[tuple[int, Iterator[tuple[str, rules.Event | rules.Word]]]]:  # fmt: skip
    """Yield each person's counted events in order, with their channel's group; take them before the next.

    An exchange with two addresses of one person counts once. The owner's words about the tie stand among
    them, under no name. `noted` notes the exchanges as they are taken.
    """
    mine = Record.objects.filter(owner=owner, person__isnull=False)
    everybody = mine.values_list("person_id", flat=True).distinct() if people is None else people
    for some in rows.chunks(sorted(everybody), TOGETHER):
        said = corrections.words(owner, some, today=today)
        known = list(mine.filter(person__in=some).values_list("id", flat=True))
        if Participation.objects.filter(owner=owner, record__in=known).count() > MANY:
            for person in some:
                own = list(mine.filter(person=person).values_list("id", flat=True))
                yield person, told.among(_named(_events(owner, own, today), noted), said.get(person, ()))
            continue
        found = sorted(_events(owner, known, today), key=itemgetter(0, 1))
        for person, several in groupby(found, key=itemgetter(0)):
            yield person, told.among(_named(several, noted), said.pop(person, ()))
        yield from ((person, told.among((), words)) for person, words in said.items())


def _named(
    several: Iterable[tuple[Any, ...]], noted: Mapping[int, outlook.Noted] | None
) -> Iterator[tuple[str, rules.Event]]:
    for person, place, name, event in _once(several):
        if noted is not None and not event.crowd:
            noted[person].note(place)
        yield name, event


def _once(several: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, outlook.Exchange, str, rules.Event]]:
    last: tuple[int, outlook.Exchange, str, rules.Event] | None = None
    for person, place, name, event in several:
        if last is not None and last[1] == place:
            best = event._replace(
                sent=max(event.sent, last[3].sent), received=max(event.received, last[3].received)
            )
            last = (person, place, name, best)
            continue
        if last is not None:
            yield last
        last = (person, place, name, event)
    if last is not None:
        yield last


def _events(
    owner: Owner, records: list[int], today: date
) -> Iterator[tuple[int, outlook.Exchange, str, rules.Event]]:
    counts = Participation.objects.filter(
        owner=owner, record__person__isnull=False, interaction__current=True, interaction__at__lt=end(today),
        interaction__others__gte=1, interaction__others__lte=NO_EVIDENCE,
    ).exclude(interaction__direction="unknown")  # fmt: skip
    fields = ("interaction_id", "role", "record__person_id", *(f"interaction__{name}" for name in _FACTS))
    for some in rows.chunks(records):
        found = counts.filter(record__in=some).order_by("interaction__at", "interaction_id")
        told_of = found.values_list(*fields).iterator(rows.CHUNK)
        for interaction, role, person, at, channel, way, others, minutes in told_of:
            share = counted(role, way)
            if share is not None:
                heavy, day = weight(others), moment(at)
                event = rules.Event(day, share[0] * heavy, share[1] * heavy, pause(channel), crowded(others))
                spent = 0 if event.crowd else mix.shares(channel, minutes, others=others)
                yield person, outlook.Exchange(day, interaction, at.year, spent), group(channel), event


_FACTS = ("at", "channel", "direction", "others", "minutes")
