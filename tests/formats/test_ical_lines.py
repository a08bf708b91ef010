"""A weekly event as it is written: read back by our own reader and by the icalendar package."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from amity.formats import ical, ical_lines
from amity.formats.ical_lines import Weekly

EVENT = Weekly(
    "abc@amity",
    datetime(2026, 11, 26, 9, 5),  # noqa: DTZ001 - floating on purpose
    90,
    "A few minutes; for your people, weekly",
    "One line\nand a backslash \\",
    datetime(2026, 11, 24, 8, tzinfo=UTC),
    3_629_280,
)


def parsed(event: Weekly) -> icalendar.Component:
    calendar = icalendar.Calendar.from_ical(ical_lines.weekly(event))
    (found,) = calendar.walk("VEVENT")
    assert not found.errors
    return found


def test_the_whole_file_is_as_the_standard_wants_it() -> None:
    assert ical_lines.weekly(EVENT).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Amity//Amity//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:abc@amity",
        "DTSTAMP:20261124T080000Z",
        "SEQUENCE:3629280",
        "DTSTART:20261126T090500",
        "DURATION:PT90M",
        "RRULE:FREQ=WEEKLY;BYDAY=TH",
        "SUMMARY:A few minutes\\; for your people\\, weekly",
        "DESCRIPTION:One line\\nand a backslash \\\\",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_our_own_reader_reads_it_back() -> None:
    (calendar,) = ical.calendars(BytesIO(ical_lines.weekly(EVENT)))
    (event,) = calendar.events
    assert event.whole
    assert (event.value("UID"), event.value("DTSTART")) == ("abc@amity", "20261126T090500")
    assert event.value("RRULE") == "FREQ=WEEKLY;BYDAY=TH"


def test_another_reader_understands_time_length_and_rule() -> None:
    found = parsed(EVENT)
    assert found.decoded("DTSTART") == EVENT.starts
    assert found.decoded("DURATION") == timedelta(minutes=90)
    assert found["RRULE"] == {"FREQ": ["WEEKLY"], "BYDAY": ["TH"]}
    assert str(found["SUMMARY"]) == EVENT.title
    assert str(found["DESCRIPTION"]) == EVENT.text


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300)


@given(_TEXT)
def test_any_text_is_folded_within_the_width_and_comes_back(text: str) -> None:
    written = ical_lines.weekly(replace(EVENT, title=f"x{text}"))
    lines = written.split(b"\r\n")
    assert max(map(len, lines)) <= ical_lines.WIDTH
    for line in lines:
        line.decode("utf-8")
    assert str(parsed(replace(EVENT, title=f"x{text}"))["SUMMARY"]) == f"x{text}"


def test_line_ends_and_control_characters_break_nothing() -> None:
    assert ical_lines.escape("a\r\nb\rc\x00\x1b") == "a\\nb\\nc"


def test_a_long_line_is_broken_and_no_character_within() -> None:
    event = replace(EVENT, title="ä" * 100)
    lines = ical_lines.weekly(event).split(b"\r\n")
    assert [len(line) for line in lines if "ä".encode() in line] == [74, 75, 61]
    assert str(parsed(event)["SUMMARY"]) == "ä" * 100
