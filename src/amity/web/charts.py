"""Charts: lines and bars as coordinates that a template draws; they work without JavaScript and print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, TICKS = 660.0, 120.0, 126.0
_POINTS, _LABELS, _LABEL_GAP, _APART = 180, 5, 90.0, 2.0


@dataclass(frozen=True, slots=True)
class Tick:
    """One exchange below the line; `way` is sent, received or mutual, which is longer."""

    x: str
    bottom: str
    way: str


@dataclass(frozen=True, slots=True)
class Label:
    """A year's beginning, or the day itself, at its place."""

    x: str
    day: date
    now: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A tie over the years, drawn into `WIDTH` by `HEIGHT`; `rows` is the same as (day, strength)."""

    path: str
    area: str
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    first: date
    last: date
    rows: tuple[tuple[date, float], ...]


def line(
    points: Sequence[tuple[date, float]], exchanges: Sequence[tuple[date, str]], *, today: date
) -> Line | None:
    """Draw strength (0-1) over time with the exchanges (day, way) as ticks.

    None with fewer than two points. Never more than `_POINTS` points and one tick of a way per two pixels, so
    that a page stays small however long the tie.
    """
    if len(points) < 2 or points[0][0] >= today:  # noqa: PLR2004 - a line needs two ends
        return None
    first, span = points[0][0], (today - points[0][0]).days
    kept = _thin(points)
    xy = " ".join(f"{_x(day, first, span):.1f},{_y(strength):.1f}" for day, strength in kept)
    left, right = (_x(end, first, span) for end in (kept[0][0], kept[-1][0]))
    return Line(
        path=f"M{xy}",
        area=f"M{left:.1f},{HEIGHT:.0f} L{xy} L{right:.1f},{HEIGHT:.0f} Z",
        ticks=_ticks(exchanges, first, span),
        labels=_labels(first, today, span),
        first=first,
        last=today,
        rows=_table(points),
    )


def share(part: float, *, width: float = 100.0) -> str:
    """Give the length of a bar for a share of 0-1; the least that is something is still seen."""
    return f"{max(2.0 if part > 0 else 0.0, min(1.0, part) * width):.1f}"


def _x(day: date, first: date, span: int) -> float:
    return (day - first).days / span * WIDTH


def _y(strength: float) -> float:
    return HEIGHT - 4 - max(0.0, min(1.0, strength)) * (HEIGHT - 10)


def _thin(points: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    step = -(-len(points) // _POINTS)
    kept = list(points[::step])
    return kept if kept[-1] == points[-1] else [*kept, points[-1]]


def _ticks(exchanges: Sequence[tuple[date, str]], first: date, span: int) -> tuple[Tick, ...]:
    ticks: dict[tuple[int, str], Tick] = {}
    for day, way in exchanges:
        if 0 <= (day - first).days <= span:
            x = _x(day, first, span)
            bottom = TICKS + (16 if way == "mutual" else 10)
            ticks.setdefault((round(x / _APART), way), Tick(f"{x:.1f}", f"{bottom:.0f}", way))
    return tuple(ticks.values())


def _labels(first: date, today: date, span: int) -> tuple[Label, ...]:
    years = range(first.year + 1, today.year + 1)
    step = max(1, -(-len(years) // _LABELS))
    starts = [date(year, 1, 1) for year in years[::step]]
    at = [(_x(day, first, span), day) for day in starts]
    inner = [Label(f"{x:.1f}", day) for x, day in at if _LABEL_GAP <= x <= WIDTH - _LABEL_GAP]
    return (Label("0", first), *inner, Label(f"{WIDTH:.0f}", today, now=True))


def _table(points: Sequence[tuple[date, float]]) -> tuple[tuple[date, float], ...]:
    ends = {(day.year, (day.month - 1) // 3): (day, strength) for day, strength in points}
    return tuple(ends.values())
