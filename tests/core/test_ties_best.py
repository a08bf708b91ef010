"""The best fifty without reading all: the clock-free key, its bound, and a full sort beside it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import ties
from amity.core.corrections import ELSEWHERE, Closer, Elsewhere
from amity.core.ties import Event, Tie, Word

NOW = 20_000.0
RHYTHM = min(ELSEWHERE)


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - invented ties, not secrets


PACES = (ties.PLAIN, ties.Pace(3.0, 7.0, 1.0, -0.8, 0.5), ties.Pace(180.0, 365.0, 0.25, 0.1, 0.4))


def invented(luck: random.Random) -> Tie:
    """Invent a tie of any kind: one-sided or not, rare or daily, ended yesterday or ten years ago."""
    at = NOW - luck.choice([1, 30, 400, 4000]) * luck.random()
    pause, balance, weight = luck.choice([0.02, 1, 7, 60, 400]), luck.random(), luck.choice([1, 0.5, 0.1, 20])
    events = []
    for _ in range(luck.choice([1, 1, 2, 5, 30, 120])):
        sent = luck.random() < balance
        events.append(Event(at, weight * sent, weight * (not sent)))
        at -= luck.expovariate(1 / pause)
    last = events[0].at
    crowd = Event(last, 0.2, 0.0, crowd=True)
    words: list[Event | Word] = [Closer(last, "close"), Elsewhere(last, RHYTHM), crowd]
    later = luck.sample(words, luck.choice([0, 0, 1, 2]))
    tie = ties.replay([*reversed(events), *later], pace=luck.choice(PACES))
    assert tie is not None
    return tie


def book(seed: int, size: int) -> list[tuple[float, Tie, int]]:
    luck = seeded(seed)
    rows = [(ties.key(tie), tie, who) for who, tie in enumerate(invented(luck) for _ in range(size))]
    return sorted(rows, key=lambda row: (-row[0], row[2]))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("later", [0.0, 200.0, 3000.0])
def test_the_best_are_those_of_a_full_sort(seed: int, later: float) -> None:
    rows, now = book(seed, 400), NOW + later
    full = sorted(((ties.odds(tie, now), tie, who) for _, tie, who in rows), key=lambda one: -one[0])
    for count in (1, 10, 50, 500):
        assert ties.best(rows, count=count, now=now, paces=PACES) == full[:count]
        newest = max(tie.last for _, tie, _ in rows)
        assert ties.best(rows, count=count, now=now, paces=PACES, newest=newest) == full[:count]


@given(st.integers(0, 10_000), st.floats(0, 8000))
def test_no_score_is_above_its_bound(seed: int, later: float) -> None:
    tie = invented(seeded(seed))
    now = tie.last + later
    assert ties.odds(tie, now) <= ties.bound(ties.key(tie), now, paces=PACES)


@given(st.integers(0, 10_000))
def test_at_its_key_a_tie_has_faded(seed: int) -> None:
    tie = invented(seeded(seed))
    fades = ties.key(tie)
    if fades == ties.NEVER:
        assert tie.elsewhere
        assert ties.strength(tie, fades) > ties.FADED
    elif fades > tie.last:
        assert ties.strength(tie, fades) == pytest.approx(ties.FADED, abs=1e-6)
    else:
        assert fades == tie.last
        assert ties.strength(tie, fades) <= ties.FADED + 1e-6


@given(st.integers(0, 10_000), st.floats(0.15, 0.9))
def test_until_when_a_tie_is_stronger_than_any_other_strength_is_told_too(seed: int, least: float) -> None:
    tie = invented(seeded(seed))
    until = ties.key(tie, least)
    if until == ties.NEVER:
        assert ties.strength(tie, until) > least
    elif until > tie.as_of:
        assert ties.strength(tie, until) == pytest.approx(least, abs=1e-5)
    else:
        assert ties.strength(tie, until) <= least + 1e-5


@given(st.floats(-1000, 1000), st.floats(0, 1000))
def test_the_bound_rises_with_the_key(key: float, more: float) -> None:
    assert ties.bound(key, 0.0) <= ties.bound(key + more, 0.0)


def test_of_ties_that_have_all_faded_the_best_are_found_too() -> None:
    rows, now = [row for row in book(5, 80) if not row[1].elsewhere], NOW + 60_000
    assert [one[1:] for one in ties.best(rows, count=3, now=now, paces=PACES)] == [
        (tie, who) for _, tie, who in sorted(rows, key=lambda row: -ties.odds(row[1], now))[:3]
    ]


def test_most_of_a_large_book_is_not_read() -> None:
    rows = book(99, 3000)
    read: list[int] = []

    def counted() -> Iterator[tuple[float, Tie, int]]:
        for row in rows:
            read.append(row[2])
            yield row

    assert len(ties.best(counted(), count=50, now=NOW)) == 50
    assert len(read) < 1000


def test_equal_scores_keep_the_order_in_which_they_were_read() -> None:
    tie = invented(seeded(1))
    rows = [(ties.key(tie), tie, who) for who in "abcd"]
    assert [who for _, _, who in ties.best(rows, count=2, now=NOW)] == ["a", "b"]


def test_of_nothing_or_no_places_nothing_is_best() -> None:
    assert ties.best([], count=50, now=NOW) == []
    assert ties.best(book(1, 5), count=0, now=NOW) == []
