"""Mixed: where the time for people went, year by year, as bars that a template draws, and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from amity.book import purposes
from amity.core.mix import Mix, Year
from amity.core.people import PURPOSES
from amity.web import page, wording

FEW = 4
"""With fewer people than this a year's shares are chance."""
YEARS = 6
"""So many years are drawn; the table has all."""
_LEFT, _WIDTH, _TALL, _STEP, _APART, _ROOM = 64.0, 596.0, 26, 36, 2.0, 0.12


@dataclass(frozen=True, slots=True)
class Part:
    """One purpose's share of a bar; `label` is empty where there is no room for it."""

    purpose: str
    letter: str
    x: str
    width: str
    center: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: a year, or (`year` None) what is meant."""

    year: int | None
    y: int
    middle: int
    tall: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars, the latest year last but for what is meant."""

    rows: tuple[Row, ...]
    height: int


def shown(owner: page.Owner, *, today: date) -> dict[str, Any]:
    """Give what the atlas shows of the mix."""
    mix = purposes.mix(owner, today=today)
    table = [
        {
            "year": year.year,
            "shares": [(year.time[name], year.people[name]) for name in PURPOSES],
            "hours": round(year.minutes / 60),
            "count": year.count,
        }
        for year in mix.years
    ]
    return {"mix": mix, "bars": bars(mix), "table": table, "kinds": PURPOSES}


def bars(mix: Mix) -> Bars:
    """Draw the years' time and what is meant into 660 by `height`."""
    shares = [(year.year, year.time) for year in mix.years[-YEARS:] if _any(year)]
    meant = {name: share / 100 for name, share in mix.target.items()}
    rows = [_row(year, at, time) for at, (year, time) in enumerate([*shares, (None, meant)])]
    return Bars(tuple(rows), len(rows) * _STEP)


def _any(year: Year) -> bool:
    """Tell whether a year has people enough to be drawn; the table has it all the same."""
    return year.count >= FEW and any(year.time.values())


def _row(year: int | None, at: int, time: Mapping[str, float]) -> Row:
    y = at * _STEP
    parts, x = [], _LEFT
    for name in PURPOSES:
        width = time.get(name, 0.0) * _WIDTH
        if width > _APART:
            label = f"{round(time[name] * 100)}%" if time[name] >= _ROOM else ""
            center = f"{x + (width - _APART) / 2:.1f}"
            parts.append(
                Part(name, wording.LETTERS[name], f"{x:.1f}", f"{width - _APART:.1f}", center, label)
            )
        x += width
    return Row(year, y, y + _TALL // 2 + 5, _TALL, tuple(parts))
