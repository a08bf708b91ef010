"""Documents: JSON of any size, piece by piece: what is asked for, and what damaged or hostile text gives."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.formats import documents
from amity.formats.documents import ITEM, Document, Part, Path


def read(raw: bytes, *wanted: Path) -> tuple[list[tuple[Path, Any]], str]:
    document = Document(io.BytesIO(raw), lambda path: path in wanted)
    found = [(part.path, part.value) for part in document]
    return found, document.fault.code if document.fault else ""


def parts(raw: bytes, *wanted: Path) -> list[Part]:
    return list(Document(io.BytesIO(raw), documents.at(*wanted)))


def test_what_is_wanted_comes_with_its_path_and_nothing_else_does() -> None:
    text = b'{"a": {"b": [1, {"c": "x"}, [2]]}, "d": null, "e": true}'
    assert read(text, ("a", "b", 1), ("d",), ("e",), ("a", "b", 2, 0)) == (
        [(("a", "b", 1), {"c": "x"}), (("a", "b", 2, 0), 2), (("d",), None), (("e",), True)],
        "",
    )


def test_the_whole_may_be_wanted() -> None:
    assert read(b'[1, {"a": [2.5, {}]}]', ()) == ([((), [1, {"a": [Decimal("2.5"), {}]}])], "")
    assert read(b"3", ()) == ([((), 3)], "")


def test_a_pattern_wants_any_item_of_a_list() -> None:
    raw = b'{"c":[1],"a":{"x":[1,2.5,{"y":null}]},"d":{"a":7},"b":["z",true,{"k":[]}]}'
    assert parts(raw, ("a",), ("b", ITEM)) == [
        Part(("a",), {"x": [1, Decimal("2.5"), {"y": None}]}),
        Part(("b", 0), "z"),
        Part(("b", 1), value=True),
        Part(("b", 2), {"k": []}),
    ]


@pytest.mark.parametrize(
    "end", [b"", b", ", b', "b', b"'", b', "b": }', b', "b": NaN}', b"} {}", b', "b": 1e\x00}', b"\x00", b"1"]
)
def test_what_stood_before_a_break_stays(end: bytes) -> None:
    assert read(b'{"a": "x"' + end, ("a",)) == ([(("a",), "x")], "cut-off")


@pytest.mark.parametrize("raw", [b"", b'{"a":', b'{"a":"1', b'{"a', b"nonsense"])
def test_a_document_that_breaks_off_gives_nothing_that_is_not_whole(raw: bytes) -> None:
    assert read(raw, ("a",)) == ([], "cut-off")


def test_an_object_that_breaks_off_is_not_given() -> None:
    raw = b'{"a":1,"b":[2,{"x":3},{"y":'
    assert read(raw, ("a",), ("b", 0), ("b", 1), ("b", 2))[0] == [
        (("a",), 1), (("b", 0), 2), (("b", 1), {"x": 3}),
    ]  # fmt: skip


@pytest.mark.parametrize("wanted", [("a",), ("b",)])
def test_nesting_without_an_end_ends_the_reading(wanted: Path) -> None:
    assert read(b'{"b": ' + b"[" * 1_000_000, wanted) == ([], "too-deep")


def test_what_lies_too_deep_inside_an_answer_is_left_out_and_said_to_be() -> None:
    deep = b"[" * 120 + b'{"x": [7]}' + b"]" * 120
    one, two = parts(b'{"a": ' + deep + b', "b": 2}', ("a",), ("b",))
    assert (one.whole, two) == (False, Part(("b",), 2))
    assert "7" not in json.dumps(one.value)
    assert json.dumps(one.value).count("[") == documents.INNER


def test_a_string_that_is_too_long_is_cut_and_said_to_be() -> None:
    raw = b'{"a":{"s":"' + b"x" * 5_000_000 + b'\\u0041","t":"u"},"b":["' + b"y" * 2_000_000 + b'", "z"]}'
    one, two, three = parts(raw, ("a",), ("b", ITEM))
    assert (one.whole, two.whole, three) == (False, False, Part(("b", 1), "z"))
    assert 1_000_000 <= len(one.value["s"]) < 1_100_000
    assert one.value["t"] == "u"
    assert set(two.value) == {"y"}


def test_a_part_that_is_too_large_is_cut_and_said_to_be() -> None:
    raw = json.dumps({"a": [{"n": "x" * 300_000}] * 100, "b": [1]}).encode()
    found = parts(raw, ("a",), ("b",))
    assert [one.whole for one in found] == [False, True]
    assert 50 < len(found[0].value) < 60


def test_the_names_in_an_object_are_kept_short() -> None:
    ((_, value),), _ = read(b'{"a": {"' + b"n" * 1_000_000 + b'": 1}}', ("a",))
    assert value == {"n" * 200: 1}


def test_the_opening_of_an_object_is_told_as_text() -> None:
    assert documents.opening('\ufeff\n {"a": 1'.encode("utf-16-le")) == '{"a": 1'
    assert documents.opening(b"[1]") == ""


def test_the_beginning_of_an_object_gives_what_stands_whole_in_it() -> None:
    found = documents.beginning(b'{"a": [1, "2', documents.at(("a", ITEM)))
    assert [part.value for part in found] == [1]
    assert list(documents.beginning(b"[1, 2]", lambda path: path == (0,))) == []


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = WORDS.filter(lambda word: len(word) <= documents._KEY)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.integers(0, 400))
@settings(deadline=None)
def test_any_value_comes_whole_and_any_part_of_it_never_raises(value: object, cut: int) -> None:
    text = json.dumps(value).encode()
    assert read(text, ()) == ([((), value)], "")
    list(Document(io.BytesIO(text[:cut]), lambda path: len(path) == 1))


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_without_failing(raw: bytes) -> None:
    list(Document(io.BytesIO(raw), lambda path: len(path) < 2))
    list(Document(io.BytesIO(b'{"a":' + raw), lambda path: path == ("a",)))
