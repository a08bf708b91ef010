"""LinkedIn: the tables of a data archive, each recognized by its column names.

Read are Connections, messages, Invitations, Profile, Positions and Email Addresses; every row is one record.
The archive's other parts are known by their names, which stand in `linkedin.toml`.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from amity.core import dates, handles
from amity.core.findings import Claim, Finding, InteractionSeen, Participant, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.core.interactions import NO_EVIDENCE, Direction
from amity.formats import keys, tables
from amity.formats.tables import Row

SNIPPET = 140
"""Characters of a message that are kept."""
_PRACTICE = re.compile(r"(?:^|[/\\])(?:guide|learning_role_play)_messages\.csv$", re.IGNORECASE)
_ARCHIVE = re.compile(r"LinkedInDataExport_(\d{2})-(\d{2})-(\d{4})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,500}>")
_SEPARATOR = re.compile(r"[;,\s]+")
_DIRECTIONS: dict[str, Direction] = {"outgoing": "sent", "incoming": "received"}
_FEWEST = 3
"""Conversations that it takes to see whose archive it is."""
_COLUMNS: dict[str, frozenset[str]] = {
    "connections": frozenset({"first name", "last name", "connected on"}),
    "messages": frozenset({"conversation id", "from", "sender profile url", "date", "content"}),
    "invitations": frozenset({"from", "to", "sent at", "direction"}),
    "profile": frozenset({"first name", "last name", "headline", "industry"}),
    "positions": frozenset({"company name", "title", "started on"}),
    "addresses": frozenset({"email address", "primary", "updated on"}),
}
_PARTS = frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["parts"])
_ARTICLE = re.compile(r"(?:^|[/\\])Articles[/\\][^/\\]{1,250}\.html$", re.IGNORECASE)

Rows = Iterator[Row | Problem]


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the columns say it, whatever the name
    """Tell from the column names whether this is one of the archive's tables that are read."""
    return tables.columns(head, _known) is not None


def declines(name: str) -> str:
    """Give the reason why a part of the archive is left alone, known by its name; nothing for other files."""
    last = re.split(r"[/\\]", name)[-1].lower().replace("_", " ")
    known = last in _PARTS or _ARTICLE.search(name) is not None
    return "This part of LinkedIn's archive is not needed yet." if known else ""


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield what one table of the archive says, row by row."""
    rows = tables.rows(stream, _known)
    for found in rows:
        if isinstance(found, Row):
            kind = _kind(frozenset(name.lower() for name in found.names))
            yield from _READERS[kind](chain([found], rows), settings)
        else:
            yield found


def _known(names: frozenset[str]) -> bool:
    return _kind(names) != ""


def _kind(names: frozenset[str]) -> str:
    return next((kind for kind, columns in _COLUMNS.items() if columns <= names), "")


def _connections(rows: Rows, settings: Settings) -> Iterator[Finding]:
    as_of = _archive_day(settings.name)
    seen: dict[str, tuple[Claim, ...]] = {}
    for row in rows:
        found = _connection(row, as_of) if isinstance(row, Row) else row
        if isinstance(found, PersonSeen) and found.key.startswith("row:"):
            found = _apart(found, seen)
        yield found


def _connection(row: Row, as_of: date | None) -> PersonSeen | Problem:
    given, family, address = row["first name"], row["last name"], row["url"]
    name = f"{given} {family}".strip()
    profile = _profile(address)
    if not name and profile is None:
        return Problem(row.place, "empty", "This row names nobody: the member has left LinkedIn.")
    email = handles.email(row["email address"])
    connected = dates.day(row["connected on"])
    claims = _claims(
        name=name,
        given=given,
        family=family,
        **{profile.kind if profile else "other": address},
        email=row["email address"] if email else "",
        organization=row["company"],
        title=row["position"],
        connected_on=connected.isoformat() if connected else "",
    )
    key = profile.value if profile else f"row:{name} {row['connected on']}"
    return PersonSeen(keys.fit(key), row.place, claims, tuple(h for h in (profile, email) if h), as_of)


def _apart(found: PersonSeen, seen: dict[str, tuple[Claim, ...]]) -> PersonSeen:
    """Give a second, different row of the same name and day a key of its own."""
    if seen.setdefault(found.key, found.claims) == found.claims:
        return found
    key = f"{found.key} {keys.digest(repr(found.claims))}"
    return PersonSeen(keys.fit(key), found.place, found.claims, found.handles, found.as_of)


@dataclass(slots=True)
class _Told:
    """What was met on the way through the messages: whose conversations, and which keys for which text."""

    conversations: set[str] = field(default_factory=set)
    present: set[tuple[str, str]] = field(default_factory=set)
    names: Counter[tuple[str, str, Handle]] = field(default_factory=Counter)
    contents: dict[str, str] = field(default_factory=dict)
    place: str = ""

    def key(self, row: Row, at: datetime, people: tuple[Participant, ...]) -> str:
        """Make the message's natural key; two in one second are told apart by their text."""
        sender = next((one.handle.value for one in people if one.role == "from"), row["from"])
        key = f"linkedin:{row['conversation id']} {at.isoformat()} {sender}"
        content = keys.digest(row["content"])
        return key if self.contents.setdefault(keys.digest(key), content) == content else f"{key} {content}"

    def add(self, conversation: str, place: str, people: tuple[Participant, ...]) -> None:
        """Count who takes part in which conversation; `place` is a record to which the owner may be put."""
        if len(people) > 1:
            self.place = place
            self.conversations.add(conversation)
            self.present.update((conversation, one.handle.value) for one in people)
            self.names.update((one.handle.value, one.name, one.handle) for one in people)

    def owner(self) -> PersonSeen | None:
        """Find who takes part in (nearly) every conversation, when there are enough and it is only one."""
        count = len(self.conversations)
        shared = Counter(member for _, member in self.present)
        owners = [member for member, times in shared.items() if times * 10 >= count * 9]
        if count < _FEWEST or len(owners) != 1:
            return None
        name, handle = next(
            (name, handle) for (member, name, handle), _ in self.names.most_common() if member == owners[0]
        )
        return _owner("me:messages", self.place, handle, name)


def _messages(rows: Rows, settings: Settings) -> Iterator[Finding]:
    told = _Told()
    practice = bool(_PRACTICE.search(settings.name))
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        found = _unwanted(row, practice=practice) or _message(row, settings, told)
        if isinstance(found, InteractionSeen):
            told.add(row["conversation id"], row.place, found.people)
        yield found
    owner = told.owner()
    if owner:
        yield owner


def _unwanted(row: Row, *, practice: bool) -> Problem | None:
    if practice:
        return Problem(row.place, "not-a-conversation", "LinkedIn's own assistant wrote this, not a person.")
    if row["is message draft"].lower() in {"yes", "true"} or row["folder"].upper() == "DRAFT":
        return Problem(row.place, "draft", "This message was never sent.")
    if row["folder"].upper() == "SPAM":
        return Problem(row.place, "spam", "This message lies in the spam folder.")
    return None


def _message(row: Row, settings: Settings, told: _Told) -> InteractionSeen | Problem:
    at = dates.moment(row["date"])
    if at is None:
        return _no_date(row, row["date"])
    people = _people(row)
    if not people:
        return Problem(row.place, "no-people", "Neither the sender nor a recipient has a profile address.")
    if len(people) > NO_EVIDENCE + 1:
        return Problem(row.place, "too-many-people", f"This message went to {len(people) - 1} people.")
    text = _snippet(row["content"] or row["subject"]) if settings.snippets else ""
    return InteractionSeen(keys.fit(told.key(row, at, people)), row.place, at, "message", people, text)


def _people(row: Row) -> tuple[Participant, ...]:
    """List the sender and the recipients by their profiles; members without one are left out."""
    sender = _member(row["sender profile url"])
    found = {sender.value: Participant("from", sender, row["from"])} if sender else {}
    addresses = [one.strip() for one in _SEPARATOR.split(row["recipient profile urls"])]
    for address, name in zip(addresses, _names(row["to"], len(addresses)), strict=True):
        handle = _member(address)
        if handle and handle.value not in found:
            found[handle.value] = Participant("to", handle, name)
    return tuple(found.values())


def _names(written: str, count: int) -> list[str]:
    """Share out the names of `count` recipients; a name may hold a comma, so they must come out even."""
    if count == 1:
        return [written]
    for separator in ";,":
        names = [name.strip() for name in written.split(separator)]
        if len(names) == count:
            return names
    return [""] * count


def _snippet(text: str) -> str:
    """Keep the beginning of a message as one line; advertisements come as HTML."""
    start = text[: 20 * SNIPPET]
    if start.lstrip().startswith("<"):
        start = html.unescape(_TAG.sub(" ", start))
    return " ".join(start.split())[:SNIPPET]


def _invitations(rows: Rows, settings: Settings) -> Iterator[Finding]:
    owners: Counter[tuple[Handle, str]] = Counter()
    place = ""
    for row in rows:
        found = _invitation(row, settings) if isinstance(row, Row) else row
        yield found
        if isinstance(found, InteractionSeen) and found.direction:
            place = found.place
            role = "from" if found.direction == "sent" else "to"
            owners.update((one.handle, one.name) for one in found.people if one.role == role)
    for (handle, name), _ in owners.most_common(1):
        yield _owner("me:invitations", place, handle, name)


def _invitation(row: Row, settings: Settings) -> InteractionSeen | Problem:
    at = dates.moment(row["sent at"])
    if at is None:
        return _no_date(row, row["sent at"])
    inviter, invitee = _member(row["inviterprofileurl"]), _member(row["inviteeprofileurl"])
    if inviter is None or invitee is None or inviter.value == invitee.value:
        return Problem(row.place, "no-people", "This invitation does not give the profiles of two people.")
    people = (Participant("from", inviter, row["from"]), Participant("to", invitee, row["to"]))
    key = f"linkedin-invitation:{inviter.value} {invitee.value} {at.isoformat()}"
    text = _snippet(row["message"]) if settings.snippets else ""
    direction = _DIRECTIONS.get(row["direction"].lower())
    return InteractionSeen(keys.fit(key), row.place, at, "social", people, text, direction=direction)


def _profiles(rows: Rows, settings: Settings) -> Iterator[Finding]:
    as_of = _archive_day(settings.name)
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        claims = _claims(
            name=f"{row['first name']} {row['last name']}".strip(),
            given=row["first name"],
            family=row["last name"],
            headline=row["headline"],
            industry=row["industry"],
            place=row["geo location"],
        )
        yield _about_owner("me:profile", row, claims, as_of)


def _positions(rows: Rows, settings: Settings) -> Iterator[Finding]:
    as_of = _archive_day(settings.name)
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        started, finished = dates.period(row["started on"]), dates.period(row["finished on"], last=True)
        claims = _claims(
            organization=row["company name"],
            title=row["title"],
            place=row["location"],
            started=started.isoformat() if started else "",
            finished=finished.isoformat() if finished else "",
        )
        key = f"position:{row['company name']} {row['title']} {row['started on']}"
        named = row["company name"] or row["title"]
        yield _about_owner(key, row, claims if named else (), as_of)


def _addresses(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read the owner's own mail addresses; one that was never confirmed may be anybody's."""
    as_of = _archive_day(settings.name)
    for row in rows:
        yield _address(row, as_of) if isinstance(row, Row) else row


def _address(row: Row, as_of: date | None) -> PersonSeen | Problem:
    email = handles.email(row["email address"])
    if email is None:
        return Problem(row.place, "empty", "This row gives no mail address.")
    if "confirmed" in row.cells and row["confirmed"].lower() != "yes":
        return Problem(
            row.place, "unconfirmed", "You never confirmed to LinkedIn that this address is yours."
        )
    key = keys.fit(f"me:email:{email.value}")
    return PersonSeen(key, row.place, (Claim("email", email.written),), (email,), as_of, about_owner=True)


_READERS: dict[str, Callable[[Rows, Settings], Iterator[Finding]]] = {
    "connections": _connections,
    "messages": _messages,
    "invitations": _invitations,
    "profile": _profiles,
    "positions": _positions,
    "addresses": _addresses,
}


def _about_owner(key: str, row: Row, claims: tuple[Claim, ...], as_of: date | None) -> PersonSeen | Problem:
    if not claims:
        return Problem(row.place, "empty", "This row says nothing.")
    return PersonSeen(keys.fit(key), row.place, claims, as_of=as_of, about_owner=True)


def _owner(key: str, place: str, handle: Handle, name: str) -> PersonSeen:
    """Say who the owner is; this belongs to a row that shows it, so that it counts as no row of its own."""
    claims = _claims(name=name, profile=handle.written)
    return PersonSeen(key, place, claims, (handle,), about_owner=True)


def _claims(**values: str) -> tuple[Claim, ...]:
    return tuple(Claim(field, value) for field, value in values.items() if value)


def _no_date(row: Row, written: str) -> Problem:
    return Problem(row.place, "no-date", f"The date “{written[:40]}” is not understood.")


def _member(address: str) -> Handle | None:
    """Read a member's profile; the pages of companies are not people."""
    found = _profile(address)
    return found if found and found.kind == "profile" else None


@lru_cache(maxsize=20_000)
def _profile(address: str) -> Handle | None:
    """Read an address that comes again and again in an archive."""
    return handles.profile(address) if address else None


def _archive_day(name: str) -> date | None:
    """Read the day of the archive from its file name, which puts the month first."""
    found = _ARCHIVE.search(name)
    return dates.day("/".join(found.groups())) if found else None
