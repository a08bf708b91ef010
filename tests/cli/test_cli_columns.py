"""`import --column`: what a table's columns are, said on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Amity


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("Wer;Post;Ja=Nein\nAnn Lee;ann@lee.example;ja\n", "utf-8")
    return path


def test_a_table_nobody_knows_says_how_to_read_it(
    words: Callable[..., tuple[int, str, str]], table: Path
) -> None:
    code, out, _ = words("import", table)
    assert code == 1
    assert "once you say what its columns are" in out
    assert "Wer (Ann Lee), Post (ann@lee.example), Ja=Nein (ja)" in out
    assert "amity import people.csv --column Post=email" in out


def test_its_columns_are_in_the_document(amity: Amity, table: Path) -> None:
    code, document = amity("import", table)
    assert code == 1
    assert document["files"][0]["columns"][1] == {
        "name": "Post",
        "field": "email",
        "first": "ann@lee.example",
    }
    assert document["files"][0]["skipped_by_code"] == {"unknown-columns": 1}


def test_what_is_said_counts_now_and_the_next_time(amity: Amity, table: Path) -> None:
    code, document = amity("import", table, "--column", "wer=name", "--column", "Ja=Nein=tag")
    assert (code, document["totals"]["people"]["created"]) == (0, 1)
    code, document = amity("import", table)
    assert (code, document["totals"]["records"]["unchanged"]) == (0, 1)
    code, person = amity("person", "Ann Lee")
    assert person["tags"] == ["ja"]
    assert "columns" not in document["files"][0]


@pytest.mark.parametrize("pair", ["Wer", "Wer=", "=name", "Wer=shoe size"])
def test_a_pair_that_is_none_is_wrong_usage(amity: Amity, table: Path, pair: str) -> None:
    code, document = amity("import", table, "--column", pair)
    assert (code, document["error"]["code"]) == (2, "usage")


@pytest.mark.parametrize(("pair", "error"), [("Wo=name", "no-such-column"), ("Wer=note", "no-name")])
def test_what_makes_no_sense_for_this_table_is_refused(
    amity: Amity, table: Path, pair: str, error: str
) -> None:
    code, document = amity("import", table, "--column", pair)
    assert (code, document["error"]["code"]) == (1, error)


def test_columns_are_said_of_tables_alone(amity: Amity, tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n", "utf-8")
    code, document = amity("import", path, "--column", "Wer=name")
    assert (code, document["error"]["code"]) == (1, "no-table")
