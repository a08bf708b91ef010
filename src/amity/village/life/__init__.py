"""Life: what the village's owner keeps by hand, said to the book as any owner would say it.

The files of the village hold what others know; these chapters hold what only Robin does: words on ties,
facts, help, promises, circles, goals. All of it belongs to the import that brought the village.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from amity.book import batches, people
from amity.village.life import helping, keeping, learning

Who = Callable[[str], str]
"""Gives the id of the villager of that name."""
Chapter = Callable[..., None]
CHAPTERS: Mapping[str, Chapter] = {
    "helping": helping.tell,
    "keeping": keeping.tell,
    "learning": learning.tell,
}
"""Each chapter's `tell(owner, who, *, today)`, in order."""


def live(owner: Any, batch: str, *, today: date) -> None:  # noqa: ANN401 - whose book it is
    """Tell every chapter, and let all of it go with the import `batch` when that is taken back."""

    def who(name: str) -> str:
        return people.find(owner, name, today=today)[0].id

    for tell in CHAPTERS.values():
        tell(owner, who, today=today)
    batches.adopt(owner, batch)
