"""Columns: what the names over a table's columns mean, in many spellings and languages.

The spellings, the fields offered to the owner and the tables of known programs stand in `columns.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from amity.core import names
from amity.formats import keys

MOST = 1_000
"""Columns of a table about people; what has more is none."""
KEEP, LEAVE = "other", "skip"
"""The two fields for columns without a meaning: kept under their own name, or not read at all."""
_LONGEST = 80
_NUMBER = re.compile(
    r"(?:\+|00)[1-9][\d ()/.-]{6,20}"
    r"|(?=(?:\D{0,3}\d){9})\(?0[1-9][\d ()/.-]{6,20}"
    r"|\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}"
)
"""A telephone number: with its country; with a zero first and more digits than a day; in three groups."""
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
FIELDS: Mapping[str, str] = _TABLE["words"]
"""Every field a column may be, with its words for people."""
_SURE = frozenset({"name", "given", "family", "email"})
NAMING = _SURE | {"nickname", "phone", "profile", "twitter", "telegram", "instagram", "facebook", "github"}
"""Fields one of which a table must have to be about anybody."""
NUMBERLESS = frozenset({"twitter", "instagram", "facebook", "github", "mastodon", "bluesky"})
"""Services at which nobody's account is a telephone number."""


def fold(name: str) -> str:
    """Write a column's name as it is compared: letters and figures only, without case and accents."""
    folded = names.fold(name[:_LONGEST].replace("ß", "ss"))
    return "".join(char for char in folded if char.isalnum())


@dataclass(frozen=True, slots=True)
class Preset:
    """The table of a known program: the columns that show it, and what is called otherwise there."""

    name: str
    needs: frozenset[str]
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for, and why: `said`, a preset's name, `name`, `content`, or nothing.

    `group` tells apart several of one kind: the business and the home city.
    """

    field: str
    why: str = ""
    group: str = ""


_SPELLED = {fold(name): field for field, spelled in _TABLE["fields"].items() for name in reversed(spelled)}
_WORDS = sorted({fold(word) for word in _TABLE["qualifiers"]["words"]}, key=len, reverse=True)
_BESIDE = frozenset(map(fold, _TABLE["beside"]["given"]))
_QUALIFIED = frozenset(_TABLE["qualifiers"]["fields"])
PRESETS = tuple(
    Preset(
        told["name"],
        frozenset(map(fold, told["needs"])),
        {fold(name): field for name, field in told["columns"].items()},
    )
    for told in _TABLE["presets"]
)


def fingerprint(columns: Iterable[str]) -> str:
    """Give the digest of a header: the same for the same names, in any order and spelling."""
    return keys.digest(*sorted({fold(name) for name in columns}))


def guess(columns: Sequence[str], said: Mapping[str, str] | None = None) -> list[Guess]:
    """Say what each column is: by the owner's word (for its lower-case name), a preset, or its name."""
    told = said or {}
    preset = _preset(columns)
    found = []
    for name, key in zip(columns, unique(columns), strict=True):
        plain = _named(name)
        if key in told:
            found.append(Guess(told[key], "said", plain.group))
        elif preset and fold(name) in preset.columns:
            found.append(Guess(preset.columns[fold(name)], preset.name, plain.group))
        else:
            found.append(plain)
    return _apart(columns, found)


def by_content(cells: Iterable[str]) -> str:
    """Guess a nameless column's field from what stands in it; a suggestion only, never read so unasked."""
    written = [cell.strip() for cell in cells if cell.strip()]
    if not written:
        return KEEP
    if all("@" in cell.strip("@") and " " not in cell for cell in written):
        return "email"
    if all("linkedin.com/" in cell for cell in written):
        return "profile"
    if all(cell.startswith(("http://", "https://", "www.")) for cell in written):
        return "url"
    return "phone" if all(map(_NUMBER.fullmatch, written)) else KEEP


def weighed(one: Guess, cells: Iterable[str]) -> Guess:
    """Weigh what a column's name says against what stands in it; a suggestion, as `by_content`."""
    by = by_content(cells)
    nameless = one.field == KEEP and not one.why
    doubtful = one.field in NUMBERLESS and one.why == "name" and by == "phone"
    return Guess(by, "content", one.group) if by != KEEP and (nameless or doubtful) else one


def about_people(columns: Iterable[str]) -> bool:
    """Tell whether a header is of a table of people: a name or a mail address, and one more known column."""
    listed = list(columns)
    if not 1 < len(listed) <= MOST:
        return False
    known = [one.field for one in guess(listed) if one.field != KEEP]
    return len(known) > 1 and not _SURE.isdisjoint(known)


def unique(columns: Sequence[str]) -> tuple[str, ...]:
    """Lower the column names; one that is empty or comes again is told apart by its number."""
    found: dict[str, None] = {}
    for number, name in enumerate(map(str.lower, columns), start=1):
        key = name if name and name not in found else f"{name or 'column'} {number}"
        while key in found:
            key += "'"
        found[key] = None
    return tuple(found)


def _preset(columns: Iterable[str]) -> Preset | None:
    folded = {fold(name) for name in columns}
    return next((preset for preset in PRESETS if preset.needs <= folded), None)


def _apart(columns: Sequence[str], found: list[Guess]) -> list[Guess]:
    """Take "Name" for the family name where only the given name has a column of its own."""
    fields = {one.field for one in found}
    if "family" in fields or not any(fold(name) in _BESIDE for name in columns):
        return found
    return [Guess("family", "name") if one.field == "name" and one.why == "name" else one for one in found]


def _named(name: str) -> Guess:
    """Guess by the name alone, with the words and figures that say which of several it is."""
    folded = fold(name)
    if folded in _SPELLED:
        return Guess(_SPELLED[folded], "name")
    bare = "".join(char for char in folded if not char.isdigit())
    number = "".join(char for char in folded if char.isdigit())
    if bare in _SPELLED and len(bare) > 1:  # "x" may be a service, but "X1" is anything
        return Guess(_SPELLED[bare], "name", number)
    for word in _WORDS:
        rest = bare.removeprefix(word) if bare.startswith(word) else bare.removesuffix(word)
        if rest != bare and _SPELLED.get(rest) in _QUALIFIED:
            return Guess(_SPELLED[rest], "name", word + number)
    return Guess(KEEP)
