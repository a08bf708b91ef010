"""WhatsApp: the chats of "Export chat", as text, from any phone and in any country's form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from amity.core import names
from amity.core.findings import Finding, InteractionSeen, Problem, Settings
from amity.core.interactions import Direction
from amity.formats import stamped
from amity.formats.stamped import Entry, Order, Orders
from amity.sources import conversation
from amity.sources.conversation import Conversation, Member

_MARK = "\u200e"
"""Stands before what WhatsApp on an iPhone writes itself."""
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_OMITTED, _ATTACHED = frozenset(_TABLE["omitted"]), frozenset(_TABLE["attached"])
_DELETED, _EDITED = frozenset(_TABLE["deleted"]), tuple(_TABLE["edited"])
_TAGGED = re.compile(r"<[^<>\n]{1,200}>")
_FILE = re.compile(r"[^\n()]{1,120}\.\w{1,5} \(([^()\n]{3,40})\)(?:\n|$)")
_SPAN = re.compile(r"(\d{1,3})[\s\u200e]{0,2}([^\W\d_]{1,4})")
_COPY = re.compile(r" \(\d{1,3}\)$")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile('["“„«]([^"“”„«»\n]{1,200})["”“»]')
Kind = Literal["message", "system", "deleted", "missed", "call"]
_REASONS = {
    "system": "WhatsApp wrote this itself; it is nobody's message.",
    "deleted": "This message was taken back by the one who wrote it.",
    "missed": "Nobody answered this call.",
    "unreadable": "This text stands before the first message of the chat.",
    "too-long": "A line of this message has more than a million characters.",
}


def recognizes(head: bytes, name: str) -> bool:
    """Tell from the first lines whether this is an exported chat; a day in a log must have more to show."""
    chat = stamped.chat(head)
    if not chat or chat[0].stamp is None:
        return False
    first = chat[0].stamp
    if not first.year_first:
        return True
    told = "whatsapp" in f"{name} {chat[0].text[:2_000]}".casefold()
    return (first.comma or told) and (first.exact or not first.bracketed)


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield every message in order. The file is read twice: the order of its days shows only in the whole."""
    chat = _survey(stream, settings)
    stream.seek(0)
    me = chat.owner
    for entry in stamped.entries(stream):
        found = chat.finding(entry)
        if me is not None and isinstance(found, InteractionSeen):
            yield conversation.owner("whatsapp", me, found.place)
            me = None
        yield found


@dataclass(slots=True)
class _Chat:
    """What the whole file says: who takes part, who of them is the owner, and how its days are written."""

    talk: Conversation
    order: Order
    owner: Member | None = None
    direction: Direction | None = None

    def finding(self, entry: Entry) -> InteractionSeen | Problem:
        """Make an exchange of an entry, or the problem it is."""
        place = f"line {entry.line}"
        if entry.cut or entry.stamp is None:
            return _problem(place, "too-long" if entry.cut else "unreadable")
        written, said = entry.parts()
        sender = _member(written, self.talk.settings)
        kind, text, minutes = _read(said)
        if sender is None or kind not in {"message", "call"}:
            return _problem(place, kind if sender else "system")
        call = kind == "call"  # one that lasted was answered, whoever began it
        return self.talk.exchange(
            place, entry.stamp.at(self.order), sender, text, channel="call" if call else "message",
            minutes=minutes, direction="mutual" if call else self.direction,
        )  # fmt: skip


def _problem(place: str, code: str) -> Problem:
    return Problem(place, code, _REASONS[code])


def _member(written: str, settings: Settings) -> Member | None:
    return conversation.member("whatsapp", written, region=settings.region) if written else None


def _survey(stream: BinaryIO, settings: Settings) -> _Chat:
    """Read the file once for what only the whole of it tells."""
    talk = Conversation("whatsapp", settings, whole_minutes=True)
    orders = Orders(latest=conversation.latest(settings), region=settings.region)
    quoted = False
    title = _title(settings.name)
    for entry in stamped.entries(stream):
        if entry.stamp is None:
            continue
        orders.see(entry.stamp)
        written, said = entry.parts()
        if written and _read(said)[0] != "system":
            talk.join(_member(written, settings))
        elif not written:
            quoted = quoted or title in _QUOTED.findall(said[:1_000])
    chat = _Chat(talk, orders.best())
    _who(chat, title, _words(_stem(settings.name)), group=quoted)
    return chat


def _who(chat: _Chat, title: str, stem: str, *, group: bool) -> None:
    """Find from the file's name who the others are and who the owner is, and name the conversation.

    The file of a chat between two is called after the other one. A chat of two senders, neither of whom the
    name tells, is a group's.
    """
    members = list(chat.talk.members.values())
    other = _named(members, stem)
    if len(members) == 1 and other is not None:
        chat.direction = "received"
    elif len(members) == 1 and title and not group:
        chat.talk.join(_member(title, chat.talk.settings))
    elif len(members) == 2 and other is not None:  # noqa: PLR2004 - you and I
        chat.owner = next(one for one in members if one is not other)
    many = group or (len(members) > 1 and other is None and bool(stem))
    chat.talk.id = conversation.pair(chat.talk.members.values(), group=many)


def _named(members: list[Member], stem: str) -> Member | None:
    """Find the one after whom the file is called: whose name, the longest, stands in the file's."""
    found = [one for one in members[:3] if (words := _words(one.identity)) and f" {words} " in f" {stem} "]
    return max(found, key=lambda one: len(one.identity), default=None)


def _stem(name: str) -> str:
    """Give the part of a path that bears WhatsApp's name, without its ending; nothing where none does."""
    parts = [part for part in re.split(r"[/\\]", name[-1_000:]) if "whatsapp" in part.casefold()]
    stem = parts[-1] if parts else ""
    for ending in (".txt", ".zip"):
        stem = stem.removesuffix(ending)
    return _COPY.sub("", stem)


def _title(name: str) -> str:
    """Give the name of the other person, or of the group, that stands in a file's name."""
    stem = _stem(name)
    folded = stem.casefold()
    start = next((one for one in _TABLE["named"] if folded.startswith(one)), "")
    return stem[len(start) :].strip() if start else ""


def _words(text: str) -> str:
    """Write text as words alone: file names leave out what a name may hold."""
    return " ".join(_WORD.findall(names.fold(text[:1_000])))


def _read(said: str) -> tuple[Kind, str, int | None]:
    """Tell what kind of entry a text is, its own words without WhatsApp's, and the minutes of a call."""
    text = said.replace(_MARK, "").strip()
    if _plain(text) in _DELETED:
        return "deleted", "", None
    if _stands_for_media(text):
        return "message", "", None
    file = _FILE.match(text)
    if file is not None and file[1].casefold() in _ATTACHED:
        return "message", text[file.end() :].strip(), None
    before, mark, last = said.rpartition(_MARK)
    if mark and _stands_for_media(last.strip()):
        return "message", before.replace(_MARK, "").strip(), None
    if said.startswith(_MARK):
        return _marked(text)
    start = len(text) - max((len(end) for end in _EDITED if text[-60:].casefold().endswith(end)), default=0)
    return "message", text[:start].strip(), None


def _marked(text: str) -> tuple[Kind, str, int | None]:
    """Read what WhatsApp wrote in somebody's name: a call, something shared, or a notice."""
    folded = text[:300].casefold()
    if any(word in folded for word in _TABLE["call"]):
        units = _TABLE["units"]
        spans = [int(count) * units[unit] for count, unit in _SPAN.findall(folded) if unit in units]
        return ("call", "", max(1, sum(spans))) if spans else ("missed", "", None)
    if any(word in folded for word in _TABLE["shared"]):
        return "message", text, None
    return "system", "", None


def _stands_for_media(text: str) -> bool:
    return _plain(text) in _OMITTED or _TAGGED.fullmatch(text) is not None


def _plain(text: str) -> str:
    """Write a short text as the tables do."""
    return text.casefold().rstrip(".") if len(text) < 100 else ""  # noqa: PLR2004 - longer than any of them
