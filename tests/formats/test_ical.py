"""Calendars cut into their events, however broken the file is."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.formats import ical
from amity.formats.ical import Calendar
from tests import clock


def read(text: str) -> list[Calendar]:
    return list(ical.calendars(BytesIO(text.replace("\n", "\r\n").encode())))


def events(text: str) -> list[list[str]]:
    return [event.lines for calendar in read(text) for event in calendar.events]


def test_an_event_keeps_the_lines_that_are_read() -> None:
    text = "BEGIN:VEVENT\nUID:1\nDESCRIPTION:x\nX-MORE:x\nSUMMARY:Tea\nEND:VEVENT\n"
    assert events(text) == [["UID:1", "SUMMARY:Tea"]]


def test_an_alarm_in_an_event_is_no_part_of_it() -> None:
    text = "BEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nSUMMARY:Ring\nEND:VALARM\nSUMMARY:Tea\nEND:VEVENT\n"
    assert events(text) == [["UID:1", "SUMMARY:Tea"]]


def test_the_letters_case_and_space_do_not_matter() -> None:
    assert events("begin:vcalendar\nBegin:VEvent \nuid:1\nend:vevent\nend:vcalendar\n") == [["uid:1"]]


def test_the_calendars_own_lines_are_kept_by_name() -> None:
    text = "BEGIN:VCALENDAR\nX-WR-CALNAME;X=1:Ann\nX-WR-CALNAME:later\nPRODID:x\nBEGIN:VEVENT\nEND:VEVENT\n"
    assert read(text)[0].header == {"X-WR-CALNAME": "Ann"}


def test_other_components_say_nothing_of_the_calendar() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VTODO\nMETHOD:CANCEL\nEND:VTODO\nBEGIN:VEVENT\nEND:VEVENT\n"
    assert read(text)[0].header == {}
    assert events("BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR\n") == []


def test_each_calendar_has_its_own_events_numbered_through_the_file() -> None:
    one = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n"
    found = read(one + one + "BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    assert [[event.place for event in calendar.events] for calendar in found] == [["event 1"], ["event 2"]]


def test_missing_ends_close_themselves() -> None:
    text = "BEGIN:VEVENT\nUID:1\nBEGIN:VEVENT\nUID:2\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:3\nEND:VCALENDAR\n"
    assert [event.value("UID") for calendar in read(text) for event in calendar.events] == ["1", "2", "3"]
    assert all(event.whole for calendar in read(text) for event in calendar.events)


def test_ends_without_a_beginning_end_nothing() -> None:
    assert events("END:VALARM\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\n") == [["UID:1"]]


def test_an_event_in_which_the_file_ends_is_not_whole() -> None:
    (calendar,) = read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nSUMM")
    assert [event.whole for event in calendar.events] == [True, False]


def test_time_zones_are_kept_whole_wherever_they_stand() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
    (calendar,) = read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\n" + zone + "END:VCALENDAR\n")
    assert calendar.zones == [zone.split()]


def test_a_time_zone_without_end_is_left_out() -> None:
    assert read("BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\n")[0].zones == []


def test_an_enormous_time_zone_is_left_out() -> None:
    zone = "BEGIN:VTIMEZONE\n" + "RDATE:20200101\n" * 1000 + "END:VTIMEZONE\n"
    assert read(zone + "BEGIN:VEVENT\nUID:1\nEND:VEVENT\n")[0].zones == []


def test_an_enormous_event_is_told_by_its_size() -> None:
    text = "BEGIN:VEVENT\n" + ("ATTENDEE:" + "x" * 900 + "\n") * 400 + "END:VEVENT\n"
    (event,) = read(text)[0].events
    assert event.size > ical.LARGEST
    assert sum(map(len, event.lines)) <= ical.LARGEST


def test_an_enormous_line_costs_only_itself() -> None:
    assert events("BEGIN:VEVENT\nUID:1\nSUMMARY:" + "x" * (1 << 20) + "\nEND:VEVENT\n") == [["UID:1"]]


def test_a_very_large_calendar_is_handed_over_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ical, "FULL", 100)
    event = "BEGIN:VEVENT\nSUMMARY:" + "x" * 60 + "\nEND:VEVENT\n"
    found = read("BEGIN:VCALENDAR\nX-WR-CALNAME:Ann\n" + event * 5 + "END:VCALENDAR\n")
    assert [len(calendar.events) for calendar in found] == [2, 2, 1]
    assert {calendar.header["X-WR-CALNAME"] for calendar in found} == {"Ann"}


def test_a_value_stands_after_the_parameters() -> None:
    assert ical.value_of("SUMMARY:Tea: at four") == "Tea: at four"
    assert ical.value_of('ATTENDEE;CN="Lee: Ann":mailto:ann@example.com') == "mailto:ann@example.com"
    assert ical.value_of('ATTENDEE;CN="Lee:mailto:ann@example.com') == "mailto:ann@example.com"
    assert ical.value_of("SUMMARY") == ""


@pytest.mark.parametrize("piece", ['"', 'a"', '"a":', ';TZID="', "a", ";"])
def test_no_line_takes_long_to_take_apart(piece: str) -> None:
    line = "ATTENDEE;" + piece * 50_000
    assert clock.seconds(lambda: (ical.value_of(line), ical.name_of(line)), within=0.5) < 0.5


def test_a_name_stands_before_them_in_capitals() -> None:
    assert ical.name_of("dtstart;TZID=Europe/Oslo:20240101") == "DTSTART"
    assert ical.name_of("no name") == ""


def test_an_event_gives_its_first_value_of_a_name() -> None:
    (event,) = read("BEGIN:VEVENT\nUID:1\nUID:2\nEND:VEVENT\n")[0].events
    assert event.value("UID") == "1"
    assert event.value("SUMMARY") == ""
    assert event.has("UID")
    assert not event.has("SUMMARY")


@given(
    st.lists(
        st.sampled_from(["BEGIN:", "END:", "VEVENT", "VCALENDAR", "VTIMEZONE", "VALARM", "UID:1", "\n", ";"])
    )
)
def test_every_begun_event_is_found_once(parts: list[str]) -> None:
    text = "".join(parts)
    begun = sum(line.strip() == "BEGIN:VEVENT" for line in text.splitlines())
    numbers = [event.number for calendar in read(text) for event in calendar.events]
    assert numbers == list(range(1, begun + 1))
