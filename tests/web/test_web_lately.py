"""When people last talked, as they say it."""

from __future__ import annotations

from datetime import date

import pytest

from amity.web.forms import lately

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", date(2026, 11, 24)),
        ("Yesterday", date(2026, 11, 23)),
        ("last week", date(2026, 11, 17)),
        ("3 weeks ago", date(2026, 11, 3)),
        ("about two months ago", date(2026, 9, 25)),
        ("a couple of years ago", date(2024, 11, 24)),
        ("a few days ago", date(2026, 11, 21)),
        ("in March", date(2026, 3, 1)),
        ("last December", date(2025, 12, 1)),
        ("March 2024", date(2024, 3, 1)),
        ("2024-05-28", date(2024, 5, 28)),
    ],
)
def test_words_for_a_day_are_read(said: str, day: date) -> None:
    assert lately.day(said, today=TODAY) == day


@pytest.mark.parametrize(
    "said", ["", "when pigs flew", "many weeks ago", "a while ago", "2023", "in 2023", "x" * 100]
)
def test_words_that_say_no_past_day_are_not_guessed(said: str) -> None:
    assert lately.day(said, today=TODAY) is None
