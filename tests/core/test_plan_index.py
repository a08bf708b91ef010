"""The index: closed form, exact forms, cadence and price."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import index
from amity.core.index import Arm

ARM = Arm(reply=0.7, worth=2.0, minutes=20.0, decay=math.log(2) / 10, strength=0.5)
arms = st.builds(
    Arm,
    st.floats(0.05, 1),
    st.floats(0.01, 20),
    st.floats(1, 90),
    st.floats(0.01, 0.7),
    st.floats(0, 1),
)


def test_the_index_is_nothing_just_after_a_contact_and_highest_when_all_has_faded() -> None:
    assert index.whittle(ARM._replace(strength=1.0)) == 0
    assert index.whittle(ARM._replace(strength=0.0)) == index.ceiling(ARM)
    assert index.ceiling(ARM) == pytest.approx(0.7 * 2 / (20 * math.log(2) / 10))


def test_the_index_of_a_half_faded_tie_is_a_golden_number() -> None:
    assert index.whittle(ARM) == pytest.approx(1.009887 * 0.153426, rel=1e-4)


@given(arms)
def test_the_closed_form_is_the_limit_of_the_exact_one_for_sure_answers_and_slow_fading(arm: Arm) -> None:
    weeks = 40
    slow = arm._replace(reply=1.0, decay=0.0005)
    faded = slow._replace(strength=math.exp(-slow.decay * weeks))
    assert index.discrete(slow, age=weeks) == pytest.approx(index.whittle(faded), rel=0.03)


@given(arms, st.integers(0, 30), st.floats(0.01, 0.2))
def test_the_index_with_inbound_is_the_quotient_of_two_cycles(arm: Arm, age: int, inbound: float) -> None:
    now = index.cycle(arm, age=age, inbound=inbound)
    later = index.cycle(arm, age=age + 1, inbound=inbound)
    gained = now.reward * later.length - later.reward * now.length
    spent = now.attempts * later.length - later.attempts * now.length
    found = index.with_inbound(arm, age=age, inbound=inbound)
    assert found == pytest.approx(gained / spent / arm.minutes, rel=1e-5, abs=1e-6 * index.ceiling(arm))


@given(arms, st.integers(0, 200))
def test_without_inbound_both_exact_forms_agree(arm: Arm, age: int) -> None:
    none, hardly = (index.with_inbound(arm, age=age, inbound=chance) for chance in (0, 1e-7))
    assert none == index.discrete(arm, age=age)
    assert none == pytest.approx(hardly, rel=1e-3, abs=1e-3 * index.ceiling(arm))


@given(arms, st.integers(0, 100), st.floats(0.001, 0.5))
def test_whoever_writes_first_anyway_is_worth_less_of_an_attempt(arm: Arm, age: int, inbound: float) -> None:
    some, none = index.with_inbound(arm, age=age, inbound=inbound), index.discrete(arm, age=age)
    assert some <= none + 1e-6 * index.ceiling(arm)


def test_a_cycle_of_certain_answers_is_as_long_as_its_age() -> None:
    found = index.cycle(ARM._replace(reply=1.0), age=4, inbound=0)
    keeps = math.exp(-ARM.decay)
    assert found == pytest.approx((2 * (1 + keeps + keeps**2 + keeps**3), 4.0, 1.0))


def test_a_cycle_is_cut_short_by_those_who_write_first() -> None:
    found = index.cycle(ARM._replace(reply=1.0), age=2, inbound=0.25)
    assert found == pytest.approx((2 * (1 + 0.75 * math.exp(-ARM.decay)), 1.75, 0.5625))


@given(arms, st.floats(0.0001, 50))
def test_contact_at_the_cadence_is_contact_when_the_index_reaches_the_price(arm: Arm, price: float) -> None:
    weeks = index.cadence(arm, price=price)
    if weeks is None:
        assert price >= index.ceiling(arm) * (1 - 1e-9)
    else:
        then = arm._replace(strength=math.exp(-arm.decay * weeks))
        assert index.whittle(then) == pytest.approx(price, rel=1e-6, abs=1e-12)


def test_a_tie_that_never_earns_its_minutes_is_left_to_chance() -> None:
    top = index.ceiling(ARM)
    assert index.to_chance(ARM, price=top * 1.0001)
    assert index.cadence(ARM, price=top * 1.0001) is None
    assert not index.to_chance(ARM, price=top * 0.9999)


@given(st.lists(arms, min_size=1, max_size=20), st.floats(1, 300))
def test_at_its_price_all_cadences_together_cost_the_minutes(many: list[Arm], minutes: float) -> None:
    price = index.price(many, minutes=minutes)

    def spent(at: float) -> float:
        waits = [(arm, index.cadence(arm, price=at)) for arm in many]
        return sum(arm.minutes / (arm.reply * weeks) for arm, weeks in waits if weeks)

    assert spent(price * 1.02 + 1e-9) <= minutes * (1 + 1e-6)
    assert spent(price * 0.97) >= minutes * (1 - 1e-6)


def test_without_minutes_no_price_is_too_high_and_without_ties_none_is_asked() -> None:
    assert index.price([ARM], minutes=0) == math.inf
    assert index.price([], minutes=90) == 0
    assert index.price([ARM._replace(worth=0.0)], minutes=90) == 0
