"""Weights: how much each likeness tells, by Fellegi and Sunter, learned from the book by EM.

A field's level is worth log₂(m/u) bits: m is how often it is found in two faces of one person, u in two faces
of two people. u is known from the book's own frequencies (`frequency`), m is estimated from the candidate
pairs, beginning at and held back by what is usual (`weights.toml`). Together with the prior that two faces
drawn at random are one person they give the probability. Fellegi & Sunter 1969; Winkler 1988, 2006.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from amity.core.likeness import FIELDS, Levels

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_ROUNDS = 12
_NAMESAKE = 5.0
"""Bits of the odds (32 to 1) that a name alone may come to: sons are called like their fathers."""
_BELIEF = 60.0
"""How many pairs of belief the usual values have beside what the book shows: 20 people change them little."""
_WORLD = 1_000
"""People that the smallest book is taken to be a part of."""
_MOST = _TABLE["most"]
_PLACES = {name: place for place, name in enumerate(FIELDS)}
_HOUSE = [_PLACES[name] for name in ("place", "phone", "email", "firm", "page")]
_DESK = [_PLACES[name] for name in ("firm", "title", "place", "phone", "email")]
_HOUSEHOLD, _OFFICE = 8.0, 12.0
"""Bits that a shared house may say at most where given names are two, and a shared given name and office
where family names are; never so much that one person is likely. A birthday in common still counts: twins are
rarer than people who go by another name, and the owner is asked."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one book: `agreed[field][level]` is log₂ m (u comes with the pair), or log₂(m/u) itself.

    `prior` is log₂ of the odds that two faces drawn at random are one person.
    """

    agreed: tuple[tuple[float, ...], ...]
    prior: float


def usual(people: int) -> Weights:
    """Give the weights before anything is learned, for a book of so many faces."""
    shares = {name: list(_TABLE["usual"][name]) for name in FIELDS}
    return _weights(shares, _prior(_TABLE["twins"] * people, people))


def learn(counted: Counter[tuple[Levels, tuple[int, ...]]], people: int) -> Weights:
    """Estimate m of every level, and how many pairs are one person, from counted candidate pairs.

    Each key is (levels, whole bits of each field); sorted first, so that sums do not depend on their order.
    """
    rows = sorted(counted.items())
    weights = usual(people)
    for _ in range(_ROUNDS):
        expected = [[0.0] * len(levels) for levels in FIELDS.values()]
        total = 0.0
        for (levels, bits), count in rows:
            share = count * probability(score(levels, bits, weights))
            total += share
            for place, level in enumerate(levels):
                expected[place][level] += share
        weights = _weights(
            {name: _blend(name, expected[place][1:]) for place, name in enumerate(FIELDS)},
            _prior(total + _TABLE["twins"] * _BELIEF, people),
        )
    return weights


def score(levels: Levels, bits: Sequence[float], weights: Weights) -> float:
    """Add up what a pair's levels tell, in bits, the prior included."""
    told = [
        _told(row[level], bit, level) for row, level, bit in zip(weights.agreed, levels, bits, strict=True)
    ]
    total = sum(told)
    given, family, firm, born = (told[place] for place in _JUDGES)
    total -= _beyond((given, family), _NAMESAKE - weights.prior)
    if levels[0] > _INITIAL and (family > 0 or born <= 0):
        house = (family, *(told[place] for place in _HOUSE))
        total -= _beyond(house, max(family, min(_HOUSEHOLD, -weights.prior - 1.0)))
    if levels[1] > _INITIAL and firm > 0:
        desk = (given, *(told[place] for place in _DESK))
        total -= _beyond(desk, max(given, min(_OFFICE, -weights.prior - 1.0)))
    return total + weights.prior


_INITIAL = FIELDS["given"].index("initial")
_JUDGES = [_PLACES[name] for name in ("given", "family", "firm", "birthday")]


def probability(bits: float) -> float:
    """Turn log₂ odds into a probability."""
    return 1.0 / (1.0 + math.pow(2.0, -max(min(bits, 200.0), -200.0)))


def _told(weight: float, bits: float, level: int) -> float:
    if not level:
        return 0.0
    return max(weight + bits, 0.0) if bits else weight


def _beyond(told: Iterable[float], most: float) -> float:
    return max(sum(bits for bits in told if bits > 0) - most, 0.0)


def _blend(name: str, expected: list[float]) -> list[float]:
    """Mix what is usual with what the book shows, and hold contradictions to what a slip may explain."""
    start = _TABLE["usual"][name]
    total = sum(expected) + _BELIEF
    shares = [(found + _BELIEF * share) / total for found, share in zip(expected, start, strict=True)]
    return [
        min(share, _MOST.get(f"{name} {level}", 1.0))
        for share, level in zip(shares, FIELDS[name][1:], strict=True)
    ]


def _weights(shares: dict[str, list[float]], prior: float) -> Weights:
    """Write m as bits; where a level is no agreement, u is usual and the weight never speaks for a pair."""
    agreed = []
    for name, levels in FIELDS.items():
        chance = _TABLE["chance"][name]
        row = [0.0]
        for level, share in zip(levels[1:], shares[name], strict=True):
            against = level in {"differ", "unlike", "other"}
            row.append(min(math.log2(share / chance[level]), 0.0) if against else math.log2(share))
        agreed.append(tuple(row))
    return Weights(tuple(agreed), prior)


def _prior(pairs: float, people: int) -> float:
    """Give the odds, in bits, that two faces drawn at random are one person.

    A small book is a part of its owner's world, in which two may bear one name though only one of them is
    written down yet: it has the odds of a book of a thousand with as many doubles for each.
    """
    held = min(max(pairs / max(people, 1), 0.01), 3.0)
    return math.log2(2 * held / max(people - 1, _WORLD))
