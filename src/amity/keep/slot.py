"""The weekly slot out: a calendar file with one entry that repeats every week."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from amity.book import access
from amity.book.models import Owner
from amity.core import slots
from amity.core.errors import Refusal
from amity.formats import ical_lines
from amity.formats.ical_lines import Weekly

SUFFIX = ".ics"
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
"""Files are counted in minutes from here, so that each is newer than the one before."""
TITLE = "A few minutes for your people"
TEXT = "Open Amity: a few people this week, each with a reason. What is not done now is simply over."


def write(owner: Owner, file: Path, *, today: date, now: datetime) -> None:
    """Write the owner's slot; a refusal while none is told."""
    slot = slots.read(owner.slot)
    if slot is None:
        raise Refusal("no-slot", 'Say first when your slot is: a weekday and a time, as "Mon 09:00".')
    event = Weekly(
        f"{access.uid(owner, 'slot')}@amity",
        slot.following(today),
        owner.minutes,
        TITLE,
        TEXT,
        now.astimezone(UTC),
        int((now - BEGAN).total_seconds() // 60),
    )
    file.write_bytes(ical_lines.weekly(event))
