"""Titles: what a job title says of somebody's line of work and level, by an open table (`titles.toml`).

The first part of a title that says something counts ("Head of Sales, EMEA Engineering"). A phrase goes
before its words, a longer one before a shorter; among single words of a line of work the last goes first,
since there English and German put what somebody is ("sales trainer"). What is not in the table is not
guessed.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LEVELS = ("individual", "lead", "manager", "director", "executive", "founder")
"""From the lowest: of several words in one title the highest counts."""
SAID = {"individual": "on their own work", "lead": "guiding a few"}
"""The levels that a page and a sentence say in other words."""
LONGEST = 200
"""Characters of a title that are read."""
_WORDS = 4
"""The longest phrase of the table, in words."""
_PARTS = re.compile(r"[,;|/@•·()\[\]\n]|\s[-–—]\s|\b(?:at|bei|beim|chez)\b")
_MARKS = re.compile(r"\((?:[a-z]\s?/\s?)+[a-z*]\)|[:*_](?=in(?:nen)?\b)")
_WORD = re.compile(r"\w+")
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Read:
    """What a title says: a line of work and a level of `LEVELS`, empty where it says none."""

    function: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One part of a table: what whole words and phrases mean, how phrases begin, any single word."""

    whole: Mapping[str, str]
    starts: frozenset[str]
    single: Callable[[str], str]


def plain(text: str) -> str:
    """Write a text as the table is compared: without case, accents and German marks of gender."""
    folded = unicodedata.normalize("NFKD", _MARKS.sub("", text.casefold().replace("&", " and ")))
    return " ".join("".join(mark for mark in folded if not unicodedata.combining(mark)).split())


def table(part: Mapping[str, str]) -> Words:
    """Read a part of a table, {meaning: entries parted by commas}; of two meanings of a word the first."""
    said = [
        (" ".join(entry.split()), meaning) for meaning, words in part.items() for entry in words.split(",")
    ]
    whole = {entry: meaning for entry, meaning in reversed(said) if "*" not in entry}
    begins = [(entry[:-1], meaning) for entry, meaning in said if entry.endswith("*")]
    ends = [(entry[1:], meaning) for entry, meaning in said if entry.startswith("*")]

    @lru_cache(maxsize=16_384)  # people's words are few, and looking along all beginnings is slow
    def single(word: str) -> str:
        found = whole.get(word) or next((told for start, told in begins if word.startswith(start)), "")
        found = found or next((told for end, told in ends if word.endswith(end)), "")
        # The German feminine form means the same.
        return found or (single(word.removesuffix("in")) if word.endswith("erin") else "")

    return Words(whole, frozenset(entry.partition(" ")[0] for entry in whole if " " in entry), single)


_FUNCTION, _WEAK, _LEVEL = (table(_TABLE[name]) for name in ("function", "weak", "level"))
_OFF, _PLAIN = (table({name: _TABLE[name]}) for name in ("off", "plain"))
FUNCTIONS = tuple(sorted({*_TABLE["function"], *_TABLE["weak"]}))
"""Every line of work that can be read; the owner may say others."""


@lru_cache(maxsize=16_384)
def read(title: str) -> Read:
    """Read a title; nothing of one that speaks of what somebody was or seeks."""
    parts = [_WORD.findall(part) for part in _PARTS.split(plain(title[:LONGEST]))]
    if any(meaning for words in parts for _, _, meaning in _found(words, _OFF)):
        return Read()
    told = (_function(words, table) for table in (_FUNCTION, _WEAK) for words in parts)
    function = next(filter(None, told), "")
    level = next(filter(None, map(_level, parts)), "")
    return Read(function, level or ("individual" if function else ""))


def _found(words: Sequence[str], table: Words) -> Iterator[tuple[int, int, str]]:
    """Yield (place, length, meaning) of what the table knows, the longest phrase at each place."""
    place = 0
    while place < len(words):
        size, meaning = _phrase(words, place, table) if words[place] in table.starts else (1, "")
        meaning = meaning or table.single(words[place])
        if meaning:
            yield place, size, meaning
        place += size


def _phrase(words: Sequence[str], place: int, table: Words) -> tuple[int, str]:
    """Give the length and meaning of the longest phrase that begins at a place; (1, "") when none does."""
    for size in range(min(_WORDS, len(words) - place), 1, -1):
        meaning = table.whole.get(" ".join(words[place : place + size]))
        if meaning:
            return size, meaning
    return 1, ""


def found(text: str, table: Words) -> list[tuple[int, int, str]]:
    """Give (place, words, meaning) of what a table knows of a text as `plain` writes it."""
    return list(_found(_WORD.findall(text), table))


def _function(words: Sequence[str], table: Words) -> str:
    found = list(_found(_first(words), table)) or list(_found(words, table))
    return max(found, key=lambda one: (one[1], one[0]), default=(0, 0, ""))[2]


def _first(words: Sequence[str]) -> Sequence[str]:
    """Give the words before an "and": in "sales and marketing" sales goes first."""
    return _before(words, {"and", "und", "et", "y"})


def _before(words: Sequence[str], ends: Container[str]) -> Sequence[str]:
    return words[: next((place for place, word in enumerate(words) if word in ends), len(words))]


def _level(words: Sequence[str]) -> str:
    """Give the highest level that is said; a phrase that only sounds like one hides its words.

    What stands after "to" is somebody else's: a chief of staff to the CFO.
    """
    masked = list(words)
    said = False
    for place, size, _ in _found(words, _PLAIN):
        end = len(words) if words[place : place + size][-1] in {"to", "der", "de"} else place + size
        masked[place:end] = [""] * (end - place)
        said = True
    found = [meaning for _, _, meaning in _found(_before(masked, {"to"}), _LEVEL)]
    return max(found, key=LEVELS.index, default="individual" if said else "")
