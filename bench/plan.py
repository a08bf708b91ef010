"""Judge the product's index, beliefs and composed week in the simulated world of the reference.

    python -m bench.plan --data FOLDER [--scenario inbound none ...] [--seeds 8] [--first 0] [--hard]

FOLDER holds `reference/`. One unused week's minutes are carried, as in the product; `--hard` carries none.
Nothing here is fitted to that world; its limits are in docs/signals.md.
"""

from __future__ import annotations

import argparse
import importlib
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from amity.core import index, learning, worth
from amity.core.index import Arm
from amity.core.learning import Chance, Decay
from amity.core.people import PURPOSES
from bench import weeks

BESIDE = ("closed-form index", "weekly/monthly/quarterly tiers", "longest silent first", "random")
"""The reference's rows we stand beside; the first is the one to equal."""
SCENARIOS = ("inbound", "none", "partial", "learned", "noisy-worth")
SMALLEST = 5.0
"""Minutes below which the week is full."""


class Weighed:
    """Everybody by the product's index, the best first until the minutes are full; it believes alike."""

    def start(self, contacts: Any, minutes_per_week: float) -> None:  # noqa: ANN401 - theirs
        """Begin with what is known of everybody, and with what is usual of what is not."""
        del minutes_per_week
        self.told = contacts.half_life_weeks is not None
        self.restore = float(contacts.restore)
        self.minutes = contacts.minutes.tolist()
        self.age = contacts.weeks_since.tolist()
        self.purposes = [PURPOSES[number] for number in contacts.purpose.tolist()]
        self.worth = self._worth(contacts.worth.tolist())
        if self.told:
            self.fades = [learning.usual(h)._replace(variance=0.0) for h in contacts.half_life_weeks.tolist()]
            self.replies = [Chance(p, 1 - p) for p in contacts.reply.tolist()]
            self.letters = [Chance(e, 1 - e) for e in contacts.inbound.tolist()]
        else:
            self.fades = [learning.usual(worth.typical(purpose)[1]) for purpose in self.purposes]
            self.replies = [worth.REPLY] * len(self.age)
            self.letters = [worth.INBOUND] * len(self.age)
        self.strength = [math.exp(-fades.rate * age) for fades, age in zip(self.fades, self.age, strict=True)]

    def _worth(self, told: list[float]) -> list[float]:
        """Believe what is told as far as the product would, beside what is typical of the purpose."""
        usual = [worth.typical(purpose)[0] for purpose in self.purposes]
        words = [said / base for said, base in zip(told, usual, strict=True)]
        trust = worth.trust(words)
        return [base * worth.believed(word, trust) for base, word in zip(usual, words, strict=True)]

    def _usual(self, person: int) -> float:
        return worth.typical(self.purposes[person])[0]

    def arm(self, person: int) -> Arm:
        """Put a person into the product's form."""
        fades: Decay = self.fades[person]
        return Arm(
            self.replies[person].mean, self.worth[person], self.minutes[person], fades.rate,
            self.strength[person], self.letters[person].mean, self.restore, fades.unsure,
        )  # fmt: skip

    def choose(self, week: int, minutes: float) -> list[int]:
        """Fill the week by index."""
        del week
        chosen: list[int] = []
        ranked = sorted(((index.weigh(self.arm(n)), n) for n in range(len(self.age))), reverse=True)
        for score, person in ranked:
            if score <= 0 or minutes < SMALLEST:
                break
            if self.minutes[person] <= minutes:
                chosen.append(person)
                minutes -= self.minutes[person]
        return chosen

    def learn(
        self,
        week: int,
        attempted: list[int],
        answered: list[int],
        warmth: dict[int, float],
        wrote_first: list[int],
    ) -> None:
        """Restore those who answered, let all fade a week, restore those who wrote first, and learn."""
        del week
        if not self.told:
            self._believe(attempted, set(answered), warmth, set(wrote_first))
        self._again(answered)
        self.age = [age + 1 for age in self.age]
        self.strength = [
            strength * math.exp(-fades.rate)
            for strength, fades in zip(self.strength, self.fades, strict=True)
        ]
        self._again(wrote_first)

    def _believe(
        self, attempted: list[int], answered: set[int], warmth: dict[int, float], wrote_first: set[int]
    ) -> None:
        for person in attempted:
            yes = person in answered
            self.replies[person] = self.replies[person].seen(yes=yes, no=not yes)
        for person, warm in warmth.items():
            self.fades[person] = learning.felt(self.fades[person], weeks=self.age[person], warmth=warm)
        self.letters = [
            chance.seen(yes=person in wrote_first, no=person not in wrote_first)
            for person, chance in enumerate(self.letters)
        ]

    def _again(self, people: list[int]) -> None:
        for person in people:
            self.strength[person] += self.restore * (1 - self.strength[person])
            self.age[person] = 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the scenarios and print one table each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scenario", nargs="+", choices=SCENARIOS, default=list(SCENARIOS))
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--first", type=int, default=0, help="the first portfolio's number")
    parser.add_argument("--hard", action="store_true", help="carry no unused minutes")
    parser.add_argument(
        "--no-weeks", action="store_true", help="without the composed weeks (they take minutes)"
    )
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(options.data / "reference"))
    world, policies = importlib.import_module("plan_world"), importlib.import_module("plan_policies")
    shift(world, options.first)
    for scenario in options.scenario:
        began = time.perf_counter()
        seeds = min(options.seeds, 4) if scenario == "partial" else options.seeds
        makers: dict[str, Any] = {"amity: index": Weighed}
        makers |= {name: policies.POLICIES[name] for name in BESIDE}
        makers |= policies.LEARNING if scenario == "learned" else {}
        if scenario == "inbound" and not options.no_weeks:
            makers |= weeks.makers(Weighed)
        rows = world.run(scenario, seeds, makers, not options.hard)
        print(f"\n{scenario}: share of the bound, {seeds} portfolios from {options.first}")
        print(world.table(rows))
        print(f"{time.perf_counter() - began:.0f} s")


def shift(world: Any, first: int) -> None:  # noqa: ANN401 - theirs
    """Let the world begin with another portfolio."""
    make, luck = world.make_world, world.draw_luck
    world.make_world = lambda scenario, seed: make(scenario, seed + first)
    world.draw_luck = lambda seed: luck(seed + first)


if __name__ == "__main__":
    main()
