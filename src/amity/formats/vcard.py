r"""vCard 2.1, 3.0 and 4.0: what a card's lines say. Nothing is dropped: `raw` is the line as it was unfolded.

After vCard 2.1 (versit, 1996), RFC 2425, 2426, 6350 and 6868, and what address books write in their name.
"""

from __future__ import annotations

import re
from binascii import Error as NoBase64
from binascii import a2b_base64, a2b_qp
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from amity.formats.encoding import decode, storable


class Line(NamedTuple):
    """One property. `name` and the keys of `params` are upper case; `value` is still escaped and encoded.

    A line that is no property has an empty name and is all value.
    """

    group: str
    name: str
    params: Mapping[str, tuple[str, ...]]
    value: str
    raw: str


class Card(NamedTuple):
    """One card. `version` is empty where none is given; `place` says where its BEGIN stands.

    `whole` is False when the END was missing. `nested` counts the cards inside it (AGENT of 2.1).
    """

    version: str
    lines: list[Line]
    place: str
    whole: bool = True
    nested: int = 0


_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_NAME = re.compile(r"[A-Za-z0-9_./-]{1,80}")
_PARTS = {mark: re.compile(rf'(?:[^"{mark}]|"[^"]*"?)+') for mark in ";,"}
_CARET = re.compile(r"\^[n'^]")
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}
_BACKSLASH = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "N": "\n", "\\": "\\", ",": ",", ";": ";", ":": ":"}
_STOPS = {mark: re.compile(rf"\\.?|{mark}", re.DOTALL) for mark in ";,"}
_BARE = dict.fromkeys(("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B", "Q"), "ENCODING")
_BARE |= dict.fromkeys(("INLINE", "URL", "CONTENT-ID", "CID"), "VALUE")
"""2.1 writes words without their parameter's name; all others are types."""
_CACHED = 200
_HEAD = 16_384
"""Characters before the colon of a line; with more it is no property."""
_PICTURES = {"/9j/": "jpeg", "iVBORw": "png", "R0lGOD": "gif", "UklGR": "webp"}
_DATA = "data:"


def line(raw: str) -> Line:
    """Read one unfolded line."""
    head, colon, value = raw.partition(":")
    if '"' in head:
        head, colon, value = _quoted(raw)
    if not colon or len(head) > _HEAD:
        return Line("", "", _NONE, raw, raw)
    group, name, params = _head(head) if len(head) < _CACHED else _head.__wrapped__(head)
    return Line(group, name, params, value, raw) if name else Line("", "", _NONE, raw, raw)


def text(one: Line) -> str:
    """Give a line's value as a person would read it: decoded and without escapes."""
    return unescape(plain(one)).strip()


def values(one: Line) -> list[str]:
    """Give the parts of a value that is a list (NICKNAME, CATEGORIES), without empty ones."""
    return [part for part in (unescape(part).strip() for part in _split(plain(one), ",")) if part]


def components(one: Line) -> list[str]:
    """Give the parts of a structured value (N, ORG, ADR) in their order, empty ones too."""
    return [unescape(part).strip() for part in _split(plain(one), ";")]


def types(one: Line) -> tuple[str, ...]:
    """Give a line's types as lower-case words, each once, in their order."""
    return tuple(dict.fromkeys(word.lower() for word in one.params.get("TYPE", ()) if word))


def parameter(one: Line, name: str) -> str:
    """Give the first value of a parameter, empty when there is none."""
    return next(iter(one.params.get(name, ())), "")


def plain(one: Line) -> str:
    """Give a value with quoted-printable or base64 undone by its charset, but still escaped."""
    if "ENCODING" not in one.params:
        return one.value
    encoding = parameter(one, "ENCODING").upper()
    if encoding in {"QUOTED-PRINTABLE", "Q"}:
        raw = a2b_qp(one.value.encode(errors="replace"))
        return _clean(decode(raw, parameter(one, "CHARSET")))
    if encoding in {"BASE64", "B"}:
        try:
            return _clean(decode(a2b_base64(one.value.encode(errors="replace")), parameter(one, "CHARSET")))
        except NoBase64:
            return one.value
    return one.value


def binary(one: Line) -> bool:
    """Tell whether a line carries bytes in itself: base64, or a data: address."""
    inline = one.value[:8].lower().startswith(_DATA)
    return inline or parameter(one, "ENCODING").upper() in {"BASE64", "B"}


def data(one: Line) -> str:
    """Give a picture that is in the card as a `data:image/…;base64,` address; empty when it is elsewhere."""
    if one.value[: len(_DATA)].lower() == _DATA:
        return "".join(unescape(one.value).split())
    if not binary(one):
        return ""
    body = "".join(one.value.split())
    said = next((word.lower() for word in one.params.get("TYPE", ()) if word), "")
    found = next((kind for start, kind in _PICTURES.items() if body.startswith(start)), said)
    return f"data:image/{found.removeprefix('image/').replace('jpg', 'jpeg') or 'jpeg'};base64,{body}"


def unescape(value: str) -> str:
    r"""Undo `\n \, \; \: \\`; a backslash before anything else is a backslash."""
    if "\\" not in value:
        return value
    return _BACKSLASH.sub(lambda found: _ESCAPES.get(found[1], found[0]), value)


def _clean(decoded: str) -> str:
    return storable(decoded).replace("\r\n", "\n").replace("\r", "\n")


def _split(value: str, mark: str) -> list[str]:
    """Split at each `mark` that no backslash protects."""
    if "\\" not in value:
        return value.split(mark)
    parts, start = [], 0
    for found in _STOPS[mark].finditer(value):
        if found[0] == mark:
            parts.append(value[start : found.start()])
            start = found.end()
    return [*parts, value[start:]]


def _quoted(raw: str) -> tuple[str, str, str]:
    """Part a line at the first colon outside quotes; at the first of all when the quotes do not close."""
    quotes = start = 0
    at = raw.find(":")
    while at >= 0:
        quotes += raw.count('"', start, at)
        if quotes % 2 == 0:
            return raw[:at], ":", raw[at + 1 :]
        start, at = at, raw.find(":", at + 1)
    return raw.partition(":")


@lru_cache(maxsize=4096)
def _head(head: str) -> tuple[str, str, Mapping[str, tuple[str, ...]]]:
    """Read what stands before the colon: group, name, parameters. An empty name when it is no property."""
    full, *written = _pieces(head, ";") or [""]
    if not _NAME.fullmatch(full.strip()):
        return "", "", _NONE
    group, _, name = full.strip().rpartition(".")
    params: dict[str, list[str]] = {}
    for key, value in _params(written):
        params.setdefault(key, []).append(value)
    read = {key: tuple(values) for key, values in params.items()}
    return group, name.upper(), MappingProxyType(read) if read else _NONE


def _params(written: list[str]) -> Iterator[tuple[str, str]]:
    for one in written:
        key, equals, value = (part.strip() for part in one.partition("="))
        if not equals:
            key, value = _BARE.get(key.upper(), "TYPE"), key
        if key.upper() == "TYPE":
            value = value.replace('"', "")
        for part in _pieces(value, ","):
            yield key.upper(), _CARET.sub(lambda found: _CARETS[found[0]], part.strip().strip('"'))


def _pieces(written: str, mark: str) -> list[str]:
    return _PARTS[mark].findall(written) if '"' in written else [part for part in written.split(mark) if part]
