"""Duplicates: pairs of people who are probably one person, each with its reasons in a sentence.

Nothing is joined here. Candidates come from `blocking`, are compared by `likeness`, weighed by `weights` as
learned from this book, and explained by `grounds`. The order in which faces come changes nothing.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from amity.core import blocking, grounds, weights
from amity.core.faces import FREE, Face, Traits, traits
from amity.core.frequency import Frequency
from amity.core.grounds import Reason
from amity.core.likeness import FIELDS, Levels, compare

__all__ = ["Face", "Proposal", "Reason", "propose", "sentence", "weigh"]

LIKELY = 0.5
"""A pair as probable as this is proposed."""
CERTAIN = 0.995
"""A pair more probable than this, with nothing against it, may be accepted among many."""
MOST = 100_000
_CROWD = 6
"""Faces under one strong handle that are asked about in pairs; more are an office."""
SAMPLE = 150_000
"""Pairs the weights are learned from."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two faces that may be one person, how probably, and why; `certain` ones may be accepted in bulk."""

    one: int
    other: int
    probability: float
    reasons: tuple[Reason, ...]
    certain: bool


def propose(
    faces: Sequence[Face], *, different: Collection[frozenset[int]] = (), limit: int = MOST
) -> list[Proposal]:
    """Propose pairs that are probably one person, the most probable first.

    A pair that shares a strong handle while its names contradict is always among them, however improbable.
    `different` pairs are never proposed again.
    """
    book = _Book(faces)
    return book.proposals(blocking.pairs(book.traits, book.told), set(different), least=LIKELY)[:limit]


def weigh(faces: Sequence[Face], pairs: Iterable[tuple[int, int]]) -> list[Proposal]:
    """Weigh the given pairs of ids, and no others, as one book's candidates; all come back."""
    book = _Book(faces)
    place = {face.id: at for at, face in enumerate(book.faces)}
    wanted = sorted({(min(place[a], place[b]), max(place[a], place[b])) for a, b in pairs})
    return book.proposals(wanted, set(), least=0.0)


def safe(certain: Iterable[tuple[str, str]], doubted: Collection[frozenset[str]]) -> list[tuple[str, str]]:
    """Give those of the certain pairs that, all joined, never bring a doubted pair into one person."""
    group: dict[str, set[str]] = {}
    taken: list[tuple[str, str]] = []
    for one, other in certain:
        ours, theirs = group.setdefault(one, {one}), group.setdefault(other, {other})
        if ours is not theirs and any(frozenset((a, b)) in doubted for a in ours for b in theirs):
            continue
        taken.append((one, other))
        ours |= theirs
        group.update(dict.fromkeys(ours, ours))
    return taken


def sentence(proposal: Proposal) -> str:
    """Say why two may be one: "Same unusual name, both at Acme; one has only a phone."."""
    return grounds.sentence(proposal.reasons)


class _Book:
    """The faces of one book in the order of their ids, ready to be compared."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self.faces = sorted(faces, key=lambda face: face.id)
        self.traits: list[Traits] = [traits(face) for face in self.faces]
        self.told = Frequency(self.traits)

    def proposals(
        self, pairs: Iterable[tuple[int, int]], different: set[frozenset[int]], *, least: float
    ) -> list[Proposal]:
        """Compare, learn, and keep what is likely or must be asked; most probable first."""
        compared = _Compared()
        for one, other in pairs:
            levels, bits = compare(self.traits[one], self.traits[other], self.told)
            if not least or not _hopeless(levels):
                compared.add(one, other, levels, bits)
        learned = compared.learn(len(self.faces))
        kept = [
            self._proposal(
                one, other, levels, bits, weights.probability(weights.score(levels, bits, learned))
            )
            for one, other, levels, bits in compared
            if weights.probability(weights.score(levels, bits, learned)) >= least
            or self._asks(one, other, levels)
        ]
        kept.sort(key=lambda found: (-found.probability, found.one, found.other))
        return [found for found in kept if frozenset({found.one, found.other}) not in different]

    def _proposal(
        self, one: int, other: int, levels: Levels, bits: Sequence[float], probability: float
    ) -> Proposal:
        faces = self.faces[one], self.faces[other]
        made = self.traits[one], self.traits[other]
        found = grounds.reasons(faces, made, levels, bits, people=len(self.faces))
        sure = probability >= CERTAIN and grounds.certain(found) and not grounds.two_children(faces)
        sure = sure and self._apart_from_others(*made)
        return Proposal(faces[0].id, faces[1].id, round(probability, 6), found, sure)

    def _apart_from_others(self, one: Traits, other: Traits) -> bool:
        """Tell whether nobody else's number ends alike, and no firm has given each a mailbox of their own."""
        tails = set(one.tails) & set(other.tails)
        firms = [
            {email.rpartition("@")[2] for email in set(face.emails) - set(beside.emails)} - FREE
            for face, beside in ((one, other), (other, one))
        ]
        return firms[0].isdisjoint(firms[1]) and all(self.told.holders("phone", tail) <= 2 for tail in tails)  # noqa: PLR2004

    def _asks(self, one: int, other: int, levels: Levels) -> bool:
        """Tell whether two share a strong handle, few others do, and their names contradict."""
        if not any(levels[place] == 1 for place in _SHARED):
            return False
        shared = self.faces[one].handles & self.faces[other].handles
        few = any(
            self.told.holders(_COUNTED.get(kind, "page"), _counted(kind, value)) <= _CROWD
            for kind, value in shared
        )
        return few and bool(grounds.asking((self.faces[one], self.faces[other])))


_SHARED = [place for place, name in enumerate(FIELDS) if name in {"phone", "email", "page"}]
_COUNTED = {"phone": "phone", "email": "email"}


def _counted(kind: str, value: str) -> str:
    return value if kind in _COUNTED else f"{kind} {value}"


def _hopeless(levels: Levels) -> bool:
    """Tell whether neither name is alike, nor any address or birthday."""
    apart = levels[0] >= _UNLIKE and levels[1] >= _UNLIKE
    return apart and not any(levels[place] == 1 for place in (*_SHARED, _BIRTHDAY))


_UNLIKE = FIELDS["given"].index("unlike")
_BIRTHDAY = list(FIELDS).index("birthday")


class _Compared:
    """Compared pairs in little room: each is one number, the number of its levels' pattern, and its bits."""

    def __init__(self) -> None:
        self._pairs, self._kinds, self._bits = array("Q"), array("L"), array("f")
        self._patterns: dict[Levels, int] = {}

    def __iter__(self) -> Iterator[tuple[int, int, Levels, Sequence[float]]]:
        known, width = list(self._patterns), len(FIELDS)
        for at, (pair, kind) in enumerate(zip(self._pairs, self._kinds, strict=True)):
            yield pair >> 32, pair & 0xFFFFFFFF, known[kind], self._bits[at * width : (at + 1) * width]

    def add(self, one: int, other: int, levels: Levels, bits: Sequence[float]) -> None:
        """Keep one compared pair."""
        self._pairs.append(one << 32 | other)
        self._kinds.append(self._patterns.setdefault(levels, len(self._patterns)))
        self._bits.extend(bits)

    def learn(self, people: int) -> weights.Weights:
        """Learn from every pair, or from each so-many-th where there are very many."""
        step = len(self._pairs) // SAMPLE + 1
        counted: Counter[tuple[Levels, tuple[int, ...]]] = Counter()
        for _, _, levels, bits in islice(self, 0, None, step):
            counted[levels, tuple(max(1, 2 * round(bit / 2)) if bit else 0 for bit in bits)] += step
        return weights.learn(counted, people)
