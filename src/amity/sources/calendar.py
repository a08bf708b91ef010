"""Calendar: an iCalendar file (.ics) of any program; one event, with all its repetitions, is one record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from io import BytesIO
from typing import BinaryIO

from amity.core import handles
from amity.core.findings import Claim, Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.core.interactions import NO_EVIDENCE
from amity.formats import ical, keys, recurrence
from amity.formats.lines import lines
from amity.formats.occurrences import Occurrence
from amity.formats.recurrence import Series, Work

AHEAD = timedelta(days=60)
"""How far into the future repetitions are followed."""
_FEWEST = 3
"""Events with others that it takes to see whose calendar it is."""
_BEGIN = re.compile(
    r"BEGIN:(?:VCALENDAR|VEVENT|VTODO|VJOURNAL|VFREEBUSY|VAVAILABILITY|VTIMEZONE)\s*", re.IGNORECASE
)
_OTHER = re.compile(
    r"From |BEGIN:VCARD|[A-Za-z][A-Za-z0-9-]{0,60}:\s"
    r"|(?:From|To|Date|Subject|Received|Return-Path|Delivered-To|Message-ID|MIME-Version):",
    re.IGNORECASE,
)
_OWNER_LINES = ("X-OWNER", "X-WR-OWNER", "X-WR-CALNAME")


@dataclass(slots=True)
class _Owner:
    """Whose calendar it is: said by the file, or present in every event with others."""

    said: Handle | None = None
    events: int = 0
    place: str = ""
    present: Counter[Handle] = field(default_factory=Counter)
    names: dict[Handle, str] = field(default_factory=dict)

    def add(self, place: str, occurrences: list[Occurrence]) -> None:
        people = {one.handle.value: one for each in occurrences for one in each.people}
        self.place = self.place or place
        if len(people) > 1:
            self.events += 1
            for one in people.values():
                bare = Handle(one.handle.kind, one.handle.value)
                self.present[bare] += 1
                self.names[bare] = self.names.get(bare) or one.name

    def found(self) -> PersonSeen | None:
        everywhere = [handle for handle, times in self.present.items() if times == self.events]
        inferred = everywhere[0] if self.events >= _FEWEST and len(everywhere) == 1 else None
        handle = self.said or inferred
        if handle is None or not self.place:
            return None
        name = self.names.get(Handle(handle.kind, handle.value), "")
        named = (Claim("name", name),) if name else ()
        claims = (*named, Claim("email", handle.written or handle.value))
        return PersonSeen("me:calendar", self.place, claims, (handle,), about_owner=True)


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the text says it, whatever the name
    """Tell whether a calendar begins here. A mail with an invitation in it is still a mail."""
    first = ""
    for line in lines(BytesIO(head)):
        text = line.strip()
        if _BEGIN.fullmatch(text):
            return True
        first = first or text
        if _OTHER.match(first):
            return False
    return False


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield the meetings of a calendar, repeated ones up to `AHEAD`, and last whose calendar it is."""
    owner = _Owner()
    work = Work()
    for calendar in ical.calendars(stream):
        said = (handles.email(_bare(calendar.header.get(line, ""))) for line in _OWNER_LINES)
        person = (one for one in said if one is not None and not handles.is_nobodys(one.value))
        owner.said = owner.said or next(person, None)
        recurrence.learn_zones(calendar)
        zone = recurrence.zone(calendar.header.get("X-WR-TIMEZONE", ""))
        cancelled = calendar.header.get("METHOD", "").upper() == "CANCEL"
        for found in recurrence.series(calendar):
            if isinstance(found, Problem):
                yield found
            elif cancelled:
                yield from (_cancelled(event.place) for event in found.events[:1])
            else:
                yield from _read(found, settings, zone, work, owner)
    seen = owner.found()
    if seen:
        yield seen


def _read(
    found: Series, settings: Settings, zone: tzinfo, work: Work, owner: _Owner
) -> Iterator[InteractionSeen | Problem]:
    """Yield a series' meetings; when none is left, the reason why the first one is not."""
    times = recurrence.expand(found, zone=zone, until=settings.today + AHEAD, work=work)
    if isinstance(times, Problem):
        yield times
        return
    kept = [one for one in times if _refused(one, found.place) is None]
    if not kept:
        none = Problem(found.place, "no-date", "This event never takes place.")
        yield next((reason for one in times if (reason := _refused(one, found.place))), none)
        return
    owner.add(found.place, kept)
    told: set[str] = set()
    for one in kept:
        yield _meeting(one, found, settings, told)


def _refused(one: Occurrence, place: str) -> Problem | None:
    if one.cancelled:
        return _cancelled(place)
    if not one.people:
        return Problem(place, "no-people", "This event names nobody who takes part.")
    if len(one.people) > NO_EVIDENCE + 1:
        return Problem(place, "too-many-people", f"{len(one.people)} people are invited to this event.")
    return None


def _cancelled(place: str) -> Problem:
    return Problem(place, "cancelled", "This event was cancelled.")


def _meeting(one: Occurrence, found: Series, settings: Settings, told: set[str]) -> InteractionSeen:
    """Make the finding; its key is the time it was planned for, unless several were moved from one time."""
    key = f"event:{found.uid}@{one.original.isoformat()}"
    if key in told:
        key = f"event:{found.uid}@{one.at.isoformat()}"
    told.add(key)
    return InteractionSeen(
        key=keys.fit(key),
        place=found.place,
        at=one.at,
        channel="meeting",
        people=one.people,
        text=one.text if settings.subjects else "",
        where=one.where,
        minutes=one.minutes,
        direction="mutual",
    )


def _bare(address: str) -> str:
    return address.lower().removeprefix("mailto:")
