"""Matching: which records are one person, by what they share exactly and by the owner's own word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from amity.core import names


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record to be put together: its number, the name it gives, and its strong handles' normal forms."""

    id: int
    name: str
    handles: frozenset[tuple[str, str]]


def partition(candidates: Sequence[Candidate], *, same: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """Put records into people. The result depends on the set of records alone, never on their order.

    Two records that share a strong handle are one person, unless names contradict: where the names under one
    handle, or within the group that handles would make, contradict, only records of equal names are joined and
    the rest stay apart. `same` pairs (the owner's own word) always join. Groups and members are sorted.
    """
    by_id = {candidate.id: candidate for candidate in candidates}
    links = _links(candidates)
    groups = _components(by_id, links)
    kept = [pair for pair in links if not _contested(groups[pair[0]], by_id) or _equal(pair, by_id)]
    told = [pair for pair in same if pair[0] in by_id and pair[1] in by_id]
    joined = _components(by_id, kept + told)
    return sorted(sorted(group) for number, group in joined.items() if number == min(group))


def _links(candidates: Sequence[Candidate]) -> list[tuple[int, int]]:
    holders: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for handle in candidate.handles:
            holders[handle].append(candidate)
    found: list[tuple[int, int]] = []
    for shared in holders.values():
        if len(shared) > 1:
            found.extend(_under_one_handle(shared))
    return found


def _under_one_handle(shared: list[Candidate]) -> list[tuple[int, int]]:
    distinct = sorted({candidate.name for candidate in shared})
    if any(names.contradict(one, other) for one, other in combinations(distinct[:64], 2)):
        return [(a.id, b.id) for a, b in combinations(shared[:256], 2) if names.same(a.name, b.name)]
    return [(shared[0].id, other.id) for other in shared[1:]]


def _contested(group: list[int], by_id: Mapping[int, Candidate]) -> bool:
    distinct = sorted({by_id[member].name for member in group})
    return any(names.contradict(one, other) for one, other in combinations(distinct[:64], 2))


def _equal(pair: tuple[int, int], by_id: Mapping[int, Candidate]) -> bool:
    return names.same(by_id[pair[0]].name, by_id[pair[1]].name)


def _components(by_id: Mapping[int, Candidate], links: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    group = {number: [number] for number in by_id}
    for one, other in links:
        ours, theirs = group[one], group[other]
        if ours is not theirs:
            if len(ours) < len(theirs):
                ours, theirs = theirs, ours
            ours.extend(theirs)
            for number in theirs:
                group[number] = ours
    return group
