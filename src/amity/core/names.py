"""Names: how they are read and folded, and when two of them cannot be one person's."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
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
_BEHIND = re.compile(r"\s(?:[-\u2013\u2014|@]|at|bei|chez)\s")
_DEGREE = re.compile(
    r"(?:[,\s]{1,4}\b(?:m\.?sc|b\.?sc|ph\.?\s?d|m\.?b\.?a|ll\.?[mb]|m\.?eng|b\.?eng|dr\.?h\.?c)\b\.?"
    r"|,\s{0,3}(?:b\.?a|m\.?[ad]|j\.?d)\b\.?){1,6}$"
)
_ARTICLES = frozenset({"al", "el", "ul", "ur", "ar", "as", "es", "ez", "ad", "ed"})
_SERVANT = frozenset({"abdel", "abdul", "abdal", "abdoul", "abdur", "abdou"})
_BEGUN = re.compile(r"abd(?:oul|[aeu]l)([a-z]{3,})")
_LONGEST = 200
_LINES = [line.partition(":")[::2] for line in _TABLE["short"].strip().splitlines()]
_FAMILY_FIRST = frozenset(_TABLE["family_first"].split())
_PETS = [
    (end, tails.replace("-", "").split("/"))
    for end, _, tails in (rule.partition("=") for rule in _TABLE["pets"].split())
]
_BEFORE = frozenset(_TABLE["before"].split())
_COMMON = frozenset(_TABLE["common"].split()) | _FAMILY_FIRST


def _meanings(lines: Iterable[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lines):
        for word in line.split():
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_FORMAL, _SHORT = (_meanings(line[part] for line in _LINES) for part in (0, 1))
_KIN = _meanings(_TABLE["families"].strip().splitlines())
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
    plain = _DEGREE.sub("", plain)
    born = _BORN.search(plain, 1)
    bare = _without_firm(_BRACKETS.sub(" ", plain.replace(born[0], " ") if born else plain))
    ordered = _ordered(bare).strip()
    found = _split(ordered)
    generation = next((_GENERATIONS[word] for word in found[1:] if word in _GENERATIONS), "")
    if found[:1] == ["sr"]:
        found = found[1:]
    whole = _compound(tuple(word for word in found if word not in _TITLES and word not in _GENERATIONS))
    return Name(
        words=_bare(whole),
        whole=whole,
        double=frozenset(_split(hyphened[0])) if (hyphened := _HYPHENED.search(ordered)) else frozenset(),
        former=_bare(tuple(_split(born[1]))) if born else (),
        generation=generation,
        several=bool(_SEVERAL.search(bare)),
        foreign=spelling.foreign("".join(_WORD.findall(bare))),
    )


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
    if min(len(one), len(other)) == 1 or _two_languages(one, other):
        return False
    if _means(one, other) or (foreign and spelling.alike(one, other)):
        return True
    heard = spelling.sound(one)
    if len(heard) > 2 and heard == spelling.sound(other):  # noqa: PLR2004 - Mei and Mai are two names
        return True
    known = (one in GIVEN) + (other in GIVEN)
    if known == 2:  # noqa: PLR2004 - both of them
        return foreign and _read_alike(one, other)
    slip = spelling.slip(one, other, swapped_only=not known)
    return slip or _read_alike(one, other) or _nearly_means(one, other)


def _two_languages(one: str, other: str) -> bool:
    """Tell a Spanish name from its Portuguese sister: Fernández, Fernandes."""
    return {one[-2:], other[-2:]} == {"ez", "es"} and one[:-2] == other[:-2]


def _read_alike(one: str, other: str) -> bool:
    """Tell whether two longer words are one in two ways of writing foreign names, or Saadi and Al-Saadi."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or (one in _COMMON and other in _COMMON):
        return len(short) == _LONG - 1 and long in {f"al{short}", f"el{short}"}
    return long in {f"al{short}", f"el{short}"} or bool(spelling.readings(one) & spelling.readings(other))


def _nearly_means(one: str, other: str) -> bool:
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
        if form == known or _means(form, known)
    )


_LONG = 5
"""Letters of words that may be compared by how they are read, or be a short form with a slip."""


def _means(one: str, other: str) -> bool:
    """Tell whether one is a form of the other: Liz and Elizabeth, not Alexander and Alexandra."""
    formal = _FORMAL.get(one, _NONE), _FORMAL.get(other, _NONE)
    short = _SHORT.get(one, _NONE), _SHORT.get(other, _NONE)
    if _KIN.get(one, _NONE) & _KIN.get(other, _NONE):
        return True
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
    if not set(left) - _spare(ours, left) or not set(right) - _spare(theirs, right):
        pairs = product(a + ours.former, b + theirs.former)
        if family and (_middle_only(a, b, left, right) or _middle_only(b, a, right, left)):
            return True
        near = any(agree(x, y, foreign=foreign) for x, y in pairs)
        return not near or (left != [] != right and not agree(a[0], b[0], foreign=foreign))
    given = agree(a[0], b[0], foreign=foreign)
    same = given or _initial(a[0], b[0])
    if (same and _overlap(a, b, left, right)) or (given and _slipped(ours, theirs, left, right)):
        return False
    kin = agree(a[-1], b[-1], foreign=foreign) or _kin(ours, theirs)
    if kin or not given or family or (not {a[0], b[0]} & GIVEN and {a[-1], b[-1]} <= GIVEN):
        return True  # one family's other given names, in either order; other middle names; or nothing alike
    return a[-1] not in left or b[-1] not in right


def _middle_only(a: tuple[str, ...], b: tuple[str, ...], left: list[str], right: list[str]) -> bool:
    """Tell whether b goes by a's middle name: Thomas Berg may be the son of Peter Thomas Berg."""
    return left == [a[0]] and not right and a[0] in GIVEN and a[0] not in _BEFORE and a[1] == b[0]


def _spare(name: Name, left: list[str]) -> frozenset[str]:
    """Give the parts of a double family name, of which one may be missing if the other is there."""
    kept = name.double - set(left) - _PARTICLES - {name.words[0]}
    return name.double if kept else frozenset()


def bridged(one: str, other: str, third: str) -> bool:
    """Tell whether a third name makes two others one person's that would contradict each other.

    Ana Lima-Paz is both Ana Lima and Ana Paz, and John Berg both Johnny and Jack Berg.
    """
    ours, theirs, bridge = (read(name) for name in (one, other, third))
    if min(len(ours.words), len(theirs.words), len(bridge.words)) < 2:  # noqa: PLR2004 - whole names only
        return False
    if len({(name.generation, name.several) for name in (ours, theirs, bridge)}) > 1:
        return False
    a, b, c = ours.words, theirs.words, bridge.words
    if a[0] == b[0]:
        return {a[0], a[-1], b[-1]} <= {*c, *bridge.former}
    lines = _SHORT.get(a[0], _NONE) & _SHORT.get(b[0], _NONE) & _FORMAL.get(c[0], _NONE)
    return bool(lines) and a[1:] == b[1:] == c[1:]


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
    """Tell whether names differ in the family's only, by one slip, and are not two known ones."""
    a, b = ours.words[-1], theirs.words[-1]
    if a not in left or b not in right or min(len(left), len(right)) > 1:
        return False
    return spelling.misspelled(a, b) and not (a in _COMMON and b in _COMMON) and not {a, b} <= GIVEN


def _left(some: tuple[str, ...], others: tuple[str, ...], *, foreign: bool) -> list[str]:
    """Give the words without a partner among the others; each partner serves once, equal words first.

    The initial of a middle name is not that of the other's family name.
    """
    ends = len(some) - 1, len(others) - 1

    def initial(one: tuple[int, str], other: tuple[int, str]) -> bool:
        middle = [len(word) == 1 and 0 < at < end for (at, word), end in zip((one, other), ends, strict=True)]
        crossed = (middle[0] and other[0] == ends[1]) or (middle[1] and one[0] == ends[0])
        return not crossed and _initial(one[1], other[1])

    tests: list[Callable[[tuple[int, str], tuple[int, str]], bool]] = [
        lambda x, y: x[1] == y[1],
        lambda x, y: agree(x[1], y[1], foreign=foreign),
        initial,
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


def _initial(one: str, other: str) -> bool:
    """Tell whether one is the other's initial, or that of most forms of its name: E. is Liz, J. is not."""
    letter, word = sorted((one, other), key=len)
    lines = [[form[0] for form in _LINES[number][0].split()] for number in _SHORT.get(word, _NONE)]
    return len(letter) == 1 and any(4 * line.count(letter) >= len(line) for line in [[word[0]], *lines])


def _one_word(ours: Name, theirs: Name) -> bool:
    """Tell whether names differ only by their spaces (Mac Donald, Xiao Ming), or one is annaberg or aberg."""
    if _turned(ours) & _turned(theirs):
        return True
    given = ["".join(name.words[:-1]) for name in (ours, theirs)]
    if given[0] == given[1] != "" and agree(ours.words[-1], theirs.words[-1]):
        return True  # Wei Jun Zhou, Weijun Chow
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
