"""Documents: the values of a JSON file of any size, each with its place in it, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO

import ijson

from amity.core.findings import Problem
from amity.formats import encoding, json_text

Path = tuple[str | int, ...]
"""The keys and numbers that lead to a value: ("chats", "list", 0, "name")."""
DEEPEST = 1_000
"""Containers inside each other; where there are more the reading ends."""
NEAR = 8
"""Steps of a path to which a value may be asked for."""
INNER = 100
"""Containers inside each other in one answer; what lies deeper is left out of it."""
LARGEST = 16 * 1024 * 1024
"""Characters of one answer, each value counting for at least thirty; what is more is left out of it."""
ITEM = "[]"
"""The step of a pattern into any item of a list."""
_KEY = 200
_VALUE = 30
_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})
_CUT_OFF = Problem("end", "cut-off", "This file breaks off or is damaged here; what stood before is kept.")
_TOO_DEEP = Problem(
    "end", "too-deep", f"This file nests deeper than {DEEPEST} levels; what stood before is kept."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One value and where it stands; not `whole` where something too long or deep is left out."""

    path: Path
    value: Any
    whole: bool = True


class Document:
    """A JSON file being read. Iterate over it once; `fault` is then the problem that ended it too soon.

    Yields a part for every value whose path is `wanted`, in the order of the file. Nothing inside a value
    that was given is asked for again.
    """

    def __init__(self, stream: BinaryIO, wanted: Callable[[Path], bool]) -> None:
        """Take the file, and which paths are wanted."""
        self._stream, self._wanted = stream, wanted
        self._places: list[str | int] = []
        self._answer: _Answer | None = None
        self.fault: Problem | None = None

    def __iter__(self) -> Iterator[Part]:
        """Yield what is wanted, in order."""
        depth = 0
        try:
            for event, said in ijson.basic_parse(json_text.JsonText(self._stream), buf_size=json_text.CHUNK):
                depth += (event in _STARTS) - (event in _ENDS)
                if depth > DEEPEST:
                    self.fault = _TOO_DEEP
                    return
                if (part := self._take(event, said)) is not None:
                    yield part
        except (ijson.JSONError, ArithmeticError, UnicodeError):
            self.fault = _CUT_OFF

    def _take(self, event: str, said: Any) -> Part | None:  # noqa: ANN401 - whatever JSON holds
        if self._answer is not None:
            if not self._answer.takes(event, said):
                return None
            made, self._answer = self._answer, None
            return Part(tuple(self._places), made.root, made.whole)
        if event == "map_key":
            self._places[-1] = said[:_KEY]
        elif event in _ENDS:
            self._places.pop()
        elif self._asked():
            if event not in _STARTS:
                plain = _uncut(said)
                return Part(tuple(self._places), plain, plain is said)
            self._answer = _Answer()
            self._answer.takes(event, said)
        elif event in _STARTS:
            self._places.append("" if event == "start_map" else -1)
        return None

    def _asked(self) -> bool:
        """Step on to the value that begins here, and tell whether it is wanted."""
        places = self._places
        if places and isinstance(places[-1], int):
            places[-1] += 1
        return len(places) <= NEAR and self._wanted(tuple(places))


def at(*patterns: Path) -> Callable[[Path], bool]:
    """Want every value at one of these paths, in which `ITEM` stands for any number."""
    known = frozenset(patterns)
    return lambda path: shape(path) in known


def shape(path: Path) -> Path:
    """Give a path with `ITEM` for every number."""
    return tuple(ITEM if isinstance(step, int) else step for step in path)


def opening(head: bytes) -> str:
    """Give the beginning of an object as text; nothing where a file does not begin with one."""
    start = encoding.decode(head[:4096]).lstrip("\ufeff \t\r\n")
    return start if start.startswith("{") else ""


def beginning(head: bytes, wanted: Callable[[Path], bool]) -> Iterator[Part]:
    """Yield what is wanted of an object's beginning; nothing where a file does not begin with an object."""
    return iter(Document(BytesIO(head), wanted) if opening(head) else ())


@dataclass(slots=True)
class _Answer:
    """One wanted object or list, put together from its events."""

    root: Any = None
    whole: bool = True
    _open: list[Any] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)
    _below: int = 0
    _room: int = LARGEST

    def takes(self, event: str, value: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
        """Take the next event; True when the value is whole."""
        if self._below:
            self._below += (event in _STARTS) - (event in _ENDS)
        elif event == "map_key":
            self._keys[-1] = value[:_KEY]
        elif event in _ENDS:
            self._open.pop()
            self._keys.pop()
        elif event not in _STARTS:
            plain = _uncut(value)
            self.whole = self.whole and plain is value
            self._put(plain)
        elif len(self._open) < INNER:
            self._enter({} if event == "start_map" else [])
        else:
            self._below, self.whole = 1, False
        return not self._open

    def _enter(self, inner: Any) -> None:  # noqa: ANN401 - an object or a list
        if self._open:
            self._put(inner)
        else:
            self.root = inner
        self._open.append(inner)
        self._keys.append("")

    def _put(self, value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        into, key = self._open[-1], self._keys[-1]
        self._room -= _VALUE + (len(value) if isinstance(value, str) else 0)
        if self._room < 0:
            self.whole = False
        elif isinstance(into, dict):
            into[key] = value
        else:
            into.append(value)


def _uncut(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return value[:-1] if isinstance(value, str) and json_text.cut(value) else value
