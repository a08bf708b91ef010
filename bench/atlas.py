"""Judge the atlas: diversity on a labelled mail network, and who could have introduced whom on real threads.

    python bench/atlas.py --data FOLDER [--only diversity introducers] [--egos N]

FOLDER holds `data/email-eu` and `data/enron`. Every figure comes from the product's own functions
(`core.diversity`, `core.introducers`, `core.ties`); the data only say what happened.

**Diversity.** email-Eu-core, the static network: two people are tied when one wrote to the other at all
(self-mails left out). Of every ego with at least five ties, Blau's index of its alters' departments and E-I
against its own. The reference (docs/atlas.md) took the plain index, not the one normalized by K/(K-1): both
are printed.

**Introducers.** Enron, 156 people, whole mails with all who were on them. A case is an ego e and a target t
who come to be in touch: both wrote to each other, and the first mail between them (one wrote, the other was
on it) is at T. Only what e saw on e's own mails before T is shown: no later mail, no mail of others. Asked
is whoever had an exchange with e before T. The truth is read from everybody's mail before T: an introducer
*could* have been anybody in touch both ways with e and both ways with t; the introducer *did*, if besides
that on the first mail between e and t. Cases without any, and with nobody to choose from beyond ten, say
nothing and are left out. Recall@10 is the share of the true ones among the ten named first, averaged over
cases; beside it the most connected first (by how many people e saw somebody on a mail with), the strongest
first, the reference of who is on most mails with t, and a draw by lot.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from amity.core import diversity, interactions, introducers, ties  # the bench also runs from a bare clone
from amity.core.introducers import Link
from amity.core.ties import Event, Tie

LEAST_TIES = 5
NAMED = 10
DRAWS = 20
DAY = 86_400.0
REFERENCE = {"blau": (0.291, 0.722, 0.910), "E-I": (-0.667, 0.143, 0.852)}


def quantiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the 10, 50 and 90 % quantiles, linear between neighbors."""
    ordered = sorted(values)
    places = [share * (len(ordered) - 1) for share in (0.1, 0.5, 0.9)]
    found = [
        ordered[int(at)] + (ordered[min(int(at) + 1, len(ordered) - 1)] - ordered[int(at)]) * (at % 1)
        for at in places
    ]
    return found[0], found[1], found[2]


def departments(folder: Path) -> dict[str, list[float]]:
    """Judge every ego of email-Eu by `core.diversity`: blau, normalized, E-I."""
    labels = dict(_pairs(folder / "email-Eu-core-department-labels.txt"))
    alters: dict[int, set[int]] = defaultdict(set)
    for one, other in _pairs(folder / "email-Eu-core.txt"):
        if one != other:
            alters[one].add(other)
            alters[other].add(one)
    found: dict[str, list[float]] = {"blau": [], "normalized": [], "E-I": []}
    for ego, several in sorted(alters.items()):
        if len(several) < LEAST_TIES:
            continue
        counts: dict[int, int] = defaultdict(int)
        for alter in several:
            counts[labels[alter]] += 1
        inside = counts[labels[ego]]
        for name, value in (
            ("blau", diversity.blau(counts.values())),
            ("normalized", diversity.normalized(counts.values(), areas=len(set(labels.values())))),
            ("E-I", diversity.inside_outside(inside, len(several) - inside)),
        ):
            found[name] += [] if value is None else [value]
    return found


def _pairs(path: Path) -> Iterable[tuple[int, int]]:
    for line in path.read_text("utf-8").splitlines():
        one, other = line.split()
        yield int(one), int(other)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: its day, who wrote it, and everybody it went to."""

    at: float
    sender: int
    to: frozenset[int]

    @property
    def people(self) -> frozenset[int]:
        """Everybody who was on it."""
        return self.to | {self.sender}


@dataclass(slots=True)
class Mailbox:
    """What one ego sees, and the product's own state of each tie, mail after mail."""

    ego: int
    mails: list[Mail] = field(default_factory=list)
    ties: dict[int, Tie] = field(default_factory=dict)

    def see(self, mail: Mail) -> None:
        """Take in one mail of the own mailbox, as the product counts it."""
        self.mails.append(mail)
        share = interactions.weight(len(mail.people - {self.ego}))
        if not share:
            return
        touched = mail.to if mail.sender == self.ego else {mail.sender}
        event = Event(mail.at, share, 0.0) if mail.sender == self.ego else Event(mail.at, 0.0, share)
        for other in touched - {self.ego}:
            self.ties[other] = ties.observe(self.ties.get(other), event)

    def strengths(self, now: float, target: int) -> dict[str, float]:
        """Give the strength of everybody with whom the ego had an exchange, the target aside."""
        return {str(other): ties.strength(tie, now) for other, tie in self.ties.items() if other != target}

    def links(self, now: float, target: int) -> dict[str, list[Link]]:
        """Give the signs of closeness to a target that this mailbox holds."""
        found: dict[str, list[Link]] = defaultdict(list)
        for mail in self.mails:
            if target not in mail.people or len(mail.people) - 1 > introducers.MOST_PEOPLE:
                continue
            for other in mail.people - {self.ego, target}:
                direct = mail.sender in {other, target}
                found[str(other)].append(Link("mail", len(mail.people), now - mail.at, direct))
        return found

    def degree(self) -> dict[str, float]:
        """Count with how many people each was seen on a mail."""
        beside: dict[int, set[int]] = defaultdict(set)
        for mail in self.mails:
            for other in mail.people:
                beside[other] |= mail.people
        return {str(other): float(len(several)) for other, several in beside.items()}


Ranker = Callable[[Mailbox, float, int, dict[str, float]], dict[str, float]]


def _ours(box: Mailbox, now: float, target: int, strength: dict[str, float]) -> dict[str, float]:
    return dict(introducers.ranked(box.links(now, target), strength))


def _shared(box: Mailbox, now: float, target: int, strength: dict[str, float]) -> dict[str, float]:
    del strength
    return {who: float(len(several)) for who, several in box.links(now, target).items()}


def _connected(box: Mailbox, now: float, target: int, strength: dict[str, float]) -> dict[str, float]:
    del now, target, strength
    return box.degree()


def _strongest(box: Mailbox, now: float, target: int, strength: dict[str, float]) -> dict[str, float]:
    del box, now, target
    return strength


OURS = "strength x closeness (the product)"
RESAMPLES = 1_000
RANKERS: dict[str, Ranker] = {
    OURS: _ours,
    "most mails shared with the target": _shared,
    "strongest first": _strongest,
    "most connected first": _connected,
    "by lot": lambda _box, _now, _target, _strength: {},
}


@dataclass(slots=True)
class Judged:
    """The cases of one truth: recall@10 by ranker, how many true ones there are, and from how many chosen."""

    recall: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    true: list[int] = field(default_factory=list)
    choice: list[int] = field(default_factory=list)
    egos: list[int] = field(default_factory=list)


def threads(path: Path) -> list[Mail]:
    """Read whole mails from rows `mid,ut,src,dst`, in order of time."""
    rows: dict[str, tuple[float, int, set[int]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            sender = int(row["src"])
            found = rows.setdefault(row["mid"], (float(row["ut"]) / DAY, sender, set()))
            found[2].add(int(row["dst"]))
    mails = [Mail(at, sender, frozenset(to - {sender})) for at, sender, to in rows.values()]
    return sorted(
        (mail for mail in mails if mail.to), key=lambda mail: (mail.at, mail.sender, sorted(mail.to))
    )


def cases(mails: Sequence[Mail]) -> dict[int, list[tuple[float, int]]]:
    """Give each ego's targets as (T, target): the first mail between two who came to write both ways."""
    first: dict[tuple[int, int], float] = {}
    for mail in mails:
        for other in mail.to:
            first.setdefault((mail.sender, other), mail.at)
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), at in first.items():
        if (other, one) in first:
            found[one].append((min(at, first[other, one]), other))
    return {ego: sorted(several) for ego, several in found.items()}


def introduced(
    mails: Sequence[Mail], *, rankers: dict[str, Ranker] | None = None, seed: int = 0
) -> dict[str, Judged]:
    """Judge every case, each from its ego's own mails before it."""
    asked, rankers = cases(mails), RANKERS if rankers is None else rankers
    wrote: dict[tuple[int, int], float] = {}
    pending = sorted((at, ego, target) for ego, several in asked.items() for at, target in several)
    boxes = {ego: Mailbox(ego) for ego in asked}
    judged = {"could": Judged(), "did": Judged()}
    lot = random.Random(seed)  # noqa: S311 - a draw by lot is compared, nothing is kept secret
    place = 0
    for at, ego, target in pending:
        while place < len(mails) and mails[place].at < at:
            _take(mails[place], boxes, wrote)
            place += 1
        on_first = (
            {
                who
                for mail in mails[place:]
                if mail.at <= at and _between(mail, ego, target)
                for who in mail.people - {ego, target}
            }
            if place < len(mails)
            else set()
        )
        _judge(boxes[ego], at, target, wrote, on_first, judged, rankers, lot)
    return judged


def _between(mail: Mail, one: int, other: int) -> bool:
    return (mail.sender == one and other in mail.to) or (mail.sender == other and one in mail.to)


def _take(mail: Mail, boxes: dict[int, Mailbox], wrote: dict[tuple[int, int], float]) -> None:
    for other in mail.to:
        wrote.setdefault((mail.sender, other), mail.at)
    for person in mail.people:
        if person in boxes:
            boxes[person].see(mail)


def _judge(  # noqa: PLR0917 - all that is known of one case
    box: Mailbox, at: float, target: int, wrote: dict[tuple[int, int], float], on_first: set[int],
    judged: dict[str, Judged], rankers: dict[str, Ranker], lot: random.Random,
) -> None:  # fmt: skip
    def both(one: int, other: int) -> bool:
        return (one, other) in wrote and (other, one) in wrote

    strength = box.strengths(at, target)
    could = {who for who in strength if both(box.ego, int(who)) and both(int(who), target)}
    did = {who for who in could if int(who) in on_first}
    if len(strength) <= NAMED:
        return
    visible = any(target in mail.people for mail in box.mails)
    for truth, told in ((could, judged["could"]), (did, judged["did"])):
        if not truth:
            continue
        told.true.append(len(truth))
        told.choice.append(len(strength))
        told.egos.append(box.ego)
        for name, ranker in rankers.items():
            score = recall(ranker(box, at, target, strength), strength, truth, lot)
            told.recall[name].append(score)
            if visible:
                told.seen[name].append(score)


def recall(scores: dict[str, float], everybody: Iterable[str], truth: set[str], lot: random.Random) -> float:
    """Give the share of the true ones among the first ten, equal scores drawn by lot `DRAWS` times."""
    people = sorted(everybody)
    total = 0.0
    for _ in range(DRAWS):
        lot.shuffle(people)
        first = sorted(people, key=lambda who: -scores.get(who, 0.0))[:NAMED]
        total += len(truth.intersection(first)) / min(len(truth), NAMED)
    return total / DRAWS


def ahead(told: Judged, other: str, *, seed: int = 0) -> tuple[float, float]:
    """Give the 95 % interval of ours minus another, egos drawn anew `RESAMPLES` times."""
    by_ego: dict[int, list[float]] = defaultdict(list)
    for ego, ours, theirs in zip(told.egos, told.recall[OURS], told.recall[other], strict=True):
        by_ego[ego].append(ours - theirs)
    egos, lot, found = sorted(by_ego), random.Random(seed), []  # noqa: S311 - as above
    for _ in range(RESAMPLES):
        drawn = [one for ego in lot.choices(egos, k=len(egos)) for one in by_ego[ego]]
        found.append(sum(drawn) / len(drawn))
    found.sort()
    return found[int(0.025 * RESAMPLES)], found[int(0.975 * RESAMPLES)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", nargs="*", choices=("diversity", "introducers"), default=[])
    told = parser.parse_args(arguments)
    if told.only in ([], ["diversity"]):
        _print_diversity(told.data / "data" / "email-eu")
    if told.only in ([], ["introducers"]):
        _print_introducers(told.data / "data" / "enron" / "enron_edges.csv.gz")


def _print_diversity(folder: Path) -> None:
    found = departments(folder)
    print(
        f"atlas: email-Eu, departments, {len(found['E-I'])} egos with at least {LEAST_TIES} ties; 10/50/90 %"
    )
    for name, values in found.items():
        beside = "/".join(f"{value:.3f}" for value in REFERENCE[name]) if name in REFERENCE else ""
        told = "/".join(f"{value:.3f}" for value in quantiles(values))
        print(f"  {name:<12} {told:<24} reference {beside or '-'}")


def _print_introducers(path: Path) -> None:
    judged = introduced(threads(path))
    for truth, told in judged.items():
        true, choice = sum(told.true) / len(told.true), sum(told.choice) / len(told.choice)
        seen = len(next(iter(told.seen.values()), []))
        print(
            f"atlas: Enron, who {truth} introduce, {len(told.true)} cases"
            f" ({seen} where the target was seen before);"
            f" {true:.1f} true of {choice:.0f} on average"
        )
        for name in RANKERS:
            values, some = told.recall[name], told.seen[name]
            whole, part = sum(values) / len(values), sum(some) / max(1, len(some))
            low, high = ahead(told, name)
            beside = "" if name == OURS else f"   ours ahead [{low:+.3f}, {high:+.3f}]"
            print(f"  {name:<36} recall@10 {whole:.3f}   target seen {part:.3f}{beside}")


if __name__ == "__main__":
    main()
