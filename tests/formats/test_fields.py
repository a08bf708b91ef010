"""Fields: the values of objects as text, each taken once."""

from __future__ import annotations

from decimal import Decimal

from amity.formats import fields
from amity.formats.fields import Fields


def test_values_are_told_as_text() -> None:
    told: list[object] = [None, True, 1, Decimal("2.50"), " a\x00 ", [1], {}]
    assert [fields.text(value) for value in told] == [
        "", "true", "1", "2.50", "a", "", "",
    ]  # fmt: skip


def test_numbers_are_told_as_numbers_to_reckon_with() -> None:
    told: list[object] = [1, 2.5, Decimal("2.5"), Decimal("1E+999999"), True, "1", None, [1]]
    assert [fields.number(value) for value in told] == [1, 2.5, 2.5, float("inf"), None, None, None, None]


def test_leaves_have_the_names_that_lead_to_them() -> None:
    assert list(fields.leaves({"a": {"b": [1, None, {"c": "x"}]}, "d": ""})) == [
        ("a b", "1"),
        ("a b c", "x"),
    ]


def test_only_objects_of_a_list_are_objects() -> None:
    assert fields.objects([1, {"a": 2}, []]) == [{"a": 2}]
    assert fields.objects({"a": 1}) == []


def test_fields_are_taken_once_and_the_rest_is_still_there() -> None:
    found = Fields({"a": 1, "b": [2], "c": {"d": 3}, "e": "x", "f": None, "g": "y"})
    assert (found.take("a"), found.take("a"), found.take("b"), found.take("f")) == ("1", "", "", "")
    assert found.rest("g") == [("b", "2"), ("c d", "3"), ("e", "x")]
    assert (found.all("b"), found.all("e"), found.inner("c").left, found.inner("e").left) == (
        [2],
        [],
        {"d": 3},
        {},
    )
    assert found.rest() == [("e", "x"), ("g", "y")]
