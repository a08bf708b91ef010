"""The atlas of this book: areas by organization."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from amity.book import people
from amity.book.models import Owner, Person
from amity.core import atlas as rules
from amity.core.people import Person as Shown
from amity.core.view import Area


def areas(owner: Owner, *, today: date) -> rules.Atlas:
    """Draw the atlas of organizations from everybody who is not put aside."""
    rows = Person.objects.filter(owner=owner, removed=False, aside="").order_by("folded", "uid")
    return rules.read(people.shown(owner, list(rows), today=today), today=today)


def around(owner: Owner, only: Iterable[str], *, today: date) -> tuple[dict[str, Area], list[Shown]]:
    """Give these areas by folded organization, and the people they are drawn from."""
    rows = list(Person.objects.filter(owner=owner, removed=False, aside="", area__in=set(only) - {""}))
    found = people.shown(owner, rows, today=today)
    return rules.areas(found, today=today), found
