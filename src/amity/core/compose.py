"""Compose: the best set of picks that fits into the minutes, found exactly by branch and bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import combinations, product
from operator import attrgetter
from typing import NamedTuple

from amity.core.reasons import Reason, Signal

SIZE = 7
"""A week never holds more picks."""
SAME_PLACE = 2
"""A week never holds more people of one organization, or of one circle."""
MISSED = "\x1fmissed "
"""What the group of a blind spot begins with, and no name: of those who would open it a week holds one."""
BEST = 300
"""Options looked at when more of them differ; the gap to all the others is stated."""
FOR_NEED = 25
"""Options kept beyond `BEST` for each need."""
FIRST, FIRST_FOR_NEED = 50, 8
"""Options among which a first week is sought, to leave out what cannot be part of a better one."""
STEPS = 50_000
"""Steps after which the search gives the best it has; composing a real week takes a few hundred."""
THIRDS = 20
"""Rounds of narrowing the price in the bound: to a 3,000th of where it may lie."""
_TINY = 1e-9

Need = frozenset[Reason]


class Option(NamedTuple):
    """One signal of one person as the week may hold it. `value` is worth, `minutes` what it costs (>= 1).

    `organization` is folded, `circles` are ids, and after them the blind spot it would open (`MISSED`).
    """

    person_id: str
    name: str
    organization: str
    signal: Signal
    value: float
    minutes: int
    circles: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The organization, if any, circles, a blind spot: of each a week holds only so many (`room`)."""
        return (self.organization, *self.circles) if self.organization else self.circles

    @property
    def rate(self) -> float:
        """Worth per minute."""
        return self.value / self.minutes


class Composition(NamedTuple):
    """The options chosen, and the share (0-1) by which a better week, if there is one, could be better."""

    options: tuple[Option, ...]
    gap: float


def room(group: str) -> int:
    """Give how many people of an organization, a circle or a blind spot a week holds."""
    return 1 if group.startswith(MISSED) else SAME_PLACE


def order(option: Option) -> tuple[float, str, str, str, tuple[str, ...]]:
    """Order options by index, equals by name and id, so that a week never depends on the order of a table."""
    return (-option.rate, option.name, option.person_id, option.signal.reason, option.groups)


def best(
    options: Iterable[Option],
    *,
    minutes: int,
    needs: Sequence[Need] = (),
    size: int = SIZE,
    taken: Iterable[str] = (),
) -> Composition:
    """Choose the options of greatest total value within `minutes` and at most `size`.

    Nobody twice, nobody of an organization or a circle that would be there a third time or of a blind spot a
    second time (`taken` lists those already in the week), and as many `needs` met as can be: first by number,
    then by value.
    """
    if size <= 0:
        return Composition((), 0.0)
    fitting = sorted((o for o in options if o.value > 0 and o.minutes <= minutes), key=order)
    useful = undominated(fitting, needs=needs)
    kept = shortlist(useful, needs=needs)
    full = Counter(group for group in taken if group)
    some = promising(kept, minutes=minutes, needs=needs, size=size, taken=full)
    search = _Search(some, minutes=minutes, size=size, taken=full)
    chosen = search.run(needs)
    if len(kept) == len(useful) and search.steps < STEPS:
        return Composition(chosen, 0.0)
    bound = ceiling(useful, minutes=minutes, size=size)
    return Composition(chosen, max(0.0, 1 - sum(o.value for o in chosen) / bound))


def ceiling(options: Sequence[Option], *, minutes: int, size: int) -> float:
    """Bound the value of any week from above, whatever else it must hold (`_relaxed`)."""
    return _relaxed(options, minutes=minutes, size=size)[0]


def _relaxed(options: Sequence[Option], *, minutes: int, size: int) -> tuple[float, float]:
    """Relax the minutes (Lagrange): give a bound of the value of any week, and the price it is at.

    The least, over all prices of a minute, of price * minutes + the sum of the `size` greatest value - price
    * cost above 0. It is convex in the price; thirds narrow it.
    """
    low, high = 0.0, max(option.rate for option in options)

    def priced(price: float) -> float:
        gains = nlargest(size, (max(0.0, option.value - price * option.minutes) for option in options))
        return price * minutes + sum(gains)

    for _ in range(THIRDS):
        third = (high - low) / 3
        worse_left = priced(low + third) > priced(high - third)
        low, high = (low + third, high) if worse_left else (low, high - third)
    return min((priced(low), low), (priced(high), high))


def promising(
    options: Sequence[Option], *, minutes: int, needs: Sequence[Need], size: int, taken: Counter[str]
) -> Sequence[Option]:
    """Leave out options with which no week can be better than one found among the first of them.

    Any week that holds an option is worth at most the relaxed bound with this option in the place of the
    least of the best `size`. What does not reach a week that meets every need cannot be part of a better one.
    """
    few = shortlist(options, needs=needs, best=FIRST, for_need=FIRST_FOR_NEED)
    if len(few) == len(options):
        return options
    search = _Search(few, minutes=minutes, size=size, taken=taken)
    found = search.run(needs)
    if not all(any(one.signal.reason in need for one in found) for need in needs):
        return options
    bound, price = _relaxed(options, minutes=minutes, size=size)
    gains = [option.value - price * option.minutes for option in options]
    least = max(0.0, nlargest(size, gains)[-1])
    enough = search.value - bound + least - _TINY
    return [option for option, gain in zip(options, gains, strict=True) if gain >= enough]


def undominated(options: Sequence[Option], *, needs: Sequence[Need]) -> list[Option]:
    """Leave out options that no best week needs, keeping the given order.

    Of one person's options of equal minutes that meet the same needs only the best can count. Among all such
    options, a better one can stand for a worse one unless its person is in the week already or one of its
    groups is full. The others in a week are at most `SIZE` - 1: so many persons, and at most half as many
    organizations with `SAME_PLACE` options of a class each. Twice `SIZE` of a class without circles are
    therefore enough; of a class and the same groups, `SAME_PLACE` are, where a group of these is the person's
    own: one who is in the week by another option fills it too, which of a blind spot is not said.
    """
    held: Counter[tuple[int, tuple[bool, ...]]] = Counter()
    places: Counter[tuple[int, tuple[bool, ...], tuple[str, ...]]] = Counter()
    seen: set[tuple[int, tuple[bool, ...], str, tuple[str, ...]]] = set()
    kept = []
    meets = {reason: tuple(reason in need for need in needs) for reason in {o.signal.reason for o in options}}
    for option in options:
        groups = option.groups
        group = (option.minutes, meets[option.signal.reason])
        again = (*group, option.person_id, groups) in seen
        own = any(not one.startswith(MISSED) for one in groups)
        crowded = own and places[*group, groups] >= SAME_PLACE
        if again or crowded or held[group] >= 2 * SIZE:
            continue
        seen.add((*group, option.person_id, groups))
        held[group] += not option.circles
        places[*group, groups] += 1
        kept.append(option)
    return kept


def shortlist(
    options: Sequence[Option], *, needs: Sequence[Need], best: int = BEST, for_need: int = FOR_NEED
) -> list[Option]:
    """Keep the `best` by index, and the `for_need` best of each need among the rest."""
    kept, held = list(options[:best]), Counter[Need]()
    for option in options[best:]:
        wanted = [need for need in needs if option.signal.reason in need and held[need] < for_need]
        held.update(wanted)
        kept += [option] if wanted else []
    return kept


class _Search:
    """One search: options in order, the bound for every rest of them, and the best week so far."""

    def __init__(self, options: Sequence[Option], *, minutes: int, size: int, taken: Counter[str]) -> None:
        costly = sorted((option.minutes for option in options), reverse=True)[:size]
        self.options, self.size, self.taken = options, size, taken
        self.minutes = min(minutes, sum(costly))
        self.bounds = _bounds(options, minutes=self.minutes, size=size)
        self.best: tuple[Option, ...] = ()
        self.value = -1.0
        self.steps = 0

    def run(self, needs: Sequence[Need]) -> tuple[Option, ...]:
        """Try to meet all needs, then all but one, and so on, until some week does."""
        # With no need to meet there is always one start, the empty one.
        any(self._met(needs, count=count) for count in range(min(len(needs), self.size), -1, -1))
        return tuple(sorted(self.best, key=order))

    def _met(self, needs: Sequence[Need], *, count: int) -> bool:
        """Complete every way to meet `count` of the needs, the most valuable first; tell if there is one."""
        room = self.size - count
        for value, minutes, start in self._starts(needs, count=count):
            left = self.minutes - minutes
            hopeless = left < 0 or value + self.bounds[0][room][left] <= self.value + _TINY
            if not hopeless and self._allowed(start):
                self._extend(start, value, 0, left)
        return self.value >= 0

    def _starts(self, needs: Sequence[Need], *, count: int) -> list[tuple[float, int, tuple[Option, ...]]]:
        """List the ways to meet `count` of the needs as (value, minutes, options), most valuable first."""
        found = []
        for some in combinations(needs, count):
            meeting = [[o for o in self.options if o.signal.reason in need] for need in some]
            found += [
                (sum(map(_VALUE, start)), sum(map(_MINUTES, start)), start) for start in product(*meeting)
            ]
        return sorted(found, key=lambda one: -one[0])

    def _allowed(self, chosen: tuple[Option, ...]) -> bool:
        return all(self._fits(option, chosen[:place]) for place, option in enumerate(chosen))

    def _extend(self, chosen: tuple[Option, ...], value: float, place: int, left: int) -> None:
        """Note the week at hand, then try each later option while the bound leaves hope."""
        if value > self.value + _TINY:
            self.best, self.value = chosen, value
        room = self.size - len(chosen)
        for at in range(place, len(self.options)):
            if self.steps >= STEPS or value + self.bounds[at][room][left] <= self.value + _TINY:
                return
            self.steps += 1
            option = self.options[at]
            if option.minutes <= left and self._fits(option, chosen):
                self._extend((*chosen, option), value + option.value, at + 1, left - option.minutes)

    def _fits(self, option: Option, chosen: tuple[Option, ...]) -> bool:
        for other in chosen:
            if other.person_id == option.person_id:
                return False
        for group in option.groups:
            there = self.taken.get(group, 0)
            for other in chosen:
                there += group in other.groups
            if there >= room(group):
                return False
        return True


_VALUE, _MINUTES = attrgetter("value"), attrgetter("minutes")


def _bounds(options: Sequence[Option], *, minutes: int, size: int) -> list[list[list[float]]]:
    """Tabulate the best value of the options from `at` on, for every room left and every minute left.

    bounds[at][room][left] forgets persons, organizations and needs, so it is never too low.
    """
    empty = [0.0] * (minutes + 1)
    table = [[empty] * (size + 1)]
    for option in reversed(options):
        table.append([empty, *_rows(table[-1], option.value, option.minutes)])
    table.reverse()
    return table


def _rows(later: Sequence[list[float]], value: float, cost: int) -> Iterator[list[float]]:
    """Add one option to the table: for each room, leave it or take it with one room less."""
    for room in range(1, len(later)):
        without, less = later[room], later[room - 1]
        with_it = [value + rest for rest in less[: len(less) - cost]]
        yield without[:cost] + list(map(max, without[cost:], with_it))
