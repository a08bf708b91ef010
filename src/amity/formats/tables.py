"""Tables: rows of a CSV file as exports really write them, one at a time and in bounded memory.

Whatever the encoding, line ends and delimiter, a row comes out as its line number and its cells by column.
The column names are searched in the first lines, because some exports put a preamble before them. A quote
that is never closed costs its own line and not the rest of the file: the lines after it are read again.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from amity.core.findings import Problem
from amity.formats import columns as naming
from amity.formats.lines import CUT, LONGEST, lines

MOST_LINES = 2_000
"""Lines over which one quoted cell may run."""
PREAMBLE = 20
"""Lines that may stand before the column names."""
_DELIMITERS = ",;\t|"
_END = "\x1fend\x1f"
_READ_AGAIN = 20_000

csv.field_size_limit(2 * LONGEST)

Known = Callable[[frozenset[str]], bool]
"""Tells from lower-case column names whether these are the ones looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the number of its first line, and its cells by column name in lower case, in file order."""

    line: int
    names: tuple[str, ...]
    cells: Mapping[str, str]
    delimiter: str = ","

    @property
    def place(self) -> str:
        """Where the row stands, for people."""
        return f"row {self.line}"

    def __getitem__(self, name: str) -> str:
        """Give a cell without the space around it; the empty text for a column that is not there."""
        return self.cells.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class _Header:
    names: tuple[str, ...]
    keys: tuple[str, ...]
    delimiter: str


@dataclass(slots=True)
class _Lines:
    """The physical lines of a stream, numbered, of which some can be put back to be read again."""

    stream: Iterator[str]
    number: int = 0
    back: deque[str] = field(default_factory=deque)
    again: int = 0

    def take(self) -> str | None:
        line = self.back.popleft() if self.back else next(self.stream, None)
        self.number += line is not None
        return line

    def put_back(self, lines: list[str]) -> bool:
        """Offer lines again; False when so many were read twice that a hostile file would cost too much."""
        if self.again + len(lines) > _READ_AGAIN + self.number:
            return False
        self.again += len(lines)
        self.number -= len(lines)
        self.back.extendleft(reversed(lines))
        return True


def columns(head: bytes, known: Known) -> tuple[str, ...] | None:
    """Give the column names of the table that begins with `head`, if they are `known`; else None."""
    found = _header(_Lines(lines(io.BytesIO(head))), known)
    return found.names if found else None


def likely(head: bytes) -> tuple[str, ...] | None:
    """Guess the column names of a table that nobody knows; None where the lines show no columns.

    They are the first line with as many cells as most lines have, parted by what gives most cells.
    """
    beginning = [line.rstrip("\n") for line in islice(lines(io.BytesIO(head)), 2 * PREAMBLE)]
    if any(line is CUT or not line.isprintable() for line in (text.replace("\t", "") for text in beginning)):
        return None
    best: tuple[int, tuple[str, ...]] = (1, ())
    for delimiter in _DELIMITERS:
        split = [_split(line, delimiter) for line in beginning]
        widths = Counter(len(cells) for cells in split if len(cells) > 1)
        width = max(widths, key=lambda size: (widths[size], size), default=0)
        if width > best[0]:
            best = width, next(cells for cells in split if len(cells) == width)
    names = best[1]
    fits = names and len(names) <= naming.MOST and any(char.isalpha() for name in names for char in name)
    return names if fits else None


def rows(stream: BinaryIO, known: Known) -> Iterator[Row | Problem]:
    """Yield every row below the `known` column names, and a `Problem` for each that cannot be read.

    Lines without any cell are no rows. Cells beyond the last column are named `column N`.
    """
    yield from below(lines(stream), known)


def below(text: Iterator[str], known: Known, *, before: int = 0) -> Iterator[Row | Problem]:
    """Yield the rows of a table that stands in lines of text, of which `before` came before these."""
    source = _Lines(text, before)
    header = _header(source, known)
    if header is None:
        return
    for record in _records(source, header):
        if isinstance(record, Problem):
            yield record
            continue
        number, cells = record
        if cells and tuple(map(str.strip, cells)) != header.names:
            yield _row(number, header, cells)


def row(number: int, names: tuple[str, ...], cells: Sequence[str], delimiter: str = ",") -> Row:
    """Put the cells of a record under the names of their columns; those beyond the last are numbered."""
    return _row(number, _Header(names, naming.unique(names), delimiter), cells)


def _row(number: int, header: _Header, cells: Sequence[str]) -> Row:
    extra = {
        f"column {at}": cell
        for at, cell in enumerate(cells[len(header.keys) :], start=len(header.keys) + 1)
        if cell.strip()
    }
    told = {**dict(zip(header.keys, cells)), **extra}  # noqa: B905 - rows may be short
    return Row(number, header.names, told, header.delimiter)


def _header(source: _Lines, known: Known) -> _Header | None:
    for _ in range(PREAMBLE + 1):
        line = source.take()
        if line is None:
            return None
        for delimiter in _DELIMITERS:
            names = _split(line.rstrip("\r\n"), delimiter)
            if known(frozenset(name.lower() for name in names)):
                return _Header(names, naming.unique(names), delimiter)
    return None


def _split(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(map(str.strip, next(csv.reader([line], delimiter=delimiter), [])))


def _records(source: _Lines, header: _Header) -> Iterator[tuple[int, list[str]] | Problem]:
    while True:
        first = source.number + 1
        taken: list[str] = []
        record = next(csv.reader(_feed(source, taken), delimiter=header.delimiter))
        if not taken:
            return
        if taken[-1] is CUT:
            yield Problem(f"row {first}", "too-long", "This row is longer than a million characters.")
        elif _torn(record, taken, header):
            yield _unclosed(source, first, taken)
        else:
            yield first, record


def _torn(record: list[str], taken: list[str], header: _Header) -> bool:
    """Tell whether a quote was never closed, or only by a later row's quote, which gives too few cells."""
    if any(_END in cell for cell in record):
        return True
    width = len(header.names)
    return len(taken) > 1 and (len(record) < width or any(cell.strip() for cell in record[width:]))


def _feed(source: _Lines, taken: list[str]) -> Iterator[str]:
    """Give the reader lines until it has its record, but never more than a record may have.

    The closing mark shows afterwards whether a quote was still open: then it stands inside a cell.
    """
    size = 0
    while len(taken) < MOST_LINES and size <= LONGEST and (line := source.take()) is not None:
        taken.append(line)
        size += len(line)
        if line is CUT:
            break
        yield line
    yield _END


def _unclosed(source: _Lines, first: int, taken: list[str]) -> Problem:
    if source.put_back(taken[1:]):
        return Problem(f"row {first}", "broken-row", "A quotation mark in this row is never closed.")
    last = first + len(taken) - 1
    return Problem(
        f"row {first}",
        "broken-row",
        f"Lines {first} to {last} cannot be told apart: a quote is never closed.",
    )
