"""Rows of a workbook as text."""

from __future__ import annotations

import io
from contextlib import closing
from datetime import UTC, date, datetime, time

import openpyxl
import pytest

from amity.formats import sheets

NOON = datetime(1990, 4, 3, 12, tzinfo=UTC).replace(tzinfo=None)
"""A cell's time has no zone."""


def workbook(*several: list[list[object]]) -> io.BytesIO:
    book = openpyxl.Workbook()
    for number, rows in enumerate(several):
        page = book.active if number == 0 else book.create_sheet()
        for row in rows:
            page.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept


def test_rows_come_with_their_numbers_and_empty_ones_do_not() -> None:
    with closing(sheets.Workbook(workbook([["Name", "Town"], [], ["Ann", None, 3]]))) as book:
        assert list(book.rows(0)) == [(1, ["Name", "Town"]), (3, ["Ann", "", "3"])]


def test_a_header_is_found_on_the_first_sheet_that_has_it() -> None:
    with closing(sheets.Workbook(workbook([["no"]], [["x"], ["Name"]], [["Name"]]))) as book:
        assert book.find(lambda cells: cells == ["Name"], within=5) == (1, 2)
        assert book.find(lambda cells: cells == ["Name"], within=1) == (2, 1)
        assert book.find(lambda cells: cells == ["Town"], within=5) is None


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""), (True, "true"), (False, "false"), (4.0, "4"), (4.5, "4.5"), (7, "7"), ("a\0b", "ab"),
        (NOON.replace(hour=0), "1990-04-03"), (NOON, "1990-04-03T12:00:00"), (date(1990, 4, 3), "1990-04-03"),
        (time(9, 30), "09:30:00"),
        (float("inf"), "inf"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_a_person_would(value: object, written: str) -> None:
    assert sheets.text(value) == written


def test_the_empty_cells_behind_the_last_are_no_columns() -> None:
    assert sheets.names([" Name ", "", "Town", "", " "]) == ("Name", "", "Town")
