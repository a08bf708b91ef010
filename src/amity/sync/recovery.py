"""Recovery: imports taken back, by the owner or because they were killed; never while another one runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from amity.book import batches, brought
from amity.book.batches import BatchShown
from amity.book.models import Batch, Owner
from amity.core.errors import Trouble
from amity.core.progress import Step
from amity.sync import lock


def recover(owner: Owner, *, today: date) -> int:
    """Take back killed imports, unless one is running right now; give how many there were."""
    if not Batch.objects.filter(owner=owner, state="running").exists():
        return 0
    try:
        with lock.importing():
            return batches.recover(owner, today=today)
    except Trouble:
        return 0


def undo(owner: Owner, id: str, *, today: date, watch: Step | None = None) -> BatchShown:  # noqa: A002
    """Take an import back exactly; Trouble while one is running."""
    with lock.importing():
        return batches.undo(owner, id, today=today, watch=watch)


def undo_one(owner: Owner, id: str, line: str, *, today: date) -> dict[str, Any]:  # noqa: A002 - the contract's word
    """Take one record of an import back, and give the import's report; Trouble while one is running."""
    with lock.importing():
        return brought.take_back(owner, id, line, today=today)
