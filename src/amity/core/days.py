"""Days: the day a sentence names for something still to come, counted from the day it was said."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from amity.core import dates

TABLE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("debriefs.toml").read_text("utf-8"))
"""What each language says, by its two letters."""
LANGUAGES = tuple(TABLE)
"""In the order in which they are tried."""
_FRIDAY, _YEAR, _LAST = 4, 12, 9900
_WHOLE = {"next_week": 7, "this_week": 0}
_PLUS = {"today": 0, "tomorrow": 1, "after_tomorrow": 2}
_EACH = {"days": 1, "weeks": 7}


class Due(NamedTuple):
    """A day named in a sentence, and the sentence without it."""

    day: date
    rest: str


@dataclass(frozen=True, slots=True)
class _Language:
    """One language's words for days, ready to be looked for."""

    due: tuple[tuple[str, re.Pattern[str]], ...]
    weekdays: tuple[re.Pattern[str], ...]
    months: tuple[re.Pattern[str], ...]
    numbers: Mapping[str, int]
    past: re.Pattern[str]


@cache
def _language(name: str) -> _Language:
    told = TABLE[name]["days"]
    words = {
        "{weekday}": f"(?:{'|'.join(told['weekdays'])})",
        "{month}": f"(?:{'|'.join(told['months'])})",
        "{number}": f"(?:\\d{{1,3}}|{'|'.join(told['numbers'])})",
    }
    due = tuple((kind, _pattern(_filled(says, words))) for kind, says in told["due"].items())
    weekdays, months = (tuple(map(_pattern, told[each])) for each in ("weekdays", "months"))
    return _Language(due, weekdays, months, told["numbers"], _pattern(told["past"]))


def _filled(says: str, words: Mapping[str, str]) -> str:
    for place, meant in words.items():
        says = says.replace(place, meant)
    return f"(?<![\\w'-])(?:{says})"


def _pattern(says: str) -> re.Pattern[str]:
    return re.compile(says, re.IGNORECASE)


def due(sentence: str, *, on: date, languages: Sequence[str] = LANGUAGES) -> Due | None:
    """Find the day on which what a sentence says is due; None where it names none that is certain.

    A week is over on its Friday, a month on its last day. A weekday is the next one after the day it was
    said; a day without a year the next that comes. "In a few days" names no day.
    """
    for name in languages:
        language = _language(name)
        for kind, pattern in language.due:
            for found in pattern.finditer(sentence):
                if language.past.search(sentence[: found.start()]):
                    continue
                day = _day(kind, found, language, on)
                if day is not None and day >= on:
                    return Due(day, _without(sentence, found))
    return None


def month(text: str) -> bool:
    """Tell whether a text begins with the name of a month, in any language."""
    return any(pattern.match(text) for name in LANGUAGES for pattern in _language(name).months)


def _without(sentence: str, found: re.Match[str]) -> str:
    """Cut a day out of a sentence, with the comma or space it leaves."""
    before, after = sentence[: found.start()].rstrip(" ,"), sentence[found.end() :].lstrip(" ,")
    return f"{before} {after}".strip() if not after or after[0] not in ".!?" else f"{before}{after}"


def _day(kind: str, found: re.Match[str], language: _Language, on: date) -> date | None:
    """Count the day a phrase of this kind means."""
    if on.year > _LAST:
        return None
    told = found.groupdict()
    if kind in _PLUS:
        return on + timedelta(days=_PLUS[kind])
    if kind in _WHOLE:
        return _friday(on, ahead=_WHOLE[kind])
    if kind in {"weekday", "next_weekday"}:
        return _weekday(on, _place(told["weekday"], language.weekdays), next_week=kind == "next_weekday")
    if kind in _EACH or kind == "months":
        count = _number(told["count"], language)
        return None if count is None else _after(on, kind, count)
    return _of_calendar(kind, told, language, on)


def _friday(on: date, *, ahead: int) -> date:
    """Give the Friday of a week; of one whose Friday is past, its Sunday."""
    friday = on + timedelta(days=_FRIDAY - on.weekday() + ahead)
    return friday if friday >= on else friday + timedelta(days=2)


def _weekday(on: date, weekday: int, *, next_week: bool) -> date:
    if next_week:
        return on + timedelta(days=7 - on.weekday() + weekday)
    return on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)


def _after(on: date, kind: str, count: int) -> date:
    if kind in _EACH:
        return on + timedelta(days=count * _EACH[kind])
    year, month = divmod(on.year * _YEAR + on.month - 1 + count, _YEAR)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _of_calendar(kind: str, told: Mapping[str, str | None], language: _Language, on: date) -> date | None:
    if kind == "iso":
        return dates.day(told["iso"] or "")
    if kind == "this_year":
        return date(on.year, 12, 31)
    if kind in {"this_month", "next_month"}:
        return _month_end(*_later(on, kind == "next_month"))
    if kind == "day_of_month":
        return _on_the(int(told["day"] or 0), on)
    month = _place(told.get("month") or told.get("month2") or "", language.months) + 1
    year = int(told.get("year") or 0)
    if kind in {"month_end", "in_month"}:
        return _month_end(year or on.year + (month < on.month), month)
    return _dated(year, month, int(told["day"] or told.get("day2") or 0), on)


def _later(on: date, month: bool) -> tuple[int, int]:  # noqa: FBT001 - one month later, or none
    year, at = divmod(on.year * _YEAR + on.month - 1 + month, _YEAR)
    return year, at + 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _on_the(number: int, on: date) -> date | None:
    """Give the next such day of a month."""
    for month in (False, True):
        year, at = _later(on, month)
        if 1 <= number <= monthrange(year, at)[1] and date(year, at, number) >= on:
            return date(year, at, number)
    return None


def _dated(year: int, month: int, number: int, on: date) -> date | None:
    for one in (year,) if year else (on.year, on.year + 1):
        if 1 <= number <= monthrange(one, month)[1] and (year or date(one, month, number) >= on):
            return date(one, month, number)
    return None


def _place(word: str, several: Sequence[re.Pattern[str]]) -> int:
    """Tell which of a week's days or a year's months a word is."""
    return next(place for place, pattern in enumerate(several) if pattern.fullmatch(word))


def _number(word: str, language: _Language) -> int | None:
    """Read a count; None for a word that only looks like one: without case a dotless i is an i, too."""
    return int(word) if word.isdecimal() else language.numbers.get(word.casefold())
