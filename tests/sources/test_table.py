"""Any table of people: what its columns are taken for, what the owner says, and what is survived."""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

import openpyxl
import pytest

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.formats import columns
from amity.sources import HEAD, SOURCES, Source, table
from tests.sources.contract import SAMPLES, Contract, samples

TODAY = date(2026, 11, 24)


class TestContract(Contract):
    source: ClassVar[Source] = table
    folder = "table"

    def test_it_leaves_the_samples_of_others_alone(self) -> None:
        """It is asked last, so what others know never comes to it."""
        for folder in SAMPLES.iterdir():
            for path in samples(folder.name):
                head = path.read_bytes()[:HEAD]
                first = next(name for name, one in SOURCES.items() if one.recognizes(head, path.name))
                assert (first == "table") == (folder.name == "table"), path.name


def pull(raw: bytes | str, **mappings: dict[str, str]) -> list[Finding]:
    text = raw if isinstance(raw, bytes) else raw.encode()
    return list(table.pull(io.BytesIO(text), Settings(today=TODAY, mappings=mappings)))


def people(raw: bytes | str, **mappings: dict[str, str]) -> list[PersonSeen]:
    return [one for one in pull(raw, **mappings) if isinstance(one, PersonSeen)]


def said(person: PersonSeen) -> list[tuple[str, str, str]]:
    return [(claim.field, claim.value, claim.label) for claim in person.claims]


def codes(raw: bytes | str) -> list[str]:
    return [one.code for one in pull(raw) if isinstance(one, Problem)]


def exchanges(raw: bytes | str) -> list[InteractionSeen]:
    return [one for one in pull(raw) if isinstance(one, InteractionSeen)]


def workbook(*rows: list[object], sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for number in range(sheets - 1):
        book.create_sheet(f"Sheet {number}", 0)
    for row in rows:
        book[book.sheetnames[-1]].append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_table_is_read_by_the_names_of_its_columns() -> None:
    (ann,) = people("Name;Mail;Firma;Schuhgröße\nAnn Lee;ann@lee.example;Lee & Co;38\n")
    assert said(ann) == [
        ("name", "Ann Lee", ""),
        ("email", "ann@lee.example", "Mail"),
        ("organization", "Lee & Co", ""),
        ("other", "38", "Schuhgröße"),
    ]


@pytest.mark.parametrize(
    "header", ["Name,Price,Stock", "Mail", "City,Country,Note", "a,b,c", "Company,Website,Phone"]
)
def test_a_table_that_is_not_plainly_about_people_is_not_read(header: str) -> None:
    row = ",".join("x" for _ in header.split(","))
    assert codes(f"{header}\n{row}\n") == ([table.UNKNOWN] if "," in header else ["unreadable"])


def test_the_reason_says_what_to_do() -> None:
    (problem,) = pull("a,b,c\n1,2,3\n")
    assert problem == Problem(
        "row 1", "unknown-columns", "Amity can read this table once you say what its columns are."
    )


def test_what_the_owner_said_of_a_header_is_how_it_is_read() -> None:
    mine = {columns.fingerprint(["A", "B", "C"]): {"a": "name", "b": "skip", "c": "email"}}
    (ann,) = people("a,b,c\nAnn,secret,ann@lee.example\n", **mine)
    assert said(ann) == [("name", "Ann", ""), ("email", "ann@lee.example", "c")]
    assert people("a,b,d\nAnn,secret,ann@lee.example\n", **mine) == []


def test_the_owner_s_word_goes_before_what_a_column_is_called() -> None:
    mine = {columns.fingerprint(["Name", "Email", "Title"]): {"title": "tag"}}
    (ann,) = people("Name,Email,Title\nAnn,ann@lee.example,rowing\n", **mine)
    assert ("tag", "rowing", "") in said(ann)


def test_a_last_contact_is_an_exchange_only_when_it_was_one() -> None:
    text = "Name,Email,Last Contacted\n"
    real = exchanges(f"{text}Ann,a@x.example,2026-10-03\n")
    assert [(one.at, one.channel, one.direction) for one in real] == [
        (datetime(2026, 10, 3, 12, tzinfo=UTC), "social", "mutual")
    ]
    assert real[0].place == "row 2"
    for never in ("2026-11-25", "1970-01-01", "never", "0/0/00", "", "2031-02-30"):
        assert exchanges(f"{text}Ann,a@x.example,{never}\n") == [], never


def test_who_has_no_address_has_exchanges_too() -> None:
    text = "Name,Company,Last Contacted\nAnn,Lee,2026-10-03\n"
    (ann,), (exchange,) = people(text), exchanges(text)
    assert exchange.people[0].handle in ann.handles
    assert ann.handles[0].strong


def test_the_same_last_contact_has_the_same_key_in_every_export() -> None:
    one = exchanges("Name,Email,Last Contacted\nAnn,a@x.example,2026-10-03\n")
    two = exchanges("Email;Name;Notes;Last Contact\nA@x.example;Ann L.;hm;03.10.2026\n")
    assert one[0].key == two[0].key


def test_columns_of_one_name_and_cells_beyond_the_last_are_all_kept() -> None:
    (ann,) = people("Name,Email,Note,Note,\nAnn,a@x.example,one,two,three,four\n")
    assert said(ann)[2:] == [
        ("note", "one", ""),
        ("note", "two", ""),
        ("other", "three", "column 5"),
        ("other", "four", "column 6"),
    ]


def test_a_workbook_is_read_from_the_first_sheet_with_column_names() -> None:
    raw = workbook(
        ["Our list"], [], ["Name", "E-mail", "Born", "Score"],
        ["Ann", "a@x.example", date(1990, 4, 3), 4.0], ["Bo", "b@x.example", 30_000, 0.5],
        sheets=3,
    )  # fmt: skip
    assert table.recognizes(raw[:HEAD], "list")
    ann, bo = people(raw)
    assert said(ann)[2:] == [("birthday", "1990-04-03", ""), ("other", "4", "Score")]
    assert said(bo)[2:] == [("birthday", "1982-02-18", ""), ("other", "0.5", "Score")]


def test_a_workbook_nobody_knows_can_be_told_too() -> None:
    raw = workbook(["Wer", "Post"], ["Ann", "a@x.example"])
    assert codes(raw) == [table.UNKNOWN]
    mine = {columns.fingerprint(["Wer", "Post"]): {"wer": "name", "post": "email"}}
    assert said(people(raw, **mine)[0]) == [("name", "Ann", ""), ("email", "a@x.example", "Post")]


def test_a_formula_is_never_computed_and_text_that_looks_like_one_is_kept() -> None:
    (ann,) = people("Name,Email,Notes\n=cmd|' /C calc'!A0,a@x.example,'=2+2\n")
    assert said(ann)[0] == ("name", "=cmd|' /C calc'!A0", "")
    assert said(ann)[2] == ("note", "=2+2", "")
    (bo,) = people(workbook(["Name", "Email", "Notes"], ["Bo", "b@x.example", "=HYPERLINK(1)"]))
    assert len(said(bo)) == 2


def test_a_preview_shows_the_header_five_rows_and_what_is_guessed() -> None:
    rows = "".join(f"{n};p{n}@x.example;+49 30 12345{n};https://x.example/{n};Ann {n}\n" for n in range(9))
    shown = table.preview(io.BytesIO(f"Nr;Post;Ruf;Netz;Wer\n{rows}".encode()), Settings(TODAY))
    assert shown is not None
    assert shown.names == ("Nr", "Post", "Ruf", "Netz", "Wer")
    assert len(shown.rows) == 5
    assert shown.rows[1] == ("1", "p1@x.example", "+49 30 123451", "https://x.example/1", "Ann 1")
    assert [(one.field, one.why) for one in shown.guesses] == [
        ("other", ""), ("email", "content"), ("phone", "content"), ("url", "content"), ("other", ""),
    ]  # fmt: skip
    assert table.shown(table.plain(shown)) == shown


def test_a_preview_of_what_is_no_table_is_none() -> None:
    assert table.preview(io.BytesIO(b""), Settings(TODAY)) is None
    assert table.preview(io.BytesIO(b"PK\x03\x04nothing"), Settings(TODAY)) is None


def test_a_known_program_s_table_is_named_as_the_reason() -> None:
    raw = (SAMPLES / "table" / "contrack.csv").read_bytes()
    shown = table.preview(io.BytesIO(raw), Settings(TODAY))
    assert shown is not None
    assert {one.why for one in shown.guesses} == {"name", "Contrack"}


def test_a_workbook_within_an_archive_is_left_alone() -> None:
    class Once(io.BytesIO):
        def seekable(self) -> bool:
            return False

    (problem,) = table.pull(Once(workbook(["Name", "Email"])), Settings(TODAY))
    assert isinstance(problem, Problem)
    assert problem.reason.endswith("unpack it first.")


def changed(raw: bytes, **parts: bytes) -> bytes:
    """Give a workbook with some parts replaced, named by the last word of their path."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            word = entry.filename.rpartition("/")[2].partition(".")[0]
            new.writestr(entry.filename, parts.get(word, old.read(entry)))
    return kept.getvalue()


PEOPLE = workbook(["Name", "Email"], ["Ann", "a@x.example"])
SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TEXT = b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'
HEADER = b'<row r="1">' + TEXT % (b"A1", b"Name") + TEXT % (b"B1", b"Email") + b"</row>"


def sheet(rows: bytes) -> bytes:
    size = b'<dimension ref="A1:B2"/>'
    told = b"<worksheet %s>%s<sheetData>%s%s</sheetData></worksheet>" % (SPACE, size, HEADER, rows)
    return changed(PEOPLE, sheet1=told)


ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;&b;&b;</sst>'
)
HOSTILE: dict[str, bytes] = {
    "a header of empty names": b",,,,\n1,2,3,4,5\n",
    "a header of one name five hundred times": b"Name" + b",Email" * 500 + b"\nAnn" + b",a@x.example" * 500,
    "half a million columns": b"Name,Email" + b",c" * 500_000 + b"\nAnn,a@x.example\n",
    "a cell of a million characters": b"Name,Email,Notes\nAnn,a@x.example," + b"x" * 1_000_000 + b"\n",
    "a name of a million characters": b"Name,Email\n" + b"x" * 1_000_000 + b",a@x.example\n",
    "addresses without end": b"Name,Email\nAnn," + b"a@b;" * 200_000 + b"\n",
    "brackets and colons without end": b"Name,Phone\nAnn," + b"(a: <" * 180_000 + b"\n",
    "zeros": b"Na\0me,Em\0ail\nA\0nn,a@x.example\n",
    "only a header": b"Name,Email\n",
    "rows longer than the header": b"Name,Email\n" + b"Ann,a@x.example" + b",x" * 200_000 + b"\n",
    "a quote never closed": b'Name,Email\n"Ann,a@x.example\n' * 3_000,
    "bytes of no encoding": b"Name,Email\n" + bytes(range(128, 256)) * 100 + b",a@x.example\n",
    "digits without end": b"Name,Phone,Birthday\nAnn," + b"1" * 400_000 + b"," + b"9" * 400_000 + b"\n",
    "commas without end": b'Name,Tags\nAnn,"' + b",;| " * 200_000 + b'"\n',
    "links without end": b'Name,Website\nAnn,"' + b"http://x.example/ " * 50_000 + b'"\n',
    "spaces without end": b"Name,Email\n" + b" " * 900_000 + b"x,a@x.example\n",
    "a workbook cut short": PEOPLE[: len(PEOPLE) // 2],
    "a workbook of entities": changed(PEOPLE, sharedStrings=ENTITIES),
    "a workbook without a sheet": changed(PEOPLE, sheet1=b""),
    "a row numbered beyond all sheets": sheet(b'<row r="99999999999"><c r="A99999999999"><v>0</v></c></row>'),
    "a cell beyond all columns": sheet(b'<row r="2"><c r="ZZZZZ2"><v>1</v></c></row>'),
    "a text that is not there": sheet(b'<row r="2"><c r="A2" t="s"><v>99</v></c></row>'),
    "numbers without sense": sheet(b'<row r="2"><c r="A2"><v>1e999</v></c><c r="B2"><v>nan</v></c></row>'),
    "deep nesting": changed(PEOPLE, sheet1=b"<a>" * 100_000),
    "another kind of zip under the name of one": b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_table_is_survived_in_bounded_time(raw: bytes) -> None:
    table.recognizes(raw[:HEAD], "people.csv")
    table.preview(io.BytesIO(raw), Settings(TODAY))
    for finding in pull(raw):
        assert isinstance(finding, PersonSeen | Problem)
        if isinstance(finding, PersonSeen):
            assert len(finding.claims) <= 5_000
            assert all(len(handle.value) <= 400 for handle in finding.handles)


def bomb(*, ratio: bool) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        for number in range(1 if ratio else 3):
            part = bytes(50_000_000) if ratio else random.Random(1).randbytes(1000) * 80_000  # noqa: S311
            book.writestr(f"xl/worksheets/sheet{number}.xml", part)
    return kept.getvalue()


@pytest.mark.parametrize("ratio", [True, False])
def test_a_workbook_that_grows_without_end_is_refused_before_it_is_opened(ratio: bool) -> None:  # noqa: FBT001
    (problem,) = pull(bomb(ratio=ratio))
    assert isinstance(problem, Problem)
    assert re.search(r"times its size|holds more than", problem.reason)


def test_a_rest_of_a_sheet_that_cannot_be_read_is_said() -> None:
    rows = b"".join(b'<row r="%d">' % n + TEXT % (b"A%d" % n, b"Ann") + b"</row>" for n in range(2, 9_000))
    found = pull(sheet(rows + b"<row></oops>"))
    assert len([one for one in found if isinstance(one, PersonSeen)]) > 1_000
    assert [one.code for one in found if isinstance(one, Problem)] == ["cut-off"]


@pytest.mark.outside
def test_a_table_in_a_form_of_its_own_is_read() -> None:
    path = Path(os.environ["AMITY_SHARED"]) / "corpora/csv/google-shared-contacts-client/outlook.csv"
    found = people(path.read_bytes())
    assert [len(one.handles) for one in found] == [10, 2, 2]
    assert table.recognizes(path.read_bytes()[:HEAD], path.name)


def test_two_of_one_mailbox_each_have_their_own_last_contact() -> None:
    found = exchanges(
        "Name,Email,Last Contacted\nHans Maier,m@x.example,2026-05-01\nUte Maier,m@x.example,2026-05-01\n"
    )
    assert len({one.key for one in found}) == 2
    assert len({one.people[0].handle for one in found}) == 2
