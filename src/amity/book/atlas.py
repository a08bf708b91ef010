"""The atlas of this book: what the owner's people cover in every dimension, and what is missed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from amity.book import people
from amity.book.models import Owner, Person
from amity.book.places import Counts
from amity.core import atlas as rules
from amity.core.areas import Drawn, Spot
from amity.core.people import Person as Shown
from amity.core.view import Area


def around(owner: Owner, only: Iterable[str], *, today: date) -> tuple[dict[str, Area], list[Shown]]:
    """Give these areas by folded organization, and the people they are drawn from."""
    rows = list(Person.objects.filter(owner=owner, removed=False, aside="", area__in=set(only) - {""}))
    found = people.shown(owner, rows, today=today)
    return rules.areas(found, today=today), found


def drawn(owner: Owner, *, today: date) -> Drawn:
    """Draw the whole atlas: coverage by dimension, blind spots by their cost, single bridges."""
    from amity.book import circles, coverage, spots  # noqa: PLC0415 - circles show people, goals ask this module

    known = circles.all(owner)
    coverages = coverage.read(owner, known, today=today)
    return Drawn(coverages, *spots.find(owner, coverages, known, today=today))


def missed(
    owner: Owner, *, organization: str = "", today: date, counts: Counts | None = None
) -> dict[str, Spot]:
    """Give, by person, the costliest blind spot that a word with them would open.

    `organization` is the owner's own, as `owners.describe` tells it; `counts` are counted if nobody did yet.
    """
    from amity.book import missed as few  # noqa: PLC0415 - as above

    return few.of(owner, organization=organization, today=today, counts=counts)
