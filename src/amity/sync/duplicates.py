"""Duplicates: pairs looked for after people have changed, beside the pages where there are very many."""

from __future__ import annotations

import threading

from django.db import connection

from amity.book import duplicates, people
from amity.book.models import Owner

AT_ONCE = 5_000
"""People among whom pairs are looked for while the page waits."""
_lookers: set[int] = set()
_lock = threading.Lock()


def look(owner: Owner) -> bool:
    """Look for pairs that may be one person: at once in a book of a few thousand, else in a thread.

    Tell whether they are there now.
    """
    if people.count(owner) <= AT_ONCE:
        duplicates.refresh(owner)
        return True
    with _lock:
        if owner.pk not in _lookers:
            _lookers.add(owner.pk)
            threading.Thread(target=_look, args=(owner.pk,), daemon=True, name="look").start()
    return False


def _look(owner: int) -> None:
    try:
        duplicates.refresh(Owner.objects.get(id=owner))
    finally:
        _lookers.discard(owner)
        connection.close()
