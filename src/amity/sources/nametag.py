"""Nametag: the JSON of Settings → Export (versions 1.x); people, groups, and the journal about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import BinaryIO

from amity.core import dates, handles
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
from amity.core.names import fold
from amity.formats import documents, keys, pictures
from amity.formats.documents import ITEM, Document, Part
from amity.formats.fields import Fields, text

MOST = 250_000
"""People whose names are remembered for the journal."""
TOLD = 200
"""People with whom one page of the journal is kept."""
_LISTS = ("groups", "people", "journalEntries", "customFieldTemplates")
_WANTED = (("user",), *((name, ITEM) for name in _LISTS))
_PLAIN = (
    ("middleName", "middle"), ("nickname", "nickname"), ("prefix", "prefix"), ("suffix", "suffix"),
    ("organization", "organization"), ("jobTitle", "title"), ("notes", "note"),
)  # fmt: skip
_YEARLESS = 1604
"""The year Nametag writes, as Apple does, for a day without one."""
_ADDRESS = ("streetLine1", "streetLine2", "locality", "region", "postalCode", "country")
_BOOKKEEPING = ("id", "createdAt", "updatedAt", "theme", "dateFormat", "accountCreated", "color", "order")


@dataclass(slots=True)
class _Card:
    """A person being read."""

    values: Fields
    claims: list[Claim] = field(default_factory=list)
    handles: list[Handle] = field(default_factory=list)

    def add(self, name: str, value: str, label: str = "", handle: Handle | None = None) -> None:
        if value:
            self.claims.append(Claim(name, value, label))
            self.handles += [handle] if handle else []


@dataclass(slots=True)
class _Seen:
    """Who came so far, for the journal that follows."""

    by_id: dict[str, Handle] = field(default_factory=dict)
    by_name: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    said: dict[str, str] = field(default_factory=dict)
    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the keys say it, whatever the name
    """Tell Nametag's export by the keys it begins with."""
    start = documents.opening(head)
    return '"exportDate"' in start and ('"groups"' in start or '"people"' in start)


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield the owner, the people with the day they were last in touch, and the journal, in file order."""
    seen = _Seen()
    document = Document(stream, documents.at(*_WANTED))
    for part in document:
        kind = str(part.path[0])
        seen.counts[kind] += 1
        place = _PLACES[kind].format(seen.counts[kind])
        if not isinstance(part.value, dict):
            yield Problem(place, "no-record", "This is not a record but a bare value.")
            continue
        if not part.whole:
            yield Problem(f"{place}, part", "too-long", "Some of this record is too long and was left out.")
        yield from _read(kind, part, place, seen, settings)
    if document.fault is not None:
        yield document.fault


_PLACES = {
    "user": "user", "groups": "group {}", "people": "person {}", "journalEntries": "journal {}",
    "customFieldTemplates": "custom field {}",
}  # fmt: skip


def _read(kind: str, part: Part, place: str, seen: _Seen, settings: Settings) -> Iterator[Finding]:
    values = Fields(dict(part.value))
    if kind == "people":
        yield from _person(_Card(values), place, seen, settings)
    elif kind == "journalEntries":
        yield from _journal(values, place, seen)
    elif kind == "user":
        name, address = values.take("name"), handles.email(text(values.left.get("email")))
        card = _Card(values)
        card.add("name", name)
        card.add("email" if address else "other", values.take("email"), "" if address else "email", address)
        yield _about_owner("owner", place, [*card.claims, *_rest(values)], card.handles)
    else:
        yield from _word(kind, values, place)


def _word(kind: str, values: Fields, place: str) -> Iterator[Finding]:
    """Keep what the owner wrote about a group or a field of their own; its name alone says nothing new."""
    number, name = values.take("id"), values.take("name")
    rest = [Claim("other", claim.value, f"{name}: {claim.label}") for claim in _rest(values)]
    if rest and name:
        yield _about_owner(f"{kind}:{number or name}", place, rest, [])
    else:
        yield Problem(place, "name-only", "Only a name, which stands with everybody who belongs to it.")


def _about_owner(key: str, place: str, claims: list[Claim], known: list[Handle]) -> PersonSeen:
    return PersonSeen(keys.fit(key), place, tuple(claims), tuple(known), about_owner=True)


def _person(card: _Card, place: str, seen: _Seen, settings: Settings) -> Iterator[Finding]:
    number = card.values.take("id")
    number = number if len(number) <= 100 else keys.digest(number)  # noqa: PLR2004 - Nametag's have 25
    names = _names(card)
    name = names[0]
    _reach(card, settings)
    _days(card)
    _around(card)
    moment = _last(card)
    card.claims += _rest(card.values)
    if not card.claims:
        yield Problem(place, "empty", "This person says nothing.")
        return
    content = keys.digest(repr(card.claims))
    number = number or content
    handle = Handle("account", f"nametag:{number}", (name or "Somebody in Nametag")[:400])
    key = f"nametag:{number}"
    if seen.said.setdefault(number, content) != content:
        key = f"{key} {content}"
    if len(seen.by_id) < MOST:
        seen.by_id.setdefault(number, handle)
        for one in dict.fromkeys(fold(said[:200]) for said in names):
            seen.by_name[one].append(number)
    yield PersonSeen(keys.fit(key), place, tuple(card.claims), tuple(dict.fromkeys([*card.handles, handle])))
    if moment is not None:
        took_part = (Participant("attendee", handle, name[:400]),)
        at = keys.fit(f"last:{number}:{moment.date().isoformat()}")
        yield InteractionSeen(at, f"{place}, last contact", moment, "social", took_part, direction="mutual")


def _names(card: _Card) -> tuple[str, str]:
    """Give the name to show, and the one a journal may have."""
    values = card.values
    given, family = values.take("name"), values.take("surname")
    second, shown = values.take("secondLastName"), values.take("displayNameOverride")
    middle = text(values.left.get("middleName"))
    name = shown or " ".join(filter(None, (given, middle, family, second)))
    card.add("name", name)
    card.add("given", given)
    card.add("family", " ".join(filter(None, (family, second))))
    for own, field_ in _PLAIN:
        card.add(field_, values.take(own))
    return name, " ".join(filter(None, (given, family)))


def _reach(card: _Card, settings: Settings) -> None:
    """Read the ways to reach somebody; what is no address is kept as it is."""
    for one in _each(card, "emails"):
        written, kind = one.take("email"), one.take("type")
        found = handles.email(written)
        card.add("email" if found else "other", written, kind or "email", found)
    for one in _each(card, "phoneNumbers"):
        written, kind = one.take("number"), one.take("type")
        found = handles.phone(written, region=settings.region)
        card.add("phone" if found else "other", written, kind or "phone", found)
    for one in _each(card, "urls"):
        written, kind = one.take("url") or one.take(""), one.take("type")
        found = handles.profile(written)
        card.add(found.kind if found else "other", written, kind or "url", found)
    for one in _each(card, "imHandles"):
        service, written = one.take("protocol"), one.take("handle")
        found = Handle("account", f"{service}:{written}".lower(), written) if service and written else None
        if found is not None and len(found.value) <= handles.LONGEST:
            card.add("account", f"{service}:{written}", service, found)
        else:
            card.add("other", written, service)
    for one in _each(card, "addresses"):
        label = one.take("type")
        town, country = text(one.left.get("locality")), text(one.left.get("country"))
        card.add("address", ", ".join(filter(None, (one.take(name) for name in _ADDRESS))), label)
        card.add("place", ", ".join(filter(None, (town, country))))


def _each(card: _Card, name: str) -> Iterator[Fields]:
    """Give what stands in a list one by one; what is not taken of it is kept under the list's name."""
    for raw in card.values.all(name):
        one = Fields(dict(raw) if isinstance(raw, dict) else {"": raw})
        yield one
        for inner, value in one.rest(*_BOOKKEEPING):
            card.add("other", value, f"{name} {inner}".strip())


def _days(card: _Card) -> None:
    _day(card, "Anniversary", card.values.take("anniversary"))
    for one in _each(card, "importantDates"):
        _day(card, one.take("title"), one.take("date"))


def _day(card: _Card, title: str, written: str) -> None:
    day, word = _yearly(written), title.lower()
    if day and word in {"birthday", "anniversary"}:
        card.add(word, day)
    else:
        card.add("other", day or written, title)


def _yearly(written: str) -> str:
    """Give a day in the form that is kept, without the year that stands for none."""
    found = dates.birthday(written.partition("T")[0]) or ""
    return f"--{found[5:]}" if found[:4].isdecimal() and int(found[:4]) <= _YEARLESS else found


def _around(card: _Card) -> None:
    """Read groups, relations, the owner's own fields and the picture."""
    values = card.values
    for group in values.all("groups"):
        card.add("circle", text(group))
    for one in _each(card, "relationships"):
        one.take("relatedPersonId")
        kind = one.inner("relationshipType")
        label = kind.take("label") or kind.take("name")
        name, said = one.take("relatedPersonName"), one.take("notes")
        card.add("relation", name or "somebody", label)
        card.add("other", said, f"{label} {name}".strip())
    mine = values.inner("relationshipToUser")
    card.add("tag", mine.take("label") or mine.take("name"))
    for name, label in (("customFields", "key"), ("customFieldValues", "slug")):
        for one in _each(card, name):
            one.take("type")
            named = one.take(label)
            card.add("other", one.take("value"), named)
    if text(values.left.get("contactReminderEnabled")) == "false":
        values.take("contactReminderEnabled")
    photo = values.take("photo")
    if pictures.fits(photo):
        card.add("photo", photo)
    elif photo.startswith("data:"):
        card.add("other", f"{len(photo)} characters", "photo too large, or no picture")
    else:
        card.add("other", photo, "photo")


def _last(card: _Card) -> datetime | None:
    """Give the noon of the day of the last contact; a day that is none stays as it is written."""
    found = dates.day(text(card.values.left.get("lastContact")).partition("T")[0])
    if found is None or found.year < 1900:  # noqa: PLR2004 - no owner was in touch before
        return None
    card.values.take("lastContact")
    return datetime.combine(found, time(12), UTC)


def _journal(values: Fields, place: str, seen: _Seen) -> Iterator[Finding]:
    """Keep a page of the journal with each person it names; with the owner if it names nobody known."""
    number, title, body = values.take("id"), values.take("title"), values.take("body")
    day = dates.day(text(values.left.get("date")).partition("T")[0])
    if day is not None:
        values.take("date")
    named = values.all("people")
    known = [one for one in map(text, values.all("peopleIds")) if one in seen.by_id]
    for name in [] if known else map(text, named):
        alike = seen.by_name.get(fold(name[:200]), [])
        known += alike if len(alike) == 1 else []
        if len(alike) > 1:
            yield Problem(f"{place}, {name[:60]}", "ambiguous", "Several people have this name.")
    missing = [] if known else [Claim("other", text(name), "journal names") for name in named if text(name)]
    said = "\n".join(filter(None, (title, body)))
    claims = [Claim("note" if known else "other", said, f"{day or ''} journal".strip())] if said else []
    claims += [*missing, *_rest(values)]
    key = f"journal:{number or keys.digest(said)}"
    if not claims:
        yield Problem(place, "empty", "This page says nothing.")
    elif known:
        for one in list(dict.fromkeys(known))[:TOLD]:
            yield PersonSeen(keys.fit(f"{key}:{one}"), place, tuple(claims), (seen.by_id[one],))
    else:
        yield _about_owner(key, place, claims, [])


def _rest(values: Fields) -> list[Claim]:
    return [Claim("other", value, name) for name, value in values.rest(*_BOOKKEEPING)]
