"""Spelling: words of any script in Latin letters, what sounds alike, and what is a slip of the pen."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA, Indel

_TABLE = tomllib.loads(Path(__file__).with_name("scripts.toml").read_text("utf-8"))
_HANGUL = range(0xAC00, 0xD7A4)
_VOWELS = re.compile(r"[aeiouy]")
_OTHER = re.compile(r"[^\W\d_a-z]")
_TWICE = re.compile(r"(.)\1+")
_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_STURDY = 4
"""Letters a word must have before one letter may be a slip."""


def _pairs(*names: str) -> dict[str, str]:
    split = (pair.partition("=") for name in names for pair in _TABLE[name].split())
    return {letters: reading for letters, _, reading in split}


_LETTERS = _pairs("cyrillic", "greek", "armenian", "georgian", "arabic", "hebrew", "kana")
_HAN = _pairs("chinese")
_KOREAN = _pairs("korean")
KOREANS = frozenset(_KOREAN.values())
"""Korean family names in Latin letters."""
_COMPOUND = tuple(_TABLE["compound"].split())
_SEVERAL = _pairs("greek_pairs", "kana_pairs")
_JOINT = re.compile("|".join(sorted(_SEVERAL, key=len, reverse=True)))
_FIRST: list[str] = _TABLE["hangul_first"].replace("-", "").split(" ")
_VOWEL: list[str] = _TABLE["hangul_vowel"].split(" ")
_LAST: list[str] = _TABLE["hangul_last"].replace("-", "").split(" ")


def _rules(text: str) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(heard), meant) for heard, _, meant in (rule.partition(">") for rule in text.split())]


_SOUNDS = _rules(_TABLE["sound"])
_CHR = re.compile("ch(?=[rl])")
_SYSTEMS = [_rules(rules) for rules in _TABLE["systems"].values()]
_KOREAN_WAY = _rules(_TABLE["systems"]["korean"])
_AFTER = _SYSTEMS.pop()


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Write text as it is compared: no case, no diacritics, single spaces ("Zoë  Åse" → "zoe ase")."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def foreign(word: str) -> bool:
    """Tell whether a folded word has letters that are not Latin."""
    return bool(_OTHER.search(word))


def latin(word: str) -> str:
    """Write one folded word in Latin letters as well as a table can; what it does not know stays as it is.

    A Chinese or Korean name without spaces becomes two words, the family's first.
    """
    if not foreign(word):
        return word
    if len(word) == 1 and word in _LETTERS:
        return _LETTERS[word][:1]  # an initial
    whole = unicodedata.normalize("NFC", word)
    if all(ord(char) in _HANGUL for char in whole):
        return _korean(whole)
    if all(char in _HAN for char in whole):
        return _chinese(whole)
    kana = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in whole)
    joint = _JOINT.sub(lambda found: _SEVERAL[found[0]], kana)
    return fold("".join(_LETTERS.get(char, _LETTERS.get(fold(char), char)) for char in joint))


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """Give what a Latin word sounds like, roughly and in many languages ("Schmidt", "Šmit" → "Smit")."""
    heard = word
    for pattern, meant in _SOUNDS:
        heard = pattern.sub(meant, heard)
    return heard


@lru_cache(maxsize=16_384)
def readings(word: str) -> frozenset[str]:
    """Give how a Latin word is read by each way of writing foreign names: Charyschewa is Kharysheva too."""
    found = set()
    for rules in _SYSTEMS:
        read = _CHR.sub("k", word)
        for pattern, meant in (*rules, *_AFTER):
            read = pattern.sub(meant, read)
        found.add(read)
    return frozenset(read for read in found if len(read) >= _STURDY)


def alike(one: str, other: str) -> bool:
    """Tell whether a word read from another script may be the other word: same consonants, or nearly all."""
    if hangul(one, other):
        return True
    bones = [_TWICE.sub(r"\1", _VOWELS.sub("", sound(word))) for word in (one, other)]
    if len(bones[0]) > 1 and bones[0] == bones[1]:
        return True
    return Indel.normalized_similarity(sound(one), sound(other)) >= 0.8  # noqa: PLR2004 - Evgenij, Yevgeny


def hangul(one: str, other: str) -> bool:
    """Tell whether two words are one Korean name in two ways of writing it: Mihui, Mi-hee."""
    return _hangul(one) == _hangul(other)


def _hangul(word: str) -> str:
    """Read a Korean word whichever way its vowels and its first letters are written: Gi-tae, Ki-tae."""
    for pattern, meant in _KOREAN_WAY:
        word = pattern.sub(meant, word)
    return word.replace("ch", "j").replace("hui", "hi").replace("hee", "hi").translate(_SOFT)


_SOFT = str.maketrans("kptl", "gbdr")


def close(one: str, other: str) -> bool:
    """Tell whether two longer words sound alike but for one letter: Olsen, Olsson; not Ivanov, Ivanova."""
    heard = sound(one), sound(other)
    return (
        min(map(len, heard)) >= _STURDY
        and heard[0][0] == heard[1][0]
        and ("a" not in {one[-1], other[-1]} or one[-1] == other[-1])
        and OSA.distance(*heard, score_cutoff=1) <= 1
    )


@lru_cache(maxsize=16_384)
def slip(one: str, other: str, *, swapped_only: bool = False) -> bool:
    """Tell whether two words differ by one slip of the pen: a letter too many, too few, wrong or swapped.

    The first and last letter must be the same: Anna is not Hanna, and Paul not Paula; only the last two
    letters of a longer word may be swapped. With `swapped_only` a wrong letter is no slip, only one too many,
    too few or at the wrong place.
    """
    if (
        min(len(one), len(other)) < _STURDY
        or one[0] != other[0]
        or OSA.distance(one, other, score_cutoff=1) != 1
    ):
        return False
    swapped = sorted(one) == sorted(other)
    if one[-1] != other[-1] and not (swapped and len(one) > _STURDY):
        return False
    return swapped or not swapped_only or len(one) != len(other)


@lru_cache(maxsize=16_384)
def misspelled(one: str, other: str) -> bool:
    """Tell whether two words are one with one slip anywhere, its ends too; but none that makes it a woman's.

    Ivanov and Ivanova, Kowalski and Kowalska are husband and wife.
    """
    if min(len(one), len(other)) < _STURDY or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    return one[-1] == other[-1] or "a" not in {one[-1], other[-1]} or sorted(one) == sorted(other)


def pinyin(sign: str) -> str:
    """Give how a Chinese character is read in China, as far as the table has it."""
    return fold(_HAN.get(sign, ""))


def _korean(word: str) -> str:
    family = _KOREAN.get(word[0], "")
    given = "".join(_syllable(char) for char in (word[1:] if family and len(word) > 1 else word))
    return f"{family} {given}" if family and len(word) > 1 else family or given


def _syllable(char: str) -> str:
    place = ord(char) - _HANGUL.start
    first, rest = divmod(place, len(_VOWEL) * len(_LAST))
    vowel, last = divmod(rest, len(_LAST))
    return _FIRST[first] + _VOWEL[vowel] + _LAST[last]


def _chinese(word: str) -> str:
    cut = 2 if word.startswith(_COMPOUND) and len(word) > 2 else 1  # noqa: PLR2004 - Ouyang Xiu, Wang Wei
    read = [fold("".join(_HAN[char] for char in part)) for part in (word[:cut], word[cut:])]
    return " ".join(part for part in read if part)
