"""What a row said before it was written over."""

from __future__ import annotations

from amity.core import past

MAY, JUNE, JULY = "2026-05-01", "2026-06-01", "2026-07-01"


def test_an_earlier_day_finds_what_was_said_then() -> None:
    said = past.change([[MAY, None]], {"name": "Evenings"}, {"name": "Mornings"}, day=JUNE)
    assert past.before(said, day=MAY) == {"name": "Evenings"}
    assert past.before(said, day=JUNE) == {}


def test_before_its_first_day_a_row_is_not_there() -> None:
    assert past.before([[MAY, None], [JUNE, {"name": "Evenings"}]], day="2026-04-30") is None


def test_of_several_changes_the_oldest_after_a_day_tells_what_was() -> None:
    said = past.change([], {"name": "One"}, {"name": "Two"}, day=MAY)
    said = past.change(said, {"name": "Two"}, {"name": "Three"}, day=JULY)
    assert past.before(said, day="2026-04-01") == {"name": "One"}
    assert past.before(said, day=MAY) == {"name": "Two"}


def test_of_one_day_only_the_first_change_is_remembered() -> None:
    said = past.change([], {"name": "One", "note": ""}, {"name": "Two", "note": "x"}, day=MAY)
    said = past.change(said, {"name": "Two"}, {"name": "Three"}, day=MAY)
    assert said == [[MAY, {"name": "One", "note": ""}]]


def test_what_comes_back_on_the_same_day_leaves_no_trace() -> None:
    said = past.change([], {"name": "One"}, {"name": "Two"}, day=MAY)
    assert past.change(said, {"name": "Two"}, {"name": "One"}, day=MAY) == []
    assert past.change([], {"name": "One"}, {"name": "One"}, day=MAY) == []


def test_a_row_made_on_the_same_day_has_no_other_past() -> None:
    assert past.change([[MAY, None]], {"name": "One"}, {"name": "Two"}, day=MAY) == [[MAY, None]]


def test_a_word_said_of_an_earlier_day_is_taken_back_too() -> None:
    said = past.change([[JULY, {"name": "Two"}]], {"name": "Three"}, {"name": "Four"}, day=JUNE)
    assert past.before(said, day=MAY) == {"name": "Two"}
