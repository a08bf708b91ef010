"""Slots: the weekly time an owner keeps free, as "Mon 09:00"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SLOT = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekday (0 is Monday) and a time of day, without a zone: it is that time wherever the owner is."""

    weekday: int
    at: time

    def following(self, today: date) -> datetime:
        """Give the next time the slot comes, `today` included."""
        day = today + timedelta(days=(self.weekday - today.weekday()) % 7)
        return datetime.combine(day, self.at)


def read(text: str) -> Slot | None:
    """Read a slot; None when it is none."""
    found = _SLOT.fullmatch(text)
    return None if found is None else Slot(DAYS.index(found[1]), time(int(found[2]), int(found[3])))
