"""The index: what a minute with somebody is worth now, and how often they are worth one at all.

A tie is an arm that fades: strength s (0-1) falls by the rate `decay` per week. An answered attempt, and
whoever writes first, lift it to s + G (1 - s). Time is in weeks, cost in minutes, worth per week of a tie at
full strength. The index is Whittle's (1988, "Restless bandits") for that arm; docs/signals.md derives it and
says what it leaves out.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

STEP = 0.05
"""Width of the classes, in natural logarithms, into which `price` puts arms that are nearly alike."""
FAINTEST = 1e-9
"""Chance of a letter a week below which the form without letters is as exact as a float can be."""
ROUNDS = 44
"""Halvings of an interval: a cadence to the second."""
NODES = ((-math.sqrt(3), 1 / 6), (0.0, 2 / 3), (math.sqrt(3), 1 / 6))
"""Places (in standard deviations) and weights of Gauss and Hermite's rule of three points."""
OFTEN = 0.1
"""Width, in natural logarithms, of the classes of (letters / decay) in `price`."""
GONE = 1e-300
"""Strength below which nothing is left."""
FRESH = 1 - 1e-9
"""Strength above which nothing has been lost yet: contact would gain some 1e-18 of its ceiling."""
CHEAPEST = 1e-12
"""No price is sought below this share of the highest ceiling."""
SHORTEST, LONGEST = 1e-6, 40.0
"""Lifetimes of a tie (1 / decay) below which a wait is as good as none, beyond which as good as for ever."""


class Arm(NamedTuple):
    """One tie as the plan sees it.

    `reply` chance (0-1] that an attempt is answered, `worth` per week at full strength, `minutes` one
    attempt costs, `decay` rate per week (ln 2 / half-life), `strength` now (0-1), `inbound` chance per week
    [0-1) that they write first, `restore` G (0-1], `unsure` the standard deviation of what is believed of
    ln decay, 0 when it is known.
    """

    reply: float
    worth: float
    minutes: float
    decay: float
    strength: float
    inbound: float = 0.0
    restore: float = 1.0
    unsure: float = 0.0


def weigh(arm: Arm) -> float:
    """Weigh contact now, in worth per minute, over all that is believed of the tie's decay.

    The expectation of `whittle` for ln decay ~ Normal(ln `decay`, `unsure`^2) in three points. A tie that may
    fade slowly gains more than one that may fade fast loses, so that who is hardly known is tried sooner.
    """
    if arm.unsure <= 0:
        return whittle(arm)
    return sum(
        weight * _weigh(arm, arm.decay * (factor := math.exp(place * arm.unsure)), arm.strength**factor)
        for place, weight in NODES
    )


def whittle(arm: Arm) -> float:
    """Weigh contact now, in worth per minute, the decay being known.

    `W(s) = G p v / (c (d + m G)) * (1 - s + T / T')`, m = -ln(1 - e) letters a week, T the mean time the tie
    takes to fall from s + G (1 - s) back to s, T' its derivative by s (`_again`). It is 0 at s = 1 and
    highest at s = 0. With G = 1, e = 0 it is `p v / (c d) * (1 - s + s ln s)`.
    """
    return _weigh(arm, arm.decay, arm.strength)


def _weigh(arm: Arm, decay: float, strength: float) -> float:
    """Weigh an arm as if it had this decay and strength."""
    rate, restore = letters(arm), arm.restore
    top = restore * arm.reply * arm.worth / (arm.minutes * (decay + rate * restore))
    if strength < GONE:
        return top
    if strength > FRESH:
        return 0.0
    return top * max(0.0, 1 - strength + _again(strength, decay, rate, restore))


def ceiling(arm: Arm) -> float:
    """Return the highest index the tie can ever have, `G p v / (c (d + m G))`, in worth per minute."""
    return _weigh(arm, arm.decay, 0.0)


def letters(arm: Arm) -> float:
    """Return how often they write first, per week, as a rate in continuous time: `-ln(1 - e)`."""
    return -math.log1p(-arm.inbound)


def _again(strength: float, decay: float, rate: float, restore: float) -> float:
    """Return T / T', where T(s) is the mean weeks from s + G (1 - s) down to s, letters lifting it meanwhile.

    With s = `strength`, d = `decay`, m = `rate` of letters, G = `restore` and y = s + G (1 - s),
    `T' = -(1 + m T) / (d s) + (1 - G) (1 + m D) / (d y)`, D being what one letter more gains at y. Without
    letters T = ln(y / s) / d; with G = 1 it is (e^(m t) - 1) / m, t = ln(1 / s) / d, D = 0 and
    T / T' = -s (1 - s^(m / d)) d / m: both exact. In between, 1 + m D is taken to rise as a power of 1 / s
    between y and s.
    """
    s, d, m, kept = strength, decay, rate, 1 - restore
    if not kept:
        return s * math.log(s) if m < FAINTEST else s * math.expm1(math.log(s) * m / d) * d / m
    y = 1 - kept * (1 - s)
    wait = math.log(y / s) / d
    if m < FAINTEST:
        return wait / (kept / (d * y) - 1 / (d * s))
    higher = 1 - kept * (1 - y)
    more = _growth(m, math.log(higher / y) / d)
    time = _growth(m, wait)
    for _ in range(3):
        left = max(0.0, 1 - more / time)
        time = _growth(m, wait * left) * (1 + m * more) + more
    if time == math.inf:
        return -d * s / m
    return time / (kept * (1 + m * more) / (d * y) - (1 + m * time) / (d * s))


def _growth(rate: float, time: float) -> float:
    """Return (e^(rate * time) - 1) / rate, infinite beyond what a float holds."""
    return math.expm1(rate * time) / rate if rate * time < 700 else math.inf  # noqa: PLR2004 - e^709 is the last


def to_chance(arm: Arm, *, price: float) -> bool:
    """Tell whether a tie is best left to chance when a minute costs `price` of worth: it never earns that."""
    return price >= ceiling(arm)


def cadence(arm: Arm, *, price: float) -> float | None:
    """Return the best weeks between contacts at `price` per minute; None when best left to chance.

    The weeks after a full restore in which the index reaches the price, if nobody writes meanwhile. Like the
    price and `to_chance` it takes decay as known: doubt lets somebody be tried sooner, and is no rhythm.
    """
    if to_chance(arm, price=price):
        return None
    low, high = 0.0, LONGEST / arm.decay
    for _ in range(ROUNDS):
        weeks = (low + high) / 2
        reached = whittle(arm._replace(strength=math.exp(-arm.decay * weeks))) >= price
        low, high = (low, weeks) if reached else (weeks, high)
    return high


def price(arms: Iterable[Arm], *, minutes: float) -> float:
    """Find the price of a minute at which all personal cadences together cost `minutes` a week.

    A tie in its cadence costs c / (p L) minutes a week, L the mean weeks from one contact to the next; 0 when
    left to chance. Arms whose ceilings differ by less than `STEP`, and letters by less than `OFTEN`, are
    counted as one, and each restore as a whole one, so that 20,000 cost no more than a few hundred.
    """
    classes: dict[tuple[int, int], float] = defaultdict(float)
    for arm in arms:
        if (top := ceiling(arm)) > 0:
            share = letters(arm) / arm.decay
            often = round(math.log(share) / OFTEN) if share > FAINTEST else _NEVER
            classes[round(math.log(top) / STEP), often] += arm.minutes * arm.decay / arm.reply
    if not classes or minutes <= 0:
        return math.inf if minutes <= 0 else 0.0
    costs = [(math.exp(key * STEP), often, rate) for (key, often), rate in classes.items()]
    high = max(top for top, *_ in costs)
    low = high * CHEAPEST
    for _ in range(ROUNDS // 2):
        # The price is searched on a scale of ratios: with many minutes it lies far below any ceiling.
        middle = math.sqrt(low * high)
        spent = sum(rate * _spent(middle / top, often) for top, often, rate in costs if middle < top)
        low, high = (middle, high) if spent > minutes else (low, middle)
    return high


_NEVER = -1_000_000
"""The class of those who never write first."""


def _spent(share: float, often: int) -> float:
    """Read how many contacts a lifetime (1 / decay) is worth at a price of `share` of the ceiling."""
    shares, contacts = _table(often)
    at = min(max(bisect_left(shares, share), 1), len(shares) - 1)
    part = (share - shares[at - 1]) / (shares[at] - shares[at - 1])
    return max(0.0, contacts[at - 1] + part * (contacts[at] - contacts[at - 1]))


@cache
def _table(often: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Tabulate (price / ceiling, contacts per lifetime) over waits x of `SHORTEST` to `LONGEST` lifetimes.

    The index is the share 1 - s - s (1 - s^r) / r of its ceiling, s = e^-x, r = letters / decay; the mean
    length of the cycle is (e^(r x) - 1) / r lifetimes.
    """
    r = math.exp(often * OFTEN) if often != _NEVER else FAINTEST
    waits = [math.exp(math.log(SHORTEST) + n * 0.06) for n in range(293)]
    shares = [-math.expm1(-x) + math.exp(-x) * math.expm1(-r * x) / r for x in waits]
    contacts = [1 / _growth(r, x) for x in waits]
    # Beyond the last wait the shares no longer differ; a price at the ceiling asks for nothing.
    steps = [n for n in range(len(waits)) if n == 0 or shares[n] > shares[n - 1]]
    return (*(shares[n] for n in steps), 1.0 + FAINTEST), (*(contacts[n] for n in steps), 0.0)
