"""Mentions: what the exchanges of one file say of somebody they name — the best name, the last day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from amity.core.changes import RecordKept, digest
from amity.core.findings import Participant
from amity.core.spelling import fold

_dump = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
Written = tuple[str, str, str, str]
"""How an exchange wrote one person: key of the mention, role, name, address (empty if in normal form)."""

NAMES = 4
"""Different names behind one address from which on a program writes there: a feed, a tracker, a shop."""
VIA = "via"
"""What stands in the name of whoever wrote by way of a program: "Ana Lima via RT"."""


@dataclass(slots=True)
class Mention:
    """Somebody named in exchanges: the best name so far, by how good its place is and how late it stood."""

    handle: tuple[str, str, str]
    name: str = ""
    rank: tuple[bool, bool, float] = (False, False, 0.0)
    last: date = date.min

    def note(self, name: str, role: str, at: datetime) -> None:
        """Take one more exchange into account: the best name is none that is an address."""
        self.last = max(self.last, at.astimezone(UTC).date())
        rank = ("@" not in name, role == "from", at.timestamp())
        if name and rank > self.rank:
            self.name, self.rank = name[:200], rank


def kept(source: str, key: str, mention: Mention) -> RecordKept:
    """Make the record of somebody who is only named."""
    said = (("name", mention.name, ""),) if mention.name else ()
    kind, value, written = mention.handle
    known = ((kind, value[:400], written[:400]),)
    return RecordKept(source, key, digest(said, known), said, known, mention.last, mention=True)


def key(kind: str, value: str) -> str:
    """Give the key of the record that is only a mention: "@email:ana@acme.example"."""
    return f"@{kind}:{value}"[:400]


def write(people: Sequence[Participant]) -> str:
    """Write down how an exchange names its people, as far as this is more than who they are."""
    said = [
        (key(one.handle.kind, one.handle.value), one.role, one.name[:200], _odd(one))
        for one in people
        if one.name or _odd(one)
    ]
    return written(said)


def written(said: Iterable[Written]) -> str:
    """Write down what `read` gave, as it was."""
    told = list(said)
    return _dump(told) if told else ""


def _odd(one: Participant) -> str:
    return "" if one.handle.written == one.handle.value else one.handle.written[:400]


def read(text: str) -> Iterator[Written]:
    """Read it back; what is not understood says nothing."""
    for entry in json.loads(text) if text else ():
        mention, role, name, written = entry
        yield mention, role, name, written


def name_before(editions: Sequence[Sequence[Sequence[str]]]) -> list[Sequence[str]]:
    """Give the name of somebody only named in exchanges, where the newest file, the last, has none of theirs.

    Most mail is addressed without one; that is no word against the name they sign with.
    """
    *before, newest = ([claim for claim in claims if claim[0] == "name"] for claims in editions)
    return [] if newest else next(filter(None, reversed(before)), [])


def program(names: Iterable[str]) -> bool:
    """Tell whether a program writes from an address nobody ever wrote to, by the names it wrote under.

    Spellings of one name are one ("Ana", "Lima, Ana M."): a name whose words all stand in another adds none.
    """
    words = {frozenset(fold(name).replace(",", " ").split()) for name in names if "@" not in name}
    if any(VIA in some for some in words):
        return True
    apart: list[frozenset[str]] = []
    for some in sorted(words - {frozenset()}, key=len, reverse=True):
        if not any(some <= other for other in apart):
            apart.append(some)
        if len(apart) == NAMES:
            return True
    return False


def again(handle: tuple[str, str], said: Iterable[tuple[datetime, str, str]], *, own: str) -> Mention | None:
    """Make the mention anew from the exchanges that are left: (time, role, `write`'s text) in their order.

    `own` is its key. None when no exchange names it any more.
    """
    found: Mention | None = None
    for at, role, text in said:
        names = [
            (name, written) for mention, named, name, written in read(text) if (mention, named) == (own, role)
        ]
        for name, written in names or [("", "")]:
            found = found or Mention((*handle, written or handle[1]))
            found.note(name, role, at)
    return found
