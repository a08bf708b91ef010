"""Documents: JSON files part by part, whatever their size, without ever failing on what stands in them.

The text is made plain before the parser sees it: any encoding becomes UTF-8, a string beyond `LONGEST` ends
there, and a number keeps its first hundred digits, because the parser holds both whole (and a number of more
than 4,300 digits ends the process).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import ijson

from amity.core.findings import Problem
from amity.formats import encoding

LONGEST = 1_000_000
"""Characters of one string, about; what stands behind them is passed over."""
DEEPEST = 100
"""Levels of nesting; no program writes more."""
LARGEST = 16 * 1024 * 1024
"""Characters of one part, each value counting for at least thirty."""
ITEM = "[]"
"""The step of a path into any item of a list."""
_CHUNK = 65_536
_DIGITS = 100
_VALUE = 30
_MARK = "\uffff"
_BODY = re.compile(r'(?:[^"\\]++|\\(?:[^u]|u[0-9a-fA-F]{4}))*+', re.DOTALL)
_NUMBER = re.compile(r"\d{100,}")
_ESCAPE = 6

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a document and where it stands; not `whole` where something too long was left out."""

    path: Path
    value: Any
    whole: bool = True


def parts(
    stream: BinaryIO, wanted: frozenset[Path], ends: frozenset[Path] = frozenset()
) -> Iterator[Part | Problem]:
    """Yield every value at a `wanted` path as it comes, and a part without value where one of `ends` closes.

    Where the document breaks off or stops being JSON, the last thing given is a `Problem`.
    """
    walk = _Walk(wanted, ends)
    try:
        for event, value in ijson.basic_parse(_Plain(stream), buf_size=_CHUNK):
            if (part := walk.take(event, value)) is not None:
                yield part
            if len(walk.path) > DEEPEST:
                yield Problem("the file", "too-deep", f"This file nests deeper than {DEEPEST} levels.")
                return
    except (ijson.JSONError, ArithmeticError, UnicodeError):
        yield Problem(
            "the file", "cut-off", "This file breaks off or is damaged; what stood before that is kept."
        )


def text(value: object) -> str:
    """Give a plain value as text that can be kept; nothing for none, a list or an object."""
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else encoding.storable(str(value)).strip()


def leaves(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every plain value that is not empty, under the names that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{name} {encoding.storable(key)[:200]}".strip())
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    elif said := text(value):
        yield name, said


def objects(value: object) -> list[dict[str, Any]]:
    """Give the objects in a list, and nothing for what is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


@dataclass(slots=True)
class Fields:
    """The values of one object, of which each can be taken once; what is never taken is still there."""

    left: dict[str, Any]

    def take(self, name: str) -> str:
        """Use a plain value up and give its text; a list or an object stays."""
        if isinstance(self.left.get(name), dict | list):
            return ""
        return text(self.left.pop(name, None))

    def inner(self, name: str) -> Fields:
        """Use an object up and give its own values; anything else stays."""
        return Fields(dict(self.left.pop(name)) if isinstance(self.left.get(name), dict) else {})

    def all(self, name: str) -> list[Any]:
        """Use a list up and give its items; anything else stays."""
        return list(self.left.pop(name)) if isinstance(self.left.get(name), list) else []

    def rest(self, *but: str) -> list[tuple[str, str]]:
        """Give what was never taken, flat, except for the names in `but`."""
        return list(leaves({name: value for name, value in self.left.items() if name not in but}))


@dataclass(slots=True)
class _Walk:
    """Where in the document the parser stands, and the part that is being built there."""

    wanted: frozenset[Path]
    ends: frozenset[Path]
    path: list[str] = field(default_factory=list)
    building: _Build | None = None

    def take(self, event: str, value: Any) -> Part | None:  # noqa: ANN401 - whatever JSON holds
        if event == "map_key":
            self.path[-1] = value[:200]
        if self.building is not None:
            self._move(event)
            if not self.building.take(event, value):
                return None
            made, self.building = self.building, None
            return Part(tuple(self.path), made.root, made.whole)
        at = tuple(self.path) if event not in {"map_key", "end_map", "end_array"} else ()
        if at in self.wanted and event.startswith("start_"):
            self.building = _Build()
            self.building.take(event, value)
        self._move(event)
        if at in self.wanted and not event.startswith("start_"):
            plain = _unmarked(value)
            return Part(at, plain, plain is value)
        closed = event.startswith("end_") and tuple(self.path) in self.ends
        return Part(tuple(self.path), None) if closed else None

    def _move(self, event: str) -> None:
        if event.startswith("start_"):
            self.path.append(ITEM if event == "start_array" else "")
        elif event.startswith("end_"):
            self.path.pop()


@dataclass(slots=True)
class _Build:
    """An object or list being put together from the parser's events."""

    root: Any = None
    whole: bool = True
    open: list[tuple[Any, list[str]]] = field(default_factory=list)
    left: int = LARGEST

    def take(self, event: str, value: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
        """Take one event, and tell whether it was the last one."""
        if event in {"start_map", "start_array"}:
            made: Any = {} if event == "start_map" else []
            self._put(made)
            self.open.append((made, [""]))
        elif event in {"end_map", "end_array"}:
            self.root = self.open.pop()[0]
            return not self.open
        elif event == "map_key":
            self.open[-1][1][0] = value[:200]
        else:
            plain = _unmarked(value)
            self.whole = self.whole and plain is value
            self._put(plain)
        return False

    def _put(self, value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        self.left -= _VALUE + (len(value) if isinstance(value, str) else 0)
        if not self.open:
            return
        container, key = self.open[-1]
        if self.left < 0:
            self.whole = False
        elif isinstance(container, dict):
            container[key[0]] = value
        else:
            container.append(value)


def _unmarked(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return value[:-1] if isinstance(value, str) and value.endswith(_MARK) else value


class _Plain:
    """A stream of JSON as the parser can bear it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder: codecs.IncrementalDecoder | None = None
        self._carry, self._inside, self._kept, self._digits, self._done = "", False, 0, 0, False

    def read(self, size: int = -1) -> bytes:
        """Give the next piece; the parser takes whatever size it has."""
        while size and not self._done:
            raw = self._stream.read(_CHUNK)
            self._done = not raw
            if self._decoder is None:
                self._decoder, raw = _decoder(raw)
            if told := self._pass(self._decoder.decode(raw, final=self._done)):
                return told.encode()
        return b""

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
        bare = piece.lstrip("0123456789")
        lead = len(piece) - len(bare)
        kept = piece[: min(lead, max(_DIGITS - self._digits, 0))]
        out.append(kept + _NUMBER.sub(lambda found: found[0][:_DIGITS], bare))
        tail = len(bare) - len(bare.rstrip("0123456789"))
        self._digits = tail if bare else self._digits + lead
        if end < 0:
            return len(chunk)
        out.append('"')
        self._inside, self._kept, self._digits = True, 0, 0
        return end + 1

    def _string(self, chunk: str, at: int, out: list[str]) -> int:
        """Pass on a string as far as it is short enough, and go on behind its end."""
        found = _BODY.match(chunk, at)
        end = found.end() if found else at
        if self._kept <= LONGEST:
            out.append(chunk[at:end])
        self._kept += end - at
        if end == len(chunk):
            return end
        if chunk[end] == '"':
            out.append(_MARK + '"' if self._kept > LONGEST else '"')
            self._inside = False
        elif len(chunk) - end < _ESCAPE and not self._done:
            self._carry = chunk[end:]
            return len(chunk)
        else:
            out.append(chunk[end])
        return end + 1


def _decoder(head: bytes) -> tuple[codecs.IncrementalDecoder, bytes]:
    """Choose how a document's bytes are read, and take its byte-order mark away."""
    name = encoding.wide(head)
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    errors = "replace" if name else "amity.windows"
    return codecs.getincrementaldecoder(name or "utf-8")(errors), head
