"""Ties counted anew by commands, by the process beside the pages, and through a kill."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from amity import options
from amity.book import access, paces, recount, ties
from amity.book.models import Owner, Tie
from amity.cli import recount as beside
from amity.core import ties as rules
from tests import village
from tests.village import ROBIN

Amity = Callable[..., tuple[int, Any]]
Words = Callable[..., tuple[int, str, str]]
SLOW = {"mail": [180.0, 365.0, 0.25, 0.3, 0.5]}
ROOT = Path(__file__).parents[2]
FORCE = """
import os, signal, sys
import django
django.setup()
from amity.book import recount
from amity.book.models import Owner
from amity.cli import start
recount.TOGETHER = 3
kept, portions = recount._put, 0
def put(owner, told):
    global portions
    kept(owner, told)
    portions += 1
    if portions == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
recount._put = put
owner = start.book()
if "after" not in owner.paces:
    learned = {"mail": [180.0, 365.0, 0.25, 0.3, 0.5]}
    Owner.objects.update(paces={**owner.paces, "learned": learned, "after": 0})
    owner.refresh_from_db()
while recount.go_on(owner):
    pass
"""


@pytest.fixture
def large(db: None, monkeypatch: pytest.MonkeyPatch) -> Owner:  # noqa: ARG001 - the database is wanted
    """A book that counts as a large one, of which another pace is to be learned."""
    made = village.book(ROBIN)
    village.bring(made, *village.FILES)
    for name in ("AT_ONCE", "PORTION"):
        monkeypatch.setattr(recount, name, 0)
    monkeypatch.setattr(paces, "learn", lambda *_: SLOW)
    made.refresh_from_db()
    made.paces = {**made.paces, "due": made.paces.get("seen", ["2026-10-01", []])}
    made.save()
    return made


def test_each_command_does_one_portion_and_the_doctor_tells_how_many_are_left(
    large: Owner, amity: Amity, words: Words
) -> None:
    assert amity("people")[0] == 0  # learns
    assert ties.paces(access.owner()) == {"mail": rules.Pace(*SLOW["mail"])}
    left = [recount.left(access.owner())]
    assert left[0] == Tie.objects.filter(owner=large).count() > 2
    while left[-1]:
        _, checks = amity("doctor")
        (told,) = (check for check in checks["checks"] if check["name"] == "ties")
        left.append(recount.left(access.owner()))
        assert told["ok"]
        assert told["told"].startswith(f"{left[-1]} are yet" if left[-1] else "all are counted")
    assert left == sorted(set(left), reverse=True)
    assert "all are counted at the paces learned last" in words("doctor")[1]


def test_the_command_counts_all_that_is_left(large: Owner, amity: Amity, words: Words) -> None:
    code, told = amity("recount")
    assert (code, told) == (0, {"looked_at": Tie.objects.filter(owner=large).count()})
    assert not recount.waits(access.owner())
    assert amity("recount") == (0, {"looked_at": 0})
    assert words("recount")[1] == "Every tie is counted at the paces learned last.\n"


@pytest.mark.django_db
def test_beside_the_pages_it_is_looked_for_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: Iterator[bool | Exception] = iter([False, OperationalError("locked"), True, True, False, False])
    done: list[str] = []

    def waits(_: object) -> bool:
        found = next(waiting)
        if isinstance(found, Exception):
            raise found
        return found

    class Over(threading.Event):
        """The pages end after six waits."""

        def wait(self, timeout: float | None = None) -> bool:
            done.append(f"{timeout:.0f}")
            return len(done) >= 9

    def count(_: threading.Event) -> int:
        done.append("counted")
        return int(len(done) < 5)

    monkeypatch.setattr(recount, "waits", waits)
    monkeypatch.setattr(beside, "count", count)
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    beside._attend(Over())
    assert done == ["20", "20", "20", "counted", "40", "counted", "20", "20", "20"]


def test_when_the_pages_end_nobody_looks_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "LOOK", 60.0)
    with beside.attending():
        looking = [one for one in threading.enumerate() if one.name == "recount"]
    for one in looking:
        one.join(10)
    assert [one.is_alive() for one in looking] == [False]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a book in a folder, as a command does; processes started from here open it."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(ROOT)]))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "amity.conf.settings")
    monkeypatch.setenv("AMITY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("AMITY_TODAY", "2026-11-24")
    letters = "".join(
        f"From x\nFrom: p{n % 12}@x.example\nTo: {ROBIN}\nMessage-ID: <{n}@x.example>\n"
        f"Date: {1 + n % 28} Oct 2026 10:00:00 +0000\nSubject: {n}\n\nx\n\n" for n in range(60)
    )  # fmt: skip
    (tmp_path / "all.mbox").write_text(letters, "utf-8")
    assert run("-m", "amity.cli", "import", str(tmp_path / "all.mbox"), "--me", ROBIN)[0] == 0
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def strengths() -> list[tuple[str, float]]:
    code, out = run("-m", "amity.cli", "people", "--json")
    assert code == 0
    return [(one["name"], one["strength"]) for one in json.loads(out)["people"]]


def after(folder: Path) -> int | None:
    """Read whom a recount has come to from the file itself: a command would go on with it."""
    with closing(sqlite3.connect(folder / "data" / "amity.sqlite3")) as file:
        ((told,),) = file.execute("SELECT paces FROM book_owner").fetchall()
        found = json.loads(told).get("after")
        people = [one for (one,) in file.execute("SELECT person_id FROM book_tie ORDER BY person_id")]
    return None if found is None else len([one for one in people if one <= found])


@pytest.mark.slow
def test_a_process_of_its_own_goes_on_where_another_was_killed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = strengths()
    for portions in (2, 3):
        assert run("-c", FORCE, str(portions))[0] == -signal.SIGKILL
    assert after(folder) == 9  # of twelve, three a portion; what was killed is not kept
    monkeypatch.setattr(options, "_current", options.current())
    options.override(data=folder / "data")
    assert beside.count(threading.Event()) == 0
    assert after(folder) is None
    found = strengths()
    assert found != before
    assert run("-c", "from amity.cli import start; o = start.book(); from amity.book import ties; "
               "ties.replay(o, None, today=o.ties_on)")[0] == 0  # fmt: skip
    assert strengths() == found
