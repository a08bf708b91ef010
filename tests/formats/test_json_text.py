"""JSON's text: what a parser could not bear is made so that it can, and nothing else is changed."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.formats import json_text
from amity.formats.documents import Document, Part
from amity.formats.json_text import CHUNK, JsonText


class Slow(io.BytesIO):
    """Gives a byte at a time."""

    def read(self, _size: int | None = -1) -> bytes:
        return super().read(1)


def told(raw: bytes, stream: type[io.BytesIO] = io.BytesIO) -> str:
    text = JsonText(stream(raw))
    return b"".join(iter(text.read, b"")).decode()


def value(raw: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    document = Document(io.BytesIO(b'{"a":' + raw + b"}"), lambda path: path == ("a",))
    (part,) = document
    assert document.fault is None
    return part.value


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("stream", [io.BytesIO, Slow])
def test_any_encoding_is_read(name: str, stream: type[io.BytesIO]) -> None:
    text = '{"a": "Zoë – 🌊", "b": 1}'
    assert told(text.encode(name), stream) == text


def test_a_byte_that_is_no_utf8_is_read_as_windows() -> None:
    assert value(b'"Zo\xeb"') == "Zoë"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (rb"\udc00", "\ufffd"),
        (rb"\udfff", "\ufffd"),
        (rb"\ud800y", "\ufffdy"),
        (rb"\ud800\ud800", "\ufffd\ufffd"),
        (rb"\ud83d\ude00\uDE00!", "\U0001f600\ufffd!"),
        (rb"\ud83d\ude0", "\ufffd\\ude0"),
        (rb"\\udfff", "\\udfff"),
        (rb"\\ud83d\ude00", "\\ud83d\ufffd"),
        (rb"\\\ud83d\ude00", "\\\U0001f600"),
        (rb"\x41\u12\uZZZZ", "\\x41\\u12\\uZZZZ"),
        (b"one\ntwo\x00\x1f", "one\ntwo\x00\x1f"),
        (b"one\\\ntwo", "one\\\ntwo"),
    ],
)
@pytest.mark.parametrize("before", [0, *range(CHUNK - 24, CHUNK)])
def test_half_a_character_and_what_is_no_escape_break_nothing_wherever_they_stand(
    written: bytes, said: str, before: int
) -> None:
    assert value(b'"' + b"x" * before + written + b'"') == "x" * before + said


@pytest.mark.parametrize("size", [json_text.LONGEST - 1, json_text.LONGEST])
def test_a_string_that_is_just_short_enough_is_whole(size: int) -> None:
    assert value(b'"' + b"x" * size + b'"') == "x" * size


@pytest.mark.parametrize("end", [b"x", rb"\u0041", rb"\u12", rb"\ud83d", b"\n"])
def test_a_string_without_an_end_is_cut_and_said_to_be(end: bytes) -> None:
    found = told(b'"' + b"x" * (json_text.LONGEST + 100_000) + end * 100_000 + b'"')
    assert len(found) < json_text.LONGEST + CHUNK + 10
    assert json_text.cut(json.loads(found))


@pytest.mark.parametrize("digits", [99, 100, 101, 4_301, 70_000, 1_000_000])
def test_a_number_of_any_length_never_ends_the_process(digits: int) -> None:
    assert str(value(b"7" * digits)) == "7" * min(digits, 100)
    assert str(value(b"-" + b"7" * digits)) == "-" + "7" * min(digits, 100)


@pytest.mark.parametrize("before", range(CHUNK - 130, CHUNK, 7))
def test_a_number_is_the_same_wherever_it_stands(before: int) -> None:
    assert value(b" " * before + b"7" * 99 + b".25e-3") == Decimal("7" * 99 + ".25e-3")


def test_a_large_number_loses_no_digit() -> None:
    assert value(b"12345678901234567890123456789") == 12345678901234567890123456789


def test_an_exponent_nobody_can_hold_is_as_large_as_one_can_be() -> None:
    assert value(b"1e" + b"9" * 5_000) == Decimal("1E+999999")
    assert value(b"1E-999999999999999999999") == Decimal("1E-999999")


def test_what_looks_like_a_number_without_an_end_is_given_to_the_parser() -> None:
    assert told(b"1e" * CHUNK) == "1e" * CHUNK


def test_digits_in_a_string_are_no_number() -> None:
    assert value(b'["' + b"7" * 5_000 + b'",12,"",34]') == ["7" * 5_000, 12, "", 34]


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


@given(anything, st.booleans(), st.sampled_from([io.BytesIO, Slow]))
@settings(max_examples=200, deadline=None)
def test_every_document_is_read_as_the_standard_library_reads_it(
    content: Any,  # noqa: ANN401
    plain: bool,  # noqa: FBT001
    stream: type[io.BytesIO],
) -> None:
    raw = json.dumps({"a": content}, ensure_ascii=plain).encode()
    found = list(Document(stream(raw), lambda path: path == ("a",)))
    assert found == [Part(("a",), content)]


@given(st.text(st.sampled_from("\\udD89abcdefZ0\n"), max_size=60), st.booleans())
@settings(max_examples=400, deadline=None)
def test_no_string_of_backslashes_breaks_the_text_or_depends_on_its_pieces(inner: str, slow: bool) -> None:  # noqa: FBT001
    raw = b'{"a":"' + inner.encode() + b'","b":1}'
    fast = told(raw)
    assert told(raw, Slow if slow else io.BytesIO) == fast
    if len(inner) - len(inner.rstrip("\\")) == 0:
        assert json.loads(fast)["b"] == 1
