"""Outlook: the CSV of Outlook.com and of Outlook's own wizard; one row, one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from amity.core.findings import Finding, PersonSeen, Problem, Settings
from amity.formats import cells, columns, keys, ordering, tables
from amity.formats.cells import Cell, Ways
from amity.formats.tables import Row

_FIELDS = {
    "title": "prefix", "first name": "given", "middle name": "middle", "last name": "family",
    "suffix": "suffix", "nickname": "nickname", "company": "organization", "department": "department",
    "job title": "title", "birthday": "birthday", "anniversary": "anniversary", "notes": "note",
    "categories": "tag", "spouse": "spouse", "manager's name": "manager", "assistant's name": "assistant",
    "children": "child", "referred by": "introducer", "web page": "url", "personal web page": "url",
    "business homepage": "url", "e-mail address": "email", "e-mail 2 address": "email",
    "e-mail 3 address": "email",
}  # fmt: skip
_PHONES = frozenset(
    {
        "business fax", "business phone", "business phone 2", "callback", "car phone", "home fax",
        "home phone", "home phone 2", "isdn", "mobile phone", "other fax", "other phone", "pager",
        "primary phone",
        "radio phone", "tty/tdd phone", "telex",
    }
)  # fmt: skip
"""Their own numbers. The company's and the assistant's reach others, and are kept under their own names."""
_PARTS = {
    "street": "street", "street 2": "street", "street 3": "street", "po box": "box",
    "postal code": "postcode", "city": "city", "state": "region", "country": "country",
    "country/region": "country",
}  # fmt: skip
_COLUMNS = {
    **_FIELDS,
    **dict.fromkeys(_PHONES, "phone"),
    **{f"{kind} {part}": field for kind in ("home", "business", "other") for part, field in _PARTS.items()},
}
_NAMES = frozenset({"first name", "last name", "company"})
_SIGNS = frozenset(
    {
        "e-mail address", "e-mail type", "e-mail display name", "e-mail 2 address", "business street",
        "home street", "business phone", "business fax", "company main phone", "assistant's phone",
        "callback", "tty/tdd phone", "web page", "office location", "home phone 2", "given name yomi",
    }
)  # fmt: skip
_ADDRESS_TYPE = re.compile(r"e-mail (?:\d )?type")
"""What kind of address there is; without the address it says nothing."""
_ENOUGH = 2
"""Names and signs of Outlook's own that make a table Outlook's."""


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the columns say it, whatever the name
    """Tell from the column names whether this is an Outlook table."""
    return tables.columns(head, _known) is not None


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield a person for every row that gives a name or an address, with all of its cells as claims."""
    told = keys.Told()
    days_first, rows = ordering.decide(tables.rows(stream, _known), ("birthday", "anniversary"))
    ways = Ways(settings.today, settings.region, days_first=days_first)
    for row in rows:
        yield _person(row, ways, told) if isinstance(row, Row) else row


def _known(names: frozenset[str]) -> bool:
    return len(names & _NAMES) >= _ENOUGH and len(names & _SIGNS) >= _ENOUGH and len(names) <= columns.MOST


def _person(row: Row, ways: Ways, told: keys.Told) -> PersonSeen | Problem:
    said = cells.read(_cells(row), ways)
    refused = cells.refuse(said)
    if refused is not None:
        return Problem(row.place, *refused)
    return PersonSeen(cells.key(said, told), row.place, tuple(said.claims), said.handles)


def _cells(row: Row) -> Iterator[Cell]:
    written = dict(zip(columns.unique(row.names), row.names, strict=True))
    for key, value in row.cells.items():
        if _ADDRESS_TYPE.fullmatch(key) and not row[key.replace("type", "address")]:
            continue
        field = _COLUMNS.get(key, columns.KEEP)
        if field == "email" and _internal(row, key):
            field = columns.KEEP
        group = key.partition(" ")[0] if key.partition(" ")[2] in _PARTS else ""
        yield Cell(field, written.get(key, "") or key, cells.plain(value), group)


def _internal(row: Row, key: str) -> bool:
    """Tell whether an address is Exchange's own way of naming a mailbox, which no mail reaches."""
    return row[key.replace("address", "type")].upper() == "EX" or row[key].lower().startswith("/o=")
