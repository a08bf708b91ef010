"""Weeks are named by ISO 8601."""

from __future__ import annotations

from datetime import date

from amity.core import weeks


def test_the_weeks_before_are_named_across_the_new_year() -> None:
    assert weeks.name(date(2027, 1, 1)) == "2026-W53"
    assert weeks.before(date(2027, 1, 11), count=3) == ["2027-W01", "2026-W53", "2026-W52"]
