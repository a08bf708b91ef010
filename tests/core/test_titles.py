"""Titles: what they say of a line of work and a level, on titles invented here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import titles
from amity.core.titles import Read


@pytest.mark.parametrize(
    ("title", "function", "level"),
    [
        ("Senior Software Engineer", "engineering", "individual"),
        ("Software Engineering Manager", "engineering", "manager"),
        ("VP of Sales", "sales", "executive"),
        ("Vice President, Trading", "sales", "executive"),
        ("CFO", "finance", "executive"),
        ("Chief Executive Officer", "general management", "executive"),
        ("Head of People", "human resources", "director"),
        ("Product Marketing Manager", "marketing", "manager"),
        ("Product Manager", "product", "individual"),
        ("Key Account Manager", "sales", "individual"),
        ("Team Lead Customer Support", "customers", "lead"),
        ("Data Engineer", "data", "individual"),
        ("Staff Nurse", "health", "individual"),
        ("Mgr Trading", "sales", "manager"),
        ("Geschäftsführerin", "general management", "executive"),
        ("Softwareentwickler:in (m/w/d)", "engineering", "individual"),
        ("Softwareentwicklerin", "engineering", "individual"),
        ("Leiter Vertrieb", "sales", "manager"),
        ("Abteilungsleiterin Einkauf", "operations", "manager"),
        ("Teamleiter Kundenservice", "customers", "lead"),
        ("Steuerberaterin", "finance", "individual"),
        ("Responsable marketing", "marketing", "manager"),
        ("Directrice générale", "general management", "executive"),
        ("Ingeniera de software", "engineering", "individual"),
        ("Jefe de ventas", "sales", "manager"),
    ],
)
def test_a_title_tells_a_line_of_work_and_a_level(title: str, function: str, level: str) -> None:
    assert titles.read(title) == Read(function, level)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Assistant to the CEO", "individual"),
        ("Assistentin der Geschäftsführung", "individual"),
        ("Chief of Staff to the President of Sales", "director"),
        ("HR Business Partner", "individual"),
        ("Account Executive", "individual"),
        ("CTO & Co-Founder", "founder"),
    ],
)
def test_a_word_that_only_sounds_like_a_level_is_none(title: str, level: str) -> None:
    assert titles.read(title).level == level


@pytest.mark.parametrize(
    "title", ["", "Barista", "Ex-Google | Director of fun", "Retired engineer", "Seeking a role in sales"]
)
def test_what_the_table_does_not_know_or_is_past_is_not_guessed(title: str) -> None:
    assert titles.read(title) == Read()


def test_the_first_part_that_says_something_counts() -> None:
    assert titles.read("Head of Sales, EMEA Engineering").function == "sales"
    assert titles.read("Gardener | Lawyer").function == "legal"
    assert titles.read("Sales and Finance Director").function == "sales"


def test_every_meaning_of_the_table_is_a_level_or_a_line_of_work() -> None:
    assert {
        titles.read(title).level for title in ("Intern", "Team Lead", "Manager", "Director", "CEO", "Founder")
    } == set(titles.LEVELS)
    assert "engineering" in titles.FUNCTIONS
    assert "general management" in titles.FUNCTIONS


@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(text: str) -> None:
    read = titles.read(text)
    assert read.level in {"", *titles.LEVELS}
    assert read.function in {"", *titles.FUNCTIONS}
