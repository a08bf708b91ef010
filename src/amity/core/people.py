"""People: the values that doors show and signals read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from amity.core.handles import Handle
from amity.core.interactions import Channel, Direction

State = Literal["new", "warming", "steady", "cooling", "dormant"]
Purpose = Literal["tactical", "social", "strategic"]
Affinity = Literal["low", "normal", "high"]
Aside = Literal["private", "deceased", "not-for-this"]

STATES: tuple[State, ...] = ("new", "warming", "steady", "cooling", "dormant")
PURPOSES: tuple[Purpose, ...] = ("tactical", "social", "strategic")
AFFINITIES: tuple[Affinity, ...] = ("low", "normal", "high")
ASIDES: tuple[Aside, ...] = ("private", "deceased", "not-for-this")
LONG_RUN = 50
"""At most so many people have importance 3: a commitment for the long run."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the owner knows, with what the tie adds up to today.

    `strength` is 0–1 and, like `state`, None without an exchange that counts; `started_by_me` is 0–1.
    `first` and `last` are the days of the first and last counted exchange. `by_word` tells that strength and
    state rest on the owner's own word too, `elsewhere` that the two talk where nothing is read.
    `area` is the organization as it is compared, also where only the `domain` of their mail tells it; `basis`
    names by dimension what each area was read from (`placing.BASES`).
    """

    id: str
    name: str
    handles: tuple[Handle, ...] = ()
    organization: str = ""
    title: str = ""
    place: str = ""
    purposes: tuple[Purpose, ...] = ()
    importance: int = 0
    affinity: Affinity = "normal"
    aside: Aside | None = None
    strength: float | None = None
    state: State | None = None
    first: date | None = None
    last: date | None = None
    started_by_me: float | None = None
    interactions: int = 0
    met: str = ""
    through: str = ""
    birthday: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    muted: bool = False
    by_word: bool = False
    elsewhere: bool = False
    area: str = ""
    domain: str = ""
    industry: str = ""
    function: str = ""
    level: str = ""
    country: str = ""
    basis: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One interaction as one person took part in it. `weight` 0 stands in the timeline only.

    `by` names who wrote it, where that was neither the owner nor this person.
    """

    id: str
    at: datetime
    channel: Channel
    direction: Direction
    text: str = ""
    where: str = ""
    minutes: int | None = None
    others: int = 1
    weight: float = 1.0
    by_hand: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A line the owner wants to see on a day."""

    id: str
    text: str
    on: date
    done: date | None = None
