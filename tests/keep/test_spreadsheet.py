"""People as a table for other programs: readable, harmless, and read back as it was."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.book import access, people
from amity.core.findings import PersonSeen, Settings
from amity.core.handles import Handle
from amity.core.people import Person
from amity.formats import columns
from amity.keep import spreadsheet
from amity.sources import table
from amity.sync import run

TODAY = date(2026, 11, 24)
STARTS = "=+-@\t＝＋－＠'"  # noqa: RUF001 - the full-width signs too
TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=40)


def read(found: list[Person]) -> list[PersonSeen]:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(spreadsheet.rows(found))
    seen = table.pull(io.BytesIO(file.getvalue().encode()), Settings(TODAY))
    return [one for one in seen if isinstance(one, PersonSeen)]


def said(person: PersonSeen, field: str) -> list[str]:
    return [claim.value for claim in person.claims if claim.field == field]


@given(st.sampled_from(STARTS), TEXT)
def test_every_text_is_harmless_in_the_table_and_itself_when_it_is_read_back(start: str, text: str) -> None:
    value = f"{start}{text}".strip()
    person = Person("id", value, organization=value, title=value, place=value, met=value, note=value)
    for row in list(spreadsheet.rows([person]))[1:]:
        assert [cell for cell in row if cell[:1] in set("=+-@\t＝＋－＠")] == []  # noqa: RUF001
    (again,) = read([person])
    assert {value} == {
        *said(again, "name"), *said(again, "organization"), *said(again, "title"), *said(again, "place"),
        *said(again, "met"), *said(again, "note"),
    }  # fmt: skip


def test_addresses_labels_and_introducers_come_back() -> None:
    handles = (
        Handle("email", "ann@lee.example", "Ann@lee.example"), Handle("email", "a@b.example"),
        Handle("phone", "+4722225555", "+47 22 22 55 55"), Handle("profile", "linkedin.com/in/ann-lee"),
        Handle("url", "lee.example"), Handle("account", "matrix:ann:lee.example", "ann"),
    )  # fmt: skip
    person = Person("id", "Ann", handles, birthday="--03-07", tags=("a, b",), through="Bo", importance=3)
    (again,) = read([person])
    assert {(handle.kind, handle.value) for handle in again.handles} == {(h.kind, h.value) for h in handles}
    assert said(again, "tag") == ["a, b"]
    assert said(again, "introducer") == ["Bo"]
    assert said(again, "birthday") == ["--03-07"]
    assert said(read([Person("id", "Ann", tags=("a", "b, c"))])[0], "tag") == ["a", "b, c"]


def test_the_columns_are_read_by_their_own_names_and_say_no_exchange() -> None:
    known = dict(
        zip(spreadsheet.COLUMNS, (one.field for one in columns.guess(list(spreadsheet.COLUMNS))), strict=True)
    )
    kept = (
        "Purposes",
        "Importance",
        "Affinity",
        "Set aside",
        "Tie",
        "First exchange",
        "Last exchange",
        "Exchanges",
    )
    assert [name for name, field in known.items() if field == "other"] == list(kept)
    assert "last_contact" not in known.values()


@pytest.mark.django_db
def test_everybody_stands_in_the_file_once(tmp_path: Path) -> None:
    owner, place = access.owner(), tmp_path / "people.csv"
    bo = people.add(owner, today=TODAY, name="Bo Dahl", handles=("bo@dahl.example",))
    people.add(owner, today=TODAY, name="=cmd|' /C calc'!A0", through=bo)
    aside = people.add(owner, today=TODAY, name="Zed")
    people.put_aside(owner, [aside], why="private", today=TODAY)
    spreadsheet.write(owner, place, today=TODAY)
    raw = place.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfName,Organization,")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["Name"] for row in rows] == ["'=cmd|' /C calc'!A0", "Bo Dahl", "Zed"]
    assert [row["Introduced by"] for row in rows] == ["Bo Dahl", "", ""]
    assert [row["Set aside"] for row in rows] == ["", "", "private"]
    assert list(tmp_path.iterdir()) == [place]
    report = run.bring(owner, [place], today=TODAY)
    assert report["files"][0]["records"] == {
        "total": 3,
        "created": 3,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
    }


@pytest.mark.django_db
def test_a_table_is_its_owner_s_alone(tmp_path: Path) -> None:
    spreadsheet.write(access.owner(), tmp_path / "people.csv", today=TODAY)
    assert (tmp_path / "people.csv").stat().st_mode & 0o777 == 0o600
