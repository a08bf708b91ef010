"""Contacts: who was in touch in which stretch of time, who is new, and who came back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from amity.core import periods, ties
from amity.core.periods import Period

SILENT = 180
"""Days without an exchange after which one more revives a tie."""
_SPARE = 7
KEPT = 1_100
"""Days in touch that are kept of each person, the last one first: enough for two years' reviews."""
_ALL = (1 << KEPT) - 1


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day on which somebody was in touch within one stretch."""

    first: date
    last: date


Spans = Mapping[int, Span]
"""By number of the stretch."""


@dataclass(frozen=True, slots=True)
class Window:
    """Stretches of time between neighboring `bounds`; `now` and `then` name those that are compared.

    None is longer than a quarter but the first, so that a silence of `SILENT` days always lies between two.
    """

    bounds: tuple[date, ...]
    now: frozenset[int]
    then: frozenset[int]


@dataclass(frozen=True, slots=True)
class Revived:
    """Somebody who was in touch again on `on` after a silence since `last`, where that day is known."""

    on: date
    last: date | None


def window(period: Period, *, today: date) -> Window:
    """Compare a period with the one before; while it runs, with as many days of that one."""
    earlier, until = periods.before(period), period.until(today)
    cut = min(earlier.end, earlier.start + (until - period.start)) if period.running(today) else earlier.end
    first = min(earlier.start, period.start - timedelta(days=SILENT + _SPARE))
    return between(first, (earlier.start, cut), (period.start, until))


def mark(days: int, gap: int) -> int:
    """Add a new day in touch, `gap` >= 1 days after the last; bit k is the day k days before the last one."""
    return (days << gap | 1) & _ALL if gap < KEPT else 1


def stretches(days: int, last: int, bounds: Sequence[int]) -> dict[int, Span]:
    """Give the first and last day in touch in each stretch between neighboring `bounds`.

    `last` and the bounds are whole days since 1970, `days` as `mark` made them; a stretch that begins more
    than `KEPT` days before `last` is not known whole.
    """
    found: dict[int, Span] = {}
    for number, (start, end) in enumerate(pairwise(bounds)):
        late, early = max(0, last - end + 1), last - start
        part = days >> late & (1 << early - late + 1) - 1 if early >= late else 0
        if part:
            newest = last - late - ((part & -part).bit_length() - 1)
            found[number] = Span(_day(last - late - part.bit_length() + 1), _day(newest))
    return found


def latest(days: int, last: int, before: int) -> date | None:
    """Give the last day in touch before another, None where the days kept do not tell."""
    late = max(0, last - before + 1)
    part = days >> late
    return _day(last - late - ((part & -part).bit_length() - 1)) if part else None


def _day(number: int) -> date:
    return date.fromordinal(ties.EPOCH + number)


def between(first: date, then: tuple[date, date], now: tuple[date, date]) -> Window:
    """Compare two stretches, each from a day to before another, and know what was since `first`."""
    ends = {first, *then, *now, *periods.quarters(*then), *periods.quarters(*now)}
    bounds = tuple(sorted(ends))
    return Window(bounds, _within(bounds, *now), _within(bounds, *then))


def _within(bounds: tuple[date, ...], start: date, end: date) -> frozenset[int]:
    return frozenset(n for n in range(len(bounds) - 1) if start <= bounds[n] and bounds[n + 1] <= end)


def among(spans: Mapping[int, Spans], stretches: Collection[int]) -> set[int]:
    """Name those in touch in any of the stretches."""
    return {person for person, told in spans.items() if not told.keys().isdisjoint(stretches)}


def revived(told: Spans, window: Window, *, first: date) -> Revived | None:
    """Tell whether, when and after what somebody came back; `first` is the day of their first exchange."""
    last: date | None = first if first < window.bounds[0] else None
    certain = False
    for number in sorted(told):
        span = told[number]
        if number in window.now and last is not None and (not certain or _silent(last, span.first)):
            return Revived(span.first, last if certain else None)
        last, certain = span.last, True
    return None


def _silent(last: date, on: date) -> bool:
    return (on - last).days >= SILENT
