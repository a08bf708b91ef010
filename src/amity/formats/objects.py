"""Objects: the values of a JSON text of any size, each with the place where it stands, in bounded memory."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, BinaryIO

import ijson

Path = tuple[str | int, ...]
"""The keys and numbers that lead to a value: ("chats", "list", 0, "name")."""
LONGEST = 16 * 1024 * 1024
"""Bytes of one text or number; with more the rest is not read."""
DEEPEST = 1_000
"""Containers inside each other; with more the rest is not read."""
NEAR = 8
"""Steps of a path to which a value may be asked for."""
ROOM = 1 << 22
"""Characters and values of one answer; what is more is left out of it."""
_INNER = 32
"""Containers inside each other in one answer; what lies deeper is left out of it."""
_CHUNK = 1 << 16
_MOST = 1 << 20
_LONE = re.compile(
    rb"\\u[dD][c-fC-F][0-9a-fA-F]{2}(?<!\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)
"""The second half of a character without its first, which no text can be made of."""
_TWO = 12
"""Bytes of both halves."""
_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})
_Event = tuple[str, Any]


class Objects:
    """A JSON text being read. Iterate over it once; `broken` then tells whether it ended as it should.

    Yields (path, value) for every value whose path is `wanted`, in the order of the text. Bytes that are not
    UTF-8 become question marks, a byte-order mark is passed over. Nothing inside a value that was given is
    asked for again. A number beyond 64 bits breaks the text off.
    """

    def __init__(self, stream: BinaryIO, wanted: Callable[[Path], bool]) -> None:
        """Take the text, and which paths are wanted."""
        self._stream, self._wanted = stream, wanted
        self.broken = False

    def __iter__(self) -> Iterator[tuple[Path, Any]]:
        """Yield what is wanted, in order."""
        places: list[str | int] = []
        value: _Value | None = None
        for event, said in self._events():
            if value is not None:
                if value.takes(event, said):
                    yield tuple(places), value.root
                    value = None
            elif event == "map_key":
                places[-1] = said
            elif event in _ENDS:
                places.pop()
            elif self._asked(places):
                if event in _STARTS:
                    value = _Value(event)
                else:
                    yield tuple(places), said
            elif event in _STARTS:
                places.append("" if event == "start_map" else -1)
                if len(places) > DEEPEST:
                    self.broken = True
                    return

    def _asked(self, places: list[str | int]) -> bool:
        """Step on to the value that begins here, and tell whether it is wanted."""
        if places and isinstance(places[-1], int):
            places[-1] += 1
        return len(places) <= NEAR and self._wanted(tuple(places))

    def _events(self) -> Iterator[_Event]:
        events: list[_Event] = ijson.sendable_list()
        parser = ijson.basic_parse_coro(events, use_float=True)  # else an integer too long kills the process
        silent = 0
        for chunk in chain(self._chunks(), [None]):
            self.broken = not _given(parser, chunk)
            silent = 0 if events else silent + len(chunk or b"")
            yield from events
            del events[:]
            if self.broken or silent > LONGEST:
                self.broken = True
                return

    def _chunks(self) -> Iterator[bytes]:
        """Give the text in pieces, none of which ends within an escape, and no half character in any."""
        decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        while chunk := self._stream.read(_CHUNK):
            while b"\\" in chunk[-_TWO:] and len(chunk) < _MOST and (more := self._stream.read(_CHUNK)):
                chunk += more
            if text := decoder.decode(chunk):
                yield _LONE.sub(rb"\\ufffd", text.encode())


def _given(parser: Any, chunk: bytes | None) -> bool:  # noqa: ANN401 - ijson has no types
    """Give the parser more, or the end; False when it finds that this is no JSON."""
    try:
        if chunk is None:
            parser.close()
        else:
            parser.send(chunk)
    except (ijson.JSONError, UnicodeDecodeError):
        return False
    return True


class _Value:
    """One wanted object or list, put together from its events."""

    def __init__(self, event: str) -> None:
        self.root: Any = {} if event == "start_map" else []
        self._open: list[Any] = [self.root]
        self._keys: list[str] = [""]
        self._below = 0
        self._room = ROOM

    def takes(self, event: str, value: Any) -> bool:  # noqa: ANN401 - any value of JSON
        """Take the next event; True when the value is whole."""
        if self._below:
            self._below += (event in _STARTS) - (event in _ENDS)
        elif event == "map_key":
            self._keys[-1] = value
        elif event in _ENDS:
            self._open.pop()
            self._keys.pop()
        elif event not in _STARTS:
            self._put(value)
        elif len(self._open) < _INNER:
            inner: Any = {} if event == "start_map" else []
            self._put(inner)
            self._open.append(inner)
            self._keys.append("")
        else:
            self._below = 1
        return not self._open

    def _put(self, value: Any) -> None:  # noqa: ANN401 - any value of JSON
        into, key = self._open[-1], self._keys[-1]
        self._room -= 1 + len(key) + (len(value) if isinstance(value, str) else 0)
        if self._room < 0:
            return
        if isinstance(into, dict):
            into[key] = value
        else:
            into.append(value)
