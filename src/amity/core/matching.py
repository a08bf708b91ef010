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
    handle, or within the group that handles would make, contradict, only records of equal names are joined
    and the rest stay apart. `same` pairs (the owner's own word) always join. Groups and members are sorted.
    """
    by_id = {candidate.id: candidate for candidate in candidates}
    linked = [
        (shared, _links(shared, family=kind == "phone")) for (kind, _), shared in _holders(candidates).items()
    ]
    groups = _components(by_id, [pair for _, pairs in linked for pair in pairs])
    contested = {group[0]: _contradict(by_id[member].name for member in group) for group in groups.values()}
    kept = [
        pair
        for shared, pairs in linked
        for pair in (_namesakes(shared) if contested[groups[shared[0].id][0]] else pairs)
    ]
    told = [pair for pair in same if pair[0] in by_id and pair[1] in by_id]
    joined = _components(by_id, kept + told)
    return sorted(sorted(group) for number, group in joined.items() if number == min(group))


def _holders(candidates: Sequence[Candidate]) -> dict[tuple[str, str], list[Candidate]]:
    """Give the records under each handle that more than one of them has."""
    holders: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for handle in candidate.handles:
            holders[handle].append(candidate)
    return {handle: shared for handle, shared in holders.items() if len(shared) > 1}


def _links(shared: list[Candidate], *, family: bool) -> list[tuple[int, int]]:
    if _contradict((candidate.name for candidate in shared), family=family):
        return _namesakes(shared)
    return [(shared[0].id, other.id) for other in shared[1:]]


def _namesakes(shared: Iterable[Candidate]) -> list[tuple[int, int]]:
    """Link the records of equal names among those under one handle."""
    first: dict[tuple[str, ...], int] = {}
    named = ((tuple(sorted(names.words(candidate.name))), candidate.id) for candidate in shared)
    return [(first.setdefault(words, number), number) for words, number in named if words]


def _contradict(given: Iterable[str], *, family: bool = False) -> bool:
    distinct = sorted(set(given))
    return any(names.contradict(one, other, family=family) for one, other in combinations(distinct[:64], 2))


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
