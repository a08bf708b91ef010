"""What was noticed of the owner’s circle, kept for an hour: Today asks each time, and it changes slowly."""

from __future__ import annotations

from datetime import date

from django.core.cache import cache

from amity.book import contacts, isolation
from amity.core.isolation import Notice
from amity.web.page import Owner

HOUR = 3_600


def notices(owner: Owner, *, today: date) -> tuple[Notice, ...]:
    """Give the signs that a circle is closing, at most an hour old."""
    key = f"noticed-{owner.secret}-{today}-{contacts.newest(owner)}"
    found: tuple[Notice, ...] | None = cache.get(key)
    if found is None:
        found = isolation.notices(owner, today=today)
        cache.set(key, found, HOUR)
    return found
