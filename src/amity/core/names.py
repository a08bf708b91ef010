"""Names: how they are folded, and when two of them cannot be one person's."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from itertools import product
from pathlib import Path

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_TITLES = frozenset(_TABLE["titles"].split())
_SHORT = tuple(frozenset(line.split()) for line in _TABLE["short"].strip().splitlines())


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Write text as it is compared: no case, no diacritics, single spaces ("Zoë  Åse" → "zoe ase")."""
    decomposed = unicodedata.normalize(
        "NFKD", text.casefold().replace("ø", "o").replace("ł", "l").replace("đ", "d")
    )
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


@lru_cache(maxsize=65_536)
def words(name: str) -> tuple[str, ...]:
    """Split a name into its folded words, given names first, without titles or what stands in brackets."""
    plain = fold(_BRACKETS.sub(" ", name[:200]))
    family, comma, given = plain.partition(",")
    ordered = f"{given} {family}" if comma and given.strip() and "," not in given else plain
    found = tuple(word for word in _WORD.findall(ordered) if word not in _TITLES)
    return () if "@" in plain else found


def contradict(one: str, other: str, *, family: bool = False) -> bool:
    """Tell whether two names cannot be the same person's; an empty name contradicts nobody.

    They agree where a given name is the same or a short form of the other; an initial is enough where the
    family names agree too. With `family` these must agree in any case: a number may be a whole house's. Two
    names that share the family name only, or nothing, contradict. A single word agrees with any name that
    has it.
    """
    ours, theirs = words(one), words(other)
    if not ours or not theirs or set(ours) == set(theirs):
        return False
    if len(ours) == 1 or len(theirs) == 1:
        return not any(_agree(a, b) or _initial(a, b) for a, b in product(ours, theirs))
    if _swapped(ours, theirs):
        return False
    kin = ours[-1] == theirs[-1]
    pairs = list(product(ours[:-1], theirs[:-1]))
    if any(_agree(a, b) for a, b in pairs):
        return family and not kin
    return not (kin and any(_initial(a, b) for a, b in pairs))


def same(one: str, other: str) -> bool:
    """Tell whether two names are equal word for word, in any order, and not empty."""
    return bool(words(one)) and sorted(words(one)) == sorted(words(other))


def _swapped(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return _agree(ours[0], theirs[-1]) and _agree(ours[-1], theirs[0])


def _agree(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _SHORT)


def _initial(one: str, other: str) -> bool:
    return one[0] == other[0] and min(len(one), len(other)) == 1
