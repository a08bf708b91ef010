"""Paces: how fast an owner's ties fade on each group of channels, learned from their own earlier history.

At several days of that history every tie is counted at each of a few half-lives, from what had happened by
then; which of them, and which weight of the lapse, would have foreseen best who exchanged something both ways
soon after? The plain pace stays unless another did clearly better: a short history decides nothing. The map
from score to strength is fitted to the same answers, held near the plain one while they are few.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from amity.core import counting, ties
from amity.core.counting import PLAIN, Event, Pace

HALF_LIVES = ((3, 7), (7, 14), (7, 30), (14, 60), (30, 90), (60, 180), (90, 365), (180, 365))
"""Half-lives of counts and of active days, in days, among which is chosen."""
LAPSES = (0.25, 0.5, 1.0)
"""Weights of the lapse among which is chosen."""
HORIZON = 90.0
"""Days within which somebody is looked for again: what a strength is the chance of."""
LOOKS = 6
"""Days looked back at, the latest so long ago that its horizon has passed, the others half of that apart."""
SHORT = 4.0
"""A look never needs more than this part of the history known: a young one is asked about less far ahead."""
ROWS = 20
"""Answers without which nothing is learned."""
SURE = 3.0
"""Standard errors by which another pace must have foreseen better (the rule of Vuong 1989)."""
TRUST = (4.0, 16.0)
"""How firmly intercept and slope are held to the plain ones: owners differ by about .5 and .25."""
MOST = 600
"""Answers looked at; of more, every so many-th, put in order of what was known: whichever tie came first."""
FLATTEST = PLAIN.slope / 4
"""A flatter map would call a tie that faded as likely as a lively one: such a history ended, and is none."""
ROUND = (0.1, 0.02)
"""To what intercept and slope are rounded: a few per cent of a chance."""
STEPS = 5
"""Newton's steps for a fit: enough for every digit that matters, from where the plain pace's fit ended."""
FURTHEST = 1.0
"""A step changes neither number by more."""


class Row(NamedTuple):
    """What was known of one tie on one day, by half-lives, and whether the two exchanged both ways after it.

    `balances` are the logarithms of counts and days; `lapse` and the `gap` in days do not depend on them.
    """

    balances: tuple[float, ...]
    lapse: float
    gap: float
    both: bool


class Fit(NamedTuple):
    """A pace with the log-likelihood of each answer under it."""

    pace: Pace
    likelihoods: list[float]


def learn(histories: Iterable[Sequence[Event]], *, now: float, horizon: float = HORIZON) -> Pace:
    """Return the pace of these ties, each given by its events in order, from what happened before `now`."""
    known = [[event for event in one if event.at <= now] for one in histories]
    known = [one for one in known if one]
    if not known:
        return PLAIN
    first = min(one[0].at for one in known)
    ahead = min(horizon, (now - first) / SHORT)
    told = [day for k in range(LOOKS) if (day := now - ahead * (1 + k / 2)) - first >= ahead]
    days = sorted(day for day in told if _spoke(known, after=day, until=day + ahead))
    rows = sorted(row for one in known for row in look(one, days=days, ahead=ahead))
    if len(rows) < ROWS:
        return PLAIN
    return choose(rows[:: math.ceil(len(rows) / MOST)], looks=len(days))


def _spoke(histories: Iterable[Sequence[Event]], *, after: float, until: float) -> bool:
    """Tell whether in that time the owner wrote to anybody of these, and anybody of these to the owner.

    Where that is so of nobody at all the record has a hole or an end, and silence says nothing of a tie.
    """
    told = [event for one in histories for event in one if after < event.at <= until]
    return any(event.sent for event in told) and any(event.received for event in told)


def look(events: Sequence[Event], *, days: Sequence[float], ahead: float) -> list[Row]:
    """Return what was known of a tie on each of these days, in order, and what followed within `ahead`."""
    seen = [day for day in days if events[0].at <= day]
    stages = [_stages(events, seen, Pace(*half_lives)) for half_lives in HALF_LIVES]
    rows = []
    for place, day in enumerate(seen):
        told = [ties.parts(stage[place], day) for stage in stages]
        balances = tuple(balance for balance, _, _ in told)
        rows.append(Row(balances, *told[0][1:], _spoke((events,), after=day, until=day + ahead)))
    return rows


def _stages(events: Sequence[Event], days: Sequence[float], pace: Pace) -> list[ties.Tie]:
    """Count a tie and give it as it stood on each of these days, in O(1) for each event."""
    stages = []
    running = counting.Running(events[0].at, pace)
    place = 0
    for day in days:
        while place < len(events) and events[place].at <= day:
            running.add(events[place])
            place += 1
        stages.append(running.tie())
    return stages


def choose(rows: Sequence[Row], *, looks: int) -> Pace:
    """Return the pace that foresaw best, or the plain one with its map fitted where none did clearly better.

    Looks of one history overlap, so that `looks` of them count as the square root of as many. A pace is
    chosen by how much likelier it makes the answers than the plain one, less `SURE` standard errors of that
    difference, and by how much less its map must be bent for it (`_bent`).
    """
    share = 1 / math.sqrt(looks)
    plain = fit(rows, PLAIN, share=share)
    best, most = plain, 0.0
    for half_lives in HALF_LIVES:
        for lapse in LAPSES:
            pace = PLAIN._replace(
                half_life=float(half_lives[0]), days_half_life=float(half_lives[1]), lapse=lapse
            )
            tried = fit(rows, pace, share=share)
            sure = _gain(tried.likelihoods, plain.likelihoods, share=share)
            sure += _bent(plain.pace) - _bent(tried.pace)
            if sure > most and tried.pace.slope >= FLATTEST:
                best, most = tried, sure
    return rounded(best.pace) if best.pace.slope >= FLATTEST else PLAIN


def _bent(pace: Pace) -> float:
    """Return how unlikely a map is before anything is known of an owner, in nats below the plain one."""
    off = (PLAIN.intercept - pace.intercept, PLAIN.slope - pace.slope)
    return 0.5 * sum(trust * d * d for trust, d in zip(TRUST, off, strict=True))


def rounded(pace: Pace) -> Pace:
    """Round the map, so that a few answers more change no number of a book."""
    near = (round(pace.intercept / ROUND[0]) * ROUND[0], round(pace.slope / ROUND[1]) * ROUND[1])
    return pace._replace(intercept=round(near[0], 6), slope=round(near[1], 6))


def _gain(tried: Sequence[float], plain: Sequence[float], *, share: float) -> float:
    """Return the gain in log-likelihood less `SURE` of its standard errors."""
    gains = [one - other for one, other in zip(tried, plain, strict=True)]
    count, total = len(gains), sum(gains)
    spread = sum((gain - total / count) ** 2 for gain in gains) / count
    return total * share - SURE * math.sqrt(spread * count * share)


def fit(rows: Collection[Row], pace: Pace, *, share: float) -> Fit:
    """Fit intercept and slope to the answers by logistic regression, drawn to the plain ones (`TRUST`)."""
    place = HALF_LIVES.index((int(pace.half_life), int(pace.days_half_life)))
    scores = [ties.scored(row.balances[place], row.lapse, row.gap, weight=pace.lapse) for row in rows]
    told = [(score, ties.awake(row.gap), row.both) for score, row in zip(scores, rows, strict=True)]
    a, b = pace.intercept, pace.slope
    for _ in range(STEPS):
        da, db = _step(told, a, b, share=share)
        a, b = a + da, b + db
    likelihoods = [
        _likelihood(ties.settled(a + b * score, row.gap), both=row.both)
        for score, row in zip(scores, rows, strict=True)
    ]
    return Fit(pace._replace(intercept=a, slope=b), likelihoods)


def _step(
    told: Sequence[tuple[float, float, bool]], a: float, b: float, *, share: float
) -> tuple[float, float]:
    """Return one of Newton's steps for the penalized likelihood, `FURTHEST` at most.

    `told` holds a score, how far it is awake (`ties.awake`) and whether the two exchanged both ways.
    """
    ga, gb = TRUST[0] * (PLAIN.intercept - a), TRUST[1] * (PLAIN.slope - b)
    haa, hab, hbb = TRUST[0], 0.0, TRUST[1]
    for score, awake, both in told:
        above = a + b * score - ties.FLOOR
        left = awake if above > 0 else 1.0
        chance = 1 / (1 + math.exp(-(ties.FLOOR + above * left)))
        off, weight = share * left * (both - chance), share * left * left * chance * (1 - chance)
        ga += off
        gb += off * score
        haa += weight
        hab += weight * score
        hbb += weight * score * score
    size = haa * hbb - hab * hab
    steps = ((hbb * ga - hab * gb) / size, (haa * gb - hab * ga) / size)
    return tuple(max(-FURTHEST, min(FURTHEST, step)) for step in steps)  # type: ignore[return-value]


def _likelihood(odds: float, *, both: bool) -> float:
    """Return the logarithm of the chance of what happened, by the logarithm of the odds."""
    return -math.log1p(math.exp(-odds if both else odds))
