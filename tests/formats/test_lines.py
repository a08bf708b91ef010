"""Lines of a stream, whatever ends and encodes them."""

from __future__ import annotations

from io import BytesIO

import pytest

from amity.formats.lines import CUT, LONGEST, joined, lines


def test_every_kind_of_line_end_ends_a_line() -> None:
    assert list(lines(BytesIO(b"a\r\nb\nc\rd"))) == ["a\n", "b\n", "c\n", "d\n"]


def test_nuls_are_left_out() -> None:
    assert list(lines(BytesIO(b"one\x00two and more\n"))) == ["onetwo and more\n"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    text = "Zoë Ångström, plain words after them\nsecond line\n"
    assert "".join(lines(BytesIO(text.encode(encoding)))) == text


def test_half_a_character_at_the_end_is_no_line() -> None:
    assert list(lines(BytesIO("one\ntwo\n".encode("utf-16") + b"\n"))) == ["one\n", "two\n"]


def test_one_line_of_windows_text_does_not_spoil_the_others() -> None:
    mixed = "Zoë\n".encode() + "Zoë\n".encode("cp1252") + "Zoë\n".encode()
    assert list(lines(BytesIO(mixed))) == ["Zoë\n"] * 3


def test_an_over_long_line_is_cut_and_the_next_one_is_whole() -> None:
    found = list(lines(BytesIO(b"x" * (2 * LONGEST + 5) + b"\nnext\n")))
    assert found[0] is CUT
    assert found[1:] == ["next\n"]


def test_a_line_of_just_the_longest_length_is_whole() -> None:
    assert list(lines(BytesIO(b"x" * (LONGEST - 1) + b"\nnext"))) == ["x" * (LONGEST - 1) + "\n", "next\n"]


def test_an_over_long_last_line_without_an_end_is_cut() -> None:
    assert list(lines(BytesIO(b"x" * (LONGEST + 1)))) == [CUT]


def test_folded_lines_are_joined_even_within_a_character() -> None:
    folded = b"SUMMARY:Zo\xc3\r\n \xab and\r\n\t more\r\nEND:VEVENT\r\n"
    assert list(lines(BytesIO(folded), folded=True)) == ["SUMMARY:Zoë and more\n", "END:VEVENT\n"]


def test_a_fold_without_a_line_before_it_is_a_line() -> None:
    assert list(lines(BytesIO(b" first\n"), folded=True)) == [" first\n"]


def test_what_unfolds_to_too_much_is_cut() -> None:
    huge = b"ATTACH:" + b"\r\n ".join([b"x" * 999] * (LONGEST // 999 + 2)) + b"\r\nEND:VEVENT\r\n"
    found = list(lines(BytesIO(huge), folded=True))
    assert found[0] is CUT
    assert found[1:] == ["END:VEVENT\n"]


def test_an_over_long_line_stays_cut_when_it_is_continued() -> None:
    found = list(lines(BytesIO(b"x" * (LONGEST + 1) + b"\n more\nnext\n"), folded=True))
    assert found[0] is CUT
    assert found[1:] == ["next\n"]


def test_nothing_has_no_lines() -> None:
    assert list(lines(BytesIO(b""))) == []
    assert list(lines(BytesIO(b""), folded=True)) == []


def test_a_beginning_already_read_and_the_rest_are_one_stream() -> None:
    assert joined(b"ab", BytesIO(b"cd\n")).read() == b"abcd\n"
