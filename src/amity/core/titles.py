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
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LEVELS = ("individual", "lead", "manager", "director", "executive", "founder")
"""From the lowest: of several words in one title the highest counts."""
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
class _Words:
    """One part of the table: whole words and phrases, beginnings and endings, each with what it means."""

    whole: Mapping[str, str]
    begins: tuple[tuple[str, str], ...]
    ends: tuple[tuple[str, str], ...]

    def word(self, text: str) -> str:
        """Give what one word means; empty when it is not in the table."""
        if text in self.whole:
            return self.whole[text]
        found = next((meaning for start, meaning in self.begins if text.startswith(start)), "")
        return found or next((meaning for end, meaning in self.ends if text.endswith(end)), "")


def plain(text: str) -> str:
    """Write a text as the table is compared: without case, accents and German marks of gender."""
    folded = unicodedata.normalize("NFKD", _MARKS.sub("", text.casefold().replace("&", " and ")))
    return " ".join("".join(mark for mark in folded if not unicodedata.combining(mark)).split())


def table(part: Mapping[str, str]) -> _Words:
    """Read a part of a table, {meaning: entries parted by commas}; of two meanings of a word the first."""
    entries = [(entry.strip(), meaning) for meaning, words in part.items() for entry in words.split(",")]
    said = [(" ".join(entry.split()), meaning) for entry, meaning in entries]
    return _Words(
        {entry: meaning for entry, meaning in reversed(said) if "*" not in entry},
        tuple((entry[:-1], meaning) for entry, meaning in said if entry.endswith("*")),
        tuple((entry[1:], meaning) for entry, meaning in said if entry.startswith("*")),
    )


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


def _found(words: Sequence[str], table: _Words) -> Iterator[tuple[int, int, str]]:
    """Yield (place, length, meaning) of what the table knows, the longest phrase at each place."""
    place = 0
    while place < len(words):
        longest = min(_WORDS, len(words) - place)
        phrases = (
            (size, table.whole.get(" ".join(words[place : place + size]), ""))
            for size in range(longest, 1, -1)
        )
        size, meaning = next(
            ((size, told) for size, told in phrases if told), (1, _single(words[place], table))
        )
        if meaning:
            yield place, size, meaning
        place += size


def found(text: str, table: _Words) -> list[tuple[int, int, str]]:
    """Give (place, words, meaning) of what a table knows of a text as `plain` writes it."""
    return list(_found(_WORD.findall(text), table))


def _single(word: str, table: _Words) -> str:
    """Give what a word means, also in its German feminine form."""
    return table.word(word) or (table.word(word.removesuffix("in")) if word.endswith("erin") else "")


def _function(words: Sequence[str], table: _Words) -> str:
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
