"""Likeness: how two faces compare, field by field: a level each, and how surprising what agrees would be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA, Indel, JaroWinkler
from rapidfuzz.fuzz import token_set_ratio

from amity.core import names
from amity.core.faces import Traits
from amity.core.frequency import Frequency
from amity.core.names import Name
from amity.core.spelling import sound

FIELDS: dict[str, tuple[str, ...]] = {
    "given": ("", "same", "near", "close", "initial", "unlike", "other"),
    "family": ("", "same", "near", "close", "kin", "unlike", "other"),
    "middle": ("", "agree", "differ"),
    "firm": ("", "same", "near", "differ"),
    "title": ("", "same", "near", "differ"),
    "place": ("", "address", "part", "differ"),
    "birthday": ("", "same", "day", "near", "differ"),
    "phone": ("", "same", "tail", "differ"),
    "email": ("", "same", "local", "styled", "differ"),
    "page": ("", "same", "differ"),
}
"""The levels of each field; the first, missing in one or both, says nothing. *Unlike* names have few letters
common, *other* ones are both known and two; *styled* are addresses made of one name."""

Levels = tuple[int, ...]
_SAME, _NEAR, _CLOSE, _INITIAL, _UNLIKE, _OTHER = 1, 2, 3, 4, 5, 6
_WHOLE = (_SAME, _NEAR)
_WORTH = (0.0, 1.0, 0.8, 0.5, 0.4, -0.6, -1.0)
"""How good a level of a name is, to choose the best of several readings."""
_FIXED = {"close": 5.0, "initial": 3.5, "kin": 6.0}
"""Bits of levels whose chance does not hang on the value: one in 30 names begins like, or with the letter of,
another."""
_JARO = 0.86
_ADDRESS = 18.0
"""Bits of place words shared, from which they are one address and not only one town."""
_LINE = 16
"""Letters and digits of a postal address in one line, from which it may be compared by them."""
_LOCAL = 5
"""Letters before an @ that tell something."""


def compare(one: Traits, other: Traits, told: Frequency) -> tuple[Levels, tuple[float, ...]]:
    """Compare two faces: the level of each field, and the bits its agreement is worth before the book's m."""
    found = (
        *_names(one, other, told),
        _firm(one, other, told),
        _title(one, other, told),
        _place(one, other, told),
        _birthday(one, other, told),
        _phone(one, other, told),
        _email(one, other, told),
        _page(one, other, told),
    )
    return tuple(level for level, _ in found), tuple(bits for _, bits in found)


_Found = tuple[int, float]
_NOTHING: _Found = (0, 0.0)


def _names(one: Traits, other: Traits, told: Frequency) -> tuple[_Found, _Found, _Found]:
    """Take the pair of names that agrees best."""
    best: tuple[_Found, _Found, _Found] = (_NOTHING, _NOTHING, _NOTHING)
    most = float("-inf")
    nicknames = (one.nicknames, other.nicknames)
    for a in one.names:
        for b in other.names:
            found = _name(a, b, told, nicknames)
            worth = sum(_WORTH[level] * (1 + bits) for level, bits in found[:2]) + (found[2][0] == 1)
            if worth > most:
                best, most = found, worth
    return best


def _name(
    a: Name, b: Name, told: Frequency, nicknames: tuple[tuple[str, ...], tuple[str, ...]]
) -> tuple[_Found, _Found, _Found]:
    """Compare two names in the order of their words that agrees better."""
    if len(a.words) == 1 or len(b.words) == 1:
        return _single(a, b, told, nicknames)
    foreign = a.foreign != b.foreign
    ways = [(a.words[0], b.words[0], a.words[-1], b.words[-1])]
    if a.words[0] != b.words[0] or a.words[-1] != b.words[-1]:
        ways.append((a.words[0], b.words[-1], a.words[-1], b.words[0]))
    levels = [
        (_given(g, h, foreign=foreign, nicknames=nicknames), _family(f, k, a, b, foreign=foreign))
        for g, h, f, k in ways
    ]
    worth = [_WORTH[given] + _WORTH[family] for given, family in levels]
    turned = len(ways) > 1 and worth[1] > worth[0]
    (g, h, f, k), (given, family) = ways[turned], levels[turned]
    if max(given, family) >= _UNLIKE and _run_together(a, b):
        return (_CLOSE, _FIXED["close"]), (_CLOSE, _FIXED["close"]), _NOTHING
    first, last = _bits(given, g, h, told, given=True), _bits(family, f, k, told, given=False)
    if given in _WHOLE and family in _WHOLE:
        whole = min(told.full_bits(g, f), told.full_bits(h, k))
        first, last = first * whole / (first + last), last * whole / (first + last)
    return (given, first), (family, last), _middle(a, b, foreign=foreign, turned=turned)


def _single(
    a: Name, b: Name, told: Frequency, nicknames: tuple[tuple[str, ...], tuple[str, ...]]
) -> tuple[_Found, _Found, _Found]:
    """Compare a name of one word with another: it may be either part of it, or all in one (aberg)."""
    short, long = sorted((a, b), key=lambda name: len(name.words))
    word = short.words[0]
    if word in names.shortened(long):
        first, last = long.words[0], long.words[-1]
        family = min(told.name_bits(last, given=False), told.bits("email", ""))
        return ((_SAME if first in word else _INITIAL), 3.5), (_SAME, family), _NOTHING
    foreign = a.foreign != b.foreign
    given = [(_given(word, w, foreign=foreign, nicknames=nicknames), w) for w in long.words]
    level, partner = max(given, key=lambda found: (_WORTH[found[0]], found[1]))
    found = (level, _bits(level, word, partner, told, given=partner == long.words[0]))
    if partner == long.words[-1] and len(long.words) > 1:
        return _NOTHING, found, _NOTHING
    return found, _NOTHING, _NOTHING


def _given(one: str, other: str, *, foreign: bool, nicknames: tuple[tuple[str, ...], tuple[str, ...]]) -> int:
    if one == other:
        return _SAME
    if (nicknames[0] and other in nicknames[0]) or (nicknames[1] and one in nicknames[1]):
        return _NEAR
    return word_level(one, other, foreign=foreign, given=True)


def _family(one: str, other: str, a: Name, b: Name, *, foreign: bool) -> int:
    if one == other:
        return _SAME
    level = word_level(one, other, foreign=foreign, given=False)
    kin = one in b.words[1:] or other in a.words[1:] or set(a.former) & {other} or set(b.former) & {one}
    return _INITIAL if kin and level > _CLOSE else level


@lru_cache(maxsize=65_536)
def word_level(one: str, other: str, *, foreign: bool, given: bool) -> int:
    """Give the level of two unequal words of names; 4 is an initial of a given name, `kin` of a family's."""
    if names.agree(one, other, foreign=foreign):
        return _NEAR
    if min(len(one), len(other)) == 1:
        return _INITIAL if given and one[0] == other[0] else _UNLIKE
    known = names.frequent(one, given=given) and names.frequent(other, given=given)
    if known and not foreign:
        return _OTHER
    return _CLOSE if JaroWinkler.similarity(one, other) >= _JARO else _UNLIKE


def _run_together(a: Name, b: Name) -> bool:
    """Tell whether two names are nearly one without their spaces: one of them has a space too many or few."""
    return (
        len(a.words) != len(b.words) and OSA.distance("".join(a.words), "".join(b.words), score_cutoff=1) <= 1
    )


def _bits(level: int, one: str, other: str, told: Frequency, *, given: bool) -> float:
    if level == _SAME:
        return told.name_bits(one, given=given)
    if level == _NEAR:
        return min(told.sound_bits(one, given=given), told.sound_bits(other, given=given))
    if level == _INITIAL:
        return _FIXED["initial" if given else "kin"]
    return _FIXED["close"] if level == _CLOSE else 0.0


def _middle(a: Name, b: Name, *, foreign: bool, turned: bool) -> _Found:
    """Compare what stands between given and family name, and junior with senior."""
    if a.generation != b.generation and (a.generation and b.generation):
        return 2, 0.0
    ours, theirs = a.words[1:-1], b.words[1:-1]
    if not ours or not theirs or turned:
        return _NOTHING
    for x in ours:
        for y in theirs:
            if x == y or (x[0] == y[0] and min(len(x), len(y)) == 1) or names.agree(x, y, foreign=foreign):
                return 1, 3.5
    whole = "".join(ours), "".join(theirs)
    return (2, 0.0) if JaroWinkler.similarity(*whole) < _JARO else _NOTHING


def _firm(one: Traits, other: Traits, told: Frequency) -> _Found:
    shared = set(_firms(one, other)) & set(_firms(other, one))
    if shared:
        return 1, max(told.bits("firm", firm) for firm in shared)
    if not one.firms or not other.firms:
        return _NOTHING
    pairs = [(a, b) for a in one.firms for b in other.firms if _firms_alike(a, b)]
    if pairs:
        return 2, max(min(told.bits("firm", a), told.bits("firm", b)) for a, b in pairs) - 1.5
    return 3, 0.0


def _firms(face: Traits, beside: Traits) -> Iterable[str]:
    """Give employers, also those a mail address names, unless the address itself is shared."""
    shared = face.domains and beside.emails and set(face.emails) & set(beside.emails)
    return face.firms if shared else (*face.firms, *face.domains)


@lru_cache(maxsize=16_384)
def _firms_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (len(short) > 3 and long.startswith(short)) or JaroWinkler.similarity(one, other) >= 0.92  # noqa: PLR2004


def _title(one: Traits, other: Traits, told: Frequency) -> _Found:
    if not one.titles or not other.titles:
        return _NOTHING
    if shared := set(one.titles) & set(other.titles):
        return 1, max(told.bits("title", title) for title in shared)
    near = any(_titles_alike(a, b) for a in one.titles for b in other.titles)
    return (2, 2.0) if near else (3, 0.0)


@lru_cache(maxsize=16_384)
def _titles_alike(one: str, other: str) -> bool:
    return token_set_ratio(one, other) >= 80  # noqa: PLR2004 - Engineer, Senior Engineer


def _place(one: Traits, other: Traits, told: Frequency) -> _Found:
    """Compare the words of places, each worth as much as it is rare; words of one address hang together."""
    if not one.places or not other.places:
        return _NOTHING
    ours, theirs = set(one.places), set(other.places)
    shared = sum(sorted(told.bits("place", word) for word in ours & theirs))
    least = min(sum(sorted(told.bits("place", word) for word in words)) for words in (ours, theirs))
    share = shared / max(least, 1e-9)
    if shared >= _ADDRESS and share >= 0.55:  # noqa: PLR2004 - most of an address, some of it misspelled
        return 1, min(0.6 * shared, 18.0)
    if min(len(one.address), len(other.address)) >= _LINE and _misspelled(one.address, other.address):
        return 1, max(10.0, min(0.6 * shared, 18.0))
    return (2, min(0.6 * shared, 7.0)) if share >= 0.25 else (3, 0.0)  # noqa: PLR2004 - a town of an address


def _misspelled(one: str, other: str) -> bool:
    return Indel.normalized_similarity(one, other, score_cutoff=0.8) > 0


def _birthday(one: Traits, other: Traits, told: Frequency) -> _Found:
    if not one.birthdays or not other.birthdays:
        return _NOTHING
    ours, theirs = set(one.birthdays), set(other.birthdays)
    whole = [day for day in ours & theirs if not day.startswith("--")]
    if whole:
        return 1, max(told.bits("birthday", day) for day in whole)
    days = {a[-5:] for a in ours for b in theirs if a[-5:] == b[-5:] and (a[:2] == "--" or b[:2] == "--")}
    if days:
        return 2, max(told.bits("birthday", day, usual="day") for day in days)
    return (3, 7.0) if any(_misdated(a, b) for a in ours for b in theirs) else (4, 0.0)


@lru_cache(maxsize=16_384)
def _misdated(one: str, other: str) -> bool:
    """Tell whether two whole dates differ by one slip, or by day and month exchanged."""
    if len(one) != len(other) or len(one) != 10:  # noqa: PLR2004 - 1987-10-06
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1 or one[:5] + one[8:] + "-" + one[5:7] == other


def _phone(one: Traits, other: Traits, told: Frequency) -> _Found:
    if not one.phones or not other.phones:
        return _NOTHING
    if shared := set(one.phones) & set(other.phones):
        return 1, max(told.bits("phone", number) for number in shared)
    if tails := set(one.tails) & set(other.tails):
        return 2, max(told.bits("phone", tail) for tail in tails) - 1.0
    return 3, 0.0


def _email(one: Traits, other: Traits, told: Frequency) -> _Found:
    """Compare addresses; what stands before the @ tells little where it is only the name again."""
    if not one.emails or not other.emails:
        return _NOTHING
    if shared := set(one.emails) & set(other.emails):
        return 1, max(told.bits("email", email) for email in shared)
    same = {word for word in set(one.locals) & set(other.locals) if len(word) >= _LOCAL}
    if odd := [word for word in same if not _styled(word, (*one.names, *other.names))]:
        return 2, max(told.bits("local", word) for word in odd)
    return (
        (3, 2.0 + _DIGIT * max(sum(char.isdigit() for char in word) for word in same)) if same else (4, 0.0)
    )


def _styled(word: str, known: Iterable[Name]) -> bool:
    """Tell whether an address is made of a name's words or their first letters, as most are."""
    letters = "".join(char for char in word if char.isalpha())
    return all(
        any(letters in names.shortened(name) or letters == "".join(name.words) for name in some)
        or all(any(_part(run, part) for name in some for part in name.words) for run in _RUN.findall(word))
        for some in [list(known)]
    )


def _part(run: str, word: str) -> bool:
    return len(run) == 1 or run == word or sound(run) == sound(word) or names.agree(run, word)


_RUN = re.compile(r"[^\W\d_]+")
_DIGIT = 3.3
"""Bits of a digit behind a name in an address: many namesakes have one, few the same."""


def _page(one: Traits, other: Traits, told: Frequency) -> _Found:
    """Compare profiles, accounts and pages; two profiles of one kind are two people's, pages say nothing."""
    if shared := set(one.pages) & set(other.pages):
        return 1, max(told.bits("page", page) for page in shared)
    ours, theirs = _kinds(one), _kinds(other)
    return (2, 0.0) if ours & theirs else _NOTHING


def _kinds(face: Traits) -> set[str]:
    """Give the places where the face has the one profile people have there."""
    return {page.partition("/")[0] for page in face.pages if page.startswith("profile ")}
