"""Markup: what programs write that no XML allows comes out as XML, and nothing grows with the file."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.formats import markup


def clean(raw: bytes) -> str:
    return b"".join(markup.clean(io.BytesIO(raw))).decode()


class Dripping(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def __init__(self, raw: bytes, size: int) -> None:
        super().__init__(raw)
        self.size = size

    def read(self, size: int | None = -1, /) -> bytes:
        del size
        return super().read(self.size)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("&#55357;&#56832;", "\U0001f600"),
        ("&#xD83D;&#xde00;", "\U0001f600"),
        ("&#0055357;&#56832;", "\U0001f600"),
        ("a&#55357;b", "a\ufffdb"),
        ("&#56832;&#55357;", "\ufffd\ufffd"),
        ("&#128512;", "\U0001f600"),
        ("&#10;&#9;&#13;", "&#10;&#9;&#13;"),
        ("&#60;&#x26;&#34;", "&#60;&#38;&#34;"),
        ("&#0;&#x1f;&#xFFFE;a", "a"),
        ("&#9999999;", "\ufffd"),
        ("a & b &c; &nbsp; &", "a &amp; b &amp;c; &amp;nbsp; &amp;"),
        ("&amp;&lt;&gt;&quot;&apos;", "&amp;&lt;&gt;&quot;&apos;"),
        ("a\x00\x1b\ufffeb\té", "ab\té"),
    ],
)
def test_what_no_parser_takes_is_mended_wherever_the_pieces_end(written: str, meant: str) -> None:
    assert clean(written.encode()) == meant
    for size in range(1, 12):
        pieces = markup.clean(Dripping(f"<x>{written}</x>".encode(), size))
        assert b"".join(pieces).decode() == f"<x>{meant}</x>", size


def test_a_line_break_that_is_written_as_a_number_stays_one() -> None:
    assert clean(b'<a b="x&#10;y"/>') == '<a b="x&#10;y"/>'


def test_other_encodings_are_turned() -> None:
    assert clean("\ufeff<a>é😀</a>".encode("utf-16-le")) == "<a>é😀</a>"
    assert clean("\ufeff<a>é</a>".encode()) == "<a>é</a>"
    assert clean(b"<a>caf\xe9</a>") == "<a>café</a>"


def test_a_picture_keeps_its_beginning_and_what_follows_is_whole() -> None:
    raw = b'<part data="' + b"A" * 3_000_000 + b'" name="x"/>' + b"<b/>" * 70_000
    told = clean(raw)
    assert told.startswith('<part data="' + "A" * markup.KEPT)
    assert told.endswith('" name="x"/>' + "<b/>" * 70_000)
    assert len(told) < len(raw) - 2_800_000


def test_a_picture_that_ends_the_file_is_cut_too() -> None:
    assert len(clean(b'<part data="' + b"A" * 3_000_000)) < 200_000


def test_what_is_not_much_too_long_is_whole() -> None:
    for size in (markup.KEPT, markup.LONG - 1):
        assert clean(b'<a b="' + b"x" * size + b'"/>') == '<a b="' + "x" * size + '"/>'


def test_a_cut_never_leaves_half_of_a_reference() -> None:
    for before in range(12):
        raw = b"<a>" + b"&lt;" * 1 + b"x" * before + b"&quot;" * 20_000 + b"</a>"
        told = clean(raw)
        assert "&quot</a>" not in told
        assert told.replace("&quot;", "").replace("&lt;", "") == "<a>" + "x" * before + "</a>"


@given(st.text(alphabet="&#x;0123456789dD8cf<>\"' a\x00\U0001f600", max_size=60), st.integers(1, 9))
def test_the_pieces_of_a_stream_make_no_difference(text: str, size: int) -> None:
    whole = clean(text.encode())
    assert b"".join(markup.clean(Dripping(text.encode(), size))).decode() == whole
