"""What a list of an import's records asks for, and what it can be narrowed to."""

from __future__ import annotations

from typing import get_args, get_type_hints

from amity.core import brought
from amity.core.brought import OUTCOMES, Asked, Joined, Line, Page
from amity.core.handles import Kind


def test_a_list_asks_for_every_record_unless_it_is_narrowed() -> None:
    asked = Asked()
    assert (asked.outcome, asked.file, asked.text, asked.offset) == ("", "", "", 0)
    assert Page([], 0).counts == {}


def test_a_record_is_joined_by_a_strong_address_the_owners_word_or_another_record() -> None:
    reasons = set(get_args(get_type_hints(Joined)["why"]))
    assert reasons == {*get_args(Kind), "word", "through"} - {"url"}


def test_what_is_left_out_is_told_apart_from_what_was_taken_back() -> None:
    assert {"skipped", "taken-back"} <= set(OUTCOMES)
    line = Line("l1", "left-out", "skipped", "a.vcf", "card 1", reasons=("no name",))
    assert (line.person, line.joined, line.changes) == (None, (), ())


def test_files_of_one_name_are_told_apart_and_what_was_brought_is_named() -> None:
    paths = ["li.zip/a.csv", "outlook.csv", "outlook.csv"]
    assert brought.told_apart(paths) == ["li.zip/a.csv", "outlook.csv (1)", "outlook.csv (2)"]
    assert brought.roots(paths) == ["li.zip", "outlook.csv"]
