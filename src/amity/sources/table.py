"""Tables: people in any CSV, TSV or workbook (.xlsx) that no other source knows; one row, one person.

What a column means follows from its name (`formats/columns.toml`) or from what the owner said of it. A table
about which neither says enough is kept out, with a sentence that tells how to say more.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

from amity.core import handles, names
from amity.core.errors import Trouble
from amity.core.findings import Finding, InteractionSeen, Participant, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.formats import cells, columns, keys, ordering, sheets, tables
from amity.formats.cells import Cell, Ways
from amity.formats.columns import Guess
from amity.formats.lines import joined
from amity.formats.tables import Row
from amity.sources import archive, wire

UNKNOWN = "unknown-columns"
"""The code of a table whose columns nobody knows."""
_ASKS = "Amity can read this table once you say what its columns are."
_HEAD = 65_536
_SHOWN = 5
"""Rows of a preview."""
_CUT = 200
"""Characters of a cell in a preview."""
_ENDINGS = (".csv", ".tsv", ".tab", ".psv")
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx")
_PARTS = ("[Content_Types].xml", "_rels/", "docProps/", "xl/")
_DATES = frozenset({"birthday", "anniversary", "met_on", "connected_on", "last_contact"})

_Plan = list[tuple[str, str, Guess]]


@dataclass(frozen=True, slots=True)
class Preview:
    """A table as it is shown to the owner: its columns, its first rows, and what each column is taken for."""

    names: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guesses: tuple[Guess, ...]
    fingerprint: str


def recognizes(head: bytes, name: str) -> bool:
    """Tell a table of people by its columns, any other table by its name, a workbook by its parts.

    What the table says is found out when it is pulled: this source is asked last.
    """
    if archive.is_zip(head):
        return name.lower().endswith(_WORKBOOKS) or head[30:60].startswith(tuple(map(str.encode, _PARTS)))
    if tables.columns(head, columns.about_people) is not None:
        return True
    return name.lower().endswith(_ENDINGS) and tables.likely(head) is not None


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield a person for every row that gives a name or an address, and when they were last in contact."""
    with closing(_Table(stream, settings.mappings.keys())) as table:
        if not table.understood:
            yield (
                Problem("row 1", UNKNOWN, _ASKS)
                if table.names
                else Problem("row 1", "unreadable", table.wrong)
            )
            return
        plan = _plan(table.names, settings.mappings)
        dated = [key for key, _, one in plan if one.field in _DATES]
        first, rows = ordering.decide(table.rows(), dated)
        ways = Ways(settings.today, settings.region, days_first=first)
        told = keys.Told()
        for row in rows:
            yield from _person(row, plan, ways, told) if isinstance(row, Row) else (row,)


def preview(stream: BinaryIO, settings: Settings) -> Preview | None:
    """Give what the owner is shown of a table to say what its columns are; None where it has no columns."""
    with closing(_Table(stream, settings.mappings.keys())) as table:
        if not table.names:
            return None
        print_ = columns.fingerprint(table.names)
        rows = [row for row in islice(table.rows(), 4 * _SHOWN) if isinstance(row, Row)][:_SHOWN]
        names = columns.unique(table.names)
        shown = tuple(tuple(row.cells.get(name, "")[:_CUT] for name in names) for row in rows)
        guesses = columns.guess(table.names, settings.mappings.get(print_))
        told = (columns.weighed(one, [row[at] for row in shown]) for at, one in enumerate(guesses))
        return Preview(table.names, names, shown, tuple(told), print_)


def plain(shown: Preview) -> dict[str, Any]:
    """Write a preview for the wire."""
    guesses = [(one.field, one.why) for one in shown.guesses]
    return {"names": shown.names, "keys": shown.keys, "rows": shown.rows, "guesses": guesses,
            "fingerprint": shown.fingerprint}  # fmt: skip


def shown(told: Mapping[str, Any]) -> Preview:
    """Read a preview back from the wire."""
    return Preview(
        tuple(map(wire.clean, told["names"])),
        tuple(map(wire.clean, told["keys"])),
        tuple(tuple(map(wire.clean, row)) for row in told["rows"]),
        tuple(Guess(field, why) for field, why in told["guesses"]),
        told["fingerprint"],
    )


class _Table:
    """A stream opened as a table, whatever it is: its column names, and whether these are understood."""

    def __init__(self, stream: BinaryIO, told: Iterable[str]) -> None:
        self._told = frozenset(told)
        self._book: sheets.Workbook | None = None
        self._at = (0, 0)
        self.names: tuple[str, ...] = ()
        self.understood = False
        self.wrong = "This table is empty."
        head = stream.read(_HEAD)
        if archive.is_zip(head):
            self._open(stream)
        else:
            self._stream = joined(head, stream)
            self._look(head)

    def close(self) -> None:
        if self._book is not None:
            self._book.close()

    def rows(self) -> Iterator[Row | Problem]:
        """Yield the rows below the column names."""
        if self._book is None:
            wanted = frozenset(name.lower() for name in self.names)
            yield from tables.rows(self._stream, lambda names: names == wanted)
            return
        sheet, header = self._at
        try:
            for number, texts in self._book.rows(sheet):
                if number > header:
                    yield tables.row(number, self.names, texts, "")
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles over
            yield Problem("the sheet", "cut-off", "The rest of this sheet is damaged and could not be read.")

    def _look(self, head: bytes) -> None:
        for known in (self._said, columns.about_people):
            found = tables.columns(head, known)
            if found is not None:
                self.names, self.understood = found, True
                return
        self.names = tables.likely(head) or ()

    def _open(self, stream: BinaryIO) -> None:
        if not stream.seekable():
            self.wrong = "A workbook inside an archive is not read; unpack it first."
            return
        stream.seek(0)
        self.wrong = "This workbook is damaged or of a kind that Amity cannot read."
        try:
            with zipfile.ZipFile(stream) as opened:
                archive.hold_together(opened)
            stream.seek(0)
            self._book = sheets.Workbook(stream)
            self._find(self._book)
        except MemoryError:
            raise
        except Trouble as no:
            self.wrong = no.sentence
        except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles over
            self.names, self.understood = (), False

    def _find(self, book: sheets.Workbook) -> None:
        self.wrong = "This workbook has no sheet with column names."
        for known in (self._said, columns.about_people, _some):
            found = book.find(lambda texts, known=known: known(_lowered(texts)), within=tables.PREAMBLE + 1)  # type: ignore[misc]
            if found is not None:
                self._at = found
                self.names = sheets.names(next(t for n, t in book.rows(found[0]) if n == found[1]))
                self.understood = known is not _some
                return

    def _said(self, names: frozenset[str]) -> bool:
        return bool(self._told) and columns.fingerprint(names) in self._told


def _some(names: frozenset[str]) -> bool:
    return len(names) > 1 and any(char.isalpha() for name in names for char in name)


def _lowered(texts: list[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in sheets.names(texts))


def _plan(names: tuple[str, ...], mappings: Mapping[str, Mapping[str, str]]) -> _Plan:
    """Give for each column its key, its name as written and what it is taken for."""
    guesses = columns.guess(names, mappings.get(columns.fingerprint(names)))
    return list(zip(columns.unique(names), names, guesses, strict=True))


def _person(row: Row, plan: _Plan, ways: Ways, told: keys.Told) -> Iterator[Finding]:
    said = cells.read(_cells(row, plan), ways)
    refused = cells.refuse(said)
    if refused is not None:
        yield Problem(row.place, *refused)
        return
    key, known = cells.key(said, told), said.handles
    itself = Handle("account", f"table:{keys.digest(key)}", said.first("name")[: handles.LONGEST])
    if said.seen:
        # The row stands for an address: one that is written in it may be a whole family's.
        known += (itself,)
    yield PersonSeen(key, row.place, tuple(said.claims), known)
    known_by = next((handle for handle in said.handles if handle.strong), itself)
    yield from (_last(at, itself, known_by, row.place) for at in said.seen)


def _last(at: datetime, itself: Handle, known_by: Handle, place: str) -> InteractionSeen:
    """Make the exchange that a column of last contacts speaks of; nobody knows how it went."""
    # Two of one family have one address and two given names; the same person may be written longer elsewhere.
    given = " ".join(names.words(itself.written)[:1])
    who = f"{known_by.kind}:{known_by.value} {given}"
    key = keys.fit(f"last:{who}@{at.isoformat()}")
    people = (Participant("attendee", itself, itself.written),)
    return InteractionSeen(key, place, at, "social", people, direction="mutual")


def _cells(row: Row, plan: _Plan) -> Iterator[Cell]:
    for key, name, one in plan:
        yield Cell(one.field, name or key, cells.plain(row.cells.get(key, "")), one.group)
    for key, value in islice(row.cells.items(), len(plan), None):
        yield Cell(columns.KEEP, key, cells.plain(value))
