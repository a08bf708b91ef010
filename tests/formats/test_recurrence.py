"""Occurrences of events, and the bounds within which they are followed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.findings import Problem
from amity.formats import ical, recurrence
from amity.formats.occurrences import Occurrence
from amity.formats.recurrence import Series, Work

UNTIL = date(2026, 11, 24)


def event(*lines: str) -> str:
    return "".join(line + "\r\n" for line in ("BEGIN:VEVENT", *lines, "END:VEVENT"))


def found(text: str, work: Work | None = None) -> list[list[Occurrence] | Problem]:
    results: list[list[Occurrence] | Problem] = []
    for calendar in ical.calendars(BytesIO(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n".encode())):
        recurrence.learn_zones(calendar)
        zone = recurrence.zone(calendar.header.get("X-WR-TIMEZONE", ""))
        for one in recurrence.series(calendar):
            if isinstance(one, Series):
                results.append(recurrence.expand(one, zone=zone, until=UNTIL, work=work or Work()))
            else:
                results.append(one)
    return results


def times(text: str) -> list[str]:
    (result,) = found(text)
    assert isinstance(result, list)
    return [one.at.strftime("%Y-%m-%d %H:%M") for one in result]


def only(text: str) -> Occurrence:
    (result,) = found(text)
    assert isinstance(result, list)
    (one,) = result
    return one


def codes(text: str, work: Work | None = None) -> list[str]:
    return [one.code for one in found(text, work) if isinstance(one, Problem)]


ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Home\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n{rule}TZOFFSETFROM:+0300\r\n"
    "TZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def test_a_single_event_is_one_occurrence_in_utc() -> None:
    one = only(
        event(
            "UID:1", "DTSTART;TZID=Europe/Berlin:20240701T100000", "DTEND;TZID=Europe/Berlin:20240701T113000"
        )
    )
    assert one.at == one.original == datetime(2024, 7, 1, 8, tzinfo=UTC)
    assert (one.minutes, one.all_day, one.cancelled) == (90, False, False)


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DURATION:PT45M",), 45),
        (("DTEND:20240701T090000Z",), None),
        (("DTEND:nonsense", "DURATION:PT1H"), 60),
        (("DURATION:nonsense",), None),
        ((), None),
    ],
)
def test_the_length_is_the_end_or_the_duration(lines: tuple[str, ...], minutes: int | None) -> None:
    assert only(event("UID:1", "DTSTART:20240701T100000Z", *lines)).minutes == minutes


def test_a_control_character_in_a_name_costs_no_person() -> None:
    guest = 'ATTENDEE;CN="A\x7fna\x9b":mailto:ana@acme.example'
    (person,) = only(event("UID:a", "DTSTART:20260110T100000Z", guest)).people
    assert (person.handle.value, person.name) == ("ana@acme.example", "Ana")


def test_a_day_is_its_noon_and_has_no_length() -> None:
    one = only(event("UID:1", "DTSTART;VALUE=DATE:20240701", "DTEND;VALUE=DATE:20240703"))
    assert (one.at, one.all_day, one.minutes) == (datetime(2024, 7, 1, 12, tzinfo=UTC), True, None)


def test_a_floating_time_is_in_the_calendars_zone_else_in_utc() -> None:
    floating = event("UID:1", "DTSTART:20240701T100000")
    assert times(floating) == ["2024-07-01 10:00"]
    assert times("X-WR-TIMEZONE:Europe/Berlin\r\n" + floating) == ["2024-07-01 08:00"]
    assert times("X-WR-TIMEZONE:W. Europe Standard Time\r\n" + floating) == ["2024-07-01 08:00"]
    assert times("X-WR-TIMEZONE:Nowhere\r\n" + floating) == ["2024-07-01 10:00"]


@pytest.mark.parametrize("zone", ["Nowhere/At", "Europe", "../../etc/passwd", '"Odd: zone"', "/x/Lost"])
def test_an_unknown_zone_counts_as_none(zone: str) -> None:
    assert times(event("UID:1", f"DTSTART;TZID={zone}:20240701T100000")) == ["2024-07-01 10:00"]


def test_a_calendars_own_zone_is_known_before_and_after_it_stands() -> None:
    text = event("UID:1", "DTSTART;TZID=Home:20240701T100000")
    assert times(ZONE.format(rule="") + text) == ["2024-07-01 07:00"]
    assert times(text + ZONE.format(rule="RRULE:FREQ=YEARLY\r\n")) == ["2024-07-01 07:00"]


def test_a_zone_with_a_fine_rule_or_of_another_calendar_is_not_known() -> None:
    text = event("UID:1", "DTSTART;TZID=Home:20240701T100000")
    assert times(ZONE.format(rule="RRULE:FREQ=SECONDLY\r\n") + text) == ["2024-07-01 10:00"]
    assert times(text) == ["2024-07-01 10:00"]


def test_a_rule_follows_the_clock_on_the_wall_through_summer_time() -> None:
    text = event("UID:1", "DTSTART;TZID=Europe/Berlin:20260328T100000", "RRULE:FREQ=DAILY;COUNT=3")
    assert times(text) == ["2026-03-28 09:00", "2026-03-29 08:00", "2026-03-30 08:00"]


def test_a_rule_ends_with_its_last_day_or_with_the_last_day_asked_for() -> None:
    text = event("UID:1", "DTSTART:20261101T100000Z", "RRULE:FREQ=WEEKLY;UNTIL={until}")
    assert times(text.format(until="20261109T000000Z")) == ["2026-11-01 10:00", "2026-11-08 10:00"]
    assert times(text.format(until="99991231T235959Z"))[-1] == "2026-11-22 10:00"


def test_single_dates_come_and_go() -> None:
    text = event(
        "UID:1",
        "DTSTART:20240701T100000Z",
        "RRULE:FREQ=DAILY;COUNT=3",
        "EXDATE:20240702T100000Z",
        "RDATE:20240601T100000Z,20240801T100000Z",
        "RDATE;VALUE=PERIOD:20240901T100000Z/PT2H",
    )
    assert times(text) == [
        "2024-06-01 10:00",
        "2024-07-01 10:00",
        "2024-07-03 10:00",
        "2024-08-01 10:00",
        "2024-09-01 10:00",
    ]


def test_broken_single_dates_are_passed_over() -> None:
    text = event("UID:1", "DTSTART:20240701T100000Z", "RDATE;VALUE=TIME:083000", "EXDATE:nonsense")
    assert times(text) == ["2024-07-01 10:00"]


def test_a_moved_occurrence_stands_at_its_new_time_under_its_old_one() -> None:
    far = event("UID:2", "DTSTART:20240101T100000Z")
    text = (
        event("UID:1", "DTSTART:20240701T100000Z", "RRULE:FREQ=DAILY;COUNT=2", "SUMMARY:Tea")
        + far
        + event("UID:1", "RECURRENCE-ID:20240702T100000Z", "DTSTART:20240601T150000Z", "SUMMARY:Late tea")
    )
    tea, other = found(text)
    assert isinstance(tea, list)
    assert isinstance(other, list)
    assert [(one.text, one.at.day, one.original.day) for one in tea] == [("Late tea", 1, 2), ("Tea", 1, 1)]


def test_changed_occurrences_without_their_event_stand_alone() -> None:
    text = event("UID:1", "RECURRENCE-ID:20240702T100000Z", "DTSTART:20240703T150000Z")
    assert only(text).original == datetime(2024, 7, 2, 10, tzinfo=UTC)


def test_an_older_version_of_an_event_is_replaced() -> None:
    text = event("UID:1", "SEQUENCE:1", "DTSTART:20240701T100000Z") + event(
        "UID:1", "DTSTART:20240601T100000Z"
    )
    assert codes(text) == ["replaced"]
    assert [len(one) for one in found(text) if isinstance(one, list)] == [1]


def test_different_events_of_one_number_are_all_kept() -> None:
    text = event("UID:1", "DTSTART:20240701T100000Z") + event("UID:1", "DTSTART:20240601T100000Z")
    assert [len(one) for one in found(text) if isinstance(one, list)] == [1, 1]


@pytest.mark.parametrize("lines", [(), ("DTSTART:nonsense",), ("DTSTART;VALUE=TIME:100000",)])
def test_an_event_without_a_start_is_a_problem(lines: tuple[str, ...]) -> None:
    assert codes(event("UID:1", *lines)) == ["no-date"]


def test_a_time_beyond_the_calendar_is_unreadable() -> None:
    assert codes(event("UID:1", "DTSTART;TZID=Asia/Tokyo:00010101T000000")) == ["unreadable"]


def test_an_event_the_file_ends_in_is_cut_off() -> None:
    (calendar,) = ical.calendars(BytesIO(b"BEGIN:VEVENT\nDTSTART:20240701T100000Z\nSUMM"))
    (one,) = recurrence.series(calendar)
    assert isinstance(one, Series)
    result = recurrence.expand(one, zone=UTC, until=UNTIL, work=Work())
    assert isinstance(result, Problem)
    assert (result.place, result.code) == ("event 1", "cut-off")


def test_an_enormous_event_is_too_long() -> None:
    assert codes(event("DTSTART:20240701T100000Z", *["ATTENDEE:" + "x" * 900] * 400)) == ["too-long"]


@pytest.mark.parametrize(
    "lines",
    [
        ("RRULE:FREQ=SECONDLY",),
        ("RRULE:FREQ=HOURLY;COUNT=5",),
        ("RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5",),
        ("RDATE:" + ",".join(["20240101T100000Z"] * 2001),),
        ("RRULE:FREQ=DAILY",) * 9,
    ],
)
def test_what_is_finer_than_a_day_or_endless_is_too_often(lines: tuple[str, ...]) -> None:
    assert codes(event("UID:1", "DTSTART:20240701T100000Z", *lines)) == ["too-often"]


def test_a_rule_over_centuries_of_days_is_too_often_but_not_one_of_years() -> None:
    assert codes(event("UID:1", "DTSTART:00010101T100000Z", "RRULE:FREQ=DAILY")) == ["too-often"]
    assert len(times(event("UID:1", "DTSTART:16040101T100000Z", "RRULE:FREQ=YEARLY"))) == 423


def test_a_files_rules_together_have_a_bound() -> None:
    work = Work(left=1_000)
    text = event("UID:1", "DTSTART:20250101T100000Z", "RRULE:FREQ=DAILY")
    assert codes(text, work) == []
    assert codes(text, work) == ["too-often"]


def test_at_most_the_latest_thousand_are_kept() -> None:
    found_times = times(event("UID:1", "DTSTART:20100101T100000Z", "RRULE:FREQ=DAILY;COUNT=1000000000000"))
    assert len(found_times) == recurrence.MOST
    assert found_times[-1] == "2026-11-24 10:00"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=MONTHLY;BYSETPOS=300;BYDAY=MO",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=MONTHLY;BYDAY=+6MO",
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=NEVER",
        "FREQ=DAILY;UNTIL=soon",
        "COUNT=3",
        "",
    ],
)
def test_a_rule_that_never_comes_true_leaves_the_event_itself(rule: str) -> None:
    assert times(event("UID:1", "DTSTART:20240701T100000Z", f"RRULE:{rule}")) == ["2024-07-01 10:00"]


def test_an_interval_of_nothing_is_one() -> None:
    text = event("UID:1", "DTSTART:20240701T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0;COUNT=2;X-ODD=1")
    assert times(text) == ["2024-07-01 10:00", "2024-07-02 10:00"]


def test_a_repeated_event_of_years_has_no_believable_end() -> None:
    text = event("UID:1", "DTSTART:20240701T100000Z", "DURATION:P9999W", "RRULE:FREQ=DAILY;COUNT=2")
    (result,) = found(text)
    assert isinstance(result, list)
    assert [one.minutes for one in result] == [None, None]


def test_an_event_far_ahead_is_given_when_it_does_not_repeat() -> None:
    assert times(event("UID:1", "DTSTART:20990701T100000Z")) == ["2099-07-01 10:00"]


def test_people_are_the_organizer_and_who_did_not_decline() -> None:
    one = only(
        event(
            "UID:1",
            "DTSTART:20240701T100000Z",
            "ORGANIZER;CN=Ann Lee:MAILTO:Ann@example.com",
            "ORGANIZER:mailto:second@example.com",
            "ATTENDEE;CN=ann@example.com:mailto:ann@example.com",
            'ATTENDEE;CN="Lee, Bob";PARTSTAT=ACCEPTED:mailto:bob@example.com',
            "ATTENDEE;PARTSTAT=declined:mailto:eve@example.com",
            "ATTENDEE;CUTYPE=ROOM:mailto:blue@example.com",
            "ATTENDEE:mailto:x1@resource.calendar.google.com",
            "ATTENDEE:mailto:c_9f@group.calendar.google.com",
            "ATTENDEE:mailto:unknownorganizer@calendar.google.com",
            'ATTENDEE;CN="(omitted)":mailto:zoe@example.com',
            "ATTENDEE;EMAIL=joe@example.com:/principals/joe",
            "ATTENDEE:invalid:nomail",
        )
    )
    assert [(each.role, each.handle.value, each.name) for each in one.people] == [
        ("organizer", "ann@example.com", "Ann Lee"),
        ("attendee", "bob@example.com", "Lee, Bob"),
        ("attendee", "zoe@example.com", ""),
        ("attendee", "joe@example.com", ""),
    ]


def test_title_place_and_status_are_read_in_one_line() -> None:
    one = only(
        event(
            "UID:1",
            "DTSTART:20240701T100000Z",
            "SUMMARY:Tea\\, or\\ncake",
            "LOCATION:Oslo",
            "STATUS:cancelled",
        )
    )
    assert (one.text, one.where, one.cancelled) == ("Tea, or cake", "Oslo", True)


LINES = st.lists(
    st.sampled_from(
        [
            "DTSTART:20240701T100000Z",
            "DTSTART;VALUE=DATE:20240701",
            "DTEND:20240701T110000",
            "DURATION:-PT1H",
            "RRULE:FREQ=MONTHLY;BYDAY=5MO",
            "RRULE:FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2",
            "RDATE;VALUE=DATE:20240801",
            "EXDATE;VALUE=DATE:20240701",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20240801T100000Z",
            "SEQUENCE:2",
            "UID:1",
            "DTSTART;TZID=Europe/Oslo:99991231T235959",
        ]
    ),
    max_size=6,
)


@given(st.lists(LINES, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_mixture_of_lines_is_read_within_its_bounds(several: list[list[str]]) -> None:
    for result in found("".join(event(*lines) for lines in several)):
        assert isinstance(result, Problem) or len(result) <= recurrence.MOST
