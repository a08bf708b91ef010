"""Recurrence: the occurrences of one event and its changed ones, within bounds of time, number and work."""

from __future__ import annotations

import re
import warnings
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from math import prod

import recurring_ical_events
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar import Calendar as Parsed
from icalendar import Component
from icalendar.prop import vBroken
from icalendar.timezone import tzp

from amity.core.findings import Problem
from amity.formats import ical, keys, occurrences
from amity.formats.occurrences import Occurrence

MOST = 1_000
"""Occurrences of one event that are kept, the latest."""
MOST_A_DAY = 24
"""Occurrences a day beyond which a rule is no meeting."""
LONGEST_RULE = 50_000
"""Days that a rule is followed: 136 years of a daily meeting."""
MOST_DATES = 2_000
"""Single dates (RDATE) of one event."""
MOST_RULES = 8
"""Rules of one event."""
LONGEST_STAY = timedelta(days=366)
"""A repeated event that lasts longer has no believable end."""
WORK = 4_000_000
"""Days that all rules of one file together are followed; one takes about a microsecond."""

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")
"""Characters that no line may have, and that would cost the whole line."""
_TZID = re.compile(r";TZID=(\"[^\"]*\"|[^;:\"]*)", re.IGNORECASE)
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_TOO_FINE = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_NUMBERS = r"[+-]?\d{1,3}(?:,[+-]?\d{1,3}){0,400}"
_RULE = {
    "FREQ": re.compile(r"[A-Z]{5,8}"),
    "INTERVAL": re.compile(r"\d{1,4}"),
    "COUNT": re.compile(r"\d{1,18}"),
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?"),
    "WKST": re.compile(r"[A-Z]{2}"),
    "BYDAY": re.compile(r"[+-]?\d{0,2}[A-Z]{2}(?:,[+-]?\d{0,2}[A-Z]{2}){0,400}"),
} | {
    f"BY{part}": re.compile(_NUMBERS)
    for part in ("MONTH", "MONTHDAY", "YEARDAY", "WEEKNO", "SETPOS", "HOUR", "MINUTE", "SECOND")
}
_ENOUGH = 9
"""Digits of a COUNT above which it counts for nothing."""
_CYCLE = 28
"""Years after which dates fall on the same weekdays (within one century)."""
_LATE = 9_945
"""The first of the years to which a rule is moved to see whether it ever comes true: 28 to 55 are left."""
_SINGLE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")


@dataclass(frozen=True, slots=True)
class Series:
    """An event and the occurrences of it that were changed, the event itself first if the file has it."""

    uid: str
    events: tuple[ical.Event, ...]

    @property
    def place(self) -> str:
        """Where the series stands: at its event, or at the first of its changed occurrences."""
        return self.events[0].place


@dataclass(slots=True)
class Work:
    """What may still be spent on rules, in days."""

    left: int = WORK

    def spend(self, days: int) -> bool:
        """Take `days`, or tell that they are not there."""
        if not 0 <= days <= min(self.left, LONGEST_RULE):
            return False
        self.left -= days
        return True


def series(calendar: ical.Calendar) -> Iterator[Series | Problem]:
    """Put the events of one UID together, in file order; those that a newer version replaces are problems."""
    groups: dict[str, list[ical.Event]] = {}
    for event in calendar.events:
        uid = event.value("UID") or keys.digest(*event.lines)
        groups.setdefault(uid, []).append(event)
    for uid, events in groups.items():
        masters = [event for event in events if not event.has("RECURRENCE-ID")]
        changed = [event for event in events if event.has("RECURRENCE-ID")]
        newest = max(map(_sequence, masters), default=0)
        current = [event for event in masters if _sequence(event) == newest]
        for event in masters:
            if _sequence(event) < newest:
                yield Problem(
                    event.place, "replaced", f"A newer version of this event is in the file (UID {uid})."
                )
        if not current:
            yield Series(uid, tuple(changed))
        for event in current:
            yield Series(uid, (event, *(changed if event is current[-1] else ())))


def learn_zones(calendar: ical.Calendar) -> None:
    """Make the calendar's own time zones known to the reader, and forget those of other calendars."""
    tzp.use_default()
    for lines in calendar.zones:
        rules = [ical.value_of(line) for line in lines if ical.name_of(line) == "RRULE"]
        if all("FREQ=YEARLY" in rule.upper() for rule in rules):
            with warnings.catch_warnings(), suppress(Exception):
                warnings.simplefilter("ignore")
                _parse(lines)


def zone(name: str) -> tzinfo:
    """Give the zone of that name, also by its Windows name; UTC for one that is not known."""
    return (_known(name) if name else None) or UTC


def expand(found: Series, *, zone: tzinfo, until: date, work: Work) -> list[Occurrence] | Problem:
    """List the latest occurrences up to the end of the day `until`, or say why there are none.

    `zone` is taken for times that have none. An event that never repeats is given even when it is later.
    """
    cleaned = [_cleaned(event) for event in found.events]
    refused = next((one for one in cleaned if isinstance(one, Problem)), None)
    if refused is not None:
        return refused
    texts = [text for text in cleaned if isinstance(text, list)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _expanded(found, texts, zone, until, work)
        except Exception:  # noqa: BLE001 - the parsers raise nearly anything; one event is lost, not all
            return Problem(found.place, "unreadable", f"This event cannot be read (UID {found.uid[:80]}).")


def _expanded(
    found: Series, texts: list[list[str]], zone: tzinfo, until: date, work: Work
) -> list[Occurrence] | Problem:
    parsed = Parsed()
    for text in texts:
        parsed.subcomponents += _parse(["BEGIN:VEVENT", *text, "END:VEVENT"])
    for event in parsed.subcomponents:
        _mend(event)
    dated = [event for event in parsed.subcomponents if occurrences.when(event, "DTSTART") is not None]
    if not dated or dated[0] is not parsed.subcomponents[0]:
        return Problem(found.place, "no-date", f"This event has no start (UID {found.uid[:80]}).")
    parsed.subcomponents = dated
    repeats = any(event.get(name) for event in dated for name in ("RRULE", "RDATE", "RECURRENCE-ID"))
    if not repeats:
        return [occurrences.read(dated[0], zone)]
    end = datetime(until.year, until.month, until.day, 23, 59, 59, tzinfo=UTC)
    start = _start(dated, zone, end, work)
    if start is None:
        return Problem(
            found.place, "too-often", f"This event repeats too often to be followed (UID {found.uid[:80]})."
        )
    for event in dated:
        if occurrences.lasts(event, zone) > LONGEST_STAY:
            event.pop("DTEND", None)
            event.pop("DURATION", None)
    times = recurring_ical_events.of(parsed).between(start, max(end, occurrences.begins(dated[0], zone)))
    return sorted((occurrences.read(one, zone) for one in times), key=lambda one: (one.at, one.original))[
        -MOST:
    ]


def _parse(lines: list[str]) -> list[Component]:
    return [
        one
        for one in Component.from_ical("\r\n".join([*lines, ""]), multiple=True)
        if isinstance(one, Component)
    ]


def _mend(event: Component) -> None:
    """Take out what could not be read, and what comes twice where only one can be."""
    for name in list(event):
        values = [one for one in occurrences.listed(event[name]) if not isinstance(one, vBroken)]
        if name in _SINGLE:
            values = [one for one in values if isinstance(one.dt, date | timedelta)][:1]
        elif name in {"RDATE", "EXDATE"}:
            values = [one for one in values if not any(isinstance(each.dt, time) for each in one.dts)]
        if values:
            event[name] = values if len(values) > 1 else values[0]
        else:
            del event[name]


def _cleaned(event: ical.Event) -> list[str] | Problem:
    """Give an event's lines with only such rules as can be followed; a broken rule is dropped."""
    if event.size > ical.LARGEST:
        return Problem(event.place, "too-long", "This event is longer than 250,000 characters.")
    if not event.whole:
        return Problem(event.place, "cut-off", "The file ends within this event.")
    kept = [_zoned(_CONTROL.sub("", line)) for line in event.lines if ical.name_of(line) != "RRULE"]
    rules = [_rule(ical.value_of(line)) for line in event.lines if ical.name_of(line) == "RRULE"]
    dates = sum(line.count(",") + 1 for line in kept if ical.name_of(line) == "RDATE")
    if "too-often" in rules or dates > MOST_DATES or len(rules) > MOST_RULES:
        return Problem(event.place, "too-often", "This event repeats more often than a meeting does.")
    return kept + [f"RRULE:{rule}" for rule in rules if rule is not None]


def _zoned(line: str) -> str:
    """Take an unknown zone off a line: its time is then read in the calendar's own zone."""
    found = _TZID.search(line)
    return line if found is None or _known(found[1].strip('"')) is not None else line.replace(found[0], "", 1)


def _known(name: str) -> tzinfo | None:
    """Find a zone by its name, also a Windows name or one the calendar defines; odd names look like paths."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return tzp.timezone(name[:80])
        except (OSError, ValueError):
            return None


def _rule(written: str) -> str | None:
    """Write a rule with its known parts only; None for one that makes no sense, or "too-often"."""
    parts: dict[str, str] = {}
    for part in written.upper().split(";"):
        name, _, value = part.partition("=")
        if name in _RULE:
            if not _RULE[name].fullmatch(value.strip()):
                return None
            parts[name] = value.strip()
    frequency = parts.get("FREQ", "")
    times = prod(parts.get(name, "").count(",") + 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if frequency in _TOO_FINE or times > MOST_A_DAY:
        return "too-often"
    if parts.get("INTERVAL", "1").strip("0") == "":
        parts["INTERVAL"] = "1"
    if len(parts.get("COUNT", "")) > _ENOUGH:
        del parts["COUNT"]
    return ";".join(f"{name}={value}" for name, value in parts.items()) if frequency in _FREQUENCIES else None


def _start(events: list[Component], zone: tzinfo, end: datetime, work: Work) -> datetime | None:
    """Find from when on the latest occurrences up to `end` lie; None when that would take too long.

    Rules that never come true are taken out of the event, for following them would take for ever.
    """
    event, first = events[0], occurrences.begins(events[0], zone)
    start = min([*(occurrences.begins(one, zone) for one in events), *_single_dates(event, zone)])
    rules = occurrences.listed(event.get("RRULE"))
    event.pop("RRULE", None)
    naive = first.replace(tzinfo=None)
    for rule in rules:
        text = rule.to_ical().decode()
        if not work.spend(max(0, (end - first).days) if "FREQ=YEARLY" not in text else 366):
            return None
        if "BY" in text and not _ever(text, naive):
            work.spend(2 * _CYCLE * 366)
            continue
        event.add("RRULE", rule)
        latest: deque[datetime] = deque(maxlen=MOST)
        for moment in rrulestr(text, dtstart=naive, ignoretz=True):
            if moment.replace(tzinfo=UTC) > end:
                break
            latest.append(moment)
        if len(latest) == MOST:
            start = max(start, latest[0].replace(tzinfo=UTC))
    return max(start, datetime(2, 1, 2, tzinfo=UTC)) - timedelta(days=2)


def _single_dates(event: Component, zone: tzinfo) -> Iterator[datetime]:
    """Yield the dates an event is on besides its rule; a period counts by its beginning."""
    for several in occurrences.listed(event.get("RDATE")):
        for one in several.dts:
            yield occurrences.moment(one.dt[0] if isinstance(one.dt, tuple) else one.dt, zone)


def _ever(rule: str, first: datetime) -> bool:
    """Tell whether a rule comes true within a full cycle of years, tried at the end of the calendar.

    There the search ends by itself. The year taken begins on the same weekday and is as far from a leap year.
    """
    wanted = (first.year % 4, date(first.year, 1, 1).weekday())
    year = next(
        year for year in range(_LATE, _LATE + _CYCLE) if (year % 4, date(year, 1, 1).weekday()) == wanted
    )
    open_ended = ";".join(part for part in rule.split(";") if not part.startswith(("UNTIL=", "COUNT=")))
    try:
        return any(islice(rrulestr(open_ended, dtstart=first.replace(year=year), ignoretz=True), 1))
    except ValueError:
        return False


def _sequence(event: ical.Event) -> int:
    written = event.value("SEQUENCE")[:9]
    return int(written) if written.isdecimal() else 0
