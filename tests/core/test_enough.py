"""Enough: nobody who was not looked at can better a week that is said to be enough."""

from __future__ import annotations

import random
from dataclasses import replace
from math import inf

import pytest

from amity.core import compose, enough, plan, turns
from amity.core.enough import Left
from amity.core.index import Arm
from amity.core.plan import Candidate
from amity.core.reasons import Evidence, Reason, Signal

REASONS: tuple[Reason, ...] = ("warm", "reconnect", "circle_back", "stretch")


def candidate(
    number: int, worth: float, reason: Reason = "warm", minutes: int = 18, *, place: str = "",
    circles: tuple[str, ...] = (), urgent: bool = False,
) -> Candidate:  # fmt: skip
    """Make somebody whose option is worth `worth` a minute."""
    lines = (Evidence("record", "r", "x"),)
    signal = Signal(reason, f"p{number:03}", "Say so.", lines, "", minutes, urgent=urgent)
    arm = Arm(1.0, worth * minutes * 0.1, minutes, 0.1, 0.0)
    return Candidate(f"p{number:03}", f"Name {number:03}", place, (signal,), arm, circles)


def settled(several: list[Candidate], *, minutes: int = 90, outside: bool = False) -> plan.Settled:
    return plan.settle(several, minutes=minutes, outside=outside, turn=turns.everybody)


def worth(week: plan.Settled) -> tuple[int, float]:
    """Tell how many needs a week meets, and what it is worth."""
    told = {option.signal.reason for option in week.rest.options}
    return sum(bool(need & told) for need in week.needs), sum(option.value for option in week.rest.options)


def test_a_full_week_of_what_has_its_day_has_room_for_nobody() -> None:
    week = settled([candidate(n, 1.0, "remind", 10, urgent=True) for n in range(compose.SIZE)])
    assert enough.least(week, [Left("warm", 9.0, 18)]) == ([inf], 0.0)


def test_who_takes_more_minutes_than_are_left_or_is_worth_nothing_betters_no_week() -> None:
    week = settled([candidate(1, 1.0)], minutes=20)
    assert enough.least(week, [Left("warm", 9.0, 45), Left("warm", -inf, 18)]) == ([inf, inf], 0.0)


def test_while_a_need_could_be_met_whoever_meets_it_is_looked_at() -> None:
    week = settled([candidate(n, 1.0) for n in range(8)])
    rates, gap = enough.least(week, [Left("reconnect", 0.1, 18), Left("warm", 0.1, 18)])
    assert rates[0] == 0.0
    assert rates[1] > 0.9
    assert 0 <= gap < 1
    rates, _ = enough.least(week, [Left("warm", 0.1, 18)])
    assert rates[0] > 0.9


def test_a_need_that_only_those_seen_could_meet_is_not_waited_for() -> None:
    outside, again = (candidate(9, 1.0, reason, place="acme") for reason in ("stretch", "reconnect"))
    one = replace(outside, signals=(*outside.signals, *again.signals))
    week = settled([one, *(candidate(n, 1.0) for n in range(8))], outside=True)
    assert worth(week)[0] == 1
    assert enough.least(week, [Left("warm", 0.5, 18)])[0][0] > 0.9
    assert enough.least(week, [Left("reconnect", 0.1, 18)])[0] == [0.0]


def test_a_place_that_a_need_takes_is_open_to_nobody_else() -> None:
    both = [candidate(1, 1.0, "stretch"), candidate(2, 1.5, "reconnect")]
    week = settled([*both, candidate(3, 9.0)], minutes=36, outside=True)
    left = [Left("warm", 8.0, 18), Left("stretch", 1.2, 18), Left("circle_back", 1.4, 18)]
    rates, gap = enough.least(week, left)
    assert rates == pytest.approx([inf, 1.0, 1.3])
    assert gap == pytest.approx(1 - 2.5 / 2.7)
    rates, gap = enough.least(week, [left[0], left[2]])
    assert rates == pytest.approx([inf, 1.5])
    assert gap == 0.0


@pytest.mark.parametrize(("rate", "least"), [(2.5, 0.0), (1.0, 1.0)])
def test_whoever_meets_a_need_is_counted_once_unless_another_reason_is_worth_more(
    rate: float, least: float
) -> None:
    again, warm = candidate(1, 1.5, "reconnect"), candidate(1, rate)
    several = replace(again, signals=(*again.signals, replace(warm.signals[0], worth=rate / 1.5)))
    week = settled([several, candidate(2, 1.0)], minutes=36)
    assert worth(week)[0] == 1
    assert worth(week)[1] == pytest.approx(2.5 * 18)
    assert enough.least(week, [Left("reconnect", 0.5, 18)])[0] == pytest.approx([least], abs=1e-9)


def test_a_need_that_leaves_no_minute_for_another_is_not_waited_for() -> None:
    both = [candidate(1, 1.0, "stretch"), candidate(2, 3.0, "reconnect")]
    week = settled(both, minutes=20, outside=True)
    assert enough.least(week, [Left("reconnect", 0.5, 18)])[0][0] > 2.9


def test_whoever_is_worth_less_than_all_of_a_full_week_does_not_better_it() -> None:
    week = settled([candidate(n, 2.0 - n / 10, "reconnect") for n in range(9)])
    rates, gap = enough.least(week, [Left("reconnect", 1.0, 18), Left("warm", 1.2, 18)])
    assert rates[0] == pytest.approx(1.6)
    assert gap == 0.0
    rates, gap = enough.least(week, [Left("reconnect", 1.9, 18)])
    assert rates[0] <= 1.9
    assert gap == pytest.approx(1 - (2.0 + 1.9 + 1.8 + 1.7 + 1.6) / (2.0 + 1.9 * 4))


def invented(luck: random.Random, number: int) -> Candidate:
    """Invent somebody of whom one or two reasons speak."""
    one = candidate(
        number, luck.uniform(0.1, 1.0), luck.choice(REASONS), luck.choice([12, 18, 25, 45]),
        place=luck.choice(["", "acme", "acme", "birch"]), urgent=luck.random() < 0.05,
        circles=luck.choice([(), (), ("choir",), ("board",)]),
    )  # fmt: skip
    again = replace(one.signals[0], reason=luck.choice(REASONS), worth=luck.uniform(0.3, 2.0))
    return replace(one, signals=(*one.signals, again)) if luck.random() < 0.3 else one


def lefts(one: Candidate) -> list[Left]:
    return [Left(option.signal.reason, option.rate, option.minutes) for option in plan.options(one)]


def weeks(seed: int) -> tuple[list[Candidate], list[Candidate], int, bool]:
    luck = random.Random(seed)  # noqa: S311 - invented weeks
    seen = [invented(luck, number) for number in range(luck.choice([3, 10, 30]))]
    hidden = [invented(luck, 100 + number) for number in range(luck.choice([1, 10, 40]))]
    hidden = [one for one in hidden if not one.signals[0].urgent]
    return seen, hidden, luck.choice([30, 60, 90, 200]), luck.random() < 0.5


@pytest.mark.parametrize("seed", range(300))
def test_no_week_is_better_with_anybody_said_to_be_worth_too_little(seed: int) -> None:
    seen, hidden, minutes, outside = weeks(seed)
    best = settled([*seen, *hidden], minutes=minutes, outside=outside)
    while True:
        week = settled(seen, minutes=minutes, outside=outside)
        left = [(one, told) for one in hidden for told in lefts(one)]
        rates, gap = enough.least(week, [told for _, told in left])
        if worth(best)[0] == worth(week)[0]:
            assert worth(week)[1] >= worth(best)[1] * (1 - gap) - 1e-9
        better = [one for (one, told), rate in zip(left, rates, strict=True) if told.rate >= rate]
        if not better:
            break
        seen, hidden = [*seen, *better], [one for one in hidden if one not in better]
    assert worth(best) == pytest.approx(worth(week))
    assert gap == 0.0
