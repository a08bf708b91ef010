"""How can I help: whose knowledge answers what somebody struggles with, found in the owner's own words.

Lines are compared by the stems they share, weighed by how rare a word is in this book; or, where a model of
meaning is at hand, by what they mean. What both lines say is the evidence, with the words they share.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from amity.core import names

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
NEEDS = ("struggling_with", "working_on")
"""Kinds of fact that say what somebody needs, the plainer first."""
OFFERS = {"can_help_with": 1.0, "background": 1.0, "working_on": 0.9}
"""Kinds of fact that say what somebody could give, and how surely."""
LIKELY, MEANT = 0.36, 0.3
"""Scores from which a match is shown: by words, and by meaning."""
UNSEEN = 100
"""Lines thought beside those of a book, so that a word a small book says twice is not yet a common one."""
GENERIC = 0.2
"""What a word counts that says little of what a line is about."""
_TINY = 2
"""Letters of a word so short that it says something only in capitals or figures: AI, HR, 3D."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
Likeness = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]
"""How alike in meaning each of some texts is to each of others: rows of cosines (-1 to 1)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One fact as it is matched: its id, whose it is, its kind, its words, its day."""

    id: str
    person: str
    kind: str
    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An offer that may answer a need, with its score (0-1).

    `words` pairs each shared word as it stands in the need with how it stands in the offer; matches by
    meaning may share none.
    """

    need: Line
    offer: Line
    score: float
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """In how many of a book's lines each stem stands."""

    lines: int
    counts: Mapping[str, int]

    def weight(self, stem: str) -> float:
        """Weigh a stem by its rarity: 1 where it stands in one line, less the more lines it stands in.

        The inverse document frequency (Spärck Jones 1972), smoothed by a half, as if `UNSEEN` other lines
        had none of the book's words; a generic word counts less.
        """
        lines = self.lines + UNSEEN
        rarity = math.log(lines / (self.counts.get(stem, 1) + 0.5)) / math.log(lines / 1.5)
        return rarity * (GENERIC if stem in _table("generic") else 1.0)


def vocabulary(lines: Iterable[Line]) -> Vocabulary:
    """Count the stems of a book's lines."""
    found = [stems(line.text) for line in lines]
    return Vocabulary(len(found), Counter(stem for several in found for stem in several))


def suggest(
    needs: Sequence[Line],
    offers: Sequence[Line],
    *,
    vocabulary: Vocabulary | None = None,
    likeness: Likeness | None = None,
    most: int = 3,
) -> dict[str, tuple[Match, ...]]:
    """Give for each need, by its id, the likeliest offers of others, each person once, the best first."""
    usable = [offer for offer in offers if offer.kind in OFFERS]
    if likeness is None:
        several = _by_words(needs, usable, vocabulary or _count([*needs, *usable]))
    else:
        several = _by_meaning(needs, usable, likeness)
    return {need.id: _first(found, need, most=most) for need, found in zip(needs, several, strict=True)}


def _first(found: Iterable[Match], need: Line, *, most: int) -> tuple[Match, ...]:
    once: dict[str, Match] = {}
    for one in sorted(found, key=lambda one: (-one.score, one.offer.id)):
        if one.offer.person != need.person:
            once.setdefault(one.offer.person, one)
    return tuple(once.values())[:most]


def _by_words(needs: Sequence[Line], offers: Sequence[Line], known: Vocabulary) -> list[list[Match]]:
    """Compare by shared stems: the cosine of two lines, each stem by its weight (Salton 1975)."""
    weight = cache(known.weight)
    held = [sum(map(weight, stems(offer.text))) for offer in offers]
    where: dict[str, list[int]] = defaultdict(list)
    for place, offer in enumerate(offers):
        for stem in stems(offer.text):
            where[stem].append(place)
    several = []
    for need in needs:
        both: dict[int, float] = defaultdict(float)
        for stem in stems(need.text):
            for place in where.get(stem, ()):
                both[place] += weight(stem)
        told = sum(map(weight, stems(need.text)))
        scores = {
            place: OFFERS[offers[place].kind] * shared / math.sqrt(told * held[place])
            for place, shared in both.items()
        }
        several.append(
            [
                Match(need, offers[place], score, words(need, offers[place]))
                for place, score in sorted(scores.items())
                if score >= LIKELY
            ]
        )
    return several


def _by_meaning(needs: Sequence[Line], offers: Sequence[Line], likeness: Likeness) -> list[list[Match]]:
    """Compare by meaning, beyond how alike a need is to everything: some lines resemble all others."""
    rows = likeness([need.text for need in needs], [offer.text for offer in offers]) if offers else []
    several = []
    for need, row in zip(needs, rows or [[] for _ in needs], strict=True):
        usual = sum(row) / len(row) if len(row) else 0.0
        scores = (OFFERS[offer.kind] * (alike - usual) for offer, alike in zip(offers, row, strict=True))
        several.append(
            [
                Match(need, offer, min(1.0, score), words(need, offer))
                for offer, score in zip(offers, map(float, scores), strict=True)
                if score >= MEANT
            ]
        )
    return several if offers else [[] for _ in needs]


def words(need: Line, offer: Line) -> tuple[tuple[str, str], ...]:
    """Pair the words that two lines share and that say what they are about."""
    mine, theirs = stems(need.text), stems(offer.text)
    return tuple((mine[one], theirs[one]) for one in mine if one in theirs and one not in _table("generic"))


@lru_cache(maxsize=100_000)
def stems(text: str) -> Mapping[str, str]:
    """Give the stems of a line that say anything, each with the word it stands for."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        one = stem(word)
        if one not in _table("stops") and (len(one) > _TINY or word.isupper() or not word.isalpha()):
            found.setdefault(one, word)
    return found


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Give a word without its endings and marks; English endings, which leave other languages whole."""
    return str(_stemmer().stemWord(names.fold(word)))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(stem(word.strip()) for word in _TABLE[name].split(","))


_count = vocabulary
