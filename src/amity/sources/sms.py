"""Telephone: the XML of SMS Backup & Restore (also Silence's and Signal's old ones): messages and calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import BinaryIO

from amity.core import handles
from amity.core.findings import Claim, Finding, InteractionSeen, Participant, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.core.interactions import NO_EVIDENCE, Direction, Role
from amity.formats import elements, keys, naming
from amity.formats.elements import Attributes, Element

SNIPPET = 140
FIRST = datetime(1992, 1, 1, tzinfo=UTC)
"""Before it nobody had sent a text message."""
_AHEAD = timedelta(days=2)
"""How far in the future a message may be dated: clocks go a little wrong."""
_RECORDS = ("sms", "mms", "call")
_PROLOG = re.compile(
    r"\s{1,2000}|<\?[^<>]{0,2000}\?>|<!--(?:[^-]|-(?!->)){0,4000}-->|<!(?!--)[^<>\[]{0,2000}[\[>]|\]\s{0,99}>"
)
"""What may stand before the root: space, the declaration, comments, a document type (which is refused)."""
_ROOT = re.compile(r"<(?:smses|calls)(?=[\s/>])")
_NUMBER = re.compile(r"\d{1,15}")
_LETTER = re.compile(r"[^\W\d_]")
_NOT_DIGITS = re.compile(r"\D+")
_SHORT = 6
"""Digits of the longest number that a company rents; a person's is longer."""
_SAME = 8
"""Last digits by which two ways to write one number are known."""
_DAY = 86_400
_DAYS = 1_000_000
"""Days from 1970 on that a date can hold; later ones are as untrue."""
_KNOWN = 1_000
"""Characters of a text that tell two messages of one moment apart."""
_SHARE, _FEWEST = 0.2, 3
"""Share and number of messages in which a number must be the phone's own to be taken for the owner's."""
_FROM, _TO = frozenset({"137"}), frozenset({"151", "130", "129"})
_REASONS = {
    "unreadable": "This place of the file is damaged; what follows is read again from the next record on.",
    "cut-off": "The file ends in the middle of a record; what came before is kept.",
    "draft": "This is a draft; it was never sent.",
    "not-sent": "This message waited to be sent, or could not be.",
    "no-date": "The date of this record cannot be true.",
    "no-number": "No number is given: the caller withheld it, or the phone did not keep it.",
    "service": "A company or a program is behind this name or short number, not a person.",
    "too-many-people": f"More than {NO_EVIDENCE} other people are on this message; it shows no tie.",
    "report": "This is the receipt of a message, not a message.",
    "no-answer": "You called and nobody answered; nothing was exchanged.",
    "unknown-caller": "This call was not answered, and the phone has no name for the number.",
    "blocked": "The phone blocks this number.",
    "unknown-kind": "The phone does not say whether this was sent or received.",
}  # fmt: skip
_FORBIDDEN = "This file has a document type of its own, as no such backup does; nothing of it is read."
_UNSENT = {"3": "draft", "4": "not-sent", "5": "not-sent", "6": "not-sent"}
_WAY: dict[str, Direction] = {"1": "received", "2": "sent"}
_ROLE: dict[str, Role] = {"1": "from", "2": "to"}
_REPORTS = frozenset({"129", "134", "135", "136"})
"""Kinds of MMS that only say a message was sent, arrived or was read."""
_UNANSWERED = frozenset({"3", "4", "5"})
"""Missed, sent to voicemail, rejected."""


@dataclass(slots=True)
class _Owner:
    """Which numbers were the phone's own in messages that name everybody but one otherwise."""

    votes: Counter[Handle] = field(default_factory=Counter)

    def found(self) -> Iterator[PersonSeen]:
        least = max(_FEWEST, _SHARE * self.votes.total())
        own = tuple(handle for handle, count in self.votes.most_common() if count >= least)
        if own:
            claims = tuple(Claim(handle.kind, handle.written) for handle in own)
            yield PersonSeen("me", "the phone's own number", claims, own, about_owner=True)


@dataclass(slots=True)
class _Record:
    """A message or call being read: where it stands, what it says, and what the owner allows."""

    place: str
    element: Element
    settings: Settings

    def get(self, name: str) -> str:
        """Give an attribute; Android writes what is not there as the word null."""
        return _said(self.element.attributes, name)

    def no(self, code: str) -> Problem:
        return Problem(self.place, code, _REASONS[code])


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the root says it, whatever the name
    """Tell by the root element: `smses` or `calls`."""
    text = head.replace(b"\x00", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd")
    at = 0
    while found := _PROLOG.match(text, at):
        at = found.end()
    return _ROOT.match(text, at) is not None


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield an exchange, or the reason why not, for every message and call in order."""
    owner = _Owner()
    for number, one in enumerate(elements.read(stream, _RECORDS), 1):
        if isinstance(one, elements.Fault):
            yield _fault(one, number)
            continue
        kind = "call" if one.name == "call" else "message"
        record = _Record(f"{kind} {number} (line {one.line})", one, settings)
        yield _READERS[one.name](record, owner)
    yield from owner.found()


def _fault(fault: elements.Fault, number: int) -> Problem:
    place = f"record {number} (line {fault.line})"
    if fault.code == "forbidden":
        return Problem(place, "unreadable", _FORBIDDEN)
    return Problem(place, fault.code, _REASONS[fault.code])


def _sms(record: _Record, owner: _Owner) -> InteractionSeen | Problem:
    kind, at = record.get("type"), _moment(record)
    if kind not in _WAY:
        return record.no(_UNSENT.get(kind, "unknown-kind"))
    if record.get("address").count("~") >= NO_EVIDENCE:
        return record.no("too-many-people")
    people = _people(record, owner, sent=kind == "2")
    if isinstance(people, str):
        return record.no(people)
    if at is None:
        return record.no("no-date")
    body = record.get("body")
    key = f"sms:{record.get('date')} {_ROLE[kind]} {_all_digits(people)} {_mark(body)}"
    return InteractionSeen(
        keys.fit(key), record.place, at, "message", people, _snippet(body, record.settings),
        direction=_WAY[kind],
    )  # fmt: skip


def _mms(record: _Record, owner: _Owner) -> InteractionSeen | Problem:
    box, at = record.get("msg_box"), _moment(record)
    if record.get("m_type") in _REPORTS:
        return record.no("report")
    if box not in _WAY:
        return record.no(_UNSENT.get(box, "unknown-kind"))
    people = _people(record, owner, sent=box == "2")
    if isinstance(people, str):
        return record.no(people)
    if at is None:
        return record.no("no-date")
    if len(people) > NO_EVIDENCE:
        return record.no("too-many-people")
    text = _text(record)
    mark = _mark(record.get("m_id") or text)
    key = f"mms:{record.get('date')} {_ROLE[box]} {_all_digits(people)} {mark}"
    return InteractionSeen(
        keys.fit(key), record.place, at, "message", people, _snippet(text, record.settings),
        direction=_WAY[box],
    )  # fmt: skip


def _people(record: _Record, owner: _Owner, *, sent: bool) -> tuple[Participant, ...] | str:
    """Name everybody but the phone's owner on a message with several people; else the code of the reason.

    `address` holds the numbers of the conversation, which are the others; `addr` elements hold everybody,
    the owner too. Who stands only there, and alone, is the owner.
    """
    region = record.settings.region
    listed = [one for one in record.element.inside if one[0] == "addr"]
    hidden = any(_said(one, "address") == _TOKEN for _, one in listed)
    senders = _numbers((_said(one, "address") for _, one in listed if _said(one, "type") in _FROM), region)
    others = _numbers(record.get("address").split("~"), region)
    receivers = _numbers((_said(one, "address") for _, one in listed if _said(one, "type") in _TO), region)
    everybody = senders | receivers | others
    found = {tail: who for tail, who in everybody.items() if isinstance(who, Handle)}
    alone = [tail for tail in found if tail not in others]
    if others and len(alone) == 1 and not hidden:
        owner.votes[found.pop(alone[0])] += 1
    elif not others and not sent and len(found) == 2:  # noqa: PLR2004 - who wrote, and who got it
        found = {tail: who for tail, who in found.items() if tail in senders} or found
    elif not others and sent:
        found = {tail: who for tail, who in found.items() if tail not in senders}
    if not found:
        return next((who for who in everybody.values() if isinstance(who, str)), "no-number")
    name = _name(record) if len(found) == 1 else ""
    wrote = frozenset() if sent else frozenset(found if len(found) == 1 else senders)
    return tuple(Participant("from" if tail in wrote else "to", who, name) for tail, who in found.items())


def _call(record: _Record, _owner: _Owner) -> InteractionSeen | Problem:
    """Read a call. One that was answered went both ways; one that was not is the caller's alone."""
    kind, at, seconds = record.get("type"), _moment(record), _seconds(record.get("duration"))
    who, name = _who(record.get("number"), record.settings.region), _name(record)
    if isinstance(who, str):
        return record.no(who)
    if kind not in {"1", "2", "7"} | _UNANSWERED:
        return record.no("blocked" if kind == "6" else "unknown-kind")
    if at is None:
        return record.no("no-date")
    missed = kind in _UNANSWERED or (kind == "1" and seconds == 0)
    if kind == "2" and seconds == 0:
        return record.no("no-answer")
    if missed and not name:
        return record.no("unknown-caller")
    minutes = max(1, round(seconds / 60)) if seconds and not missed else None
    people = (Participant("to" if kind == "2" else "from", who, name),)
    return InteractionSeen(
        keys.fit(f"call:{record.get('date')} {_digits(who)}"), record.place, at, "call", people,
        minutes=minutes, direction="received" if missed else "mutual",
    )  # fmt: skip


_READERS = {"sms": _sms, "mms": _mms, "call": _call}


def _said(attributes: Attributes, name: str) -> str:
    value = attributes.get(name, "").strip()
    return "" if value == "null" else value


def _moment(record: _Record) -> datetime | None:
    """Read the milliseconds since 1970; None for a moment at which nobody wrote a message."""
    written = record.get("date")
    if not _NUMBER.fullmatch(written):
        return None
    latest = datetime.combine(record.settings.today, time.max, UTC) + _AHEAD
    since = timedelta(milliseconds=int(written))
    at = datetime(1970, 1, 1, tzinfo=UTC) + since if since.days < _DAYS else latest + _AHEAD
    return at if FIRST <= at <= latest else None


def _seconds(written: str) -> int | None:
    """Read a call's length; None for one that is not told, or longer than a day."""
    return int(written) if _NUMBER.fullmatch(written) and int(written) <= _DAY else None


@lru_cache(maxsize=16_384)
def _who(written: str, region: str | None) -> Handle | str:
    """Read a number or mail address; else the code of the reason why it is no person's."""
    written = written.removeprefix("tel:")
    if "@" in written and (mailbox := handles.email(written)):
        return mailbox
    digits = _NOT_DIGITS.sub("", written)
    if _LETTER.search(written):
        return "no-number" if written.strip("()").lower() in _WITHHELD else "service"
    if written.startswith("-") or not digits:
        return "no-number"
    if len(digits) <= _SHORT and not written.startswith("+"):
        return "service"
    return handles.phone(written, region=region) or "no-number"


_WITHHELD = frozenset({"unknown", "private", "restricted", "anonymous", "withheld", "payphone"})
_TOKEN = "insert-address-token"  # noqa: S105 - what Android writes in the place of the phone's own number


def _numbers(written: Iterator[str] | list[str], region: str | None) -> dict[str, Handle | str]:
    """Read several numbers, each once, by the digits that do not depend on how one is written."""
    told = (one.strip().removeprefix("tel:") for one in written)
    return {_tail(one): _who(one, region) for one in told if one and one != _TOKEN}


def _tail(written: str) -> str:
    digits = _NOT_DIGITS.sub("", written)
    return digits[-_SAME:] if digits and "@" not in written else written.lower()


def _digits(who: Handle) -> str:
    """Give what of an address does not depend on the owner's country."""
    return _NOT_DIGITS.sub("", who.written) if who.kind == "phone" else who.value


def _all_digits(people: tuple[Participant, ...]) -> str:
    return "~".join(sorted(_digits(one.handle) for one in people))


def _name(record: _Record) -> str:
    return naming.read(record.get("contact_name"))[:200]


def _text(record: _Record) -> str:
    """Put a message's subject and its parts of text together."""
    parts = [one for tag, one in record.element.inside if tag == "part" and _said(one, "ct") == "text/plain"]
    return "\n".join(filter(None, [record.get("sub"), *(_said(one, "text") for one in parts)]))


def _mark(text: str) -> str:
    return keys.digest(text[:_KNOWN])[:8]


def _snippet(text: str, settings: Settings) -> str:
    return " ".join(text[: 20 * SNIPPET].split())[:SNIPPET] if settings.snippets else ""
