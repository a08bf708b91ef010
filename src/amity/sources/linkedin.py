"""LinkedIn: the tables of a data archive, each recognized by its column names; every row is one record.

Tables whose columns could be anybody's (`Name`, say) are known by their file's name as well. What is left
alone is known by its name, which stands in `linkedin.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from amity.core.findings import Finding, Settings
from amity.formats import tables
from amity.formats.tables import Known, Row
from amity.sources import linkedin_career as career
from amity.sources import linkedin_messages as messages
from amity.sources import linkedin_owner as owner
from amity.sources import linkedin_people as people
from amity.sources.linkedin_rows import Rows

_ARTICLE = re.compile(r"(?:^|[/\\])Articles[/\\][^/\\]{1,250}\.html$", re.IGNORECASE)
_PARTS = frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["parts"])


class _Table(NamedTuple):
    """One table: the columns it has, what reads it, and its file's name where the columns are too common."""

    columns: frozenset[str]
    read: Callable[[Rows, Settings], Iterator[Finding]]
    name: str = ""


def _of(*columns: str) -> frozenset[str]:
    return frozenset(columns)


def _career(kind: str, *columns: str, named: bool = False) -> _Table:
    return _Table(frozenset(columns), career.read(kind), kind if named else "")


_TABLES = (
    _Table(_of("first name", "last name", "connected on"), people.connections),
    _Table(
        _of("conversation id", "from", "sender profile url", "date", "content"), messages.messages
    ),
    _Table(_of("from", "to", "sent at", "direction"), messages.invitations),
    _Table(_of("first name", "last name", "headline", "industry"), owner.profiles),
    _Table(_of("email address", "primary", "updated on"), owner.addresses),
    _Table(_of("skill name", "endorsee first name", "endorsee last name"), people.endorsements_given),
    _Table(_of("skill name", "endorser first name", "endorser last name"), people.endorsements_received),
    _Table(
        _of("first name", "last name", "text", "creation date"),
        people.recommendations_given,
        "recommendations given",
    ),
    _Table(
        _of("first name", "last name", "text", "creation date"),
        people.recommendations_received,
        "recommendations received",
    ),
    _career("job applications", "application date", "company name", "job title"),
    _career("saved jobs", "saved date", "job url", "job title"),
    _career("positions", "company name", "title", "started on"),
    _career("education", "school name", "start date", "degree name"),
    _career("company follows", "organization", "followed on"),
    _career("events", "event name", "event time", "status"),
    _Table(_of("profile summary"), owner.summaries, "profile summary"),
    _Table(_of("extension", "number"), owner.numbers, "phonenumbers"),
    _Table(_of("extension", "number"), owner.numbers, "whatsapp phone numbers"),
    _career("skills", "name", named=True),
    _career("languages", "name", named=True),
    _career("projects", "title", "description", named=True),
    _career("publications", "name", "published on", named=True),
    _career("certifications", "name", "authority", named=True),
    _career("honors", "title", "issued on", named=True),
    _career("volunteering", "company name", "role", named=True),
    _career("organizations", "name", "position", named=True),
    _career("courses", "name", "number", named=True),
    _career("patents", "title", "issued on", named=True),
    _career("test scores", "name", "score", named=True),
)  # fmt: skip
"""In the order in which a table's columns are compared."""


def recognizes(head: bytes, name: str) -> bool:
    """Tell from the column names whether this is one of the archive's tables that are read.

    The file's name is asked only where anybody's table might have these columns.
    """
    return tables.columns(head, _known(name)) is not None


def declines(name: str) -> str:
    """Give the reason why a part of the archive is left alone, known by its name; nothing for other files."""
    known = f"{_part(name)}.csv" in _PARTS or _ARTICLE.search(name) is not None
    return "This part of LinkedIn's archive is not needed yet." if known else ""


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield what one table of the archive says, row by row."""
    rows = tables.rows(stream, _known(settings.name))
    for found in rows:
        table = (
            _table(frozenset(map(str.lower, found.names)), settings.name) if isinstance(found, Row) else None
        )
        if isinstance(found, Row) and table is not None:
            yield from table.read(chain([found], rows), settings)
        elif not isinstance(found, Row):
            yield found


def _known(name: str) -> Known:
    return lambda names: _table(names, name) is not None


def _table(names: frozenset[str], name: str) -> _Table | None:
    part = _part(name)
    fitting = (table for table in _TABLES if table.columns <= names)
    return next((table for table in fitting if table.name in {"", part}), None)


def _part(name: str) -> str:
    """Give a file's own name as the archive's parts are called here: small letters, spaces, no ending."""
    last = re.split(r"[/\\]", name)[-1].lower().replace("_", " ")
    return last.removesuffix(".csv") if last.endswith(".csv") else f"{last}."
