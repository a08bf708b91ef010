"""Sampled: ties a week did not look at, some standing for all, of which the price of a minute is read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Max, Min, Q

from amity.book import ranked, rows
from amity.book.models import Outlook, Owner
from amity.core import reach, worth
from amity.core.index import Arm
from amity.core.people import Person
from amity.core.reach import Row
from amity.core.view import View
from amity.core.worth import Care, Trust

SAMPLE = 600
"""So many ties at least are read; in a larger book each stands for several."""
_FIELDS = (*ranked.FIELDS, "person__purposes", "person__importance", "person__affinity")


def ties(owner: Owner, done: Collection[int], trust: Trust, *, today: date) -> list[tuple[Arm, float]]:
    """Give the ties of those not looked at (`done` were), each with how many it stands for.

    Which ones depends on their numbers alone, so that a week drawn twice is the same.
    """
    here = Outlook.objects.filter(owner=owner, away=False)
    tied = here.filter(last__isnull=False)
    ends = tied.aggregate(whole=Count("id"), first=Min("person_id"), last=Max("person_id"))
    whole, step = ends["whole"], max(1, ends["whole"] // SAMPLE)
    asked = [here.filter(Q(last__isnull=False) | Q(said=True))]
    if step > 1:
        drawn = rows.chunks(range(ends["first"], ends["last"] + 1, step))
        asked = [asked[0].filter(person__in=some) for some in drawn]
    told = [
        (Row(*row), ranked.person_of(purposes, importance, affinity))
        for some in asked
        for *row, purposes, importance, affinity in some.order_by("person_id").values_list(*_FIELDS)
        if row[0] not in done
    ]
    told = [(row, person) for row, person in told if row.last is not None or person.importance]
    seen = sum(tied.filter(person__in=part).count() for part in rows.chunks(sorted(done)))
    each = (whole - seen) / len(told) if step > 1 and told else 1.0
    now = today.toordinal() - worth.EPOCH
    return [(_arm(row, person, trust, now=now), each) for row, person in told]


def _arm(row: Row, person: Person, trust: Trust, *, now: int) -> Arm:
    value = worth.worth(View(person), Care(trust=trust))
    return reach.arm(row._replace(worth=value, minutes=worth.minutes(person)), today=now)
