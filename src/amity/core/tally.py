"""Tally: people counted by area in one pass, in as little memory as there are areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from amity.core import diversity, phrases, places
from amity.core.areas import Cell, Coverage, Dimension
from amity.core.atlas import IN_TOUCH
from amity.core.circles import Circle

KEPT: tuple[Dimension, ...] = ("organization", "industry", "function", "level", "place")
"""The dimensions that are kept with a person; circles and the age of a tie are told elsewhere."""
AGES: tuple[tuple[int, str, str], ...] = (
    (0, "0", "for less than a year"),
    (365, "1", "for one to three years"),
    (3 * 365, "3", "for three to seven years"),
    (7 * 365, "7", "for seven years or more"),
)
"""Days since the first exchange from which on a tie is of an age: its key and its name."""


class Group(NamedTuple):
    """Several people of the same areas (as in `KEPT`), which of these were only read, and one of them.

    An empty key says nothing: a group may tell of some dimensions, and another group of the same people of
    the others.
    """

    keys: Sequence[str]
    read: Sequence[bool]
    people: int
    number: int


class Row(NamedTuple):
    """One person in touch: number, id, name, and the keys of `KEPT`."""

    number: int
    id: str
    name: str
    keys: Sequence[str]


@dataclass(slots=True)
class _Sum:
    known: int = 0
    in_touch: int = 0
    strong: int = 0
    read: int = 0
    number: int = 0
    who: tuple[str, str] | None = None
    near: tuple[str, str] | None = None

    def cell(self, key: str, name: str, *, own: bool) -> Cell:
        only = self.near if self.in_touch == 1 else self.who if self.known == 1 else None
        return Cell(key, name, self.known, self.in_touch, self.strong, only, own, self.read)


@dataclass(slots=True)
class Tally:
    """What was counted: sums by dimension and key, all people, those in touch (id and name by number).

    `circles` holds the circles of those in touch, by id, `members` everybody of a circle.
    """

    sums: dict[Dimension, dict[str, _Sum]] = field(default_factory=dict)
    known: int = 0
    near: dict[int, tuple[str, str]] = field(default_factory=dict)
    placed: dict[Dimension, int] = field(default_factory=dict)
    circles: dict[str, set[str]] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)

    def alone(self) -> set[int]:
        """Give the numbers of those who are the only ones known somewhere, and are still without a name."""
        several = (found for sums in self.sums.values() for found in sums.values())
        return {one.number for one in several if one.known == 1 and not one.in_touch and one.who is None}

    def name(self, names: Mapping[int, tuple[str, str]]) -> None:
        """Name them, as (id, name) by number."""
        for sums in self.sums.values():
            for found in sums.values():
                found.who = found.who or names.get(found.number)

    def count(
        self, dimension: Dimension, key: str, who: tuple[str, str], *, near: bool, strong: bool
    ) -> None:
        """Count somebody in an area."""
        found = _of(self.sums.setdefault(dimension, {}), key)
        found.known += 1
        found.who = who
        if near:
            found.in_touch += 1
            found.strong += strong
            found.near = who


def _of(several: dict[str, _Sum], key: str) -> _Sum:
    found = several.get(key)
    if found is None:
        found = several[key] = _Sum()
    return found


def tally(groups: Iterable[Group], near: Iterable[Row], *, known: int, strong: Container[int]) -> Tally:
    """Count people by the areas kept with them: `known` in all, in groups, and those in touch one by one.

    `strong` holds the numbers of those who are.
    """
    told = Tally({dimension: {} for dimension in KEPT}, known)
    kept = list(told.sums.values())
    for keys, read, count, number in groups:
        for several, key, only_read in zip(kept, keys, read, strict=True):
            if key:
                found = _of(several, key)
                found.known += count
                found.read += count * only_read
                found.number = number
    for number, id, name, keys in near:  # noqa: A001 - a person's
        who = told.near[number] = (id, name)
        for several, key in zip(kept, keys, strict=True):
            if key:
                found = _of(several, key)
                found.in_touch += 1
                found.strong += number in strong
                found.near = who
    told.placed |= {
        dimension: sum(one.in_touch for one in told.sums[dimension].values()) for dimension in KEPT
    }
    return told


def age(first: float, *, now: float) -> str:
    """Give the key of a tie's age by the time of its first exchange, in days since 1970."""
    return next(key for least, key, _ in reversed(AGES) if now - first >= least or not least)


def count_ages(
    told: Tally, firsts: Iterable[tuple[int, float]], *, now: float, strong: Container[int]
) -> None:
    """Count those in touch by the age of their tie."""
    told.placed["age"] = 0
    for number, first in firsts:
        who = told.near.get(number)
        if who is not None:
            told.placed["age"] += 1
            key = age(first, now=now)
            told.count("age", key, who, near=True, strong=number in strong)


def count_circles(told: Tally, circles: Iterable[Circle], *, strong: Container[str]) -> None:
    """Count the people of circles; somebody of two counts in each, and once among those placed."""
    close = {id for id, _ in told.near.values()}  # noqa: A001 - a person's
    for circle in circles:
        for member in circle.here:
            near = member.id in close
            told.members.add(member.id)
            if near:
                told.circles.setdefault(member.id, set()).add(circle.id)
            who = (member.id, member.name)
            told.count("circle", circle.id, who, near=near, strong=near and member.id in strong)
    told.placed["circle"] = len(told.circles)


def coverage(
    told: Tally, dimension: Dimension, *, names: Mapping[str, str], own: Collection[str]
) -> Coverage:
    """Put a dimension together from what was counted; `own` holds the owner's own areas, none if unknown."""
    cells = [
        found.cell(key, names.get(key) or key, own=key in own)
        for key, found in told.sums.get(dimension, {}).items()
    ]
    placed = told.placed.get(dimension, 0)
    return diversity.cover(
        dimension, cells, known=told.known, in_touch=len(told.near), placed=placed,
        inside=_inside(told, dimension, cells, own) if own else None,
        unplaced=told.known - _placed(told, dimension, cells),
    )  # fmt: skip


def _placed(told: Tally, dimension: Dimension, cells: Iterable[Cell]) -> int:
    """Count everybody with an area; somebody of two circles is one person."""
    return len(told.members) if dimension == "circle" else sum(cell.known for cell in cells)


def _inside(told: Tally, dimension: Dimension, cells: Iterable[Cell], own: Collection[str]) -> int:
    """Count those in touch in the owner's own group; somebody of two own circles is one person."""
    if dimension == "circle":
        return sum(not several.isdisjoint(own) for several in told.circles.values())
    return sum(cell.in_touch for cell in cells if cell.own)


def names(dimension: Dimension) -> Mapping[str, str]:
    """Give the names of areas that have one beside their key."""
    if dimension == "place":
        return places.NAMES
    return {key: name for _, key, name in AGES} if dimension == "age" else {}


def spelled(spellings: Mapping[tuple[str, str, str], int]) -> dict[str, str]:
    """Name organizations by the spelling most of their people use, else by the domain of their mail.

    `spellings` count people by (area, organization as said or empty, domain).
    """
    best: dict[str, tuple[bool, int, str]] = {}
    counts: Counter[tuple[str, bool, str]] = Counter()
    for (area, organization, domain), count in spellings.items():
        counts[area, not organization, phrases.plain(organization) or domain] += count
    for (area, mailed, spelling), count in counts.items():
        found = (mailed, -count, spelling)
        best[area] = min(best.get(area, found), found)
    return {area: spelling for area, (_, _, spelling) in best.items()}


def in_touch(today: date) -> tuple[float, float]:
    """Give the times, in days since 1970, between which the last exchange of somebody in touch lies."""
    now = float((today - date(1970, 1, 1)).days)
    return now - IN_TOUCH + 1, now + 1
