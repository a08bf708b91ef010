"""Listing: in which order people are listed, whatever is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Listed:
    """One person as far as an order asks: `number` is theirs alone, `last` in days, `strength` 0–1 or -1."""

    number: int
    folded: str
    importance: int = 0
    away: bool = False
    strength: float = -1.0
    state: str | None = None
    last: float = NEVER


UNWANTED = 9.0
"""What stands behind every gap: nobody's importance can be missed that was never said."""

ORDERS: Mapping[str, Callable[[Listed], float]] = {
    "strength": lambda one: -one.strength,
    "recent": lambda one: -one.last,
    "gap": lambda one: max(one.strength, 0.0) - one.importance / 3 if one.importance else UNWANTED,
    "name": lambda _: 0.0,
}
"""By the word for an order, what comes first: the least. A gap is importance before strength.

Whose importance was never said has no gap, and comes after all who have one, by name.
"""


def ordered(people: Iterable[Listed], sort: str) -> list[Listed]:
    """Order people, those set aside after all others; an order nobody knows is by strength."""
    least = ORDERS.get(sort, ORDERS["strength"])
    return sorted(people, key=lambda one: (one.away, least(one), one.folded, one.number))


def enough(
    people: Iterable[tuple[float, Listed]], *, count: int, measure: Callable[[Listed], float]
) -> Iterator[Listed]:
    """Read people until the best `count` by a measure are among them, whatever comes later.

    `people` are (bound, one), the bound falling: what the measure of this and every later one cannot exceed.
    """
    best: list[float] = []
    for bound, one in people:
        if len(best) >= count and (not best or bound < best[0]):
            return
        heappush(best, measure(one))
        if len(best) > count:
            heappop(best)
        yield one
