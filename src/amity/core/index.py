"""The index: what a minute with somebody is worth now, and how often they are worth one at all.

A tie is an arm that fades: strength s (0-1) falls by the rate `decay` per week and is restored to 1 by an
answered attempt. Time is in weeks, cost in minutes, worth per week of a tie at full strength. The index is
Whittle's (1988, "Restless bandits") for that arm; docs/signals.md says what it leaves out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

STEP = 0.01
"""Width of the classes, in natural logarithms, into which `price` puts arms that are nearly alike."""
ROUNDS = 60
"""Halvings of an interval: enough for every digit of a float that matters."""


CHEAPEST = 1e-12
"""No price is sought below this share of the highest ceiling."""


class Arm(NamedTuple):
    """One tie as the plan sees it.

    `reply` chance (0-1] that an attempt is answered, `worth` per week at full strength, `minutes` one
    attempt costs, `decay` rate per week (ln 2 / half-life), `strength` now (0-1).
    """

    reply: float
    worth: float
    minutes: float
    decay: float
    strength: float


class Cycle(NamedTuple):
    """What happens on average between two restores: `reward` in worth, `length` in weeks, `attempts`."""

    reward: float
    length: float
    attempts: float


def whittle(arm: Arm) -> float:
    """Weigh contact now, in worth per minute: `W(s) = p v / (c d) * (1 - s + s ln s)`.

    The closed form of continuous time with full restore and nobody writing first, times the chance of an
    answer. It is 0 at s = 1 and highest, p v / (c d), at s = 0.
    """
    s = arm.strength
    lost = 1 - s + s * math.log(s) if s > 0 else 1.0
    return ceiling(arm) * lost


def ceiling(arm: Arm) -> float:
    """Return the highest index the tie can ever have, `p v / (c d)`, in worth per minute."""
    return arm.reply * arm.worth / (arm.minutes * arm.decay)


def discrete(arm: Arm, *, age: int) -> float:
    """Weigh contact after `age` whole weeks when an attempt is answered with p < 1, in worth per minute.

    `W(a) = (p / c) (R(a) - L(a) dR(a))` with `L = a + q / p`, `dR = v p r^a / (1 - q r)` and
    `R = v ((1 - r^a) / (1 - r) + q r^a / (1 - q r))`, where q = 1 - p and r = e^-decay: exact for weekly
    attempts until the first answer.
    """
    p, q, keeps = arm.reply, 1 - arm.reply, math.exp(-arm.decay)
    left = keeps**age
    reward = arm.worth * ((1 - left) / (1 - keeps) + q * left / (1 - q * keeps))
    more = arm.worth * p * left / (1 - q * keeps)
    return p / arm.minutes * (reward - (age + q / p) * more)


def cycle(arm: Arm, *, age: int, inbound: float) -> Cycle:
    """Average one cycle of weekly attempts from `age` weeks on; they write first with chance `inbound`.

    Age a is reached with chance (1 - e)^a before the first attempt and (1 - e)^a q^(a - age) after it; the
    three sums are geometric. 0 <= inbound < 1 per week.
    """
    q, stays, keeps = 1 - arm.reply, 1 - inbound, math.exp(-arm.decay)
    reached = stays**age
    faded = (stays * keeps) ** age
    length = (age if inbound == 0 else (1 - reached) / inbound) + q * reached / (1 - q * stays)
    reward = arm.worth * ((1 - faded) / (1 - stays * keeps) + q * faded / (1 - q * stays * keeps))
    return Cycle(reward, length, reached / (1 - q * stays))


def with_inbound(arm: Arm, *, age: int, inbound: float) -> float:
    """Weigh contact after `age` weeks when the person also writes first, in worth per minute.

    `W(a) = (R_a L_a+1 - R_a+1 L_a) / (c (C_a L_a+1 - C_a+1 L_a))` over the `cycle`s of two neighboring ages.
    Written out with u = 1 - e, r = e^-d and h = p / (1 - q u r), so that nothing cancels at great ages, it is
    `v / (c e (1 - u r)) (p e - h (1 - q u) (1 - u r) r^a + h p u (1 - r) (u r)^a)`; at e = 0, `discrete`.
    """
    if inbound == 0:
        return discrete(arm, age=age)
    p, q, stays, keeps = arm.reply, 1 - arm.reply, 1 - inbound, math.exp(-arm.decay)
    both = stays * keeps
    restored = p / (1 - q * both)
    lost = restored * (1 - q * stays) * (1 - both) * keeps**age
    spared = restored * p * stays * (1 - keeps) * both**age
    return arm.worth / (arm.minutes * inbound * (1 - both)) * (p * inbound - lost + spared)


def to_chance(arm: Arm, *, price: float) -> bool:
    """Tell whether a tie is best left to chance when a minute costs `price` of worth: `l c d >= p v`."""
    return price * arm.minutes * arm.decay >= arm.reply * arm.worth


def cadence(arm: Arm, *, price: float) -> float | None:
    """Return the best weeks between contacts at `price` per minute; None when best left to chance.

    `t = x / d` where `1 - e^-x (1 + x) = l c d / (p v)`: contact when the index reaches the price.
    """
    if to_chance(arm, price=price):
        return None
    return _wait(price * arm.minutes * arm.decay / (arm.reply * arm.worth)) / arm.decay


def _wait(share: float) -> float:
    """Solve `1 - e^-x (1 + x) = share` for x >= 0, 0 <= share < 1. The left side rises with x; halve."""
    low, high = 0.0, 64.0
    for _ in range(ROUNDS):
        x = (low + high) / 2
        low, high = (x, high) if 1 - math.exp(-x) * (1 + x) < share else (low, x)
    return low


def price(arms: Iterable[Arm], *, minutes: float) -> float:
    """Find the price of a minute at which all personal cadences together cost `minutes` a week.

    Each tie kept in its cadence costs c d / (p x) minutes a week, 0 when left to chance. Arms whose
    ceilings differ by less than `STEP` are counted as one, so that 20,000 cost no more than a few hundred.
    """
    classes: dict[int, float] = defaultdict(float)
    for arm in arms:
        if (top := ceiling(arm)) > 0:
            classes[round(math.log(top) / STEP)] += arm.minutes * arm.decay / arm.reply
    if not classes or minutes <= 0:
        return math.inf if minutes <= 0 else 0.0
    costs = [(math.exp(key * STEP), rate) for key, rate in classes.items()]
    high = max(top for top, _ in costs)
    low = high * CHEAPEST
    for _ in range(ROUNDS // 2):
        # The price is searched on a scale of ratios: with many minutes it lies far below any ceiling.
        middle = math.sqrt(low * high)
        spent = sum(rate / _wait(middle / top) for top, rate in costs if middle < top)
        low, high = (middle, high) if spent > minutes else (low, middle)
    return high
