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

    `W(a) = (R_a L_a+1 - R_a+1 L_a) / (c (C_a L_a+1 - C_a+1 L_a))` over the cycles of two neighboring ages;
    with inbound 0 it equals `discrete`.
    """
    now, next_ = cycle(arm, age=age, inbound=inbound), cycle(arm, age=age + 1, inbound=inbound)
    gained = now.reward * next_.length - next_.reward * now.length
    return gained / (arm.minutes * (now.attempts * next_.length - next_.attempts * now.length))


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
    low, high = 0.0, max(top for top, _ in costs)
    for _ in range(ROUNDS // 2):
        middle = (low + high) / 2
        spent = sum(rate / max(_wait(middle / top), 1e-9) for top, rate in costs if middle < top)
        low, high = (middle, high) if spent > minutes else (low, middle)
    return high
