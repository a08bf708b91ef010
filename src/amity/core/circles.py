"""Circles: named groups of people, kept by the owner or told by records, and which ties each one brought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from amity.core import names, phrases, reasons
from amity.core.outcomes import Outcome
from amity.core.people import Exchange

Kind = Literal[
    "team", "project", "community", "professional-organization", "alumni", "event", "job-search", "other"
]
KINDS: tuple[Kind, ...] = (
    "team", "project", "community", "professional-organization", "alumni", "event", "job-search", "other",
)  # fmt: skip
Role = Literal["member", "organizer", "chosen", "rests", "out"]
ROLES: tuple[Role, ...] = ("member", "organizer", "chosen", "rests", "out")
"""`chosen` and `rests` follow an event; who is `out` was taken out of what records tell, and stays out."""
JOINABLE = frozenset({"project", "community", "professional-organization", "other"})
"""Kinds one can ask to join."""
DOORS = 3
"""So many circles to join are named."""
_TOLD: dict[str, Kind] = {"circle": "community", "school": "alumni", "attended": "event"}
"""By the field of a claim, what kind of circle it tells of."""
YEAR = 365
SILENCE = 180
"""Days without an exchange after which a tie is taken up again."""
SOON = 60
"""Days after an event within which a first exchange is put down to it."""
SHORT = 4
"""A name of fewer letters is not looked for in how people met: it would be found in any word."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a circle. `told` names the sources whose records say so; `kept` that the owner said it."""

    id: str
    name: str
    role: Role = "member"
    on: date | None = None
    text: str = ""
    told: tuple[str, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """A group with its people. `belongs` is None while nobody said whether the owner is part of it.

    `began` is the day the owner joined (of an event, its day), `ended` the day they left. `guides` says that
    they guide the people in it. `kept` tells that the owner has touched it; before that only records tell it.
    """

    id: str
    name: str
    kind: Kind = "other"
    note: str = ""
    place: str = ""
    began: date | None = None
    ended: date | None = None
    belongs: bool | None = None
    guides: bool = False
    kept: bool = False
    members: tuple[Member, ...] = ()

    @property
    def here(self) -> tuple[Member, ...]:
        """Who is in it: everybody not taken out."""
        return tuple(member for member in self.members if member.role != "out")


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a record: a circle by its name, and who is in it ("" is the owner, who belongs)."""

    field: str
    name: str
    on: date | None = None
    id: str = ""
    person: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A tie that a circle brought, and the evidence in words; `exchange` is the first one, if any."""

    id: str
    name: str
    why: str
    on: date | None = None
    exchange: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """What a circle brought since a day: new ties, ties taken up again, and what came of its people."""

    since: date
    new: tuple[Brought, ...] = ()
    revived: tuple[Brought, ...] = ()
    outcomes: tuple[tuple[str, str, Outcome], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it brought nothing that is on record."""
        return not (self.new or self.revived or self.outcomes)


@dataclass(frozen=True, slots=True)
class Door:
    """A circle the owner could join in an area they lack: whom to ask, and why it is named, in words."""

    circle: str
    name: str
    area: str
    asks: str
    ask_name: str
    sentence: str
    others: tuple[tuple[str, str], ...] = field(default=())


def kind(word: str) -> Kind:
    """Read a kind of circle; one that is not known is another."""
    return next((known for known in KINDS if known == word), "other")


def key(name: str, *, kind: str = "", on: date | None = None) -> str:
    """Name a circle by what it is compared by; an event is one only with its day."""
    folded = names.fold(name)
    return f"{folded} {on.isoformat() if on else ''}".strip() if kind == "event" else folded


def gather(kept: Mapping[str, Circle], told: Iterable[Said], *, ids: Mapping[str, str]) -> list[Circle]:
    """Put together what the owner kept and what records tell, by key; the owner's word comes first.

    `ids` gives each told circle's id by its key.
    """
    found = dict(kept)
    heard: dict[str, list[Said]] = defaultdict(list)
    for said in told:
        kind = _TOLD[said.field]
        heard[key(said.name, kind=kind, on=said.on)].append(said)
    for name, several in heard.items():
        first = several[0]
        kind = _TOLD[first.field]
        on = first.on if kind == "event" else None
        known = found.get(name) or Circle(ids.get(name, ""), phrases.plain(first.name), kind, began=on)
        found[name] = _with(known, several)
    return sorted(found.values(), key=lambda circle: (names.fold(circle.name), circle.id))


def _with(circle: Circle, told: Sequence[Said]) -> Circle:
    members = {member.id: member for member in circle.members}
    for said in told:
        if said.id:
            known = members.get(said.id) or Member(said.id, said.person, on=said.on)
            sources = tuple(dict.fromkeys((*known.told, said.source)))
            members[said.id] = replace(known, told=sources)
    mine = any(not said.id for said in told)
    belongs = True if circle.belongs is None and mine else circle.belongs
    ordered = sorted(members.values(), key=lambda member: (names.fold(member.name), member.id))
    return replace(circle, belongs=belongs, members=tuple(ordered))


def names_it(circle: Circle, met: str) -> bool:
    """Tell whether how somebody met the owner names the circle."""
    folded = names.fold(circle.name)
    return len(folded) >= SHORT and f" {folded} " in f" {names.fold(met)} "


def brought(
    circle: Circle, member: Member, *, met: str, first: Exchange | None, today: date
) -> Brought | None:
    """Say why a circle brought a tie; None when nothing on record says so.

    Either the owner's own word on how they met names it, or, where they said nothing of that, the first
    exchange came after the owner joined and after the person was in it (of an event: within `SOON` days).
    """
    day = reasons.day(first) if first is not None else None
    name = phrases.given(member.name)
    if names_it(circle, met):
        why = f"You met {name} there: {phrases.quoted(met)}."
        return Brought(member.id, member.name, why, day, first.id if first is not None else "")
    began = max(filter(None, (circle.began, member.on)), default=None)
    if met or first is None or day is None or began is None or circle.began is None or day < began:
        return None
    if circle.kind == "event":
        return _after(circle, member, first, day) if (day - began).days <= SOON else None
    joined = phrases.at(circle.began, today=today)
    did = "met" if first.channel == "meeting" else "were in touch"
    why = f"You joined {joined}; the first time you and {name} {did} was {phrases.at(day, today=today)}."
    return Brought(member.id, member.name, why, day, first.id)


def _after(circle: Circle, member: Member, first: Exchange, day: date) -> Brought:
    gap = (day - (circle.began or day)).days
    when = "on that very day" if not gap else f"{phrases.span(gap)} after it"
    why = f"Your first exchange with {phrases.given(member.name)} was {when}."
    return Brought(member.id, member.name, why, day, first.id)


def revived(member: Member, days: Iterable[date], *, since: date, today: date) -> Brought | None:
    """Say that a tie with a member was taken up again since a day, after `SILENCE` days; else None."""
    known = sorted({day for day in days if day <= today})
    gaps = [(old, new) for old, new in pairwise(known) if new >= since and (new - old).days >= SILENCE]
    if not gaps:
        return None
    old, new = gaps[-1]
    then, again = phrases.month(old, today=today), phrases.at(new, today=today)
    why = (
        f"You and {phrases.given(member.name)} had been silent since {then}, and were in touch again {again}."
    )
    return Brought(member.id, member.name, why, new)


def since(circle: Circle, *, today: date) -> date:
    """Give the day from which a circle's last year counts: a year ago, or the day the owner joined."""
    return max(today - timedelta(days=YEAR), circle.began or date.min)


def lately(ties: Iterable[Brought], *, since: date) -> tuple[Brought, ...]:
    """Give the ties whose first exchange came since a day, the newest first."""
    found = [one for one in ties if one.on is not None and one.on >= since]
    return tuple(sorted(found, key=lambda one: (one.on or since, one.name), reverse=True))


@dataclass(frozen=True, slots=True)
class Insider:
    """Somebody of a circle as a door sees them: their area, and how strong the tie is (None: no exchange)."""

    id: str
    name: str
    area: str
    organization: str
    strength: float | None = None


def doors(
    circles: Iterable[Circle], people: Mapping[str, Insider], *, lacked: Mapping[str, int]
) -> tuple[Door, ...]:
    """Name circles worth joining: of each lacked area the one of its people's that the owner can ask about.

    `lacked` gives, by area, how many people there are in touch (none or one). Only somebody with a tie is
    asked, the strongest first; nobody is offered twice, and no circle of which the owner is part. At most
    `DOORS` are named.
    """
    found: list[tuple[int, float, Door]] = []
    for circle in circles:
        if circle.belongs or circle.ended is not None or circle.kind not in JOINABLE:
            continue
        inside = [people[one.id] for one in circle.here if one.id in people]
        there = [one for one in inside if one.area in lacked and one.strength is not None]
        if there:
            best = max(there, key=lambda one: (one.strength or 0.0, one.id))
            door = _door(circle, best, inside, in_touch=lacked[best.area])
            found.append((lacked[best.area], -(best.strength or 0.0), door))
    found.sort(key=lambda one: (one[0], one[1], one[2].circle))
    by_area = {door.area: door for *_, door in reversed(found)}
    return tuple(door for *_, door in found if by_area[door.area] is door)[:DOORS]


def _door(circle: Circle, best: Insider, inside: Sequence[Insider], *, in_touch: int) -> Door:
    others = tuple((one.id, one.name) for one in inside if one.id != best.id)
    place = phrases.plain(best.organization)
    also = f", and so {'does' if len(others) == 1 else 'do'} {_others(others)}" if others else ""
    thin = "one person" if in_touch else "nobody"
    touch = f"At {place} you have been in touch with {thin} this year."
    sentence = f"{phrases.plain(best.name)} belongs to it{also}. {touch}"
    return Door(circle.id, circle.name, place, best.id, best.name, sentence, others)


def _others(others: Sequence[tuple[str, str]]) -> str:
    if len(others) == 1:
        return phrases.plain(others[0][1])
    return f"{phrases.number(len(others))} others you know"
