"""Mail: mbox files (Gmail Takeout, Apple Mail, Thunderbird, mutt …) and single mails; headers only."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import BinaryIO

from amity.core.findings import (
    Bookmark,
    Claim,
    Finding,
    InteractionSeen,
    Participant,
    PersonSeen,
    Problem,
    Settings,
)
from amity.core.handles import Handle
from amity.core.interactions import NO_EVIDENCE, Role
from amity.formats import addresses, folders, headers, keys, mail, mbox, stamps
from amity.formats.addresses import Address
from amity.formats.headers import Headers
from amity.formats.mbox import Block

_SIGNS = 2
"""Known headers that make a block of lines a mail."""
_MULTIPART = re.compile(
    rb"content-type:[ \t]{0,8}multipart/[a-z-]{1,40};[^\n]{0,200}boundary=", re.IGNORECASE
)
"""The one line that is sign enough."""
MARKED = 1_000
"""Mails from one bookmark to the next."""
_TOLD = 200
"""Senders of sent mails that a bookmark can tell; nobody writes from more."""
_OWN_SHARE = 0.2
"""Share of the sent mails an address must have written to be the owner's."""
_AHEAD = timedelta(days=2)
"""How far in the future a mail may be dated: the other end of the world, and clocks a little wrong."""
_ROLES: tuple[tuple[str, Role], ...] = (
    ("to", "to"),
    ("cc", "cc"),
    ("delivered-to", "delivered"),
    ("x-original-to", "delivered"),
)
_REJECTED = frozenset({"spam", "trash"})
_REASONS = {
    "unreadable": "No mail headers could be read here.",
    "draft": "This is a draft; it was never sent.",
    "spam": "This mail lies among the spam or in the trash.",
    "list": "This mail came over a mailing list or was sent in bulk, so it says nothing about two people.",
    "automatic": "A machine wrote this mail (a notification, a receipt, an automatic answer).",
    "no-sender": "This mail names no sender with a mail address.",
    "no-date": "This mail has no date that can be true.",
    "too-many-people": f"More than {NO_EVIDENCE} other people are on this mail; it shows no tie.",
}


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the first lines say it, whatever the name
    """Tell from the first lines whether this is an mbox or a single mail."""
    if mbox.is_box(head):
        return True
    start = head[mbox.opening(head) :]
    return len(headers.known(start)) >= _SIGNS or _MULTIPART.match(start) is not None


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield one finding for every mail in order, and at the end who the owner is if these are sent mails.

    Every `MARKED` mails a bookmark says where the next one begins, where the stream can be read from there.
    """
    folder = folders.folder(settings.name)
    latest = datetime.combine(settings.today, time.max, UTC) + _AHEAD
    at, first, senders = _since(settings.since)
    seekable = stream.seekable()
    if at:
        stream.seek(at)
    for number, block in enumerate(mbox.messages(stream, since=at), first):
        if number % MARKED == 0 and number > first and seekable and block.boxed and not block.turned:
            yield from senders.bookmark(block.at, number)
        picked = headers.pick(block.head)
        marks = folder | folders.labels(picked) if folder or "x-gmail-labels" in picked else folder
        author = mail.sender(picked)
        if author is not None and "sent" in marks and "draft" not in marks:
            senders.count(author.handle)
        yield _Seen(_place(block, number), picked, author, marks, settings.subjects).finding(latest)
    yield from senders.owner()


def _since(mark: str) -> tuple[int, int, _Senders]:
    """Read a bookmark: the byte to go on at, the number of the mail there, and who wrote so far."""
    at, number, told = json.loads(mark) if mark else (0, 1, ())
    senders = _Senders()
    for value, written, count in told:
        senders.recount(value, written, count)
    return at, number, senders


@dataclass(slots=True)
class _Seen:
    """A mail being judged: where it stands, its headers, who wrote it, and what folder and labels say."""

    place: str
    picked: Headers
    author: Address | None
    marks: frozenset[str]
    subjects: bool

    def finding(self, latest: datetime) -> InteractionSeen | Problem:
        """Make an exchange of it, or the problem it is.

        The sender is part of the key: anybody may use a Message-ID again and so replace another's mail.
        """
        code = self._refused()
        if code or self.author is None:
            return self._problem(code)
        at = stamps.read(self.picked.get("date", ""))
        if at is None or at > latest:
            return self._problem("no-date")
        people = _people(self.picked, self.author)
        if len(people) > NO_EVIDENCE and _others(people) > NO_EVIDENCE:
            return self._problem("too-many-people")
        return InteractionSeen(
            key=keys.fit(f"mail:{mail.identity(self.picked)} {self.author.handle.value}"),
            place=self.place,
            at=at,
            channel="message" if "chat" in self.marks else "mail",
            people=people,
            text=mail.subject(self.picked) if self.subjects else "",
        )

    def _problem(self, code: str) -> Problem:
        """Say why, and of which mail as far as it can be read: its day, who wrote it, its subject."""
        at = stamps.read(self.picked.get("date", ""))
        told = [
            f"of {at:%Y-%m-%d}" if at else "",
            f"from {self.author.name or self.author.handle.written}" if self.author else "",
            f'"{subject}"' if self.subjects and (subject := mail.subject(self.picked)[:80]) else "",
        ]
        which = ", ".join(part for part in told if part)
        return Problem(self.place, code, f"{_REASONS[code]} It is {which}." if which else _REASONS[code])

    def _refused(self) -> str:
        """Give the code of the reason not to count the mail, or nothing."""
        if not self.picked:
            return "unreadable"
        if "draft" in self.marks:
            return "draft"
        if self.marks & _REJECTED:
            return "spam"
        if mail.listed(self.picked):
            return "list"
        if self.author is None:
            return "no-sender"
        return "automatic" if mail.automatic(self.picked, self.author.handle) else ""


class _Senders:
    """Who wrote the sent mails of a file, and how many each."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._handles: dict[str, Handle] = {}

    def count(self, handle: Handle) -> None:
        """Count one sent mail."""
        self._counts[handle.value] += 1
        self._handles.setdefault(handle.value, handle)

    def bookmark(self, at: int, number: int) -> Iterator[Bookmark]:
        """Say that mail `number` begins at byte `at`, and who wrote those sent before, if they are few."""
        if len(self._counts) <= _TOLD:
            told = [[value, self._handles[value].written, count] for value, count in self._counts.items()]
            yield Bookmark(json.dumps([at, number, told]))

    def recount(self, value: str, written: str, count: int) -> None:
        """Take over what a bookmark told."""
        self._counts[value] += count
        self._handles.setdefault(value, Handle("email", value, written))

    def owner(self) -> Iterator[PersonSeen]:
        """Say who the owner is: who wrote a good share of the sent mails; nothing where there were none."""
        least = _OWN_SHARE * self._counts.total()
        own = tuple(self._handles[value] for value, count in self._counts.most_common() if count >= least)
        if own:
            claims = tuple(Claim("email", handle.written) for handle in own)
            yield PersonSeen("me", "sent mail", claims, own, about_owner=True)


def _people(picked: Headers, author: Address) -> tuple[Participant, ...]:
    """Name everybody on the mail, each once: who wrote it, who got it, and the mailbox it came to."""
    found: dict[str, Participant] = {}
    for name, role in _ROLES:
        if name in picked:
            for person in _named(role, picked[name]):
                found.setdefault(person.handle.value, person)
    return (Participant("from", author.handle, author.name), *found.values())


def _named(role: Role, value: str) -> tuple[Participant, ...]:
    return _remembered(role, value) if len(value) <= addresses.REMEMBERED else _read(role, value)


def _read(role: Role, value: str) -> tuple[Participant, ...]:
    return tuple(Participant(role, address.handle, address.name) for address in addresses.read(value))


_remembered = lru_cache(maxsize=16_384)(_read)


def _others(people: tuple[Participant, ...]) -> int:
    """Count the people besides one, who is taken to be the owner."""
    return len({person.handle.value for person in people if person.role != "delivered"}) - 1


def _place(block: Block, number: int) -> str:
    return f"message {number} (byte {block.at})" if block.boxed else f"message {number}"
