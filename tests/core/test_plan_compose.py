"""Composition: the best week under its rules, beside brute force."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import compose
from amity.core.compose import Need, Option
from amity.core.reasons import Reason, Signal

OUTSIDE: Need = frozenset({"stretch"})
DIFFERENT: Need = frozenset({"reconnect", "circle_back"})
NEEDS = (OUTSIDE, DIFFERENT)
SPOT, OTHER_SPOT = f"{compose.MISSED}health", f"{compose.MISSED}acme"
REASONS: tuple[Reason, ...] = ("warm", "reconnect", "circle_back", "stretch")


def option(
    person: str, value: float, minutes: int = 20, *, reason: Reason = "warm", organization: str = "",
    circles: tuple[str, ...] = (),
) -> Option:  # fmt: skip
    signal = Signal(reason, person, "", (), "", minutes)
    return Option(person, f"Name {person}", organization, signal, value, minutes, circles)


def names(found: Sequence[Option]) -> set[str]:
    return {one.person_id for one in found}


def allowed(week: Sequence[Option], *, minutes: int, taken: Sequence[str]) -> bool:
    places = Counter([*taken, *(group for one in week for group in one.groups)])
    crowded = any(places[group] > (1 if "missed" in group else 2) for one in week for group in one.groups)
    return len(names(week)) == len(week) and sum(one.minutes for one in week) <= minutes and not crowded


def met(week: Sequence[Option], needs: Sequence[Need]) -> int:
    return sum(any(one.signal.reason in need for one in week) for need in needs)


def brute(options: Sequence[Option], *, minutes: int, size: int, taken: Sequence[str]) -> tuple[int, float]:
    """Try every set: the most needs met, then the greatest value."""
    sets = (week for count in range(size + 1) for week in combinations(options, count))
    fair = (week for week in sets if allowed(week, minutes=minutes, taken=taken))
    return max((met(week, NEEDS), sum(one.value for one in week)) for week in fair)


books = st.lists(
    st.builds(
        option,
        st.sampled_from("abcdefgh"),
        st.integers(0, 9).map(float),
        st.sampled_from([5, 12, 18, 25, 45]),
        reason=st.sampled_from(REASONS),
        organization=st.sampled_from(["", "acme", "globex"]),
        circles=st.sampled_from(
            [(), (), ("choir",), ("choir", "club"), ("club",), (SPOT,), ("club", SPOT), (OTHER_SPOT,)]
        ),
    ),
    max_size=10,
)


@settings(max_examples=300, deadline=None)
@given(books, st.integers(0, 120), st.integers(0, 5), st.lists(st.sampled_from(["", "acme"]), max_size=2))
def test_no_set_of_picks_is_better_than_the_week_composed(
    book: list[Option], minutes: int, size: int, taken: list[str]
) -> None:
    found = compose.best(book, minutes=minutes, needs=NEEDS, size=size, taken=taken)
    assert allowed(found.options, minutes=minutes, taken=taken)
    assert len(found.options) <= size
    worthy = [one for one in book if one.value > 0]
    needs, value = brute(worthy, minutes=minutes, size=size, taken=taken)
    assert met(found.options, NEEDS) == needs
    assert sum(one.value for one in found.options) == pytest.approx(value)
    assert found.gap == 0


@given(books, st.randoms())
def test_a_week_does_not_depend_on_the_order_of_the_book(book: list[Option], shuffle: random.Random) -> None:
    other = list(book)
    shuffle.shuffle(other)
    assert compose.best(book, minutes=90, needs=NEEDS) == compose.best(other, minutes=90, needs=NEEDS)


def test_equal_people_are_taken_in_the_order_of_their_names() -> None:
    book = [option(name, 1.0) for name in "edcba"]
    assert names(compose.best(book, minutes=40).options) == {"a", "b"}


def test_a_stretch_is_taken_though_others_are_worth_more() -> None:
    book = [*(option(str(n), 5.0) for n in range(9)), option("far", 0.1, reason="stretch")]
    assert "far" in names(compose.best(book, minutes=60, needs=NEEDS).options)


def test_two_reasons_of_one_person_crowd_nobody_out_of_their_organization() -> None:
    book = [option("a", 3.0, organization="acme"), option("a", 2.0, organization="acme")]
    found = compose.best([*book, option("b", 1.0, organization="acme")], minutes=40).options
    assert names(found) == {"a", "b"}


def test_one_person_meets_one_need_only_and_the_week_finds_a_second() -> None:
    book = [
        option("a", 9.0, reason="stretch"),
        option("a", 9.0, reason="reconnect"),
        option("b", 1.0, reason="stretch"),
    ]
    found = compose.best(book, minutes=60, needs=NEEDS).options
    assert {(one.person_id, one.signal.reason) for one in found} == {("a", "reconnect"), ("b", "stretch")}


def test_never_more_than_seven_and_never_three_of_one_organization() -> None:
    small = [option(f"s{n}", 1.0, 5) for n in range(20)]
    assert len(compose.best(small, minutes=500).options) == 7
    house = [option(f"h{n}", 9.0, 5, organization="acme") for n in range(20)]
    found = compose.best([*small, *house], minutes=500, taken=["acme"]).options
    assert sum(one.organization == "acme" for one in found) == 1


def test_a_blind_spot_is_opened_by_one_pick_a_week() -> None:
    book = [option(f"s{n}", 9.0 - n, reason="stretch", circles=(SPOT,)) for n in range(3)]
    others = [option("far", 0.5, reason="stretch", circles=(OTHER_SPOT,)), option("w", 0.1)]
    assert names(compose.best([*book, *others], minutes=90, needs=NEEDS).options) == {"s0", "far", "w"}
    assert names(compose.best([*book, *others], minutes=90, taken=[SPOT]).options) == {"far", "w"}


def many(count: int, *, minutes: Sequence[int]) -> list[Option]:
    rng = random.Random(count)  # noqa: S311 - a test's invented book
    return [
        option(
            str(n),
            rng.lognormvariate(0, 1),
            rng.choice(minutes),
            reason=rng.choice(REASONS),
            organization=f"o{rng.randrange(count // 8)}",
        )
        for n in range(count)
    ]


def test_few_kinds_of_minutes_are_composed_exactly_over_a_whole_book() -> None:
    assert compose.best(many(5000, minutes=[12, 18, 25, 45]), minutes=90, needs=NEEDS).gap == 0


def test_what_was_cut_off_could_better_the_week_only_by_the_gap_stated() -> None:
    book = many(3000, minutes=range(5, 90))
    found = compose.best(book, minutes=120, needs=NEEDS)
    assert 0 < found.gap < 0.1
    best = sum(one.value for one in compose.best(book, minutes=120).options)
    assert sum(one.value for one in found.options) >= best * (1 - found.gap)


def test_the_needs_keep_their_candidates_when_the_book_is_cut() -> None:
    near = [option(f"n{n}", 90.0 - n % 80, n % 85 + 5) for n in range(3000)]
    far = [option(f"f{n}", 0.001, 30 + n, reason="stretch") for n in range(40)]
    kept = compose.shortlist(sorted([*near, *far], key=compose.order), needs=NEEDS)
    assert len(kept) == compose.BEST + compose.FOR_NEED
    assert met(compose.best([*near, *far], minutes=90, needs=NEEDS).options, NEEDS) == 1


def test_the_bound_of_a_single_option_is_its_value() -> None:
    assert compose.ceiling([option("a", 3.0, 20)], minutes=90, size=7) == pytest.approx(3.0, rel=1e-3)


def test_a_search_that_is_too_long_stops_and_says_how_far_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "STEPS", 3)
    found = compose.best(many(200, minutes=[12, 18, 25]), minutes=90, needs=NEEDS)
    assert met(found.options, NEEDS) == 2
    assert found.gap > 0


def test_a_third_person_of_one_circle_stands_in_no_week_however_many_places_they_are_from() -> None:
    choir = [option(f"c{n}", 9.0 - n, organization=f"place {n}", circles=("choir",)) for n in range(5)]
    found = compose.best([*choir, option("other", 1.0)], minutes=300)
    assert names(found.options) == {"c0", "c1", "other"}
    assert names(compose.best([*choir, option("other", 1.0)], minutes=300, taken=["choir"]).options) == {
        "c0", "other",
    }  # fmt: skip


def test_many_circles_that_overlap_hide_nobody_whom_the_best_week_needs() -> None:
    crowd = [option(f"c{n:02}", 50.0 - n, circles=("all", f"own {n}")) for n in range(40)]
    found = compose.best([*crowd, option("free", 1.0)], minutes=300)
    assert names(found.options) == {"c00", "c01", "free"}


@pytest.mark.parametrize("seed", range(12))
def test_leaving_out_what_is_hopeless_changes_no_week(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)  # noqa: S311 - an invented book
    many = [
        option(
            f"p{n:03}", chance.uniform(0.1, 9), chance.choice([5, 12, 17, 18, 25, 33, 45]),
            reason=chance.choice(REASONS), organization=f"place {chance.randrange(12)}",
            circles=(f"circle {chance.randrange(9)}",) if chance.random() < 0.4 else (),
        )
        for n in range(200)
    ]  # fmt: skip
    found = compose.best(many, minutes=95, needs=NEEDS)
    monkeypatch.setattr(compose, "promising", lambda options, **_: options)
    whole = compose.best(many, minutes=95, needs=NEEDS)
    assert sum(one.value for one in found.options) == pytest.approx(sum(one.value for one in whole.options))
    assert met(found.options, NEEDS) == met(whole.options, NEEDS) == 2
    assert found.gap == 0


def test_a_week_that_what_has_its_day_has_filled_takes_nobody_more_however_many_there_are() -> None:
    many = [option(f"p{n}", 1 + n / 1000, 10, circles=(f"c{n}",)) for n in range(compose.BEST + 50)]
    assert compose.best(many, minutes=50, size=0) == compose.Composition((), 0.0)
    assert compose.best(many, minutes=0) == compose.Composition((), 0.0)
