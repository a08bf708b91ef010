"""Weeks, quarters and years, named, and what lies before and after."""

from __future__ import annotations

from datetime import date

import pytest

from amity.core import periods
from amity.core.errors import Refusal
from amity.core.periods import Period

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("kind", "name", "start", "end", "title"),
    [
        ("week", "2026-W48", date(2026, 11, 23), date(2026, 11, 30), "the week of November 23, 2026"),
        ("quarter", "2026-Q4", date(2026, 10, 1), date(2027, 1, 1), "the fourth quarter of 2026"),
        ("year", "2026", date(2026, 1, 1), date(2027, 1, 1), "2026"),
    ],
)
def test_the_present_period_has_a_name_by_which_it_is_found_again(
    kind: str, name: str, start: date, end: date, title: str
) -> None:
    period = periods.named(kind, "", today=TODAY)
    assert (period.name, period.start, period.end, period.title) == (name, start, end, title)
    assert periods.named(kind, name, today=TODAY) == period
    assert periods.after(periods.before(period)) == period
    assert period.running(TODAY)
    assert period.until(TODAY) == date(2026, 11, 25)


def test_a_period_that_is_over_is_whole() -> None:
    period = periods.named("quarter", "2025-Q3", today=TODAY)
    assert (period.start, period.until(TODAY), period.running(TODAY)) == (
        date(2025, 7, 1),
        date(2025, 10, 1),
        False,
    )
    assert not Period("week", date(2026, 11, 16), date(2026, 11, 23)).running(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("month", ""),
        ("week", "2026-W54"),
        ("week", "2026-Q1"),
        ("quarter", "2026-Q5"),
        ("quarter", "2026"),
        ("year", "0000"),
        ("year", "9999"),
        ("year", "next"),
        ("year", "2027"),
        ("quarter", "2027-Q1"),
    ],
)
def test_what_is_no_period_or_has_not_begun_is_refused(kind: str, name: str) -> None:
    with pytest.raises(Refusal):
        periods.named(kind, name, today=TODAY)


def test_quarters_begin_between_two_days() -> None:
    assert periods.quarters(date(2025, 11, 5), date(2026, 7, 1)) == [date(2026, 1, 1), date(2026, 4, 1)]
