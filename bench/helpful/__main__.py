"""`python -m bench.helpful`: who could help, by the product's matcher, by plain keywords and at random.

A case is a need and a pool of people with their facts; up to three people may be named, or nobody. Precision
is the share of those named who are right, recall the share of the right who were named. Where nobody can
help, every name is wrong; how often somebody was named there stands apart.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amity import meaning
from amity.core import helpful
from amity.core.helpful import Line

CASES = Path(__file__).with_name("cases.jsonl")
MOST = 3
Named = list[str]
Judge = Callable[[Line, Sequence[Line]], Named]


@dataclass(frozen=True)
class Case:
    """One labelled case."""

    id: str
    look: bool
    shared: bool
    need: Line
    pool: tuple[Line, ...]
    right: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """Precision@3 and recall over some cases, and how often somebody was named where nobody can help."""

    cases: int
    precision: float
    recall: float
    first: float
    invented: float


def cases() -> list[Case]:
    """Read the labelled cases."""
    return [_case(json.loads(line)) for line in CASES.read_text("utf-8").splitlines()]


def _case(told: dict[str, Any]) -> Case:
    need = Line("need", "asker", told["need"]["kind"], told["need"]["text"])
    pool = tuple(
        Line(f"{one['id']}-{number}", one["id"], fact["kind"], fact["text"])
        for one in told["pool"]
        for number, fact in enumerate(one["facts"])
    )
    return Case(told["id"], told["set"] == "look", told["shared"], need, pool, frozenset(told["right"]))


def ours(everything: Iterable[Line]) -> Judge:
    """Name people with the product's own matcher, words weighed by a whole book's lines."""
    known = helpful.vocabulary(everything)

    def judge(need: Line, pool: Sequence[Line]) -> Named:
        found = helpful.suggest([need], pool, vocabulary=known, most=MOST)[need.id]
        return [one.offer.person for one in found]

    return judge


def by_meaning(alike: helpful.Likeness) -> Judge:
    """Name people with the product's own matcher, by meaning."""

    def judge(need: Line, pool: Sequence[Line]) -> Named:
        found = helpful.suggest([need], pool, likeness=alike, most=MOST)[need.id]
        return [one.offer.person for one in found]

    return judge


def keywords(need: Line, pool: Sequence[Line]) -> Named:
    """Name those who share most words of four letters and more: what a search box does."""
    wanted = _words(need.text)
    counted: dict[str, int] = {}
    for line in pool:
        if line.kind in helpful.OFFERS:
            counted[line.person] = max(counted.get(line.person, 0), len(wanted & _words(line.text)))
    found = sorted(
        (person for person, count in counted.items() if count), key=lambda who: (-counted[who], who)
    )
    return found[:MOST]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}  # noqa: PLR2004


def chance(need: Line, pool: Sequence[Line]) -> Named:
    """Name anybody."""
    people = sorted({line.person for line in pool})
    return random.Random(need.text).sample(people, MOST)  # noqa: S311 - a yardstick


def figures(some: Sequence[Case], judge: Judge) -> Figures:
    """Measure a judge on some cases."""
    named = right = wanted = first = invented = 0
    helped = [case for case in some if case.right]
    for case in some:
        found = judge(case.need, case.pool)
        invented += bool(found) and not case.right
        named += len(found) if case.right else 0
        right += len(case.right.intersection(found))
        wanted += len(case.right)
        first += bool(found) and found[0] in case.right
    empty = len(some) - len(helped)
    return Figures(
        len(some), right / max(named, 1), right / max(wanted, 1), first / max(len(helped), 1),
        invented / max(empty, 1),
    )  # fmt: skip


def table(found: Sequence[Case], judges: dict[str, Judge]) -> str:
    """Write the figures of each judge on each kind of case."""
    helped = [case for case in found if case.right]
    parts = {
        "all": found,
        "a word shared": [case for case in helped if case.shared],
        "none shared": [case for case in helped if not case.shared],
    }
    lines = [f"{'':<16}{'':<16}{'cases':>6}{'precision@3':>13}{'recall':>8}{'first':>7}{'invented':>10}"]
    for name, judge in judges.items():
        for part, some in parts.items():
            one = figures(some, judge)
            lines.append(
                f"{name:<16}{part:<16}{one.cases:>6}{one.precision:>13.2f}{one.recall:>8.2f}{one.first:>7.2f}"
                + (f"{one.invented:>10.2f}" if part == "all" else "")
            )
    return "\n".join(lines)


def measure(*, look: bool = False) -> None:
    """Print the table for the held-out cases, or for those whose failures may be looked at."""
    everything = cases()
    judges = {"ours": ours([line for case in everything for line in (case.need, *case.pool)])}
    alike = meaning.likeness()
    if alike is not None:
        judges["ours by meaning"] = by_meaning(alike)
    else:
        print("\n(no model of meaning is installed: `make semantic`)")
    some = [case for case in everything if case.look is look]
    print(f"\nHow can I help: {len(some)} {'looked at' if look else 'held-out'} cases")
    print(table(some, judges | {"keywords": keywords, "at random": chance}))


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(description="Who could help: figures on labelled cases.")
    parser.add_argument("--look", action="store_true", help="the cases whose failures may be looked at")
    measure(look=parser.parse_args().look)


if __name__ == "__main__":
    main()
