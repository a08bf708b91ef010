"""Recovery: what a killed import left half-written is taken back whole at the next start."""

from __future__ import annotations

from datetime import date

from amity.book import batches
from amity.book.models import Batch, Owner
from amity.core.errors import Trouble
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
