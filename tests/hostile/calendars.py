"""Attacks on calendars, by the rules of RFC 5545; a meeting of the owner with one person is one exchange."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import MANY, Build, Case, Expect, exactly, nothing, survives
from tests.hostile.makers import OWNER, event, ics, people

MILLION = 1_000_000
MOST = 1000
"""Repetitions of one event that are followed."""


def cases() -> Iterator[Case]:
    """Yield the attacks that only a calendar knows. Beside each bad event stands a good one."""
    for attack, (lines, start, expect) in _LINES.items():
        yield Case("calendar", attack, "calendar.ics", _with(lines, start), expect)
    for attack, (build, expect) in _WHOLE.items():
        yield Case("calendar", attack, "calendar.ics", build, expect)


def _with(lines: tuple[str, ...], start: str) -> Build:
    def build(tag: str) -> bytes:
        ana, ben = people(tag, "Ana", "Ben")
        return ics(event(ana, *(line.replace("TAG", tag) for line in lines), start=start), event(ben))

    return build


def _all(count: int) -> str:
    return ",".join(map(str, range(count)))


_ONCE = exactly(2, 2)
_BAD_GOES = exactly(1, 1)
_EITHER = Expect((1, 2), (1, 2), read=True)
_BOUND = Expect((1, 2), (1, MOST + 1), read=True)
_LINES: dict[str, tuple[tuple[str, ...], str, Expect]] = {
    "a rule every second": (("RRULE:FREQ=SECONDLY",), "", _BOUND),
    "a rule every second of a billion": (("RRULE:FREQ=SECONDLY;COUNT=1000000000",), "", _BOUND),
    "a rule every minute for ever": (("RRULE:FREQ=MINUTELY;INTERVAL=1",), "", _BOUND),
    "a daily rule a billion times": (("RRULE:FREQ=DAILY;COUNT=1000000000",), "", _BOUND),
    "a count of a thousand digits": (("RRULE:FREQ=DAILY;COUNT=" + "9" * 1000,), "", _BOUND),
    "a negative count": (("RRULE:FREQ=DAILY;COUNT=-5",), "", _BOUND),
    "an interval of nought": (("RRULE:FREQ=DAILY;INTERVAL=0",), "", _BOUND),
    "a month thirteen": (("RRULE:FREQ=YEARLY;BYMONTH=13",), "", _BOUND),
    "a day that never comes": (("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",), "", _BOUND),
    "a place in a set that never comes": (("RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366",), "", _BOUND),
    "every hour, minute and second of a day": (
        (f"RRULE:FREQ=DAILY;BYHOUR={_all(24)};BYMINUTE={_all(60)};BYSECOND={_all(60)}",),
        "",
        _BOUND,
    ),
    "ten thousand rules": (("RRULE:FREQ=DAILY",) * 10_000, "", _BOUND),
    "a rule of a million characters": (("RRULE:FREQ=DAILY;BYDAY=" + "MO," * 300_000,), "", _BOUND),
    "a rule until the year 9999": (("RRULE:FREQ=DAILY;UNTIL=99991231T235959Z",), "", _BOUND),
    "a rule until the year nought": (
        ("RRULE:FREQ=DAILY;UNTIL=00000101",),
        "",
        Expect((1, 2), (1, MOST), read=True),
    ),
    "a rule in no language": (("RRULE:xyz", "RRULE:FREQ=FORTNIGHTLY"), "", _BOUND),
    "a hundred thousand single dates": (
        ("RDATE:" + ",".join(f"20260101T{n % 24:02}{n // 24 % 60:02}00Z" for n in range(100_000)),),
        "",
        _BOUND,
    ),
    "a hundred thousand dates left out": (
        ("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:" + ",".join(["20260104T100000Z"] * 20_000)),
        "",
        Expect((1, 2), (1, 4), read=True),
    ),
    "a daily rule since the year 1": (("RRULE:FREQ=DAILY",), "DTSTART:00010101T100000Z", _BOUND),
    "a start in the year nought": ((), "DTSTART:00000101T100000Z", _EITHER),
    "a start in the year 9999": ((), "DTSTART:99991231T235959Z", _EITHER),
    "a start on a day that is none": ((), "DTSTART:20260230T100000Z", _BAD_GOES),
    "a start at an hour that is none": ((), "DTSTART:20260110T250000Z", _BAD_GOES),
    "a start of ten to the twelve": ((), "DTSTART:1000000000000", _BAD_GOES),
    "no start at all": ((), "X-NOTHING:1", _BAD_GOES),
    "an end before the beginning": (("DTEND:20200101T100000Z",), "", _ONCE),
    "a duration of ten to the twelve weeks": (("DURATION:P1000000000000W",), "", _EITHER),
    "a negative duration": (("DURATION:-PT5H",), "", _ONCE),
    "a duration that is none": (("DURATION:PXYZ",), "", _ONCE),
    "a zone that is a path": ((), "DTSTART;TZID=../../../../etc/passwd:20260110T100000", _ONCE),
    "a zone of a million characters": ((), f"DTSTART;TZID={'Z' * MILLION}:20260110T100000", _EITHER),
    "a zone with a NUL": ((), "DTSTART;TZID=Europe\x00/Berlin:20260110T100000", _ONCE),
    "a repetition of nothing": (("RECURRENCE-ID:20300101T100000Z",), "", _EITHER),
    "a version number without end": (("SEQUENCE:" + "9" * 1000,), "", _ONCE),
    "a negative version number": (("SEQUENCE:-1",), "", _ONCE),
    "five thousand people invited": (
        tuple(f"ATTENDEE:mailto:a{n}@TAG.example" for n in range(5000)),
        "",
        _BAD_GOES,
    ),
    "an address that is a script": (("ATTENDEE:javascript:alert(1)",), "", _ONCE),
    "line breaks in an address": (("ATTENDEE:mailto:x@TAG.example%0d%0aBcc:y@TAG.example",), "", _ONCE),
    "a file attached from here": (("ATTACH:file:///etc/passwd",), "", _ONCE),
    "ten megabytes attached": (("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A" * 10_000_000,), "", _ONCE),
    "a parameter with a quote that never closes": (
        ('ATTENDEE;CN="Open:mailto:z@TAG.example',),
        "",
        Expect((2, 3), (2, 2), read=True),
    ),
    "a hundred thousand parameters": (("LOCATION" + ";A=B" * 100_000 + ":x",), "", _EITHER),
    "a summary folded a hundred thousand times": (("SUMMARY:x" + "\r\n y" * 100_000,), "", _EITHER),
    "an alarm that runs a program": (
        ("BEGIN:VALARM", "ACTION:PROCEDURE", "ATTACH:file:///bin/sh", "TRIGGER:-PT5M", "END:VALARM"),
        "",
        _ONCE,
    ),
    "an alarm within an alarm, ten thousand deep": (
        ("BEGIN:VALARM",) * 10_000 + ("END:VALARM",) * 10_000,
        "",
        _EITHER,
    ),
    "an event that was cancelled": (("STATUS:CANCELLED",), "", _BAD_GOES),
}


def _twice(tag: str) -> bytes:
    return ics(*[event(people(tag, "Ana")[0])] * 1000)


def _open(tag: str) -> bytes:
    ana, ben = people(tag, "Ana", "Ben")
    return ics(event(ana).replace("END:VEVENT\r\n", ""), event(ben))


def _nul(tag: str) -> bytes:
    return ics(
        event(people(tag, "Ana")[0]).replace("SUMMARY:", "SUMMARY:a\0b"), event(people(tag, "Ana", "Ben")[1])
    )


def _zones(tag: str) -> bytes:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+9999\r\n"
        "TZOFFSETTO:+9999\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    return ics(*[zone] * 2000, event(people(tag, "Ana")[0], start="DTSTART;TZID=Own:20260110T100000"))


def _owner_alone(tag: str) -> bytes:
    return ics(
        f"BEGIN:VEVENT\r\nUID:{tag}\r\nDTSTART:20260110T100000Z\r\nATTENDEE:mailto:{OWNER}\r\nEND:VEVENT\r\n"
    )


_WHOLE: dict[str, tuple[Build, Expect]] = {
    "the same event a thousand times": (_twice, exactly(1, 1)),
    "an event that never ends before the next": (_open, survives((1, 2), (1, 2))),
    "a NUL in a summary": (_nul, exactly(2, 2)),
    "two thousand zones that change every second": (_zones, survives((0, 1), (0, 1))),
    "an event with the owner alone": (_owner_alone, survives((0, 0), (0, 1))),
    "only beginnings": (lambda _: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 100_000, nothing()),
    "events outside of any calendar": (
        lambda tag: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" + event(people(tag, "Ana")[0]).encode(),
        survives((0, 1), (0, 1)),
    ),
    "calendars within calendars": (
        lambda tag: (
            b"BEGIN:VCALENDAR\r\n" * 10_000
            + event(people(tag, "Ana")[0]).encode()
            + b"END:VCALENDAR\r\n" * 10_000
        ),
        exactly(1, 1),
    ),
    "a calendar that never ends": (
        lambda tag: ics(event(people(tag, "Ana")[0])).replace(b"END:VCALENDAR\r\n", b""),
        exactly(1, 1),
    ),
    "one UID for two meetings": (
        lambda tag: ics(*(event(one).replace(f"{tag}-1", f"{tag}-0") for one in people(tag, "Ana", "Ben"))),
        survives((1, 2), (1, 2)),
    ),
    "no UID": (
        lambda tag: ics(*(event(one).replace(f"UID:{tag}", "X-NO:") for one in people(tag, "Ana", "Ben"))),
        exactly(2, 2),
    ),
    "ten thousand meetings with ten people": (
        lambda tag: ics(
            *(
                event(
                    one, start=f"DTSTART:2025{n % 12 + 1:02}{n % 28 + 1:02}T{n // 336 % 24:02}0000Z"
                ).replace(f"UID:{tag}-", f"UID:{tag}-{n}-")
                for n, one in zip(range(10_000), people(tag, *["Ana"] * 10) * 1000, strict=True)
            )
        ),
        survives((10, 10), (1, MANY)),
    ),
}
