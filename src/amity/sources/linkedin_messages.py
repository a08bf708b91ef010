"""LinkedIn's messages and invitations: who wrote to whom and when, and whose archive it is."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from amity.core import dates
from amity.core.findings import Finding, InteractionSeen, Participant, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.core.interactions import NO_EVIDENCE, Direction
from amity.formats import keys, snippets
from amity.formats.tables import Row
from amity.sources import linkedin_rows
from amity.sources.linkedin_rows import Rows, member, no_date

_PRACTICE = re.compile(r"(?:^|[/\\])(?:guide|learning_role_play)_messages\.csv$", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,500}>")
_SEPARATOR = re.compile(r"[;,\s]+")
_DIRECTIONS: dict[str, Direction] = {"outgoing": "sent", "incoming": "received"}
_FEWEST = 3
"""Conversations that it takes to see whose archive it is."""


def messages(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read messages.csv, and find out whose archive it is."""
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
        return linkedin_rows.owner("me:messages", self.place, handle, name)


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
        return no_date(row, row["date"])
    people = _people(row)
    if not people:
        return Problem(row.place, "no-people", "Neither the sender nor a recipient has a profile address.")
    if len(people) > NO_EVIDENCE + 1:
        return Problem(row.place, "too-many-people", f"This message went to {len(people) - 1} people.")
    text = _snippet(row["content"] or row["subject"]) if settings.snippets else ""
    return InteractionSeen(keys.fit(told.key(row, at, people)), row.place, at, "message", people, text)


def _people(row: Row) -> tuple[Participant, ...]:
    """List the sender and the recipients by their profiles; members without one are left out."""
    sender = member(row["sender profile url"])
    found = {sender.value: Participant("from", sender, row["from"])} if sender else {}
    addresses = [one.strip() for one in _SEPARATOR.split(row["recipient profile urls"])]
    for address, name in zip(addresses, _names(row["to"], len(addresses)), strict=True):
        handle = member(address)
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
    start = text[: 20 * snippets.LONGEST]
    if start.lstrip().startswith("<"):
        start = html.unescape(_TAG.sub(" ", start))
    return snippets.snippet(start)


def invitations(rows: Rows, settings: Settings) -> Iterator[Finding]:
    """Read Invitations.csv; its directions tell whose archive it is."""
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
        yield linkedin_rows.owner("me:invitations", place, handle, name)


def _invitation(row: Row, settings: Settings) -> InteractionSeen | Problem:
    at = dates.moment(row["sent at"])
    if at is None:
        return no_date(row, row["sent at"])
    inviter, invitee = member(row["inviterprofileurl"]), member(row["inviteeprofileurl"])
    if inviter is None or invitee is None or inviter.value == invitee.value:
        return Problem(row.place, "no-people", "This invitation does not give the profiles of two people.")
    people = (Participant("from", inviter, row["from"]), Participant("to", invitee, row["to"]))
    key = f"linkedin-invitation:{inviter.value} {invitee.value} {at.isoformat()}"
    text = _snippet(row["message"]) if settings.snippets else ""
    direction = _DIRECTIONS.get(row["direction"].lower())
    return InteractionSeen(keys.fit(key), row.place, at, "social", people, text, direction=direction)
