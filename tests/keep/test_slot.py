"""The weekly slot as a calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from amity.book import access, owners
from amity.book.models import Owner
from amity.core.errors import Refusal
from amity.keep import slot

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    return access.owner()


def written(owner: Owner, file: Path, now: datetime = NOW) -> icalendar.Component:
    slot.write(owner, file, today=TODAY, now=now)
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return event


def test_a_changed_slot_is_the_same_entry_in_a_newer_edition(owner: Owner, tmp_path: Path) -> None:
    before = written(owner, tmp_path / "slot.ics")
    owners.edit(owner, slot="Fri 16:30", minutes=45, today=TODAY)
    after = written(owner, tmp_path / "slot.ics", NOW + timedelta(minutes=2))
    assert before["UID"] == after["UID"]
    assert before.decoded("SEQUENCE") < after.decoded("SEQUENCE")
    assert after.decoded("DTSTART") == datetime(2026, 11, 27, 16, 30)  # noqa: DTZ001 - floating on purpose
    assert after.decoded("DURATION") == timedelta(minutes=45)


def test_without_a_slot_the_file_is_refused(owner: Owner, tmp_path: Path) -> None:
    owners.edit(owner, slot="", today=TODAY)
    with pytest.raises(Refusal):
        slot.write(owner, tmp_path / "slot.ics", today=TODAY, now=NOW)
