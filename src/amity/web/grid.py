"""Grid: one dimension of the atlas as rows of marks, the same marks as in the picture, with their counts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from amity.core.areas import Cell, Coverage, Dimension

LARGEST, LEAST = 11.0, 3.0
"""The radius of the largest mark of a grid, and of one person."""
MANY = 4
"""So many areas of one person each are folded: in a list they would hide the others."""
ENOUGH = 10
"""With fewer people in touch than this a share in per cent would be of chance."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How many of an area stand in a band, and the radius of the mark that shows it; none for nobody."""

    band: str
    count: int
    radius: str


@dataclass(frozen=True, slots=True)
class Row:
    """One area: its marks (strong, in touch, asleep), its share of those in touch, 0 if it says little."""

    cell: Cell
    marks: tuple[Mark, ...]
    share: float


def rows(coverage: Coverage, *, offset: int, count: int) -> list[Row]:
    """Give a stretch of a dimension's areas; marks are sized against the largest of all."""
    most = max((max(_counts(cell).values()) for cell in coverage.cells), default=0)
    return [_row(cell, coverage, most) for cell in coverage.cells[offset : offset + count]]


def folded(every: list[Row], dimension: Dimension) -> dict[str, list[Row]]:
    """Part `rows` from the `ones`, areas of one person, where these are many and the order is no ladder."""
    ones = [row for row in every if row.cell.known == 1]
    if len(ones) < MANY or len(ones) == len(every) or dimension in {"level", "age"}:
        return {"rows": every, "ones": []}
    return {"rows": [row for row in every if row.cell.known != 1], "ones": ones}


def _row(cell: Cell, coverage: Coverage, most: int) -> Row:
    marks = tuple(Mark(band, n, _radius(n, most)) for band, n in _counts(cell).items())
    enough = cell.in_touch > 1 and coverage.placed >= ENOUGH
    return Row(cell, marks, cell.in_touch / coverage.placed if enough else 0.0)


def _counts(cell: Cell) -> dict[str, int]:
    return {
        "strong": cell.strong,
        "warm": cell.in_touch - cell.strong,
        "asleep": cell.known - cell.in_touch,
    }


def _radius(count: int, most: int) -> str:
    """Let the area of a mark, not its width, follow the count."""
    return f"{max(LEAST, LARGEST * math.sqrt(count / most)):.1f}" if count else ""


def chance(blau: float | None) -> int | None:
    """Give Blau's index as times in ten, for a sentence: 0 hardly ever, 10 nearly always."""
    return None if blau is None else round(blau * 10)
