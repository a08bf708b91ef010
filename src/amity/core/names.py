"""Names: how they are read and folded, and when two of them cannot be one person's."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from amity.core import spelling
from amity.core.spelling import fold

__all__ = ["GIVEN", "Name", "agree", "contradict", "fold", "frequent", "read", "same", "shortened", "words"]

_WORD = re.compile("[^\\W_]+(?:['’`\u00b4\u02bc][^\\W_]+)*")
_APOSTROPHE = re.compile("['’`\u00b4\u02bc]")
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_TITLES = frozenset(_TABLE["titles"].split())
_PARTICLES = frozenset(_TABLE["particles"].split())
_GENERATIONS = {
    word: line.split()[0] for line in _TABLE["generations"].strip().splitlines() for word in line.split()[1:]
}
_FORMERLY = "|".join(_TABLE["formerly"].split())
_BORN = re.compile(rf"(?:[(\[,]\s{{0,3}})?\b(?:{_FORMERLY})\b\.?\s{{1,9}}([^()\[\],]{{2,60}})[)\]]?")
_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_HYPHENED = re.compile(r"(?<=\s)[^\s-]+-[^\s-]+$")
_SEVERAL = re.compile(rf"[&+/]|\b(?:{'|'.join(_TABLE['several'].split())})\b")
_LONGEST = 200
_LINES = [line.partition(":")[::2] for line in _TABLE["short"].strip().splitlines()]
_FAMILY_FIRST = frozenset(_TABLE["family_first"].split())
_COMMON = frozenset(_TABLE["common"].split()) | _FAMILY_FIRST


def _meanings(part: int) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_LINES):
        for word in line[part].split():
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_FORMAL, _SHORT = _meanings(0), _meanings(1)
_NONE: frozenset[int] = frozenset()
GIVEN = frozenset(_FORMAL) | frozenset(_SHORT) | frozenset(_TABLE["given"].split())
"""Given names that are known: two of them are two names, and not one with a slip in it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: Latin words, given names first, without titles and small words.

    `whole` has the small words too; `double` are the parts of a family name with a hyphen; `former` are
    words of a former one; `generation` is 1 for senior, 2 for junior and so on; `several` is a couple's,
    a family's; `foreign` was read from another script.
    """

    words: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    double: frozenset[str] = frozenset()
    former: tuple[str, ...] = ()
    generation: str = ""
    several: bool = False
    foreign: bool = False


def read(name: str) -> Name:
    """Read a name, or the beginning of one that is longer than any; an address is none."""
    return _read(name[:_LONGEST])


@lru_cache(maxsize=16_384)
def _read(name: str) -> Name:
    plain = fold(name)
    if "@" in plain:
        return Name()
    born = _BORN.search(plain, 1)
    bare = _BRACKETS.sub(" ", plain.replace(born[0], " ") if born else plain)
    ordered = _ordered(bare).strip()
    found = _split(ordered)
    generation = next((_GENERATIONS[word] for word in found[1:] if word in _GENERATIONS), "")
    if found[:1] == ["sr"]:
        found = found[1:]
    whole = tuple(word for word in found if word not in _TITLES and word not in _GENERATIONS)
    return Name(
        words=_bare(whole),
        whole=whole,
        double=frozenset(_split(hyphened[0])) if (hyphened := _HYPHENED.search(ordered)) else frozenset(),
        former=_bare(tuple(_split(born[1]))) if born else (),
        generation=generation,
        several=bool(_SEVERAL.search(bare)),
        foreign=spelling.foreign("".join(_WORD.findall(bare))),
    )


def words(name: str) -> tuple[str, ...]:
    """Split a name into its words, given names first, without titles or what stands in brackets."""
    return read(name).words


def contradict(one: str, other: str, *, family: bool = False) -> bool:
    """Tell whether two names cannot be the same person's; an empty name contradicts nobody.

    They agree where all words of the shorter are in the other, in any order, script and usual spelling;
    where given names agree and only the family's differs; where an initial stands for a given name beside
    the same family's. With `family` the family names must agree in any case: a number may be a whole
    house's. Two names that share the family name only, or nothing, contradict, and so do other middle
    names, junior and senior, a couple and one of them. A single word agrees with any name that has it.
    """
    ours, theirs = read(one), read(other)
    if not ours.words or not theirs.words:
        return False
    if (ours.generation, ours.several) != (theirs.generation, theirs.several):
        return True
    if set(ours.words) == set(theirs.words) or _one_word(ours, theirs):
        return False
    return _conflict(ours, theirs, family=family)


def same(one: str, other: str) -> bool:
    """Tell whether two names are equal word for word, in any order, and not empty."""
    return bool(words(one)) and sorted(words(one)) == sorted(words(other))


def frequent(word: str, *, given: bool) -> bool:
    """Tell whether many people anywhere have this given or family name."""
    return word in (GIVEN if given else _COMMON)


@lru_cache(maxsize=16_384)
def agree(one: str, other: str, *, foreign: bool = False) -> bool:
    """Tell whether two words are one name: equal, a short form, the same sound, one slip; no mere initial."""
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return False
    if _means(one, other) or (foreign and spelling.alike(one, other)):
        return True
    heard = spelling.sound(one)
    if len(heard) > 2 and heard == spelling.sound(other):  # noqa: PLR2004 - Mei and Mai are two names
        return True
    known = (one in GIVEN) + (other in GIVEN)
    return known < 2 and spelling.slip(one, other, swapped_only=not known)  # noqa: PLR2004 - both of them


def _means(one: str, other: str) -> bool:
    """Tell whether one is a form of the other: Liz and Elizabeth, not Alexander and Alexandra."""
    formal = _FORMAL.get(one, _NONE), _FORMAL.get(other, _NONE)
    short = _SHORT.get(one, _NONE), _SHORT.get(other, _NONE)
    if formal[0] & formal[1] or formal[0] & short[1] or short[0] & formal[1]:
        return True
    return bool(short[0] & short[1]) and (one[:2] == other[:2] or one[-2:] == other[-2:])


def _conflict(ours: Name, theirs: Name, *, family: bool) -> bool:
    foreign = ours.foreign != theirs.foreign
    a, b = ours.words, theirs.words
    if len(a) == 1 or len(b) == 1:
        pairs = product(a + ours.former, b + theirs.former)
        return not any(agree(x, y, foreign=foreign) or _initial(x, y) for x, y in pairs)
    left = _left(a, b + theirs.former, foreign=foreign)
    right = _left(b, a + ours.former, foreign=foreign)
    if not set(left) - ours.double or not set(right) - theirs.double:
        pairs = product(a + ours.former, b + theirs.former)
        near = any(agree(x, y, foreign=foreign) for x, y in pairs)
        return not near or (left != [] != right and not agree(a[0], b[0], foreign=foreign))
    given = agree(a[0], b[0], foreign=foreign)
    kin = agree(a[-1], b[-1], foreign=foreign) or _kin(ours, theirs)
    if (
        kin
        or not given
        or (family and not _middle(a, b))
        or (not {a[0], b[0]} & GIVEN and {a[-1], b[-1]} <= GIVEN)
    ):
        return True  # one family's other given names, in either order; other middle names; or nothing alike
    return a[-1] not in left or b[-1] not in right


def _middle(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether names have a middle name or initial in common."""
    return any(x == y or _initial(x, y) for x, y in product(a[1:-1], b[1:-1]))


def _left(some: tuple[str, ...], others: tuple[str, ...], *, foreign: bool) -> list[str]:
    """Give the words without a partner among the others; each partner serves once, equal words first."""
    free, left = list(others), []
    for word in some:
        if word in free:
            free.remove(word)
        else:
            left.append(word)
    for test in (lambda x, y: agree(x, y, foreign=foreign), _initial):
        rest = []
        for word in left:
            partner = next((other for other in free if test(word, other)), None)
            if partner is None:
                rest.append(word)
            else:
                free.remove(partner)
        left = rest
    return left


def _kin(ours: Name, theirs: Name) -> bool:
    """Tell whether a former or double family name is shared: Berg and Berg-Lund, Lund née Berg."""
    shared = set(ours.words[1:] + ours.former) & set(theirs.words[1:] + theirs.former)
    return any(len(word) > 1 for word in shared)


def _initial(one: str, other: str) -> bool:
    """Tell whether one is the other's initial, or that of a name the other is short for: E. is Liz too."""
    letter, word = sorted((one, other), key=len)
    meant = (_LINES[number][0] for number in _SHORT.get(word, _NONE))
    return len(letter) == 1 and (word[0] == letter or any(line[0] == letter for line in meant))


def _one_word(ours: Name, theirs: Name) -> bool:
    """Tell whether names differ only by their spaces (Mac Donald, Xiao Ming), or one is annaberg or aberg."""
    if _turned(ours) & _turned(theirs):
        return True
    single, other = sorted((ours, theirs), key=lambda name: len(name.words))
    return len(single.words) == 1 and len(single.words[0]) > 3 and single.words[0] in shortened(other)  # noqa: PLR2004


@lru_cache(maxsize=16_384)
def shortened(name: Name) -> frozenset[str]:
    """Give the ways people write a name of several words in one, as in addresses: aberg, annab, berga."""
    if len(name.words) < 2:  # noqa: PLR2004 - one word is short already
        return frozenset()
    first, last = name.words[0], name.words[-1]
    return frozenset({first + last, last + first, first[0] + last, first + last[0], last + first[0]})


@lru_cache(maxsize=16_384)
def _turned(name: Name) -> frozenset[str]:
    """Give a name without spaces, begun at each of its words."""
    many = name.whole
    return frozenset("".join(many[at:] + many[:at]) for at in range(len(many)))


def _ordered(plain: str) -> str:
    """Put what stands before a comma last: "Lima, Ana" is Ana Lima."""
    family, comma, given = plain.partition(",")
    return f"{given} {family}" if comma and given.strip() and "," not in given else plain


def _split(text: str) -> list[str]:
    found = (_APOSTROPHE.sub("", word) for word in _WORD.findall(text))
    return [sys.intern(part) for word in found for part in spelling.latin(word).split()]


def _bare(whole: tuple[str, ...]) -> tuple[str, ...]:
    """Leave small words out where two words remain; the first word of a name is never one."""
    bare = tuple(word for at, word in enumerate(whole) if not at or word not in _PARTICLES)
    return whole if len(bare) < 2 or bare == whole == _turn(bare) else _turn(bare)  # noqa: PLR2004 - one tuple, not two


def _turn(bare: tuple[str, ...]) -> tuple[str, ...]:
    """Put the family name last where it surely stands first: Wang Xiaoming, Nagy Anna."""
    first, last = bare[0], bare[-1]
    east = first in _FAMILY_FIRST and last not in _FAMILY_FIRST
    known = last in GIVEN and last not in _COMMON and first in _COMMON and first not in GIVEN
    return (*bare[1:], first) if east or known else bare
