"""iCalendar: a stream cut into its calendars, time zones and events, however broken the file is (RFC 5545).

Only the lines that say when, where, what and with whom are kept, so that a description, an attachment or an
alarm costs no memory and cannot spoil its event. What the lines mean is read in `recurrence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from amity.formats.lines import CUT, lines

LARGEST = 1 << 18
"""Characters of one event that are kept; a larger one is left out."""
FULL = 1 << 25
"""Characters after which a calendar is handed over in parts."""
_KEPT = frozenset(
    [
        "UID",
        "DTSTART",
        "DTEND",
        "DURATION",
        "SUMMARY",
        "LOCATION",
        "ORGANIZER",
        "ATTENDEE",
        "STATUS",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "SEQUENCE",
    ]
)
_HEADER = frozenset(["X-WR-CALNAME", "X-WR-TIMEZONE", "X-OWNER", "X-WR-OWNER", "METHOD"])
_NAME = re.compile(r"[A-Za-z0-9-]{1,40}(?=[;:])")
_LINE = re.compile(r"(?:[^\":]|\"[^\"]*\")*?:")
_ZONE_LINES = 400
_ZONES = 600


@dataclass(slots=True)
class Event:
    """One VEVENT: its number in the file, and its own lines. Not `whole` when the file ends in it."""

    number: int
    lines: list[str] = field(default_factory=list)
    size: int = 0
    whole: bool = True

    @property
    def place(self) -> str:
        """Where the event stands, for people."""
        return f"event {self.number}"

    def value(self, name: str) -> str:
        """Give the first line of a name, its value without parameters; the empty text when there is none."""
        return next((value_of(line) for line in self.lines if name_of(line) == name), "")

    def has(self, name: str) -> bool:
        """Tell whether there is a line of this name."""
        return any(name_of(line) == name for line in self.lines)

    def add(self, line: str) -> None:
        """Keep a line if it says something that is read."""
        if name_of(line) in _KEPT:
            self.size += len(line)
            if self.size <= LARGEST:
                self.lines.append(line)


@dataclass(slots=True)
class Calendar:
    """One VCALENDAR, or a part of a very large one: its own lines by name, its time zones, its events."""

    header: dict[str, str] = field(default_factory=dict)
    zones: list[list[str]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    size: int = 0


def name_of(line: str) -> str:
    """Give a content line's name in capitals, without parameters."""
    found = _NAME.match(line)
    return found[0].upper() if found else ""


def value_of(line: str) -> str:
    """Give what stands after a content line's name and parameters; colons in quotes are no end of them."""
    if '"' not in line:
        return line.partition(":")[2].strip()
    found = _LINE.match(line)
    return (line[found.end() :] if found else line.partition(":")[2]).strip()


def calendars(stream: BinaryIO) -> Iterator[Calendar]:
    """Yield the calendars of a stream, each with every VEVENT in it; events outside a calendar count, too."""
    reader = _Reader()
    for line in lines(stream, folded=True):
        if line is not CUT:
            yield from reader.read(line.strip())
    yield from reader.end()


@dataclass(slots=True)
class _Reader:
    """Where the splitter stands: the calendar, and what in it is open."""

    calendar: Calendar = field(default_factory=Calendar)
    event: Event | None = None
    zone: list[str] | None = None
    inner: int = 0
    count: int = 0

    def read(self, line: str) -> Iterator[Calendar]:
        """Take one content line; yield the calendar that it ends."""
        mark, _, kind = line.upper().partition(":")
        if mark == "BEGIN":
            yield from self._begin(kind.strip(), line)
        elif mark == "END":
            yield from self._end(kind.strip(), line)
        elif self.zone is not None:
            self._zone_line(self.zone, line)
        elif self.event is not None:
            if not self.inner:
                self.event.add(line)
        elif not self.inner and (name := name_of(line)) in _HEADER:
            self.calendar.header.setdefault(name, value_of(line))

    def end(self) -> Iterator[Calendar]:
        """Hand over what is left at the end of the file, which may have been cut off within an event."""
        if self.event is not None:
            self.event.whole = False
        self._close_event()
        yield from self._hand_over(Calendar())

    def _begin(self, kind: str, line: str) -> Iterator[Calendar]:
        if kind == "VCALENDAR":
            self._close_event()
            yield from self._hand_over(Calendar())
        elif kind == "VEVENT":
            self._close_event()
            self.count += 1
            self.event = Event(self.count)
        elif kind == "VTIMEZONE" and self.event is None:
            self.zone = [line]
        elif self.zone is not None:
            self._zone_line(self.zone, line)
        else:
            self.inner += 1

    def _end(self, kind: str, line: str) -> Iterator[Calendar]:
        if kind == "VCALENDAR":
            self._close_event()
            yield from self._hand_over(Calendar())
        elif kind == "VEVENT":
            self._close_event()
            if self.calendar.size > FULL:
                yield from self._hand_over(Calendar(self.calendar.header, self.calendar.zones))
        elif self.zone is not None:
            self._zone_line(self.zone, line)
            if kind == "VTIMEZONE":
                if len(self.zone) < _ZONE_LINES and len(self.calendar.zones) < _ZONES:
                    self.calendar.zones.append(self.zone)
                self.zone = None
        else:
            self.inner = max(0, self.inner - 1)

    @staticmethod
    def _zone_line(zone: list[str], line: str) -> None:
        if len(zone) < _ZONE_LINES:
            zone.append(line)

    def _close_event(self) -> None:
        if self.event is not None:
            self.calendar.events.append(self.event)
            self.calendar.size += self.event.size
        self.event, self.zone, self.inner = None, None, 0

    def _hand_over(self, following: Calendar) -> Iterator[Calendar]:
        if self.calendar.events:
            yield self.calendar
        self.calendar = following
