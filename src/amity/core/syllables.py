"""Syllables: given names of Chinese and Korean families, whose parts are one name in their order.

Brothers and sisters share one syllable of two there, so what would be another way of writing elsewhere is
another child: Ji-min and Min-ji, Min-young and Min-jung.
"""

from __future__ import annotations

import re

from amity.core.words import FAMILY_FIRST, MIDDLE_LAST, agree, means

_ONE = re.compile("[^aeiouy]*[aeiouy]+[^aeiouy]*")
_BEGUN = re.compile("[jy](?=[aeiou])")
_PARTS = 2
"""Syllables of a given name, as most have."""


def two(one: tuple[str, ...], other: tuple[str, ...], *, foreign: bool) -> bool:
    """Tell whether two names, the family's last, are two children's although their words agree."""
    if len(one) != len(other) or not {one[-1], other[-1]} <= FAMILY_FIRST:
        return False
    given = list(zip(one[:-1], other[:-1], strict=True))
    return _crossed(one, other) or any(_other(*pair, foreign=foreign) for pair in given)


def _crossed(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two given names have the same two syllables the other way round.

    A Vietnamese name may stand in either order, and so may a Western one beside a Chinese.
    """
    a, b = one[:-1], other[:-1]
    if len(a) != _PARTS or {one[-1], other[-1]} & MIDDLE_LAST or not all(map(_ONE.fullmatch, a + b)):
        return False
    straight = agree(a[0], b[0]) and agree(a[1], b[1])
    return not straight and agree(a[0], b[1]) and agree(a[1], b[0])


def _other(one: str, other: str, *, foreign: bool) -> bool:
    """Tell whether two words that are one elsewhere begin a syllable otherwise: Jung and Young."""
    if sorted(one) == sorted(other) or not agree(one, other, foreign=foreign) or means(one, other):
        return False
    return _BEGUN.findall(one) != _BEGUN.findall(other)
