"""A labelled list of records, taken as the program takes it: strong keys first, then proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from amity.core import blocking, duplicates, handles, matching
from amity.core.duplicates import Face
from amity.core.faces import traits
from amity.core.frequency import Frequency
from amity.core.handles import Handle
from amity.core.matching import Candidate

Record = dict[str, Any]
Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the pairs said to be one person are, and how many of those that are were said."""

    right: int
    said: int
    true: int

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return self.right / max(self.said, 1)

    @property
    def recall(self) -> float:
        """The share of what is true that was said."""
        return self.right / max(self.true, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(self.said + self.true, 1)


def score(said: Iterable[Pair], true: set[Pair]) -> Score:
    """Judge pairs by the truth."""
    found = set(said)
    return Score(len(found & true), len(found), len(true))


@dataclass(frozen=True, slots=True)
class Joined:
    """What strong keys did: people, wrong pairs of records, and how many of the right pairs sharing a key."""

    groups: list[list[int]]
    wrong: int
    joined: int
    sharing: int


def join(records: Sequence[Record]) -> Joined:
    """Put records together by strong keys and judge it; a key that one person alone has is uncontradicted."""
    person = {row["id"]: row["person"] for row in records}
    keys = {row["id"]: strong(row) for row in records}
    groups = matching.partition(
        [
            Candidate(
                row["id"],
                matching.called(named(row), row["maiden"] or ""),
                keys[row["id"]],
                row["birthday"] or "",
                company=company(row),
            )
            for row in records
        ]
    )
    at = {number: place for place, group in enumerate(groups) for number in group}
    wrong = sum(person[a] != person[b] for group in groups for a, b in combinations(group, 2))
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, found in keys.items():
        for key in found:
            holders[key].append(number)
    own = (some for some in holders.values() if len({person[number] for number in some}) == 1)
    sharing = {frozenset(pair) for some in own for pair in combinations(some, 2)}
    joined = sum(len({at[number] for number in pair}) == 1 for pair in sharing)
    return Joined(groups, wrong, joined, len(sharing))


def faces(records: Sequence[Record], groups: Iterable[Iterable[int]]) -> list[Face]:
    """Make one face of each group; its number is the place of the group."""
    by_id = {row["id"]: row for row in records}
    return [face(place, [by_id[number] for number in group]) for place, group in enumerate(groups)]


def face(number: int, rows: Sequence[Record]) -> Face:
    """Make one face of the records of a person."""
    told = [named(row) for row in rows]

    def each(key: str) -> frozenset[str]:
        return frozenset(row[key] for row in rows if row[key])

    return Face(
        id=number,
        names=tuple(dict.fromkeys(sorted(filter(None, told), key=lambda name: (-len(name), name)))),
        nicknames=tuple(sorted(each("nickname"))),
        handles=frozenset((one.kind, one.value) for row in rows for one in every(row)),
        organizations=each("organization"),
        titles=each("title"),
        places=each("place"),
        birthdays=each("birthday"),
        maiden=each("maiden"),
        sources=each("source"),
    )


def named(row: Record) -> str:
    """Give the name a record tells, in full or by its parts."""
    return str(row["name"] or f"{row['given']} {row['family']}".strip())


def every(row: Record) -> list[Handle]:
    """Read all handles of a record."""
    found = [handles.email(text) for text in row["emails"]]
    found += [handles.phone(text, region=row.get("region")) for text in row["phones"]]
    found += [handles.profile(text) for text in row["profiles"]]
    found += [Handle("account", text.casefold(), text) for text in row["accounts"]]
    return [one for one in found if one is not None]


def strong(row: Record) -> frozenset[tuple[str, str]]:
    """Give the handles of a record that matching looks at."""
    return matching.keys(every(row))


def company(row: Record) -> bool:
    """Tell whether a record is a company's card."""
    return matching.company(named(row), row["organization"], every(row))


def truth(records: Sequence[Record], groups: Sequence[Sequence[int]]) -> set[Pair]:
    """Give the pairs of groups that are one person's."""
    person = {row["id"]: row["person"] for row in records}
    of: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        for who in {person[number] for number in group}:
            of[who].append(place)
    return {frozenset(pair) for places in of.values() for pair in combinations(places, 2)}


def candidates(found: Sequence[Face]) -> list[tuple[int, int]]:
    """Give the pairs that are compared; the numbers of faces are their places."""
    made = [traits(one) for one in found]
    return list(blocking.pairs(made, Frequency(made)))


def likely(proposals: Iterable[duplicates.Proposal]) -> list[Pair]:
    """Give the pairs thought to be one person rather than not; the others are only asked about."""
    return [frozenset((one.one, one.other)) for one in proposals if one.probability >= duplicates.LIKELY]
