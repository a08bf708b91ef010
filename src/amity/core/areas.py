"""Areas: the seven dimensions by which the owner's people are placed, and what a book covers of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from amity.core import places, titles
from amity.core.reasons import Evidence

Dimension = Literal["organization", "industry", "function", "level", "place", "age", "circle"]
DIMENSIONS: tuple[Dimension, ...] = (
    "organization", "industry", "function", "level", "place", "age", "circle",
)  # fmt: skip
STRONG = 0.5
"""Strength from which on a tie is strong: an exchange both ways within 90 days is likelier than not."""
THIN = 0.3
"""Strength below which a tie is thin, as goals and signals read it."""
SpotKind = Literal[
    "empty", "silent", "thread", "thin", "bridge", "one-organization", "one-industry", "one-age"
]


def said(dimension: Dimension, name: str) -> str:
    """Name an area within a sentence: "the United States", and a level as the page has it."""
    if dimension == "place":
        return places.named(name)
    return f"“{titles.SAID.get(name, name)}”" if dimension == "level" else name


@dataclass(frozen=True, slots=True)
class Cell:
    """One area: how many people are known there, in touch within a year, and strong (`STRONG`).

    `only` is (id, name) of the one person in touch there, or of the one known while nobody is in touch. `own`
    says that the owner belongs here. `read` counts those placed here by reading a title, an address or a
    number, whom nobody said to be here.
    """

    key: str
    name: str
    known: int = 0
    in_touch: int = 0
    strong: int = 0
    only: tuple[str, str] | None = None
    own: bool = False
    read: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """One dimension: its areas, those with most in touch first (levels as they rise), and its spread.

    Of `in_touch` people, `placed` have an area here: no number below speaks of the others. `blau` (0-1) is
    the chance that two of those in touch, drawn by lot, are in different areas; `evenness` the same of the
    smoothed shares, normalized to 1 for an even spread. `inside_outside` is E-I (-1 all inside the owner's
    own group, 1 all outside), None while the owner's own group is unknown. `unplaced` counts the people, in
    touch or not, without an area here.
    """

    dimension: Dimension
    cells: tuple[Cell, ...]
    known: int
    in_touch: int
    placed: int
    blau: float | None
    evenness: float | None
    inside_outside: float | None
    sentence: str
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class Introducer:
    """Somebody strong with the owner and seen close to the target, with the sentence that says why."""

    id: str
    name: str
    score: float
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    target: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A blind spot: what is missed, what it costs this owner, and the one thing to do.

    `people` are (id, name) of those it is about; `introducers` could open the door, and `partial` says from
    what little they were read. `because` says why it costs so much.
    """

    kind: SpotKind
    dimension: Dimension
    key: str
    name: str
    cost: float
    sentence: str
    action: str
    because: str = ""
    people: tuple[tuple[str, str], ...] = ()
    introducers: tuple[Introducer, ...] = ()
    partial: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Bridge:
    """Somebody who alone links the owner to an area, in a sentence; `fading` while that tie is at risk."""

    id: str
    name: str
    dimension: Dimension
    key: str
    area: str
    sentence: str
    fading: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The whole atlas of a day: every dimension, the blind spots by cost, and the single bridges."""

    coverages: tuple[Coverage, ...]
    spots: tuple[Spot, ...]
    bridges: tuple[Bridge, ...] = field(default=())

    def of(self, dimension: Dimension) -> Coverage:
        """Give one dimension."""
        return next(one for one in self.coverages if one.dimension == dimension)
