"""Signal: chats as text, the way the common export programs write them: `[2019-12-24, 12:23] Jane: Hello`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from amity.core.findings import Finding, InteractionSeen, Problem, Settings
from amity.core.interactions import Direction
from amity.formats import stamped
from amity.formats.stamped import Entry
from amity.sources import conversation
from amity.sources.conversation import Conversation, Member

_ME = frozenset({"me", "you"})
_SHEETS = frozenset({"chat.txt", "chat.md", "index.md"})
"""Names of the files that export programs write, each in the folder of its chat."""
_REASONS = {
    "system": "Signal wrote this itself; it is nobody's message.",
    "unreadable": "This text stands before the first message of the chat.",
    "too-long": "A line of this message has more than a million characters.",
}


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the first lines say it, whatever the name
    """Tell from the first lines: a day that begins with its year, and no seconds, in square brackets."""
    chat = stamped.chat(head)
    first = chat[0].stamp if chat else None
    return first is not None and first.bracketed and first.year_first and not first.exact


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield every message in order. The file is read twice: who takes part shows only in the whole."""
    talk = Conversation("signal", settings, whole_minutes=True)
    for entry in stamped.entries(stream):
        if entry.stamp is not None:
            talk.join(_member(entry.parts()[0], settings))
    me = next((one for one in talk.members.values() if one.identity in _ME), None)
    direction = _complete(talk, me)
    stream.seek(0)
    for entry in stamped.entries(stream):
        found = _finding(entry, talk, direction)
        if me is not None and isinstance(found, InteractionSeen):
            yield conversation.owner("signal", me, found.place)
            me = None
        yield found


def _complete(talk: Conversation, me: Member | None) -> Direction | None:
    """Add the one after whom the folder is called to a chat in which only one has written; name the chat."""
    *_, folder, sheet = ["", "", *re.split(r"[/\\]", talk.settings.name)]
    other = _member(folder, talk.settings) if sheet.lower() in _SHEETS else None
    alone = len(talk.members) == 1
    if alone and me is not None:
        talk.join(other)
    talk.id = conversation.pair(talk.members.values())
    return "received" if alone and other is not None and other.identity in talk.members and not me else None


def _finding(entry: Entry, talk: Conversation, direction: Direction | None) -> InteractionSeen | Problem:
    place = f"line {entry.line}"
    if entry.cut or entry.stamp is None:
        code = "too-long" if entry.cut else "unreadable"
        return Problem(place, code, _REASONS[code])
    written, text = entry.parts()
    sender = _member(written, talk.settings)
    if sender is None:
        return Problem(place, "system", _REASONS["system"])
    return talk.exchange(place, entry.stamp.at("ymd"), sender, text.strip(), direction=direction)


def _member(written: str, settings: Settings) -> Member | None:
    """Read a sender; the owner, who stands there as "Me", has no name."""
    found = conversation.member("signal", written, region=settings.region) if written else None
    if found is not None and found.identity in _ME:
        return Member(found.identity, found.handle)
    return found
