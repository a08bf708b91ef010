# ruff: noqa: S603 - the tests start our own program
from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.keep.test_first_book import hold, told
from tests.postgres.conftest import ROOT, environment

pytestmark = pytest.mark.postgres
DRIVER = """
import json, sys
from amity.cli import start
owner = start.book()
from amity.book import batches, plan
from amity.keep import export, soundness
from tests import village
def content():
    owner.refresh_from_db()
    return export.dump(export.document(owner))
from amity.book import owners
owners.set_addresses(owner, [village.ROBIN], today=village.TODAY)
empty = content()
first = [village.bring(owner, file)["batch"] for file in village.FILES]
once = content()
again = village.bring(owner, *village.FILES)
twice = content()
week = plan.week(owner, today=village.TODAY)
loose = dict(soundness.dangling())
for batch in [again["batch"], *first]:
    batches.undo(owner, batch, today=village.TODAY)
print(json.dumps({
    "once": once, "same": once == twice, "unchanged": again["totals"]["records"], "loose": loose,
    "picks": [(pick.person_name, pick.reason) for pick in week.picks], "undone": content() == empty,
    "people": sorted(village.faces(owner)),
}))
"""


def story(folder: Path, url: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        env=environment(folder, url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_a_book_in_postgresql_equals_one_in_sqlite(server: str, tmp_path: Path) -> None:
    there, here = story(tmp_path / "there", server), story(tmp_path / "here", "")
    assert there == here
    assert there["same"]
    assert there["undone"]
    assert there["loose"] == {}
    assert there["picks"]
    assert there["people"] == []


def test_the_command_line_works_on_postgresql(server: str, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ana\r\nFN:Ana Lima\r\nEMAIL:ana@acme.example\r\nEND:VCARD\r\n"
    (tmp_path / "a.vcf").write_text(card, "utf-8")
    env = environment(tmp_path / "data", server)
    for words in (["import", "a.vcf"], ["import", "a.vcf"], ["set", "Ana Lima", "--purpose", "social"],
                  ["people"],
                  ["people", "--purpose", "social"], ["plan"], ["person", "ana@acme.example"], ["doctor"],
                  ["atlas"], ["search", "ana"], ["export", "book.zip"]):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "amity.cli", *words, "--json"],
            env=env,
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
    with zipfile.ZipFile(tmp_path / "book.zip") as archive:
        assert "Ana Lima" in archive.read("book.json").decode()


def test_everything_a_book_lives_through_is_the_same_in_postgresql(database: str, tmp_path: Path) -> None:
    def lived(name: str, url: str) -> dict[str, list[Any]]:
        command = [sys.executable, "-m", "tests.postgres.everything", str(tmp_path / name / "files")]
        env = environment(tmp_path / name, url)
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found: dict[str, list[Any]] = json.loads(done.stdout)
        return found

    there, here = lived("there", database), lived("here", "")
    for chapter in here:
        assert there[chapter] == here[chapter], chapter
    left, loose = here["left"]
    assert loose == {}
    assert (json.loads(left)["people"], json.loads(left)["verdicts"]) == ([], [])


ZERO = """
import logging
from amity.cli import start
start.book()
from django.test import Client
logging.disable(logging.CRITICAL)
ask = Client(headers={"host": "localhost"}, raise_request_exception=False)
zero = "a" + chr(0)
print(
    ask.get("/people/a%00/").status_code, ask.get("/briefs/?who=a%00").status_code,
    ask.post("/promises/add/", {"person": zero, "whose": "mine", "text": "call"}).status_code,
)
"""


def test_a_zero_byte_is_nobody_in_postgresql_too(database: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ZERO],
        env=environment(tmp_path, database),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["404", "404", "404"], done.stderr


def test_a_book_of_the_first_version_is_opened_in_postgresql(database: str, tmp_path: Path) -> None:
    told(tmp_path, database, "build")
    hold(json.loads(told(tmp_path, database, "story")))
