"""Keys that fit into every database."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from amity.formats import keys


def test_a_short_key_stays_and_a_long_one_is_shortened() -> None:
    assert keys.fit("event:1") == "event:1"
    assert keys.fit("x" * keys.LONGEST) == "x" * keys.LONGEST
    assert len(keys.fit("x" * 10_000)) == keys.LONGEST


@given(st.integers(min_value=0, max_value=99), st.integers(min_value=0, max_value=99))
def test_long_keys_stay_different(one: int, other: int) -> None:
    first, second = (keys.fit("x" * 900 + str(number)) for number in (one, other))
    assert (first == second) == (one == other)


def test_parts_make_one_digest() -> None:
    assert keys.digest("a", "b") != keys.digest("b", "a")
    assert len(keys.digest("\ud800")) == 32
