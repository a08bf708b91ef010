"""Listing: in which order people are listed, whatever is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

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


ORDERS: Mapping[str, Callable[[Listed], float]] = {
    "strength": lambda one: -one.strength,
    "recent": lambda one: -one.last,
    "gap": lambda one: max(one.strength, 0.0) - one.importance / 3,
    "name": lambda _: 0.0,
}
"""By the word for an order, what comes first: the least. A gap is importance before strength."""


def ordered(people: Iterable[Listed], sort: str) -> list[Listed]:
    """Order people, those set aside after all others; an order nobody knows is by strength."""
    least = ORDERS.get(sort, ORDERS["strength"])
    return sorted(people, key=lambda one: (one.away, least(one), one.folded, one.number))
