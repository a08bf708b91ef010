"""The weekly slot: read, and when it comes next."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from amity.core import slots
from amity.core.slots import Slot

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("text", ["", "Monday 09:00", "mon 09:00", "Mon 9:00", "Mon 24:00", "Mon 09:60"])
def test_what_is_no_weekday_and_time_is_no_slot(text: str) -> None:
    assert slots.read(text) is None


def test_the_slot_comes_on_its_next_day_today_included() -> None:
    assert slots.read("Mon 09:00") == Slot(0, time(9))
    assert Slot(0, time(9)).following(MONDAY) == datetime(2026, 11, 23, 9)  # noqa: DTZ001 - no zone on purpose
    assert Slot(6, time(18, 30)).following(MONDAY) == datetime(2026, 11, 29, 18, 30)  # noqa: DTZ001
