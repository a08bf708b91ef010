"""Address books: vCard files of any version; one card, one person, and no property of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import BinaryIO

from amity.core import dates
from amity.core.findings import Claim, Finding, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.formats import cards, cells, vcard, vcard_lines
from amity.formats.vcard import Card, Line
from amity.sources import card_lines

_FIRST = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,100}BEGIN[ \t]{0,8}:[ \t]{0,8}VCARD", re.IGNORECASE
)
_ANYWHERE = re.compile(rb"[\r\n]BEGIN:VCARD[ \t]{0,8}[\r\n]", re.IGNORECASE)
_APPLE = re.compile(r"_\$!<(.{0,200})>!\$_", re.DOTALL)
"""Apple's own labels: `_$!<Work>!$_` is Work."""
_NO_PERSON = {
    "group": "a group",
    "org": "an organization",
    "organization": "an organization",
    "location": "a place",
    "application": "a program",
    "device": "a device",
    "thing": "a thing",
}
"""Kinds of card that are about nobody, in plain words."""
_SILENT = frozenset({"VERSION", "BEGIN", "END"})
_CARD = frozenset({"UID", "KIND", "X-ADDRESSBOOKSERVER-KIND", "REV"})
_KEPT = 256 * 1024
"""Characters of base64 that are kept of one property; a bigger picture or sound is dropped."""
_KEY = 200
_LABEL = 200
_LONGEST_LABEL = 2000
"""Characters of a label, read and as written."""
_MOST = 20_000
"""Claims of one card; what says more is no address book's card."""
_REMEMBERED = 250_000
"""Cards of one file among which repetitions are known, so that memory stays bounded."""


@dataclass(slots=True)
class _Read:
    """A card being read."""

    claims: list[Claim] = field(default_factory=list)
    handles: dict[tuple[str, str], Handle] = field(default_factory=dict)
    uid: str = ""
    kind: str = ""
    as_of: date | None = None

    def first(self, name: str) -> str:
        """Give the first value said of a field."""
        return next((claim.value for claim in self.claims if claim.field == name and claim.value), "")

    def said_apart(self, name: str) -> str:
        """Give the first value of a field, but no name that only repeats the organization."""
        value = self.first(name)
        return "" if name in cells.NAMES and value == self.first("organization") else value


def recognizes(head: bytes, name: str) -> bool:
    """Tell by the first line; a file named .vcf may begin with something else."""
    single = head.replace(b"\x00", b"")
    if _FIRST.match(single):
        return True
    return name.lower().endswith((".vcf", ".vcard")) and _ANYWHERE.search(single) is not None


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield a person, or the reason why not, for every card."""
    seen: dict[int, int] = {}
    card: Card | Problem | None = None
    found: PersonSeen | Problem = Problem("line 1", "no-card", "There is no card in this file.")
    for card in cards.cards(stream):
        found = card if isinstance(card, Problem) else _finding(card, settings, seen)
        yield found
    if card is None:
        yield found
    elif isinstance(card, Card) and not card.whole and isinstance(found, PersonSeen):
        yield Problem(card.place, "cut-off", "The file ends within this card; what stood there is kept.")


def _finding(card: Card, settings: Settings, seen: dict[int, int]) -> PersonSeen | Problem:
    read = _read(card, settings)
    if len(read.claims) > _MOST:
        return Problem(card.place, "too-long", f"This card says more than {_MOST:,} things and was left out.")
    refused = _refused(read)
    if refused is not None:
        return Problem(card.place, *refused)
    key, again = _key(read, seen)
    if again:
        return Problem(
            card.place, "duplicate", f"{_shown(read)} is in this file twice with the same content."
        )
    return PersonSeen(key, card.place, tuple(read.claims), tuple(read.handles.values()), read.as_of)


def told(lines: Sequence[str], settings: Settings) -> tuple[Claim, ...]:
    """Give what unfolded lines say when they stand in one card."""
    return tuple(_read(Card("", [vcard.line(raw) for raw in lines], ""), settings).claims)


def _read(card: Card, settings: Settings) -> _Read:
    """Read a card's lines. A label is told with the lines of its group.

    It is kept, before all that is kept, if no line told it or a line of its group is kept too.
    """
    read, labels = _Read(), _labels(card)
    own = {group: _APPLE.sub(r"\1", vcard.text(line)) for group, line in labels.items()}
    told: set[str] = set()
    kept: list[Line] = []
    for line in _in_order(card):
        if labels.get(line.group) is line or (line.name in _CARD and _about_card(line, read, settings)):
            continue
        said, all_of_it = _tell(line, own.get(line.group, ""), read, settings)
        told |= {line.group} if said else set()
        kept += [] if all_of_it else [line]
        if len(read.claims) + len(kept) > _MOST:
            break
    needed = {line.group for line in kept}
    for group, line in labels.items():
        if group not in told or group in needed:
            _keep(line, read)
    for line in kept:
        _keep(line, read)
    return read


def _in_order(card: Card) -> list[Line]:
    """Give the lines that say something, roles last: a title is the better word for what somebody does."""
    lines = [line for line in card.lines if line.name not in _SILENT and card_lines.FILLED not in line.params]
    if any(line.name == "ROLE" for line in lines):
        lines.sort(key=lambda line: line.name == "ROLE")
    return lines


def _tell(line: Line, custom: str, read: _Read, settings: Settings) -> tuple[bool, bool]:
    """Add what a line says as claims. Tell whether it says anything, and whether that is all of it."""
    said = card_lines.read(line, custom, settings)
    if said is None:
        return False, False
    label = card_lines.label(line, custom)
    for name, value, handle in said.parts:
        read.claims.append(Claim(name, value, label))
        if handle is not None:
            read.handles.setdefault((handle.kind, handle.value), handle)
    return True, said.whole and card_lines.whole(line)


def _keep(line: Line, read: _Read) -> None:
    """Keep a line as it is, in the form of 3.0, unless it is a body of bytes too big to keep."""
    if len(line.raw) <= _KEPT or not vcard.binary(line):
        read.claims.append(Claim("other", vcard_lines.modern(line), line.name))


def _about_card(line: Line, read: _Read, settings: Settings) -> bool:
    """Take what a line says of the card itself: its UID, its KIND, the day it was last changed."""
    if line.name == "UID" and not read.uid:
        read.uid = vcard.text(line)
        return bool(read.uid)
    if line.name in {"KIND", "X-ADDRESSBOOKSERVER-KIND"}:
        read.kind = vcard.text(line).lower()
    if line.name != "REV" or read.as_of is not None:
        return False
    on = dates.day(re.split(r"[T ]", vcard.text(line)[:40])[0])
    read.as_of = on if on is not None and on <= settings.today else None
    return read.as_of is not None


def _labels(card: Card) -> dict[str, Line]:
    """Give the line that labels each group."""
    found: dict[str, Line] = {}
    for line in card.lines:
        labels = line.name == "X-ABLABEL" and line.group and len(line.raw) <= _LONGEST_LABEL
        if labels and len(vcard.text(line)) <= _LABEL:
            found.setdefault(line.group, line)
    return found


def _refused(read: _Read) -> tuple[str, str] | None:
    """Give the code and the sentence when a card is not about a person."""
    if read.kind in _NO_PERSON:
        return "not-a-person", f"{_shown(read)} is {_NO_PERSON[read.kind]}, not a person."
    if organization := cells.no_person(read.said_apart, read.handles.values()):
        return cells.not_a_person(organization)
    known = read.handles or any(map(read.first, cells.NAMES))
    return None if known else ("empty", "This card gives neither a name nor an address.")


def _shown(read: _Read) -> str:
    return (read.first("name") or read.first("organization") or read.first("email") or "This card")[:80]


def _key(read: _Read, seen: dict[int, int]) -> tuple[str, bool]:
    """Make a card's key, and tell whether the very same card was there before.

    A card with a UID is known by it, another by its name and addresses. What shares these with an earlier
    card but says something else gets its own key.
    """
    if read.uid:
        key = "uid:" + (read.uid if len(read.uid) <= _KEY else _digest(read.uid))
    else:
        name = read.first("name") or f"{read.first('given')} {read.first('family')}"
        key = "card:" + _digest(
            name, *sorted(f"{handle.kind}:{handle.value}" for handle in read.handles.values())
        )
    said = _digest(*(f"{claim.field}\x1f{claim.label}\x1f{claim.value}" for claim in read.claims))
    if _first_time(key, said, seen):
        return key, False
    own = f"{key} {said}"
    return own, seen[_number(key)] == _number(said) or not _first_time(own, said, seen)


def _first_time(key: str, said: str, seen: dict[int, int]) -> bool:
    number = _number(key)
    if number in seen:
        return False
    if len(seen) < _REMEMBERED:
        seen[number] = _number(said)
    return True


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "big")


def _digest(*parts: str) -> str:
    return blake2b("\x1e".join(parts).encode(), digest_size=12).hexdigest()
