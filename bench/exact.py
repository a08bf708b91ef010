"""The exact forms for weekly attempts (docs/signals.md): the yardstick of the index the product draws by.

Time is in whole weeks since a full restore, an attempt is answered with p < 1, people write first with a
chance of e a week. `amity.core.index` is the limit of continuous time; tests hold the two together.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from amity.core.index import Arm


class Cycle(NamedTuple):
    """What happens on average between two restores: `reward` in worth, `length` in weeks, `attempts`."""

    reward: float
    length: float
    attempts: float


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
