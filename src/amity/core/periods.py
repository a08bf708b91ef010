"""Periods: weeks, quarters and years to look back on, and the one before to compare with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from amity.core import phrases, weeks
from amity.core.errors import Refusal

Kind = Literal["week", "quarter", "year"]
KINDS: tuple[Kind, ...] = ("week", "quarter", "year")
_FORMS = {"week": "2026-W47", "quarter": "2025-Q3", "year": "2025"}
_NAME = re.compile(r"(\d{4})(?:-W(\d{2})|-Q([1-4]))?")
_ORDINALS = ("first", "second", "third", "fourth")
_LAST = date.max.year - 1


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days from `start` to before `end`; named "2026-W47", "2025-Q3" or "2025"."""

    kind: Kind
    start: date
    end: date

    @property
    def name(self) -> str:
        """Give the name by which it is asked for."""
        if self.kind == "week":
            return weeks.name(self.start)
        return f"{self.start.year}-Q{self._quarter}" if self.kind == "quarter" else str(self.start.year)

    @property
    def title(self) -> str:
        """Say which it is: "the week of November 23, 2026", "the third quarter of 2025", "2025"."""
        if self.kind == "week":
            return f"the week of {phrases.MONTHS[self.start.month - 1]} {self.start.day}, {self.start.year}"
        if self.kind == "quarter":
            return f"the {_ORDINALS[self._quarter - 1]} quarter of {self.start.year}"
        return str(self.start.year)

    @property
    def _quarter(self) -> int:
        return (self.start.month - 1) // 3 + 1

    def until(self, today: date) -> date:
        """Give the first day that is not looked at: its end, or tomorrow while it runs."""
        return min(self.end, max(self.start, today + timedelta(days=1)))

    def running(self, today: date) -> bool:
        """Tell whether it is not over yet."""
        return today < self.end - timedelta(days=1)


def containing(kind: Kind, day: date) -> Period:
    """Give the period of a kind in which a day lies."""
    if kind == "week":
        start = day - timedelta(days=day.weekday())
        return Period(kind, start, start + timedelta(days=7))
    if kind == "quarter":
        start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return Period(kind, start, _first(start.year, start.month + 3))
    return Period(kind, date(day.year, 1, 1), date(day.year + 1, 1, 1))


def before(period: Period) -> Period:
    """Give the period of the same kind that ended where this one began."""
    return containing(period.kind, period.start - timedelta(days=1))


def after(period: Period) -> Period:
    """Give the period of the same kind that begins where this one ends."""
    return containing(period.kind, period.end)


def named(kind: str, name: str, *, today: date) -> Period:
    """Read which period is meant; without a name the one of `today`, and never one that has not begun."""
    if kind not in KINDS:
        raise Refusal("period", f"{kind!r} is no period; choose from {', '.join(KINDS)}.")
    found = containing(kind, today) if not name else _read(kind, name)
    if found is None:
        raise Refusal("period", f"{name!r} is no {kind}; write it as {_FORMS[kind]}.")
    if found.start > today:
        raise Refusal("period", f"{found.title[0].upper()}{found.title[1:]} has not begun yet.")
    return found


def _read(kind: Kind, name: str) -> Period | None:
    parts = _NAME.fullmatch(name)
    if parts is None or not 1 < int(parts[1]) < _LAST:
        return None
    year, week, quarter = int(parts[1]), parts[2], parts[3]
    if kind != ("week" if week else "quarter" if quarter else "year"):
        return None
    if week:
        try:
            return containing(kind, date.fromisocalendar(year, int(week), 1))
        except ValueError:
            return None
    return containing(kind, date(year, int(quarter or 1) * 3 - 2, 1))


def quarters(start: date, end: date) -> list[date]:
    """Give the days on which quarters begin, from after `start` to before `end`."""
    day, found = containing("quarter", start).end, []
    while day < end:
        found.append(day)
        day = _first(day.year, day.month + 3)
    return found


def _first(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
