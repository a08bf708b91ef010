"""Places: which country a written place, a telephone number or a domain speaks of (`places.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from amity.core import titles

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_WORD = re.compile(r"[^\W\d_]+")
_ZIP = re.compile(r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b")
"""How an address in the United States ends: its state's letters alone may be a country's."""
_AROUND = frozenset(_TABLE["around"]["words"].split())
NAMES: dict[str, str] = {code: names.partition(";")[0] for code, names in _TABLE["countries"].items()}
"""The name shown of every country, by its two letters (ISO 3166)."""


_THE = re.compile(
    r"^(?:United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Seychelles|Comoros)\b|(?:Republic|Islands)$"
)
"""Names of countries that a sentence says with "the"."""


def named(name: str) -> str:
    """Name a country as a sentence does: "the United States", "Germany"."""
    return f"the {name}" if _THE.search(name) else name


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(titles.plain(text)))


def _told(part: str) -> Iterator[tuple[str, str]]:
    return ((_bare(name), code) for code, names in _TABLE[part].items() for name in names.split(";"))


_KNOWN = {**dict(_told("towns")), **dict(_told("countries"))}


@lru_cache(maxsize=16_384)
def country(text: str) -> str:
    """Give the country (ISO 3166) of a place as it is written, its last part that says one; else nothing."""
    if not text or _ZIP.search(text):
        return "US" if text else ""
    parts = [_bare(part) for part in re.split(r"[,;\n()/|]", text[:400])]
    found = (_KNOWN.get(part) or _KNOWN.get(_stripped(part)) for part in reversed(parts))
    return next(filter(None, found), "")


def _stripped(part: str) -> str:
    return " ".join(word for word in part.split() if word not in _AROUND)


def read(text: str) -> str:
    """Read what the owner says of a country or place: two letters, a name or a town; else nothing."""
    return text.strip().upper() if text.strip().upper() in NAMES else country(text)
