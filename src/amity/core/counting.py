"""Counting: interactions and words added up to a tie in O(1), one after the other.

Times are float days since 1970-01-01 UTC; a day is the floor of a time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from amity.core import rhythm as calendar

State = Literal["new", "warming", "steady", "cooling", "dormant"]

HALF_LIFE = 90.0
"""Days in which the counts of what was sent and received lose half their worth."""
DAYS_HALF_LIFE = 365.0
"""Days in which an active day loses half its worth."""
STABILITY, STABLEST = 3.0, 3650.0
"""Days a tie first lasts without contact, and the most it can come to."""
FACTOR, EXPONENT, STRETCH = 19 / 81, -0.14, 0.94
GROWTH = 26.64
"""How stability grows with each active day, in the form known from spaced repetition (docs/ties.md)."""
PAUSE = 14.0
"""Days of silence after which the next mail begins a conversation; chats have their own, `Event.pause`."""
YOUNG, FEW = 60, 5
"""A tie is new in its first days while its active days are few."""
SEASON, YEAR = 90, 365
WARM, COOL, LIVELY = 1.5, 0.5, 3
"""Season's rate over year's rate from which a tie warms, below which it cools; active days that can warm."""
LEEWAY = 1.2
"""A tie keeps its state until its rate has passed the threshold by 20 %."""


class Event(NamedTuple):
    """One interaction as a tie counts it: its time and the weight of what went each way.

    Sent mail is (w, 0), received (0, w), a meeting or call (w, w); w = 1/n with n other participants.
    After `pause` days of silence it begins a conversation.
    """

    at: float
    sent: float
    received: float
    pause: float = PAUSE


class Word(Protocol):
    """Something the owner said of a tie at a time: it counts among the interactions (`corrections`)."""

    @property
    def at(self) -> float:
        """The time from which the word counts."""

    def heed(self, tie: Tie | None, /) -> Tie:
        """Give the tie as it stands after the word."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What is known of a tie after its last interaction; it never needs its history again.

    `sent`, `received` and `days` (active days) are decayed counts as of the time `as_of`; `stability` is in
    days; `first` and `last` are times, `first_day` and `last_day` whole days. `interactions` counts them
    whatever they weigh. Of `starts` conversations the owner started `started`; one that begins with a
    mutual interaction is in neither, since nobody can tell. `recent` holds the active days (see `rhythm`),
    `state` is the state as it was on the last active day. `vouched` is the day on which the owner said how
    close the two are, `elsewhere` the days within which they talk elsewhere (0: not said); a tie by the
    owner's word alone has no `interactions`, and its first and last times are those of the word.
    """

    sent: float
    received: float
    days: float
    as_of: float
    stability: float
    first: float
    last: float
    first_day: int
    last_day: int
    active_days: int
    interactions: int
    started: int
    starts: int
    recent: int
    state: State | None
    vouched: int | None = None
    elsewhere: float = 0.0


def observe(tie: Tie | None, event: Event | Word) -> Tie:
    """Return the tie after one more interaction or word, in O(1). ValueError when it comes too early."""
    if not isinstance(event, Event):
        return event.heed(tie)
    running = _Running(event.at) if tie is None else _Running.of(tie)
    running.add(event)
    return running.tie()


def replay(events: Iterable[Event | Word]) -> Tie | None:
    """Return the tie after all this in order of time, None without any: observed one by one."""
    running: _Running | None = None
    for event in events:
        running = _next(running, event)
    return None if running is None else running.tie()


def replay_groups(events: Iterable[tuple[str, Event | Word]]) -> tuple[Tie | None, dict[str, Tie]]:
    """Return the tie after these named interactions in order of time, and the same for each name apart.

    They are read once and none is kept: a tie of a million messages takes no more room than one of ten.
    The owner's words count for the whole alone.
    """
    whole: _Running | None = None
    parts: dict[str, _Running] = {}
    for name, event in events:
        whole = _next(whole, event)
        if isinstance(event, Event):
            parts.setdefault(name, _Running(event.at)).add(event)
    return (None if whole is None else whole.tie()), {name: part.tie() for name, part in parts.items()}


def pace(recent: int, silent: int, *, active_days: int, before: State | None) -> State:
    """Return `cooling`, `warming` or `steady` by the rates of active days, silent for so many days."""
    season = calendar.within(recent, silent, SEASON)
    lately = season * YEAR
    usual = calendar.within(recent, silent, YEAR) * SEASON
    cool = COOL * LEEWAY if before == "cooling" else COOL
    if active_days >= FEW and lately < cool * usual:
        return "cooling"
    warm = WARM / LEEWAY if before == "warming" else WARM
    return "warming" if season >= LIVELY and lately > warm * usual else "steady"


def grown(stability: float, gap: float) -> float:
    """Return the stability in days after an active day that ends `gap` days: long gaps bridged teach most.

    R = (1 + (19/81) gap/S)^-.5 is how far the tie was still alive;
    S' = S (1 + 26.64 S^-.14 (e^{.94(1-R)} - 1)).
    """
    alive = 1 / math.sqrt(1 + FACTOR * gap / stability)
    growth = 1 + GROWTH * math.pow(stability, EXPONENT) * math.expm1(STRETCH * (1 - alive))
    return min(stability * growth, STABLEST)


class _Running:
    """A tie while it is being counted: the same fields, changed in place, so that a replay copies nothing."""

    __slots__ = (
        "active_days", "as_of", "days", "elsewhere", "first", "first_day", "interactions", "last", "last_day",
        "received", "recent", "sent", "stability", "started", "starts", "state", "vouched",
    )  # fmt: skip
    state: State | None
    vouched: int | None

    def __init__(self, at: float) -> None:
        self.first = self.last = self.as_of = at
        self.first_day = self.last_day = math.floor(at)
        self.sent = self.received = self.days = 0.0
        self.stability = STABILITY
        self.active_days = self.interactions = self.started = self.starts = self.recent = 0
        self.state = self.vouched = None
        self.elsewhere = 0.0

    @classmethod
    def of(cls, tie: Tie) -> _Running:
        new = cls.__new__(cls)
        new.sent, new.received, new.days, new.stability = tie.sent, tie.received, tie.days, tie.stability
        new.first, new.last, new.first_day, new.last_day = tie.first, tie.last, tie.first_day, tie.last_day
        new.active_days, new.interactions = tie.active_days, tie.interactions
        new.started, new.starts = tie.started, tie.starts
        new.recent, new.state = tie.recent, tie.state
        new.as_of, new.vouched, new.elsewhere = tie.as_of, tie.vouched, tie.elsewhere
        return new

    def add(self, event: Event) -> None:
        at, sent, received, pause = event
        age = at - self.as_of
        if not (age >= 0 and sent >= 0 and received >= 0 and sent + received > 0):
            raise ValueError("an interaction comes after the one before it and weighs something")
        if at - self.last >= pause or not self.interactions:
            self._start(at, mine=sent > 0, theirs=received > 0)
        if self.elsewhere:
            age = min(age, self.elsewhere)
        fade = math.exp2(-age / HALF_LIFE)
        self.sent = self.sent * fade + sent
        self.received = self.received * fade + received
        self.days *= math.exp2(-age / DAYS_HALF_LIFE)
        self.last = self.as_of = at
        self.interactions += 1
        day = math.floor(at)
        if day != self.last_day or not self.active_days:
            self._day(day)

    def _start(self, at: float, *, mine: bool, theirs: bool) -> None:
        if not self.interactions:
            self.first, self.first_day = at, math.floor(at)
        self.starts += mine != theirs
        self.started += mine and not theirs

    def _day(self, day: int) -> None:
        gap = day - self.last_day
        if gap and self.stability < STABLEST:
            self.stability = grown(self.stability, self._bridged(day))
        # What the silence had come to counts as the state before: else a weekly tie would flicker every week.
        before = pace(self.recent, gap, active_days=self.active_days, before=self.state)
        self.recent = calendar.mark(self.recent, gap)
        self.days += 1.0
        self.active_days += 1
        self.last_day = day
        if day - self.first_day < YOUNG and self.active_days < FEW:
            self.state = "new"
        else:
            self.state = pace(self.recent, 0, active_days=self.active_days, before=before)

    def _bridged(self, day: int) -> float:
        """Return the days of silence that end on a new active day, since the owner's word at the most."""
        gap = day - (self.last_day if self.vouched is None else max(self.vouched, self.last_day))
        return min(gap, self.elsewhere) if self.elsewhere else gap

    def tie(self) -> Tie:
        counted = (self.sent, self.received, self.days, self.as_of, self.stability)
        dated = (self.first, self.last, self.first_day, self.last_day, self.active_days)
        talked = (self.interactions, self.started, self.starts)
        said = (self.vouched, self.elsewhere)
        return Tie(*counted, *dated, *talked, self.recent, self.state, *said)


def _next(running: _Running | None, event: Event | Word) -> _Running:
    """Let what is being counted go on by one interaction or word."""
    if isinstance(event, Event):
        running = _Running(event.at) if running is None else running
        running.add(event)
        return running
    return _Running.of(event.heed(None if running is None else running.tie()))
