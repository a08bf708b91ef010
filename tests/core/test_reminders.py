"""Reminders: on which day a line that a file brought comes round."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import reminders

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        ("2026-11-23", date(2026, 11, 23)),
        ("2026-11-22", None),
        ("2021-09-03 yearly", date(2027, 9, 3)),
        ("2021-11-24 yearly", date(2026, 11, 24)),
        ("2020-02-29 yearly", date(2027, 2, 28)),
        ("2026-01-31 monthly", date(2026, 11, 30)),
        ("2026-11-10 monthly", date(2026, 12, 10)),
        ("2026-01-15 every 3 months", date(2027, 1, 15)),
        ("2024-11-25 every 2 years", date(2026, 11, 25)),
        ("2026-11-17 weekly", date(2026, 11, 24)),
        ("2026-11-16 every 2 weeks", date(2026, 11, 30)),
        ("2026-01-01 daily", date(2026, 11, 23)),
        ("2026-11-20 every 5 days", date(2026, 11, 25)),
        ("2030-01-01 yearly", date(2030, 1, 1)),
        ("2026-01-01 every 0 days", None),
        ("2026-01-01 now and then", None),
        ("2026-02-30", None),
        ("soon", None),
        ("", None),
        ("9" * 1_000_000, None),
    ],
)
def test_the_next_day_is_this_weeks_or_a_later_one(label: str, day: date | None) -> None:
    assert reminders.next_day(label, THURSDAY) == day


@pytest.mark.parametrize(
    "often", ["daily", "every 999 days", "monthly", "every 2 months", "yearly", "every 999 years"]
)
def test_the_calendar_ends(often: str) -> None:
    last = date(9999, 12, 31)
    found = reminders.next_day(f"9999-12-01 {often}", last)
    assert found is None or found <= last
    assert reminders.next_day("2000-06-15 monthly", last) is None


def test_the_calendar_begins() -> None:
    assert reminders.next_day("0001-01-01 daily", date.min) == date.min


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["day", "week", "month", "year"]), st.integers(1, 50),
)  # fmt: skip
def test_it_comes_round_as_counting_on_from_the_start_does(
    start: date, today: date, unit: str, every: int
) -> None:
    found = reminders.next_day(f"{start} every {every} {unit}s", today)
    monday = today - timedelta(days=today.weekday())
    assert found is not None
    assert found >= monday
    if start >= monday:
        assert found == start
    elif unit in {"day", "week"}:
        step = every * (7 if unit == "week" else 1)
        assert (found - start).days % step == 0
        assert found - monday < timedelta(days=step)
    else:
        months = (found.year - start.year) * 12 + found.month - start.month
        assert months % (every * (12 if unit == "year" else 1)) == 0
        assert found.day <= start.day
