"""One line on a tie, from its own record and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from amity.core.people import Person, State
from amity.web import sentences, wording

TODAY = date(2026, 11, 24)
ANA = Person("p", "Ana", state="steady", first=date(2024, 3, 1), last=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("state", "last", "rhythm", "said"),
    [
        (
            "steady",
            date(2026, 11, 20),
            21.0,
            "about every three weeks since March 2024; the last time was 4 days ago.",
        ),
        (
            "warming",
            date(2026, 11, 20),
            None,
            "You have been in touch since March 2024; the last time was 4 days ago.",
        ),
        (
            "dormant",
            date(2026, 2, 1),
            21.0,
            "From March 2024 to February you were in touch about every three weeks;",
        ),
        ("cooling", date(2026, 8, 1), None, "From March 2024 to August you were in touch now and then;"),
        ("dormant", date(2024, 3, 20), 3.0, "You were in touch in March 2024; nothing is on record since."),
        ("dormant", date(2024, 3, 1), None, "One exchange is on record: March 2024."),
    ],
)
def test_a_tie_is_said_as_it_stands(state: State, last: date, rhythm: float | None, said: str) -> None:
    assert said in sentences.tie(replace(ANA, state=state, last=last), rhythm, today=TODAY)


def test_without_an_exchange_nothing_is_said() -> None:
    assert sentences.tie(replace(ANA, first=None, last=None, state=None), None, today=TODAY) == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 12), "12 days ago"),
        (date(2026, 11, 1), "3 weeks ago"),
        (date(2026, 6, 1), "June"),
        (date(2025, 6, 1), "June 2025"),
        (date(2026, 12, 1), "Dec. 1, 2026"),
    ],
)
def test_near_days_are_counted_and_far_ones_named(day: date, said: str) -> None:
    assert wording.ago(day, today=TODAY) == said


def test_small_counts_are_words() -> None:
    assert [wording.number(count) for count in (0, 1, 10, 11)] == ["No one", "One", "Ten", "11"]
