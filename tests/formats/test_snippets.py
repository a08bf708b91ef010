from __future__ import annotations

from amity.formats.snippets import LONGEST, snippet


def test_a_snippet_is_one_line_of_at_most_so_many_characters() -> None:
    assert snippet("  See you\r\n\tat  four ") == "See you at four"
    assert snippet("x" * 10_000) == "x" * LONGEST
    assert snippet("a" * (LONGEST - 1) + " b") == "a" * (LONGEST - 1)
    assert snippet(" " * 10_000 + "late") == ""


def test_what_no_database_keeps_is_taken_out() -> None:
    assert snippet("a\x00b\ud800c") == "abc"
