"""The index: closed forms, the exact weekly ones beside it, cadence and price."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amity.core import index
from amity.core.index import Arm
from bench import exact

ARM = Arm(reply=0.7, worth=2.0, minutes=20.0, decay=math.log(2) / 10, strength=0.5)
arms = st.builds(
    Arm,
    st.floats(0.05, 1),
    st.floats(0.01, 20),
    st.floats(1, 90),
    st.floats(0.01, 0.7),
    st.floats(0, 1),
    st.floats(0, 0.3),
    st.floats(0.2, 1),
    st.floats(0, 0.6),
)


@given(arms)
@example(Arm(1, 1, 1, 0.5, math.nextafter(1, 0), 0.25, 0.25))
def test_the_index_is_nothing_just_after_a_contact_and_highest_when_all_has_faded(arm: Arm) -> None:
    assert index.whittle(arm._replace(strength=1.0)) == 0
    assert index.whittle(arm._replace(strength=0.0)) == index.ceiling(arm)
    assert 0 <= index.whittle(arm) <= index.ceiling(arm)


@given(arms, st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_the_more_has_faded_the_more_is_contact_worth(arm: Arm, one: float, other: float) -> None:
    low, high = sorted((one, other))
    faded, fresh = (index.whittle(arm._replace(strength=strength)) for strength in (low, high))
    assert faded >= fresh - 1e-9 * index.ceiling(arm)


def test_the_index_of_a_half_faded_tie_is_a_golden_number() -> None:
    assert index.whittle(ARM) == pytest.approx(1.009887 * 0.153426, rel=1e-4)
    assert index.ceiling(ARM) == pytest.approx(0.7 * 2 / (20 * math.log(2) / 10))


def test_a_partial_restore_without_letters_has_a_closed_form() -> None:
    s, y = 0.5, 0.75
    gain = 0.7 * 2 / (20 * math.log(2) / 10)
    expected = gain * (y - s - s * y * math.log(y / s))
    assert index.whittle(ARM._replace(restore=0.5)) == pytest.approx(expected)


@given(arms)
def test_the_partial_restore_is_the_best_threshold_of_its_own_cycle(arm: Arm) -> None:
    """A threshold x is best at the price at which the mean worth of its cycle no longer changes with x."""
    arm = arm._replace(inbound=0.0, strength=min(max(arm.strength, 0.05), 0.95))
    price = index.whittle(arm)

    def mean(x: float) -> float:
        y = x + arm.restore * (1 - x)
        reward = arm.worth * (y - x) / arm.decay - price * arm.minutes / arm.reply
        return reward / (math.log(y / x) / arm.decay)

    x, step = arm.strength, 1e-4
    rise = (mean(x + step) - mean(x - step)) / (2 * step)
    assert rise == pytest.approx(0, abs=1e-4 * arm.worth)


@given(arms, st.floats(0.05, 0.95), st.floats(0.001, 0.2))
def test_with_letters_and_a_whole_restore_too_the_index_is_the_price_of_the_best_threshold(
    arm: Arm, strength: float, inbound: float
) -> None:
    arm = arm._replace(inbound=inbound, strength=strength, restore=1.0)
    price, rate = index.whittle(arm), -math.log1p(-inbound)

    def mean(wait: float) -> float:
        """Between restores, letters or answers: worth e^(-d t) while neither came, then one attempt."""
        both = rate + arm.decay
        reward = arm.worth * -math.expm1(-both * wait) / both
        reached = math.exp(-rate * wait)
        return (reward - price * arm.minutes / arm.reply * reached) / ((1 - reached) / rate)

    wait, step = -math.log(strength) / arm.decay, 1e-4
    rise = (mean(wait + step) - mean(wait - step)) / (2 * step)
    assert rise == pytest.approx(0, abs=1e-4 * arm.worth)


@given(arms, st.floats(0.01, 0.99))
def test_hardly_any_letters_are_like_none(arm: Arm, strength: float) -> None:
    none = arm._replace(inbound=0.0, strength=strength)
    hardly = arm._replace(inbound=1e-7, strength=strength)
    assert index.whittle(hardly) == pytest.approx(
        index.whittle(none), rel=1e-3, abs=1e-5 * index.ceiling(none)
    )


@given(arms, st.floats(0, 1), st.floats(0.001, 0.3))
def test_whoever_writes_first_anyway_is_worth_less_of_an_attempt(
    arm: Arm, strength: float, inbound: float
) -> None:
    none = index.whittle(arm._replace(inbound=0.0, strength=strength))
    some = index.whittle(arm._replace(inbound=inbound, strength=strength))
    assert some <= none + 0.01 * index.ceiling(arm)


@pytest.mark.parametrize(
    ("decay", "inbound", "restore", "strength", "share"),
    [
        (0.07, 0.03, 0.5, 0.5, 0.2277),
        (0.07, 0.03, 0.5, 0.2, 0.5948),
        (0.07, 0.10, 0.5, 0.5, 0.2916),
        (0.14, 0.25, 0.25, 0.75, 0.0803),
        (0.04, 0.05, 0.3, 0.3, 0.5257),
        (0.07, 0.03, 1.0, 0.3, 0.4188),
    ],
)
def test_letters_that_restore_in_part_come_within_a_half_per_cent_of_the_solved_equation(
    decay: float, inbound: float, restore: float, strength: float, share: float
) -> None:
    """The shares are of the mean times solved on a grid of 1,500 strengths, d ln s M' = 1 + m (M(up) - M)."""
    arm = ARM._replace(decay=decay, inbound=inbound, restore=restore, strength=strength)
    assert index.whittle(arm) / index.ceiling(arm) == pytest.approx(share, abs=0.005)


def test_after_a_lifetime_without_a_word_letters_without_end_are_still_a_number() -> None:
    for restore in (0.5, 1.0):
        ages = ARM._replace(strength=1e-300, decay=0.001, inbound=0.3, restore=restore)
        assert index.whittle(ages) == pytest.approx(index.ceiling(ages), rel=1e-6)


@given(st.floats(0.7, 1), st.floats(0.005, 0.05), st.integers(5, 60), st.floats(0.001, 0.05))
def test_where_weeks_are_short_the_exact_weekly_index_is_nearly_the_same(
    reply: float, decay: float, age: int, inbound: float
) -> None:
    arm = ARM._replace(reply=reply, decay=decay, inbound=inbound, strength=math.exp(-decay * age))
    weekly = exact.with_inbound(arm, age=age, inbound=inbound)
    assert index.whittle(arm) == pytest.approx(weekly, abs=0.07 * index.ceiling(arm))


def test_a_tie_hardly_known_is_weighed_over_all_it_may_be() -> None:
    unsure = ARM._replace(unsure=0.6)
    slow, fast = (math.exp(sign * 0.6 * math.sqrt(3)) for sign in (-1, 1))
    each = [
        index.whittle(ARM._replace(decay=ARM.decay * factor, strength=0.5**factor))
        for factor in (slow, 1, fast)
    ]
    assert index.weigh(unsure) == pytest.approx((each[0] + 4 * each[1] + each[2]) / 6)
    assert index.weigh(ARM) == index.whittle(ARM)


@given(arms, st.floats(0.0001, 50))
def test_contact_at_the_cadence_is_contact_when_the_index_reaches_the_price(arm: Arm, price: float) -> None:
    weeks = index.cadence(arm, price=price)
    if weeks is None:
        assert price >= index.ceiling(arm)
    else:
        then = arm._replace(strength=math.exp(-arm.decay * weeks))
        assert index.whittle(then) == pytest.approx(price, rel=1e-5, abs=1e-9 * index.ceiling(arm))


def test_a_tie_that_never_earns_its_minutes_is_left_to_chance() -> None:
    top = index.ceiling(ARM)
    assert index.to_chance(ARM, price=top * 1.0001)
    assert index.cadence(ARM, price=top * 1.0001) is None
    assert not index.to_chance(ARM, price=top * 0.9999)


@given(st.lists(arms, min_size=1, max_size=20), st.floats(1, 300))
def test_at_its_price_all_cadences_together_cost_the_minutes(many: list[Arm], minutes: float) -> None:
    many = [arm._replace(restore=1.0) for arm in many]
    price = index.price(many, minutes=minutes)

    def spent(at: float) -> float:
        waits = [(arm, index.cadence(arm, price=at)) for arm in many]
        return sum(_cost(arm, weeks) for arm, weeks in waits if weeks)

    assert spent(price * 1.08 + 1e-9) <= minutes * 1.01
    assert spent(price * 0.92) >= minutes * 0.99


def _cost(arm: Arm, weeks: float) -> float:
    """Minutes a week of a tie in its cadence: c / p for each mean length of its cycle."""
    rate = -math.log1p(-arm.inbound)
    length = math.expm1(rate * weeks) / rate if rate > 1e-9 else weeks
    return arm.minutes / (arm.reply * length)


def test_without_minutes_no_price_is_too_high_and_without_ties_none_is_asked() -> None:
    assert index.price([ARM], minutes=0) == math.inf
    assert index.price([], minutes=90) == 0
    assert index.price([ARM._replace(worth=0.0)], minutes=90) == 0


@given(arms, st.integers(0, 30), st.floats(0.01, 0.2))
def test_the_exact_index_is_the_quotient_of_two_cycles(arm: Arm, age: int, inbound: float) -> None:
    now = exact.cycle(arm, age=age, inbound=inbound)
    later = exact.cycle(arm, age=age + 1, inbound=inbound)
    gained = now.reward * later.length - later.reward * now.length
    spent = now.attempts * later.length - later.attempts * now.length
    found = exact.with_inbound(arm, age=age, inbound=inbound)
    most = arm.reply * arm.worth / (arm.minutes * arm.decay)
    assert found == pytest.approx(gained / spent / arm.minutes, rel=1e-5, abs=1e-6 * most)


@given(arms, st.integers(0, 200))
def test_without_letters_both_exact_forms_agree(arm: Arm, age: int) -> None:
    none, hardly = (exact.with_inbound(arm, age=age, inbound=chance) for chance in (0, 1e-7))
    most = arm.reply * arm.worth / (arm.minutes * arm.decay)
    assert none == exact.discrete(arm, age=age)
    assert none == pytest.approx(hardly, rel=1e-3, abs=1e-3 * most)


def test_a_cycle_is_cut_short_by_those_who_write_first() -> None:
    sure = ARM._replace(reply=1.0)
    keeps = math.exp(-ARM.decay)
    assert exact.cycle(sure, age=4, inbound=0) == pytest.approx(
        (2 * (1 + keeps + keeps**2 + keeps**3), 4.0, 1.0)
    )
    assert exact.cycle(sure, age=2, inbound=0.25) == pytest.approx((2 * (1 + 0.75 * keeps), 1.75, 0.5625))
