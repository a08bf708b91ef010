"""Rhythm: the active days of the last year as one number, and what follows from it without a rescan.

Bit k of `recent` is the day k days before the last active day; so bit 0 is always set. 366 bits hold a
leap year: every window up to a year can be counted exactly, however the tie goes on.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import median

KEPT = 366
"""Days that are remembered one by one."""
_ALL = (1 << KEPT) - 1
_LEAST = 2
"""Gaps that make a usual gap: one alone may be chance."""


def mark(recent: int, gap: int) -> int:
    """Add a new active day, `gap` >= 1 days after the last one."""
    return (recent << gap | 1) & _ALL if gap < KEPT else 1


def within(recent: int, silent: int, days: int) -> int:
    """Count the active days among the last `days` days (<= `KEPT`), today included.

    `silent` are the whole days since the last active day, 0 on that day itself.
    """
    return (recent & (1 << days - silent) - 1).bit_count() if silent < days else 0


@lru_cache(maxsize=65_536)
def gap(recent: int) -> float | None:
    """Return the median of the days between one active day and the next, None with fewer than two gaps."""
    zeros = f"{recent:b}".split("1")[1:-1]
    return float(median(len(some) + 1 for some in zeros)) if len(zeros) >= _LEAST else None
