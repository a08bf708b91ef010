"""Stamped lines: chats written as text; a day and a time, in any country's form, begin each message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from amity.formats.encoding import decode
from amity.formats.lines import CUT, lines

_BEGINNING = 400
"""Characters of a file's first line in which its stamp stands."""
KEPT = 1 << 16
"""Characters of one message; the rest of a longer one is not looked at."""
_STAMP = re.compile(
    r"[\u200e\u200f\u202a-\u202e]{0,4}(\[?)[\u200e\u200f]{0,2}"
    r"(\d{1,4})([./-] ?|년 )(\d{1,2})(?:[./-] ?|월 )(\d{1,4})일?([^\d\[\]]{1,16})"
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?([^\d\[\]-]{0,12}?)(\] ?|[ \u00a0][-–] )"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SENDER = re.compile(r"([^:\n]{1,100}):(?: |$)")
_QUOTE = re.compile('["“”„«»]')
_FORENOON = frozenset(("am", "vorm", "上午", "오전", "午前", "ص", "πμ", "fm", "de", "öö"))
_AFTERNOON = frozenset(("pm", "nachm", "下午", "오후", "午後", "م", "μμ", "em", "du", "ös"))
_BETWEEN = frozenset(("à", "klo", "kl", "г", "um", "at", "om"))  # noqa: RUF001 - Bulgarian
"""Words of several countries between a day and its time, besides those that name the half of the day."""
_LEVELS = [
    [level]
    for level in (
        "trace", "debug", "info", "notice", "warn", "warning", "error", "severe", "critical", "fatal"
    )
]  # fmt: skip
"""What stands where a sender would in the logs of programs."""
_FULL_YEAR = 4
_MONTHS_FIRST = frozenset({"US"})
Order = str
"""In which order the three numbers of a day stand: `dmy`, `mdy` or `ymd`."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The day and time before a message, as far as they can be known without the order of day and month."""

    numbers: tuple[str, str, str]
    clock: tuple[int, int, int]
    bracketed: bool = False
    exact: bool = False
    """Whether the seconds are written."""
    comma: bool = False
    """Whether a comma stands between day and time."""
    dotted: bool = False
    """Whether points stand in the day: nobody who writes them puts the month first."""

    @property
    def year_first(self) -> bool:
        """Whether the day begins with its year, as in most machines' logs."""
        return len(self.numbers[0]) == _FULL_YEAR

    def at(self, order: Order) -> datetime | None:
        """Give the moment when the numbers stand in this order; a time without a zone is taken as UTC."""
        said = dict(zip(order, self.numbers, strict=True))
        if len(said["d"]) > 2 or len(said["y"]) not in {2, _FULL_YEAR}:  # noqa: PLR2004 - digits of a day or year
            return None
        year = int(said["y"]) + (2000 if len(said["y"]) != _FULL_YEAR else 0)
        try:
            return datetime(year, int(said["m"]), int(said["d"]), *self.clock, tzinfo=UTC)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Entry:
    """One message or notice of the file; without a stamp it is text that stands before them all."""

    line: int
    stamp: Stamp | None
    text: str
    cut: bool = False
    """Whether a line of it was too long to be read."""

    def parts(self) -> tuple[str, str]:
        """Give who wrote it and what; for a notice of the program the sender is empty."""
        found = _SENDER.match(self.text)
        if found is None or len(_QUOTE.findall(found[1])) % 2:
            return "", self.text
        return found[1].strip(), self.text[found.end() :]


def entries(stream: BinaryIO) -> Iterator[Entry]:
    """Yield what is written, one entry for each stamp, with the lines that go on with it."""
    draft = _Draft(0)
    for number, line in enumerate(lines(stream), 1):
        cut = line is CUT
        begun = None if cut else begin(line[:-1])
        if begun is not None:
            yield from draft.whole()
            draft = _Draft(number, begun[0])
            draft.add(begun[1])
        elif cut or draft.line or line.strip():
            draft.line = draft.line or number
            draft.cut = draft.cut or cut
            draft.add("" if cut else line[:-1])
    yield from draft.whole()


@dataclass(slots=True)
class _Draft:
    """An entry whose lines are still coming."""

    line: int
    stamp: Stamp | None = None
    written: list[str] = field(default_factory=list)
    size: int = 0
    cut: bool = False

    def add(self, text: str) -> None:
        """Add a line, as long as there is room."""
        if self.size < KEPT:
            self.written.append(text)
            self.size += len(text) + 1

    def whole(self) -> Iterator[Entry]:
        """Give the entry, if there is one."""
        if self.line:
            yield Entry(self.line, self.stamp, "\n".join(self.written)[:KEPT], self.cut)


def begin(line: str) -> tuple[Stamp, str] | None:
    """Read the stamp at the beginning of a line, and give it with the rest of the line; None without one."""
    found = _STAMP.match(line)
    if found is None or (found[1] == "[") != found[11].startswith("]"):
        return None
    half = _half(found[6], found[10])
    if half is None:
        return None
    hour = int(found[7])
    if half and hour <= 12:  # noqa: PLR2004 - hours of half a day
        hour = hour % 12 + (12 if half == "pm" else 0)
    numbers = (found[2], found[4], found[5])
    clock = (hour, int(found[8]), int(found[9] or 0))
    stamp = Stamp(numbers, clock, found[1] == "[", found[9] is not None, "," in found[6], "." in found[3])
    return stamp, line[found.end() :]


def _half(before: str, after: str) -> str | None:
    """Tell which half of the day is named around a time, none being ''; None for words that are no time's."""
    words = [word.casefold() for word in _LETTERS.findall(f"{before} {after}")]
    named = "".join(word for word in words if word not in _BETWEEN)
    if named in _FORENOON:
        return "am"
    if named in _AFTERNOON:
        return "pm"
    return None if named else ""


class Orders:
    """Which order of day, month and year a whole file is written in, found from all of its stamps."""

    def __init__(self, *, latest: datetime, region: str | None) -> None:
        """Take the last moment that can be true, and the owner's country, which decides in the end."""
        first: tuple[Order, ...] = ("mdy", "dmy") if region in _MONTHS_FIRST else ("dmy", "mdy")
        self._latest = latest
        self._faults: dict[Order, list[int]] = {order: [0, 0, 0] for order in (*first, "ymd")}
        self._last: dict[Order, datetime] = {}
        self._dotted = False

    def see(self, stamp: Stamp) -> None:
        """Count what speaks against each order: no such day, one to come, one before the last."""
        self._dotted = self._dotted or stamp.dotted
        for order, faults in self._faults.items():
            at = stamp.at(order)
            if at is None:
                faults[0] += 1
                continue
            faults[1] += at > self._latest
            faults[2] += at < self._last.get(order, at)
            self._last[order] = at

    def best(self) -> Order:
        """Give the order that least speaks against."""
        return min(self._faults, key=lambda one: (*self._faults[one], self._dotted and one == "mdy"))


def chat(head: bytes) -> list[Entry]:
    """Give the entries at the beginning of a chat; nothing for what is none.

    A chat begins with a stamp, somebody writes in its first lines, and it is no program's log.
    """
    start = decode(head).replace("\x00", "").lstrip()
    if begin(start[:_BEGINNING].partition("\n")[0]) is None:
        return []
    found = list(entries(BytesIO(head)))
    senders = {entry.parts()[0] for entry in found if entry.stamp is not None}
    logged = any(_LETTERS.findall(sender.casefold())[-1:] in _LEVELS for sender in senders)
    return found if found[0].stamp is not None and senders - {""} and not logged else []
