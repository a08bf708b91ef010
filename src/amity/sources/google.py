"""Google Contacts: the CSV of contacts.google.com in its new, old and mixed forms; one row, one person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import BinaryIO

from amity.core import dates, handles
from amity.core.findings import Claim, Finding, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.formats import cells, keys, tables
from amity.formats.tables import Row

_NUMBERED = re.compile(r"([a-z][a-z -]{0,40}?) (\d{1,3}) - ([a-z][a-z ]{0,40})")
_BETWEEN = " ::: "
_SIGNS = (frozenset({"labels", "file as"}), frozenset({"group membership"}), frozenset({"labels", "notes"}))
_NAMES = frozenset({"name", "given name", "first name"})
_OF_GOOGLE = frozenset({"e-mail", "phone", "address", "website", "organization", "im", "event", "relation"})
_FIELDS = {
    "name": "name",
    "given name": "given", "first name": "given",
    "additional name": "middle", "middle name": "middle",
    "family name": "family", "last name": "family",
    "name prefix": "prefix",
    "name suffix": "suffix",
    "maiden name": "maiden",
    "nickname": "nickname",
    "organization name": "organization",
    "organization title": "title",
    "organization department": "department",
    "organization 1 - name": "organization",
    "organization 1 - title": "title",
    "organization 1 - department": "department",
    "notes": "note",
}  # fmt: skip
"""Columns whose whole cell is one claim."""
_Read = Callable[[str, str, Settings], tuple[str, Handle | None]]
_ADDRESS = ("street", "extended address", "po box", "city", "region", "postal code", "country")
_CITY, _COUNTRY = _ADDRESS.index("city"), _ADDRESS.index("country")
_GROUP = "mycontacts"
_OLD = frozenset({"given name", "additional name", "family name", "group membership"})
"""Columns that only the old form has."""
_LABELS = ("label", "type", "service")
"""What a numbered value is called, in either form; without the value it says nothing."""


@dataclass(slots=True)
class _Card:
    """A row being read: what it says so far, and the columns that are still to be told as they are."""

    claims: list[Claim]
    known: list[Handle]
    left: dict[str, str]

    def take(self, column: str) -> str:
        """Use a column up and give its text."""
        return self.left.pop(column, "").strip()

    def add(self, field: str, value: str, label: str = "", handle: Handle | None = None) -> None:
        self.claims.append(Claim(field, value, label))
        if handle is not None:
            self.known.append(handle)


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the columns say it, whatever the name
    """Tell from the column names whether this is a Google Contacts table."""
    return tables.columns(head, _known) is not None


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield a person for every row that gives a name or an address, with all of its cells as claims."""
    told = keys.Told()
    for row in tables.rows(stream, _known):
        yield _person(row, settings, told) if isinstance(row, Row) else row


def _known(names: frozenset[str]) -> bool:
    if not names & _NAMES:
        return False
    if any(sign <= names for sign in _SIGNS):
        return True
    found = (_NUMBERED.fullmatch(name[:100]) for name in names)
    return any(one is not None and one[1] in _OF_GOOGLE for one in found)


def _person(row: Row, settings: Settings, told: keys.Told) -> PersonSeen | Problem:
    card = _Card([], [], {name: cell for name, cell in row.cells.items() if cell.strip()})
    _plain(card)
    _numbered(card, settings)
    written = {name.lower(): name for name in row.names}
    card.claims += [Claim("other", value, written.get(name, name)) for name, value in card.left.items()]
    if refused := _refused(card):
        return Problem(row.place, *refused)
    key = _key(card, told, old=not _OLD.isdisjoint(row.cells))
    return PersonSeen(key, row.place, tuple(card.claims), tuple(dict.fromkeys(card.known)))


def _refused(card: _Card) -> tuple[str, str] | None:
    """Give the code and the sentence where a row is about nobody."""
    first: dict[str, str] = {}
    for claim in card.claims:
        first.setdefault(claim.field, claim.value)
    if organization := cells.no_person(lambda name: first.get(name, ""), card.known):
        return cells.not_a_person(organization)
    if card.known or not first.keys().isdisjoint(cells.NAMES):
        return None
    return "empty", "This row gives neither a name nor an address."


def _plain(card: _Card) -> None:
    """Read the columns that come once: names, organization, birthday, notes, labels."""
    if "name" not in card.left:
        parts = (
            ("given name", "first name"),
            ("additional name", "middle name"),
            ("family name", "last name"),
        )
        name = " ".join(
            filter(None, (card.left.get(old, card.left.get(new, "")).strip() for old, new in parts))
        )
        if name:
            card.add("name", name)
    for column, field in _FIELDS.items():
        if value := card.take(column):
            card.add(field, value)
    if birthday := dates.birthday(card.left.get("birthday", "")):
        card.take("birthday")
        card.add("birthday", birthday)
    for column in ("labels", "group membership"):
        for label in _parts(card.take(column)):
            if label.replace(" ", "").lower() != _GROUP:
                card.add("tag", label)


def _numbered(card: _Card, settings: Settings) -> None:
    """Read the columns that come several times, kind by kind and number by number."""
    found = [one for one in map(_NUMBERED.fullmatch, card.left) if one]
    for kind, number in dict.fromkeys((one[1], one[2]) for one in found):
        start = f"{kind} {number} - "
        if kind in _READERS and start + "value" in card.left:
            _values(card, start, _READERS[kind], settings)
        elif kind == "address":
            _address(card, start)
        if not any(name.startswith(start) and name[len(start) :] not in _LABELS for name in card.left):
            for name in _LABELS:
                card.take(start + name)


def _values(card: _Card, start: str, read: _Read, settings: Settings) -> None:
    """Read one column's values with their labels; what a reader refuses is kept as it is."""
    values = _parts(card.take(start + "value"))
    labels = _parts(card.take(start + "label") or card.take(start + "type") or card.take(start + "service"))
    for value, label in zip(values, chain(labels, repeat(""))):  # noqa: B905 - there may be fewer labels
        field, handle = read(value, label, settings)
        card.add(field, value if field != "account" else f"{label}:{value}", label, handle)


def _email(value: str, _label: str, _settings: Settings) -> tuple[str, Handle | None]:
    found = handles.email(value)
    return ("email" if found else "other"), found


def _phone(value: str, _label: str, settings: Settings) -> tuple[str, Handle | None]:
    found = handles.phone(value, region=settings.region)
    return ("phone" if found else "other"), found


def _website(value: str, _label: str, _settings: Settings) -> tuple[str, Handle | None]:
    found = handles.profile(value)
    return (found.kind if found else "other"), found


def _event(value: str, label: str, _settings: Settings) -> tuple[str, Handle | None]:
    yearly = dates.birthday(value) == value and label.lower() in {"anniversary", "birthday"}
    return (label.lower() if yearly else "other"), None


def _chat(value: str, label: str, _settings: Settings) -> tuple[str, Handle | None]:
    return ("account", Handle("account", f"{label}:{value}".lower(), value)) if label else ("other", None)


_READERS: dict[str, _Read] = {
    "e-mail": _email,
    "phone": _phone,
    "website": _website,
    "event": _event,
    "im": _chat,
    "relation": lambda _value, label, _settings: ("relation" if label else "other", None),
    "custom field": lambda _value, _label, _settings: ("other", None),
}
"""Per kind of column: the field a value belongs to, and its handle if it is one."""


def _address(card: _Card, start: str) -> None:
    """Write an address in one line; its parts say the same as the formatted text and are used up with it."""
    parts = [card.left.get(start + part, "").strip() for part in _ADDRESS]
    if not any(parts) and start + "formatted" not in card.left:
        return
    formatted = card.take(start + "formatted")
    label = "".join(_parts(card.take(start + "label") or card.take(start + "type"))[:1])
    flat = ", ".join(filter(None, map(str.strip, re.split(r"[\r\n]+", formatted or "\n".join(parts)))))
    card.add("address", flat, label)
    where = ", ".join(filter(None, (parts[_CITY], parts[_COUNTRY])))
    if where and not any(claim.field == "place" for claim in card.claims):
        card.add("place", where)
    for name, part in zip(_ADDRESS, parts, strict=True):
        if part in flat:
            card.take(start + name)


def _parts(cell: str) -> list[str]:
    """Split a cell with several values; the star before the first choice goes."""
    return [part.strip().removeprefix("* ") for part in cell.split(_BETWEEN) if part.strip()]


def _key(card: _Card, told: keys.Told, *, old: bool) -> str:
    """Make the row's key of its name and addresses; a different row with the same ones gets its own.

    The two forms leave out different columns, so a row of the old one is a record of its own: else the form
    that came last would rest the other, and what only that one says. Only an address that joins them again
    allows this, whatever the owner's country.
    """
    name = next((claim.value for claim in card.claims if claim.field == "name"), "")
    form = "old:" if old and any(map(_joins, card.known)) else "row:"
    key = form + keys.digest(name, *sorted(handle.written for handle in card.known))
    return told.apart(key, keys.digest(repr(card.claims)))


def _joins(handle: Handle) -> bool:
    abroad = handles.phone(handle.written) if handle.kind == "phone" else handle
    return abroad is not None and abroad.strong
