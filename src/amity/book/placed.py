"""Placed: who of this book is in one area, and by what each was placed there."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from amity.book import coverage, ties
from amity.book.models import Owner, Person, Tie
from amity.book.spots import COLUMN
from amity.core import industries, places, placing, tally, titles
from amity.core.areas import Dimension


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody of an area: what their card says, by what they were placed (`BASES`), last exchange."""

    id: str
    name: str
    title: str
    organization: str
    how: str
    last: date | None = None


def count(owner: Owner, dimension: Dimension, key: str) -> int:
    """Count the people of an area; who is removed or set aside is on no map."""
    return _inside(owner, dimension, key).count()


def heard(owner: Owner, dimension: Dimension, key: str) -> bool:
    """Tell whether an area is one at all: a word of a table, or somebody's, be they removed or set aside."""
    tables: dict[str, Container[str]] = {
        "industry": industries.INDUSTRIES, "function": titles.FUNCTIONS, "level": titles.LEVELS,
        "place": places.NAMES,
    }  # fmt: skip
    there = Person.objects.filter(owner=owner, **{COLUMN[dimension]: key})
    return key in tables.get(dimension, ()) or there.exists()


def inside(
    owner: Owner, dimension: Dimension, key: str, *, offset: int, count: int, today: date
) -> list[Placed]:
    """Give a stretch of the people of an area, by name."""
    found = list(_inside(owner, dimension, key).order_by("folded", "uid")[offset : offset + count])
    held = Tie.objects.filter(owner=owner, person__in=[row.pk for row in found], last__lt=ties.now(today) + 1)
    last = dict(held.values_list("person_id", "last"))
    return [_placed(row, dimension, last.get(row.pk)) for row in found]


def name(owner: Owner, dimension: Dimension, key: str) -> str:
    """Name an area: an organization by its people's spelling, a country by its name, all else by its key."""
    told = coverage.spelled(owner, key) if dimension == "organization" else tally.names(dimension).get(key)
    return told or key


def _inside(owner: Owner, dimension: Dimension, key: str) -> QuerySet[Person]:
    return Person.objects.filter(owner=owner, removed=False, aside="", **{COLUMN[dimension]: key})


def _placed(row: Person, dimension: Dimension, last: float | None) -> Placed:
    basis = placing.whole(row.basis, industry=row.industry)
    how, on = basis.get(dimension, ""), ties.day(last) if last is not None else None
    return Placed(row.uid, row.name, row.title, row.organization, how, on)
