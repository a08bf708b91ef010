"""Syllables: given names of Chinese and Korean families, whose parts are one name in their order.

Brothers and sisters share one syllable of two there, so what would be another way of writing elsewhere is
another child: Ji-min and Min-ji, Min-young and Min-jung, Dohyun and Doyun.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from amity.core import spelling
from amity.core.namewords import FAMILY_FIRST, GIVEN, MIDDLE_LAST, agree, means

if TYPE_CHECKING:
    from amity.core.names import Name

_ONE = re.compile("[^aeiouy]*[aeiouy]+[^aeiouy]*")
_BEGUN = re.compile("[jy](?=[aeiou])|(?<![ckpstz])h(?=[aeiouy])")
"""First sounds that other languages write for each other or leave out."""
_PARTS = 2
"""Syllables of a given name, as most have."""


def two(one: Name, other: Name) -> bool:
    """Tell whether two names are two children's of one family although their words agree."""
    a, b = one.words, other.words
    if len(a) != len(b) or not a or not {a[-1], b[-1]} <= FAMILY_FIRST:
        return False
    test = _unlike if one.foreign and other.foreign else _mixed if one.foreign or other.foreign else _other
    return _crossed(a[:-1], b[:-1], {a[-1], b[-1]}) or any(map(test, a[:-1], b[:-1]))


def _crossed(one: tuple[str, ...], other: tuple[str, ...], families: set[str]) -> bool:
    """Tell whether two given names have the same two syllables the other way round.

    A Vietnamese name may stand in either order, and so may a Western one beside a Chinese.
    """
    if len(one) != _PARTS or families & MIDDLE_LAST or not all(map(_ONE.fullmatch, one + other)):
        return False
    straight = agree(one[0], other[0]) and agree(one[1], other[1])
    return not straight and agree(one[0], other[1]) and agree(one[1], other[0])


def _unlike(one: str, other: str) -> bool:
    """Tell whether two words of names in one script are two: nobody writes Hangul in two ways."""
    return one != other and agree(one, other)


def _mixed(one: str, other: str) -> bool:
    """Tell whether two words in two scripts begin a syllable otherwise."""
    return agree(one, other, foreign=True) and _begun(one, other)


def _other(one: str, other: str) -> bool:
    """Tell whether two words that are one elsewhere are two here: Jung and Young, Junwoo and Jungwoo."""
    if sorted(one) == sorted(other) or not agree(one, other) or means(one, other):
        return False
    slipped = spelling.slip(one, other) and not {one, other} & GIVEN and not _heard(one, other)
    return slipped or _begun(one, other)


def _begun(one: str, other: str) -> bool:
    return _BEGUN.findall(one) != _BEGUN.findall(other)


def _heard(one: str, other: str) -> bool:
    """Tell whether two words are one as they are read, not by a slip of the pen."""
    readings = spelling.readings(one) & spelling.readings(other)
    return bool(readings) or spelling.sound(one) == spelling.sound(other)
