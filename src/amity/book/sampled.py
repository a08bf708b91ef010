"""Sampled: ties a week did not look at, some standing for all, of which the price of a minute is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import QuerySet

from amity.book import ranked, rows
from amity.book.models import Outlook, Owner
from amity.core import reach, worth
from amity.core.index import Arm
from amity.core.reach import Row
from amity.core.view import View
from amity.core.worth import Care, Trust

SAMPLE = 600
"""So many ties at least are read; in a larger book each stands for several."""
_WORDS = ("person__purposes", "person__importance", "person__affinity")


def ties(owner: Owner, done: Collection[int], trust: Trust, *, today: date) -> list[tuple[Arm, float]]:
    """Give the ties of those not looked at (`done` were), each with how many it stands for.

    Which ones depends on their numbers alone, so that a week drawn twice is the same.
    """
    here = Outlook.objects.filter(owner=owner, away=False)
    tied = here.filter(last__isnull=False)
    whole = tied.count()
    step = max(1, whole // SAMPLE)
    drawn = rows.chunks(range(*_ends(tied), step)) if step > 1 else [None]
    now = today.toordinal() - worth.EPOCH
    asked = [here if some is None else here.filter(person__in=some) for some in drawn]
    found = [arm for some in asked for number, arm in _arms(some, trust, now=now) if number not in done]
    seen = sum(tied.filter(person__in=part).count() for part in rows.chunks(sorted(done)))
    each = (whole - seen) / len(found) if step > 1 and found else 1.0
    return [(arm, each) for arm in found]


def _ends(tied: QuerySet[Outlook]) -> tuple[int, int]:
    """Give the first number and the one after the last; asked apart, each stands at an end of an index."""
    first, last = (tied.order_by(by).values_list("person_id", flat=True)[0] for by in ("person", "-person"))
    return first, last + 1


def _arms(asked: QuerySet[Outlook], trust: Trust, *, now: int) -> Iterator[tuple[int, Arm]]:
    """Give (number of the person, tie) of those tied, or chosen by the owner, in order of their numbers."""
    unsaid = asked.filter(said=False, last__isnull=False)
    told = [(Row(*row), 0) for row in unsaid.values_list(*ranked.FIELDS)]
    for *row, purposes, importance, affinity in asked.filter(said=True).values_list(*ranked.FIELDS, *_WORDS):
        person = ranked.person_of(purposes, importance, affinity)
        value = worth.worth(View(person), Care(trust=trust))
        told.append((Row(*row)._replace(worth=value, minutes=worth.minutes(person)), importance))
    for one, importance in sorted(told):
        if one.last is not None or importance:
            yield one.number, reach.arm(one, today=now)
