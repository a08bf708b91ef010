"""Ties: what the interactions add up to between the owner and one person, kept in O(1) and read at any time.

Times are float days since 1970-01-01 UTC; a day is the floor of a time. Nothing here reads a clock: `now` is
an argument, and a `now` before the last interaction is read as that interaction's time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from heapq import heappush, heapreplace
from typing import Literal, NamedTuple, TypeVar, cast

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
INTERCEPT, SLOPE = -0.59, 0.44
"""From score to strength: fixed, fitted once on early mail of one institution; no probability elsewhere."""
PAUSE = 14.0
"""Days of silence after which the next interaction begins a conversation."""
FADED = 0.1
"""The strength below which a tie silent for `SHORT_SILENCE` days is dormant."""
YOUNG, FEW = 60, 5
"""A tie is new in its first days while its active days are few."""
SHORT_SILENCE, LONG_SILENCE = 60, 180
SEASON, YEAR = 90, 365
WARM, COOL, LIVELY = 1.5, 0.5, 3
"""Season's rate over year's rate from which a tie warms, below which it cools; active days that can warm."""
LEEWAY = 1.2
"""A tie keeps its state until its rate has passed the threshold by 20 %."""
RARE = 365.0
"""The rhythm of a tie with a single active day, in days: no gap is known yet."""

_FLOOR = math.log(FADED / (1 - FADED))
_FADED_SCORE = (_FLOOR - INTERCEPT) / SLOPE
_STEEPEST = math.log(2) * (1 / HALF_LIFE + 0.5 / DAYS_HALF_LIFE)
_LAPSE_STEEPEST, _LAPSE_MOST = 0.5 / STABILITY, 2.5
_EXACT = 1e-9
_SLACK = 1e-6

Id = TypeVar("Id")


class Event(NamedTuple):
    """One interaction as a tie counts it: its time and the weight of what went each way.

    Sent mail is (w, 0), received (0, w), a meeting or call (w, w); w = 1/n with n other participants.
    """

    at: float
    sent: float
    received: float


@dataclass(frozen=True, slots=True)
class Tie:
    """What is known of a tie after its last interaction; it never needs its history again.

    `sent`, `received` and `days` (active days) are decayed counts as of the time `as_of`; `stability` is in
    days; `first` and `last` are times, `first_day` and `last_day` whole days. `interactions` counts them
    whatever they weigh. Of `starts` conversations the owner started `started`; one that begins with a
    mutual interaction is in neither, since nobody can tell. `recent` holds the active days (see `rhythm`),
    `state` is the state as it was on the last active day.
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


def observe(tie: Tie | None, event: Event) -> Tie:
    """Return the tie after one more interaction, in O(1). ValueError when it comes before the last one."""
    running = _Running(event.at) if tie is None else _Running.of(tie)
    running.add(event)
    return running.tie()


def replay(events: Iterable[Event]) -> Tie | None:
    """Return the tie after these interactions in order of time, None without any: observed one by one."""
    running: _Running | None = None
    for event in events:
        if running is None:
            running = _Running(event.at)
        running.add(event)
    return None if running is None else running.tie()


def replay_groups(events: Iterable[tuple[str, Event]]) -> tuple[Tie | None, dict[str, Tie]]:
    """Return the tie after these named interactions in order of time, and the same for each name apart.

    They are read once and none is kept: a tie of a million messages takes no more room than one of ten.
    """
    whole: _Running | None = None
    parts: dict[str, _Running] = {}
    for name, event in events:
        whole = whole or _Running(event.at)
        whole.add(event)
        parts.setdefault(name, _Running(event.at)).add(event)
    return (None if whole is None else whole.tie()), {name: part.tie() for name, part in parts.items()}


def score(tie: Tie, now: float) -> float:
    """Return F5, the tie's place among others (about -8 to 10, higher is stronger).

    ln sqrt((sent+.01)(received+.01)) + .5 ln(days+.1) - .5 min((gap+1)/stability, 5): balance of what went
    both ways, active days, and the lapse since the last one. The counts halve in `HALF_LIFE` days, the active
    days in `DAYS_HALF_LIFE`; gap is in days since the last active day began. Source: docs/ties.md.
    """
    age = max(now - tie.as_of, 0.0)
    fade = math.exp2(-age / HALF_LIFE)
    days = tie.days * math.exp2(-age / DAYS_HALF_LIFE)
    balance = (tie.sent * fade + 0.01) * (tie.received * fade + 0.01)
    lapse = min((tie.as_of + age - tie.last_day + 1) / tie.stability, 5.0)
    return 0.5 * (math.log(balance) + math.log(days + 0.1) - lapse)


def strength(tie: Tie, now: float) -> float:
    """Return the tie's strength, 0-1: logistic(-.59 + .44 F5). Ranks and words use this one number."""
    return 1 / (1 + math.exp(-(INTERCEPT + SLOPE * score(tie, now))))


def state(tie: Tie, now: float) -> State:
    """Return the tie's state by whole days, its rates measured against those of its last active day's state.

    `new` first seen < 60 d ago and < 5 active days; `dormant` silent >= 180 d, or >= 60 d with strength < .1;
    `cooling` >= 5 active days ever and the rate of active days over 90 d below half that over 365 d;
    `warming` >= 3 active days in 90 d at above 1.5 times the rate over 365 d; else `steady`. Only the two
    rates can swing back and forth, so only they have 20 % leeway.
    """
    today = max(math.floor(now), tie.last_day)
    silent = today - tie.last_day
    if today - tie.first_day < YOUNG and tie.active_days < FEW:
        return "new"
    if silent >= LONG_SILENCE or (silent >= SHORT_SILENCE and strength(tie, now) < FADED):
        return "dormant"
    return _pace(tie.recent, silent, active_days=tie.active_days, before=tie.state)


def silence(tie: Tie, now: float) -> float:
    """Return how much an established tie is at risk of falling silent, 0-1: 1 / (1 + decayed active days).

    An order, not a probability: the active days of the last year with a half-life of 90 days foresee silence
    as well as anything measured (docs/ties.md).
    """
    silent = max(math.floor(now) - tie.last_day, 0)
    return 1 / (1 + calendar.decayed(tie.recent, silent, HALF_LIFE))


def rhythm(tie: Tie) -> float:
    """Return the usual gap between active days, in days: the last year's median, else the mean over the tie.

    With a single active day there is no gap to tell: `RARE`.
    """
    usual = calendar.gap(tie.recent)
    if usual is not None:
        return usual
    span = tie.last_day - tie.first_day
    return span / (tie.active_days - 1) if span else RARE


def reciprocity(tie: Tie) -> float | None:
    """Return the share of conversations the owner started, 0-1; None while no start is known."""
    return tie.started / tie.starts if tie.starts else None


def key(tie: Tie) -> float:
    """Return the time at which strength falls to .1 if nothing more happens: an order that needs no clock.

    A tie already there has the time of its last interaction. The score is convex and falls with time, so
    Newton's steps from the left never overshoot; the result is at most 1e-9 of score short.
    """
    now = tie.as_of
    while (excess := score(tie, now) - _FADED_SCORE) > _EXACT:
        now += excess / _steepness(tie, now)
    return now


def bound(key: float, now: float) -> float:
    """Return what the score of a tie with this key cannot exceed at `now`.

    Once the key has passed, the score is at most that of strength .1, F. Before, it lies above F by no more
    than it can lose until then. The logarithms of the counts lose at most ln 2 (1/90 + .5/365) a day, and
    the floors inside them (.01, .1) only slow that down; the lapse takes at most .5/3 a day, since stability
    never is below 3, and 2.5 in all. So F + d ln 2 (1/90 + .5/365) + min(d/6, 2.5) for d days to the key.
    """
    left = max(key - now, 0.0)
    return _FADED_SCORE + left * _STEEPEST + min(left * _LAPSE_STEEPEST, _LAPSE_MOST) + _SLACK


def best(pairs: Iterable[tuple[float, Tie, Id]], *, count: int, now: float) -> list[tuple[float, Tie, Id]]:
    """Return the `count` strongest ties as (score, tie, id), strongest first, equal scores in reading order.

    `pairs` are (key, tie, id) by falling key. Reading stops at the first whose `bound` is below the count-th
    best: no later one can be better.
    """
    heap: list[tuple[float, int, Tie, Id]] = []
    for place, (until, tie, who) in enumerate(pairs if count > 0 else ()):
        if len(heap) < count:
            heappush(heap, (score(tie, now), -place, tie, who))
            continue
        if bound(until, now) < heap[0][0]:
            break
        if (found := score(tie, now)) > heap[0][0]:
            heapreplace(heap, (found, -place, tie, who))
    return [(found, tie, who) for found, _, tie, who in sorted(heap, key=lambda one: one[:2], reverse=True)]


def to_row(tie: Tie) -> tuple[float | int | str | None, ...]:
    """Give a tie as plain values in the order of its fields, for storage; the active days as hex text."""
    *rest, recent, before = astuple(tie)
    return (*rest, f"{recent:x}", before)


def from_row(row: Sequence[float | int | str | None]) -> Tie:
    """Read what `to_row` gave; ValueError for a row of another length."""
    *rest, recent, before = row
    if len(rest) != len(Tie.__slots__) - 2:
        raise ValueError("a tie's row has one value for each field")
    numbers = cast("list[float]", rest)
    return Tie(*numbers, recent=int(str(recent), 16), state=cast("State | None", before))  # type: ignore[arg-type, misc]


def _pace(recent: int, silent: int, *, active_days: int, before: State | None) -> State:
    season = calendar.within(recent, silent, SEASON)
    pace = season * YEAR
    usual = calendar.within(recent, silent, YEAR) * SEASON
    cool = COOL * LEEWAY if before == "cooling" else COOL
    if active_days >= FEW and pace < cool * usual:
        return "cooling"
    warm = WARM / LEEWAY if before == "warming" else WARM
    return "warming" if season >= LIVELY and pace > warm * usual else "steady"


def _steepness(tie: Tie, now: float) -> float:
    """Return how much score the tie loses a day at `now`: minus the derivative of `score`."""
    fade = math.exp2((tie.as_of - now) / HALF_LIFE)
    days = tie.days * math.exp2((tie.as_of - now) / DAYS_HALF_LIFE)
    sent, received = tie.sent * fade, tie.received * fade
    counts = (sent / (sent + 0.01) + received / (received + 0.01)) / HALF_LIFE
    lapse = 1 / tie.stability if (now - tie.last_day + 1) / tie.stability < _LAPSE_MOST * 2 else 0.0
    return 0.5 * (math.log(2) * (counts + days / (days + 0.1) / DAYS_HALF_LIFE) + lapse)


def _grown(stability: float, gap: int) -> float:
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
        "active_days", "days", "first", "first_day", "interactions", "last", "last_day", "received", "recent",
        "sent", "stability", "started", "starts", "state",
    )  # fmt: skip
    state: State | None

    def __init__(self, at: float) -> None:
        self.first = self.last = at
        self.first_day = self.last_day = math.floor(at)
        self.sent = self.received = self.days = 0.0
        self.stability = STABILITY
        self.active_days = self.interactions = self.started = self.starts = self.recent = 0
        self.state = None

    @classmethod
    def of(cls, tie: Tie) -> _Running:
        new = cls.__new__(cls)
        new.sent, new.received, new.days, new.stability = tie.sent, tie.received, tie.days, tie.stability
        new.first, new.last, new.first_day, new.last_day = tie.first, tie.last, tie.first_day, tie.last_day
        new.active_days, new.interactions = tie.active_days, tie.interactions
        new.started, new.starts = tie.started, tie.starts
        new.recent, new.state = tie.recent, tie.state
        return new

    def add(self, event: Event) -> None:
        at, sent, received = event
        age = at - self.last
        if not (age >= 0 and sent >= 0 and received >= 0 and sent + received > 0):
            raise ValueError("an interaction comes after the one before it and weighs something")
        if age >= PAUSE or not self.interactions:
            self._start(mine=sent > 0, theirs=received > 0)
        fade = math.exp2(-age / HALF_LIFE)
        self.sent = self.sent * fade + sent
        self.received = self.received * fade + received
        self.days *= math.exp2(-age / DAYS_HALF_LIFE)
        self.last = at
        self.interactions += 1
        day = math.floor(at)
        if day != self.last_day or not self.active_days:
            self._day(day)

    def _start(self, *, mine: bool, theirs: bool) -> None:
        self.starts += mine != theirs
        self.started += mine and not theirs

    def _day(self, day: int) -> None:
        gap = day - self.last_day
        if gap and self.stability < STABLEST:
            self.stability = _grown(self.stability, gap)
        # What the silence had come to counts as the state before: else a weekly tie would flicker every week.
        before = _pace(self.recent, gap, active_days=self.active_days, before=self.state)
        self.recent = calendar.mark(self.recent, gap)
        self.days += 1.0
        self.active_days += 1
        self.last_day = day
        if day - self.first_day < YOUNG and self.active_days < FEW:
            self.state = "new"
        else:
            self.state = _pace(self.recent, 0, active_days=self.active_days, before=before)

    def tie(self) -> Tie:
        counted = (self.sent, self.received, self.days, self.last, self.stability)
        dated = (self.first, self.last, self.first_day, self.last_day, self.active_days)
        talked = (self.interactions, self.started, self.starts)
        return Tie(*counted, *dated, *talked, self.recent, self.state)
