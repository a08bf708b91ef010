"""What the cells of a row say of a person."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.findings import Claim
from amity.formats import cells, keys, tables
from amity.formats.cells import Cell, Said, Ways
from amity.formats.tables import Row

WAYS = Ways(date(2026, 11, 24), "US")


def read(*row: tuple[str, str], ways: Ways = WAYS) -> Said:
    return cells.read([Cell(field, "Column", value) for field, value in row], ways)


def told(*row: tuple[str, str], ways: Ways = WAYS) -> list[tuple[str, str, str]]:
    return [(claim.field, claim.value, claim.label) for claim in read(*row, ways=ways).claims]


def handles(*row: tuple[str, str]) -> list[str]:
    return [f"{handle.kind}:{handle.value}" for handle in read(*row).handles]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("a@x.example", ["a@x.example"]),
        ("a@x.example;b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example, b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example | b@y.example\nc@z.example", ["a@x.example", "b@y.example", "c@z.example"]),
        ("Ann <a@x.example>; work: b@y.example", ["a@x.example", "b@y.example"]),
        ("mailto:a@x.example", ["a@x.example"]),
        ("none", []),
    ],
)  # fmt: skip
def test_mail_addresses_of_one_cell_come_apart(cell: str, found: list[str]) -> None:
    assert [handle.value for handle in read(("email", cell)).handles] == found


def test_what_stands_beside_an_address_is_its_label_and_what_is_none_is_kept() -> None:
    assert told(("email", "Ann <a@x.example>, b@y.example (old), <c@z.example>, no idea")) == [
        ("email", "a@x.example", "Ann"),
        ("email", "b@y.example", "old"),
        ("email", "c@z.example", "Column"),
        ("other", "no idea", "Column"),
    ]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("+47 22 22 55 55, +1 650 253 0000", ["+4722225555", "+16502530000"]),
        ("650 253 0000, ext 12", ["+16502530000;ext=12"]),
        ("tel:+1-650-253-0000;home: +47 22 22 55 55", ["+16502530000", "+4722225555"]),
    ],
)
def test_telephone_numbers_of_one_cell_come_apart_safely(cell: str, found: list[str]) -> None:
    assert [handle.value for handle in read(("phone", cell)).handles] == found


def test_what_is_no_number_is_kept() -> None:
    assert told(("phone", "ask")) == [("other", "ask", "Column")]


@pytest.mark.parametrize(
    ("field", "cell", "found"),
    [
        ("profile", "mira-okafor", "profile:linkedin.com/in/mira-okafor"),
        ("profile", "/in/mira-okafor/", "profile:linkedin.com/in/mira-okafor"),
        ("profile", "https://www.linkedin.com/in/Mira-Okafor?x=1", "profile:linkedin.com/in/mira-okafor"),
        ("url", "www.x.example, https://y.example/a,b", "url:x.example url:y.example/a,b"),
        ("twitter", "@Mira", "account:twitter:mira"),
        ("twitter", "https://x.com/Mira?s=20", "account:twitter:mira"),
        ("telegram", "t.me/mira/", "account:telegram:mira"),
        ("account", "matrix:mira:x; Google-Talk: mira", "account:matrix:mira:x account:google-talk:mira"),
    ],
)  # fmt: skip
def test_profiles_and_accounts_are_read_by_name_or_address(field: str, cell: str, found: str) -> None:
    assert " ".join(handles((field, cell))) == found


@pytest.mark.parametrize(
    ("field", "cell"),
    [("twitter", "two words"), ("twitter", "+4930123456"), ("twitter", "@"), ("twitter", "x" * 300),
     ("account", "mira"),
     ("account", "a b:c"), ("url", "none"), ("profile", "no"), ("account", "x:")],
)  # fmt: skip
def test_what_is_no_account_or_address_is_kept(field: str, cell: str) -> None:
    assert [claim.field for claim in read((field, cell)).claims] == ["other"]
    assert handles((field, cell)) == []


@pytest.mark.parametrize(
    ("cell", "found"),
    [("a; b, c;a", ["a", "b, c"]), ("a, b", ["a", "b"]), ("a | b", ["a", "b"]), ("a, b;", ["a, b"])],
)
def test_labels_are_parted_by_the_strongest_sign(cell: str, found: list[str]) -> None:
    assert [value for _, value, _ in told(("tag", cell))] == found


@pytest.mark.parametrize(
    ("written", "days_first", "found"),
    [
        ("1990-04-03", False, "1990-04-03"), ("04/03/1990", False, "1990-04-03"),
        ("04/03/1990", True, "1990-03-04"), ("13/04/1990", False, "1990-04-13"),
        ("3.4.1990", False, "1990-04-03"), ("4-3-90", False, "1990-04-03"),
        ("32966", False, "1990-04-03"), ("32966.0", False, "1990-04-03"), ("3 Apr 1990", False, "1990-04-03"),
        ("1990-04-03T23:30:00-05:00", False, "1990-04-03"), ("1990-04-03 00:00:00", True, "1990-04-03"),
        ("Apr 3, 1990 10:00", False, "1990-04-03"), ("--04-03", False, "--04-03"),
    ],
)  # fmt: skip
def test_a_birthday_is_read_as_the_table_writes_it(written: str, days_first: bool, found: str) -> None:  # noqa: FBT001
    ways = Ways(WAYS.today, days_first=days_first)
    assert told(("birthday", written), ways=ways) == [("birthday", found, "")]


@pytest.mark.parametrize("field", ["birthday", "met_on"])
def test_what_is_no_day_is_kept_and_an_empty_day_is_nothing(field: str) -> None:
    assert told((field, "in spring")) == [("other", "in spring", "Column")]
    assert told((field, "99999")) == [("other", "99999", "Column")]
    assert told((field, "0/0/00")) == []
    assert told(("met_on", "2020-01-02")) == [("met_on", "2020-01-02", "")]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-10-03", datetime(2026, 10, 3, 12, tzinfo=UTC)),
        ("2026-10-03T15:30:00Z", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        ("2026-11-25", None), ("1970-01-01", None), ("0/0/00", None), ("long ago", None),
    ],
)  # fmt: skip
def test_a_last_contact_is_a_real_day_in_the_past(written: str, at: datetime | None) -> None:
    assert read(("last_contact", written)).seen == ([at] if at else [])


def test_related_people_and_labels_are_told_with_how() -> None:
    row = (("spouse", "Ola"), ("child", "Liv; Per"), ("relationship", "old friend"))
    assert told(*row) == [
        ("relation", "Ola", "spouse"),
        ("relation", "Liv", "child"),
        ("relation", "Per", "child"),
        ("tag", "old friend", "Column"),
    ]


def test_a_name_is_put_together_where_no_column_has_it() -> None:
    assert told(("given", "Ann"), ("family", "Lee"), ("middle", "B."))[0] == ("name", "Ann B. Lee", "")
    assert told(("name", "A. Lee"), ("given", "Ann"))[0] == ("name", "A. Lee", "")


def test_the_parts_of_an_address_make_one_line_and_a_place() -> None:
    row = [
        Cell("street", "Home Street", "1 Mill Lane\nUpper", "home"),
        Cell("city", "Home City", "Oslo", "home"),
        Cell("postcode", "Home Postcode", "0150", "home"), Cell("country", "Home Country", "Norway", "home"),
        Cell("city", "Work City", "Bergen", "work"), Cell("address", "Other", "2 Quay, Rome | 3 Hill"),
    ]  # fmt: skip
    assert cells.read(row, WAYS).claims == [
        Claim("address", "2 Quay, Rome", "Other"),
        Claim("address", "3 Hill", "Other"),
        Claim("place", "Oslo, Norway"),
        Claim("address", "1 Mill Lane, Upper, 0150 Oslo, Norway", "home"),
        Claim("address", "Bergen", "work"),
    ]


def test_a_town_alone_is_a_place_and_no_address() -> None:
    assert told(("city", "Oslo")) == [("place", "Oslo", "")]
    assert told(("region", "Kent")) == [("address", "Kent", "")]


def test_a_cell_too_long_for_its_field_is_kept_as_it_is() -> None:
    long = "x" * 5_000
    assert told(("name", long), ("note", long), ("city", long)) == [
        ("other", long, "Column"),
        ("note", long, ""),
        ("other", long, "Column"),
    ]


def test_what_is_left_out_is_not_said() -> None:
    assert told(("skip", "secret"), ("note", "  ")) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((("name", "Ann"),), None), ((("email", "a@x.example"), ("organization", "Lee")), None),
        ((("phone", "+47 22 22 55 55"),), None),
        ((("organization", "Lee"), ("phone", "+47 22 22 55 55")), "not-a-person"),
        ((("organization", "Lee"), ("email", "info@lee.example")), "not-a-person"),
        ((("name", "Lee"), ("organization", "Lee"), ("phone", "+47 22 22 55 55")), None),
        ((("name", "Ann"), ("organization", "Lee")), None),
        ((("note", "hm"), ("url", "x.example")), "empty"),
        ((("name", "Ann"), ("tag", ";".join(map(str, range(200))))), "too-long"),
    ],
)  # fmt: skip
def test_a_row_about_nobody_is_refused_with_its_reason(
    row: tuple[tuple[str, str], ...], code: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "MOST", 100)
    refused = cells.refuse(read(*row))
    assert (refused[0] if refused else None) == code


def test_equal_rows_have_one_key_and_different_ones_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    told = keys.Told()
    one, two = read(("name", "Ann")), read(("name", "Ann"), ("note", "other"))
    first = cells.key(one, told)
    assert cells.key(one, told) == first
    assert cells.key(two, told) != first
    assert cells.key(read(("nickname", "Mi")), told) != first
    monkeypatch.setattr(keys, "REMEMBERED", 2)
    late = read(("name", "Late"))
    assert cells.key(late, told) == cells.key(late, keys.Told())


SIGNS = "=+-@\t\r＝＋－＠'"  # noqa: RUF001 - the full-width signs too


@given(
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00")), st.sampled_from(SIGNS)
)
def test_what_was_made_harmless_is_given_back(text: str, sign: str) -> None:
    for value in (text, sign + text):
        assert cells.plain(cells.neutral(value)) == value
    assert not cells.neutral(sign + text).startswith(tuple("=+-@\t\r＝＋－＠"))  # noqa: RUF001


@given(
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"])),
    st.sampled_from(SIGNS.replace("\r", "")),
)
def test_a_table_of_harmless_cells_reads_as_it_was(text: str, sign: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["name", "note"], ["Ann", cells.neutral(sign + text)]])
    (row,) = tables.rows(io.BytesIO(file.getvalue().encode()), lambda names: "note" in names)
    assert isinstance(row, Row)
    assert cells.plain(row.cells["note"]) == sign + text
