"""Calendars: which events are meetings, and whose calendar it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest

from amity.core.findings import Bookmark, Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import Source, calendar
from tests.sources.contract import Contract

SAMPLES = Path(__file__).parent / "samples" / "calendar"
TODAY = date(2026, 11, 24)


class TestContract(Contract):
    source: ClassVar[Source] = calendar
    folder = "calendar"


def pull(text: bytes | str, *, subjects: bool = True) -> list[Finding]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(calendar.pull(BytesIO(raw), Settings(today=TODAY, subjects=subjects)))


def sample() -> bytes:
    return (SAMPLES / "team.ics").read_bytes()


def event(number: int, *people: str, start: str = "20261102T100000Z") -> str:
    lines = [f"UID:{number}", f"DTSTART:{start}", *(f"ATTENDEE:mailto:{one}@example.com" for one in people)]
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def problems(found: list[Finding]) -> dict[str, str]:
    return {one.place: one.code for one in found if isinstance(one, Problem)}


def owners(found: list[Finding]) -> list[str]:
    return [one.handles[0].value for one in found if isinstance(one, PersonSeen) and one.about_owner]


@pytest.mark.parametrize(
    "head",
    [
        b"BEGIN:VCALENDAR\r\n",
        b"\xef\xbb\xbf\r\n begin:vcalendar\r\n",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".encode("utf-16"),
        b"BEGIN:VEVENT\n",
        b"X-COMMENT:exported\nBEGIN:VCALENDAR\n",
    ],
)
def test_a_calendar_is_recognized_by_its_beginning(head: bytes) -> None:
    assert calendar.recognizes(head, "whatever.txt")


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\n",
        b"From ann@example.com Mon Jun  1 10:00:00 2026\nBEGIN:VCALENDAR\n",
        b"Subject: Invitation\n\nBEGIN:VCALENDAR\n",
        b"Subject:Invitation\n\nBEGIN:VCALENDAR\n",
        b"Name,Town\nAnn,Oslo\n",
    ],
)
def test_other_files_are_not_recognized(head: bytes) -> None:
    assert not calendar.recognizes(head, "team.ics")


def test_a_meeting_is_given_for_each_of_its_times_at_one_place() -> None:
    found = pull(sample())
    meetings = [one for one in found if isinstance(one, InteractionSeen)]
    assert [(one.key, one.at.isoformat(), one.minutes, one.text) for one in meetings] == [
        ("event:weekly@2026-11-02T09:00:00+00:00", "2026-11-02T09:00:00+00:00", 30, "Weekly tea"),
        (
            "event:weekly@2026-11-09T09:00:00+00:00",
            "2026-11-10T13:00:00+00:00",
            60,
            "Weekly tea, late",
        ),
        ("event:weekly@2026-11-16T09:00:00+00:00", "2026-11-16T09:00:00+00:00", 30, "Weekly tea"),
    ]
    assert {one.place for one in meetings} == {"event 1"}
    assert {one.channel for one in meetings} == {"meeting"}
    assert {one.direction for one in meetings} == {"mutual"}
    assert meetings[0].where == "Kitchen"
    assert [(one.role, one.name) for one in meetings[0].people] == [
        ("organizer", "Nora Vale"),
        ("attendee", "Mira Okafor"),
    ]


def test_events_that_are_no_meetings_say_why() -> None:
    assert problems(pull(sample())) == {
        "event 2": "no-people",
        "event 3": "cancelled",
        "event 4": "no-date",
        "event 6": "too-often",
    }


def test_a_calendar_is_pulled_alike_twice_and_without_titles_if_they_are_not_allowed() -> None:
    assert pull(sample()) == pull(sample())
    assert {one.text for one in pull(sample(), subjects=False) if isinstance(one, InteractionSeen)} == {""}


def test_a_calendar_named_by_an_address_is_its_owners() -> None:
    (owner,) = [one for one in pull(sample()) if isinstance(one, PersonSeen)]
    assert (owner.key, owner.place, owner.about_owner) == ("me:calendar", "event 1", True)
    assert [(claim.field, claim.value) for claim in owner.claims] == [
        ("name", "Nora Vale"),
        ("email", "nora@example.com"),
    ]


def test_an_owner_line_says_whose_calendar_it_is() -> None:
    text = "BEGIN:VCALENDAR\nX-WR-CALNAME:Work\nX-OWNER:MAILTO:Ann@example.com\n" + event(1, "bob")
    assert owners(pull(text)) == ["ann@example.com"]


def test_a_shared_calendars_own_address_is_nobody() -> None:
    text = "BEGIN:VCALENDAR\nX-WR-CALNAME:c_9f@group.calendar.google.com\n" + event(1, "bob")
    assert owners(pull(text)) == []


def test_who_is_in_every_event_with_others_is_the_owner() -> None:
    three = event(1, "ann", "bob") + event(2, "eve", "ann") + event(3, "Ann", "joe") + event(4, "joe")
    assert owners(pull(three)) == ["ann@example.com"]


def test_two_events_or_two_who_are_always_there_do_not_show_the_owner() -> None:
    assert owners(pull(event(1, "ann", "bob") + event(2, "ann", "eve"))) == []
    assert owners(pull("".join(event(number, "ann", "bob") for number in range(4)))) == []


def test_a_calendar_without_meetings_has_no_owner() -> None:
    assert pull("BEGIN:VCALENDAR\nX-OWNER:ann@example.com\nBEGIN:VTODO\nEND:VTODO\n") == []


def test_a_cancelled_calendar_cancels_its_events() -> None:
    assert problems(pull("BEGIN:VCALENDAR\nMETHOD:CANCEL\n" + event(1, "ann") + event(2, "bob"))) == {
        "event 1": "cancelled",
        "event 2": "cancelled",
    }


def test_very_many_people_are_no_meeting_of_anybody() -> None:
    assert problems(pull(event(1, *(f"p{number}" for number in range(32))))) == {"event 1": "too-many-people"}


def test_an_event_whose_every_day_is_taken_back_never_takes_place() -> None:
    lines = "UID:1\nDTSTART:20261102T100000Z\nRRULE:FREQ=DAILY;COUNT=1\nEXDATE:20261102T100000Z\n"
    found = pull(f"BEGIN:VEVENT\n{lines}ATTENDEE:mailto:ann@example.com\nEND:VEVENT\n")
    assert problems(found) == {"event 1": "no-date"}


def test_an_older_version_is_a_problem() -> None:
    newer = event(1, "ann").replace("UID:1", "UID:1\nSEQUENCE:3")
    assert problems(pull(newer + event(1, "ann"))) == {"event 2": "replaced"}


def test_occurrences_moved_from_one_time_have_keys_of_their_own() -> None:
    moved = "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261103T100000Z\nDTSTART:20261103T120000Z\n"
    text = "BEGIN:VEVENT\nUID:1\nDTSTART:20261102T100000Z\nRRULE:FREQ=DAILY;COUNT=4\n"
    found = pull(
        f"{text}ATTENDEE:mailto:a@example.com\nEND:VEVENT\nBEGIN:VEVENT\n{moved}ATTENDEE:mailto:a@example.com\nEND:VEVENT\n"
    )
    meetings = [one for one in found if isinstance(one, InteractionSeen)]
    assert [one.at for one in meetings] == [
        datetime(2026, 11, 2, 10, tzinfo=UTC),
        *(datetime(2026, 11, day, 12, tzinfo=UTC) for day in (3, 4, 5)),
    ]
    assert len({one.key for one in meetings}) == 4


@pytest.mark.outside
def test_every_public_calendar_is_read_with_each_event_accounted_for() -> None:
    paths = sorted(Path(os.environ["AMITY_SHARED"]).glob("corpora/ics/**/*.ics"))
    unread = events = 0
    for path in paths:
        found = pull(path.read_bytes())
        masters = {one.place for one in found if not isinstance(one, Bookmark)}
        count = path.read_bytes().upper().count(b"BEGIN:VEVENT")
        assert len(masters) <= count, path
        assert bool(masters) == bool(count), path
        keys = [one.key for one in found if isinstance(one, InteractionSeen)]
        assert len(keys) == len(set(keys)), path
        events += len(masters)
        unread += sum(one.code == "unreadable" for one in found if isinstance(one, Problem))
    assert len(paths) > 200
    assert unread <= 0.02 * events
