"""Judge the groups of the picture: whether people drawn together belong together, and stay together.

    python -m bench.communities --data FOLDER [--egos N]

FOLDER holds `data/email-eu` and `data/enron`. Groups come from the product's own functions
(`core.network.draw`, `core.communities`), given what one mailbox shows. No organization is told, so that
nothing of the labels is known beforehand; they only judge.

**Enron**: every mailbox of the 156 with at least 20 partners; seen together is whoever was on one mail with
the ego, in the last two years on record; the labels are departments ("ENA West Power"). **email-Eu**: the
static graph; of every ego with 20-300 partners (`--egos`, the first by number), each tie between two partners
counts as one exchange of three, and the labels are the 42 departments. This sees more than a mailbox would.

Pairs of people with both labels known are judged: of those put into one group how many are of one
department (right), beside how many of all pairs are (by lot), and how many of the pairs of one department
are in one group (found). **Stays**: one more exchange, this month, with two people drawn by lot; the share of
the others who are in a group with exactly the same people as before, averaged over five such for each ego.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from amity.core import network  # the bench also runs from a bare clone
from amity.core.interactions import NO_EVIDENCE
from amity.core.network import Node, Picture, Seen

LEAST, MAILS = 20, 5
TODAY = date(2002, 7, 1)
TWO_YEARS = 2 * 365.25 * 86_400


class Case(NamedTuple):
    """What one ego saw: its people, and of each exchange who was there beside it."""

    people: list[str]
    exchanges: list[tuple[str, ...]]


@dataclass(slots=True)
class Judged:
    """Pairs counted over all egos, and what more was measured."""

    both: int = 0
    together: int = 0
    alike: int = 0
    pairs: int = 0
    seconds: float = 0.0
    egos: int = 0
    stays: float = 0.0

    def judge(self, picture: Picture, labels: Mapping[str, str]) -> None:
        """Count the pairs of one picture."""
        known = [at for at, node in enumerate(picture.people) if labels.get(node.id)]
        for one, two in combinations(known, 2):
            same = labels[picture.people[one].id] == labels[picture.people[two].id]
            near = picture.groups[one] is not None and picture.groups[one] == picture.groups[two]
            self.pairs += 1
            self.alike += same
            self.together += near
            self.both += same and near


def seen(case: Case) -> Seen:
    """Turn what an ego saw into what the product takes."""
    place = {name: at for at, name in enumerate(case.people)}
    told = (([place[name] for name in several], len(several), False) for several in case.exchanges)
    return network.seen(told, since=TODAY)


def moved(picture: Picture, seen: Seen, draw: random.Random) -> float:
    """Add one mail to two people drawn by lot; give the share of the others whose group is the same."""
    one, two = sorted(draw.sample(range(len(picture.people)), 2))
    more = {**seen.together, (one, two): seen.together.get((one, two), 0.0) + 1.0}
    after = network.draw(picture.people, Seen(more, earlier=seen.earlier), today=TODAY)
    groups = [_peers(picture), _peers(after)]
    others = [at for at in range(len(picture.people)) if at not in {one, two}]
    same = sum(groups[0][at] - {one, two} == groups[1][at] - {one, two} for at in others)
    return same / max(len(others), 1)


def _peers(picture: Picture) -> list[frozenset[int]]:
    members: dict[int, set[int]] = defaultdict(set)
    labels = [-1 - at if group is None else group for at, group in enumerate(picture.groups)]
    for at, label in enumerate(labels):
        members[label].add(at)
    return [frozenset(members[label]) for label in labels]


def measure(cases: Iterable[Case], labels: Mapping[str, str]) -> Judged:
    """Judge one picture per ego."""
    told, draw = Judged(), random.Random(5)  # noqa: S311 - no secret
    for case in cases:
        people = [Node(name, name, 0.9, TODAY) for name in case.people]
        known = seen(case)
        began = time.process_time()
        picture = network.draw(people, known, today=TODAY)
        told.seconds += time.process_time() - began
        told.judge(picture, labels)
        told.stays += sum(moved(picture, known, draw) for _ in range(MAILS)) / MAILS
        told.egos += 1
    return told


def enron(folder: Path) -> tuple[list[Case], dict[str, str]]:
    """Give every mailbox of Enron as a case, and each employee's department."""
    with (folder / "data" / "enron" / "employees.txt").open(encoding="utf-8") as file:
        labels = {row[0]: row[3] for row in csv.reader(file, delimiter="\t") if len(row) > 3}  # noqa: PLR2004
    mails: dict[str, tuple[float, set[str]]] = {}
    with gzip.open(folder / "data" / "enron" / "enron_edges.csv.gz", "rt") as file:
        for mid, at, source, target in list(csv.reader(file))[1:]:
            mails.setdefault(mid, (float(at), {source}))[1].add(target)
    last = max(at for at, _ in mails.values())
    held: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for sent, people in mails.values():
        if last - sent <= TWO_YEARS and len(people) - 1 <= NO_EVIDENCE:
            for ego in people:
                held[ego].append(tuple(sorted(people - {ego})))
    whole = (held[ego] for ego in sorted(held, key=int))
    cases = [Case(sorted({name for one in mine for name in one}, key=int), mine) for mine in whole]
    return [case for case in cases if len(case.people) >= LEAST], labels


def email_eu(folder: Path, egos: int) -> tuple[list[Case], dict[str, str]]:
    """Give the first egos of email-Eu as cases, and everybody's department."""
    place = folder / "data" / "email-eu"
    told = (place / "email-Eu-core-department-labels.txt").read_text().split()
    labels = dict(zip(told[::2], told[1::2], strict=True))
    near: dict[str, set[str]] = defaultdict(set)
    for line in (place / "email-Eu-core.txt").read_text().splitlines():
        one, two = line.split()
        if one != two:
            near[one].add(two)
            near[two].add(one)
    cases: list[Case] = []
    for ego in sorted(near, key=int):
        people = sorted(near[ego], key=int)
        if LEAST <= len(people) <= network.SHOWN and len(cases) < egos:
            inside = set(people)
            pairs = [(one, two) for one in people for two in sorted(near[one] & inside, key=int) if one < two]
            cases.append(Case(people, [*pairs]))
    return cases, labels


def line(name: str, told: Judged) -> str:
    """Write one row of the table."""
    right, lot = told.both / max(told.together, 1), told.alike / max(told.pairs, 1)
    found, stays = told.both / max(told.alike, 1), told.stays / max(told.egos, 1)
    return (
        f"{name:<10} {told.egos:>5} {right:>7.3f} {lot:>7.3f} {found:>7.3f} {stays:>7.3f}"
        f" {1000 * told.seconds / max(told.egos, 1):>8.1f}"
    )


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder with data/")
    parser.add_argument("--egos", type=int, default=200, help="how many egos of email-Eu")
    told = parser.parse_args()
    print(f"picture: groups of one mailbox, {datetime.now(tz=UTC):%Y-%m-%d}")
    print(f"{'':<10} {'egos':>5} {'right':>7} {'by lot':>7} {'found':>7} {'stays':>7} {'ms/ego':>8}")
    print(line("Enron", measure(*enron(told.data))))
    print(line("email-Eu", measure(*email_eu(told.data, told.egos))))


if __name__ == "__main__":
    main()
