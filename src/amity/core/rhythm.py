"""Rhythm: the active days of the last year as one number, and what follows from it without a rescan.

Bit k of `recent` is the day k days before the last active day; so bit 0 is always set. 366 bits hold a
leap year: every window up to a year can be counted exactly, however the tie goes on.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from statistics import median

KEPT = 366
"""Days that are remembered one by one."""
_ALL = (1 << KEPT) - 1
_BYTES = (KEPT + 7) // 8
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


def decayed(recent: int, silent: int, half_life: float) -> float:
    """Count the active days, each worth 2^(-age / half_life), age in days before today.

    Exact over the kept days; what is older would add less than 2^(-366 / half_life) of itself. Horner's
    rule over the bytes, oldest first: 46 steps whatever the history.
    """
    table, step = _worth(half_life), math.exp2(-8 / half_life)
    total = 0.0
    for byte in recent.to_bytes(_BYTES, "big"):
        total = total * step + table[byte]
    return total * math.exp2(-silent / half_life)


@cache
def _worth(half_life: float) -> tuple[float, ...]:
    """Return what each possible byte of eight days is worth on the last of them."""
    ages = [math.exp2(-age / half_life) for age in range(8)]
    return tuple(sum(worth for age, worth in enumerate(ages) if byte >> age & 1) for byte in range(256))
