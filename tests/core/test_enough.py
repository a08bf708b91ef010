"""Enough: nobody who was not looked at can better a week that is said to be enough."""

from __future__ import annotations

import random
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


def test_while_a_need_could_be_met_everybody_who_fits_is_looked_at() -> None:
    week = settled([candidate(n, 1.0) for n in range(8)])
    rates, gap = enough.least(week, [Left("reconnect", 0.1, 18), Left("warm", 0.1, 18)])
    assert rates == [0.0, 0.0]
    assert 0 <= gap < 1
    rates, _ = enough.least(week, [Left("warm", 0.1, 18)])
    assert rates[0] > 0.9


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
    return candidate(
        number, luck.uniform(0.1, 1.0), luck.choice(REASONS), luck.choice([12, 18, 25, 45]),
        place=luck.choice(["", "acme", "acme", "birch"]), urgent=luck.random() < 0.05,
        circles=luck.choice([(), (), ("choir",), ("board",)]),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_no_week_is_better_with_anybody_said_to_be_worth_too_little(seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - invented weeks
    minutes, outside = luck.choice([30, 60, 90, 200]), luck.random() < 0.5
    seen = [invented(luck, number) for number in range(luck.choice([3, 10, 30]))]
    hidden = [invented(luck, 100 + number) for number in range(luck.choice([1, 10]))]
    hidden = [one for one in hidden if not one.signals[0].urgent]
    week = settled(seen, minutes=minutes, outside=outside)
    left = [Left(one.signals[0].reason, plan.options(one)[0].rate, one.signals[0].minutes) for one in hidden]
    rates, gap = enough.least(week, left)
    beaten = [one for one, told, rate in zip(hidden, left, rates, strict=True) if told.rate < rate]
    others = [one for one in hidden if one not in beaten]
    best, hopeful = (settled([*seen, *more], minutes=minutes, outside=outside) for more in (hidden, others))
    assert worth(best) == pytest.approx(worth(hopeful))
    if not others:
        assert worth(best) == pytest.approx(worth(week))
    if worth(best)[0] == worth(week)[0]:
        assert worth(week)[1] >= worth(best)[1] * (1 - gap) - 1e-9
