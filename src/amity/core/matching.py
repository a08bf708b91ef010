"""Matching: which records are one person, by what they share exactly and by the owner's own word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from amity.core import names


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record to be put together: its number, the name it gives, and its strong handles' normal forms.

    `order` is the record's own id, the same in every book with the same secret; it decides between equals.
    """

    id: int
    name: str
    handles: frozenset[tuple[str, str]]
    order: str = ""


Pair = tuple[int, int]
_MOST = 64
"""Members of one group that are compared with each other; more share an address only in a hostile file."""


def partition(
    candidates: Sequence[Candidate], *, same: Iterable[Pair] = (), different: Iterable[Pair] = ()
) -> list[list[int]]:
    """Put records into people. The result depends on the set of records alone, never on their order.

    Two records that share a strong handle are one person, unless names contradict: where the names under one
    handle, or within the group that handles would make, contradict, only records of equal names are joined
    and the rest stay apart. The owner's own word goes before all of it: `same` pairs join, and `different`
    pairs are never in one group, whatever they share. Groups and members are sorted.
    """
    by_id = {candidate.id: candidate for candidate in candidates}
    linked = [
        (shared, _links(shared, family=kind == "phone")) for (kind, _), shared in _holders(candidates).items()
    ]
    groups = _components(by_id, [pair for _, pairs in linked for pair in pairs])
    contested = {group[0]: _contradict(by_id[member].name for member in group) for group in groups.values()}
    kept = [_namesakes(shared) if contested[groups[shared[0].id][0]] else pairs for shared, pairs in linked]
    told = [pair for pair in same if pair[0] in by_id and pair[1] in by_id]
    apart = [pair for pair in different if pair[0] in by_id and pair[1] in by_id]
    joined = _components(by_id, [*told, *chain.from_iterable(kept)])
    if apart:
        joined |= _torn(by_id, joined, told=told, kept=kept, apart=apart)
    return sorted(sorted(group) for number, group in joined.items() if number == min(group))


def _torn(
    by_id: Mapping[int, Candidate], joined: Mapping[int, list[int]], *, told: Iterable[Pair],
    kept: Iterable[list[Pair]], apart: Iterable[Pair],
) -> dict[int, list[int]]:  # fmt: skip
    """Put the groups that hold a forbidden pair together again, link by link, without ever uniting one.

    The owner's word goes first, then records of equal names, then the rest in the order of their ids.
    """
    members = {
        number: by_id[number]
        for one, other in apart
        if joined[one] is joined[other]
        for number in joined[one]
    }
    forbidden: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        forbidden[one].add(other)
        forbidden[other].add(one)
    shared = {pair for pairs in kept for pair in _every(pairs) if pair[0] in members}
    ordered = sorted(shared, key=lambda pair: _preference(members[pair[0]], members[pair[1]]))
    mine = [pair for pair in told if pair[0] in members]
    return _components(members, [*mine, *ordered], forbidden=forbidden)


def _every(links: list[Pair]) -> Iterator[Pair]:
    """Link all whom one handle links with each other, so that a forbidden pair parts itself alone."""
    numbers = {number: number for pair in links for number in pair}
    for number, group in _components(numbers, links).items():
        if number == group[0]:
            yield from combinations(sorted(group)[:_MOST], 2)


def _preference(one: Candidate, other: Candidate) -> tuple[bool, list[tuple[str, int]]]:
    return not names.same(one.name, other.name), sorted([(one.order, one.id), (other.order, other.id)])


def _holders(candidates: Sequence[Candidate]) -> dict[tuple[str, str], list[Candidate]]:
    """Give the records under each handle that more than one of them has."""
    holders: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for handle in candidate.handles:
            holders[handle].append(candidate)
    return {handle: shared for handle, shared in holders.items() if len(shared) > 1}


def _links(shared: list[Candidate], *, family: bool) -> list[Pair]:
    if _contradict((candidate.name for candidate in shared), family=family):
        return _namesakes(shared)
    return [(shared[0].id, other.id) for other in shared[1:]]


def _namesakes(shared: Iterable[Candidate]) -> list[Pair]:
    """Link the records of equal names among those under one handle."""
    first: dict[tuple[str, ...], int] = {}
    named = ((tuple(sorted(names.words(candidate.name))), candidate.id) for candidate in shared)
    return [(first.setdefault(words, number), number) for words, number in named if words]


def _contradict(given: Iterable[str], *, family: bool = False) -> bool:
    distinct = sorted(set(given))
    return any(
        names.contradict(one, other, family=family) for one, other in combinations(distinct[:_MOST], 2)
    )


def _components(
    members: Iterable[int], links: Iterable[Pair], *, forbidden: Mapping[int, set[int]] | None = None
) -> dict[int, list[int]]:
    group = {number: [number] for number in members}
    for one, other in links:
        ours, theirs = group[one], group[other]
        if ours is theirs or (forbidden and _forbidden(ours, theirs, forbidden)):
            continue
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        ours.extend(theirs)
        for number in theirs:
            group[number] = ours
    return group


def _forbidden(ours: list[int], theirs: list[int], forbidden: Mapping[int, set[int]]) -> bool:
    return any(not forbidden.get(number, set()).isdisjoint(theirs) for number in ours)
