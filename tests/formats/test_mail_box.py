"""Mboxes are cut into header blocks, whatever their line ends, quotes and damage."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import pytest

from amity.formats import mbox
from amity.formats.mbox import Block

ONE = b"From ada@example.com Thu Aug 22 12:36:23 2024\nFrom: ada@example.com\nSubject: one\n\nHello\n"
TWO = b"From ben@example.com Fri Aug 23 12:36:23 2024\nFrom: ben@example.com\nSubject: two\n\nBye\n"


def cut(raw: bytes) -> list[Block]:
    return list(mbox.messages(io.BytesIO(raw)))


def heads(raw: bytes) -> list[bytes]:
    return [block.head for block in cut(raw)]


class Slow(io.BytesIO):
    """A stream that gives a few bytes at a time, as a pipe may."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(7, size or 7))


class Long(io.RawIOBase):
    """A stream of many megabytes that nobody has in memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, _size: int = -1, /) -> bytes:
        return next(self._pieces, b"")


def test_every_mail_of_a_box_gives_its_headers_and_its_place() -> None:
    assert cut(ONE + b"\n" + TWO) == [
        Block(0, b"From: ada@example.com\nSubject: one\n", boxed=True),
        Block(len(ONE) + 1, b"From: ben@example.com\nSubject: two\n", boxed=True),
    ]


def test_a_stream_that_gives_little_at_a_time_gives_the_same() -> None:
    assert list(mbox.messages(Slow(ONE + b"\n" + TWO))) == cut(ONE + b"\n" + TWO)


def test_windows_line_ends_give_the_same_mails() -> None:
    found = heads((ONE + b"\n" + TWO).replace(b"\n", b"\r\n"))
    assert found == [
        b"From: ada@example.com\r\nSubject: one\r\n",
        b"From: ben@example.com\r\nSubject: two\r\n",
    ]


def test_old_macintosh_line_ends_give_the_same_mails() -> None:
    assert heads((ONE + b"\n" + TWO).replace(b"\n", b"\r")) == heads(ONE + b"\n" + TWO)


def test_a_single_mail_is_never_cut() -> None:
    mail = b"From: ada@example.com\nSubject: a box inside\n\n" + ONE + b"\n" + TWO
    assert cut(mail) == [Block(0, b"From: ada@example.com\nSubject: a box inside\n", boxed=False)]


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"\n\r\n", b"1234\n", b">"])
def test_what_stands_before_the_first_mail_is_passed_over(start: bytes) -> None:
    assert heads(start + ONE) == [b"From: ada@example.com\nSubject: one\n"]


@pytest.mark.parametrize(
    "line",
    [
        b"From here on I am alone.",
        b">From ben@example.com Fri Aug 23 12:36:23 2024\nSubject: quoted",
        b"From 9:30 on we are there\nand wait.",
        b"From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: ben@example.com",
        b"From",
    ],
)
def test_a_line_of_the_body_that_begins_with_from_is_no_mail(line: bytes) -> None:
    assert len(cut(ONE + b"\n" + line + b"\n")) == 1


def test_a_separator_without_a_blank_line_before_it_is_body() -> None:
    assert len(cut(ONE + TWO)) == 1


@pytest.mark.parametrize(
    "line",
    [
        b"From - Tue Oct 24 13:00:00 2023\nX-Mozilla-Status: 0001",
        b"From \nReturn-Path: <ben@example.com>",
        b"From 1790000000000000001@xxx Mon Jan 01 00:00:00 +0000 2024\nX-GM-THRID: 1790000000000000001",
        b"From ben@example.com Fri Aug 23 12:36:23 2024\n>From ben@example.com Fri Aug 23 2024\nOdd-Name: 1",
    ],
)
def test_separators_of_many_programs_are_known(line: bytes) -> None:
    assert len(cut(ONE + b"\n" + line + b"\n\nBye\n")) == 2


def test_blank_lines_of_spaces_and_nuls_are_blank() -> None:
    assert len(cut(ONE + b" \0\0\0 \n" + TWO)) == 2


def test_a_box_of_headers_only_gives_every_mail() -> None:
    bare = b"From a@example.com Thu Aug 22 12:36:23 2024\nSubject: x\n\n"
    assert heads(bare * 3) == [b"Subject: x\n"] * 3


def test_a_mail_without_headers_is_still_counted() -> None:
    assert heads(b"From a@example.com Thu Aug 22 12:36:23 2024\n\nbody\n\n" + TWO)[0] == b""


def test_a_file_that_ends_within_the_headers_gives_what_is_there() -> None:
    assert heads(ONE + b"\n" + TWO[:-11]) == [
        b"From: ada@example.com\nSubject: one\n",
        b"From: ben@example.com\nSubject",
    ]


@pytest.mark.parametrize("nothing", [b"", b"\n\n \0\n", b"\xef\xbb\xbf"])
def test_nothing_holds_no_mail(nothing: bytes) -> None:
    assert cut(nothing) == []


def test_an_endless_header_block_is_cut_and_the_next_mail_found() -> None:
    endless = b"From a@example.com Thu Aug 22 12:36:23 2024\n" + b"X-A: b\n" * 100_000
    first, second = heads(endless + b"\n" + TWO)
    assert len(first) == mbox.LIMIT
    assert second == b"From: ben@example.com\nSubject: two\n"


def test_a_separator_across_two_reads_is_found() -> None:
    for short in range(0, 80, 3):
        body = b"x" * (mbox.READ - len(ONE) - short)
        assert len(cut(ONE + body + b"\n\n" + TWO)) == 2


def test_a_body_of_300_megabytes_is_never_held() -> None:
    def pieces() -> Iterator[bytes]:
        yield ONE
        for _ in range(300):
            yield b"x" * 1_000_000
        yield b"\n\n" + TWO

    tracemalloc.start()
    found = list(mbox.messages(Long(pieces())))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 2
    assert peak < 40_000_000


def test_a_box_is_known_by_its_first_lines() -> None:
    assert mbox.is_box(ONE)
    assert mbox.is_box(b"\xef\xbb\xbf\n" + ONE)
    assert mbox.is_box(b">" + ONE)
    assert not mbox.is_box(b"From here to there\nis far.\n")
    assert not mbox.is_box(b"")


@pytest.mark.parametrize("size", [300, 377, 1_000, mbox.READ])
def test_reading_goes_on_where_any_mail_begins(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever begins in the middle finds what whoever began at the start finds there."""
    monkeypatch.setattr(mbox, "READ", size)
    letters = (
        b"From a@x.example Mon Jan 1 10:00:00 2024\nFrom: a@x.example\nSubject: %d\n\nFrom me\n\n"
        b">From you\r\n\n \0\nFrom Monday on\nit rains\n\n"
    )
    whole = b"".join(letters % number for number in range(30)) + b"\r\r\r"
    every = list(mbox.messages(io.BytesIO(whole)))
    assert len(every) == 30
    for place, block in enumerate(every[1:], 1):
        stream = io.BytesIO(whole)
        stream.seek(block.at)
        assert list(mbox.messages(stream, since=block.at)) == every[place:]


def test_a_box_that_is_turned_says_so() -> None:
    (one, two) = mbox.messages(io.BytesIO((ONE + b"\n" + ONE).replace(b"\n", b"\r")))
    assert (one.turned, two.turned) == (True, True)
