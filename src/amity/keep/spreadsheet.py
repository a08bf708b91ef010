"""Spreadsheet: the people as a table for other programs, in which nothing is ever computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from amity.book import access, people
from amity.book.models import Owner
from amity.core.people import Person
from amity.formats import cells
from amity.keep import export

SUFFIX = ".csv"
_ALL = 10**9
_MARK = "\ufeff"
"""Tells spreadsheets that the text is UTF-8."""
_Column = Callable[[Person], object]


def _handles(*kinds: str) -> _Column:
    def told(person: Person) -> str:
        return listed(handle.written or handle.value for handle in person.handles if handle.kind in kinds)

    return told


def _accounts(person: Person) -> str:
    return listed(handle.value for handle in person.handles if handle.kind == "account")


COLUMNS: Mapping[str, _Column] = {
    "Name": lambda person: person.name,
    "Organization": lambda person: person.organization,
    "Job title": lambda person: person.title,
    "Place": lambda person: person.place,
    "Emails": _handles("email"),
    "Phones": _handles("phone"),
    "LinkedIn": _handles("profile"),
    "Websites": _handles("url"),
    "Accounts": _accounts,
    "Birthday": lambda person: person.birthday,
    "Tags": lambda person: listed(person.tags),
    "How we met": lambda person: person.met,
    "Introduced by": lambda person: person.through,
    "Notes": lambda person: person.note,
    "Purposes": lambda person: listed(person.purposes),
    "Importance": lambda person: person.importance or "",
    "Affinity": lambda person: "" if person.affinity == "normal" else person.affinity,
    "Set aside": lambda person: person.aside or "",
    "Tie": lambda person: person.state or "",
    "First exchange": lambda person: person.first or "",
    "Last exchange": lambda person: person.last or "",
    "Exchanges": lambda person: person.interactions or "",
}
"""Each column and what stands in it; their names are among those Amity itself reads."""


def write(owner: Owner, place: Path, *, today: date) -> None:
    """Write everybody, a row each, as UTF-8 with commas; the file appears whole or not at all."""
    part = place.with_name(place.name + ".part")
    try:
        with export.opened(part) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as file:
            file.write(_MARK)
            csv.writer(file).writerows(rows(everybody(owner, today=today)))
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def everybody(owner: Owner, *, today: date) -> list[Person]:
    """Give all people, also those set aside, by name; who introduced them by name too."""
    found: list[Person] = []
    for aside in (False, True):
        query = people.Query(sort="name", aside=aside, limit=_ALL)
        found += people.page(owner, query, today=today).people
    names = {person.id: person.name for person in found}
    return [replace(person, through=_introducer(owner, person.through, names)) for person in found]


def _introducer(owner: Owner, id_: str, names: Mapping[str, str]) -> str:
    """Give the name behind an id, also one that has since joined another; nothing for one who is gone."""
    if not id_ or id_ in names:
        return names.get(id_, "")
    try:
        return access.person(owner, id_).name
    except access.Missing:
        return ""


def rows(found: Iterable[Person]) -> Iterator[list[str]]:
    """Yield the column names and then each person's cells, made harmless for spreadsheets."""
    yield list(COLUMNS)
    for person in found:
        yield [cells.neutral(str(column(person))) for column in COLUMNS.values()]


def listed(values: Iterable[str]) -> str:
    """Join several values so that they come apart again: a lone one with a comma is closed by a `;`."""
    told = [value for value in values if value]
    lone = len(told) == 1 and "," in told[0]
    return f"{told[0]};" if lone else "; ".join(told)
