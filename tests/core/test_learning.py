"""Learning: how fast a tie fades and how often it answers, one observation at a time."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import learning
from amity.core.learning import Chance, Decay


def test_a_tie_begins_with_what_is_usual_and_people_differ() -> None:
    belief = learning.usual(10)
    assert belief.half_life == pytest.approx(10)
    assert belief.rate == pytest.approx(math.log(2) / 10)
    assert belief.unsure == pytest.approx(0.6)


def test_a_rate_read_with_as_much_doubt_as_before_has_half_the_say() -> None:
    belief = learning.read(learning.usual(16), rate=math.log(2) / 4, variance=0.36)
    assert belief.half_life == pytest.approx(8)
    assert belief.variance == pytest.approx(0.18)


def test_a_tie_that_felt_warm_after_long_fades_more_slowly_and_one_that_felt_strange_faster() -> None:
    usual = learning.usual(10)
    near, far = (learning.felt(usual, weeks=10, warmth=warmth) for warmth in (0.8, 0.2))
    assert far.half_life < usual.half_life < near.half_life
    assert near.variance == far.variance < usual.variance
    assert learning.felt(usual, weeks=10, warmth=0.5).half_life == pytest.approx(10)


def test_right_after_a_talk_nothing_is_learned() -> None:
    usual = learning.usual(10)
    assert learning.felt(usual, weeks=0, warmth=0.3) == usual


@given(st.floats(3, 30), st.integers(0, 50))
def test_many_talks_come_to_the_true_half_life(truth: float, seed: int) -> None:
    chance, belief = random.Random(seed), learning.usual(10)  # noqa: S311 - an invented tie
    for _ in range(80):
        weeks = chance.uniform(0.5, 1.5) * truth
        warmth = min(1.0, math.exp(-math.log(2) * weeks / truth - learning.NOISE * chance.gauss(0, 1)))
        belief = learning.felt(belief, weeks=weeks, warmth=warmth)
    assert belief.half_life == pytest.approx(truth, rel=0.35)
    assert belief.unsure < 0.1


def test_a_chance_is_what_was_seen_on_top_of_what_was_thought() -> None:
    prior = Chance(6, 2.5)
    assert prior.mean == pytest.approx(6 / 8.5)
    assert prior.seen(no=1).mean == pytest.approx(6 / 9.5)
    assert prior.seen(yes=2) == Chance(8, 2.5)


def test_a_belief_is_a_plain_value() -> None:
    assert learning.usual(10) == Decay(math.log(math.log(2) / 10), 0.36)
