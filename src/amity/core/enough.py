"""Enough: whether anybody who was not looked at could still better the week drawn from those who were."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from math import inf
from typing import NamedTuple

from amity.core import compose
from amity.core.plan import Settled
from amity.core.reasons import Reason

_TINY = 1e-9


class Left(NamedTuple):
    """The best who is left for one reason and length: worth at most `rate` a minute, for `minutes`."""

    reason: Reason
    rate: float
    minutes: int

    @property
    def value(self) -> float:
        """Worth at most."""
        return self.rate * self.minutes


def least(week: Settled, left: Sequence[Left]) -> tuple[list[float], float]:
    """Return the worth per minute from which each of `left` could better the week, and the week's gap.

    A week that holds somebody left is worth no more than this one and the best that fits into the other
    minutes (`compose.packed`), of all that was seen and of any number of each of `left`. What so does not
    reach the week that was found cannot be part of a better one; circles and crowded organizations only make
    a week worse than that, and the week found keeps to them. While more needs could be met, everybody who
    fits could better the week; what never can has infinity. The gap (0-1) bounds how much better the best
    week with anybody of `left` could be.
    """
    fits = [one.rate > 0 and one.minutes <= week.minutes and week.room > 0 for one in left]
    if not any(fits):
        return [inf] * len(left), 0.0
    hopeful = [one for one, fit in zip(left, fits, strict=True) if fit]
    costs = [*_seen(week), *((one.value, one.minutes) for one in hopeful for _ in range(week.room))]
    longest = sum(nlargest(week.room, (cost for _, cost in costs)))
    minutes = min(week.minutes, longest)
    best = compose.packed(costs, minutes=minutes, size=week.room)
    found = sum(option.value for option in week.rest.options)
    gap = max(0.0, 1 - found / best[-1][-1])
    if _lacking(week, hopeful):
        return [0.0 if fit else inf for fit in fits], gap
    rates = [
        (found - best[-2][minutes - one.minutes] - _TINY) / one.minutes if fit else inf
        for one, fit in zip(left, fits, strict=True)
    ]
    return rates, gap if any(one.rate >= rate for one, rate in zip(left, rates, strict=True)) else 0.0


def _seen(week: Settled) -> list[tuple[float, int]]:
    """Give (value, minutes) of what was seen and fits, the best of each person and length alone."""
    best: dict[tuple[str, int], float] = {}
    for option in week.others:
        key = (option.person_id, option.minutes)
        if 0 < option.minutes <= week.minutes and option.value > best.get(key, 0.0):
            best[key] = option.value
    return [(value, minutes) for (_, minutes), value in best.items()]


def _lacking(week: Settled, left: Sequence[Left]) -> bool:
    """Tell whether more needs could be met than the week meets, for all that minutes and room tell."""
    met = {option.signal.reason for option in week.rest.options}
    costs = [(o.signal.reason, o.minutes) for o in week.others if o.value > 0 and o.minutes <= week.minutes]
    costs += [(one.reason, one.minutes) for one in left]
    cheapest = (min((cost for reason, cost in costs if reason in need), default=0) for need in week.needs)
    could, spent = 0, 0
    for cost in sorted(filter(None, cheapest))[: week.room]:
        spent += cost
        could += spent <= week.minutes
    return sum(bool(need & met) for need in week.needs) < could
