"""Stamped lines: the forms of many countries, messages over several lines, and the order of day and month."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.formats import stamped
from amity.formats.lines import LONGEST
from amity.formats.stamped import Entry, Orders, Stamp

LATEST = datetime(2026, 11, 26, tzinfo=UTC)


def entries(text: str) -> list[Entry]:
    return list(stamped.entries(io.BytesIO(text.encode("utf-8", "surrogatepass"))))


def order(*days: str, region: str | None = None) -> str:
    found = Orders(latest=LATEST, region=region)
    for day in days:
        begun = stamped.begin(f"{day}, 10:00 - A: x")
        assert begun is not None
        found.see(begun[0])
    return found.best()


@pytest.mark.parametrize(
    ("line", "how", "moment"),
    [
        ("[31.12.23, 21:15:02] Ana: hi", "dmy", "2023-12-31T21:15:02"),
        ("\u200e[12/31/23, 9:15:02\u202fPM] Ana: hi", "mdy", "2023-12-31T21:15:02"),
        ("[12/31/23, 12:15:02 AM] Ana: hi", "mdy", "2023-12-31T00:15:02"),
        ("[2023-12-31, 9:15:02 p.m.] Ana: hi", "ymd", "2023-12-31T21:15:02"),
        ("[2023. 12. 31. 오후 9:15:02] Ana: hi", "ymd", "2023-12-31T21:15:02"),
        ("[01/20/19 11:25] Ana: hi", "mdy", "2019-01-20T11:25:00"),
        ("12/31/23, 9:15 PM - Ana: hi", "mdy", "2023-12-31T21:15:00"),
        ("12/31/23, 12:15\u00a0pm - Ana: hi", "mdy", "2023-12-31T12:15:00"),
        ("31/12/2023, 9:15 p. m. - Ana: hi", "dmy", "2023-12-31T21:15:00"),
        ("31/12/2023, 00:08 a. m. - Ana: hi", "dmy", "2023-12-31T00:08:00"),
        ("31/12/2023, 21:15 p. m. - Ana: hi", "dmy", "2023-12-31T21:15:00"),
        ("31/12/2023 à 21:15 - Ana: hi", "dmy", "2023-12-31T21:15:00"),
        ("31.12.2023 klo 21.15 - Ana: hi", "dmy", "2023-12-31T21:15:00"),
        ("31.12.23 г., 21:15 - Ana: hi", "dmy", "2023-12-31T21:15:00"),  # noqa: RUF001
        ("31.12.23, 9:15 nachm. – Ana: hi", "dmy", "2023-12-31T21:15:00"),
        ("31-12-2023 21:15 - Ana: hi", "dmy", "2023-12-31T21:15:00"),
        ("2023/12/31, 21:15 - Ana: hi", "ymd", "2023-12-31T21:15:00"),
        ("2023/12/31 下午9:15 - Ana: hi", "ymd", "2023-12-31T21:15:00"),
        ("2023년 12월 31일 오전 9:15 - Ana: hi", "ymd", "2023-12-31T09:15:00"),
        ("23/12/31, 21:15 - Ana: hi", "ymd", "2023-12-31T21:15:00"),
        ("٣١/١٢/٢٠٢٣, ٩:١٥ م - Ana: hi", "dmy", "2023-12-31T21:15:00"),  # noqa: RUF001
    ],
)
def test_a_stamp_is_read_in_each_form(line: str, how: str, moment: str) -> None:
    begun = stamped.begin(line)
    assert begun is not None
    stamp, rest = begun
    assert rest == "Ana: hi"
    at = stamp.at(how)
    assert at is not None
    assert at.isoformat() == moment + "+00:00"
    assert stamp.bracketed == ("[" in line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "hello",
        "12/31/23",
        "12/31/23, 9:15",
        "12/31/23, 9:15 Ana: hi",
        "[12/31/23, 9:15 - Ana: hi",
        "12/31/23, 9:15] Ana: hi",
        "12/31/23, 9:15 noonish - Ana: hi",
        "12/31/23, around 9:15 - Ana: hi",
        "2023-12-31T21:15:02 - Ana: hi",
        "2023-12-31 21:15:02,123 - root - INFO: hi",
    ],
)
def test_other_lines_have_no_stamp(line: str) -> None:
    assert stamped.begin(line) is None


@pytest.mark.parametrize(
    "numbers",
    [("32", "1", "2023"), ("1", "13", "2023"), ("1", "1", "0"), ("1", "1", "123"), ("2023", "1", "1")],
)
def test_a_day_that_does_not_exist_is_no_moment(numbers: tuple[str, str, str]) -> None:
    assert Stamp(numbers, (10, 0, 0)).at("dmy") is None


def test_an_hour_that_does_not_exist_is_no_moment() -> None:
    assert Stamp(("1", "1", "2023"), (25, 0, 0)).at("dmy") is None
    assert Stamp(("1", "1", "0000"), (5, 0, 0)).at("dmy") is None


def test_a_message_goes_on_until_the_next_stamp() -> None:
    assert entries("1/2/23, 10:00 - Ana: one\ntwo\n\n1/2/23, 10:01 - Ana left\r\n") == [
        Entry(1, Stamp(("1", "2", "23"), (10, 0, 0), comma=True), "Ana: one\ntwo\n"),
        Entry(4, Stamp(("1", "2", "23"), (10, 1, 0), comma=True), "Ana left"),
    ]


def test_what_stands_before_the_first_stamp_is_one_entry_without_one() -> None:
    found = entries("\n\nhello\nthere\n1/2/23, 10:00 - Ana: one\n")
    assert [(one.line, one.stamp is None, one.text) for one in found] == [
        (3, True, "hello\nthere"),
        (5, False, "Ana: one"),
    ]
    assert entries("") == []
    assert entries("\n \n") == []


def test_a_line_too_long_is_told_and_a_long_message_is_kept_in_part() -> None:
    found = entries("x" * (LONGEST + 5) + "\n1/2/23, 10:00 - Ana: one\n" + "y" * (LONGEST + 5) + "\n")
    assert [(one.line, one.cut) for one in found] == [(1, True), (2, True)]
    long = entries("1/2/23, 10:00 - Ana: one\n" + ("y" * 999 + "\n") * 1_000)
    assert len(long[0].text) == stamped.KEPT


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ana: hi", ("Ana", "hi")),
        ("Ana:", ("Ana", "")),
        ("Ana: a: b", ("Ana", "a: b")),
        ("Ana:b", ("", "Ana:b")),
        ("Ana left", ("", "Ana left")),
        ('Ana "Jo" Lima: hi', ('Ana "Jo" Lima', "hi")),
        ('Ana changed the subject to "Plan: B"', ("", 'Ana changed the subject to "Plan: B"')),
        ("x" * 101 + ": hi", ("", "x" * 101 + ": hi")),
    ],
)
def test_a_notice_has_no_sender(text: str, parts: tuple[str, str]) -> None:
    assert Entry(1, None, text).parts() == parts


def test_a_number_above_twelve_anywhere_decides_the_order() -> None:
    assert order("1/2/23", "3/4/23", "13/5/23") == "dmy"
    assert order("1/2/23", "3/4/23", "5/13/23") == "mdy"
    assert order("2023/1/2") == "ymd"


def test_else_the_days_must_follow_one_another_and_not_lie_ahead() -> None:
    assert order("1/2/23", "2/2/23", "1/3/23", "2/3/23") == "dmy"
    assert order("2/1/23", "2/2/23", "3/1/23", "3/2/23") == "mdy"
    assert order("1/12/26", region="GB") == "mdy"
    assert order("12/1/26", region="US") == "dmy"
    assert order("23/12/31") == "ymd"


def test_else_the_country_decides() -> None:
    assert order("1/2/23", "3/4/23", region="US") == "mdy"
    assert order("1/2/23", "3/4/23", region="DE") == "dmy"
    assert order("1/2/23", "3/4/23") == "dmy"


def test_a_day_with_points_never_puts_the_month_first_where_nothing_else_says_so() -> None:
    assert order("1.2.23", "3.4.23", region="US") == "dmy"
    assert order("1.2.23", "3.13.23", region="US") == "mdy"


def test_a_single_wrong_day_does_not_turn_the_order() -> None:
    assert order("1/2/23", "13/2/23", "14/2/23", "2/14/23") == "dmy"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1/2/23, 10:00 - Ana: one\n", 1),
        ("1/2/23, 10:00 - Ana left\n", 0),
        ("Minutes\n1/2/23, 10:00 - Ana: one\n", 0),
        ("[2023-01-02 10:00:00] app.ERROR: one\n", 0),
        ("[2023-01-02 10:00:00] INFO: one\n[2023-01-02 10:00:01] main: two\n", 0),
        ("Dear Ana: one\n", 0),
        ("", 0),
    ],
)
def test_a_chat_is_told_from_other_text(text: str, count: int) -> None:
    assert len(stamped.chat(text.encode())) == count


def test_blank_lines_before_a_chat_are_passed_over() -> None:
    assert len(stamped.chat(b"\n \r\n\x00\n1/2/23, 10:00 - Ana: one\n")) == 1
    assert stamped.chat(b"\n" * 65_536) == []


def test_a_name_may_have_another_in_quotes_but_no_half_of_them() -> None:
    def sender(text: str) -> str:
        return next(stamped.entries(io.BytesIO(f"1/2/23, 10:00 - {text}".encode()))).parts()[0]

    assert sender('John "Jack" Smith: hello') == 'John "Jack" Smith'
    assert sender('Ana changed the subject to "Trip: Rome"') == ""


def test_a_stamp_says_whether_its_year_comes_first() -> None:
    assert Stamp(("2023", "1", "1"), (0, 0, 0)).year_first
    assert not Stamp(("1", "1", "2023"), (0, 0, 0)).year_first


@given(st.text(), st.binary())
def test_no_text_ever_raises(text: str, raw: bytes) -> None:
    stamped.begin(text)
    for entry in stamped.entries(
        io.BytesIO(text.encode("utf-8", "replace") + b"\n1/2/23, 10:00 - A: " + raw)
    ):
        entry.parts()
