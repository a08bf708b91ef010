"""Words of names: when two are one name, by short forms, spellings, languages, or one slip of the pen."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from amity.core import spelling

_TABLE = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
_LINES = [line.partition(":")[::2] for line in _TABLE["short"].strip().splitlines()]
_PETS = [
    (end, tails.replace("-", "").split("/"))
    for end, _, tails in (rule.partition("=") for rule in _TABLE["pets"].split())
]
_NONE: frozenset[int] = frozenset()
FAMILY_FIRST = frozenset(_TABLE["family_first"].split())
"""Family names of countries that put them first."""
MIDDLE_LAST = frozenset(_TABLE["middle_last"].split())
"""Vietnamese family names: abroad, those who have them write the given name first, the middle one last."""
COMMON = frozenset(_TABLE["common"].split()) | FAMILY_FIRST
"""Family names so common that sharing one says little."""


def _meanings(lines: Iterable[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lines):
        for word in line.split():
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_FORMAL, _SHORT = (_meanings(line[part] for line in _LINES) for part in (0, 1))
_KIN = _meanings(_TABLE["families"].strip().splitlines())
GIVEN = frozenset(_FORMAL) | frozenset(_SHORT) | frozenset(_TABLE["given"].split())
"""Given names that are known: two of them are two names, and not one with a slip in it."""


_OWN = frozenset(_FORMAL) | frozenset(_TABLE["given"].split()) | frozenset(_TABLE["own"].split())
"""Given names that stand alone on birth certificates, though they may be another's short form."""


def frequent(word: str, *, given: bool) -> bool:
    """Tell whether many people anywhere have this given or family name."""
    return word in (GIVEN if given else COMMON)


@lru_cache(maxsize=16_384)
def agree(one: str, other: str, *, foreign: bool = False) -> bool:
    """Tell whether two words are one name: equal, a short form, the same sound, one slip; no mere initial."""
    if one == other:
        return True
    if min(len(one), len(other)) == 1 or _two_languages(one, other):
        return False
    if means(one, other) or _drawn(one) == _drawn(other) or (foreign and spelling.alike(one, other)):
        return True
    heard = spelling.sound(one)
    if len(heard) > 2 and heard == spelling.sound(other):  # noqa: PLR2004 - Mei and Mai are two names
        return True
    known = (one in GIVEN) + (other in GIVEN)
    if known == 2:  # noqa: PLR2004 - both of them
        return foreign and _read_alike(one, other)
    slip = spelling.slip(one, other, swapped_only=not known)
    return slip or _read_alike(one, other) or _nearlymeans(one, other)


def _drawn(word: str) -> str:
    """Write a Japanese word's long vowels short: Tarou, Taroh and Taro."""
    return _LONG_VOWEL.sub("", word) if len(word) > 3 else word  # noqa: PLR2004 - Lou is not Lo


_LONG_VOWEL = re.compile("(?<=o)[uh]$|(?<=o)[uh](?=[^aeiouhn])|(?<=u)u")


def _two_languages(one: str, other: str) -> bool:
    """Tell a Spanish name from its Portuguese sister: Fernández, Fernandes."""
    return {one[-2:], other[-2:]} == {"ez", "es"} and one[:-2] == other[:-2]


def _read_alike(one: str, other: str) -> bool:
    """Tell whether two longer words are one in two ways of writing foreign names, or Saadi and Al-Saadi."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or (one in COMMON and other in COMMON):
        return len(short) == _LONG - 1 and long in {f"al{short}", f"el{short}"}
    return long in {f"al{short}", f"el{short}"} or bool(spelling.readings(one) & spelling.readings(other))


def _nearlymeans(one: str, other: str) -> bool:
    """Tell whether a word is a known name's short form by rule, or a form of it with a slip in it."""
    word, known = (one, other) if other in GIVEN else (other, one)
    if known not in GIVEN:
        return False
    if any(
        word.endswith(end) and known in {word[: -len(end)] + tail for tail in tails} for end, tails in _PETS
    ):
        return len(known) > 2  # noqa: PLR2004 - nobody is Al
    lines = _FORMAL.get(known, _NONE) | _SHORT.get(known, _NONE)
    forms = {form for line in lines for form in " ".join(_LINES[line]).split()}
    return any(
        (len(word) > _LONG and spelling.slip(word, form))
        or (min(len(word), len(form)) >= _LONG and spelling.readings(word) & spelling.readings(form))
        for form in forms
        if form == known or means(form, known)
    )


_LONG = 5
"""Letters of words that may be compared by how they are read, or be a short form with a slip."""


def means(one: str, other: str) -> bool:
    """Tell whether one is a form of the other: Liz and Elizabeth, not Alexander and Alexandra."""
    formal = _FORMAL.get(one, _NONE), _FORMAL.get(other, _NONE)
    short = _SHORT.get(one, _NONE), _SHORT.get(other, _NONE)
    if _KIN.get(one, _NONE) & _KIN.get(other, _NONE):
        return True
    if formal[0] & formal[1] or formal[0] & short[1] or short[0] & formal[1]:
        return True
    return bool(short[0] & short[1]) and (one[:2] == other[:2] or one[-2:] == other[-2:])


def pet(one: str, other: str) -> bool:
    """Tell whether one may be the other's short form that no table has: they begin alike, one is unknown."""
    return one != other and one[:3] == other[:3] and len(one[:3]) == 3 and not {one, other} <= GIVEN  # noqa: PLR2004


def two(one: str, other: str) -> bool:
    """Tell whether two given names that mean one are also given to two: Maria and Mia, John and Jack."""
    return means(one, other) and {one, other} <= _OWN and spelling.sound(one) != spelling.sound(other)


def formal(word: str) -> bool:
    """Tell whether a given name is known as a written form, and not only as a short one: John, not Johnny."""
    return word in _FORMAL


def initial(one: str, other: str) -> bool:
    """Tell whether one is the other's initial, or that of most forms of its name: E. is Liz, J. is not."""
    letter, word = sorted((one, other), key=len)
    lines = [[form[0] for form in _LINES[number][0].split()] for number in _SHORT.get(word, _NONE)]
    return len(letter) == 1 and any(4 * line.count(letter) >= len(line) for line in [[word[0]], *lines])


def one_family(one: str, other: str) -> bool:
    """Tell whether two family names are one but for a slip, and not two known ones."""
    return (
        spelling.misspelled(one, other)
        and not (one in COMMON and other in COMMON)
        and not {one, other} <= GIVEN
    )
