"""Lately: when people last talked, as they say it: “yesterday”, “3 weeks ago”, “in March”, a date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from amity.core import dates

_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_NEAR = {"today": 0, "yesterday": 1}
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "last": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_AGO = re.compile(
    r"(?:about |around |a (?=couple|few))?(\d{1,3}|[a-z]{1,7}) (?:of )?(day|week|month|year)s?(?: ago)?"
)
_YEAR = re.compile(r"\d{4}")
_LONGEST = 64


def day(text: str, *, today: date) -> date | None:
    """Read a day from words; the nearest past one is meant. None when they say no day, or only a year."""
    said = " ".join(text.lower().split()).removeprefix("in ").removeprefix("on ")
    if not said or len(said) > _LONGEST or _YEAR.fullmatch(said):
        return None
    if said in _NEAR:
        return today - timedelta(days=_NEAR[said])
    if found := _AGO.fullmatch(said):
        count = int(found[1]) if found[1].isdigit() else _COUNTS.get(found[1])
        return None if count is None else today - timedelta(days=min(count * _UNITS[found[2]], 36_500))
    return _past(dates.period(said) or _month(said, today), today)


def _month(said: str, today: date) -> date | None:
    this = dates.period(f"{said.removeprefix('last ')} {today.year}")
    if this is None or this <= today:
        return this
    return dates.period(f"{said.removeprefix('last ')} {today.year - 1}")


def _past(found: date | None, today: date) -> date | None:
    return found if found is None or found <= today else None
