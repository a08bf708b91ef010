"""JSON of any size, piece by piece: what is asked for, and what damaged or hostile text gives."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.formats import objects
from amity.formats.objects import Objects, Path


def read(text: bytes, *wanted: Path) -> tuple[list[tuple[Path, Any]], bool]:
    found = Objects(io.BytesIO(text), lambda path: path in wanted)
    return list(found), found.broken


def test_what_is_wanted_comes_with_its_path_and_nothing_else_does() -> None:
    text = b'{"a": {"b": [1, {"c": "x"}, [2]]}, "d": null, "e": true}'
    assert read(text, ("a", "b", 1), ("d",), ("e",), ("a", "b", 2, 0)) == (
        [(("a", "b", 1), {"c": "x"}), (("a", "b", 2, 0), 2), (("d",), None), (("e",), True)],
        False,
    )


def test_the_whole_may_be_wanted() -> None:
    assert read(b'[1, {"a": [2.5, {}]}]', ()) == ([((), [1, {"a": [2.5, {}]}])], False)
    assert read(b"3", ()) == ([((), 3)], False)


def test_a_byte_order_mark_is_passed_over_even_where_it_comes_alone() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 1, 1))

    text = b'\xef\xbb\xbf{"a": 1}'
    assert read(text, ("a",)) == ([(("a",), 1)], False)
    assert list(Objects(Slow(text), lambda path: path == ("a",))) == [(("a",), 1)]


@pytest.mark.parametrize(
    "end",
    [b"", b", ", b', "b"', b', "b": }', b', "b": NaN}', b"} {}", b', "b": ' + b"9" * 5000 + b"}", b"\x00"],
)
def test_what_stood_before_a_break_stays(end: bytes) -> None:
    assert read(b'{"a": "x"' + end, ("a",)) == ([(("a",), "x")], True)


def test_nothing_at_all_is_broken() -> None:
    assert read(b"", ()) == ([], True)


def test_bytes_that_are_no_text_and_halves_of_characters_break_nothing() -> None:
    assert read(b'{"a": "x\xff", "b": "\\ud800y", "c": 1}', ("a",), ("b",), ("c",)) == (
        [(("a",), "x\ufffd"), (("b",), "?y"), (("c",), 1)],
        False,
    )


@pytest.mark.parametrize(
    "number", [b"1e999", b"1e99999999999999999999999", b"9" * 5_000, b"-" + b"9" * 1_000_000]
)
def test_a_number_beyond_all_bounds_breaks_the_text_and_nothing_else(number: bytes) -> None:
    assert read(b'{"a": 1, "b": ' + number + b', "c": 2}', ("a",), ("c",)) == ([(("a",), 1)], True)


def test_deep_nesting_ends_the_reading() -> None:
    assert read(b'{"a": 1, "b": ' + b"[" * 1_000_000, ("a",)) == ([(("a",), 1)], True)


def test_what_lies_too_deep_inside_an_answer_is_left_out() -> None:
    deep = b"[" * 40 + b'{"x": [7]}' + b"]" * 40
    found, broken = read(b'{"a": ' + deep + b', "b": 2}', ("a",), ("b",))
    assert not broken
    assert found[1] == (("b",), 2)
    assert "7" not in json.dumps(found[0][1])


def test_an_answer_has_bounded_room() -> None:
    text = json.dumps({"a": {"b": "x" * (objects.ROOM + 1), "c": 1}, "d": ["y"]}).encode()
    assert read(text, ("a",), ("d",)) == ([(("a",), {}), (("d",), ["y"])], False)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (rb"\udfff", "\ufffd"),
        (rb"\ud83d\ude00\uDE00!", "\U0001f600\ufffd!"),
        (rb"\\udfff", "\\ufffd"),
        (rb"\ud800\ud800", "\U00010000"),
    ],
)
@pytest.mark.parametrize("before", [0, objects._CHUNK - 12, objects._CHUNK - 3])
def test_half_a_character_breaks_nothing_wherever_it_stands(written: bytes, said: str, before: int) -> None:
    text = b'{"a": "' + b"x" * before + written + b'", "b": 1}'
    found, broken = read(text, ("a",), ("b",))
    assert [(path, str(value).lstrip("x")) for path, value in found] == [(("a",), said), (("b",), "1")]
    assert not broken


def test_half_a_character_behind_one_that_only_looks_like_its_other_half_ends_the_reading() -> None:
    assert read(rb'{"a": 1, "b": "\\ud83d\ude00"}', ("a",)) == ([(("a",), 1)], True)


def test_a_text_without_end_is_given_up() -> None:
    class Endless(io.RawIOBase):
        begun = False

        def read(self, size: int = -1) -> bytes:
            start, self.begun = (b'{"a": 1, "b": "' if not self.begun else b""), True
            return start + b"x" * size

    found = Objects(Endless(), lambda path: path == ("a",))  # type: ignore[arg-type]
    assert list(found) == [(("a",), 1)]
    assert found.broken


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(1 - 2**63, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.integers(0, 400))
def test_any_value_comes_whole_and_any_part_of_it_never_raises(value: object, cut: int) -> None:
    text = json.dumps(value).encode()
    found = Objects(io.BytesIO(text), lambda path: path == ())
    assert [said for _, said in found] == [value]
    assert not found.broken
    list(Objects(io.BytesIO(text[:cut]), lambda path: len(path) == 1))
