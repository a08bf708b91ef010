"""Stamps: a mail's Date header as an aware moment, in the form of today or any of yesterday."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

_USUAL = re.compile(
    r"(?:[A-Za-z]{3},?[ \t]{1,4})?(\d{1,2})[ \t]{1,4}([A-Za-z]{3})[ \t]{1,4}(\d{4})[ \t]{1,4}"
    r"(\d{1,2}):(\d\d)(?::(\d\d))?[ \t]{1,4}([+-]\d{4}|GMT|UT|UTC|Z)\b",
    re.ASCII,
)
_MONTHS = dict(zip(re.findall("...", "JanFebMarAprMayJunJulAugSepOctNovDec"), range(1, 13), strict=True))
_LONGEST = 128
FIRST = 1971
"""The first year that is believed: before it there was no mail, and 1970 is a clock that was never set."""
_LAST = 9999
"""The year whose end no other zone could express."""


def read(text: str) -> datetime | None:
    """Read a Date header (RFC 5322, with the obsolete forms of RFC 822); None when it gives no true moment.

    A date without a zone is taken as UTC. A leap second counts as the second before it.
    """
    text = text[:_LONGEST]
    usual = _USUAL.match(text)
    month = usual and _MONTHS.get(usual[2])
    try:
        at = _usual(usual, month) if usual and month else _odd(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return at if FIRST <= at.year < _LAST else None


def _usual(parts: re.Match[str], month: int) -> datetime:
    day, _, year, hour, minute, second, zone = parts.groups("0")
    return datetime(
        int(year), month, int(day), int(hour), int(minute), _second(int(second)), tzinfo=_zone(zone)
    )


def _second(said: int) -> int:
    return 59 if said == 60 else said  # noqa: PLR2004 - a leap second


@lru_cache(maxsize=512)
def _zone(said: str) -> timezone:
    """Read `+0530` or a name of UTC; ValueError from a day's offset on."""
    if said[0] not in "+-":
        return UTC
    away = timedelta(hours=int(said[1:3]), minutes=int(said[3:5]))
    return timezone(-away if said[0] == "-" else away) if away else UTC


def _odd(text: str) -> datetime:
    """Read any other form as the standard library does; ValueError or TypeError when it does not."""
    parts = parsedate_tz(text)
    if parts is None:
        raise ValueError(text)
    year, month, day, hour, minute, second = parts[:6]
    return datetime(
        year, month, day, hour, minute, _second(second), tzinfo=timezone(timedelta(seconds=parts[9] or 0))
    )
