"""Enough: whether anybody who was not looked at could still better the week drawn from those who were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from math import inf
from typing import NamedTuple

from amity.core.compose import Need
from amity.core.plan import Settled
from amity.core.reasons import Reason

_TINY = 1e-9

Grid = list[list[float]]
"""What a week is worth at most, for every room and every minute."""


class Left(NamedTuple):
    """The best who is left for one reason and length: worth at most `rate` a minute, for `minutes`."""

    reason: Reason
    rate: float
    minutes: int

    @property
    def value(self) -> float:
        """Worth at most."""
        return self.rate * self.minutes


class _Cost(NamedTuple):
    """What may stand in a week: worth, minutes, and the needs it meets, a bit for each."""

    value: float
    minutes: int
    meets: int


def least(week: Settled, left: Sequence[Left]) -> tuple[list[float], float]:
    """Return the worth per minute from which each of `left` could better the week, and the week's gap.

    A week that holds somebody left is worth no more than this one and the best that fits into the other
    minutes and meets as many needs as the week does (`_packed`), of all that was seen and of any number of
    each of `left`. What so does not reach the week that was found cannot be part of a better one; circles and
    crowded organizations only make a week worse than that, and the week found keeps to them. While more needs
    could be met with somebody left, whoever meets one of these could better the week; what never can has
    infinity. The gap (0-1) bounds how much better the best week with anybody of `left` could be.
    """
    fits = [one.rate > 0 and one.minutes <= week.minutes and week.room > 0 for one in left]
    if not any(fits):
        return [inf] * len(left), 0.0
    meets = [_meets(one.reason, week.needs) for one in left]
    several = [(one.value, one.minutes, met) for one, met, fit in zip(left, meets, fits, strict=True) if fit]
    costs = [*_seen(week), *(_Cost(*one) for one in several for _ in range(week.room))]
    minutes = min(week.minutes, sum(nlargest(week.room, (cost.minutes for cost in costs))))
    best = _packed(costs, minutes=minutes, size=week.room, needs=len(week.needs))
    found = sum(option.value for option in week.rest.options)
    told = [option.signal.reason for option in week.rest.options]
    enough = sum(any(reason in need for reason in told) for need in week.needs)
    same, more = ([some for some in best if some.bit_count() == count] for count in (enough, enough + 1))

    def rate(one: Left, met: int) -> float:
        """Return what it must be worth, of those who fit."""
        after = minutes - one.minutes
        if any(some & met and best[some & ~met][-2][after] > -inf for some in more):
            return 0.0
        return (found - max(best[some & ~met][-2][after] for some in same) - _TINY) / one.minutes

    rates = [rate(one, met) if fit else inf for one, met, fit in zip(left, meets, fits, strict=True)]
    if not any(one.rate >= rate for one, rate in zip(left, rates, strict=True)):
        return rates, 0.0
    return rates, max(0.0, 1 - found / max(best[some][-1][-1] for some in same))


def _meets(reason: Reason, needs: Sequence[Need]) -> int:
    """Tell which needs a reason meets, a bit for each."""
    return sum((reason in need) << place for place, need in enumerate(needs))


def _seen(week: Settled) -> Iterator[_Cost]:
    """Give what was seen and fits, of each person, length and need the best alone."""
    met = {reason: _meets(reason, week.needs) for reason in {one.signal.reason for one in week.others}}
    best: dict[tuple[str, int, int], float] = {}
    for option in week.others:
        key = (option.person_id, option.minutes, met[option.signal.reason])
        if 0 < option.minutes <= week.minutes and option.value > best.get(key, 0.0):
            best[key] = option.value
    met_by = {(person, minutes): value for (person, minutes, meets), value in best.items() if meets}
    for (person, minutes, meets), value in best.items():
        if meets or value > met_by.get((person, minutes), 0.0):
            yield _Cost(value, minutes, meets)


def _packed(costs: Iterable[_Cost], *, minutes: int, size: int, needs: int) -> Mapping[int, Grid]:
    """Tabulate what a week can be worth at most, for each set of needs it must meet at least.

    Persons and groups are forgotten. Of equal minutes no week holds more than the `size` best, and no week
    that meets a need is worth less with the best of its minutes who does. All others come first, where they
    are tabulated for a week that must meet none.
    """
    groups: dict[tuple[int, int], list[float]] = defaultdict(list)
    for value, cost, meets in costs:
        groups[cost, meets].append(value)
    best = [_Cost(max(several), cost, meets) for (cost, meets), several in sorted(groups.items()) if meets]
    others: dict[int, list[float]] = defaultdict(list)
    for (cost, meets), several in groups.items():
        several.sort(reverse=True)
        others[cost] += several[bool(meets) : size + 1]
    first = [_Cost(value, cost, 0) for cost in sorted(others) for value in nlargest(size, others[cost])]
    table = {some: _empty(0.0 if some == 0 else -inf, minutes, size) for some in range(1 << needs)}
    for one in first:
        table[0] = _with(one, table[0], table[0])
    for one in best:
        table = {some: _with(one, without, table[some & ~one.meets]) for some, without in table.items()}
    return table


def _empty(value: float, minutes: int, size: int) -> Grid:
    return [[value] * (minutes + 1)] * (size + 1)


def _with(one: _Cost, without: Grid, less: Grid) -> Grid:
    """Add one to a table: for each room, leave it, or take it with one room less and what it meets met."""
    value, cost = one.value, one.minutes
    return [without[0], *(
        row[:cost] + [max(had, value + rest) for had, rest in zip(row[cost:], before, strict=False)]
        for row, before in zip(without[1:], less, strict=False)
    )]  # fmt: skip
