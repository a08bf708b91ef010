"""Kanji: whether a name in Chinese characters may be the one that another record has in Latin letters.

Japanese characters have several readings each, and no table knows which one a family chose. So nothing is
read; it is only asked whether a name in Latin letters could be what the characters say. A character the
tables do not have may be read as anything, where another one is known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from amity.core import spelling

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_READINGS: dict[str, list[str]] = {
    signs: said.split(",") for signs, _, said in (pair.partition("=") for pair in _TABLE["readings"].split())
}
_SIGNS = re.compile("[\u3005\u3400-\u9fff\uf900-\ufaff]+")
_VOICED = {
    "ch": "(?:ch|j)", "sh": "(?:sh|j)", "ts": "(?:ts|z)", "k": "[kg]", "s": "[sz]", "t": "[td]", "h": "[hbp]",
    "f": "[fb]",
}  # fmt: skip
_LONG = {"o": "o(?:h(?![aeiou])|o|u)?", "u": "u{1,2}"}
_ANY = "[a-z]{1,6}"
_MOST = 8
"""Characters a name has at most."""


def signs(name: str) -> tuple[str, ...]:
    """Give the words of a name that is written in Chinese characters alone."""
    return tuple(_SIGNS.findall(name)) if _SIGNS.search(name) and not _OTHER.search(name) else ()


_OTHER = re.compile("[^\\W\\d_\u3005\u3400-\u9fff\uf900-\ufaff]")


def fits(words: tuple[str, ...], latin: Iterable[str], *, part: bool) -> bool:
    """Tell whether any of these words may be what the characters say; with `part`, the first or last ones."""
    whole = "".join(words)
    if len(whole) > _MOST:
        return False
    orders = {whole, "".join(reversed(words))}
    if part:
        orders |= {some for at in range(1, len(whole)) for some in (whole[:at], whole[at:])}
    return any(_fits(order, word) for order in orders for word in latin)


@lru_cache(maxsize=4_096)
def _fits(whole: str, word: str) -> bool:
    return bool(_pattern(whole).fullmatch(word))


@lru_cache(maxsize=4_096)
def _pattern(whole: str) -> re.Pattern[str]:
    """Write what characters may say as a pattern; one that fits nothing where none of them is known."""
    known = any(_READINGS.get(sign) or spelling.pinyin(sign) for sign in whole)
    return re.compile(_said(whole, 0) if known else "(?!)")


def _said(whole: str, at: int) -> str:
    if at == len(whole):
        return ""
    ways = [
        _one(whole, at, length) + _said(whole, at + length)
        for length in (1, 2, 3)
        if length == 1 or (at + length <= len(whole) and whole[at : at + length] in _READINGS)
    ]
    return f"(?:{'|'.join(ways)})"


def _one(whole: str, at: int, length: int) -> str:
    """Write one character's readings, or those of a few that have one of their own together."""
    part = whole[at : at + length]
    if part == "\u3005" and at:
        return _one(whole, at - 1, 1)  # as the character before: Sasaki
    said = [_reading(one, voiced=at > 0) for one in _READINGS.get(part, [])]
    said += [spelling.pinyin(part)] if spelling.pinyin(part) else []
    linked = "(?:no)?" if 0 < at < len(whole) else ""  # Inoue is 井 and 上
    return f"{linked}(?:{'|'.join(said)})" if said else _ANY


def _reading(said: str, *, voiced: bool) -> str:
    begun = next(
        ((plain, both) for plain, both in _VOICED.items() if voiced and said.startswith(plain)), ("", "")
    )
    rest = said.removeprefix(begun[0])
    return begun[1] + "".join(_LONG.get(letter, letter) for letter in rest)
