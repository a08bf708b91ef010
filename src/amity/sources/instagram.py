"""Instagram: the direct messages of "Download your information" as JSON, one file for each conversation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from amity.core.findings import Finding, InteractionSeen, Problem, Settings
from amity.core.interactions import Direction
from amity.formats.objects import Objects, Path
from amity.sources import conversation
from amity.sources.conversation import Conversation, Member

_NOBODY = frozenset({"instagram user", "facebook user", "meta ai", "instagrammer"})
"""What stands for accounts that are gone, and for a program."""
_WORDS = frozenset({("title",), ("thread_path",)})
_REASONS = {
    "system": "Instagram wrote this itself; it is nobody's message.",
    "deleted": "This message was taken back by the one who wrote it.",
    "missed": "Nobody answered this call.",
    "gone": "The account that wrote this is gone; the export no longer says whose it was.",
    "unreadable": "This is not the shape of a message.",
    "cut-off": "The file breaks off here or is damaged; what stands before this place was read.",
}


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the keys say it, whatever the name
    """Tell from the first message whether this is a conversation."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    first = next(iter(Objects(BytesIO(head), lambda path: path == ("messages", 0))), None)
    return (
        first is not None and isinstance(first[1], dict) and {"sender_name", "timestamp_ms"} <= set(first[1])
    )


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield every message in order. The file is read twice: its title stands behind the messages."""
    talk = Conversation("instagram", settings)
    me, direction = _survey(stream, talk)
    stream.seek(0)
    text = Objects(stream, _is_message)
    for path, value in text:
        found = _finding(f"message {int(path[1]) + 1}", value, talk, direction)
        if me is not None and isinstance(found, InteractionSeen):
            yield conversation.owner("instagram", me, found.place)
            me = None
        yield found
    if text.broken:
        yield Problem("end", "cut-off", _REASONS["cut-off"])


def _is_message(path: Path) -> bool:
    return len(path) == 2 and path[0] == "messages" and isinstance(path[1], int)  # noqa: PLR2004


def _surveyed(path: Path) -> bool:
    named = path[:1] == ("participants",) and path[2:] == ("name",)
    return path in _WORDS or named or (path[2:] == ("sender_name",) and _is_message(path[:2]))


def _survey(stream: BinaryIO, talk: Conversation) -> tuple[Member | None, Direction | None]:
    """Find who takes part, which conversation it is, and, from its title, who of two is the owner."""
    said = {"title": "", "thread_path": ""}
    for path, value in Objects(stream, _surveyed):
        if path in _WORDS:
            said[str(path[0])] = mended(value)
        else:
            talk.join(_member(value))
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
    seconds = message.get("call_duration")
    call = isinstance(seconds, int | float)
    return talk.exchange(
        place, _at(message.get("timestamp_ms")), sender, mended(message.get("content")), direction=direction,
        channel="call" if call else "message", minutes=_minutes(seconds),
    )  # fmt: skip


def _at(milliseconds: object) -> datetime | None:
    """Read milliseconds since 1970."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return None
    return conversation.moment(milliseconds / 1_000)


def _refused(message: dict[str, Any], sender: Member | None) -> str:
    """Give the code of the reason to leave a message out, or nothing."""
    if message.get("is_unsent") is True:
        return "deleted"
    if message.get("type") in ("Subscribe", "Unsubscribe"):
        return "system"
    if message.get("call_duration") == 0:
        return "missed"
    return "" if sender else "gone"


def _minutes(seconds: object) -> int | None:
    if not isinstance(seconds, int | float):
        return None
    return int(max(1, min(round(seconds / 60), 60 * 24)))


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
