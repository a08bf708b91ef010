"""Sections: several tables in one text, and words that only look like a head."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from amity.formats import sections


def read(*text: str) -> list[tuple[str, int, list[str]]]:
    return [(name, before, list(body)) for name, before, body in sections.sections(iter(text))]


def test_each_section_has_its_name_its_place_and_its_lines() -> None:
    assert read("before", "=== ONE ===", "ID,a", "1,x", "", "=== TWO THREE ===\n", '"ID",b') == [
        ("ONE", 2, ["ID,a", "1,x", ""]),
        ("TWO THREE", 6, ['"ID",b']),
    ]


def test_a_head_without_column_names_is_a_line_like_any_other() -> None:
    assert read("=== ONE ===", "ID", "=== TWO ===", "words", "=== three ===", "ID") == [
        ("ONE", 1, ["ID", "=== TWO ===", "words", "=== three ===", "ID"])
    ]
    assert read("=== ONE ===") == []
    assert read() == []


def test_a_head_may_have_numbers_and_signs_in_it() -> None:
    text = ["=== ONE 1 ===", "ID", "1", "=== A-B & C/D_E ===", "ID", "2"]
    assert [name for name, _, _ in read(*text)] == ["ONE 1", "A-B & C/D_E"]


def test_a_section_that_is_not_read_is_passed_over() -> None:
    text = iter(["=== ONE ===", "ID", "1", "=== TWO ===", "ID"])
    assert [name for name, _, _ in sections.sections(text)] == ["ONE", "TWO"]


@given(st.lists(st.sampled_from(["=== A ===", "ID", "x", "=" * 50_000, "", "=== A", "=== A ===\n"])))
def test_no_line_is_lost_or_read_twice(text: list[str]) -> None:
    found = read(*text)
    for _, before, body in found:
        assert text[before : before + len(body)] == body
    assert sum(len(body) + 1 for _, _, body in found) <= len(text)
