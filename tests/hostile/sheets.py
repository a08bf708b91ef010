"""Attacks on tables: the CSV of Google, Outlook and others, LinkedIn's and Meerkat's, and workbooks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from tests.hostile.case import Build, Case, Expect, exactly, nothing, survives
from tests.hostile.kinds import MAKERS
from tests.hostile.makers import OWNER, TABLE, people, table
from tests.hostile.workbooks import sheet, workbook

MILLION = 1_000_000
Twist = Callable[[bytes], bytes]


def _columns(count: int) -> Twist:
    """Add columns to every row."""

    def twist(content: bytes) -> bytes:
        head, *rows = content.split(b"\r\n")
        more = b"".join(b",Custom %d" % n for n in range(count))
        return b"\r\n".join([head + more, *(row + b"," * count if row else row for row in rows)])

    return twist


def _quote(content: bytes) -> bytes:
    """Open a quote in a row of its own, which nobody closes, before the last good one."""
    rows = content.split(b"\r\n")
    return b"\r\n".join([*rows[:-2], b'"open', *rows[-2:]])


def _row(row: bytes) -> Twist:
    """Put a row between the two good ones."""

    def twist(content: bytes) -> bytes:
        rows = content.split(b"\r\n")
        at = next(n for n, line in enumerate(rows) if b"Ben" in line)
        return b"\r\n".join([*rows[:at], row, *rows[at:]])

    return twist


_TWO = exactly(2)
_TORN = Expect((1, 2), read=True)
_TWISTS: dict[str, tuple[Twist, Expect]] = {
    "nine hundred columns": (_columns(900), _TWO),
    "ten thousand columns": (_columns(10_000), survives((0, 2))),
    "a million columns": (_columns(MILLION), survives((0, 2))),
    "a quote that never closes": (_quote, _TORN),
    "a row of nothing but commas": (_row(b"," * 100_000), _TWO),
    "a hundred thousand empty rows": (_row(b"\r\n" * 100_000), _TWO),
    "a row of a million quotes": (_row(b'"' * MILLION), survives((1, 3))),
    "a row with a NUL in each cell": (_row(b"\0,\0,\0"), survives((2, 3))),
    "a separator of another kind": (lambda content: content.replace(b",", b";"), _TWO),
    "the header again in the middle": (lambda content: _row(content.split(b"\r\n")[0])(content), _TWO),
    "a header and no row": (lambda content: content.split(b"\r\n")[0] + b"\r\n", nothing()),
    "the same row a thousand times": (
        lambda content: _row(b"\r\n".join([content.split(b"\r\n")[1]] * 1000))(content),
        _TWO,
    ),
}
TABLES = ("google", "outlook", "table", "linkedin")


def cases() -> Iterator[Case]:
    """Yield attacks on what all tables have, then on each its own."""
    for source in TABLES:
        for attack, (twist, expect) in _TWISTS.items():
            yield Case(source, attack, MAKERS[source].file, _built(source, twist), expect)
    yield from _google()
    yield from _meerkat()
    yield from _workbooks()
    yield from _conversations()


def _built(source: str, twist: Twist) -> Build:
    return lambda tag: twist(MAKERS[source].make(people(tag, "Ana", "Ben")))


def _google() -> Iterator[Case]:
    file, make = MAKERS["google"].file, MAKERS["google"].make

    def doubled(tag: str) -> bytes:
        return make(people(tag, "Ana", "Ben")).replace(b"Phone 1 - Label", b"E-mail 1 - Value")

    def many(tag: str) -> bytes:
        head = ("First Name", "Last Name", "Labels", "Notes", "E-mail 1 - Value")
        mails = " ::: ".join(f"a{n}@{tag}.example" for n in range(5000))
        return table(
            head, ("Ana", tag.title(), "", "", mails), ("Ben", tag.title(), "", "", f"b@{tag}.example")
        )

    def formula(tag: str) -> bytes:
        return make(people(tag, "Ana", "Ben")).replace(
            b"Met at the fair", b'"=HYPERLINK(""http://x.example"")"'
        )

    def nowhere(tag: str) -> bytes:
        return (
            make(people(tag, "Ana", "Ben")).replace(b"First Name", b"Given Nam").replace(b"Labels", b"Label")
        )

    yield Case("google", "two columns of one name", file, doubled, survives((2, 2)))
    yield Case("google", "five thousand addresses in a cell", file, many, _TORN)
    yield Case("google", "formulas in notes", file, formula, _TWO)
    yield Case("google", "columns that are nearly right", file, nowhere, survives((0, 2)))


def _meerkat() -> Iterator[Case]:
    file, make = MAKERS["meerkat"].file, MAKERS["meerkat"].make

    def sections(tag: str) -> bytes:
        return make(people(tag, "Ana", "Ben")) + b"".join(
            b"=== NO %d ===\r\nID,A\r\n1,x\r\n" % n for n in range(10_000)
        )

    def twice(tag: str) -> bytes:
        return make(people(tag, "Ana", "Ben")) * 2

    def ghost(tag: str) -> bytes:
        note = b"\r\n=== NOTES ===\r\nID,Contact ID,Contact Name,Content,Date\r\n1,%d,Nobody,x,y\r\n" % 10**20
        return make(people(tag, "Ana", "Ben")) + note

    def open_section(tag: str) -> bytes:
        return make(people(tag, "Ana", "Ben")) + b"\r\n=== NOTES"

    def negative(tag: str) -> bytes:
        first = int(tag[1:]) * 10 + 1
        content = make(people(tag, "Ana", "Ben")).replace(b"\r\n%d," % first, b"\r\n-%d," % first)
        return content.replace(b"\r\n%d," % (first + 1), b"\r\n%de400," % first)

    yield Case("meerkat", "ten thousand unknown sections", file, sections, _TWO)
    yield Case("meerkat", "every section twice", file, twice, _TWO)
    yield Case("meerkat", "a note of nobody", file, ghost, _TWO)
    yield Case("meerkat", "a section that breaks off", file, open_section, _TWO)
    yield Case("meerkat", "numbers that are none", file, negative, _TWO)


def _conversations() -> Iterator[Case]:
    """Yield attacks on LinkedIn's messages, beside each of which stands a good one."""
    head = (
        "CONVERSATION ID",
        "CONVERSATION TITLE",
        "FROM",
        "SENDER PROFILE URL",
        "TO",
        "RECIPIENT PROFILE URLS",
        "DATE",
        "SUBJECT",
        "CONTENT",
        "FOLDER",
    )
    me = "https://www.linkedin.com/in/robin-hale"

    def said(**other: str) -> Build:
        def build(tag: str) -> bytes:
            base = dict(
                zip(
                    head,
                    (
                        tag,
                        "",
                        "Robin Hale",
                        me,
                        f"Ana {tag.title()}",
                        f"https://www.linkedin.com/in/m-{tag}",
                        "2026-01-11 15:33:58 UTC",
                        "",
                        "Hello",
                        "INBOX",
                    ),
                    strict=True,
                )
            )
            bad = base | {
                key.upper().replace("_", " "): value.replace("TAG", tag) for key, value in other.items()
            }
            good = base | {"DATE": "2026-01-12 15:33:58 UTC"}
            return table(head, *([*row.values()] for row in (bad, good)))

        return build

    talks = survives((0, 2), (1, 2))
    for attack, build in {
        "a message on no day": said(date="2026-02-30 25:61:00 UTC"),
        "a message in the year 9999": said(date="9999-12-31 23:59:59 UTC"),
        "a message with a script in it": said(content="<script>alert(1)</script>" * 1000),
        "a message to a thousand people": said(
            recipient_profile_urls=";".join(f"https://www.linkedin.com/in/x{n}" for n in range(1000))
        ),
        "a message from an address that is a script": said(sender_profile_url="javascript:alert(1)"),
        "a message with a profile of a million characters": said(
            recipient_profile_urls="https://www.linkedin.com/in/" + "a" * 500_000
        ),
        "a message whose profile is a path": said(
            recipient_profile_urls="https://www.linkedin.com/in/../../x"
        ),
        "a message of half a million characters": said(content="z" * 500_000),
    }.items():
        yield Case("linkedin", attack, "messages.csv", build, talks)
    yield Case(
        "linkedin",
        "a profile that is the owner's own",
        "Connections.csv",
        lambda tag: (
            MAKERS["linkedin"]
            .make(people(tag, "Ana", "Ben"))
            .replace(f"a0@{tag}.example".encode(), OWNER.encode())
        ),
        survives((1, 2)),
    )
    yield Case(
        "linkedin",
        "twenty lines before the header",
        "Connections.csv",
        lambda tag: b"Notes:\r\n" * 18 + MAKERS["linkedin"].make(people(tag, "Ana", "Ben")),
        _TWO,
    )
    yield Case(
        "linkedin",
        "a million lines before the header",
        "Connections.csv",
        lambda tag: b"Notes:\r\n" * MILLION + MAKERS["linkedin"].make(people(tag, "Ana", "Ben")),
        survives((0, 2)),
    )


def _workbooks() -> Iterator[Case]:
    for attack, (build, expect) in _BOOKS.items():
        yield Case("xlsx", attack, "people.xlsx", build, expect)


def _rows(tag: str) -> list[tuple[str, ...]]:
    return [
        TABLE,
        *((one.name, one.email, one.phone, one.birthday, one.note) for one in people(tag, "Ana", "Ben")),
    ]


def _declared(declaration: str, use: str) -> Build:
    def build(tag: str) -> bytes:
        page = sheet(_rows(tag)).replace("Met at the fair", use, 1)
        return workbook(f"<?xml version='1.0'?>{declaration}{page}")

    return build


def _cells(cell: str) -> Build:
    """Put a cell of another form into the first row of people."""
    return lambda tag: workbook(
        sheet(_rows(tag)).replace('<c t="inlineStr"><is><t>1987-10-06</t></is></c>', cell, 1)
    )


def _bomb(tag: str) -> bytes:
    page = sheet(_rows(tag)).replace("</sheetData>", '<row r="9"><c/></row>' * 6_000_000 + "</sheetData>")
    return workbook(page)


def _without(member: str) -> Build:
    def build(tag: str) -> bytes:
        source = zipfile.ZipFile(io.BytesIO(workbook(sheet(_rows(tag)))))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in source.namelist():
                if name != member:
                    archive.writestr(name, source.read(name))
        return out.getvalue()

    return build


def _beside(name: str, content: bytes) -> Build:
    def build(tag: str) -> bytes:
        out = io.BytesIO(workbook(sheet(_rows(tag))))
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(name, content)
        return out.getvalue()

    return build


_LAUGHS = (
    "<!DOCTYPE z [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
    + "]>"
)
_UP_TO_TWO = survives((0, 2))
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OUTSIDE = {
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="/../../../etc/passwd"/>'
    "</Relationships>"
}
_BOOKS: dict[str, tuple[Build, Expect]] = {
    "entities that grow a billion times": (_declared(_LAUGHS, "&m;"), nothing()),
    "an entity that is a file here": (
        _declared("<!DOCTYPE z [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>", "&f;"),
        nothing(),
    ),
    "an entity from elsewhere": (
        _declared("<!DOCTYPE z SYSTEM 'http://127.0.0.1:1/x.dtd'>", "x"),
        survives((0, 2)),
    ),
    "elements a hundred thousand deep": (
        lambda tag: workbook(
            sheet(_rows(tag)).replace("Met at the fair", "<a>" * 100_000 + "</a>" * 100_000, 1)
        ),
        _UP_TO_TWO,
    ),
    "a sheet that is a bomb": (_bomb, nothing()),
    "a row number without end": (
        lambda tag: workbook(sheet(_rows(tag)).replace('r="2"', 'r="99999999999999"', 1)),
        _UP_TO_TWO,
    ),
    "a column that does not exist": (_cells('<c r="ZZZZZZZ2"><v>1</v></c>'), _UP_TO_TWO),
    "a dimension of a billion cells": (
        lambda tag: workbook(
            sheet(_rows(tag)).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
        ),
        _TWO,
    ),
    "a formula for a birthday": (_cells("<c><f>cmd|' /C calc'!A0</f><v>1</v></c>"), _TWO),
    "a formula that asks another host": (
        _cells('<c><f>WEBSERVICE("http://127.0.0.1:1/")</f><v>1</v></c>'),
        _TWO,
    ),
    "a shared text that is not there": (_cells('<c t="s"><v>99999999</v></c>'), _UP_TO_TWO),
    "a style that is not there": (_cells('<c s="99999999"><v>32000</v></c>'), _UP_TO_TWO),
    "a day of ten to the four hundred": (_cells("<c><v>1e400</v></c>"), _UP_TO_TWO),
    "a day that is no number": (_cells('<c t="d"><v>yesterday</v></c>'), _UP_TO_TWO),
    "an error for a birthday": (_cells('<c t="e"><v>#REF!</v></c>'), _TWO),
    "a sheet at a path outside": (
        lambda tag: workbook(sheet(_rows(tag)), _OUTSIDE),
        _UP_TO_TWO,
    ),
    "no workbook in it": (_without("xl/workbook.xml"), nothing()),
    "no sheet in it": (_without("xl/worksheets/sheet1.xml"), nothing()),
    "no list of contents in it": (_without("[Content_Types].xml"), _UP_TO_TWO),
    "a macro beside the sheet": (_beside("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 1000), _TWO),
    "a member with a path outside": (_beside("../../../../tmp/amity-was-here", b"x"), _TWO),
    "a zip of something else": (_without("_rels/.rels"), _UP_TO_TWO),
}
