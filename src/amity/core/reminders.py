"""Reminders that files tell: on which day one of them comes round."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from amity.core import dates

LONGEST = 64
"""Characters of a label; a longer one tells no day."""
_LABEL = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?: (daily|weekly|monthly|yearly|every (\d{1,3}) (day|week|month|year)s))?"
)
_NAMED = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def next_day(label: str, today: date) -> date | None:
    """Give the next day of a `reminder` claim's label, in the week of `today` or later; None for none.

    `2024-05-01` comes once, `2024-05-01 yearly` and `2024-05-01 every 3 months` come round. Days of this week
    that are past still count, so that what a week's plan rests on stays true until the week is over.
    """
    found = _LABEL.fullmatch(label) if len(label) <= LONGEST else None
    start = dates.day(found[1]) if found else None
    if found is None or start is None:
        return None
    monday = today - timedelta(days=min(today.weekday(), today.toordinal() - 1))
    if start >= monday or not found[2]:
        return start if start >= monday else None
    unit, every = found[4] or _NAMED[found[2]], int(found[3] or 1)
    if every == 0:
        return None
    if unit in _DAYS:
        return _by_days(start, monday, every * _DAYS[unit])
    return _by_months(start, monday, every * _MONTHS[unit])


def _by_days(start: date, monday: date, step: int) -> date | None:
    ahead = monday.toordinal() + (start.toordinal() - monday.toordinal()) % step
    return date.fromordinal(ahead) if ahead <= date.max.toordinal() else None


def _by_months(start: date, monday: date, step: int) -> date | None:
    """Count on in whole months; a day that a month has not is its last one."""
    times = ((monday.year - start.year) * 12 + monday.month - start.month) // step
    found = _later(start, times * step)
    return found if found is None or found >= monday else _later(start, (times + 1) * step)


def _later(start: date, months: int) -> date | None:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
