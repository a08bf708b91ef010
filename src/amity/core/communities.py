"""Communities: people who stand closer to each other than to the rest, found the same way every time.

The method of Blondel et al. 2008 ("Fast unfolding of communities in large networks"): each one moves to the
neighbors' group that raises modularity most, groups then move as one, until nothing rises. Nothing is drawn
by lot: whoever has the lower number moves first and equal gains stay. As in Traag et al. 2019 (Leiden), a
group that has fallen into pieces is taken apart at the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

Weights = Mapping[tuple[int, int], float]
"""The weight of each pair (lower number, higher number); more than 0."""
_ROUNDS = 30
"""Passes after which moving ends in any case; it settles in a handful."""
_LEAST = 1e-9
"""A gain below this is rounding."""

Near = list[dict[int, float]]


def found(count: int, weights: Weights, *, start: Sequence[int]) -> list[int]:
    """Give each of `count` members the number of their group, groups numbered by their first member.

    `start` gives a group to begin from (people of one organization begin together), so that one more
    exchange does not turn everything. Somebody without any weight is a group alone.
    """
    near = _near(count, weights)
    labels = _settled(near, [0.0] * count, list(start))
    while True:
        joined = _joined(near, labels)
        if joined == labels:
            return _numbered(_whole(near, labels))
        labels = joined


def _near(count: int, weights: Weights) -> Near:
    near: Near = [{} for _ in range(count)]
    for (one, other), weight in sorted(weights.items()):
        near[one][other] = near[other][one] = weight
    return near


def _settled(near: Near, inner: Sequence[float], labels: list[int]) -> list[int]:
    """Move members, one after the other, to the group that gains most, until nobody moves."""
    moving = _Moving(near, inner, labels)
    for _ in range(_ROUNDS if moving.total else 0):
        if not sum(map(moving.move, range(len(near)))):
            break
    return labels


class _Moving:
    """Groups while members move: the weight of each member, of each group (`held`) and of all."""

    def __init__(self, near: Near, inner: Sequence[float], labels: list[int]) -> None:
        self.near, self.labels = near, labels
        self.weight = [sum(beside.values()) + 2 * own for beside, own in zip(near, inner, strict=True)]
        self.total = sum(self.weight)
        self.held: dict[int, float] = defaultdict(float)
        for weight, label in zip(self.weight, labels, strict=True):
            self.held[label] += weight

    def move(self, member: int) -> bool:
        """Move one member if a group gains: w(member, group) - w(member) w(group) / w(all)."""
        mine, own = self.weight[member], self.labels[member]
        ties: dict[int, float] = defaultdict(float)
        for other, strength in self.near[member].items():
            ties[self.labels[other]] += strength
        self.held[own] -= mine
        best, most = own, ties.get(own, 0.0) - mine * self.held[own] / self.total
        for label in sorted(ties):
            gain = ties[label] - mine * self.held[label] / self.total
            if gain > most + _LEAST:
                best, most = label, gain
        self.held[best] += mine
        self.labels[member] = best
        return best != own


def _joined(near: Near, labels: Sequence[int]) -> list[int]:
    """Let whole groups move as one: give every member the label of the group its group came to."""
    groups = _numbered(labels)
    count = max(groups, default=-1) + 1
    between: Near = [defaultdict(float) for _ in range(count)]
    inner = [0.0] * count
    for member, beside in enumerate(near):
        for other, weight in beside.items():
            one, two = groups[member], groups[other]
            if one == two:
                inner[one] += weight / 2
            else:
                between[one][two] += weight
    moved = _settled(between, inner, list(range(count)))
    first = {group: labels[member] for member, group in reversed(list(enumerate(groups)))}
    return [first[moved[group]] for group in groups]


def _whole(near: Near, labels: Sequence[int]) -> list[int]:
    """Take apart what hangs together by nothing: every group's pieces become groups."""
    piece = [-1] * len(near)
    for start in range(len(near)):
        if piece[start] >= 0:
            continue
        piece[start], waiting = start, [start]
        while waiting:
            member = waiting.pop()
            for other in near[member]:
                if piece[other] < 0 and labels[other] == labels[start]:
                    piece[other] = start
                    waiting.append(other)
    return piece


def _numbered(labels: Sequence[int]) -> list[int]:
    numbers: dict[int, int] = {}
    return [numbers.setdefault(label, len(numbers)) for label in labels]
