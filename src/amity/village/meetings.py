"""Meetings: the calendar as Google exports it, with the series, the one-offs and what was called off."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from amity.village import exchanges, villagers
from amity.village.exchanges import ZONE, Story

NAME = "Takeout/Calendar/robin.hale@example.com.ics"
_WIDTH = 75
"""Octets of a line before it is folded (RFC 5545, 3.1)."""
_HEAD = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:robin.hale@example.com
X-WR-TIMEZONE:America/New_York
BEGIN:VTIMEZONE
TZID:America/New_York
X-LIC-LOCATION:America/New_York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
DTSTART:19700308T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
DTSTART:19701101T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
""".splitlines()

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Occasion:
    """One entry of `meetings.toml` with its first day, and the number in its UID."""

    row: Row
    day: date
    number: int


def write(story: Story) -> tuple[bytes, int]:
    """Write the calendar and count its entries."""
    table = tomllib.loads((villagers.HERE / "meetings.toml").read_text(encoding="utf-8"))
    occasions = [
        Occasion(row, _first(story, row, ago), 100 * number + place)
        for number, row in enumerate(table["meeting"])
        for place, ago in enumerate(row["ago"])
    ]
    lines = [*_HEAD, *(line for one in occasions for line in _event(story, one)), "END:VCALENDAR"]
    return "".join(map(folded, lines)).encode(), len(occasions)


def _first(story: Story, row: Row, ago: int) -> date:
    """Give the day so many days before today; a weekday moves it on to the next such day."""
    day = story.today - timedelta(days=ago)
    if "weekday" in row:
        return day + timedelta(days=(row["weekday"] - day.weekday()) % 7)
    return day


def _event(story: Story, one: Occasion) -> Iterator[str]:
    row, day = one.row, one.day
    yield "BEGIN:VEVENT"
    yield from _times(row, day)
    yield f"DTSTAMP:{datetime.combine(story.today, time(6), UTC):%Y%m%dT%H%M%SZ}"
    yield from _people(story, row)
    yield f"UID:village{one.number:05}@calendar.example"
    yield f"LOCATION:{escaped(row.get('where', ''))}"
    yield "SEQUENCE:0"
    yield f"STATUS:{row.get('status', 'CONFIRMED')}"
    yield f"SUMMARY:{escaped(row['title'])}"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _times(row: Row, day: date) -> Iterator[str]:
    """Write when: whole days, a series by the owner's clock, or one moment in UTC, as Google does."""
    if "days" in row:
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=row['days']):%Y%m%d}"
        return
    start = datetime.combine(day, time.fromisoformat(row["at"]), ZONE)
    end = start + timedelta(minutes=row["minutes"])
    if "rule" not in row:
        yield f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        yield f"DTEND:{end.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        return
    yield f"DTSTART;TZID=America/New_York:{start:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID=America/New_York:{end:%Y%m%dT%H%M%S}"
    yield f"RRULE:{row['rule']}"
    for week in row.get("without", []):
        yield f"EXDATE;TZID=America/New_York:{start + timedelta(weeks=week):%Y%m%dT%H%M%S}"


def _people(story: Story, row: Row) -> Iterator[str]:
    """Write the organizer and everybody asked, the owner among them; a meeting alone names nobody."""
    guests = [story.people[key] for key in row["who"]]
    if not guests:
        return
    me = story.people[row.get("me", "work")]
    host = story.people[row["host"]] if "host" in row else me
    yield f"ORGANIZER;CN={host.name}:mailto:{host.emails[0]}"
    answers = {me.key: row.get("answer", "ACCEPTED"), **dict.fromkeys(row.get("declined", ()), "DECLINED")}
    for guest in [me, *guests]:
        yield _attendee(guest.name, guest.emails[0], answers.get(guest.key, "ACCEPTED"))
    for name, address in exchanges.crowd(row.get("crowd", 0), domain="lumenworks.example"):
        yield _attendee(name, address, "NEEDS-ACTION")
    if "room" in row:
        yield _attendee(row["room"], "room-birch@resource.example", "ACCEPTED", kind="RESOURCE")


def _attendee(name: str, address: str, answer: str, *, kind: str = "INDIVIDUAL") -> str:
    return (
        f"ATTENDEE;CUTYPE={kind};ROLE=REQ-PARTICIPANT;PARTSTAT={answer};CN={name}"
        f";X-NUM-GUESTS=0:mailto:{address}"
    )


def escaped(text: str) -> str:
    """Write text as a value of a calendar or a card (RFC 5545, 3.3.11; RFC 6350, 3.4)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """End a line with CRLF, broken before it grows beyond 75 octets and never within a character."""
    parts, part, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _WIDTH:
            parts.append(part)
            part, size = " ", 1
        part, size = part + sign, size + octets
    return "\r\n".join([*parts, part]) + "\r\n"
