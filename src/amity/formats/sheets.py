"""Sheets: a workbook (.xlsx) as rows of text, one at a time. Whoever opens one checks its zip beforehand."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, BinaryIO

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""What a sheet can have; a row that says it stands beyond is not looked for."""
Rows = Iterator[tuple[int, list[str]]]


class Workbook:
    """An opened workbook; the values its cells had when it was saved, never its formulas."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read what stands beside the cells: names of sheets, texts, forms of numbers.

        ValueError, KeyError and the like where it is damaged: the format is read by openpyxl, which raises
        whatever it stumbles over.
        """
        import openpyxl  # noqa: PLC0415 - a third of a second, paid only by those who bring a workbook

        with warnings.catch_warnings():  # it warns of parts it leaves out, which nobody here asks for
            warnings.simplefilter("ignore")
            self._opened = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        self._sheets: list[Any] = list(self._opened.worksheets)

    def close(self) -> None:
        """Let the archive go."""
        self._opened.close()

    def rows(self, sheet: int) -> Rows:
        """Yield the rows of a sheet that have any cell, with their numbers."""
        self._sheets[sheet].reset_dimensions()
        found = self._sheets[sheet].iter_rows(max_row=MOST_ROWS, values_only=True)
        for number, cells in enumerate(found, start=1):
            texts = [text(cell) for cell in islice(cells, MOST_COLUMNS)]
            if any(texts):
                yield number, texts

    def find(self, looked_for: Callable[[list[str]], bool], *, within: int) -> tuple[int, int] | None:
        """Give the first sheet, and the row in it, whose cells are `looked_for`, among so many first rows."""
        for sheet in range(len(self._sheets)):
            for number, cells in islice(self.rows(sheet), within):
                if looked_for(cells):
                    return sheet, number
        return None


def names(cells: Iterable[str]) -> tuple[str, ...]:
    """Read a row as column names, without the empty cells behind the last."""
    found = [cell.strip() for cell in cells]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def text(value: object) -> str:
    """Write a value as the person who filled the sheet would: days without a clock, numbers without .0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return (value.date() if value.time() == time(0) else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\x00", "")
