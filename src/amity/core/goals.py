"""Goals: what must get done, who decides, who stands close to them, and where a tie is missing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from amity.core import areas, atlas, phrases
from amity.core.people import Person
from amity.core.view import Area, Stake

Role = Literal["decides", "close", "helps"]
ROLES: tuple[Role, ...] = ("decides", "close", "helps")
QUIET = 60
"""Days without an exchange after which a tie to somebody who decides is a gap."""
GOOD = frozenset({"new", "warming", "steady"})
"""States of a tie through which one may ask."""


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of a goal: their role, and whom of those who decide they stand `beside`."""

    person: Person
    role: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the owner must get done; `done` is the day it was, `parts` are its people."""

    id: str
    text: str
    why: str = ""
    due: date | None = None
    done: date | None = None
    areas: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A tie that is missing: who decides, in a sentence, and through whom to reach them, if anybody."""

    decider: Person
    through: Person | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Need:
    """An area a goal needs: who is known there, and what the tie to it hangs on, in a sentence."""

    name: str
    sentence: str
    only: tuple[str, str] | None
    missing: bool


def order(goal: Goal) -> tuple[bool, date, str]:
    """Sort goals: those open first, what is due soonest first."""
    return (goal.done is not None, goal.due or date.max, goal.text.casefold())


def quiet(last: date | None, *, today: date) -> bool:
    """Tell whether so long was nothing exchanged that a tie to somebody who decides is a gap."""
    return last is None or (today - last).days >= QUIET


def _in_touch(person: Person, *, today: date) -> bool:
    """Tell whether the owner is in touch with somebody, on record or elsewhere by their own word."""
    return person.elsewhere or not quiet(person.last, today=today)


def gaps(goal: Goal, *, today: date) -> tuple[Gap, ...]:
    """Tell where the owner's tie to somebody who decides is missing, and who could be asked."""
    found = [part.person for part in goal.parts if part.role == "decides"]
    missing = [person for person in found if not _in_touch(person, today=today)]
    return tuple(_gap(person, goal.parts, today=today) for person in missing) if goal.done is None else ()


def _gap(decider: Person, parts: Sequence[Part], *, today: date) -> Gap:
    close = [
        part.person
        for part in parts
        if part.role == "close" and part.beside in {"", decider.id} and part.person.id != decider.id
    ]
    asked = [person for person in close if not person.muted]
    good = [person for person in asked if person.state in GOOD and _in_touch(person, today=today)]
    through = max(good, key=lambda person: (person.strength or 0.0, person.id), default=None)
    silent = silence(decider.name, decider.last, today=today)
    name = phrases.given(decider.name)
    if through is None:
        return Gap(decider, None, f"{silent}. Nobody you are in touch with stands close to {name} yet.")
    way = phrases.given(through.name)
    return Gap(
        decider, through, f"{silent}; {way} stands close to {name} and is in touch with you: ask {way}."
    )


def seen(goal: Goal, *, today: date) -> Iterable[tuple[Part, Stake]]:
    """Give each part of a goal as signals see it, with the other one that matters for it."""
    deciders = {part.person.id: part.person for part in goal.parts if part.role == "decides"}
    through = {gap.decider.id: gap.through for gap in gaps(goal, today=today)}
    for part in goal.parts:
        decides = part.role == "decides"
        other = through.get(part.person.id) if decides else _missed(part, deciders, through)
        last = other.last if other is not None else None
        missing = part.role == "close" and other is not None
        name = other.name if other is not None else ""
        yield part, Stake(goal.id, goal.text, part.role, goal.due, name, last, missing)


def _missed(part: Part, deciders: Mapping[str, Person], missing: Container[str]) -> Person | None:
    """Give the decider to whom the owner's tie is missing and to whom this one stands close."""
    near = [part.beside] if part.beside else list(deciders)
    return next((deciders[one] for one in near if one in deciders and one in missing), None)


def silence(name: str, last: date | None, *, today: date) -> str:
    """Say since when the owner and somebody who decides have had nothing to do with each other."""
    given = phrases.given(name)
    if last is None:
        return f"Nothing is on record between you and {given}, who decides"
    since = phrases.rough(last, today=today)
    return f"Nothing is on record since {since} between you and {given}, who decides"


def standing(person: Person, *, today: date) -> str:
    """Say how the owner's tie to somebody stands, in words."""
    if person.last is None:
        return "nothing on record yet"
    if person.state == "dormant":
        return f"dormant since {phrases.rough(person.last, today=today)}"
    return f"{person.state}, last in touch {phrases.at(person.last, today=today)}"


def needs(goal: Goal, areas: Iterable[tuple[str, Area]], *, people: Iterable[Person]) -> tuple[Need, ...]:
    """Tell how the owner's ties reach each area a goal needs; `areas` go by their folded name."""
    known, strength = dict(areas), {person.id: person.strength or 0.0 for person in people}
    return tuple(_need(name, known.get(atlas.fold(name)), strength) for name in goal.areas)


def _need(name: str, area: Area | None, strength: dict[str, float]) -> Need:
    if area is None:
        return Need(name, f"You know nobody at {name} yet.", None, missing=True)
    near = area.in_touch
    if not near:
        who = phrases.listed([phrases.given(person) for _, person in area.people[:3]])
        return Need(name, f"At {name} you know {who}, and nobody is in touch this year.", None, missing=True)
    if len(near) == 1:
        only, given = near[0], phrases.given(near[0][1])
        thin = strength.get(only[0], 0.0) < areas.THIN
        told = "one thin tie" if thin else "one tie"
        return Need(name, f"{name} hangs on {told}: {given}.", only, missing=thin)
    count = phrases.number(len(near))
    return Need(name, f"You are in touch with {count} people at {name}.", None, missing=False)
