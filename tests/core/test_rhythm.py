"""The bitmap of active days against plain lists of days."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from amity.core import rhythm

GAPS = st.lists(st.integers(1, 500), max_size=60)


def marked(gaps: list[int]) -> tuple[int, list[int]]:
    """Mark a first day and one after each gap; give the bitmap and the ages of the days kept."""
    recent, ages = rhythm.mark(0, 0), [0]
    for gap in gaps:
        recent = rhythm.mark(recent, gap)
        ages = [0, *(age + gap for age in ages)]
    return recent, [age for age in ages if age < rhythm.KEPT]


@given(GAPS)
def test_every_day_of_the_last_year_is_kept_and_none_before(gaps: list[int]) -> None:
    recent, ages = marked(gaps)
    assert recent == sum(1 << age for age in ages)


@given(GAPS, st.integers(0, 800), st.integers(1, 366))
def test_a_window_holds_the_days_that_lie_in_it(gaps: list[int], silent: int, days: int) -> None:
    recent, ages = marked(gaps)
    assert rhythm.within(recent, silent, days) == sum(age + silent < days for age in ages)


@given(GAPS)
def test_the_usual_gap_is_the_median_of_the_kept_gaps(gaps: list[int]) -> None:
    recent, ages = marked(gaps)
    between = [older - newer for newer, older in pairwise(ages)]
    assert rhythm.gap(recent) == (median(between) if len(between) >= 2 else None)
