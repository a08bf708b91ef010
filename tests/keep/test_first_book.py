"""A book of the first version is opened by this one: copied first, nothing lost, everything works on."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.keep import old_book

ROOT = Path(__file__).parents[2]
TIES = "book_tie"


def told(folder: Path, url: str, *words: str) -> str:
    """Run the program that builds and opens an old book."""
    home = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    env = {
        **os.environ, "AMITY_DATA": str(folder), "AMITY_DATABASE_URL": url, "AMITY_TODAY": "2026-11-24",
        "PYTHONPATH": home, "DJANGO_SETTINGS_MODULE": "amity.conf.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.keep.old_book", *words]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
    return done.stdout


def hold(story: dict[str, Any]) -> None:
    """Check that an opened book is the one that was written, and works."""
    first = old_book.written()
    rows = {
        table: [[old_book.plain(value) for value in row] for row in content["rows"]]
        for table, content in first["tables"].items()
    }
    # Ties are derived: counted anew, for each of the same people, up to the same last exchange.
    old, new = rows.pop(TIES), story["rows"].pop(TIES)
    assert sorted((row[2], row[4]) for row in new) == sorted((row[2], row[4]) for row in old)
    columns = first["tables"]["book_person"]["columns"]
    organization, area = columns.index("organization"), columns.index("area")
    for before, now in zip(rows["book_person"], story["rows"]["book_person"], strict=True):
        if not before[organization]:
            assert (before[area], now[area]) in {("", "acme"), ("", "elm"), ("", "kral"), ("", "")}
            before[area] = now[area]  # what only the mail tells is kept since areas are
    assert story["rows"] == rows
    assert story["people"] == story["older"] == old_book.known(first["document"])
    assert story["week"]
    records, exchanges = story["unchanged"]
    assert records["unchanged"] == records["total"] > 5
    assert (exchanges["created"], exchanges["unchanged"]) == (0, 6)
    assert story["undone"]
    assert story["restored"]
    assert story["pairs"] > 0
    assert story["loose"] == {}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    told(folder, "", "build")
    return folder


def test_a_book_of_the_first_version_is_copied_and_nothing_of_it_is_lost(opened: Path) -> None:
    before = (opened / "amity.sqlite3").read_bytes()
    assert not (opened / "copies").exists()
    hold(json.loads(told(opened, "", "story")))
    (copy,) = (opened / "copies").iterdir()
    assert (opened / "amity.sqlite3").read_bytes() != before
    with closing(sqlite3.connect(copy)) as kept:
        applied = kept.execute("SELECT name FROM django_migrations WHERE app = 'book'").fetchall()
        assert applied == [("0001_first",)]
        for table, content in old_book.written()["tables"].items():
            (count,) = kept.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own names
            assert count == len(content["rows"]), table
