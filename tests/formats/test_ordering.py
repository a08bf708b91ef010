"""Whether the day or the month comes first, seen from a table's own rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from amity.core.findings import Problem
from amity.formats import ordering, tables
from amity.formats.tables import Row


def rows(*days: str, delimiter: str = ",") -> Iterator[Row | Problem]:
    yield Problem("row 2", "broken-row", "…")
    for number, day in enumerate(days, start=3):
        yield tables.row(number, ("Born",), [day], delimiter)


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("1/2/90", "13/2/90"), True),
        (("1/2/90", "2/13/90"), False),
        (("31-12-1990",), True),
        (("99/99/90",), False),
    ],
)
def test_one_day_beyond_the_months_says_it_for_all(days: tuple[str, ...], first: bool) -> None:  # noqa: FBT001
    said, found = ordering.decide(rows(*days), ["born"])
    assert said is first
    assert list(found) == list(rows(*days))


def test_where_no_day_says_it_the_delimiter_does() -> None:
    assert ordering.decide(rows("1/2/90", delimiter=";"), ["born"])[0] is True
    assert ordering.decide(rows("1/2/90"), ["born"])[0] is False
    assert ordering.decide(iter([]), ["born"])[0] is False


def test_only_a_beginning_is_held_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "SIZE", 10)
    said, found = ordering.decide(rows("1/2/1990", "1/2/1990", "13/2/1990"), ["born"])
    assert said is False
    assert len(list(found)) == 4
