"""The text of a JSON file as a parser can bear it, whatever stands in it and however long it is.

The parser holds each text and number whole, ends the process at a number of more than 4,300 digits, and stops
at half a character, at an escape that is none and at a line break in a string. So any encoding becomes UTF-8,
a string beyond `LONGEST` ends there with a mark, half a character becomes U+FFFD, a backslash that escapes
nothing stands for itself, and a number keeps its first hundred digits.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from amity.formats import encoding

LONGEST = 1_000_000
"""Characters of one string, about; what stands behind them is passed over."""
DIGITS = 100
"""Digits of a number before its point, and behind it; of its exponent six."""
CHUNK = 65_536
_CUT = "\uffff"
"""Stands at the end of a string that was cut."""
_SURE = 64
"""Bytes of a beginning that tell its encoding."""
_BODY = re.compile(r'(?:[^"\\]++|\\(?:[^u]|u[0-9a-fA-F]{4}))*+', re.DOTALL)
_HEX = "[0-9a-fA-F]{2}"
_BACKSLASH = re.compile(
    rf'\\(?:(?P<good>["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{{4}}|u[dD][89abAB]{_HEX}\\u[dD][c-fC-F]{_HEX})'
    rf"|(?P<half>u[dD][89a-fA-F]{_HEX})|)"
)
_FIRST_HALF = re.compile(rf"\\u[dD][89abAB]{_HEX}")
_CONTROL = re.compile(r"[\x00-\x1f]")
_LONG = re.compile(rf"\d{{{DIGITS},}}")
_EXPONENT = re.compile(r"(?<=[eE])([+-]?\d{6})\d+")
_OF_NUMBERS = "-+.eE0123456789"
_NUMBER = 500
"""Characters of no number that was made short."""
_ESCAPE = 6
"""Characters of an escape like \\u0041."""


def cut(value: str) -> bool:
    """Tell whether a string the parser gave was cut; its last character is then no part of it."""
    return value.endswith(_CUT)


class JsonText:
    """A stream of JSON, to be read by the parser."""

    def __init__(self, stream: BinaryIO) -> None:
        """Take the stream; nothing is read yet."""
        self._stream = stream
        self._decoder: codecs.IncrementalDecoder | None = None
        self._carry, self._inside, self._kept, self._done = "", False, 0, False

    def read(self, size: int = -1) -> bytes:
        """Give the next piece; the parser takes whatever size it has."""
        while size and not self._done:
            if told := self._pass(self._decoded()):
                return told.encode()
        return b""

    def _decoded(self) -> str:
        raw = self._stream.read(CHUNK)
        if self._decoder is None:
            while len(raw) < _SURE and (more := self._stream.read(CHUNK)):
                raw += more
            self._decoder, raw = _decoder(raw)
        self._done = not raw
        return self._decoder.decode(raw, final=self._done)

    def _pass(self, came: str) -> str:
        chunk, self._carry = self._carry + came, ""
        out: list[str] = []
        at = 0
        while at < len(chunk):
            at = self._string(chunk, at, out) if self._inside else self._between(chunk, at, out)
        return "".join(out)

    def _between(self, chunk: str, at: int, out: list[str]) -> int:
        """Pass on what stands outside strings, with short numbers, and go on behind the next quote."""
        end = chunk.find('"', at)
        piece = chunk[at:] if end < 0 else chunk[at:end]
        piece = _EXPONENT.sub(r"\1", _LONG.sub(lambda found: found[0][:DIGITS], piece))
        if end < 0:
            whole = len(piece.rstrip(_OF_NUMBERS))
            if not self._done and len(piece) - whole < _NUMBER:
                piece, self._carry = piece[:whole], piece[whole:]
            out.append(piece)
            return len(chunk)
        out.append(piece + '"')
        self._inside, self._kept = True, 0
        return end + 1

    def _string(self, chunk: str, at: int, out: list[str]) -> int:
        """Pass on a string as far as it is short enough, and go on behind its end."""
        found = _BODY.match(chunk, at)
        end = found.end() if found else at
        if len(chunk) - end < _ESCAPE and not self._done:
            end -= _half(chunk[at:end])
        if self._kept <= LONGEST:
            out.append(_bearable(chunk[at:end]))
        self._kept += end - at
        if end == len(chunk):
            return end
        if chunk[end] == '"':
            out.append(_CUT + '"' if self._kept > LONGEST else '"')
            self._inside = False
        elif len(chunk) - end < 2 * _ESCAPE and not self._done:
            self._carry = chunk[end:]
            return len(chunk)
        elif self._kept <= LONGEST:
            out.append(r"\\")
        return end + 1


def _bearable(body: str) -> str:
    """Write a piece of a string so that each escape is one, and a control character is."""
    if "\\" in body:
        body = _BACKSLASH.sub(_escape, body)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", body)


def _escape(found: re.Match[str]) -> str:
    if found["good"]:
        return found[0]
    return r"\ufffd" if found["half"] else r"\\"


def _half(body: str) -> int:
    """Count the characters of an escape at the end to which the next one may belong."""
    if not _FIRST_HALF.fullmatch(body[-_ESCAPE:]):
        return 0
    before = body[:-_ESCAPE]
    return 0 if (len(before) - len(before.rstrip("\\"))) % 2 else _ESCAPE


def _decoder(head: bytes) -> tuple[codecs.IncrementalDecoder, bytes]:
    """Choose how a document's bytes are read, and take its byte-order mark away."""
    name = encoding.wide(head)
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    errors = "replace" if name else "amity.windows"
    return codecs.getincrementaldecoder(name or "utf-8")(errors), head
