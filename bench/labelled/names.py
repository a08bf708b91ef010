"""Names of invented people: drawn as they are spread in life, and written in the ways people write them."""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")
_HERE = Path(__file__).parent
_SLOPE = 0.85
"""How steeply the frequency of names falls with their rank; 1 would be Zipf's law itself."""
_TAIL = 0.45
"""How many have a family name too rare for any list, where a culture has such names."""
_LETTERS: dict[str, Any] = tomllib.loads((_HERE / "tables.toml").read_text("utf-8"))["letters"]
_CYRILLIC: str = _LETTERS["cyrillic"]
_GREEK: str = _LETTERS["greek"]


@dataclass(frozen=True, slots=True)
class Word:
    """One part of a name: as its bearer writes it, other spellings, nicknames, and Chinese characters."""

    written: str
    others: tuple[str, ...] = ()
    pets: tuple[str, ...] = ()
    signs: str = ""

    def known(self) -> frozenset[str]:
        """Give all that it is written as, to tell whether two parts might be taken for one."""
        words = (self.written, *self.others, *self.pets)
        latin = {ascii_of(one) for word in words for one in (word, *romanized(word))}
        return frozenset(latin | {self.signs} - {""})


@dataclass(frozen=True, slots=True)
class Culture:
    """How a culture names its people."""

    key: str
    women: tuple[Word, ...]
    men: tuple[Word, ...]
    family: tuple[tuple[Word, Word], ...]
    roots: tuple[str, ...]
    ends: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    middles: tuple[str, ...]
    western: tuple[str, ...]
    order: str
    script: str

    def given(self, chance: random.Random, *, woman: bool) -> Word:
        """Draw a given name; Chinese and Korean ones are mostly two syllables, from a longer list."""
        words = self.women if woman else self.men
        if self.key == "ko" or (self.key == "zh" and chance.random() < 0.7):
            one, two = zipf(words, chance), chance.choice(words)
            return _together(one, two, "-" if self.key == "ko" else "")
        return zipf(words, chance)

    def surname(self, chance: random.Random, *, woman: bool) -> Word:
        """Draw a family name, in the form a woman or a man bears it."""
        if self.roots and chance.random() < _TAIL:
            root, end = chance.choice(self.roots), chance.choice(self.ends)[woman]
            bare = root + (end if root.endswith("-") else end.lower())
            return Word(feminine(bare, self) if woman else bare)
        return zipf(self.family, chance)[woman]


def zipf(words: Sequence[_T], chance: random.Random) -> _T:
    """Draw one of a list that begins with the most frequent."""
    return words[chance.choices(range(len(words)), cum_weights=_weights(len(words)))[0]]


@cache
def cultures() -> dict[str, Culture]:
    """Read the table of names."""
    table = tomllib.loads((_HERE / "names.toml").read_text("utf-8"))
    return {key: _culture(key, row) for key, row in table.items()}


@cache
def romanized(text: str) -> tuple[str, ...]:
    """Write Cyrillic or Greek in Latin letters, in the ways that are used; nothing for other scripts."""
    low = unicodedata.normalize("NFC", text).lower()
    if any(char in _CYRILLIC for char in low):
        ways = [dict(zip(_CYRILLIC, way.split(), strict=True)) for way in _LETTERS["russian"]]
        return tuple(dict.fromkeys(_spelled(low, one) for one in ways))
    bare = "".join(char for char in unicodedata.normalize("NFD", low) if not unicodedata.combining(char))
    if any(char in _GREEK for char in bare):
        ways = [
            dict(zip(_GREEK, way.split(), strict=True)) | two
            for way, two in zip(_LETTERS["hellenic"], _LETTERS["pairs"], strict=True)
        ]
        return tuple(dict.fromkeys(_spelled(bare, one) for one in ways))
    return ()


def ascii_of(text: str, *, umlauts: bool = False) -> str:
    """Write a name without its diacritics; with `umlauts` as Germans and Danes do, ü as ue."""
    for char, plain in {**(_LETTERS["umlauts"] if umlauts else {}), **_LETTERS["folds"]}.items():
        text = text.replace(char, plain)
    text = text.replace("й", "\0").replace("Й", "\1")
    spread = unicodedata.normalize("NFD", text)
    bare = unicodedata.normalize("NFC", "".join(char for char in spread if not unicodedata.combining(char)))
    return bare.replace("\0", "й").replace("\1", "Й")


def feminine(name: str, culture: Culture) -> str:
    """Give a family name as a woman bears it, where that differs."""
    return _ended(name, _LETTERS["feminine"] if culture.key == "ru" else dict(culture.ends))


def local(text: str) -> str:
    """Write a name as the local part of an address."""
    latin = romanized(text)[0] if romanized(text) else text
    return re.sub(r"[^a-z0-9]", "", ascii_of(latin, umlauts=True).lower())


def mistyped(text: str, chance: random.Random) -> str:
    """Make one slip of the finger: a letter lost, doubled, wrong, or two exchanged."""
    if len(text) < 4:
        return text
    at = chance.randrange(1, len(text) - 1)
    before, char, after = text[:at], text[at], text[at + 1 :]
    slip = chance.randrange(4)
    wrong = chance.choice("aeinrst")
    return (
        before + after,
        before + char * 2 + after,
        before + wrong + after,
        before + after[:1] + char + after[1:],
    )[slip]


def _spelled(text: str, letters: dict[str, str]) -> str:
    out, at = "", 0
    while at < len(text):
        step = 2 if text[at : at + 2] in letters else 1
        out += letters.get(text[at : at + step], text[at : at + step]).replace("-", "") or ""
        at += step
    return out[:1].upper() + out[1:]


def _together(one: Word, two: Word, between: str) -> Word:
    joined = one.written + between + two.written.lower()
    others = [
        one.written + two.written.lower(),
        f"{one.written} {two.written}",
        f"{one.written}-{two.written.lower()}",
    ]
    others += [other + between + two.written.lower() for other in one.others]
    return Word(joined, tuple(other for other in others if other != joined), (), one.signs + two.signs)


@cache
def _weights(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 1.5) ** _SLOPE for rank in range(count)))


def _culture(key: str, row: dict[str, str]) -> Culture:
    family = tuple(_both(word, russian=key == "ru") for word in row["family"].split())
    ends = tuple(
        (man, woman or man) for man, _, woman in (end.partition("/") for end in row.get("ends", "").split())
    )
    return Culture(
        key,
        tuple(map(_word, row["women"].split())),
        tuple(map(_word, row["men"].split())),
        family,
        tuple(row.get("roots", "").split()),
        ends,
        tuple(row["regions"].split()),
        tuple(row.get("middles", "").split()),
        tuple(row.get("western", "").split()),
        row["order"],
        row.get("script", ""),
    )


def _both(text: str, *, russian: bool) -> tuple[Word, Word]:
    man, _, woman = text.partition("/")
    return _word(man), _word(woman or (_ended(man, _LETTERS["feminine"]) if russian else man))


def _ended(name: str, ends: Mapping[str, str]) -> str:
    found = ((man, woman) for man, woman in ends.items() if man != woman and name.endswith(man))
    return next((name[: -len(man)] + woman for man, woman in found), name)


def _word(text: str) -> Word:
    bare, _, pets = text.partition(":")
    written, _, others = bare.partition("=")
    spelled = [
        other.replace("-", " ") if other[0].islower() else other for other in others.split(",") if other
    ]
    signs = next((other for other in spelled if ord(other[0]) > 0x2FFF), "")
    return Word(
        written,
        tuple(other for other in spelled if other != signs),
        tuple(p for p in pets.split(",") if p),
        signs,
    )
