"""How long a week takes to compose, at 300 and 5,000 candidates, with every constraint on.

python -m bench.composing
"""

from __future__ import annotations

import math
import random
import time

from amity.core import plan
from amity.core.index import Arm
from amity.core.plan import Candidate
from amity.core.reasons import Reason, Signal

SIZES = (300, 5_000)
BOOKS = 20
"""Invented books of each size; the median and the slowest are told."""
REASONS: tuple[Reason, ...] = ("warm",) * 6 + ("reconnect", "reconnect", "circle_back", "stretch")
MINUTES = (12, 18, 25, 45)


def book(size: int, *, seed: int) -> list[Candidate]:
    """Invent candidates of few large and many small organizations; a third are in one of 60 circles."""
    chance = random.Random(seed)  # noqa: S311 - an invented book
    found = []
    for number in range(size):
        minutes = chance.choice(MINUTES)
        arm = Arm(
            chance.betavariate(6, 2.5), chance.lognormvariate(0.3, 0.6), minutes,
            math.log(2) / chance.lognormvariate(2.2, 0.6), chance.random(), chance.betavariate(1, 30),
            unsure=0.5,
        )  # fmt: skip
        signal = Signal(chance.choice(REASONS), f"{number}", "", (), "", minutes, chance.uniform(0.3, 2))
        circles = (f"circle {chance.randrange(60)}",) if chance.random() < 1 / 3 else ()
        place = f"place {int(size / 8 * chance.random() ** 3)}"
        found.append(Candidate(f"{number}", f"Name {number:05}", place, (signal,), arm, circles))
    return found


def measure() -> None:
    """Print the median, the slowest and the gap for each size."""
    for size in SIZES:
        took, gaps = [], []
        for seed in range(BOOKS):
            candidates = book(size, seed=seed)
            began = time.process_time()
            composed = plan.compose_week(candidates, week="", minutes=90, carried=20, outside=True)
            took.append((time.process_time() - began) * 1000)
            gaps.append(composed.gap)
        took.sort()
        print(
            f"{size:>6} candidates: {took[len(took) // 2]:.0f} ms, slowest {took[-1]:.0f} ms,"
            f" gap at most {max(gaps):.4f}"
        )


if __name__ == "__main__":
    measure()
