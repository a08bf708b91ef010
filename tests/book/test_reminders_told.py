"""Reminders that a file told: they come into the week, can be done, and go with the file."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from amity.book import access, person, plan, reminders, views
from amity.book.models import Owner, Reminder
from amity.core import signals
from amity.sync import recovery, run

TODAY = date(2026, 11, 24)


def waiting(title: str, day: date, often: str = "one_time") -> dict[str, Any]:
    said = {"title": title, "initial_date": f"{day}T00:00:00.000000Z", "frequency_type": often}
    return {"uuid": title, "properties": said}


def write(folder: Path, *lines: dict[str, Any]) -> Path:
    ines = {
        "uuid": "ines",
        "properties": {"first_name": "Ines", "last_name": "Moreno"},
        "data": [{"type": "reminder", "values": list(lines)}],
    }
    groups = [{"type": "contact", "values": [ines]}]
    path = folder / "monica.json"
    path.write_text(json.dumps({"app_version": "4.1.2", "account": {"data": groups}}), "utf-8")
    return path


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    return access.owner()


def ines(owner: Owner, today: date = TODAY) -> person.Whole:
    ((view,), _) = views.all(owner, today=today)
    return person.whole(owner, view.person.id, today=today)


def test_a_told_reminder_stands_with_the_person_on_its_next_day(owner: Owner, tmp_path: Path) -> None:
    lines = [
        waiting("Ask about the boat", date(2020, 12, 1), "year"),
        waiting("Long past", date(2021, 1, 1)),
        waiting("Call", TODAY + timedelta(days=1)),
    ]
    run.bring(owner, [write(tmp_path, *lines)], today=TODAY)
    found = [(one.text, one.on) for one in ines(owner).reminders]
    assert found == [("Call", date(2026, 11, 25)), ("Ask about the boat", date(2026, 12, 1))]
    assert not Reminder.objects.exists()


def test_it_comes_into_the_week_with_its_proof_and_done_ends_it_until_it_comes_round(
    owner: Owner, tmp_path: Path
) -> None:
    path = write(tmp_path, waiting("Ask about the boat", date(2020, 11, 26), "year"))
    run.bring(owner, [path], today=TODAY)
    (pick,) = plan.week(owner, today=TODAY).picks
    assert (pick.reason, "Ask about the boat" in pick.sentence) == ("remind", True)
    (view,), around = views.all(owner, today=TODAY + timedelta(days=4))
    (signal,) = [one for one in signals.read(view, around, today=TODAY) if one.reason == "remind"]
    assert signals.prove(signal, view, around, today=TODAY)
    plan.answer(owner, pick.id, "done", today=TODAY)
    assert ines(owner).reminders == ()
    assert [one.on for one in ines(owner, TODAY + timedelta(days=30)).reminders] == [date(2027, 11, 26)]
    run.bring(owner, [path], today=TODAY)
    assert ines(owner).reminders == ()


def test_a_told_reminder_can_be_done_by_itself_and_an_unknown_one_is_not_there(
    owner: Owner, tmp_path: Path
) -> None:
    run.bring(owner, [write(tmp_path, waiting("Call", TODAY), waiting("Write", TODAY))], today=TODAY)
    call, write_ = ines(owner).reminders
    reminders.done(owner, call.id, on=TODAY)
    assert ines(owner).reminders == (write_,)
    for unknown in ("nothing", "no-thing", f"{call.id.rpartition('-')[0]}-00000000", "-"):
        with pytest.raises(access.Missing):
            reminders.done(owner, unknown, on=TODAY)


def test_it_goes_with_the_file_that_told_it(owner: Owner, tmp_path: Path) -> None:
    first = run.bring(owner, [write(tmp_path, waiting("Call", TODAY))], today=TODAY)
    second = run.bring(owner, [write(tmp_path, waiting("Write", TODAY))], today=TODAY)
    assert [one.text for one in ines(owner).reminders] == ["Write"]
    recovery.undo(owner, second["batch"], today=TODAY)
    assert [one.text for one in ines(owner).reminders] == ["Call"]
    recovery.undo(owner, first["batch"], today=TODAY)
    assert views.all(owner, today=TODAY)[0] == []
