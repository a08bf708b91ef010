"""Paces: how fast this owner's ties fade on each group of channels, learned from what they have on record.

Learned once for a quarter from what lies before it, so that a number does not change from day to day without
cause, and anew when files were brought or taken back, or the owner's own addresses changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any
from zlib import crc32

from django.db.models import Exists, OuterRef

from amity.book import rows, ties
from amity.book.models import Batch, InteractionClaim, Owner, Tie
from amity.core import paces as rules
from amity.core import periods
from amity.core.ties import PLAIN, Event

SAMPLE = 400
"""Ties that are learned from, up to twice as many; of more, those whose names fall into one class of several.

So somebody new changes little of what is learned from.
"""
LONGEST = 20_000
"""A tie of more interactions is no example."""


def asked(owner: Owner, *, today: date) -> list[Any] | None:
    """Give what paces rest on by a day, if that is not what they were learned from; else None."""
    until = periods.containing("quarter", today).start
    seen = _seen(owner, until)
    return None if owner.paces.get("seen", [until.isoformat(), [], *owner.turned]) == seen else seen


def learn(owner: Owner, seen: Sequence[Any]) -> dict[str, list[float]]:
    """Learn the paces by group of channels from what was `asked`, as they are kept; nothing is written.

    A history is judged as of its last exchange: what was not brought since was not silence. A group whose
    history decides nothing is left out.
    """
    told: dict[str, list[list[Event]]] = {}
    for name, events in _histories(owner, until=date.fromisoformat(seen[0])):
        told.setdefault(name, []).append(events)
    now = {name: max(events[-1].at for events in several) for name, several in told.items()}
    found = {name: rules.learn(several, now=now[name]) for name, several in sorted(told.items())}
    return {name: list(pace) for name, pace in found.items() if pace != PLAIN}


def _seen(owner: Owner, until: date) -> list[Any]:
    """Name what paces rest on: the quarter, the batches that told of anything before it, own addresses.

    Nothing is learned from a batch that told only of what came later, until the next quarter: so bringing
    today's mail costs nothing here.
    """
    before = ties.end(until - timedelta(days=1))
    told = InteractionClaim.objects.filter(owner=owner, batch=OuterRef("pk"), interaction__at__lt=before)
    kept = Batch.objects.filter(Exists(told), owner=owner).exclude(state="undone").order_by("id")
    return [until.isoformat(), list(kept.values_list("id", flat=True)), *owner.turned]


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
