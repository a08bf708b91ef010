"""Ties: what the interactions add up to between the owner and one person, kept in O(1) and read at any time.

Times are float days since 1970-01-01 UTC; a day is the floor of a time. Nothing here reads a clock: `now` is
an argument, and a `now` before the last interaction is read as that interaction's time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from heapq import heappush, heapreplace
from typing import TypeVar, cast

from amity.core import rhythm as calendar
from amity.core.counting import (
    DAYS_HALF_LIFE,
    FEW,
    HALF_LIFE,
    PAUSE,
    SEASON,
    STABILITY,
    YOUNG,
    Event,
    State,
    Tie,
    Word,
    grown,
    observe,
    pace,
    replay,
    replay_groups,
)

__all__ = [
    "DAYS_HALF_LIFE", "FEW", "HALF_LIFE", "PAUSE", "SEASON", "YOUNG", "Event", "State", "Tie", "Word", "best",
    "bound", "faded", "from_row", "grown", "key", "observe", "quiet", "reciprocity", "replay",
    "replay_groups", "rhythm", "score", "silence", "spoken_for", "state", "strength", "to_row",
]  # fmt: skip

INTERCEPT, SLOPE = -0.59, 0.44
"""From score to strength: fixed, fitted once on early mail of one institution; no probability elsewhere."""
FADED = 0.1
"""The strength below which a tie silent for `SHORT_SILENCE` days is dormant."""
SHORT_SILENCE, LONG_SILENCE = 60, 180
RARE = 365.0
"""The rhythm of a tie with a single active day, in days: no gap is known yet."""

NEVER = 1e6
"""The key, in days, of a tie that does not fade by itself: the year 4707."""

_FLOOR = math.log(FADED / (1 - FADED))
_FADED_SCORE = (_FLOOR - INTERCEPT) / SLOPE
_STEEPEST = math.log(2) * (1 / HALF_LIFE + 0.5 / DAYS_HALF_LIFE)
_LAPSE_STEEPEST, _LAPSE_MOST = 0.5 / STABILITY, 2.5
_EXACT = 1e-9
_SLACK = 1e-6

Id = TypeVar("Id")


def score(tie: Tie, now: float) -> float:
    """Return F5, the tie's place among others (about -8 to 10, higher is stronger).

    ln sqrt((sent+.01)(received+.01)) + .5 ln(days+.1) - .5 min((gap+1)/stability, 5): balance of what went
    both ways, active days, and the lapse since the last one. The counts halve in `HALF_LIFE` days, the active
    days in `DAYS_HALF_LIFE`; gap is in days since the last active day, or the owner's word, began. A tie that
    goes on elsewhere fades no more than between two talks there. Source: docs/ties.md.
    """
    age = _age(tie, now)
    fade = math.exp2(-age / HALF_LIFE)
    days = tie.days * math.exp2(-age / DAYS_HALF_LIFE)
    balance = (tie.sent * fade + 0.01) * (tie.received * fade + 0.01)
    lapse = min((tie.as_of + age - _alive(tie) + 1) / tie.stability, 5.0)
    return 0.5 * (math.log(balance) + math.log(days + 0.1) - lapse)


def strength(tie: Tie, now: float) -> float:
    """Return the tie's strength, 0-1: logistic(-.59 + .44 F5). Ranks and words use this one number."""
    return 1 / (1 + math.exp(-(INTERCEPT + SLOPE * score(tie, now))))


def state(tie: Tie, now: float) -> State:
    """Return the tie's state by whole days, its rates measured against those of its last active day's state.

    `new` first seen < 60 d ago and < 5 active days; `dormant` silent >= 180 d, or >= 60 d with strength < .1;
    `cooling` >= 5 active days ever and the rate of active days over 90 d below half that over 365 d;
    `warming` >= 3 active days in 90 d at above 1.5 times the rate over 365 d; else `steady`. Only the two
    rates can swing back and forth, so only they have 20 % leeway. Where the owner said within `SEASON` days
    how close the two are, or that they talk elsewhere, what sounds like less is `steady`.
    """
    found = _state(tie, now)
    if found not in {"steady", "warming"} and spoken_for(tie, now):
        return "steady"
    return found


def spoken_for(tie: Tie, now: float) -> bool:
    """Tell whether the owner's word stands against what silence would say of the tie."""
    fresh = tie.vouched is not None and math.floor(now) - tie.vouched < SEASON
    return fresh or tie.elsewhere > 0


def quiet(tie: Tie, now: float) -> int:
    """Return the whole days of silence as the tie is read.

    They run from the last active day or the owner's word of closeness, whichever is later, and are never
    more than those between two talks elsewhere.
    """
    silent = max(math.floor(now), tie.last_day) - _alive(tie)
    return math.floor(min(max(silent, 0), tie.elsewhere)) if tie.elsewhere else max(silent, 0)


def _state(tie: Tie, now: float) -> State:
    today = max(math.floor(now), tie.last_day)
    silent = quiet(tie, now)
    if today - tie.first_day < YOUNG and tie.active_days < FEW:
        return "new"
    if silent >= LONG_SILENCE or (silent >= SHORT_SILENCE and strength(tie, now) < FADED):
        return "dormant"
    return pace(tie.recent, today - tie.last_day, active_days=tie.active_days, before=tie.state)


def silence(tie: Tie, now: float) -> float:
    """Return how much an established tie is at risk of falling silent, 0-1: 1 / (1 + decayed active days).

    An order, not a probability: the active days of the last year with a half-life of 90 days foresee silence
    as well as anything measured (docs/ties.md).
    """
    silent = quiet(tie, now)
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

    A tie already there has the time of its last interaction, one that is kept up elsewhere and stays above it
    `NEVER`. The score is convex and falls with time, so Newton's steps from the left never overshoot; the
    result is at most 1e-9 of score short.
    """
    now = tie.as_of
    if tie.elsewhere and score(tie, NEVER) > _FADED_SCORE:
        return NEVER
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
    *rest, recent, before, vouched, elsewhere = astuple(tie)
    return (*rest, f"{recent:x}", before, vouched, elsewhere)


def from_row(row: Sequence[float | int | str | None]) -> Tie:
    """Read what `to_row` gave; ValueError for a row of another length."""
    if len(row) != len(Tie.__slots__):
        raise ValueError("a tie's row has one value for each field")
    *rest, recent, before, vouched, elsewhere = row
    words = (cast("State | None", before), cast("int | None", vouched), cast("float", elsewhere))
    return Tie(*cast("list[float]", rest), int(str(recent), 16), *words)  # type: ignore[arg-type, call-arg]


def faded(tie: Tie, at: float) -> Tie:
    """Return the tie with its counts as they are worth at a later time."""
    age = _age(tie, at)
    fade, days = math.exp2(-age / HALF_LIFE), math.exp2(-age / DAYS_HALF_LIFE)
    return replace(
        tie,
        sent=tie.sent * fade,
        received=tie.received * fade,
        days=tie.days * days,
        as_of=max(at, tie.as_of),
    )


def _age(tie: Tie, now: float) -> float:
    """Return for how many days the counts have faded."""
    age = max(now - tie.as_of, 0.0)
    return min(age, tie.elsewhere) if tie.elsewhere else age


def _alive(tie: Tie) -> int:
    """Return the last day that speaks for the tie: of an interaction, or of the owner's word."""
    return tie.last_day if tie.vouched is None else max(tie.vouched, tie.last_day)


def _steepness(tie: Tie, now: float) -> float:
    """Return how much score the tie loses a day at `now`: minus the derivative of `score`."""
    fade = math.exp2((tie.as_of - now) / HALF_LIFE)
    days = tie.days * math.exp2((tie.as_of - now) / DAYS_HALF_LIFE)
    sent, received = tie.sent * fade, tie.received * fade
    counts = (sent / (sent + 0.01) + received / (received + 0.01)) / HALF_LIFE
    lapse = 1 / tie.stability if (now - _alive(tie) + 1) / tie.stability < _LAPSE_MOST * 2 else 0.0
    return 0.5 * (math.log(2) * (counts + days / (days + 0.1) / DAYS_HALF_LIFE) + lapse)
