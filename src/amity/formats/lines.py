"""Lines: a stream of bytes as lines of text, whatever ends and encodes them, in bounded memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from amity.formats.encoding import decode, wide

LONGEST = 1 << 20
"""Characters of one line; a longer one is told as `CUT`."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CUT = "\x1fcut\x1f\n"
"""Stands for a line that was too long to be kept. Compare it with `is`."""


def lines(stream: BinaryIO, *, folded: bool = False) -> Iterator[str]:
    r"""Yield each line with `\n` at its end and without NULs; with `folded`, content lines (RFC 5545 3.1).

    Text that is not UTF-16 is unfolded as bytes, because a fold may cut a character, and decoded line by
    line, so that one badly encoded line cannot spoil the others.
    """
    start = stream.read(4096)
    two_bytes = wide(start)
    for mark in _MARKS:
        start = start.removeprefix(mark)
    raw = io.BufferedReader(_Joined(start, stream))
    text = io.TextIOWrapper(raw, encoding=two_bytes or "latin-1", errors="replace", newline="")
    for line in _unfolded(_physical(text)) if folded else _physical(text):
        if line is CUT:
            yield CUT
        else:
            plain = line if two_bytes or line.isascii() else decode(line.encode("latin-1"))
            if two_bytes and plain == "\ufffd":  # half a character at the end of a file that was cut off
                continue
            yield plain.replace("\x00", "") + "\n"


def _physical(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST):
        if len(line) == LONGEST and _skip_rest(text, line):
            yield CUT
        else:
            yield line.rstrip("\r\n")


def _skip_rest(text: io.TextIOWrapper, line: str) -> bool:
    """Read on to the end of an over-long line; False when it was at its end."""
    start = line
    while line and not line.endswith(("\n", "\r")):
        line = text.readline(LONGEST)
    return line is not start


def _unfolded(physical: Iterator[str]) -> Iterator[str]:
    """Join lines that begin with a space or tab to the one before; what grows too long becomes `CUT`."""
    parts: list[str] = []
    size = 0
    for line in physical:
        if line[:1] in {" ", "\t"} and parts:
            size += len(line)
            if size <= LONGEST:
                parts.append(line[1:])
        else:
            yield from _together(parts, size)
            parts, size = [line], len(line)
    yield from _together(parts, size)


def _together(parts: list[str], size: int) -> Iterator[str]:
    if parts:
        yield CUT if size > LONGEST or parts[0] is CUT else "".join(parts)


def joined(start: bytes, rest: BinaryIO) -> BinaryIO:
    """Make one stream of a beginning that was already read and what follows."""
    return io.BufferedReader(_Joined(start, rest))


class _Joined(io.RawIOBase):
    """A stream whose beginning was already read: that beginning, then the rest. Never closes the stream."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self.start = start
        self.rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        chunk = self.start[:size] if self.start else self.rest.read(size)
        self.start = self.start[size:]
        buffer[: len(chunk)] = chunk
        return len(chunk)
