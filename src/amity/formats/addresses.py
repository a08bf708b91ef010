"""Addresses: who a mail is from and to. The address says who it is; the name beside it is only shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from amity.core import handles
from amity.core.handles import Handle
from amity.formats import headers, naming

NAME = 200
"""Characters of a name that are kept."""
REMEMBERED = 512
"""Characters up to which a header is remembered: correspondents repeat, long lists hardly do."""

_ATOM = r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]{1,253}"
_PLAIN = re.compile(
    r"[ \t]*+(?:"
    r"(?:\"([^\"\\]{0,200}+)\"[ \t]*+|([^\"<>(),:;@\\\[\]]{0,200}+))<(" + _ATOM + r")>"
    r"|(" + _ATOM + r"))[ \t]*+(?:,|$)"
)
"""One address in the form nearly all are written in: a name and <address>, or the address alone."""
_TOKEN = re.compile(
    r"\"([^\"\\]*+(?:\\.[^\"\\]*+)*+)\"|<([^<>,;]*)>?|,(?:\s*+,)*+|[\"();:]|\\.?|[^\"<(),;:\\]+", re.DOTALL
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Address:
    """One mail address with the name written beside it, decoded, in one line."""

    handle: Handle
    name: str = ""


def read(value: str) -> tuple[Address, ...]:
    """Read an address header: names, groups, comments, quotes, and a comma in a name nobody quoted."""
    return _remembered(value) if len(value) <= REMEMBERED else _read(value)


def _read(value: str) -> tuple[Address, ...]:
    found = _plain(value)
    return tuple(_odd(value) if found is None else found)


_remembered = lru_cache(maxsize=16_384)(_read)


def _plain(value: str) -> list[Address] | None:
    """Read addresses in the usual form; None when one is not."""
    found: list[Address] = []
    at = 0
    while at < len(value):
        one = _PLAIN.match(value, at)
        handle = one and _handle(one[3] or one[4])
        if one is None or handle is None:
            return None
        found.append(Address(handle, _name(one[1] or one[2] or "")))
        at = one.end()
    return found


def _name(written: str) -> str:
    return naming.read(headers.clean(headers.words(written), NAME)) if written else ""


class _Piece:
    """An address being read: text outside of brackets, what stood in <>, and what stood in parentheses."""

    __slots__ = ("angle", "comment", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.angle, self.comment = "", ""

    def take(self, token: re.Match[str]) -> None:
        """Add a token that is neither punctuation nor a comment."""
        sign = token[0]
        if token[2] is not None:
            self.angle = self.angle or token[2].strip()
        elif token[1] is not None:
            self.parts.append(_ESCAPED.sub(r"\1", token[1]))
        elif sign not in {'"', ")"}:  # what was never closed, or never opened
            self.parts.append(sign.removeprefix("\\"))


def _odd(value: str) -> Iterator[Address]:
    """Read addresses written in any other way, token by token."""
    waiting = ""
    for piece, end in _pieces(value):
        text = waiting + "".join(piece.parts)
        waiting = ""
        if end == ":":  # what stands before it is a group's name
            continue
        address = _address(text, piece)
        if address is not None:
            yield address
        elif end == "," and not piece.angle and "@" not in text and text.strip():
            waiting = text[-NAME:] + ","


def _address(text: str, piece: _Piece) -> Address | None:
    """Make an address of a piece: the one in <> if there is one, else the text itself."""
    angle = piece.angle.rpartition(":")[2]
    written = angle or text.rpartition(",")[2]
    handle = _handle(written if angle else "".join(written.split())) if "@" in written else None
    if handle is None:
        return None
    return Address(handle, _name((text.strip() if angle else "") or piece.comment.strip()))


def _handle(written: str) -> Handle | None:
    """Read the address itself; one with characters nobody can see is nobody's."""
    return handles.email(written) if written.isprintable() else None


def _pieces(value: str) -> Iterator[tuple[_Piece, str]]:
    """Cut a header at its commas, semicolons and colons, each piece with the sign that ended it."""
    piece, depth = _Piece(), 0
    said: list[str] = []
    for token in _TOKEN.finditer(value):
        sign = token[0]
        if depth:
            depth += (sign == "(") - (sign == ")")
            said.append(sign)
            if not depth:
                piece.comment = piece.comment or "".join(said[:-1])
        elif sign == "(":
            depth, said = 1, []
        elif sign[0] in ",;:":
            yield piece, sign[0]
            piece = _Piece()
        else:
            piece.take(token)
    yield piece, ""
