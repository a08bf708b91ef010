"""The mailbox: letters as Google Takeout writes them, one mbox with labels, newsletters and all."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from amity.village import exchanges
from amity.village.exchanges import ZONE, Exchange, Story
from amity.village.villagers import Villager

NAME = "Takeout/Mail/All mail Including Spam and Trash.mbox"
SPAN = 730
"""Days for which newsletters and receipts were kept."""
ABROAD = 5
"""Every so many letters one carries a clock from elsewhere."""
THREAD = 1_700_000_000_000_000_000
"""Gmail's numbers of messages and threads have nineteen digits."""
_SPECIAL = set('()<>@,;:\\".[]')
_LINE = 40
"""Characters of a name that one encoded word holds (RFC 2047 allows 75 octets)."""


@dataclass(frozen=True, slots=True)
class Post:
    """One message as it lies in the mailbox: its day, the header lines in order, and the body."""

    at: datetime
    headers: tuple[tuple[str, str], ...]
    body: str


def write(story: Story, told: Sequence[Exchange]) -> tuple[bytes, dict[str, int]]:
    """Write the mailbox, oldest first, and count its messages by kind."""
    kinds = {"letters": list(_letters(story, told)), **{kind: list(_bulk(story, kind)) for kind in _KINDS}}
    posts = sorted((post for found in kinds.values() for post in found), key=lambda post: post.at)
    text = "".join(_lines(number, post) for number, post in enumerate(posts, 1))
    return text.encode(), {kind: len(found) for kind, found in kinds.items()}


def _letters(story: Story, told: Sequence[Exchange]) -> Iterator[Post]:
    mails = {one.number: one for one in told if one.channel == "mail"}
    mine = {address for key in ("me", "work") for address in story.people[key].emails}
    for one in mails.values():
        sent = one.sender.emails[0] in mine
        yield Post(one.at, (*_ours(one, sent=sent), *_letter(one, mails)), _body(one))


def _ours(one: Exchange, *, sent: bool) -> list[tuple[str, str]]:
    """Write what Gmail itself adds: thread and labels, and for received mail the mailbox it came to."""
    labels = "Sent" if sent else "Inbox,Opened,Category Personal"
    found = [("X-GM-THRID", str(THREAD + one.thread)), ("X-Gmail-Labels", labels)]
    return found if sent else [*found, ("Delivered-To", "robin.hale@example.com")]


def _letter(one: Exchange, mails: dict[int, Exchange]) -> Iterator[tuple[str, str]]:
    """Write the headers of one letter; an answer names all before it in the thread."""
    yield "MIME-Version", "1.0"
    yield "Date", format_datetime(one.at if one.number % ABROAD else one.at.astimezone(_abroad(one)))
    if one.answers in mails:
        yield "References", " ".join(_chain(one, mails))
        yield "In-Reply-To", _id(mails[one.answers])
    yield "Message-ID", _id(one)
    yield "Subject", _encoded(one.subject)
    yield "From", _address(one.sender)
    yield "To", ",\n\t".join([*map(_address, one.to), *_crowd(one)])
    if one.cc:
        yield "Cc", ",\n\t".join(map(_address, one.cc))
    yield "Content-Type", 'text/plain; charset="UTF-8"'


def _abroad(one: Exchange) -> ZoneInfo:
    """Choose the clock of a letter written elsewhere."""
    return ZoneInfo(("Europe/London", "UTC", "Asia/Tokyo", "America/Denver")[one.number % 4])


def _chain(one: Exchange, mails: dict[int, Exchange]) -> list[str]:
    found: list[str] = []
    before = one.answers
    while before in mails:
        found.insert(0, _id(mails[before]))
        before = mails[before].answers
    return found


def _id(one: Exchange) -> str:
    return f"<{one.at:%Y%m%d%H%M%S}.{one.number:05}@{one.sender.emails[0].partition('@')[2]}>"


def _crowd(one: Exchange) -> list[str]:
    domain = one.sender.emails[0].partition("@")[2]
    return [f"{name} <{address}>" for name, address in exchanges.crowd(one.crowd, domain=domain)]


def _address(villager: Villager) -> str:
    return _mailbox(villager.name, villager.emails[0])


def _mailbox(name: str, address: str) -> str:
    """Write a name and an address; a name with signs is quoted, one beyond ASCII is an encoded word."""
    quoted = f'"{name}"' if _SPECIAL & set(name) else _encoded(name)
    return f"{quoted} <{address}>"


def _encoded(text: str) -> str:
    """Write text beyond ASCII as encoded words (RFC 2047), each a line of its own."""
    if text.isascii():
        return text
    parts = [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
    return "\n ".join(f"=?UTF-8?B?{base64.b64encode(part.encode()).decode()}?=" for part in parts)


def _body(one: Exchange) -> str:
    return f"{one.body}\n\n{one.sender.given}\n"


def _bulk(story: Story, kind: str) -> Iterator[Post]:
    """Write what machines sent: one sender after the other, each at its own pace, back from the last."""
    for sender in exchanges.words()[kind]:
        ago = sender.get("until", 0) + story.random.uniform(1, sender["every"])
        while ago < sender.get("since", SPAN):
            day = story.today - timedelta(days=int(ago) + 1)
            at = datetime.combine(day, time(story.random.randrange(5, 20), story.random.randrange(60)), ZONE)
            yield _machine(at, kind, sender, number=story.number())
            ago += sender["every"]


def _machine(at: datetime, kind: str, sender: exchanges.Words, *, number: int) -> Post:
    domain = sender["address"].partition("@")[2]
    headers = (
        ("X-GM-THRID", str(THREAD + number)),
        ("X-Gmail-Labels", _KINDS[kind]),
        ("Delivered-To", "robin.hale@example.com"),
        ("Date", format_datetime(at)),
        ("Message-ID", f"<{number}.{at:%Y%m%d}@{domain}>"),
        ("Subject", f"{sender['subject']}, {at:%B} {at.day}"),
        ("From", _mailbox(sender["name"], sender["address"])),
        ("To", "robin.hale@example.com"),
        *_marks(kind, sender),
    )
    return Post(at, headers, "This was written by a machine of the village.\n\n>From all of us, greetings.\n")


def _marks(kind: str, sender: exchanges.Words) -> list[tuple[str, str]]:
    """Mark machines' mail as such programs do."""
    if kind == "news":
        return [("List-Id", sender["list"]), ("List-Unsubscribe", f"<mailto:leave-{sender['address']}>")]
    return [("Auto-Submitted", "auto-replied"), ("Precedence", "bulk")] if kind == "automatic" else []


_KINDS = {
    "news": "Inbox,Opened,Category Forums",
    "receipt": "Inbox,Opened,Category Updates",
    "spam": "Spam,Unread",
    "automatic": "Inbox,Opened",
}
"""What machines send, with the labels it gets."""


def _lines(number: int, post: Post) -> str:
    """Write one message with the line before it by which mbox tells messages apart."""
    stamp = f"{post.at.astimezone(UTC):%a %b %d %H:%M:%S +0000 %Y}"
    start = f"From {THREAD + number}@xxx {stamp}\n"
    headers = "".join(f"{name}: {value}\n" for name, value in post.headers)
    return f"{start}{headers}\n{post.body}\n"
