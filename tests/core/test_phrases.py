"""Phrases: days, spans, counts and names as sentences say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import phrases

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(("count", "said"), [(0, "no"), (1, "one"), (10, "ten"), (11, "11"), (1200, "1,200")])
def test_numbers_up_to_ten_are_words(count: int, said: str) -> None:
    assert phrases.number(count) == said


def test_a_day_is_exact_while_near_and_a_month_when_far() -> None:
    near, far, old = date(2026, 9, 26), date(2026, 9, 25), date(2025, 5, 28)
    assert [phrases.at(day, today=TODAY) for day in (near, far, old)] == [
        "on September 26", "in September", "in May 2025",
    ]  # fmt: skip
    assert phrases.exact(old, today=TODAY) == "May 28, 2025"
    assert phrases.weekday(TODAY) == "Tuesday"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "one day"),
        (0, "one day"), (1, "one day"), (13, "13 days"), (14, "two weeks"), (59, "eight weeks"),
        (60, "two months"), (539, "18 months"), (540, "one year"), (714, "two years"), (3652, "ten years"),
    ],
)  # fmt: skip
def test_spans_are_said_in_the_largest_unit_that_fits(days: int, said: str) -> None:
    assert phrases.span(days) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "about every day"), (3, "every few days"), (7, "about every week"), (14, "about every two weeks"),
        (21, "about every three weeks"), (30, "about every month"), (60, "about every two months"),
        (46, "about every two months"), (300, "about every ten months"), (365, "about once a year"),
        (546, "about once a year"), (549, "about every two years"), (1800, "about every five years"),
    ],
)  # fmt: skip
def test_rhythms_are_said_as_people_say_them(days: float, said: str) -> None:
    assert phrases.rhythm(days) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Marcus Lindqvist", "Marcus"), ("Lindqvist, Marcus", "Marcus"), ("Dr. Ann Lee", "Ann"),
        ("Prof. Lee", "Prof. Lee"), ("J. Doe", "J. Doe"), ("Cher", "Cher"), ("Ann\r\nLee", "Ann"), ("", ""),
        ("Lee, Ann, PhD", "Ann"), ("Ann Lee, CISSP", "Ann"), ("Ann Lee, Jr.", "Ann"),
        ("A, Bo, Ce", "A, Bo, Ce"),
        ("Lee, J.", "Lee, J."), ("JOHN DOE", "JOHN"), ("山田太郎", "山田太郎"), ("山田 太郎", "山田"),
        ("The Guardian", "The Guardian"), ("via Acme", "via Acme"), ("ana lima", "ana lima"),
        ("Acme Support", "Acme Support"), ("Ana via RT", "Ana via RT"), ("Acme.de Books", "Acme.de Books"),
        ("[Acme] News", "[Acme] News"), ("Cruz, Ana de la", "Ana"), ("Olivia Viale", "Olivia"),
    ],
)  # fmt: skip
def test_people_are_called_by_their_given_name_where_it_is_clear(name: str, said: str) -> None:
    assert phrases.given(name) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Marcus Lindqvist", "ML"), ("Lindqvist, Marcus", "ML"), ("Dr. Ann Maria Lee, PhD", "AL"),
        ("Ann Lee Jr.", "AL"), ("A, Bo, Ce", "AC"), ("JOHN DOE", "JD"), ("cher", "C"), ("山田太郎", "山"),
        ("ana@sousa.example", "A"), ("+351 912", ""), ("A\u0308nne Ek", "ÄE"), ("Dr.", "D"), ("", ""),
    ],
)  # fmt: skip
def test_initials_are_those_of_the_given_and_the_family_name(name: str, said: str) -> None:
    assert phrases.initials(name) == said


@given(st.text())
def test_initials_are_short_whatever_the_name(text: str) -> None:
    assert len(phrases.initials(text)) <= 6


@given(st.text())
def test_quoted_text_is_one_short_line(text: str) -> None:
    found = phrases.quoted(text)
    assert len(found) <= 62
    assert len(found.splitlines()) == 1


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert phrases.quoted("word " * 30, most=10) == "“word word…”"


@given(st.integers(0, 20000))
def test_every_span_names_a_count_of_at_least_one(days: int) -> None:
    assert not phrases.span(days).startswith("no ")
    assert phrases.at(TODAY - timedelta(days=days), today=TODAY)[:3] in {"on ", "in "}


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("gnp.\u202eexe", "gnp.exe"),
        ("\u2066Ana\u2069 Lima\u200e", "Ana Lima"),
        ("a\u200cb", "a\u200cb"),
    ],
)
def test_no_mark_in_a_name_turns_what_follows(text: str, reads: str) -> None:
    assert phrases.straight(text) == reads
