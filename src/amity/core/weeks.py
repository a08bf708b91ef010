"""Weeks: named as "2026-W47" by ISO 8601, Monday to Sunday."""

from __future__ import annotations

from datetime import date, timedelta


def name(day: date) -> str:
    """Name the ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def before(day: date, *, count: int) -> list[str]:
    """Name the weeks before that of a day, the nearest first."""
    return [name(day - timedelta(days=7 * ago)) for ago in range(1, count + 1)]
