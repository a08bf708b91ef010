"""Names: how they are read and folded, and when two of them cannot be one person's."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from amity.core import kanji, spelling, syllables
from amity.core.namewords import COMMON, FAMILY_FIRST, GIVEN, agree, frequent, initial, one_family
from amity.core.spelling import fold

__all__ = ["GIVEN", "Name", "agree", "contradict", "fold", "frequent", "read", "same", "shortened", "words"]

_WORD = re.compile("[^\\W_]+(?:['’`\u00b4\u02bc][^\\W_]+)*")
_APOSTROPHE = re.compile("['’`\u00b4\u02bc]")
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SYLLABLES = frozenset({"bin", "do"})
"""Small words that are syllables of Chinese and Korean names: Soo-bin Kim."""
_TITLES = frozenset(_TABLE["titles"].split())
_PARTICLES = frozenset(_TABLE["particles"].split())
_GENERATIONS = {
    word: line.split()[0] for line in _TABLE["generations"].strip().splitlines() for word in line.split()[1:]
}
_FORMERLY = "|".join(_TABLE["formerly"].split())
_BORN = re.compile(rf"(?:[(\[,]\s{{0,3}})?\b(?:{_FORMERLY})\b\.?\s{{1,9}}([^()\[\],]{{2,60}})[)\]]?")
_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_HYPHENED = re.compile(r"(?<=\s)[^\s-]+-[^\s-]+$")
_LINKED = re.compile(r"(?<![^\W\d_])(?<!-)[^\W\d_]++(?:-[^\W\d_]++)++(?=\s|$)")
_KOREAN = re.compile(r"([a-z]{1,6}) ([a-z]{1,5}-[a-z]{1,5})")
_SEVERAL = re.compile(rf"[&+/]|\b(?:{'|'.join(_TABLE['several'].split())})\b")
_BEHIND = re.compile(r"\s(?:[-\u2013\u2014|@]|at|bei|chez)\s")
_DEGREE = re.compile(
    r"(?:[,\s]{1,4}\b(?:m\.?sc|b\.?sc|ph\.?\s?d|m\.?b\.?a|ll\.?[mb]|m\.eng|b\.?eng|dr\.?h\.?c)\b\.?"
    r"|,\s{0,3}(?:meng|b\.?a|m\.?[ad]|j\.?d)\b\.?){1,6}$"
)
_ENGINEER = re.compile(r"(?<=\s)MEng\b")
"""A degree where it is written so; Meng is a Chinese name."""
_GERMAN = re.compile(r"(?<=[\s,])(sen|jun)\.(?=\s*(?:$|[,(]))")
_GENERATION = {"sen": "senior", "jun": "junior"}
"""How Germans write senior and junior, with a dot: Amartya Sen and Li Jun are called so."""
_ARTICLES = frozenset({"al", "el", "ul", "ur", "ar", "as", "es", "ez", "ad", "ed"})
_SERVANT = frozenset({"abdel", "abdul", "abdal", "abdoul", "abdur", "abdou"})
_BEGUN = re.compile(r"abd(?:oul|[aeu]l)([a-z]{3,})")
_KOREANS = {
    word
    for line in map(str.split, _TABLE["families"].strip().splitlines())
    if not spelling.KOREANS.isdisjoint(line)
    for word in line
} | spelling.KOREANS
_LABELS = frozenset(_TABLE["labels"].split())
_LONGEST = 200
_BEFORE = frozenset(_TABLE["before"].split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: Latin words, given names first, without titles and small words.

    `whole` has the small words too; `double` are the parts of a family name with a hyphen, `linked` those of
    a first given one; `former` are words of a former name; `generation` is 1 for senior, 2 for junior and so
    on; `several` is a couple's, a family's; `foreign` was read from another script; `signs` are its words in
    Chinese characters.
    """

    words: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    double: frozenset[str] = frozenset()
    linked: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    generation: str = ""
    several: bool = False
    foreign: bool = False
    signs: tuple[str, ...] = ()


def read(name: str) -> Name:
    """Read a name, or the beginning of one that is longer than any; an address is none."""
    return _read(name[:_LONGEST])


@lru_cache(maxsize=32_768)
def _read(name: str) -> Name:
    plain = fold(_ENGINEER.sub("", name))
    if "@" in plain:
        return Name()
    plain = _GERMAN.sub(lambda found: _GENERATION[found[1]], _DEGREE.sub("", plain))
    born = _BORN.search(plain, 1)
    bare = _without_firm(_BRACKETS.sub(" ", plain.replace(born[0], " ") if born else plain))
    ordered = _ordered(bare).strip()
    found = _split(ordered)
    generation = next((_GENERATIONS[word] for word in found[1:] if word in _GENERATIONS), "")
    if found[:1] == ["sr"]:
        found = found[1:]
    whole = _compound(tuple(word for word in found if word not in _TITLES and word not in _GENERATIONS))
    words = _bare(whole)
    return Name(
        words=words,
        whole=whole,
        double=frozenset(_split(hyphened[0])) if (hyphened := _HYPHENED.search(ordered)) else frozenset(),
        linked=next((some for some in _links(ordered) if some == words[: len(some)]), ()),
        former=_bare(tuple(_split(born[1]))) if born else (),
        generation=generation,
        several=bool(_SEVERAL.search(bare)),
        foreign=spelling.foreign("".join(_WORD.findall(bare))),
        signs=kanji.signs(bare),
    )


def _links(ordered: str) -> list[tuple[str, ...]]:
    """Give what is written with hyphens: Marie-Claire Thomas."""
    return [tuple(_split(found)) for found in _LINKED.findall(ordered)] if "-" in ordered else []


def _without_firm(plain: str) -> str:
    """Leave out what stands behind a dash or bar after a whole name: "Ana Lima - Acme" is Ana Lima."""
    cut = _BEHIND.split(plain, maxsplit=1)[0]
    return cut if len(_WORD.findall(cut)) > 1 else plain


def _compound(whole: tuple[str, ...]) -> tuple[str, ...]:
    """Write Abd al-Aziz, Abdel Aziz and Abdulaziz as one word, where a family name follows."""
    found: list[str] = []
    for word in whole:
        if found and (found[-1] in _SERVANT or (found[-1] == "abd" and word in _ARTICLES)):
            last = "abdel" if found[-1] in _SERVANT or found[-1] == "abd" else ""
            found[-1] = last if word in _ARTICLES else last + word
        else:
            found.append(f"abdel{begun[1]}" if (begun := _BEGUN.fullmatch(word)) else word)
    return tuple(found) if len(found) > 1 else whole


def words(name: str) -> tuple[str, ...]:
    """Split a name into its words, given names first, without titles or what stands in brackets."""
    return read(name).words


@lru_cache(maxsize=16_384)
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
    if _in_signs(ours, theirs):
        return False
    if syllables.two(ours, theirs):
        return True
    if set(ours.words) == set(theirs.words) or _one_word(ours, theirs):
        return False
    return _conflict(ours, theirs, family=family)


def same(one: str, other: str) -> bool:
    """Tell whether two names are equal word for word, in any order but that of syllables, and not empty."""
    ours, theirs = read(one), read(other)
    equal = bool(ours.words) and sorted(ours.words) == sorted(theirs.words)
    return equal and not syllables.two(ours, theirs)


def _conflict(ours: Name, theirs: Name, *, family: bool) -> bool:
    foreign = ours.foreign != theirs.foreign
    a, b = ours.words, theirs.words
    if len(a) == 1 or len(b) == 1:
        pairs = product(a + ours.former, b + theirs.former)
        return not any(agree(x, y, foreign=foreign) or initial(x, y) for x, y in pairs)
    left = _without_particles(_left(a, b + theirs.former, foreign=foreign), theirs)
    right = _without_particles(_left(b, a + ours.former, foreign=foreign), ours)
    if not set(left) - _spare(ours, left) or not set(right) - _spare(theirs, right):
        pairs = product(a + ours.former, b + theirs.former)
        if family and (_middle_only(a, b, left, right) or _middle_only(b, a, right, left)):
            return True
        near = any(agree(x, y, foreign=foreign) for x, y in pairs)
        return not near or (left != [] != right and not agree(a[0], b[0], foreign=foreign))
    given = agree(a[0], b[0], foreign=foreign)
    same = given or initial(a[0], b[0])
    if (same and _overlap(a, b, left, right)) or (given and _slipped(ours, theirs, left, right)):
        return False
    kin = agree(a[-1], b[-1], foreign=foreign) or _kin(ours, theirs)
    if kin or not given or family or (not {a[0], b[0]} & GIVEN and {a[-1], b[-1]} <= GIVEN):
        return True  # one family's other given names, in either order; other middle names; or nothing alike
    return a[-1] not in left or b[-1] not in right


def _middle_only(a: tuple[str, ...], b: tuple[str, ...], left: list[str], right: list[str]) -> bool:
    """Tell whether b goes by a's middle name: Thomas Berg may be the son of Peter Thomas Berg."""
    known = a[0] in GIVEN and a[0] not in _BEFORE and not initial(a[0], b[0])
    return left == [a[0]] and not right and known and (a[1] == b[0] or initial(a[1], b[0]))


def _without_particles(left: list[str], other: Name) -> list[str]:
    """Leave out initials of the other's small words: Omar E. is Omar El-Sayed."""
    small = {word[0] for word in other.whole if word in _PARTICLES}
    return [word for word in left if word not in small]


def _spare(name: Name, left: list[str]) -> frozenset[str]:
    """Give the parts of a double family name, of which one may be missing if the other is there."""
    kept = name.double - set(left) - _PARTICLES - {name.words[0]}
    return name.double if kept else frozenset()


def unsuffixed(one: str, other: str) -> bool:
    """Tell whether two names differ only in that one tells junior or senior, and the other neither."""
    ours, theirs = read(one), read(other)
    if bool(ours.generation) == bool(theirs.generation) or ours.several != theirs.several:
        return False
    return set(ours.words) == set(theirs.words) or not _conflict(ours, theirs, family=True)


def label(name: str) -> bool:
    """Tell whether a name says only what somebody is to the owner: Mum, Plumber."""
    found = words(name)
    return bool(found) and _LABELS.issuperset(found)


def like(one: Name, other: Name, at: int, there: int) -> bool:
    """Tell whether a word of one name agrees with a word of another."""
    return agree(one.words[at], other.words[there], foreign=one.foreign != other.foreign)


def _overlap(a: tuple[str, ...], b: tuple[str, ...], left: list[str], right: list[str]) -> bool:
    """Tell whether one name leaves the last family name out, and the other a middle one.

    Rubén José Lima and Rubén Lima Paz are both Rubén José Lima Paz.
    """
    if a[-1] in b[1:-1]:
        a, b, left, right = b, a, right, left
    if b[-1] not in a[1:-1] or a[-1] in b[1:-1] or len(b[-1]) == 1:
        return False
    at = a.index(b[-1], 1)
    return set(left) <= set(a[at + 1 :]) and set(right) <= set(b[1:-1])


def _slipped(ours: Name, theirs: Name, left: list[str], right: list[str]) -> bool:
    """Tell whether names differ in the family's only, by one slip or in how it is written."""
    a, b = ours.words[-1], theirs.words[-1]
    if a not in left or b not in right or min(len(left), len(right)) > 1:
        return False
    if ours.words[0] == theirs.words[0] and not {a, b} <= FAMILY_FIRST and spelling.close(a, b):
        return True  # nobody's number or mailbox goes from Anders Olsen to Anders Olsson
    return (a[0] == b[0] or len(left) == len(right) == 1) and one_family(a, b)


def _left(some: tuple[str, ...], others: tuple[str, ...], *, foreign: bool) -> list[str]:
    """Give the words without a partner among the others; each partner serves once, equal words first.

    The initial of a middle name is not that of the other's family name.
    """
    ends = len(some) - 1, len(others) - 1

    def begun(one: tuple[int, str], other: tuple[int, str]) -> bool:
        middle = [len(word) == 1 and 0 < at < end for (at, word), end in zip((one, other), ends, strict=True)]
        crossed = (middle[0] and other[0] == ends[1]) or (middle[1] and one[0] == ends[0])
        return not crossed and initial(one[1], other[1])

    tests: list[Callable[[tuple[int, str], tuple[int, str]], bool]] = [
        lambda x, y: x[1] == y[1],
        lambda x, y: agree(x[1], y[1], foreign=foreign),
        begun,
    ]
    free, left = list(enumerate(others)), list(enumerate(some))
    for test in tests:
        rest = []
        for placed in left:
            like = next((other for other in free if test(placed, other)), None)
            if like is None:
                rest.append(placed)
            else:
                free.remove(like)
        left = rest
    return [word for _, word in left]


def _kin(ours: Name, theirs: Name) -> bool:
    """Tell whether a former or double family name is shared: Berg and Berg-Lund, Lund née Berg."""
    shared = set(ours.words[1:] + ours.former) & set(theirs.words[1:] + theirs.former)
    return any(len(word) > 1 for word in shared)


def _one_word(ours: Name, theirs: Name) -> bool:
    """Tell whether names differ only by their spaces (Mac Donald, Xiao Ming), or one is annaberg or aberg."""
    if _turned(ours) & _turned(theirs) or _word_of(ours, theirs) or _word_of(theirs, ours):
        return True
    given = ["".join(name.words[:-1]) for name in (ours, theirs)]
    foreign = ours.foreign != theirs.foreign
    alike = "" not in given and (given[0] == given[1] or (foreign and agree(*given, foreign=True)))
    firsts = ["".join(word[0] for word in name.words[:-1]) for name in (ours, theirs)]
    alike = alike or any(len(given[at]) == 2 and given[at] == firsts[1 - at] for at in (0, 1))  # noqa: PLR2004
    if alike and (like(ours, theirs, -1, -1) or initial(ours.words[-1], theirs.words[-1])):
        return True  # Wei Jun Zhou, Weijun Chow; JP Petit, Jean-Pierre Petit
    if _given_alone(ours, theirs) or _given_alone(theirs, ours):
        return True
    single, other = sorted((ours, theirs), key=lambda name: len(name.words))
    return len(single.words) == 1 and len(single.words[0]) > 3 and single.words[0] in shortened(other)  # noqa: PLR2004


def _given_alone(one: Name, other: Name) -> bool:
    """Tell whether a given name is written in one word, and in the other in two, while a family's is missing.

    Weijun is Wei-jun Chow, 현서 is Hyun-seo Park, and 박현서 is Hyun-seo.
    """
    given = one.words[0]
    parted = [other.words[:-1]] if len(one.words) == 1 else []
    parted += [other.words] if other.words == other.linked else []
    foreign = one.foreign != other.foreign
    return any(
        len(some) > 1 and (given == "".join(some) or (foreign and spelling.hangul(given, "".join(some))))
        for some in parted
    )


def _word_of(short: Name, long: Name) -> bool:
    """Tell whether all of a name is one word of another: Xiao Ming, Xiaoming Wang."""
    return 1 < len(short.words) <= len(long.words) and not _turned(short).isdisjoint(
        word
        for word in long.words
        if len(word) > 3  # noqa: PLR2004 - Bo is in many
    )


def _in_signs(ours: Name, theirs: Name) -> bool:
    """Tell whether one name is in Chinese characters that may be read, as Japanese do, as the other."""
    if ours.signs and theirs.signs:
        orders = [{"".join(name.signs), "".join(name.signs[::-1])} for name in (ours, theirs)]
        return not orders[0].isdisjoint(orders[1])
    if not ours.signs and not theirs.signs:
        return False
    signed, plain = (ours, theirs) if ours.signs else (theirs, ours)
    return kanji.fits(signed.signs, {*_turned(plain), *plain.words}, part=len(plain.words) == 1)


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
    """Put what stands before a comma last, and a Korean family's name: "Lima, Ana", "Kim Min-su"."""
    korean = _KOREAN.fullmatch(plain.strip())
    if korean and korean[1] in _KOREANS:
        return f"{korean[2]} {korean[1]}"
    family, comma, given = plain.partition(",")
    return f"{given} {family}" if comma and given.strip() and "," not in given else plain


def _split(text: str) -> list[str]:
    found = [_APOSTROPHE.sub("", word) for word in _WORD.findall(text)]
    read = [spelling.latin(word) for word in found]
    if len(found) > 1:  # of several words none is a whole name: 小明 王
        read = [word.replace(" ", "") for word in read]
    return [sys.intern(part) for word in read for part in word.split()]


def _bare(whole: tuple[str, ...]) -> tuple[str, ...]:
    """Leave small words out where two words remain; the first and last word of a name are never one."""
    ends = 0, len(whole) - 1
    few = len(whole) == 3  # noqa: PLR2004 - a family name and two syllables
    ends_in = {*whole[-1:], *(whole[:1] if few else ())}
    small = _PARTICLES if FAMILY_FIRST.isdisjoint(ends_in) else _PARTICLES - _SYLLABLES
    bare = tuple(word for at, word in enumerate(whole) if at in ends or word not in small)
    return whole if len(bare) < 2 or bare == whole == _turn(bare) else _turn(bare)  # noqa: PLR2004 - one tuple, not two


def _turn(bare: tuple[str, ...]) -> tuple[str, ...]:
    """Put the family name last where it surely stands first: Wang Xiaoming, Nagy Anna."""
    first, last = bare[0], bare[-1]
    told = len(last) > 1 or len(bare) == 2  # noqa: PLR2004 - in Seo-young K. the family's is the initial
    east = told and first in FAMILY_FIRST and last not in FAMILY_FIRST
    known = last in GIVEN and last not in COMMON and first in COMMON and first not in GIVEN
    return (*bare[1:], first) if east or known else bare
