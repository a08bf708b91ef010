"""Sampled: ties a week did not look at, some standing for all, of which the price of a minute is read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q

from amity.book import rows
from amity.book.models import Outlook, Owner, Tie
from amity.core import ties as rules
from amity.core import worth
from amity.core.index import Arm
from amity.core.people import Person
from amity.core.view import View
from amity.core.worth import Care, Trust

SAMPLE = 600
"""So many ties at least are read; in a larger book each stands for several."""
_FIELDS = ("person_id", "last", "person__purposes", "person__importance", "person__affinity")


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
        (pk, words)
        for some in asked
        for pk, last, *words in some.order_by("person_id").values_list(*_FIELDS)
        if pk not in done and (last is not None or words[1] > 0)
    ]
    counted: dict[int, Any] = {}
    for part in rows.chunks([pk for pk, _ in told]):
        counted |= dict(Tie.objects.filter(owner=owner, person__in=part).values_list("person_id", "row"))
    seen = sum(tied.filter(person__in=part).count() for part in rows.chunks(sorted(done)))
    each = (whole - seen) / len(told) if step > 1 and told else 1.0
    return [(_arm(words, counted.get(pk), trust, today=today), each) for pk, words in told]


def _arm(words: list[Any], row: Any, trust: Trust, *, today: date) -> Arm:  # noqa: ANN401 - a stored tie
    purposes, importance, affinity = words
    person = Person("", "", purposes=tuple(purposes), importance=importance, affinity=affinity)
    tie = rules.from_row(row) if row is not None else None
    return worth.arm(View(person, tie), today=today, care=Care(trust=trust))
