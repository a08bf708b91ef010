"""Outlook's tables: what each row says, in the forms of Outlook.com and of the desktop."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from amity.core.findings import Finding, PersonSeen, Problem, Settings
from amity.sources import Source, outlook
from tests.sources.contract import Contract

SAMPLES = Path(__file__).parent / "samples" / "outlook"
TODAY = date(2026, 11, 24)
START = "First Name,Last Name,E-mail Address,E-mail Type"


class TestContract(Contract):
    source: ClassVar[Source] = outlook
    folder = "outlook"


def pull(raw: bytes | str) -> list[Finding]:
    text = raw if isinstance(raw, bytes) else raw.encode()
    return list(outlook.pull(io.BytesIO(text), Settings(today=TODAY, region="US")))


def people(raw: bytes | str) -> list[PersonSeen]:
    return [one for one in pull(raw) if isinstance(one, PersonSeen)]


def said(person: PersonSeen) -> list[tuple[str, str, str]]:
    return [(claim.field, claim.value, claim.label) for claim in person.claims]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.csv")), ids=lambda path: path.name)
def test_nothing_of_a_row_is_lost(path: Path) -> None:
    """Every cell of every person's row stands in a claim, but for the ways to write no day at all."""
    raw = path.read_bytes()
    text = raw.decode("utf-16" if raw[:2] == b"\xff\xfe" else "cp1252" if b"\xeb" in raw else "utf-8-sig")
    delimiter = next(sign for sign in "\t;," if sign in text.partition("\n")[0])
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    for person in people(raw):
        kept = " ".join(value for _, value, _ in said(person))
        found = [row for row in rows if row["First Name"] in kept and row["Last Name"] in kept]
        for name, cell in found[0].items():
            parts = [part.strip() for part in cell.replace("\n", ";").split(";") if part.strip()]
            if name not in {"Birthday", "Anniversary"}:
                assert [part for part in parts if part not in kept] == [], name


def test_the_assistant_s_and_the_company_s_numbers_are_not_theirs() -> None:
    mira = people((SAMPLES / "outlook-com.csv").read_bytes())[0]
    assert [handle.value for handle in mira.handles if handle.kind == "phone"] == [
        "+4722225555",
        "+16502530000",
    ]
    assert ("other", "+1 650 253 0001", "Assistant's Phone") in said(mira)


def test_who_is_related_is_said_with_how() -> None:
    zoe = people((SAMPLES / "desktop-cp1252.csv").read_bytes())[0]
    assert [(value, label) for field, value, label in said(zoe) if field == "relation"] == [
        ("Liv", "child"),
        ("Per", "child"),
        ("Kari Vik", "manager"),
        ("Nils Åse", "spouse"),
    ]
    assert ("introducer", "Jan Berg", "") in said(zoe)


@pytest.mark.parametrize(
    "cells", ["/o=Ex/ou=Ad/cn=Recipients/cn=ann,EX", "ann@internal,EX", "/O=EX/CN=ANN,", "/o=Ex/cn=a@b,SMTP"]
)
def test_an_address_inside_exchange_is_no_mail_address(cells: str) -> None:
    (ann,) = people(f"{START}\nAnn,Lee,{cells}\n")
    assert ann.handles == ()
    assert ("other", cells.partition(",")[0], "E-mail Address") in said(ann)


@pytest.mark.parametrize("empty", ["0/0/00", "00/00/0000", "0.0.00", "1/1/4501", "0000-00-00", " 0/0/00 "])
def test_no_day_is_no_birthday(empty: str) -> None:
    (ann,) = people(f"{START},Birthday\nAnn,Lee,,,{empty}\n")
    assert [field for field, _, _ in said(ann)] == ["name", "given", "family"]


def test_the_order_of_day_and_month_is_decided_over_the_whole_file() -> None:
    rows = "".join(f"Ann{number},Lee,,,04/05/1990\n" for number in range(50))
    american = people(f"{START},Birthday\n{rows}Bo,Lee,,,04/25/1990\n")
    european = people(f"{START},Birthday\n{rows}Bo,Lee,,,25/04/1990\n")
    assert ("birthday", "1990-04-05", "") in said(american[0])
    assert ("birthday", "1990-05-04", "") in said(european[0])
    assert ("birthday", "1990-04-25", "") in said(european[-1])


def test_semicolons_mean_that_the_day_comes_first() -> None:
    (ann,) = people(f"{START},Birthday\nAnn,Lee,,,04/05/1990\n".replace(",", ";"))
    assert ("birthday", "1990-05-04", "") in said(ann)


def test_what_is_no_day_is_kept_as_it_is() -> None:
    (ann,) = people(f"{START},Birthday\nAnn,Lee,,,in spring\n")
    assert ("other", "in spring", "Birthday") in said(ann)


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Action,ID,Name,E-mail Address,Notes,E-mail 2 Address,Mobile Phone,Company",
        "Name,Given Name,Family Name,E-mail 1 - Value,Group Membership",
        "First Name,Last Name,E-mail Address",
        "",
    ],
)
def test_other_tables_are_not_outlook_s(header: str) -> None:
    assert not outlook.recognizes(header.encode() + b"\n", "contacts.csv")


def test_a_cell_a_spreadsheet_made_harmless_is_read_as_it_was() -> None:
    (ann,) = people(f"{START},Notes\nAnn,Lee,,,'=1+1\n")
    assert ("note", "=1+1", "") in said(ann)


HOSTILE = {
    "one cell of a million characters": f"{START}\nAnn,{'x' * 1_000_000},a@x.example,\n",
    "a cell longer than a line may be": f"{START}\nAnn,{'x' * 1_200_000},,\nBo,Lee,,\n",
    "zeros within": f"{START}\nA\0nn,L\0ee,a@x.example,\n",
    "a hundred thousand columns": f"{START}{',Street' * 100_000}\nAnn,Lee,,\n",
    "names that are all the same": f"{START}{',Notes' * 900}\nAnn,Lee,,{',n' * 900}\n",
    "a row far longer than its header": f"{START}\nAnn,Lee{',x' * 100_000}\n",
    "quotes that never close": f'{START}\n"Ann,Lee,,\n' * 2_000,
    "only quotes": f"{START}\n" + '"' * 500_000,
    "only separators": f"{START}\n" + "," * 500_000,
    "mail addresses without end": f"{START}\nAnn,Lee,{'a@' * 200_000},\n",
    "brackets without end": f'{START}\nAnn,Lee,"{"(<" * 200_000}",\n',
    "a table of nothing but names": START,
    "lone surrogates": f"{START}\nAnn,\ud800Lee,,\n",
    "days without sense": f"{START},Birthday\nAnn,Lee,,,99/99/9999\nBo,Lee,,,0/13/00\nCi,L,,,{'9' * 5_000}\n",
    "spaces without end": f"{START}\nAnn,{' ' * 400_000}x,,\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_table_is_survived_in_bounded_time(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    outlook.recognizes(raw[:65_536], "contacts.csv")
    for finding in pull(raw):
        assert isinstance(finding, PersonSeen | Problem)
        if isinstance(finding, PersonSeen):
            assert len(finding.claims) <= 5_000
            assert all(len(handle.value) <= 400 for handle in finding.handles)


def test_the_kind_of_an_address_that_is_not_there_says_nothing() -> None:
    header = "First Name,Last Name,Company,E-mail Address,E-mail Type,E-mail 2 Address,E-mail 2 Type\n"
    (ann,) = people(header + "Ann,Lee,,ann@lee.example,SMTP,,SMTP\n")
    assert [label for _, value, label in said(ann) if value == "SMTP"] == ["E-mail Type"]
