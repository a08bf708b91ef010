"""Elements: a stream of XML as the records in it, one at a time; a broken one costs itself and no other.

The parser is defusedxml's: a document type or an entity of one's own ends the reading. No tree is built, so
memory is that of one record. Where the text breaks XML's rules, reading goes on at the next record's tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Literal, NamedTuple

from amity.formats import markup

DEEPEST = 100
"""Elements within elements; deeper ones are no record."""
LONGEST = 2 << 20
"""Bytes of one tag."""
ROOM = 1 << 20
"""Characters of what stands within one record; the rest of it is passed over."""
MOST_INSIDE = 2_000
MOST_FAULTS = 10_000
"""Broken places after which the rest of a file is given up."""

Code = Literal["unreadable", "cut-off", "forbidden"]
Attributes = dict[str, str]


@dataclass(slots=True)
class Element:
    """One record: its tag, the line it begins on, its attributes, and the elements within it."""

    name: str
    line: int
    attributes: Attributes
    inside: list[tuple[str, Attributes]] = field(default_factory=list)


_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
"""A root's name that can be written again for the parser that goes on after a fault."""


class Fault(NamedTuple):
    """A place where the text is no XML: its line, and what became of it."""

    line: int
    code: Code


class _Stop(Exception):  # noqa: N818 - no error of ours
    """The parser is told to stop."""


def read(stream: BinaryIO, names: Iterable[str]) -> Iterator[Element | Fault]:
    """Yield every element of these names below the root in its order, and every fault between them."""
    yield from _Reading(tuple(names)).read(markup.clean(stream))


class _Target:
    """What the parser speaks to: it gathers the records of one piece."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.done: list[Element] = []
        self.root = ""
        self.line: Callable[[], int] = int
        self._names, self._depth, self._room = frozenset(names), 0, 0
        self._open: Element | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        self.root = self.root or tag
        if self._depth > DEEPEST:
            raise _Stop
        if self._open is not None:
            self._room -= sum(map(len, attributes.values()))
            if self._room >= 0 and len(self._open.inside) < MOST_INSIDE:
                self._open.inside.append((tag, attributes))
        elif self._depth == 2 and tag in self._names:  # noqa: PLR2004 - right below the root
            self._open, self._room = Element(tag, self.line(), attributes), ROOM

    def end(self, _tag: str) -> None:
        self._depth -= 1
        if self._depth == 1 and self._open is not None:
            self.done.append(self._open)
            self._open = None

    def close(self) -> None:
        """Do nothing: there is no tree."""


class _Reading:
    """One pass over a file: a parser, or, after a fault, none until the next record begins."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names, self._faults = names, 0
        self._record = re.compile(rf"<(?:{'|'.join(names)})[\s/>]".encode())
        self._overlap = max(map(len, names)) + 1
        self._begin(line=1)

    def read(self, pieces: Iterable[bytes]) -> Iterator[Element | Fault]:
        held = b""
        for piece in pieces:
            rest = memoryview(held + piece if held else piece)
            held = b""
            while rest and self._faults <= MOST_FAULTS:
                if self._lost:
                    rest, held = self._found(rest)
                    continue
                rest, fault = self._feed(rest)
                yield from self._target.done
                self._target.done = []
                if fault is not None:
                    yield fault
                    if fault.code == "forbidden":
                        return
        if not self._lost and self._faulty(self._parser.close):
            yield from self._target.done
            yield Fault(self._line(), "cut-off")

    def _begin(self, *, line: int, root: str | None = None) -> None:
        """Take a new parser, already within the root where one was there before."""
        from defusedxml.ElementTree import DefusedXMLParser  # noqa: PLC0415 - paid by those who read XML

        self._target = _Target(self._names)
        self._parser: Any = DefusedXMLParser(target=self._target, encoding="utf-8", forbid_dtd=True)
        self._lost, self._base, self._fed = False, line, 0
        self._target.line = self._line
        if root is not None:
            opening = f"<{root if _PLAIN.fullmatch(root) else 'records'}>".encode()
            self._parser.feed(opening)
            self._fed = len(opening)

    def _line(self) -> int:
        return int(self._base + self._parser.parser.CurrentLineNumber - 1)

    def _feed(self, piece: memoryview) -> tuple[memoryview, Fault | None]:
        """Let the parser read a piece; give what of it is left, and the fault that stopped it."""
        before, self._fed = self._fed, self._fed + len(piece)
        code = self._faulty(lambda: self._parser.feed(piece))
        at = self._parser.parser.CurrentByteIndex
        if code is None and self._fed - max(at, 0) <= LONGEST:
            return piece[:0], None
        self._lost, self._faults = True, self._faults + 1
        fault = Fault(self._line(), code or "unreadable")
        stopped = max(at - before, 0) if code else len(piece)
        self._base = fault.line
        return piece[stopped:], fault

    @staticmethod
    def _faulty(work: Callable[[], object]) -> Code | None:
        from defusedxml.common import DefusedXmlException  # noqa: PLC0415
        from defusedxml.ElementTree import ParseError  # noqa: PLC0415

        try:
            work()
        except (ParseError, _Stop):
            return "unreadable"
        except DefusedXmlException:
            return "forbidden"
        return None

    def _found(self, rest: memoryview) -> tuple[memoryview, bytes]:
        """Look for the next record; give what stands from it on, or the end in which one may have begun."""
        found = self._record.search(rest)
        if found is None:
            self._base += bytes(rest[: -self._overlap]).count(b"\n")
            return rest[:0], bytes(rest[-self._overlap :])
        self._base += bytes(rest[: found.start()]).count(b"\n")
        self._begin(line=self._base, root=self._target.root)
        return rest[found.start() :], b""
