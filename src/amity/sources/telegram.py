"""Telegram: the `result.json` of Telegram Desktop, of all chats or of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from amity.core import dates, handles
from amity.core.findings import Claim, Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.formats import documents, fields, keys
from amity.formats.documents import Document, Path
from amity.formats.encoding import storable
from amity.sources import conversation
from amity.sources.conversation import Conversation, Member

_LISTS = frozenset({"chats", "left_chats"})
_FACTS = frozenset({"name", "type", "id"})
_SENDERS = frozenset({"from", "from_id", "actor", "actor_id"})
_MOST_CHATS = 50_000
_MOST_MEMBERS = 200_000
"""Chats, and people in them, that are remembered of one export; the messages of more are left out."""
_OTHERS = {
    "saved_messages": "saved",
    "bot_chat": "bot",
    "private_channel": "channel",
    "public_channel": "channel",
    "replies": "automatic",
    "verification_codes": "automatic",
}
"""Kinds of chats that are nobody's conversation."""
_REASONS = {
    "saved": "This is a note the owner saved for themself.",
    "bot": "A program answers in this chat, not a person.",
    "channel": "A channel speaks to everybody; it is no exchange between people.",
    "automatic": "Telegram itself writes in this chat.",
    "system": "Telegram wrote this itself; it is nobody's message.",
    "missed": "Nobody answered this call.",
    "gone": "The account that wrote this was deleted; the export no longer says whose it was.",
    "unreadable": "This is not the shape of a message.",
    "too-many-chats": f"The export has more chats or members than Amity remembers ({_MOST_CHATS} chats).",
    "empty": "This entry gives neither a name nor a number.",
}


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the keys say it, whatever the name
    """Tell an export of Telegram Desktop by its first keys, or by a message that has a kind and a day."""
    found: set[Path] = set()
    for part in documents.beginning(head, _is_sign):
        if part.path == ("about",):
            if isinstance(part.value, str) and "Telegram" in part.value:
                return True
        elif part.path == ("personal_information",):
            if isinstance(part.value, dict) and {"user_id", "first_name"} <= set(part.value):
                return True
        else:
            found.add(part.path)
            message = part.path[:-1]
            if (*message, "type") in found and {(*message, day) for day in _DAYS} & found:
                return True
    return False


_SIGNS = frozenset({("about",), ("personal_information",)})
_DAYS = ("date", "date_unixtime")


def _is_sign(path: Path) -> bool:
    return path in _SIGNS or (
        path[-1:] in {("type",), ("date",), ("date_unixtime",)} and _is_message(path[:-1])
    )


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield every contact and message in order. The file is read twice: who takes part shows in the whole."""
    export = _survey(stream, settings)
    if export.me is not None:
        yield _owner(export.me, export.personal, settings)
    stream.seek(0)
    document = Document(stream, lambda path: _is_message(path) or _is_contact(path))
    for part in document:
        if part.path[0] == "contacts":
            yield _contact(_place(part.path), part.value, settings)
        else:
            yield export.message(part.path, part.value)
    if document.fault is not None:
        yield document.fault


def _chat_of(path: Path, below: int) -> Path | None:
    """Give the path of the chat that something lies `below` steps in; None for other places."""
    chat = path[: len(path) - below]
    whole = len(chat) == 3 and chat[0] in _LISTS and chat[1] == "list"  # noqa: PLR2004 - chats, list, number
    return chat if len(path) >= below and (whole or not chat) else None


def _is_message(path: Path) -> bool:
    return path[-2:-1] == ("messages",) and isinstance(path[-1], int) and _chat_of(path, 2) is not None


def _is_contact(path: Path) -> bool:
    return path[:2] == ("contacts", "list") and isinstance(path[-1], int) and path[2:] == path[-1:]


def _surveyed(path: Path) -> bool:
    if not path or path == ("personal_information",):
        return bool(path)
    last = path[-1]
    if last in _SENDERS:
        return _is_message(path[:-1])
    return last in _FACTS and _chat_of(path, 1) is not None


def _place(path: Path) -> str:
    """Name a place by the numbers in its path, counted from one: `chat 2, message 7`."""
    numbers = [one + 1 for one in path if isinstance(one, int)]
    if len(numbers) == 1:
        return f"{'contact' if path[0] == 'contacts' else 'message'} {numbers[0]}"
    return f"{'left chat' if path[0] == 'left_chats' else 'chat'} {numbers[0]}, message {numbers[1]}"


@dataclass(slots=True)
class _Chat:
    """One chat: what it is called, of which type it is, its number, and who writes in it."""

    talk: Conversation
    name: str = ""
    type: str = ""
    id: str = ""

    @property
    def personal(self) -> bool:
        return self.type == "personal_chat"

    def key(self, message: dict[str, Any]) -> str:
        """Give the message's own number in its chat, where the export has both."""
        number = _id(message.get("id"))
        kind = "user" if self.personal else "group"
        return f"telegram:{kind}{self.id} {number}" if number and self.id else ""

    def partner(self) -> Member | None:
        """Give the other person of a chat between two."""
        return (
            conversation.account("telegram", f"user{self.id}", self.name) if self.id and self.name else None
        )


@dataclass(slots=True)
class _Export:
    """What the whole export says before its messages are read again."""

    settings: Settings
    chats: dict[Path, _Chat]
    personal: dict[str, Any]
    me: Member | None = None
    room: int = _MOST_MEMBERS

    def chat(self, path: Path) -> _Chat | None:
        """Give a chat by its path, a new one as long as there is room."""
        if path not in self.chats and len(self.chats) < _MOST_CHATS:
            self.chats[path] = _Chat(Conversation("telegram", self.settings))
        return self.chats.get(path)

    def message(self, path: Path, value: object) -> InteractionSeen | Problem:
        """Make an exchange of a message, or the problem it is."""
        place = _place(path)
        chat = self.chat(path[:-2])
        code = "too-many-chats" if chat is None or self.room < 0 else _OTHERS.get(chat.type, "")
        if chat is None or code:
            return Problem(place, code, _REASONS[code])
        if not isinstance(value, dict):
            return Problem(place, "unreadable", _REASONS["unreadable"])
        return _exchange(place, chat, value)


def _survey(stream: BinaryIO, settings: Settings) -> _Export:
    """Read the file once for what only the whole of it tells."""
    export = _Export(settings, {}, {})
    sender: dict[str, str] = {}
    at: Path = ()
    for path, value in ((part.path, part.value) for part in Document(stream, _surveyed)):
        if path == ("personal_information",):
            export.personal = value if isinstance(value, dict) else {}
            continue
        if path[-1] in _FACTS:
            chat = export.chat(path[:-1])
            if chat is not None:
                setattr(chat, str(path[-1]), _id(value))
            continue
        if path[:-1] != at:
            _join(export, at, sender)
            at, sender = path[:-1], {}
        sender[str(path[-1])] = _id(value)
    _join(export, at, sender)
    export.me = _me(export)
    for chat in export.chats.values():
        _complete(chat, export.me)
    return export


def _join(export: _Export, path: Path, sender: dict[str, str]) -> None:
    """Let who wrote one message take part in its chat."""
    chat = export.chat(path[:-2]) if path else None
    found = _member(sender)
    if chat is not None and found is not None and not _is_channel(found) and export.room >= 0:
        before = len(chat.talk.members)
        chat.talk.join(found)
        export.room -= len(chat.talk.members) - before


def _me(export: _Export) -> Member | None:
    """Find the owner: who the export says it is, or who is not the other one in a chat between two."""
    said = export.personal
    number = _id(said.get("user_id"))
    if number:
        return conversation.account("telegram", f"user{number}", _named(said))
    for chat in export.chats.values():
        partner = chat.partner() if chat.personal else None
        mine = [one for one in chat.talk.members.values() if partner and one.identity != partner.identity]
        if len(mine) == 1 and mine[0].identity.startswith("telegram:user"):
            return mine[0]
    return None


def _complete(chat: _Chat, me: Member | None) -> None:
    """Add to a chat between two whoever of them has not written, and name it."""
    if chat.personal:
        chat.talk.join(chat.partner(), me)
    members = chat.talk.members.values()
    chat.talk.id = chat.id or conversation.pair(members, group="group" in chat.type)


def _exchange(place: str, chat: _Chat, message: dict[str, Any]) -> InteractionSeen | Problem:
    service = message.get("type") == "service"
    call = service and message.get("action") == "phone_call"
    seconds = fields.number(message.get("duration_seconds")) if call else None
    if service and seconds is None:
        code = "missed" if call else "system"
        return Problem(place, code, _REASONS[code])
    sender = _member({word: _id(message.get(word)) for word in _SENDERS})
    if sender is None:
        return Problem(place, "gone", _REASONS["gone"])
    if _is_channel(sender):
        return Problem(place, "channel", _REASONS["channel"])
    partner = chat.partner() if chat.personal else None
    alone = partner is not None and list(chat.talk.members) == [sender.identity] == [partner.identity]
    return chat.talk.exchange(
        place, _at(message), sender, _text(message.get("text")), key=chat.key(message),
        channel="call" if call else "message", minutes=conversation.minutes(seconds),
        direction="received" if alone else None,
    )  # fmt: skip


def _member(message: dict[str, str]) -> Member | None:
    """Read who wrote a message; nobody where the account is gone and only its number is left."""
    name = message.get("from") or message.get("actor") or ""
    number = message.get("from_id") or message.get("actor_id") or ""
    if not conversation.shown(name):
        return None
    if number:
        return conversation.account("telegram", number, name)
    return conversation.member("telegram", name, region=None)


def _is_channel(member: Member) -> bool:
    """Tell a channel that is put into a group, or a group that speaks for one who hides, from a person."""
    return member.identity.startswith("telegram:channel")


def _at(message: dict[str, Any]) -> datetime | None:
    """Read the moment of a message; a time without its seconds since 1970 has no zone and is taken as UTC."""
    exact = conversation.moment(message.get("date_unixtime"))
    return exact if exact is not None else dates.moment(_id(message.get("date")))


def _text(written: object) -> str:
    """Put a message's text together: a text, or a list of texts and of pieces with a form."""
    if isinstance(written, str):
        return written
    pieces = written if isinstance(written, list) else []
    said = (piece.get("text") if isinstance(piece, dict) else piece for piece in pieces)
    return "".join(piece for piece in said if isinstance(piece, str))


def _id(value: object) -> str:
    """Write a word or whole number as text; nothing for everything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return storable(str(value)[:1_000]).strip()


def _named(said: dict[str, Any]) -> str:
    return conversation.shown(f"{_id(said.get('first_name'))} {_id(said.get('last_name'))}")


def _phone(said: dict[str, Any], settings: Settings) -> Handle | None:
    """Read a number; Telegram writes it with its country, behind a plus sign, two zeros or nothing."""
    written = _id(said.get("phone_number"))
    if written.startswith("00"):
        written = f"+{written[2:]}"
    return handles.phone(written, region=settings.region) if written else None


def _claims(said: dict[str, Any], phone: Handle | None, account: Member | None) -> tuple[Claim, ...]:
    """Say what an entry says; what no field fits is kept under its own name."""
    told = {
        "name": _named(said),
        "given": _id(said.get("first_name")),
        "family": _id(said.get("last_name")),
        "phone": phone.written if phone else "",
        "account": account.handle.value if account else "",
        "headline": _id(said.get("bio")),
    }
    used = {"first_name", "last_name", "user_id", "bio"} | ({"phone_number"} if phone else set())
    rest = [Claim("other", _id(value), storable(key)) for key, value in said.items() if key not in used]
    plain = [Claim(name, value) for name, value in told.items() if value]
    return tuple(plain + [claim for claim in rest if claim.value])


def _contact(place: str, said: object, settings: Settings) -> PersonSeen | Problem:
    """Read one entry of the contacts."""
    if not isinstance(said, dict):
        return Problem(place, "unreadable", _REASONS["unreadable"])
    phone = _phone(said, settings)
    number = _id(said.get("user_id"))
    account = conversation.account("telegram", f"user{number}", _named(said)) if number.strip("0") else None
    if not _named(said) and phone is None and account is None:
        return Problem(place, "empty", _REASONS["empty"])
    key = account.identity if account else _id(said.get("phone_number")) or f"name:{_named(said)}"
    known = tuple(handle for handle in (phone, account and account.handle) if handle)
    return PersonSeen(keys.fit(f"contact:{key}"), place, _claims(said, phone, account), known)


def _owner(me: Member, said: dict[str, Any], settings: Settings) -> PersonSeen:
    """Say who the owner is, with what the export says about them."""
    phone = _phone(said, settings)
    claims = _claims(said, phone, me) if said else ()
    found = conversation.owner("telegram", me, "personal information", claims=claims)
    return PersonSeen(
        found.key, found.place, found.claims, (me.handle, *([phone] if phone else [])), about_owner=True
    )
