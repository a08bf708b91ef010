"""Keeping at it from the command line: beginning again, the slot as a calendar file, looking back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Amity = Callable[..., tuple[int, Any]]


@pytest.fixture
def ana(amity: Amity) -> str:
    _, person = amity("add", "Ana Lima", "--organization", "Acme")
    return str(person["id"])


def test_somebody_who_rests_can_be_suggested_again_and_a_missed_week_begun_again(
    amity: Amity, ana: str
) -> None:
    amity("set", ana, "--importance", "2")
    _, week = amity("plan")
    code, _ = amity("pick", "not-now", week["picks"][0]["id"], "lost touch on purpose")
    assert code == 0
    _, person = amity("person", ana)
    assert person["resting"][0].startswith("You let this tie rest on purpose.")
    assert amity("again", ana) == (0, {"again": {"id": ana, "name": "Ana Lima"}})
    assert amity("again") == (0, {"again": None})
    _, person = amity("person", ana)
    assert person["resting"] == []


def test_the_weekly_slot_goes_into_a_calendar_file(amity: Amity, tmp_path: Path) -> None:
    code, told = amity("export", tmp_path / "slot.ics")
    assert (code, set(told)) == (0, {"file", "bytes"})
    assert b"BEGIN:VEVENT" in (tmp_path / "slot.ics").read_bytes()
    amity("me", "--slot", "")
    code, told = amity("export", tmp_path / "slot.ics")
    assert (code, told["error"]["code"]) == (1, "no-slot")


def test_a_review_tells_a_period_beside_the_one_before(amity: Amity, ana: str) -> None:
    amity("log", ana, "Tea", "--how", "meeting", "--on", "2026-11-23")
    code, told = amity("review", "week")
    assert code == 0
    assert set(told) == {
        "period", "before", "people", "new", "revived", "areas", "purposes", "promises", "help", "outcomes",
        "sentences", "isolation", "job_change",
    }  # fmt: skip
    assert told["period"] == {
        "kind": "week", "name": "2026-W48", "start": "2026-11-23", "end": "2026-11-30", "running": True,
    }  # fmt: skip
    assert told["new"] == told["people"]["now"] == [{"id": ana, "name": "Ana Lima", "organization": "Acme"}]
    assert told["sentences"][0]["evidence"][0]["person"] == {"id": ana, "name": "Ana Lima"}
    assert amity("review", "year", "--of", "2025")[1]["people"]["count"] == 0
    code, told = amity("review", "quarter", "--of", "2025")
    assert (code, told["error"]["code"]) == (1, "period")
