"""Phrases: days, spans, counts and names as a plain sentence says them (American English)."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FAR = 60
"""Days after which a month is exact enough."""
TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "herr", "frau", "dipl", "ing"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "msc", "bsc", "llm"})
NO_GIVEN = frozenset(
    {"a", "an", "das", "der", "die", "el", "il", "la", "le", "les", "los", "our", "the", "your"}
)
"""Words that begin the name of a paper or a shop, and no given name."""
NO_FAMILY = frozenset(
    {"digest", "gmbh", "inc", "llc", "ltd", "news", "newsletter", "service", "support", "team"}
)
"""Words that end such a name, and no family name."""
VIA = "via"
LETTERS = 5
"""Up to so many capital letters after a comma are a profession's, not a name."""
_RHYTHMS = (
    (1.5, "about every day"),
    (5.5, "every few days"),
    (10.5, "about every week"),
    (17.5, "about every two weeks"),
    (24.5, "about every three weeks"),
    (45.0, "about every month"),
)
_UNITS = ((540.0, 365.25, "year"), (60.0, 30.44, "month"), (14.0, 7.0, "week"), (-math.inf, 1.0, "day"))
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def number(count: int) -> str:
    """Write a count: in words up to ten, with digits beyond."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: "one year", "two years"."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: "one", "one and two", "one, two and three"."""
    *first, last = words or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def month(day: date, *, today: date) -> str:
    """Name a month: "June", or "June 2024" when it is not this year's."""
    name = MONTHS[day.month - 1]
    return name if day.year == today.year else f"{name} {day.year}"


def dated(day: date) -> str:
    """Name a month with its year, whatever the year."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def exact(day: date, *, today: date) -> str:
    """Name a day: "May 28", or "May 28, 2025" when it is not this year's."""
    name = f"{MONTHS[day.month - 1]} {day.day}"
    return name if day.year == today.year else f"{name}, {day.year}"


def rough(day: date, *, today: date) -> str:
    """Name a day as it is remembered: the day itself when near, its month when `FAR`."""
    return exact(day, today=today) if (today - day).days < FAR else month(day, today=today)


def at(day: date, *, today: date) -> str:
    """Name a day as `rough` does, with its preposition: "on May 28", "in June 2024"."""
    return f"{'on' if (today - day).days < FAR else 'in'} {rough(day, today=today)}"


def weekday(day: date) -> str:
    """Name the day of the week."""
    return WEEKDAYS[day.weekday()]


def span(days: float) -> str:
    """Say how long something lasted, in the largest unit that is exact enough: "two years"."""
    length, noun = next((length, noun) for least, length, noun in _UNITS if days >= least)
    return plural(max(1, round(days / length)), noun)


def rhythm(days: float) -> str:
    """Say how often something happened, from the usual gap in days: "about every three weeks"."""
    for most, words in _RHYTHMS:
        if days <= most:
            return words
    months, years = round(days / 30.44), round(days / 365.25)
    if months < 11:  # noqa: PLR2004 - nearly a year
        return f"about every {number(max(2, months))} months"
    return f"about every {number(years)} years" if years > 1 else "about once a year"


@lru_cache(maxsize=4096)
def given(name: str) -> str:
    """Take the name to call somebody by: the given name where the order is clear, else the whole name.

    Of what is hardly a person's name ("The Guardian", "Acme Support", "Ana via RT", "ana lima"), all of it.
    """
    whole = plain(name)
    words = _ordered(whole)
    clear = len(words) > 1 and len(words[0].rstrip(".")) > 1 and _persons(words)
    return words[0] if clear else whole


def _persons(words: Sequence[str]) -> bool:
    """Tell whether the words of a name look like a person's: a capital first, and no word of a firm's."""
    first, *rest = (word.rstrip(".,").casefold() for word in words)
    begins = words[0][0].isalpha() and not words[0][0].islower() and "." not in first
    return begins and first not in NO_GIVEN and rest[-1] not in NO_FAMILY and VIA not in rest


def initials(name: str) -> str:
    """Take the first letters of the given and the family name; of a name in one word only the first."""
    whole = unicodedata.normalize("NFC", plain(name))
    written = [word for word in _ordered(whole) or whole.split() if word[0].isalpha()]
    words = [word for word in written if word.replace(".", "").casefold() not in SUFFIXES] or written
    return "".join(word[0].upper() for word in [*words[:1], *words[1:][-1:]])


def _ordered(whole: str) -> list[str]:
    """Give the words of a name without titles, given name first; nothing where the order is not clear."""
    first, *rest = whole.split(", ")
    parts = [first, *(part for part in rest if not _suffix(part))]
    if len(parts) > 2:  # noqa: PLR2004 - "Family, Given" has two parts; more have no clear order
        return []
    return [word for word in " ".join(reversed(parts)).split() if word.rstrip(".").casefold() not in TITLES]


def _suffix(part: str) -> bool:
    """Tell whether what stands after a comma is no name: a degree, "Jr.", or letters of a profession."""
    bare = part.replace(".", "").strip()
    return bare.casefold() in SUFFIXES or (bare.isupper() and bare.isascii() and len(bare) <= LETTERS)


def plain(text: str) -> str:
    """Make one line of a text: control characters, line ends and direction marks become one space."""
    return _CONTROL.sub(" ", text).strip()


def straight(text: str) -> str:
    """Leave out marks that turn the direction of a text: no name may read other than it is written."""
    return _TURNS.sub("", text)


def quoted(text: str, *, most: int = 60) -> str:
    """Quote a text as one line of at most `most` characters."""
    line = plain(text)
    return f"“{line}”" if len(line) <= most else f"“{line[: most - 1].rstrip()}…”"
