"""Findings: what a source says. Values only; a source yields them, `sync` decides what they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from amity.core.handles import Handle
from amity.core.interactions import Channel, Direction, Role


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a record says. `field` is a word of `claims.FIELDS`; `value` is text; `label` as written.

    A handle is a claim whose field is the handle's kind and whose value is as written ("email", "phone",
    "profile", "url", "account"). What no field fits is kept under "other" with the property's own name as
    label, byte for byte as text, so that nothing of a card is lost.
    """

    field: str
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A card, row or profile: one record about one person, or `about_owner` about the owner.

    `key` is stable: the same record of the same source has the same key in every pull. `handles` are the
    normalised addresses among the claims. `as_of` is the day the record itself speaks of (REV, the
    archive's date), when it says so. Findings that share a `place` are one record of the file.
    """

    key: str
    place: str
    claims: tuple[Claim, ...]
    handles: tuple[Handle, ...] = ()
    as_of: date | None = None
    about_owner: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody named in an exchange, by the handle found there and the name written beside it."""

    role: Role
    handle: Handle
    name: str = ""


@dataclass(frozen=True, slots=True)
class InteractionSeen:
    """One dated exchange. `at` is aware. `others` counts the people on it when not all are listed.

    `key` is the natural one: Message-ID, event UID + start, conversation + time + sender. `direction` is
    given only where the source itself knows it; else it follows from who the owner is. `people` includes
    the owner's own handles. `text` is the subject, title or first 140 characters. `about_owner` handles
    seen on the way (a Sent folder) come as `PersonSeen`.
    """

    key: str
    place: str
    at: datetime
    channel: Channel
    people: tuple[Participant, ...]
    text: str = ""
    where: str = ""
    minutes: int | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was left out: where it stands, a stable code, and a sentence for a person."""

    place: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Everything up to here was given; a later pull of the same stream may start after `mark`."""

    mark: str


Finding = PersonSeen | InteractionSeen | Problem | Bookmark


@dataclass(frozen=True, slots=True)
class Settings:
    """What the owner allows a source to read, and the day it is; `region` is the country of bare numbers."""

    today: date
    subjects: bool = True
    snippets: bool = True
    region: str | None = None
    name: str = field(default="")
    """The file's own name (a member's path in a zip), for sources that learn from it."""
    since: str = ""
    """The mark of the last bookmark that was kept: a source that gives bookmarks goes on behind it."""
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the owner said of tables' columns: by the fingerprint of a header, a field for each column."""
