"""Occurrences: what one time of an event says — when, how long, where, and who takes part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from icalendar import Component

from amity.core import handles
from amity.core.findings import Participant
from amity.core.interactions import Role
from amity.formats import naming

_NOT_PEOPLE = frozenset({"ROOM", "RESOURCE", "GROUP"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which an event takes place, in UTC; `original` is the time before it was moved."""

    original: datetime
    at: datetime
    all_day: bool
    minutes: int | None
    text: str
    where: str
    people: tuple[Participant, ...]
    cancelled: bool


def read(event: Component, zone: tzinfo) -> Occurrence:
    """Read one occurrence as the reader gives it; `zone` is taken for times that have none."""
    start = when(event, "DTSTART") or date.min
    original = when(event, "RECURRENCE-ID") or start
    return Occurrence(
        original=moment(original, zone),
        at=moment(start, zone),
        all_day=not isinstance(start, datetime),
        minutes=_minutes(event, start, zone),
        text=_text(event, "SUMMARY"),
        where=_text(event, "LOCATION"),
        people=_people(event),
        cancelled=_text(event, "STATUS").upper() == "CANCELLED",
    )


def moment(written: date, zone: tzinfo) -> datetime:
    """Put a date at its noon in UTC, and a time without a zone into `zone`."""
    if not isinstance(written, datetime):
        return datetime(written.year, written.month, written.day, 12, tzinfo=UTC)
    return (written if written.tzinfo else written.replace(tzinfo=zone)).astimezone(UTC)


def begins(event: Component, zone: tzinfo) -> datetime:
    """Give the start of an event that has one, in UTC."""
    return moment(when(event, "DTSTART") or date.min, zone)


def lasts(event: Component, zone: tzinfo) -> timedelta:
    """Give the length of an event by its end or its duration; zero when neither is known."""
    end = when(event, "DTEND")
    if end is not None:
        return moment(end, zone) - begins(event, zone)
    length = getattr(event.get("DURATION"), "dt", None)
    return length if isinstance(length, timedelta) else timedelta(0)


def when(event: Component, name: str) -> date | None:
    """Give the date or time of a property, if it has one."""
    found = getattr(event.get(name), "dt", None)
    return found if isinstance(found, date) else None


def listed(value: Any) -> list[Any]:  # noqa: ANN401 - one value or a list of them
    """Give the values of a property that may come once, several times or not at all."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _minutes(event: Component, start: date, zone: tzinfo) -> int | None:
    """Give the length of an event with a time of day, if the file has a sensible one."""
    if not isinstance(start, datetime):
        return None
    seconds = lasts(event, zone).total_seconds()
    return int(seconds // 60) if seconds > 0 else None


def _people(event: Component) -> tuple[Participant, ...]:
    """List the organizer and the attendees once each; without rooms, groups, programs and who declined."""
    found: dict[str, Participant] = {}
    named: list[tuple[Role, object]] = [("organizer", one) for one in listed(event.get("ORGANIZER"))[:1]]
    named += [("attendee", one) for one in listed(event.get("ATTENDEE"))]
    declined = set()
    for role, one in named:
        params = {name.upper(): str(value) for name, value in getattr(one, "params", {}).items()}
        handle = _address(str(one)) or _address(params.get("EMAIL", ""))
        if handle is None or params.get("CUTYPE", "").upper() in _NOT_PEOPLE:
            continue
        if handles.is_nobodys(handle.value):
            continue
        if params.get("PARTSTAT", "").upper() == "DECLINED":
            declined.add(handle.value)
        name = naming.read(params.get("CN", "").strip(" \"'"))
        found.setdefault(handle.value, Participant(role, handle, "" if "@" in name else name))
    return tuple(one for address, one in found.items() if address not in declined)


def _address(written: str) -> handles.Handle | None:
    bare = re.sub(r"^mailto:", "", written.strip()[:400], flags=re.IGNORECASE)
    return handles.email(bare)


def _text(event: Component, name: str) -> str:
    return " ".join(str(next(iter(listed(event.get(name))), "")).split())
