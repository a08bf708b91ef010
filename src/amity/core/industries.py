"""Industries: what a source's words, an organization's name or its domain tell (`industries.toml`)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from amity.core import titles

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_WORDS = titles.table(_TABLE["words"])
_ENDINGS: dict[str, str] = {
    ending: name for name, endings in _TABLE["endings"].items() for ending in endings.split()
}
INDUSTRIES = tuple(_TABLE["words"])
"""Every industry that can be read; the owner may say others."""


@lru_cache(maxsize=16_384)
def stated(text: str) -> str:
    """Give the industry a source states, in this table's words; one the table does not know stays as it is.

    "Computer Software" and "Information Technology & Services" are both technology.
    """
    return of_name(text) or titles.plain(text)


@lru_cache(maxsize=65_536)
def of_name(text: str) -> str:
    """Give the industry that the words of an organization's name tell, the longest phrase first."""
    plain = titles.plain(text)
    if plain in INDUSTRIES:
        return plain
    found = titles.found(plain, _WORDS)
    return max(found, key=lambda one: (one[1], -one[0]), default=(0, 0, ""))[2]


def of_domain(domain: str) -> str:
    """Give the industry that the ending of a domain tells: .edu, .gov, .ac.uk."""
    parts = domain.split(".")
    return _ENDINGS.get(".".join(parts[-2:]), _ENDINGS.get(parts[-1], ""))
