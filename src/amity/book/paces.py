"""Paces: how fast this owner's ties fade on each group of channels, learned from what they have on record.

Learned once for a quarter from what lies before it, so that a number does not change from day to day without
cause, and anew when files were brought or taken back, or the owner's own addresses changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any
from zlib import crc32

from django.db.models import Exists, OuterRef

from amity.book import outlook, rows, ties
from amity.book.models import Batch, InteractionClaim, Outlook, Owner, Tie
from amity.core import paces as rules
from amity.core import periods
from amity.core import ties as counting
from amity.core.reach import SPOKEN
from amity.core.ties import PLAIN, Event, Pace

SAMPLE = 400
"""Ties that are learned from, up to twice as many; of more, those whose names fall into one class of several.

So somebody new changes little of what is learned from.
"""
_MAP = Pace._fields.index("intercept")
"""What comes before in a pace counts; the rest maps what was counted to a chance."""
LONGEST = 20_000
"""A tie of more interactions is no example."""


def renew(owner: Owner, *, today: date) -> bool:
    """Learn the paces anew where what they rest on has changed; tell whether they changed, too."""
    until = periods.containing("quarter", today).start
    seen = _seen(owner, until)
    if owner.paces.get("seen", [until.isoformat(), [], *owner.turned]) == seen:
        return False
    learned = {name: list(pace) for name, pace in _learned(owner, until=until).items()}
    before = owner.paces.get("learned", {})
    owner.paces = {"seen": seen, "learned": learned}
    Owner.objects.filter(id=owner.pk).update(paces=owner.paces)
    return bool(before != learned)


def alike(before: Mapping[str, Pace], after: Mapping[str, Pace]) -> bool:
    """Tell whether two sets of paces count alike, and only read what was counted by another map."""
    return all(before.get(name, PLAIN)[:_MAP] == after.get(name, PLAIN)[:_MAP] for name in {*before, *after})


def reread(owner: Owner, *, today: date) -> None:
    """Read every tie by the paces learned last, which count as those before did: no history is read.

    But for those of which the owner said how close the two are: how much that lends rests on the map.
    """
    learned, counts = ties.paces(owner), Tie.objects.filter(owner=owner).order_by("id")
    spoken = set(
        Outlook.objects.filter(owner=owner, said=True, kind=SPOKEN).values_list("person_id", flat=True)
    )
    numbers = counts.exclude(person__in=spoken).values_list("id", flat=True)
    for some in rows.chunks(list(numbers)):
        held = counts.filter(id__in=some).values_list("id", "person_id", "row", "channels")
        read = {pk: (person, *_read(row, parts, learned)) for pk, person, row, parts in held}
        rows.update(Tie, ("key", "row", "channels"), [
            (counting.key(tie), rows.plain(counting.to_row(tie)), rows.plain(parts), pk)
            for pk, (_, tie, parts) in read.items()
        ])  # fmt: skip
        outlook.judge(owner, {person: tie for person, tie, _ in read.values()}, today=today)
    ties.replay(owner, spoken, today=today)


def _read(
    row: Sequence[object], parts: Mapping[str, Sequence[object]], learned: Mapping[str, Pace]
) -> tuple[counting.Tie, dict[str, tuple[object, ...]]]:
    told = {name: counting.from_row(part) for name, part in parts.items()}
    told = {name: part._replace(pace=learned.get(name, PLAIN)) for name, part in told.items()}
    tie = counting.from_row(row)._replace(pace=learned.get(counting.main(told), PLAIN))
    return tie, {name: counting.to_row(part) for name, part in told.items()}


def _seen(owner: Owner, until: date) -> list[Any]:
    """Name what paces rest on: the quarter, the batches that told of anything before it, own addresses.

    Nothing is learned from a batch that told only of what came later, until the next quarter: so bringing
    today's mail costs nothing here.
    """
    before = ties.end(until - timedelta(days=1))
    told = InteractionClaim.objects.filter(owner=owner, batch=OuterRef("pk"), interaction__at__lt=before)
    kept = Batch.objects.filter(Exists(told), owner=owner).exclude(state="undone").order_by("id")
    return [until.isoformat(), list(kept.values_list("id", flat=True)), *owner.turned]


def _learned(owner: Owner, *, until: date) -> dict[str, Pace]:
    """Learn a pace for each group of channels; one whose history decides nothing is left out.

    A history is judged as of its last exchange: what was not brought since was not silence.
    """
    told: dict[str, list[list[Event]]] = {}
    for name, events in _histories(owner, until=until):
        told.setdefault(name, []).append(events)
    now = {name: max(events[-1].at for events in several) for name, several in told.items()}
    found = {name: rules.learn(several, now=now[name]) for name, several in sorted(told.items())}
    return {name: pace for name, pace in found.items() if pace != PLAIN}


def _histories(owner: Owner, *, until: date) -> Iterator[tuple[str, list[Event]]]:
    """Give the events of a sample of ties before a day, each with the group of channels it lives in."""
    tied = Tie.objects.filter(owner=owner).order_by("person").values_list("person", "person__folded")
    everybody, share = list(tied), 1
    while len(everybody) > 2 * share * SAMPLE:
        share *= 2
    sample = [pk for pk, name in everybody if crc32(name.encode()) % share == 0]
    for some in rows.chunks(sample):
        for _, history in ties.histories(owner, set(some), today=until - timedelta(days=1)):
            several = islice(history, LONGEST + 1)
            told = [(name, event) for name, event in several if isinstance(event, Event)]
            if 0 < len(told) <= LONGEST:
                named = Counter(name for name, event in told if not event.crowd)
                main = max(sorted(named), key=named.__getitem__, default="")
                yield main, [event for _, event in told]
