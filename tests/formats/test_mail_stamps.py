"""Dates are read in the form of today and those of yesterday; what cannot be true is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from amity.formats import stamps


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Thu, 3 Dec 2020 18:02:30 +0000", "2020-12-03T18:02:30+00:00"),
        ("3 Dec 2020 18:02 +0530", "2020-12-03T18:02:00+05:30"),
        ("Thu,  3 Dec 2020 18:02:30 -0700 (MST)", "2020-12-03T18:02:30-07:00"),
        ("Thu, 3 Dec 2020 18:02:30 GMT", "2020-12-03T18:02:30+00:00"),
        ("Thu, 3 Dec 2020 18:02:30 -0000", "2020-12-03T18:02:30+00:00"),
        ("Thu, 3 Dec 2020 18:02:30 EST", "2020-12-03T18:02:30-05:00"),
        ("Thu, 03 Dec 20 18:02:30 +0100", "2020-12-03T18:02:30+01:00"),
        ("Thu, 03 Dec 98 18:02:30", "1998-12-03T18:02:30+00:00"),
        ("Thu Dec  3 18:02:30 2020", "2020-12-03T18:02:30+00:00"),
        ("Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59+00:00"),
        ("THU, 3 DEC 2020 18:02:30 +0000", "2020-12-03T18:02:30+00:00"),
    ],
)
def test_a_date_is_read(text: str, moment: str) -> None:
    found = stamps.read(text)
    assert found is not None
    assert found == datetime.fromisoformat(moment)
    assert found.utcoffset() == datetime.fromisoformat(moment).utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Thu, 31 Feb 2020 18:02:30 +0000",
        "Thu, 3 Dec 2020 25:02:30 +0000",
        "Thu, 3 Dec 2020 18:02:75 +0000",
        "Thu, 3 Dec 2020 18:02:30 +9900",
        "Thu, 3 Dec 2020 18:02:30 +99999999",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "Thu, 3 Dec 0020 18:02:30 +0000",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "Thu, 3 Dec 99999999999999999999 18:02:30",
        "1 2 3 4 5 6 7 8 9",
        ", , , ,",
        "\0" * 200,
    ],
)
def test_what_cannot_be_true_is_no_date(text: str) -> None:
    assert stamps.read(text) is None


def test_a_date_is_always_aware() -> None:
    found = stamps.read("3 Dec 2020 18:02:30")
    assert found is not None
    assert found.utcoffset() == timedelta(0)
    assert found.tzinfo is not None
    assert found.astimezone(UTC) == found
