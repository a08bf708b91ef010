"""Mbox: a stream of mails cut into their header blocks, in bounded memory; a single mail is a box of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

READ = 8 * 1024 * 1024
"""Bytes asked of the stream at a time."""
LIMIT = 256 * 1024
"""Bytes of a header block that are looked at; what is longer is cut there."""
_BEFORE = 80
_AFTER = 4096
"""Bytes before and after a line that begins with "From " that tell whether a mail begins there."""

_LINE = re.compile(rb">?From [^\n]{0,998}\n(?:>From [^\n]{0,998}\n){0,2}")
_BLANK = re.compile(rb"\n\r?\n")
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?(?:\d{1,10}[ \t]{0,20}\r?\n)?[\r\n \t\0]{0,4096}")
"""What may stand before a file's first header: a byte-order mark, the byte count of an .emlx, blank lines."""
_KNOWN = (
    rb"return-path|received|delivered-to|from|to|cc|date|subject|message-id|sender|reply-to|mime-version"
    rb"|status|content-[a-z-]{1,40}|x-[a-z0-9-]{1,60}|dkim-signature|arc-[a-z-]{1,40}"
    rb"|authentication-results|list-[a-z]{1,20}"
)
_QUOTED = rb"(?:>From [^\n]{0,998}\n){0,2}"
_SEPARATOR = re.compile(
    rb"From (?![0-9a-f]{40,64} Mon Sep 17 00:00:00 2001)"
    rb"(?:[^\n]{0,300}?\d:\d\d[^\n]{0,300}\n" + _QUOTED + rb"[!-9;-~]{1,100}[ \t]{0,4}:"
    rb"|[^\n]{0,998}\n" + _QUOTED + rb"(?i:" + _KNOWN + rb")[ \t]{0,4}:)"
)
"""A separator has a time of day and some header after it, or a header that every mail program knows.

The one refused date is Git's: a patch in a mail begins like that, and is no mail of its own.
"""


@dataclass(frozen=True, slots=True)
class Block:
    """One mail's headers: the byte of the stream where the mail begins, and the header lines as they are.

    `boxed` tells whether the stream is an mbox, which may hold more mails, or a single mail; `turned` whether
    its lines end in bare carriage returns, so that reading cannot begin here.
    """

    at: int
    head: bytes
    boxed: bool
    turned: bool = False


def messages(stream: BinaryIO, *, since: int = 0) -> Iterator[Block]:
    """Yield every mail's header block in order; bodies pass by unread, a few megabytes at a time.

    `since` is the byte where a mail of an mbox begins, as an earlier block gave it: reading goes on there.
    """
    window = _Window(stream, since)
    at: int | None = window.reach(0, LIMIT)
    at = 0 if since else opening(window.data)
    if at == len(window.data):
        return
    boxed = since > 0 or _LINE.match(window.data, at) is not None
    while at is not None:
        at = window.reach(at, LIMIT + _AFTER)
        begin = window.base + at
        head, after = _head(window.data, at)
        yield Block(begin, head, boxed, window.turned)
        at = _next(window, after) if boxed else None


def opening(start: bytes) -> int:
    """Give the place in a file's first bytes where its first line of text stands."""
    found = _OPENING.match(start)
    return found.end() if found else 0


def is_box(start: bytes) -> bool:
    """Tell whether a file's first bytes are a separator line with a header after it."""
    at = opening(start)
    return bool(_SEPARATOR.match(start, at + start.startswith(b">", at)))


class _Window:
    """A stretch of the stream: its bytes, the place of the first one, and whether the stream has ended."""

    __slots__ = ("_part", "_stream", "base", "data", "ended", "turned")

    def __init__(self, stream: BinaryIO, since: int) -> None:
        self.data, self.base, self.ended = b"", since, False
        self._stream, self.turned, self._part = stream, False, since % READ

    def reach(self, at: int, size: int) -> int:
        """Have `size` bytes from `at` on where the stream has them; give the place where `at` now lies."""
        have = len(self.data) - at
        if have >= size or self.ended:
            return at
        parts = [self.data[at:]]
        self.data, self.base = b"", self.base + at
        while have < size and not self.ended:
            parts.append(self._read())
            have += len(parts[-1])
        self.data = b"".join(parts)
        return 0

    def _read(self) -> bytes:
        """Read on; a file whose lines end in a bare carriage return is turned, byte for byte.

        Whoever begins in the middle reads up to where everybody else's piece ends, and decides as they would.
        """
        read = self._stream.read(READ - self._part)
        self.ended = not read
        self.turned = self.turned or (not self._part and b"\r" in read and b"\n" not in read)
        self._part = 0
        return read.replace(b"\r", b"\n") if self.turned else read


def _head(data: bytes, at: int) -> tuple[bytes, int]:
    """Give the header block of the mail at `at`, and the place from which the next one is looked for."""
    line = _LINE.match(data, at)
    start = line.end() if line else at
    blank = _BLANK.search(data, max(start - 1, 0), start + LIMIT)
    if blank:
        return data[start : blank.start() + 1], blank.start()
    return data[start : start + LIMIT], min(start + LIMIT, len(data))


def _next(window: _Window, at: int) -> int | None:
    """Find the next separator from `at` on; None at the end."""
    while True:
        found = window.data.find(b"\nFrom ", at)
        if found < 0:
            if window.ended:
                return None
            keep = max(at, len(window.data) - _BEFORE - 8)
            at = window.reach(keep, len(window.data) - keep + 1)
            continue
        context = min(found, _BEFORE)
        found = window.reach(found - context, _BEFORE + _AFTER) + context
        if _after_blank(window.data, found) and _SEPARATOR.match(window.data, found + 1):
            return found + 1
        at = found + 1


def _after_blank(data: bytes, newline: int) -> bool:
    """Tell whether the line that ends at `newline` is blank, or holds only spaces and NULs."""
    return data[max(newline - _BEFORE, 0) : newline].rstrip(b"\0 \t\r").endswith(b"\n")
