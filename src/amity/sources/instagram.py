"""Instagram: the direct messages of "Download your information" as JSON, one file for each conversation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from amity.core.findings import Finding, InteractionSeen, Problem, Settings
from amity.core.interactions import Direction
from amity.formats import documents, fields
from amity.formats.documents import ITEM, Document, Path
from amity.sources import conversation
from amity.sources.conversation import Conversation, Member

_NOBODY = frozenset({"instagram user", "facebook user", "meta ai", "instagrammer"})
"""What stands for accounts that are gone, and for a program."""
_WORDS = frozenset({("title",), ("thread_path",)})
_SIGNS = (("messages", ITEM, "sender_name"), ("messages", ITEM, "timestamp_ms"))
_REASONS = {
    "system": "Instagram wrote this itself; it is nobody's message.",
    "deleted": "This message was taken back by the one who wrote it.",
    "missed": "Nobody answered this call.",
    "gone": "The account that wrote this is gone; the export no longer says whose it was.",
    "unreadable": "This is not the shape of a message.",
}


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the keys say it, whatever the name
    """Tell from the first messages whether this is a conversation: one of them has a sender and a moment."""
    found: set[Path] = set()
    for part in documents.beginning(head, documents.at(*_SIGNS)):
        found.add(part.path)
        if {(*part.path[:2], name) for _, _, name in _SIGNS} <= found:
            return True
    return False


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield every message in order. The file is read twice: its title stands behind the messages."""
    talk = Conversation("instagram", settings)
    me, direction = _survey(stream, talk)
    stream.seek(0)
    document = Document(stream, _is_message)
    for part in document:
        found = _finding(f"message {int(part.path[1]) + 1}", part.value, talk, direction)
        if me is not None and isinstance(found, InteractionSeen):
            yield conversation.owner("instagram", me, found.place)
            me = None
        yield found
    if document.fault is not None:
        yield document.fault


def _is_message(path: Path) -> bool:
    return len(path) == 2 and path[0] == "messages" and isinstance(path[1], int)  # noqa: PLR2004


def _surveyed(path: Path) -> bool:
    named = path[:1] == ("participants",) and path[2:] == ("name",)
    return path in _WORDS or named or (path[2:] == ("sender_name",) and _is_message(path[:2]))


def _survey(stream: BinaryIO, talk: Conversation) -> tuple[Member | None, Direction | None]:
    """Find who takes part, which conversation it is, and, from its title, who of two is the owner."""
    said = {"title": "", "thread_path": ""}
    for part in Document(stream, _surveyed):
        if part.path in _WORDS:
            said[str(part.path[0])] = mended(part.value)
        else:
            talk.join(_member(part.value))
    members = list(talk.members.values())
    other = _member(said["title"])
    mine = [one for one in members if other is not None and one.identity != other.identity]
    talk.id = said["thread_path"] or conversation.pair(members)
    alone = len(members) == 1 and not mine and other is not None
    two = len(members) == 2 and len(mine) == 1  # noqa: PLR2004 - you and I
    return mine[0] if two else None, "received" if alone else None


def _finding(
    place: str, message: object, talk: Conversation, direction: Direction | None
) -> InteractionSeen | Problem:
    if not isinstance(message, dict):
        return Problem(place, "unreadable", _REASONS["unreadable"])
    sender = _member(message.get("sender_name"))
    code = _refused(message, sender)
    if code or sender is None:
        return Problem(place, code, _REASONS[code])
    seconds = fields.number(message.get("call_duration"))
    return talk.exchange(
        place, _at(message.get("timestamp_ms")), sender, mended(message.get("content")), direction=direction,
        channel="message" if seconds is None else "call", minutes=conversation.minutes(seconds),
    )  # fmt: skip


def _at(milliseconds: object) -> datetime | None:
    """Read milliseconds since 1970."""
    exact = fields.number(milliseconds)
    return None if exact is None else conversation.moment(exact / 1_000)


def _refused(message: dict[str, Any], sender: Member | None) -> str:
    """Give the code of the reason to leave a message out, or nothing."""
    if message.get("is_unsent") is True:
        return "deleted"
    if message.get("type") in ("Subscribe", "Unsubscribe"):
        return "system"
    if message.get("call_duration") == 0:
        return "missed"
    return "" if sender else "gone"


def _member(name: object) -> Member | None:
    """Read a name; what stands for an account that is gone is nobody."""
    found = conversation.member("instagram", mended(name), region=None)
    return None if found is None or found.identity in _NOBODY else found


def mended(text: object) -> str:
    """Give a text whose UTF-8 was written as Latin-1, letter by letter, as it was meant."""
    if not isinstance(text, str):
        return ""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
