"""Reviews: what a week, a quarter or a year brought, in sentences whose evidence can be opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from amity.core import contacts
from amity.core.contacts import Revived, Spans, Window
from amity.core.help import Help
from amity.core.outcomes import Outcome
from amity.core.periods import Period
from amity.core.promises import Promise

Topic = Literal["people", "new", "revived", "areas", "purposes", "promises", "help", "outcomes", "circles"]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as a review knows them; `order` grows with the tie's strength.

    `area` is the organization as it is compared (`atlas.fold`); somebody `muted` is never suggested. With
    whom the owner talks `elsewhere`, by their word, nothing on record says nothing.
    """

    id: str
    name: str
    organization: str = ""
    area: str = ""
    purposes: tuple[str, ...] = ()
    order: float = 0.0
    muted: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One person or thing a sentence rests on: who, what stands there, and its day."""

    person_id: str
    name: str
    text: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a review, with what it rests on."""

    topic: Topic
    sentence: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many people of one area or purpose were in touch, now and in the period before."""

    name: str
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class Words:
    """The owner's lines of the period, each with the number of the person it is about."""

    promises: Sequence[tuple[int, Promise]] = ()
    help: Sequence[tuple[int, Help]] = ()
    outcomes: Sequence[tuple[int, Outcome]] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the book has of a period: by number of a person who they are, when in touch, and since when.

    `circles` gives the names of the circles somebody belongs to.
    """

    people: Mapping[int, Known]
    spans: Mapping[int, Spans]
    firsts: Mapping[int, date]
    words: Words = field(default_factory=Words)
    circles: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """A period looked back on. `people`, `new` and `revived` are the strongest ties first.

    `elsewhere` names the organizations of those the owner talks to elsewhere: it is not quiet there.
    """

    period: Period
    earlier: Period
    running: bool
    people: tuple[Known, ...]
    people_before: int
    new: tuple[Known, ...]
    revived: tuple[tuple[Known, Revived], ...]
    areas: tuple[Count, ...]
    purposes: tuple[Count, ...]
    elsewhere: frozenset[str] = frozenset()

    @property
    def places(self) -> int:
        """Count the organizations of those in touch."""
        return sum(one.now > 0 for one in self.areas)

    @property
    def places_before(self) -> int:
        """Count the organizations of those in touch in the period before."""
        return sum(one.before > 0 for one in self.areas)


def review(period: Period, earlier: Period, window: Window, told: Told, *, today: date) -> Review:
    """Look back on a period and compare it with the one before."""
    now, then = contacts.among(told.spans, window.now), contacts.among(told.spans, window.then)
    named = {one.area: one.organization for one in sorted(told.people.values(), key=lambda one: one.name)}
    areas = _counts(told, now, then, lambda one: (one.area,) if one.area else ())
    return Review(
        period,
        earlier,
        period.running(today),
        strongest(told.people[one] for one in now),
        len(then),
        strongest(told.people[one] for one in now if told.firsts.get(one, date.min) >= period.start),
        _revived(now, window, told),
        tuple(replace(one, name=named[one.name]) for one in areas),
        _counts(told, now, then, lambda one: one.purposes),
        frozenset(named[told.people[one].area] for one in then if told.people[one].elsewhere),
    )


def strongest(people: Iterable[Known]) -> tuple[Known, ...]:
    """Put the strongest ties first, equals by name."""
    return tuple(sorted(people, key=lambda one: (-one.order, one.name, one.id)))


def _revived(now: Iterable[int], window: Window, told: Told) -> tuple[tuple[Known, Revived], ...]:
    back = {
        one: contacts.revived(told.spans[one], window, first=told.firsts.get(one, date.max))
        for one in now
        if not told.people[one].elsewhere
    }
    found = [(told.people[one], again) for one, again in back.items() if again is not None]
    return tuple(sorted(found, key=lambda pair: (pair[1].on, pair[0].name, pair[0].id)))


def _counts(
    told: Told, now: Iterable[int], then: Iterable[int], parts: Callable[[Known], Iterable[str]]
) -> tuple[Count, ...]:
    """Count people by what they are part of, the most now first."""
    here = Counter(part for one in now for part in parts(told.people[one]))
    before = Counter(part for one in then for part in parts(told.people[one]))
    found = (Count(part, here[part], before[part]) for part in here | before)
    return tuple(sorted(found, key=lambda one: (-one.now, -one.before, one.name)))
