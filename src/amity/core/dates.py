"""Dates: the ways in which exports write a day or a moment, and when a yearly day comes round again."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import UTC, date, datetime, timedelta, timezone

LONGEST = 64
"""No date is written with more characters; longer text is not looked at."""

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_NAMED = re.compile(r"(?:(\d{1,2})[ .-]+)?([A-Za-z]{3,9})\.?[ ,-]+(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"\d{4}")
_YEARLY = re.compile(r"--(\d{2})-?(\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?([AaPp][Mm])?")
_ZONE = re.compile(r"(?:UTC|GMT|Z)?([+-])(\d{2}):?(\d{2})?")
_LEAP_DAY = (2, 29)
_TURN = 69
"""Two-digit years up to this one are of this century (POSIX strptime)."""


def day(text: str) -> date | None:
    """Read one whole day: `05 Jun 2024`, `7-Feb-22`, `Jun 5, 2024`, `03/15/2024`, `15.03.2024`, `2024-06-05`.

    With slashes the month comes first, unless it could not be one; with points the day comes first.
    """
    written = text.strip()
    if len(written) > LONGEST:
        return None
    if found := _ISO.fullmatch(written):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if (found := _NAMED.fullmatch(written)) and found[1]:
        return _made(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _NAMED_FIRST.fullmatch(written):
        return _made(int(found[3]), _month(found[1]), int(found[2]))
    if found := _SLASHED.fullmatch(written):
        return _slashed(int(found[1]), int(found[2]), _year(found[3]), days_first="." in written)
    return None


def period(text: str, *, last: bool = False) -> date | None:
    """Read a day, a month (`Jun 2024`, `2024-06`) or a year, as its first day, or its `last` one."""
    written = text.strip()
    exact = day(written)
    if exact is not None or len(written) > LONGEST:
        return exact
    if _YEAR.fullmatch(written):
        return _made(int(written), 12 if last else 1, 31 if last else 1)
    if found := _NAMED.fullmatch(written):
        year, month = _year(found[3]), _month(found[2])
    elif found := _MONTH.fullmatch(written):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
    else:
        return None
    start = _made(year, month, 1)
    return start.replace(day=monthrange(year, month)[1]) if start and last else start


def moment(text: str) -> datetime | None:
    """Read a day with a time as an aware datetime in UTC; a time without a zone is taken as UTC.

    `2023-06-11 15:33:58 UTC`, `2023-06-11T15:33:58+02:00`, `6/11/23, 3:33 PM`; a bare day is its noon.
    """
    written = text.strip().replace("\u202f", " ").replace("\u00a0", " ")
    if len(written) > LONGEST:
        return None
    if (alone := day(written)) is not None:
        return datetime(alone.year, alone.month, alone.day, 12, tzinfo=UTC)
    found = _CLOCK.search(written)
    on = day(written[: found.start()].rstrip(" ,T")) if found else None
    offset = _offset(written[found.end() :].strip()) if found else None
    if found is None or on is None or offset is None:
        return None
    return _at(on, found, offset)


def birthday(text: str) -> str | None:
    """Write a birthday in the one form that is kept: `1987-10-06`, or `--10-06` when the year is unknown."""
    written = text.strip()
    if len(written) <= LONGEST and (found := _YEARLY.fullmatch(written)):
        month, number = int(found[1]), int(found[2])
        return f"--{month:02}-{number:02}" if _made(2000, month, number) else None
    exact = day(written.partition("T")[0])
    return exact.isoformat() if exact else None


def next_occurrence(yearly: str, today: date) -> date | None:
    """Find the next day, `today` included, on which a `birthday` text comes round.

    A 29th of February is kept on the 28th in other years. None past the year 9999 or without a birthday.
    """
    known = birthday(yearly)
    if known is None:
        return None
    month, number = int(known[-5:-3]), int(known[-2:])
    for year in (today.year, today.year + 1):
        short = (month, number) == _LEAP_DAY and not isleap(year)
        found = _made(year, month, number - short)
        if found is not None and found >= today:
            return found
    return None


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _month(name: str) -> int:
    """Give a month's number from the first three letters of its English name; 0 for no month."""
    return _MONTHS.get(name[:3].lower(), 0)


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:  # noqa: PLR2004 - written in full
        return number
    return number + (2000 if number < _TURN else 1900)


def _slashed(first: int, second: int, year: int, *, days_first: bool) -> date | None:
    number, month = (first, second) if days_first else (second, first)
    return _made(year, month, number) or _made(year, number, month)


def _offset(zone: str) -> timedelta | None:
    """Give a zone's distance from UTC: none written is UTC; None for a zone that is not understood."""
    if zone.upper() in {"", "Z", "UTC", "GMT"}:
        return timedelta(0)
    found = _ZONE.fullmatch(zone)
    if found is None:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return size if found[1] == "+" else -size


def _at(on: date, clock: re.Match[str], offset: timedelta) -> datetime | None:
    hour, half = int(clock[1]), (clock[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        there = datetime(
            on.year, on.month, on.day, hour, int(clock[2]), int(clock[3] or 0), tzinfo=timezone(offset)
        )
        return there.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
