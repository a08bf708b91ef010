"""The ways in which exports write days, moments and birthdays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import dates


@pytest.mark.parametrize(
    "written",
    [
        "05 Jun 2024",
        " 5 June 2024 ",
        "5-Jun-24",
        "Jun 5, 2024",
        "June 5 2024",
        "06/05/2024",
        "6/5/24",
        "05.06.2024",
        "2024-06-05",
        "2024/06/05",
        "20240605",
        "5. Jun. 2024",
    ],
)
def test_every_known_form_is_the_same_day(written: str) -> None:
    assert dates.day(written) == date(2024, 6, 5)


def test_a_month_above_twelve_is_the_day() -> None:
    assert dates.day("25/12/2024") == date(2024, 12, 25)
    assert dates.day("12/25/2024") == date(2024, 12, 25)
    assert dates.day("12.25.2024") == date(2024, 12, 25)


def test_two_digits_of_a_late_year_are_of_the_last_century() -> None:
    assert dates.day("7-Feb-22") == date(2022, 2, 7)
    assert dates.day("7-Feb-87") == date(1987, 2, 7)


def test_old_years_are_days_like_others() -> None:
    assert dates.day("05 Jun 1833") == date(1833, 6, 5)
    assert dates.day("0001-01-01") == date.min


@pytest.mark.parametrize(
    "written", ["", "soon", "31 Feb 2024", "5 Foo 2024", "0/0/00", "2024-13-01", "Jun 2024", "2024", "1" * 65]
)
def test_what_is_no_whole_day_is_none(written: str) -> None:
    assert dates.day(written) is None


def test_a_month_is_its_first_or_last_day() -> None:
    assert dates.period("Feb 2024") == date(2024, 2, 1)
    assert dates.period("Feb 2024", last=True) == date(2024, 2, 29)
    assert dates.period("2023-02", last=True) == date(2023, 2, 28)
    assert dates.period("2/2023") == date(2023, 2, 1)
    assert dates.period("2019") == date(2019, 1, 1)
    assert dates.period("2019", last=True) == date(2019, 12, 31)
    assert dates.period("01 Oct 2022", last=True) == date(2022, 10, 1)


@pytest.mark.parametrize("written", ["", "now", "Foo 2024", "2023-13", "x" * 65])
def test_what_is_no_period_is_none(written: str) -> None:
    assert dates.period(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "2023-06-11 15:33:58 UTC",
        "2023-06-11T15:33:58Z",
        "2023-06-11T17:33:58+02:00",
        "2023-06-11 10:33:58 -0500",
        "2023-06-11T15:33:58.123456+00:00",
        "2023-06-11 15:33:58",
        "6/11/23, 3:33:58\u202fPM",
    ],
)
def test_every_known_form_is_the_same_moment(written: str) -> None:
    assert dates.moment(written) == datetime(2023, 6, 11, 15, 33, 58, tzinfo=UTC)


def test_midnight_and_noon_have_twelve_on_the_short_clock() -> None:
    assert dates.moment("6/11/23, 12:05 AM") == datetime(2023, 6, 11, 0, 5, tzinfo=UTC)
    assert dates.moment("6/11/23, 12:05 PM") == datetime(2023, 6, 11, 12, 5, tzinfo=UTC)


def test_a_bare_day_is_its_noon() -> None:
    assert dates.moment("05 Jun 2024") == datetime(2024, 6, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "2023-06-11 25:00:00 UTC",
        "2023-06-31 15:00 UTC",
        "2023-06-11 15:00 Mars",
        "0001-01-01 00:00 +14:00",
        "2023-06-11 15:00 +99:00",
        "9" * 65,
    ],
)
def test_what_is_no_moment_is_none(written: str) -> None:
    assert dates.moment(written) is None


def test_a_birthday_is_kept_in_one_form() -> None:
    assert dates.birthday("1987-10-06") == "1987-10-06"
    assert dates.birthday("19871006T000000Z") == "1987-10-06"
    assert dates.birthday(" --03-07 ") == "--03-07"
    assert dates.birthday("--0229") == "--02-29"
    assert dates.birthday("10/06/1987") == "1987-10-06"


@pytest.mark.parametrize("written", ["", "--13-01", "--02-30", "spring", "-" * 65])
def test_what_is_no_birthday_is_none(written: str) -> None:
    assert dates.birthday(written) is None


def test_a_birthday_comes_round_today_or_next_year() -> None:
    assert dates.next_occurrence("1987-10-06", date(2026, 10, 6)) == date(2026, 10, 6)
    assert dates.next_occurrence("--10-06", date(2026, 10, 7)) == date(2027, 10, 6)


def test_a_leap_day_is_kept_on_the_day_before_in_other_years() -> None:
    assert dates.next_occurrence("2000-02-29", date(2026, 1, 1)) == date(2026, 2, 28)
    assert dates.next_occurrence("2000-02-29", date(2028, 1, 1)) == date(2028, 2, 29)


def test_no_birthday_and_no_more_years_have_no_next_occurrence() -> None:
    assert dates.next_occurrence("someday", date(2026, 1, 1)) is None
    assert dates.next_occurrence("--01-01", date(9999, 12, 31)) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_from_its_iso_form(any_day: date) -> None:
    assert dates.day(any_day.isoformat()) == any_day
    assert dates.birthday(any_day.isoformat()) == any_day.isoformat()


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for read in (dates.day, dates.period, dates.moment, dates.birthday):
        read(text)
