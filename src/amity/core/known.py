"""Known: how far a book is read on a day, and what of it counts then.

What took place counts by its own day, whenever it was brought or logged. What the owner said counts from the
day they said it. What a file says counts from the day it speaks of or the day it was brought, whichever came
first; a book that was begun only later is read with its files as they stood on its first day, or nothing
could ever be looked back on. A dated line inside a card counts by its own day (docs/why/0012-no-future.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_BY_LABEL = frozenset({
    "working_on", "struggling_with", "cares_about", "can_help_with", "background", "help_asked",
    "help_offered", "help_given", "help_received", "application", "saved_job", "follows", "attended",
    "note", "other",
})  # fmt: skip
"""Fields whose label holds the day of what is said; a note's label may end with it."""
_OWN = frozenset({
    "importance", "purpose", "affinity", "aside", "muted", "commitment", "looked", "again", "closer",
    "elsewhere",
})  # fmt: skip
"""What the owner says of a tie; it never counts before the day they said it."""
REMOVED = "removed"
"""Label of the owner's word that somebody is removed."""
_BY_VALUE = frozenset({"connected_on", "started", "finished", "met_on"})
"""Fields whose value is a day."""
_BEGINS = ("connected_on", "started")
"""Of these the day before which nothing of a record is known at all."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A book read up to the end of `day`, with its files as they stood at the end of `files`."""

    day: date
    files: date

    def sees(self, as_of: date | None, on: date, *, by_hand: bool) -> bool:
        """Tell whether something that was brought or said `on` a day, and speaks of `as_of`, is known.

        Somebody added by hand stands in the book as a card of a file does: that is not `by_hand` here.
        """
        return since(as_of, on) <= (self.day if by_hand else self.files)


def since(as_of: date | None, on: date) -> date:
    """Give the day from which something counts that was brought `on` a day and speaks of `as_of`."""
    return on if as_of is None else min(as_of, on)


def face(said: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """Leave of what the owner said of somebody who they are, without what the tie is to them."""
    return [claim for claim in said if claim[0] not in _OWN and claim[2] != REMOVED]


def reach(day: date, first: date | None) -> Reach:
    """Read a book in which somebody stood first on the day `first`."""
    return Reach(day, day if first is None else max(day, first))


def claims(said: Iterable[Sequence[str]], *, day: date) -> list[Sequence[str]]:
    """Leave out of (field, value, label)… what is dated later than a day."""
    return [claim for claim in said if (on := _day(claim)) is None or on <= day]


def begins(said: Iterable[Sequence[str]]) -> date | None:
    """Give the day before which nothing of a record is known: of a connection, of the owner's own job."""
    found = (_read(value) for field, value, _ in said if field in _BEGINS)
    return min((on for on in found if on is not None), default=None)


def _day(claim: Sequence[str]) -> date | None:
    field, value, label = claim
    if field in _BY_VALUE:
        return _read(value)
    return _read(label.rpartition(" ")[2]) if field in _BY_LABEL else None


def _read(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
