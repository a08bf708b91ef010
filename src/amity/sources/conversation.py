"""Conversations: what chats of all services share — who takes part, and what one message becomes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from amity.core import handles, names
from amity.core.findings import Claim, InteractionSeen, Participant, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.core.interactions import NO_EVIDENCE, Channel, Direction
from amity.formats import fields, keys
from amity.formats.encoding import storable
from amity.formats.snippets import snippet

LONGEST_NAME = 200
"""Characters of a name that are looked at."""
FIRST = 1990
"""The first year that is believed: before it nobody chatted."""
_AHEAD = timedelta(days=2)
"""How far in the future a message may be dated: the other end of the world, and clocks a little wrong."""
_NUMBER = re.compile(r"\+?[\d\s().\-/\u2010\u2011]{6,40}")
_AT_ONCE = 10_000
"""Messages of one moment that are told apart by counting."""
_JOINERS = frozenset("\u200c\u200d")
_NO_DATE = "This message has no date that can be true."
_ALONE = "Nobody but the one who wrote this message is known to take part."


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a conversation: the one form by which they are known in it, their handle and their name."""

    identity: str
    handle: Handle
    name: str = ""


def shown(name: str) -> str:
    """Give a name in one line, without invisible marks and the wave before names that are not in the book."""
    kept = storable(name[: 2 * LONGEST_NAME]).replace("\u00a0", " ")
    visible = "".join(
        char for char in kept if char in _JOINERS or char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return " ".join(visible.split()).removeprefix("~").strip()[:LONGEST_NAME]


def member(service: str, name: str, *, region: str | None) -> Member | None:
    """Read somebody known only by the name a service shows; a name that is a number is their telephone."""
    return _member(service, name[: 2 * LONGEST_NAME], region)


@lru_cache(maxsize=4_096)
def _member(service: str, name: str, region: str | None) -> Member | None:
    written = shown(name)
    folded = names.fold(written)
    if not folded:
        return None
    number = handles.phone(written, region=region) if _NUMBER.fullmatch(written) else None
    if number is not None:
        return Member(folded, number)
    return Member(folded, Handle("account", keys.fit(f"{service}:{folded}"), written), written)


def account(service: str, number: str, name: str) -> Member:
    """Read somebody whom the service itself numbers."""
    value = keys.fit(f"{service}:{number}")
    return Member(value, Handle("account", value, shown(name) or number), shown(name))


@dataclass(slots=True)
class Conversation:
    """One conversation: who takes part in it, and what its messages become.

    With more members than an exchange may have, further ones are no longer collected.
    """

    service: str
    settings: Settings
    id: str = ""
    whole_minutes: bool = False
    """Whether a message is known by its minute: one phone writes seconds, the other does not."""
    members: dict[str, Member] = field(default_factory=dict)
    _at: datetime | None = None
    _told: Counter[str] = field(default_factory=Counter)

    def join(self, *members: Member | None) -> None:
        """Let these take part."""
        for one in members:
            if one is not None and (len(self.members) <= NO_EVIDENCE + 1 or one.identity in self.members):
                self.members.setdefault(one.identity, one)

    def exchange(
        self, place: str, at: datetime | None, sender: Member, text: str, *,
        key: str = "", channel: Channel = "message", minutes: int | None = None,
        direction: Direction | None = None,
    ) -> InteractionSeen | Problem:  # fmt: skip
        """Make the exchange of one message, or the problem it is; without a `key` one is made of it."""
        if at is None or at.year < FIRST or at > latest(self.settings):
            return Problem(place, "no-date", _NO_DATE)
        others = [one for one in self.members.values() if one.identity != sender.identity]
        if not others and direction is None:
            return Problem(place, "no-people", _ALONE)
        if len(others) > NO_EVIDENCE:
            return Problem(
                place, "too-many-people", f"More than {NO_EVIDENCE} people write here; it shows no tie."
            )
        people = [Participant("from", sender.handle, sender.name)]
        people += [Participant("to", one.handle, one.name) for one in others]
        return InteractionSeen(
            keys.fit(key or self._key(at, sender, text)), place, at, channel, tuple(people),
            snippet(text) if self.settings.snippets else "", minutes=minutes, direction=direction,
        )  # fmt: skip

    def _key(self, at: datetime, sender: Member, text: str) -> str:
        """Make a message's natural key: conversation, time, sender, text, and a number for its repetition."""
        known = at.replace(second=0, microsecond=0) if self.whole_minutes else at
        if known != self._at or len(self._told) > _AT_ONCE:
            self._at = known
            self._told.clear()
        content = keys.digest(sender.identity, text)
        self._told[content] += 1
        again = f" {self._told[content]}" if self._told[content] > 1 else ""
        return f"{self.service}:{self.id} {known.isoformat()} {content}{again}"


def pair(members: Iterable[Member], *, group: bool = False) -> str:
    """Name a conversation by those in it, whatever its file is called; groups, which grow, by no one.

    A greeting sent to many people in the same minute must not be taken for one message.
    """
    identities = sorted(one.identity for one in members)
    return "group" if group or len(identities) > 2 else keys.digest(*identities)  # noqa: PLR2004 - you and I


def owner(service: str, me: Member, place: str, *, claims: tuple[Claim, ...] = ()) -> PersonSeen:
    """Say who the owner is; `place` is that of a message which shows it, so that it counts as no record."""
    written = me.handle.value if me.handle.kind == "account" else me.handle.written
    kind = Claim(me.handle.kind, written)
    named = (Claim("name", me.name),) if me.name else ()
    return PersonSeen(
        f"me:{service}", place, claims or (*named, kind), (me.handle,), about_owner=True
    )  # fmt: skip


def latest(settings: Settings) -> datetime:
    """Give the last moment that a message can be dated."""
    return datetime.combine(settings.today, time.max, UTC) + _AHEAD


def moment(seconds: object) -> datetime | None:
    """Read seconds since 1970, written as a number or as text; None when they are none or beyond all time."""
    try:
        exact = float(seconds[:32]) if isinstance(seconds, str) else fields.number(seconds)
        return None if exact is None else datetime.fromtimestamp(exact, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def minutes(seconds: float | None) -> int | None:
    """Give the minutes of a call, one at least and a day at most; None for what is no call."""
    return None if seconds is None else round(max(1, min(seconds / 60, 60 * 24)))
