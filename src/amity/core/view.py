"""The view: all that a signal may know of one person, and of the book around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from amity.core.facts import Fact
from amity.core.people import Exchange, Person, Reminder
from amity.core.promises import Promise
from amity.core.ties import Tie

if TYPE_CHECKING:
    from amity.core.areas import Spot
    from amity.core.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Position:
    """One of the owner's own jobs; `finished` is None while it lasts. `id` names its record."""

    id: str
    organization: str
    title: str = ""
    started: date | None = None
    finished: date | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """Weak evidence of time at one employer together.

    `basis` is "connected" (the connection was made, on `on`, while the owner worked there) or "organization"
    (the person's own card names it). `id` names the person's record that says so.
    """

    position: Position
    basis: str
    id: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A changed company or title: what one source said before and says now, and the days it said so.

    The days are those the files tell of themselves; where one tells none (`dated` is False), it is the day on
    which it was brought.
    """

    id: str
    source: str
    before_organization: str
    before_title: str
    organization: str
    title: str
    seen_before: date
    seen_now: date
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter still to be written: `id` and `name` are its campaign's, `why` in words."""

    id: str
    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stake:
    """Somebody's part in an open goal of the owner's: `role` is one of `goals.ROLES`.

    Of who stands close to somebody who decides, `other` is the decider, when `quiet` says that the owner's
    own tie to them is missing; of who decides, `other` is whoever is close to them and in touch.
    `last` is the day of the last exchange with that other.
    """

    goal: str
    text: str
    role: str
    due: date | None = None
    other: str = ""
    last: date | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One person as signals see them.

    `recent` holds up to five exchanges that count, newest first. `unanswered` counts what the owner sent
    since the person last answered. `picked` is when they last stood in a plan and were acted on, `later`
    the day until which the owner put them off. `connected_on` is LinkedIn's word. `first` is the earliest
    exchange that counts, when there is one. `records` tells, by field of `claims.FIELDS`, which record's
    claim is shown ("birthday" -> its record's id). `facts` still hold, `promises` are open, `stakes` are
    the person's parts in open goals. `suggestions`
    are what the owner could do for them, the surest first.
    `stood` is when they last stood in an earlier week and were not answered, `declined` the reasons the owner
    does not want for them, `put_off` how often they were put off since something was last done. `letter` is
    set while a running campaign waits with this person next. `felt` are the owner's words on talks after
    picks, oldest first, as (weeks apart, a word of worth.FELT or "silent"); `doubted` counts how often they
    said that there is no reason to, since something was last done.
    """

    person: Person
    tie: Tie | None = None
    recent: tuple[Exchange, ...] = ()
    unanswered: int = 0
    shared: tuple[Shared, ...] = ()
    moves: tuple[Move, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    connected_on: date | None = None
    picked: date | None = None
    later: date | None = None
    first: Exchange | None = None
    records: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    promises: tuple[Promise, ...] = ()
    stakes: tuple[Stake, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    stood: date | None = None
    declined: frozenset[str] = frozenset()
    put_off: int = 0
    letter: Waiting | None = None
    felt: tuple[tuple[float, str], ...] = ()
    doubted: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """An organization as the owner's book covers it: (id, name) of people, those in touch this year first.

    In a large book only the first few are named: `counts` then tells how many are known and in touch.
    """

    name: str
    people: tuple[tuple[str, str], ...]
    in_touch: tuple[tuple[str, str], ...]
    counts: tuple[int, int] | None = None

    @property
    def known(self) -> int:
        """How many people are known there."""
        return self.counts[0] if self.counts else len(self.people)

    @property
    def near(self) -> int:
        """How many of them were in touch this year."""
        return self.counts[1] if self.counts else len(self.in_touch)


@dataclass(frozen=True, slots=True)
class Around:
    """The book around one person: the owner's organization and the areas, by folded organization name.

    `focus` is the key of the area in which those in touch concentrate, empty while none dominates, and
    `in_touch` counts the people of all areas in touch within a year; `atlas.around` fills them. `missed`
    gives, by person, the costliest blind spot they would open, while a week is drawn.
    """

    organization: str = ""
    areas: Mapping[str, Area] = field(default_factory=dict)
    focus: str = ""
    in_touch: int = 0
    missed: Mapping[str, Spot] = field(default_factory=dict)

    @property
    def blind(self) -> bool:
        """Whether a blind spot is open that a word with somebody would help."""
        return bool(self.focus or self.missed)
