"""Meerkat CRM: its one CSV of five tables: contacts, relationships, activities, notes, reminders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO

from amity.core import dates, handles, interactions
from amity.core.findings import (
    Claim,
    Finding,
    InteractionSeen,
    Participant,
    PersonSeen,
    Problem,
    Settings,
)
from amity.core.handles import Handle
from amity.formats import encoding, keys, tables
from amity.formats.lines import lines
from amity.formats.sections import sections
from amity.formats.tables import Row

MOST = 250_000
"""Contacts whose numbers and names are remembered for the tables below them."""
TITLE = 300
"""Characters of an activity that stand in the exchange itself."""
_BETWEEN = ";"
_PLAIN = {
    "firstname": "given",
    "lastname": "family",
    "nickname": "nickname",
    "how we met": "met",
    "address": "address",
}
_OFTEN = {"once": "", "quarterly": "every 3 months", "six-months": "every 6 months"}
_BOOKKEEPING = frozenset(
    {"id", "contact id", "contact name", "related contact id", "created at", "updated at", "last sent"}
    | {"by mail", "reoccur from completion"}
)
"""Columns that are numbers, names said elsewhere, or how Meerkat sends its own reminders."""


@dataclass(frozen=True, slots=True)
class _Who:
    key: str
    handle: Handle
    name: str


@dataclass(slots=True)
class _Seen:
    """Who stands in the table of contacts."""

    by_id: dict[str, _Who] = field(default_factory=dict)
    by_name: defaultdict[str, list[_Who]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _Cells:
    """A row's cells, of which each can be taken once."""

    row: Row
    left: dict[str, str]
    place: str

    def take(self, column: str) -> str:
        return encoding.storable(self.left.pop(column, "")).strip()

    def rest(self, before: str = "") -> list[Claim]:
        """Give what was never taken, under the column's own name."""
        written = {name.lower(): name for name in self.row.names}
        return [
            Claim("other", encoding.storable(cell).strip(), f"{before}{written.get(name, name)}")
            for name, cell in self.left.items()
            if cell.strip() and name not in _BOOKKEEPING
        ]


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the first line says it, whatever the name
    """Tell Meerkat's file by its first line."""
    start = encoding.decode(head[:1024]).lstrip("\ufeff \t\r\n")
    return start.startswith("=== CONTACTS ===")


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield every row of every table: people first, then what is said about them and was done with them."""
    seen = _Seen()
    for name, before, text in sections(lines(stream)):
        for row in tables.below(text, _known, before=before):
            if isinstance(row, Problem):
                yield Problem(f"{name.lower()} {row.place}", row.code, row.reason)
            else:
                cells = _Cells(row, dict(row.cells), f"{name.lower()} {row.place}")
                yield from _read(name, cells, seen, settings)


def _known(names: frozenset[str]) -> bool:
    return "id" in names


def _read(name: str, cells: _Cells, seen: _Seen, settings: Settings) -> Iterator[Finding]:
    if name == "CONTACTS":
        yield _contact(cells, seen, settings)
    elif name == "ACTIVITIES":
        yield from _activity(cells, seen)
    elif name in _SAID:
        yield _about(name, cells, _SAID[name](cells), seen)
    else:
        yield Problem(cells.place, "unknown-table", "Amity does not know this table of Meerkat's.")


def _contact(cells: _Cells, seen: _Seen, settings: Settings) -> PersonSeen | Problem:
    number, made = cells.row["id"], cells.row["created at"]
    name = " ".join(filter(None, (cells.row["firstname"], cells.row["lastname"])))
    claims = [Claim("name", name)] if name else []
    claims += [Claim(said, value) for own, said in _PLAIN.items() if (value := cells.take(own))]
    address, phone = (
        handles.email(cells.row["email"]),
        handles.phone(cells.row["phone"], region=settings.region),
    )
    known = [one for one in (address, phone) if one is not None]
    claims += [Claim(one.kind, cells.take(one.kind)) for one in known]
    if birthday := dates.birthday(cells.row["birthday"]):
        cells.take("birthday")
        claims.append(Claim("birthday", birthday))
    circles = (part.strip() for part in cells.take("circles").split(_BETWEEN))
    claims += [Claim("circle", circle) for circle in circles if circle]
    claims += cells.rest()
    if not claims:
        return Problem(cells.place, "empty", "This contact says nothing.")
    key = f"meerkat:{number[:60]}:{keys.digest(number, made)[:12]}"
    handle = Handle("account", key.lower(), (name or "Somebody in Meerkat")[: handles.LONGEST])
    who = _Who(key, handle, name[: handles.LONGEST])
    if number in seen.by_id:
        key = f"{key} {keys.digest(repr(claims))}"
    elif len(seen.by_id) < MOST:
        seen.by_id[number[:100]] = who
        seen.by_name[who.name].append(who)
    return PersonSeen(keys.fit(key), cells.place, tuple(claims), (*known, handle), _as_of(cells, settings))


def _as_of(cells: _Cells, settings: Settings) -> date | None:
    found = dates.moment(cells.row["updated at"][: dates.LONGEST])
    return found.date() if found and found.date() <= settings.today else None


def _relationship(cells: _Cells) -> list[Claim]:
    name = cells.take("name") or cells.row["related contact name"]
    other = cells.take("related contact name")
    claims = [Claim("relation", name or "somebody", cells.take("type"))]
    claims += [Claim("other", other, f"{name}: Related Contact Name")] if other not in {"", name} else []
    return claims + cells.rest(f"{name}: ")


def _note(cells: _Cells) -> list[Claim]:
    content, day = cells.take("content"), _day(cells, "date")
    return ([Claim("note", content, day)] if content else []) + cells.rest("note ")


def _reminder(cells: _Cells) -> list[Claim]:
    said, day = cells.take("message"), _day(cells, "remind at")
    recurrence = cells.take("recurrence").lower()
    label = f"{day} {_OFTEN.get(recurrence, recurrence)}".strip()
    done = cells.take("completed").lower() == "true"
    if day and said and not done:
        return [Claim("reminder", said, label), *cells.rest("reminder ")]
    claim = Claim("other", said, f"reminder, done {label}".strip() if done else f"reminder {label}".strip())
    return ([claim] if said else []) + cells.rest("reminder ")


_SAID = {"RELATIONSHIPS": _relationship, "NOTES": _note, "REMINDERS": _reminder}


def _day(cells: _Cells, column: str) -> str:
    """Use a moment up and give its day; one that is not understood stays."""
    found = dates.moment(cells.row[column][: dates.LONGEST])
    if found is not None:
        cells.take(column)
    return found.date().isoformat() if found else ""


def _about(name: str, cells: _Cells, claims: list[Claim], seen: _Seen) -> PersonSeen | Problem:
    """Keep what a row says with its contact; with the owner if there is no such contact in the file."""
    if not claims:
        return Problem(cells.place, "empty", "This row says nothing.")
    key = (
        f"{name.lower()}:{cells.row['id'][:60]}:{keys.digest(cells.row['id'], cells.row['created at'])[:12]}"
    )
    who = seen.by_id.get(cells.row["contact id"][:100])
    if who is not None:
        return PersonSeen(key, cells.place, tuple(claims), (who.handle,))
    named = cells.row["contact name"]
    own = [
        Claim("other", claim.value, " ".join(filter(None, (claim.field, named, claim.label))))
        for claim in claims
    ]
    return PersonSeen(key, cells.place, tuple(own), about_owner=True)


def _activity(cells: _Cells, seen: _Seen) -> Iterator[Finding]:
    """Read an activity with those of its names that stand for exactly one contact."""
    title, description, where = cells.take("title"), cells.take("description"), cells.take("location")
    at = _moment(cells)
    named = [part.strip() for part in cells.take("contact names").split(_BETWEEN) if part.strip()]
    people: dict[str, _Who] = {}
    lost: list[str] = []
    for name in named:
        alike = seen.by_name.get(name, [])
        if len(alike) == 1:
            people[alike[0].key] = alike[0]
        else:
            lost.append(name)
    code = "ambiguous" if any(name in seen.by_name for name in lost) else "unknown-name"
    if lost:
        sentence = f"Not exactly one contact has the name {lost[0][:80]!r}; kept without them."
        yield Problem(f"{cells.place}, names", code, sentence)
    number = f"activity:{cells.row['id'][:60]}:{keys.digest(cells.row['id'], cells.row['created at'])[:12]}"
    met = at is not None and 0 < len(people) <= interactions.NO_EVIDENCE
    line = " – ".join(filter(None, (title, description)))
    day = at.date().isoformat() if at else ""
    if at is not None and met:
        took_part = tuple(Participant("attendee", who.handle, who.name) for who in people.values())
        shown = line if len(line) <= TITLE else title[:TITLE]
        yield InteractionSeen(
            number, cells.place, at, "meeting", took_part, shown, where[:TITLE], direction="mutual"
        )
    whole = "\n".join(filter(None, (title, description, "" if met else where)))
    claims = cells.rest("activity ") + [Claim("other", name, f"activity {day} with".strip()) for name in lost]
    if whole and (not met or len(line) > TITLE):
        claims.insert(0, Claim("note" if people else "other", whole, f"{day} activity".strip()))
    for who in list(people.values())[:200] if claims else []:
        yield PersonSeen(keys.fit(f"{number}:{who.key}"), cells.place, tuple(claims), (who.handle,))
    if claims and not people:
        yield PersonSeen(number, cells.place, tuple(claims), about_owner=True)
    elif not claims and not met:
        yield Problem(cells.place, "empty", "This activity says nothing.")


def _moment(cells: _Cells) -> datetime | None:
    found = dates.moment(cells.row["date"][: dates.LONGEST])
    if found is None or found.year < 1900:  # noqa: PLR2004 - no owner met anybody before
        return None
    cells.take("date")
    return found
