"""Learning: how fast a tie fades, whether it answers and how often it writes first, from what was seen of it.

Every belief is a small frozen value; an observation gives a new one. Nothing is forgotten and nothing is
iterated, so that a belief never depends on when it is asked for.
"""

from __future__ import annotations

import math
from typing import NamedTuple

SPREAD = 0.6
"""Standard deviation of ln half-life among the people of one purpose (docs/signals.md)."""
NOISE = 0.35
"""Standard deviation of -ln of how warm a tie felt (docs/signals.md)."""


class Decay(NamedTuple):
    """What is believed of a tie's decay: ln(rate per week) ~ Normal(`mean`, `variance`)."""

    mean: float
    variance: float

    @property
    def rate(self) -> float:
        """The median rate per week."""
        return math.exp(self.mean)

    @property
    def half_life(self) -> float:
        """The median half-life in weeks."""
        return math.log(2) / self.rate

    @property
    def unsure(self) -> float:
        """The standard deviation of ln rate."""
        return math.sqrt(self.variance)


class Chance(NamedTuple):
    """What is believed of a chance: `yes` and `no` seen and thought, a Beta or, by weeks, a Gamma mean."""

    yes: float
    no: float

    @property
    def mean(self) -> float:
        """The expected chance, 0-1."""
        return self.yes / (self.yes + self.no)

    def seen(self, *, yes: float = 0.0, no: float = 0.0) -> Chance:
        """Add what was seen."""
        return Chance(self.yes + yes, self.no + no)


def usual(half_life: float) -> Decay:
    """Begin with the usual half-life in weeks of a purpose, people differing by `SPREAD`."""
    return Decay(math.log(math.log(2) / half_life), SPREAD**2)


def read(belief: Decay, *, rate: float, variance: float) -> Decay:
    """Learn from a rate per week read directly, its logarithm with this variance: one Kalman step."""
    gain = belief.variance / (belief.variance + variance)
    mean = belief.mean + gain * (math.log(rate) - belief.mean)
    return Decay(mean, belief.variance * (1 - gain))


def felt(belief: Decay, *, weeks: float, warmth: float) -> Decay:
    """Learn from how warm (0-1) a tie felt after `weeks` apart: one Kalman step.

    -ln warmth is rate * weeks with an error of `NOISE`, linearised where the belief stands: the slope of
    e^mean * weeks by the mean is that product itself. At no time apart, nothing is learned.
    """
    faded = belief.rate * weeks
    gain = belief.variance * faded / (faded**2 * belief.variance + NOISE**2)
    mean = belief.mean + gain * (-math.log(warmth) - faded)
    return Decay(mean, belief.variance * (1 - gain * faded))
