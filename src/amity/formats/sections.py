"""Sections: several tables in one text, each below a line `=== NAME ===`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = re.compile(r"={2,5} ?([A-Z][A-Z0-9 &/_-]{0,40}?) ?={2,5}")
_LONGEST = 60


@dataclass(slots=True)
class _Reader:
    """Lines with one of them in view, so that a section ends before the next one's head is taken."""

    text: Iterator[str]
    number: int = 0
    line: str | None = None
    following: str | None = None

    def step(self) -> None:
        self.line, self.following = self.following, next(self.text, None)
        self.number += 1

    def head(self) -> str:
        """Give the name of the section whose head is in view: one that column names follow."""
        line, following = (self.line or "").strip(), (self.following or "").lstrip(' "\t')
        found = _HEAD.fullmatch(line) if len(line) <= _LONGEST else None
        return found[1] if found and following.startswith("ID") else ""

    def body(self) -> Iterator[str]:
        """Give the lines up to the next head."""
        while self.line is not None and not self.head():
            yield self.line
            self.step()


def sections(text: Iterator[str]) -> Iterator[tuple[str, int, Iterator[str]]]:
    """Yield each section: its name, how many lines stand before it, and its lines, to be read at once.

    Only a head that a line beginning with `ID` follows is one: the words may stand in somebody's note.
    """
    reader = _Reader(text, following=next(text, None), number=0)
    reader.step()
    for _before in reader.body():
        pass
    while name := reader.head():
        before = reader.number
        reader.step()
        yield name, before, reader.body()
        for _left in reader.body():
            pass
