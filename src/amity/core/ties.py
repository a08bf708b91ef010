"""Ties: what the interactions add up to between the owner and one person, kept in O(1) and read at any time.

Times are float days since 1970-01-01 UTC; a day is the floor of a time. Nothing here reads a clock: `now` is
an argument, and a `now` before the last interaction is read as that interaction's time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from heapq import heappush, heapreplace
from typing import TypeVar, cast

from amity.core import rhythm as calendar
from amity.core.counting import (
    EPOCH,
    FEW,
    LIVELY_HALF_LIFE,
    PAUSE,
    PLAIN,
    SEASON,
    STABILITY,
    YOUNG,
    Event,
    Pace,
    State,
    Tie,
    Word,
    going,
    grown,
    main,
    observe,
    replay,
    replay_groups,
)

__all__ = [
    "EPOCH", "FEW", "PAUSE", "PLAIN", "SEASON", "YOUNG", "Event", "Pace", "State", "Tie", "Word", "at_risk",
    "awake", "best", "bound", "faded", "from_row", "grown", "key", "lively", "main", "observe", "odds",
    "parts",
    "quiet", "reciprocity", "replay", "replay_groups", "rhythm", "score", "scored", "settled", "silence",
    "spoken_for", "state", "strength", "to_row",
]  # fmt: skip

RECENT = 0.2
"""What each natural logarithm of the days since the last active day costs a tie, whatever its pace."""
LEAST = 0.01
"""What stands for nothing in a logarithm of counts."""
LEAST_DAYS = 0.1
LONGEST_LAPSE = 5.0
"""A silence of more times its stability costs a tie no more."""
HEALTH_GAP, HEALTH_LAPSE = 30.0, 0.5
"""Of silence: days of gap that count e-fold, and the weight of the lapse."""
FADED = 0.1
"""The strength below which a tie silent for `SHORT_SILENCE` days is dormant."""
SHORT_SILENCE, LONG_SILENCE = 60, 180
RARE = 365.0
"""The rhythm of a tie with a single active day, in days: no gap is known yet."""

NEVER = 1e6
"""The key, in days, of a tie that does not fade by itself: the year 4707."""

FLOOR = math.log(FADED / (1 - FADED))
"""The logarithm of the odds of strength .1."""
_EXACT = 1e-9
_STRIDE = 16
_SLACK = 1e-6

Id = TypeVar("Id")


def score(tie: Tie, now: float) -> float:
    """Return F5 and its silence, the tie's place among those of its pace (-9 to 10, higher is stronger).

    ln sqrt((sent+.01)(received+.01)) + .5 ln(days+.1) - w min((gap+1)/stability, 5) - .2 ln(gap+1): balance
    of what went both ways, active days, and what the silence since the last of them took. Counts and days
    halve, and w is, as the tie's `Pace` says (90 and 365 days, .5 unless learned); gap is in days since the
    last day in touch, a crowd's too, or the owner's word. A tie that goes on elsewhere fades no more than
    between two talks there. Source: docs/model.md.
    """
    balance, lapse, gap = parts(tie, now)
    return scored(balance, lapse, gap, weight=tie.pace.lapse)


def scored(balance: float, lapse: float, gap: float, *, weight: float) -> float:
    """Put the `parts` of a score together; `weight` is that of the lapse."""
    return balance - weight * lapse - RECENT * math.log(gap + 1)


def parts(tie: Tie, now: float) -> tuple[float, float, float]:
    """Return what a score is made of: counts and days in logarithms, the lapse (0-5), and the gap in days."""
    age, pace = _age(tie, now), tie.pace
    fade = math.exp2(-age / pace.half_life)
    days = tie.days * math.exp2(-age / pace.days_half_life)
    both = (tie.sent * fade + LEAST) * (tie.received * fade + LEAST)
    gap = max(tie.as_of + age - _heard(tie), 0.0)
    return 0.5 * (math.log(both) + math.log(days + LEAST_DAYS)), _lapse(tie.stability, gap), gap


def _lapse(stability: float, gap: float) -> float:
    return min((gap + 1) / stability, LONGEST_LAPSE)


def odds(tie: Tie, now: float) -> float:
    """Return the logarithm of the odds of a two-way exchange within 90 days, by which ties are ranked.

    Linear in the `score`, and `settled` by the silence.
    """
    balance, lapse, gap = parts(tie, now)
    told = scored(balance, lapse, gap, weight=tie.pace.lapse)
    return settled(tie.pace.intercept + tie.pace.slope * told, gap)


def settled(odds: float, gap: float) -> float:
    """Return odds after a silence of `gap` days: what lies above those of strength .1 counts ever less.

    By 1 / (1 + (gap/180)^8): all of it for four months, half after half a year, a twenty-fifth after nine
    months. Years of exchange are no sign that somebody silent for one will write.
    """
    return odds if odds <= FLOOR else FLOOR + (odds - FLOOR) * awake(gap)


def awake(gap: float) -> float:
    """Return the share of the odds above those of strength .1 that a silence of so many days leaves."""
    return 1 / (1 + (gap / LONG_SILENCE) ** 8)


def strength(tie: Tie, now: float) -> float:
    """Return the tie's strength, 0-1: the chance of a two-way exchange within 90 days, as far as known.

    Logistic of `odds`. Ranks and words use this one number.
    """
    return 1 / (1 + math.exp(-odds(tie, now)))


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
    return going(tie.recent, today - tie.last_day, active_days=tie.active_days, before=tie.state)


def silence(tie: Tie, now: float) -> float:
    """Return how much an established tie is at risk of falling silent, 0-1.

    1 / (1 + d e^-(gap/30 + lapse/2)), d the days in touch with a half-life of 90 days, those in a crowd among
    them: few and old days, a long silence, and one longer than the tie has outlasted. An order, not a
    probability (docs/model.md).
    """
    age = _age(tie, now)
    return at_risk(tie.lively, tie.stability, age=age, gap=max(tie.as_of + age - _heard(tie), 0.0))


def at_risk(days: float, stability: float, *, age: float, gap: float) -> float:
    """Return `silence` of days in touch counted `age` days ago, and of a gap in days."""
    left = days * math.exp2(-age / LIVELY_HALF_LIFE)
    return 1 / (1 + left * math.exp(-gap / HEALTH_GAP - HEALTH_LAPSE * _lapse(stability, gap)))


def lively(tie: Tie, day: float) -> float:
    """Return the days in touch as they count on a day, before the last interaction too."""
    return tie.lively * math.exp2((tie.as_of - day) / LIVELY_HALF_LIFE)


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


def key(tie: Tie, strength: float = FADED) -> float:
    """Return the time at which strength falls to .1 if nothing more happens: an order that needs no clock.

    Or to another `strength` above it. A tie already there has the time of its last interaction, one that is
    kept up elsewhere and stays above it `NEVER`. The score is convex and falls with time, so Newton's steps
    from the left never overshoot; the result is at most 1e-9 of the odds' logarithm short. Where silence has
    `settled` the odds, above .1, it is sought by halves from there.
    """
    now, floor = tie.as_of, math.log(strength / (1 - strength))
    if tie.elsewhere and odds(tie, NEVER) > floor:
        return NEVER
    if tie.elsewhere and floor > FLOOR:
        return _settles(tie, floor, NEVER)
    while (excess := tie.pace.intercept + tie.pace.slope * score(tie, now) - floor) > _EXACT:
        now += excess / (tie.pace.slope * _steepness(tie, now))
    return _settles(tie, floor, now) if floor > FLOOR else now


def _settles(tie: Tie, floor: float, until: float) -> float:
    """Return the time up to `until`, to less than a second, at which the odds have fallen to a floor."""
    low, high = tie.as_of, until
    while high - low > _SLACK:
        middle = (low + high) / 2
        low, high = (middle, high) if odds(tie, middle) > floor else (low, middle)
    return high if low > tie.as_of else tie.as_of


def bound(key: float, now: float, *, paces: Iterable[Pace] = (PLAIN,)) -> float:
    """Return what the `odds` of a tie with this key cannot exceed at `now`, at any of these paces.

    Once the key has passed, they are at most those of strength .1. Before, they lie above them by no more
    than they can lose in the d days until then: the logarithms of the counts ln 2 (1/h + .5/g) a day, h and g
    being the half-lives, for the floors inside them (.01, .1) only slow that down; the lapse, weighing w, at
    most w/3 a day, since stability never is below 3, and 5 w in all; the silence .2 ln(1 + d). That silence
    `settled` them only lowers them.
    """
    if key >= NEVER:
        return math.inf
    left = max(key - now, 0.0)
    return FLOOR + max(pace.slope * _loss(pace, left) for pace in paces) + _SLACK


def _loss(pace: Pace, left: float) -> float:
    counts = math.log(2) * (1 / pace.half_life + 0.5 / pace.days_half_life)
    lapse = pace.lapse * min(left / STABILITY, LONGEST_LAPSE)
    return left * counts + lapse + RECENT * math.log1p(left)


def best(
    pairs: Iterable[tuple[float, Tie, Id]],
    *,
    count: int,
    now: float,
    paces: Iterable[Pace] = (PLAIN,),
    newest: float = NEVER,
) -> list[tuple[float, Tie, Id]]:
    """Return the `count` strongest ties as (odds, tie, id), strongest first, equal ones in reading order.

    `pairs` are (key, tie, id) by falling key, their ties of any of the `paces` and none heard of after
    `newest`. Reading stops where the `bound` is below the count-th best: no later one can be better. One
    whose own silence leaves too little of that bound is passed over.
    """
    heap: list[tuple[float, int, Tie, Id]] = []
    known, since = frozenset(paces), -math.inf
    for place, (until, tie, who) in enumerate(pairs if count > 0 else ()):
        if len(heap) < count:
            heappush(heap, (odds(tie, now), -place, tie, who))
            continue
        least = heap[0][0]
        if not place % _STRIDE:
            since = now - _patience(bound(until, now, paces=known) - FLOOR, least - FLOOR)
            if newest < since:
                break
        if tie.as_of < since and not tie.elsewhere:
            continue
        if (found := odds(tie, now)) > least:
            heapreplace(heap, (found, -place, tie, who))
    return [(found, tie, who) for found, _, tie, who in sorted(heap, key=lambda one: one[:2], reverse=True)]


def _patience(most: float, least: float) -> float:
    """Return the days of silence after which less than `least` is left of `most` (see `awake`)."""
    if least <= 0:
        return math.inf
    return LONG_SILENCE * (most / least - 1) ** (1 / 8) if most >= least else -math.inf


def to_row(tie: Tie) -> tuple[object, ...]:
    """Give a tie as plain values in the order of its fields, for storage.

    The active days are hex text; the pace is a list, None where it is the plain one.
    """
    *rest, recent, before, vouched, elsewhere, pace, crowd, lively = tie
    own = None if pace == PLAIN else list(pace)
    return (*rest, f"{recent:x}", before, vouched, elsewhere, own, crowd, lively)


def from_row(row: Sequence[object]) -> Tie:
    """Read what `to_row` gave; ValueError for a row of another length."""
    if len(row) != len(Tie._fields):
        raise ValueError("a tie's row has one value for each field")
    *rest, recent, before, vouched, elsewhere, pace, crowd, lively = row
    words = (cast("State | None", before), cast("int | None", vouched), cast("float", elsewhere))
    own = (
        Pace(*cast("list[float]", pace)) if pace else PLAIN,
        cast("int | None", crowd),
        cast("float", lively),
    )
    return Tie(*cast("list[float]", rest), int(str(recent), 16), *words, *own)  # type: ignore[arg-type, call-arg]


def faded(tie: Tie, at: float) -> Tie:
    """Return the tie with its counts as they are worth at a later time."""
    age = _age(tie, at)
    fade, days = math.exp2(-age / tie.pace.half_life), math.exp2(-age / tie.pace.days_half_life)
    return tie._replace(
        sent=tie.sent * fade,
        received=tie.received * fade,
        days=tie.days * days,
        lively=tie.lively * math.exp2(-age / LIVELY_HALF_LIFE),
        as_of=max(at, tie.as_of),
    )


def _age(tie: Tie, now: float) -> float:
    """Return for how many days the counts have faded."""
    age = max(now - tie.as_of, 0.0)
    return min(age, tie.elsewhere) if tie.elsewhere else age


def _alive(tie: Tie) -> int:
    """Return the last day that speaks for the tie: of an interaction, or of the owner's word."""
    return tie.last_day if tie.vouched is None else max(tie.vouched, tie.last_day)


def _heard(tie: Tie) -> int:
    """Return the last day on which anything was heard, in a crowd too."""
    alive = _alive(tie)
    return alive if tie.crowd_day is None else max(tie.crowd_day, alive)


def _steepness(tie: Tie, now: float) -> float:
    """Return how much score the tie loses a day at `now`: minus the derivative of `score`."""
    pace, gap = tie.pace, max(now - _heard(tie), 0.0)
    fade = math.exp2((tie.as_of - now) / pace.half_life)
    days = tie.days * math.exp2((tie.as_of - now) / pace.days_half_life)
    sent, received = tie.sent * fade, tie.received * fade
    counts = (sent / (sent + LEAST) + received / (received + LEAST)) / pace.half_life
    lapse = pace.lapse / tie.stability if (gap + 1) / tie.stability < LONGEST_LAPSE else 0.0
    faded = 0.5 * math.log(2) * (counts + days / (days + LEAST_DAYS) / pace.days_half_life)
    return faded + lapse + RECENT / (gap + 1)
