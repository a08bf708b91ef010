"""Candidates: whom the owner may choose when asked who matters, found without looking at everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from amity.book import listing, owners, views
from amity.book.models import Owner, Tie
from amity.book.models import Person as Row
from amity.core import atlas
from amity.core.people import Person
from amity.core.view import Position, Shared

OFFERED = 60
"""So many people are offered, two thirds of them by strength."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody the owner may choose, with the weak evidence of time at one employer."""

    person: Person
    shared: tuple[Shared, ...]


def of(owner: Owner, *, today: date) -> list[Candidate]:
    """Offer people to choose from: the strongest first, then those met while at a former employer."""
    here = Row.objects.filter(owner=owner, removed=False, aside="")
    tied = here.filter(Exists(Tie.objects.filter(owner=owner, person=OuterRef("pk"))))
    several = (
        *listing.first(owner, tied, count=OFFERED * 2 // 3, today=today),
        *listing.first(owner, _met(here, owners.positions(owner)), count=OFFERED, today=today),
        *listing.first(owner, here, count=OFFERED, today=today),
    )
    numbers = list(dict.fromkeys(several))[:OFFERED]
    rows = {row.pk: row for row in here.filter(id__in=numbers)}
    shown = views.some(owner, [rows[number] for number in numbers], today=today)
    return [Candidate(view.person, view.shared) for view in shown]


def _met(here: QuerySet[Row], jobs: Sequence[Position]) -> QuerySet[Row]:
    """Narrow to those of whom `views.shared` has something to say."""
    wanted = Q(id__in=[])
    for job in jobs:
        if job.started is not None and job.organization:
            wanted |= Q(connected_on__gte=job.started, connected_on__lte=job.finished or date.max)
            wanted |= Q(area=atlas.fold(job.organization)) & ~Q(organization="")
    return here.filter(wanted)
