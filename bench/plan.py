"""Judge our index and our composed week in the simulated world of the reference, beside its own policies.

    python bench/plan.py --data FOLDER [--scenario inbound none] [--seeds 8] [--composed]

FOLDER holds `reference/`. Nothing here is fitted to that world; its limits are in docs/signals.md.
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

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from amity.core import compose, index  # the bench also runs from a bare clone
from amity.core.compose import Option
from amity.core.index import Arm
from amity.core.reasons import Signal

BESIDE = ("closed-form index", "weekly/monthly/quarterly tiers", "most decayed first", "random")
"""The reference's rows we stand beside; the first is the one to equal."""
SMALLEST = 5.0
"""Minutes below which the week is full."""


class Weighed:
    """Everybody by our closed-form index, the best first until the minutes are full."""

    def start(self, contacts: Any, minutes_per_week: float) -> None:  # noqa: ANN401 - theirs
        """Take note of what is known of everybody."""
        del minutes_per_week
        weeks = contacts.half_life_weeks
        self._inbound = contacts.inbound.tolist()
        self._restore = float(contacts.restore)
        self._age = contacts.weeks_since.tolist()
        rows = zip(contacts.reply, contacts.worth, contacts.minutes, weeks, self._age, strict=True)
        self._arms = [
            Arm(float(p), float(v), float(c), math.log(2) / float(h), float(0.5 ** (age / h)))
            for p, v, c, h, age in rows
        ]

    def weigh(self, person: int) -> float:
        """Return the index of contacting somebody now."""
        return index.whittle(self._arms[person])

    def choose(self, week: int, minutes: float) -> list[int]:
        """Fill the week by index."""
        del week
        chosen: list[int] = []
        for score, person in sorted(((self.weigh(n), n) for n in range(len(self._arms))), reverse=True):
            if score <= 0 or minutes < SMALLEST:
                break
            if self._arms[person].minutes <= minutes:
                chosen.append(person)
                minutes -= self._arms[person].minutes
        return chosen

    def learn(
        self,
        week: int,
        attempted: list[int],
        answered: list[int],
        warmth: dict[int, float],
        wrote_first: list[int],
    ) -> None:
        """Restore those who answered, let all fade a week, restore those who wrote first."""
        del week, attempted, warmth
        self._again(answered)
        self._arms = [arm._replace(strength=arm.strength * math.exp(-arm.decay)) for arm in self._arms]
        self._age = [age + 1 for age in self._age]
        self._again(wrote_first)

    def _again(self, people: list[int]) -> None:
        for person in people:
            arm = self._arms[person]
            self._arms[person] = arm._replace(strength=arm.strength + self._restore * (1 - arm.strength))
            self._age[person] = 0


class Exact(Weighed):
    """Everybody by the exact index of weekly attempts with those who write first."""

    def weigh(self, person: int) -> float:
        """Return the exact index at the tie's age, remembered after its first use."""
        key = (person, self._age[person])
        if key not in self._known:
            arm, inbound = self._arms[person], self._inbound[person]
            self._known[key] = index.with_inbound(arm, age=key[1], inbound=inbound)
        return self._known[key]

    def start(self, contacts: Any, minutes_per_week: float) -> None:  # noqa: ANN401 - theirs
        """Take note, with nothing remembered yet."""
        super().start(contacts, minutes_per_week)
        self._known: dict[tuple[int, int], float] = {}


class Composed(Weighed):
    """The week as the product composes it: the best set within the minutes, never more than seven."""

    def choose(self, week: int, minutes: float) -> list[int]:
        """Compose the week; minutes are whole here, as in the product."""
        del week
        best = compose.best([self._option(n) for n in range(len(self._arms))], minutes=math.floor(minutes))
        return [int(option.person_id) for option in best.options]

    def _option(self, person: int) -> Option:
        cost = math.ceil(self._arms[person].minutes)
        signal = Signal("warm", str(person), "", (), "", cost)
        value = self.weigh(person) * self._arms[person].minutes
        return Option(str(person), f"{person:03}", "", signal, value, cost)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the scenarios and print one table each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scenario", nargs="+", default=["inbound", "none"])
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--carry", action="store_true")
    parser.add_argument("--composed", action="store_true", help="also the composed week (minutes of time)")
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(options.data / "reference"))
    world, policies = importlib.import_module("plan_world"), importlib.import_module("plan_policies")
    makers: dict[str, Any] = {"amity: closed-form index": Weighed, "amity: exact index with inbound": Exact}
    makers |= {"amity: composed week": Composed} if options.composed else {}
    makers |= {name: policies.POLICIES[name] for name in BESIDE}
    for scenario in options.scenario:
        began = time.perf_counter()
        rows = world.run(scenario, options.seeds, makers, options.carry)
        print(f"\n{scenario}: share of the bound, {options.seeds} portfolios")
        print(world.table(rows))
        print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
