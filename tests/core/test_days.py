"""Days named in a sentence for something still to come; never one that nobody said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import days

TUESDAY = date(2026, 11, 24)
SENTENCES = [
    ("send her the paper by Friday", "2026-11-27", "send her the paper"),
    ("send her the paper on Tuesday", "2026-12-01", "send her the paper"),
    ("send it no later than Monday morning", "2026-11-30", "send it"),
    ("call him this Thursday", "2026-11-26", "call him"),
    ("call him next Friday", "2026-12-04", "call him"),
    ("call him Friday", "2026-11-27", "call him"),
    ("send the deck tomorrow", "2026-11-25", "send the deck"),
    ("send the deck the day after tomorrow", "2026-11-26", "send the deck"),
    ("send the deck today", "2026-11-24", "send the deck"),
    ("by the end of the week send the deck", "2026-11-27", "send the deck"),
    ("write to her next week", "2026-12-04", "write to her"),
    ("write to her by the end of the month", "2026-11-30", "write to her"),
    ("write to her next month", "2026-12-31", "write to her"),
    ("write to her by the end of January", "2027-01-31", "write to her"),
    ("write to her in December", "2026-12-31", "write to her"),
    ("write to her by the end of March 2028", "2028-03-31", "write to her"),
    ("write to her by the end of the year", "2026-12-31", "write to her"),
    ("call on Dec 3", "2026-12-03", "call"),
    ("call by 3rd of December, with the numbers", "2026-12-03", "call with the numbers"),
    ("call on March 4", "2027-03-04", "call"),
    ("call on March 4, 2028", "2028-03-04", "call"),
    ("call on 2026-12-10", "2026-12-10", "call"),
    ("call by the 3rd", "2026-12-03", "call"),
    ("call by the 30th", "2026-11-30", "call"),
    ("call in two weeks", "2026-12-08", "call"),
    ("call in 10 days", "2026-12-04", "call"),
    ("call within a month", "2026-12-24", "call"),
    ("call in a couple of weeks.", "2026-12-08", "call."),
    ("das Papier bis Freitag schicken", "2026-11-27", "das Papier schicken"),
    ("das Papier bis Ende Januar schicken", "2027-01-31", "das Papier schicken"),
    ("das Papier in zwei Wochen schicken", "2026-12-08", "das Papier schicken"),
    ("das Papier am 3. Dezember schicken", "2026-12-03", "das Papier schicken"),
]


@pytest.mark.parametrize(("sentence", "day", "rest"), SENTENCES)
def test_a_day_is_counted_from_the_day_it_was_said(sentence: str, day: str, rest: str) -> None:
    assert days.due(sentence, on=TUESDAY) == (date.fromisoformat(day), rest)


@pytest.mark.parametrize("sentence", [
    "send it in a few days",
    "send it soon",
    "send her the notes we discussed on Friday",
    "send her the numbers from last Friday",
    "call by February 30",
    "call by February 29, 2027",
    "call on 2026-11-10",
    "call on 2026-13-10",
    "call on Mondays",
    "call by the 40th",
    "write by March",
])  # fmt: skip
def test_a_day_that_is_not_certain_is_none(sentence: str) -> None:
    assert days.due(sentence, on=TUESDAY) is None


def test_a_week_said_on_its_weekend_is_over_on_sunday() -> None:
    assert days.due("by the end of the week", on=date(2026, 11, 28)) == (date(2026, 11, 29), "")


def test_a_month_later_is_at_most_its_last_day() -> None:
    assert days.due("call in a month", on=date(2027, 1, 31)) == (date(2027, 2, 28), "call")


def test_at_the_end_of_the_calendar_no_day_is_counted() -> None:
    assert days.due("call tomorrow", on=date.max) is None


@given(st.text(max_size=60), st.sampled_from([sentence for sentence, *_ in SENTENCES]), st.dates())
def test_no_sentence_breaks_it_and_no_day_is_past(text: str, known: str, on: date) -> None:
    for sentence in (text, f"{known} {text}", f"{text} {known}"):
        found = days.due(sentence, on=on)
        assert found is None or found.day >= on


@pytest.mark.parametrize("sentence", ["call in f\u0131ve days", "anrufen in e\u0131nem tag"])
def test_a_number_with_a_dotless_i_is_none(sentence: str) -> None:
    assert days.due(sentence, on=TUESDAY) is None
