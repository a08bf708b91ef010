"""iCalendar, written: an event that repeats every week, as a whole file (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

WIDTH = 75
"""Bytes of a line at most, without its end (RFC 5545 3.1)."""
PRODUCT = "-//Amity//Amity//EN"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Weekly:
    """An event of every week. `starts` is without a zone: that time of day wherever its reader is.

    `sequence` grows with each file, so that a calendar program takes the newer one of the same `uid`;
    `stamp` is when the file was made, in UTC.
    """

    uid: str
    starts: datetime
    minutes: int
    title: str
    text: str
    stamp: datetime
    sequence: int


def weekly(event: Weekly) -> bytes:
    """Write the file of one weekly event."""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    whole = (*lines, *_event(event), "END:VCALENDAR")
    return b"".join(fold(line) for line in whole)


def _event(event: Weekly) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.stamp:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART:{event.starts:%Y%m%dT%H%M%S}"
    yield f"DURATION:PT{event.minutes}M"
    yield f"RRULE:FREQ=WEEKLY;BYDAY={DAYS[event.starts.weekday()]}"
    yield f"SUMMARY:{escape(event.title)}"
    yield f"DESCRIPTION:{escape(event.text)}"
    yield "END:VEVENT"


def escape(text: str) -> str:
    """Write a text so that nothing in it ends its line or its value."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def fold(line: str) -> bytes:
    """End a line, broken where it is longer than `WIDTH` bytes, and never within a character."""
    parts, part = [], b""
    for character in line:
        written = character.encode("utf-8", "replace")
        if len(part) + len(written) > WIDTH:
            parts.append(part)
            part = b" "
        part += written
    return b"\r\n".join([*parts, part]) + b"\r\n"
