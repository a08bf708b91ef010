"""Rows of CSV files as exports really write them."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.findings import Problem
from amity.formats import tables
from amity.formats.lines import LONGEST
from amity.formats.tables import Row


def known(names: frozenset[str]) -> bool:
    return {"name", "town"} <= names


def read(text: bytes | str) -> list[Row | Problem]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(tables.rows(BytesIO(raw), known))


def cells(text: bytes | str) -> list[tuple[int, str, str]]:
    return [(row.line, row["name"], row["town"]) for row in read(text) if isinstance(row, Row)]


def problems(text: bytes | str) -> list[tuple[str, str]]:
    return [(found.place, found.code) for found in read(text) if isinstance(found, Problem)]


def test_rows_come_with_their_line_and_their_cells_by_column() -> None:
    text = 'Name,Town\r\nAnn, Oslo \r\n"Lee, Bob",Rome\r\n'
    assert cells(text) == [
        (2, "Ann", "Oslo"),
        (3, "Lee, Bob", "Rome"),
    ]


def test_a_preamble_stands_before_the_columns() -> None:
    text = 'Notes:\n"A long paragraph,\nof two lines."\n\nName,Town\nAnn,Oslo\n'
    assert cells(text) == [(6, "Ann", "Oslo")]


def test_columns_after_too_long_a_preamble_are_not_found() -> None:
    assert read("\n" * (tables.PREAMBLE + 1) + "Name,Town\nAnn,Oslo\n") == []
    assert cells("\n" * tables.PREAMBLE + "Name,Town\nAnn,Oslo\n") == [(tables.PREAMBLE + 2, "Ann", "Oslo")]


def test_a_file_without_the_columns_has_no_rows() -> None:
    assert read("Surname,City\nAnn,Oslo\n") == []
    assert read("") == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_in_the_columns(delimiter: str) -> None:
    assert cells(f"Name{delimiter}Town\nAnn{delimiter}Oslo\n") == [(2, "Ann", "Oslo")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    assert cells("Name,Town\nZoë,Malmö\n".encode(encoding)) == [(2, "Zoë", "Malmö")]


def test_a_quoted_cell_may_run_over_lines() -> None:
    assert cells('Name,Town\n"Ann\nLee",Oslo\nBob,Rome\n') == [(2, "Ann\nLee", "Oslo"), (4, "Bob", "Rome")]


def test_empty_lines_and_repeated_columns_are_no_rows() -> None:
    assert cells("Name,Town\n\nName,Town\nAnn,Oslo\n\n") == [(4, "Ann", "Oslo")]


def test_a_short_row_has_empty_cells_and_a_long_one_is_kept() -> None:
    found = read("Name,Town\nAnn\nBob,Rome,more,\n")
    assert isinstance(found[0], Row)
    assert found[0]["town"] == ""
    assert isinstance(found[1], Row)
    assert dict(found[1].cells) == {"name": "Bob", "town": "Rome", "column 3": "more"}


def test_columns_of_the_same_name_are_told_apart() -> None:
    found = read("Name,Town,Town,\nAnn,Oslo,Rome,x\n")[0]
    assert isinstance(found, Row)
    assert dict(found.cells) == {"name": "Ann", "town": "Oslo", "town 3": "Rome", "column 4": "x"}
    assert found.names == ("Name", "Town", "Town", "")
    assert found.place == "row 2"


def test_a_quote_never_closed_costs_only_its_own_line() -> None:
    text = 'Name,Town\n"Ann,Oslo\nBob,Rome\nEve,Bonn\n'
    assert problems(text) == [("row 2", "broken-row")]
    assert cells(text) == [(3, "Bob", "Rome"), (4, "Eve", "Bonn")]


def test_a_quote_closed_by_a_later_row_costs_only_its_own_line() -> None:
    text = 'Name,Town\n"Ann,Oslo\n"Lee, Bob",Rome\nEve,Bonn\n'
    assert problems(text) == [("row 2", "broken-row")]
    assert cells(text) == [(3, "Lee, Bob", "Rome"), (4, "Eve", "Bonn")]


def test_a_row_that_runs_on_and_has_too_many_cells_is_broken() -> None:
    text = 'Name,Town\n"Ann\n",Oslo,"x"\nEve,Bonn\n'
    assert problems(text)[0] == ("row 2", "broken-row")
    assert cells(text)[-1] == (4, "Eve", "Bonn")


def test_a_quote_left_open_over_very_many_lines_is_given_up() -> None:
    text = 'Name,Town\n"Ann,Oslo\n' + "Bob,Rome\n" * (tables.MOST_LINES + 5)
    assert problems(text) == [("row 2", "broken-row")]
    assert len(cells(text)) == tables.MOST_LINES + 5


def test_lines_are_not_read_again_without_end() -> None:
    found = problems("Name,Town\n" + 'x","\n' * 60_000)
    assert len(found) < 100
    assert {code for _, code in found} == {"broken-row"}


def test_an_over_long_row_is_a_problem_and_the_next_one_is_read() -> None:
    text = b"Name,Town\n" + b"x" * (LONGEST + 10) + b"\nAnn,Oslo\n"
    assert problems(text) == [("row 2", "too-long")]
    assert cells(text) == [(3, "Ann", "Oslo")]


def test_the_columns_are_seen_in_a_files_beginning() -> None:
    assert tables.columns(b"Notes:\n\nName;Town\nAnn;Os", known) == ("Name", "Town")
    assert tables.columns(b"Surname,City\n", known) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(raw: bytes) -> None:
    read(b"Name,Town\n" + raw)


@given(st.lists(st.tuples(st.text(alphabet='ab",\n;', min_size=1), st.text(alphabet='ab",\n;')), max_size=6))
def test_what_is_well_quoted_is_read_back(written: list[tuple[str, str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in written]
    found = cells("Name,Town\n" + "\n".join(lines) + "\n")
    assert [(name, town) for _, name, town in found] == [
        (name.strip(), town.strip()) for name, town in written
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aa;Bb;Cc\n1;2;3\n4;5;6\n", ("Aa", "Bb", "Cc")),
        ("\n# note, of two parts\nAa\tBb\tCc\n1\t2\t3\n", ("Aa", "Bb", "Cc")),
        ("Aa,Bb\n", ("Aa", "Bb")),
        ("only one column\nand another line\n", None),
        ("1,2,3\n4,5,6\n", None),
        ("a,b\x07c\n1,2\n", None),
        ("a,b" + "x" * LONGEST + "\n", None),
        ("a" + ",a" * 2_000 + "\n", None),
        ("", None),
    ],
)
def test_the_columns_of_an_unknown_table_are_guessed(text: str, names: tuple[str, ...] | None) -> None:
    assert tables.likely(text.encode()) == names


def test_a_row_can_be_made_of_cells_from_elsewhere() -> None:
    row = tables.row(7, ("Name", "", "Name"), ["Ann", "x", "y", "", "z"])
    assert (row.place, dict(row.cells)) == (
        "row 7",
        {"name": "Ann", "column 2": "x", "name 3": "y", "column 5": "z"},
    )
