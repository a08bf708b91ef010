"""Counting: interactions and words added up to a tie in O(1), one after the other.

Times are float days since 1970-01-01 UTC; a day is the floor of a time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple, Protocol

from amity.core import rhythm as calendar

State = Literal["new", "warming", "steady", "cooling", "dormant"]

EPOCH = date(1970, 1, 1).toordinal()
"""What the number of a day must be added to for its ordinal."""
STABILITY, STABLEST = 3.0, 3650.0
"""Days a tie first lasts without contact, and the most it can come to."""
FACTOR, EXPONENT, STRETCH = 19 / 81, -0.14, 0.94
GROWTH = 26.64
"""How stability grows with each active day, in the form known from spaced repetition (docs/ties.md)."""
LIVELY_HALF_LIFE = 90.0
"""Days in which a day in touch loses half of what it says against falling silent, whatever the pace."""
PAUSE = 14.0
"""Days of silence after which the next mail begins a conversation; chats have their own, `Event.pause`."""
YOUNG, FEW = 60, 5
"""A tie is new in its first days while its active days are few."""
SEASON, YEAR = 90, 365
WARM, COOL, LIVELY = 1.5, 0.5, 3
"""Season's rate over year's rate from which a tie warms, below which it cools; active days that can warm."""
LEEWAY = 1.2
"""A tie keeps its state until its rate has passed the threshold by 20 %."""


class Pace(NamedTuple):
    """How fast a tie is read to fade, and what its score then means (docs/ties.md).

    Counts of what was sent and received halve in `half_life` days, active days in `days_half_life`; `lapse`
    weighs the silence against what the tie has outlasted. Strength is the logistic of `intercept` + `slope`
    times the score.
    """

    half_life: float = 90.0
    days_half_life: float = 365.0
    lapse: float = 0.5
    intercept: float = -0.10
    slope: float = 0.42


PLAIN = Pace()
"""The pace while an owner's own history is too short to tell another; the map was fitted once, on early mail
of one institution."""


class Event(NamedTuple):
    """One interaction as a tie counts it: its time and the weight of what went each way.

    Sent mail is (w, 0), received (0, w), a meeting or call (w, w); w = 1/√n with n other participants.
    After `pause` days of silence it begins a conversation. One of a `crowd` adds to what the
    strength is read from and to nothing else: no beginning, rhythm or state rests on it.
    """

    at: float
    sent: float
    received: float
    pause: float = PAUSE
    crowd: bool = False


class Word(Protocol):
    """Something the owner said of a tie at a time: it counts among the interactions (`corrections`)."""

    @property
    def at(self) -> float:
        """The time from which the word counts."""

    def heed(self, tie: Tie | None, /, pace: Pace) -> Tie:
        """Give the tie as it stands after the word; one that begins with it goes at this pace."""


class Tie(NamedTuple):
    """What is known of a tie after its last interaction; it never needs its history again.

    `sent`, `received` and `days` (active days) are decayed counts as of the time `as_of`; `stability` is in
    days; `first` and `last` are times, `first_day` and `last_day` whole days. `interactions` counts them
    whatever they weigh. Of `starts` conversations the owner started `started`; one that begins with a
    mutual interaction is in neither, since nobody can tell. `recent` holds the active days (see `rhythm`),
    `state` is the state as it was on the last active day. `vouched` is the day on which the owner said how
    close the two are, `elsewhere` the days within which they talk elsewhere (0: not said); a tie by the
    owner's word alone has no `interactions`, and its first and last times are those of the word. `pace` is
    the one its counts were decayed by, `crowd_day` the last day on which only a crowd exchanged something,
    and `lively` counts the days of both kinds with a half-life of `LIVELY_HALF_LIFE`.
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
    pace: Pace = PLAIN
    crowd_day: int | None = None
    lively: float = 0.0


def observe(tie: Tie | None, event: Event | Word, *, pace: Pace = PLAIN) -> Tie:
    """Return the tie after one more interaction or word, in O(1). ValueError when it comes too early.

    A tie keeps its own pace; `pace` is that of one which begins.
    """
    if not isinstance(event, Event):
        return event.heed(tie, pace)
    running = Running(event.at, pace) if tie is None else Running.of(tie)
    running.add(event)
    return running.tie()


def replay(events: Iterable[Event | Word], *, pace: Pace = PLAIN) -> Tie | None:
    """Return the tie after all this in order of time, None without any: observed one by one.

    What only ever happened in crowds makes no tie.
    """
    running: Running | None = None
    for event in events:
        running = _next(running, event, pace)
    return None if running is None or running.unheard() else running.tie()


def replay_groups(
    events: Iterable[tuple[str, Event | Word]], *, paces: Mapping[str, Pace] | None = None
) -> tuple[Tie | None, dict[str, Tie]]:
    """Return the tie after these named interactions in order of time, and the same for each name apart.

    A tie goes at the pace of the name most of its interactions bear (`main`), a part at that of its own. They
    are read once and none is kept: a tie of a million messages takes no more room than one of ten. The
    owner's words count for the whole alone.
    """
    paces = paces or {}
    wholes: dict[Pace, Running | None] = dict.fromkeys({PLAIN, *paces.values()})
    parts: dict[str, Running] = {}
    for name, event in events:
        for pace, whole in wholes.items():
            wholes[pace] = _next(whole, event, pace)
        if isinstance(event, Event):
            if name not in parts:
                parts[name] = Running(event.at, paces.get(name, PLAIN))
            parts[name].add(event)
    named = {name: part.tie() for name, part in parts.items() if not part.unheard()}
    found = wholes[paces.get(main(named), PLAIN)]
    return (None if found is None or found.unheard() else found.tie()), named


def main(parts: Mapping[str, Tie]) -> str:
    """Name the part with most interactions, the first by name of equals; empty without any."""
    return max(sorted(parts), key=lambda name: parts[name].interactions, default="")


def going(recent: int, silent: int, *, active_days: int, before: State | None) -> State:
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


class Running:
    """A tie while it is being counted: the same fields, changed in place, so that a replay copies nothing."""

    __slots__ = (
        "active_days", "as_of", "crowd_day", "days", "elsewhere", "first", "first_day", "interactions",
        "last", "last_day", "lively", "pace", "received", "recent", "sent", "stability", "started", "starts",
        "state", "vouched",
    )  # fmt: skip
    state: State | None
    vouched: int | None
    crowd_day: int | None

    def __init__(self, at: float, pace: Pace) -> None:
        """Begin at a time with nothing counted yet."""
        self.pace = pace
        self.first = self.last = self.as_of = at
        self.first_day = self.last_day = math.floor(at)
        self.sent = self.received = self.days = self.lively = 0.0
        self.stability = STABILITY
        self.active_days = self.interactions = self.started = self.starts = self.recent = 0
        self.state = self.vouched = self.crowd_day = None
        self.elsewhere = 0.0

    @classmethod
    def of(cls, tie: Tie) -> Running:
        """Go on with a tie."""
        new = cls.__new__(cls)
        (
            new.sent, new.received, new.days, new.as_of, new.stability, new.first, new.last, new.first_day,
            new.last_day, new.active_days, new.interactions, new.started, new.starts, new.recent, new.state,
            new.vouched, new.elsewhere, new.pace, new.crowd_day,
            new.lively,
        ) = tie  # fmt: skip
        return new

    def add(self, event: Event) -> None:
        """Count one more interaction. ValueError when it comes before the last one or weighs nothing."""
        at, sent, received, pause, crowd = event
        age = at - self.as_of
        if not (age >= 0 and sent >= 0 and received >= 0 and sent + received > 0):
            raise ValueError("an interaction comes after the one before it and weighs something")
        if self.elsewhere:
            age = min(age, self.elsewhere)
        fade = math.exp2(-age / self.pace.half_life)
        self.sent = self.sent * fade + sent
        self.received = self.received * fade + received
        self.days *= math.exp2(-age / self.pace.days_half_life)
        self.lively *= math.exp2(-age / LIVELY_HALF_LIFE)
        self.as_of = at
        day = math.floor(at)
        if crowd:
            self._crowd(day)
            return
        if at - self.last >= pause or not self.interactions:
            self._start(at, mine=sent > 0, theirs=received > 0)
        self.last = at
        self.interactions += 1
        if day != self.last_day or not self.active_days:
            self._day(day)

    def _crowd(self, day: int) -> None:
        if day != self.crowd_day and not (day == self.last_day and self.active_days):
            self._outlast(day)
            self.days += 1.0
            self.lively += 1.0
            self.crowd_day = day

    def unheard(self) -> bool:
        """Tell whether nothing but crowds was heard of."""
        return not self.interactions and self.vouched is None and not self.elsewhere

    def _start(self, at: float, *, mine: bool, theirs: bool) -> None:
        if not self.interactions:
            if self.unheard():
                self.last_day = math.floor(at)
            self.first, self.first_day = at, math.floor(at)
        self.starts += mine != theirs
        self.started += mine and not theirs

    def _day(self, day: int) -> None:
        gap = day - self.last_day
        self._outlast(day)
        # What the silence had come to counts as the state before: else a weekly tie would flicker every week.
        before = going(self.recent, gap, active_days=self.active_days, before=self.state)
        self.recent = calendar.mark(self.recent, gap)
        self.days += day != self.crowd_day
        self.lively += day != self.crowd_day
        self.active_days += 1
        self.last_day = day
        if day - self.first_day < YOUNG and self.active_days < FEW:
            self.state = "new"
        else:
            self.state = going(self.recent, 0, active_days=self.active_days, before=before)

    def _outlast(self, day: int) -> None:
        """Let the silence that ends on a day, a crowd's too, or since a word, add to the stability."""
        gap: float = max(0, day - self._heard())
        gap = min(gap, self.elsewhere) if self.elsewhere else gap
        if gap and self.stability < STABLEST:
            self.stability = grown(self.stability, gap)

    def _heard(self) -> int:
        told = [day for day in (self.crowd_day, self.vouched) if day is not None]
        return max(told) if told and not self.active_days else max([self.last_day, *told])

    def tie(self) -> Tie:
        """Give the tie as it stands."""
        return Tie(
            self.sent, self.received, self.days, self.as_of, self.stability, self.first, self.last,
            self.first_day, self.last_day, self.active_days, self.interactions, self.started, self.starts,
            self.recent, self.state, self.vouched, self.elsewhere, self.pace, self.crowd_day,
            self.lively,
        )  # fmt: skip


def _next(running: Running | None, event: Event | Word, pace: Pace) -> Running:
    """Let what is being counted go on by one interaction or word."""
    if isinstance(event, Event):
        running = Running(event.at, pace) if running is None else running
        running.add(event)
        return running
    return Running.of(event.heed(None if running is None else running.tie(), pace))
