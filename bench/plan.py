"""Judge the product's index, beliefs and composed week in the simulated world of the reference.

    python -m bench.plan --data FOLDER [--scenario inbound none ...] [--seeds 8] [--first 0] [--hard]

FOLDER holds `reference/`. One unused week's minutes are carried, as in the product; `--hard` carries none.
Nothing here is fitted to that world; its limits are in docs/signals.md.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import weeks
from bench.weighed import Weighed

BESIDE = ("closed-form index", "weekly/monthly/quarterly tiers", "longest silent first", "random")
"""The reference's rows we stand beside; the first is the one to equal."""
SCENARIOS = ("inbound", "none", "partial", "learned", "noisy-worth")


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
            makers |= weeks.MAKERS
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
