"""Meerkat: five tables in one file, and who is meant by a number or a name."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem
from amity.sources import Source, meerkat
from tests.sources.contract import SETTINGS, Contract

SAMPLE = Path(__file__).parent / "samples" / "meerkat" / "garden.csv"
TEXT = SAMPLE.read_text("utf-8")
LEFT_OUT = meerkat._BOOKKEEPING | {"recurrence", "completed", "type"}
CONTACTS = "=== CONTACTS ===\nID,Firstname,Lastname,Email,Created At\n"
ACTIVITIES = "=== ACTIVITIES ===\nID,Title,Description,Location,Date,Contact Names\n"


class TestContract(Contract):
    source: ClassVar[Source] = meerkat
    folder = "meerkat"


def pull(text: str | bytes) -> list[Finding]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(meerkat.pull(io.BytesIO(raw), SETTINGS))


def people(found: list[Finding]) -> list[PersonSeen]:
    return [one for one in found if isinstance(one, PersonSeen)]


def said(person: PersonSeen) -> list[tuple[str, str, str]]:
    return [(claim.field, claim.value, claim.label) for claim in person.claims]


def codes(found: list[Finding]) -> list[str]:
    return [one.code for one in found if isinstance(one, Problem)]


def cells() -> list[tuple[str, str]]:
    """Give every cell of the sample with its column, as the standard library reads them."""
    found = []
    for block in TEXT.split("\n\n"):
        header, *rows = csv.reader(io.StringIO(block.partition("\n")[2]))
        found += [
            (name.lower(), cell.strip()) for row in rows for name, cell in zip(header, row, strict=True)
        ]
    return found


def test_whoever_leaves_meerkat_loses_nothing() -> None:
    found = pull(TEXT)
    told = "\n".join(
        str(value)
        for one in found
        if isinstance(one, PersonSeen | InteractionSeen)
        for part in [asdict(one), *asdict(one).get("claims", ())]
        for value in part.values()
    )
    lost = [
        (column, cell)
        for column, cell in cells()
        if cell and column not in LEFT_OUT and cell not in told and cell[:10] not in told
    ]
    parts = {part.strip() for _, cell in lost for part in cell.split(";")}
    assert [part for part in parts if part not in told] == []


def test_an_activity_is_a_meeting_with_those_whose_name_is_one_contacts_alone() -> None:
    one, two = [found for found in pull(TEXT) if isinstance(found, InteractionSeen)]
    assert (one.channel, one.direction, one.where) == ("meeting", "mutual", "Allotments")
    assert [who.name for who in one.people] == ["Nora Vale", "Piet"]
    assert [who.name for who in two.people] == ["Nora Vale"]
    assert codes(pull(TEXT)) == ["empty", "ambiguous"]


def test_a_name_nobody_has_is_said_and_kept() -> None:
    found = pull(CONTACTS + "1,Ann,,,\n" + ACTIVITIES + "1,Tea,,,2024-01-05,Bo\n")
    assert codes(found) == ["unknown-name"]
    assert said(people(found)[1]) == [
        ("other", "Tea", "2024-01-05 activity"),
        ("other", "Bo", "activity 2024-01-05 with"),
    ]


def test_a_long_description_is_kept_whole_as_a_note() -> None:
    found = pull(CONTACTS + "1,Ann,,,\n" + ACTIVITIES + f"1,Tea,{'long ' * 100},Here,2024-01-05,Ann\n")
    (tea,) = [one for one in found if isinstance(one, InteractionSeen)]
    assert tea.text == "Tea"
    assert said(people(found)[1]) == [("note", "Tea\n" + ("long " * 100).strip(), "2024-01-05 activity")]


def test_an_activity_without_a_day_is_a_note_with_its_place() -> None:
    found = pull(CONTACTS + "1,Ann,,,\n" + ACTIVITIES + "1,Tea,,Here,soon,Ann\n2,,,,,\n")
    assert said(people(found)[1]) == [("note", "Tea\nHere", "activity"), ("other", "soon", "activity Date")]
    assert codes(found) == ["empty"]


def test_two_contacts_of_one_number_are_both_kept() -> None:
    found = people(pull(CONTACTS + "1,Ann,,,\n1,Bo,,,\n"))
    assert len({one.key for one in found}) == 2


def test_contacts_of_two_meerkats_with_one_number_stay_apart() -> None:
    (one,) = people(pull(CONTACTS + "1,Ann,,,2023-01-05T10:00:00Z\n"))
    (two,) = people(pull(CONTACTS + "1,Bo,,,2022-07-01T10:00:00Z\n"))
    assert one.key != two.key
    assert one.handles[-1].value != two.handles[-1].value


def test_a_head_within_a_note_does_not_end_the_table() -> None:
    notes = [one for one in people(pull(TEXT)) if one.key.startswith("notes")]
    assert "=== NOTES ===" in notes[0].claims[0].value
    assert len(notes) == 2


HOSTILE: dict[str, str | bytes] = {
    "no rows": CONTACTS,
    "no columns": "=== CONTACTS ===\n",
    "columns that come twice": "=== CONTACTS ===\nID,ID,Firstname,Firstname\n1,2,Ann,Bo\n",
    "a row that is too short": CONTACTS + "1,Ann\n",
    "a row that is too long": CONTACTS + "1,Ann,B,,2023,extra,more\n",
    "a quote without an end": CONTACTS + '1,"Ann,B,,\n2,Bo,,,\n',
    "a cell of a million characters": CONTACTS + f"1,{'z' * 1_000_001},,,\n2,Bo,,,\n",
    "a number of a million characters": CONTACTS + f"{'9' * 900_000},Ann,,,\n",
    "zeros and lone bytes": CONTACTS.encode() + b"1,A\x00nn\xff,\xed\xa0\x80,,\n",
    "ten thousand heads": "=== CONTACTS ===\nID\n" * 10_000,
    "an unknown table": CONTACTS + "1,Ann,,,\n=== SPELLS ===\nID,Word\n1,abra\n",
    "tables in another order": ACTIVITIES + "1,Tea,,,2024-01-05,Ann\n" + CONTACTS + "1,Ann,,,\n",
    "ten thousand at one table": CONTACTS + "".join(f"{n},A{n},,,\n" for n in range(10_000)) + ACTIVITIES
    + "1,Fair,Long,,2024-01-05," + ";".join(f"A{n}" for n in range(10_000)) + "\n",
    "days of no calendar": CONTACTS + "1,Ann,,,\n" + ACTIVITIES
    + "1,Tea,,,99999-99-99T99:99:99Z,Ann\n2,Tea,,,0001-01-01,Ann\n",
    "only empty rows": CONTACTS + ",,,,\n" * 1_000,
    "UTF-16": (CONTACTS + "1,Zoë,,,\n").encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_never_raises_and_fills_no_memory(name: str) -> None:
    found = pull(HOSTILE[name])
    assert len(found) <= 10_300
    for one in people(found):
        assert all(len(handle.value) <= 400 for handle in one.handles)
        assert len(one.key) <= 400


def test_rows_after_a_fault_are_still_read() -> None:
    for name in ("a quote without an end", "a cell of a million characters"):
        assert "Bo" in {claim.value for one in people(pull(HOSTILE[name])) for claim in one.claims}


COLUMNS = "ID,Firstname,Contact ID,Contact Names,Date,Content,Message,Remind At"
text = st.text(max_size=12) | st.sampled_from(
    ["1", "Ann", "Ann; Bo", "2024-01-05", "yearly", "true", '"', "\n", "a@b.example"]
)


names = st.sampled_from(["CONTACTS", "RELATIONSHIPS", "ACTIVITIES", "NOTES", "REMINDERS", "OTHER"])
table = st.tuples(names, st.lists(st.lists(text, max_size=8), max_size=4))


@given(st.lists(table, max_size=5))
@settings(max_examples=300, deadline=None)
def test_any_cells_in_any_table_never_raise(tables: Sequence[tuple[str, list[list[str]]]]) -> None:
    out = io.StringIO()
    for name, rows in tables:
        out.write(f"=== {name} ===\n")
        writer = csv.writer(out)
        writer.writerow(
            ["ID", "Firstname", "Contact ID", "Contact Names", "Date", "Content", "Message", "Remind At"]
        )
        writer.writerows(rows)
    raw = out.getvalue().encode("utf-8", "surrogatepass")
    assert pull(raw) == pull(raw)
