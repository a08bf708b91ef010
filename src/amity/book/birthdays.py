"""Birthdays: whose comes round within a week, and which of them a week may need to know of."""

from __future__ import annotations

from datetime import date, timedelta

from amity.book.models import Outlook, Owner
from amity.core import reach, worth
from amity.core.reach import Row
from amity.core.signals import date as rules

ASLEEP = 16
"""So many of those long out of sight are looked at; at most one of them takes a place."""


def near(owner: Owner, *, today: date) -> set[int]:
    """Give everybody chosen or in touch whose birthday comes this week, and the best of the others."""
    now = today.toordinal() - worth.EPOCH
    days = [(today + timedelta(days=n)).isoformat()[5:] for n in range(rules.AHEAD)]
    days += ["02-29"] if "02-28" in days else []
    born = Outlook.objects.filter(owner=owner, born__in=days, away=False, muted=False)
    fields = ("person_id", "ceiling", "decay", "kind", "last", "unsure", "person__importance")
    found: set[int] = set()
    others: list[tuple[float, int]] = []
    for *told, importance in born.values_list(*fields):
        row = Row(*told)
        near = row.last is not None and now - row.last < reach.ASLEEP
        if near or importance > 0 or row.kind == reach.SPOKEN:
            found.add(row.number)
        else:
            others.append((-reach.bound(row, "date", today=now), row.number))
    return found | {number for _, number in sorted(others)[:ASLEEP]}
