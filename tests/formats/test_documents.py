"""Documents: JSON part by part, whatever its size and whatever stands in it."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.findings import Problem
from amity.formats import documents
from amity.formats.documents import ITEM, Fields, Part

WANTED = frozenset({("a",), ("b", ITEM)})


def parts(raw: bytes, ends: frozenset[tuple[str, ...]] = frozenset()) -> list[Part | Problem]:
    return list(documents.parts(io.BytesIO(raw), WANTED, ends))


def values(raw: bytes) -> list[Any]:
    return [one.value if isinstance(one, Part) else one.code for one in parts(raw)]


def test_wanted_parts_come_as_they_stand_and_others_are_passed_over() -> None:
    raw = b'{"c":[1],"a":{"x":[1,2.5,{"y":null}]},"d":{"a":7},"b":["z",true,{"k":[]}]}'
    assert parts(raw) == [
        Part(("a",), {"x": [1, Decimal("2.5"), {"y": None}]}),
        Part(("b", ITEM), "z"),
        Part(("b", ITEM), value=True),
        Part(("b", ITEM), {"k": []}),
    ]


def test_the_end_of_a_list_can_be_told() -> None:
    assert parts(b'{"b":[1],"e":[]}', frozenset({("b",)})) == [Part(("b", ITEM), 1), Part(("b",), None)]


@pytest.mark.parametrize(
    "raw", [b"", b'{"a":', b'{"a":1', b"[1] x", b'{"a":"\\uZZ"}', b"nonsense", b'{"a":1e\x00}']
)
def test_a_document_that_breaks_off_says_so_last(raw: bytes) -> None:
    last = parts(raw)[-1]
    assert isinstance(last, Problem)
    assert last.code == "cut-off"


def test_what_stood_before_the_fault_is_kept() -> None:
    assert values(b'{"a":1,"b":[2,{"x":3},{"y":') == [1, 2, {"x": 3}, "cut-off"]


def test_nesting_without_an_end_is_left_alone() -> None:
    assert values(b'{"a":' + b"[" * 1_000_000) == ["too-deep"]


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_is_read(name: str) -> None:
    assert values('{"a":"Zoë – 🌊"}'.encode(name)) == ["Zoë – 🌊"]


def test_a_byte_that_is_no_utf8_is_read_as_windows() -> None:
    assert values(b'{"a":"Zo\xeb"}') == ["Zoë"]


def test_a_string_without_an_end_is_cut_and_said_to_be() -> None:
    found = parts(b'{"a":{"s":"' + b"x" * 5_000_000 + b'\\u0041","t":"u"},"b":["' + b"y" * 2_000_000 + b'"]}')
    one, two = found
    assert isinstance(one, Part)
    assert isinstance(two, Part)
    assert (one.whole, two.whole) == (False, False)
    assert documents.LONGEST <= len(one.value["s"]) < documents.LONGEST + 100_000
    assert one.value["t"] == "u"
    assert set(two.value) == {"y"}


@pytest.mark.parametrize("size", [documents.LONGEST - 1, documents.LONGEST])
def test_a_string_that_is_just_short_enough_is_whole(size: int) -> None:
    assert parts(b'{"a":"' + b"x" * size + b'"}') == [Part(("a",), "x" * size)]


@pytest.mark.parametrize("digits", [99, 100, 101, 4_301, 70_000, 1_000_000])
def test_a_number_of_any_length_never_ends_the_process(digits: int) -> None:
    (found,) = values(b'{"a":' + b"7" * digits + b"}")
    assert str(found) == "7" * min(digits, 100)


def test_digits_in_a_string_are_no_number() -> None:
    assert values(b'{"a":"' + b"7" * 5_000 + b'","b":[12,"",34]}') == ["7" * 5_000, 12, "", 34]


def test_an_exponent_nobody_can_hold_is_a_fault() -> None:
    assert values(b'{"a":1,"b":[1e' + b"9" * 5_000 + b"]}") == [1, "cut-off"]
    assert values(b'{"a":1e999999}') == [Decimal("1E+999999")]


def test_a_part_that_is_too_large_is_cut_and_said_to_be() -> None:
    raw = json.dumps({"a": [{"n": "x" * 300_000}] * 100, "b": [1]}).encode()
    found = [one for one in parts(raw) if isinstance(one, Part)]
    assert [one.whole for one in found] == [False, True]
    assert 50 < len(found[0].value) < 60


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(anything, st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_document_is_read_as_the_standard_library_reads_it(value: Any, plain: bool) -> None:  # noqa: ANN401, FBT001
    raw = json.dumps({"a": value}, ensure_ascii=plain).encode()
    assert values(raw) == [value]


class _Slow(io.BytesIO):
    def read(self, _size: int | None = -1) -> bytes:
        return super().read(1)


@given(anything, st.booleans())
@settings(max_examples=50, deadline=None)
def test_a_document_that_comes_byte_by_byte_is_the_same(value: Any, plain: bool) -> None:  # noqa: ANN401, FBT001
    raw = json.dumps({"a": value}, ensure_ascii=plain).encode()
    found = list(documents.parts(_Slow(raw), WANTED))
    assert found == [Part(("a",), value)]


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_without_failing(raw: bytes) -> None:
    parts(raw)
    parts(b'{"a":' + raw)


def test_values_are_told_as_text() -> None:
    told: list[object] = [None, True, 1, Decimal("2.50"), " a\x00 ", [1], {}]
    assert [documents.text(value) for value in told] == [
        "", "true", "1", "2.50", "a", "", "",
    ]  # fmt: skip


def test_leaves_have_the_names_that_lead_to_them() -> None:
    assert list(documents.leaves({"a": {"b": [1, None, {"c": "x"}]}, "d": ""})) == [
        ("a b", "1"),
        ("a b c", "x"),
    ]


def test_only_objects_of_a_list_are_objects() -> None:
    assert documents.objects([1, {"a": 2}, []]) == [{"a": 2}]
    assert documents.objects({"a": 1}) == []


def test_fields_are_taken_once_and_the_rest_is_still_there() -> None:
    fields = Fields({"a": 1, "b": [2], "c": {"d": 3}, "e": "x", "f": None, "g": "y"})
    assert (fields.take("a"), fields.take("a"), fields.take("b"), fields.take("f")) == ("1", "", "", "")
    assert fields.rest("g") == [("b", "2"), ("c d", "3"), ("e", "x")]
    assert (fields.all("b"), fields.all("e"), fields.inner("c").left, fields.inner("e").left) == (
        [2],
        [],
        {"d": 3},
        {},
    )
    assert fields.rest() == [("e", "x"), ("g", "y")]
