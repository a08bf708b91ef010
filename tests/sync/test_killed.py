from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
DRIVER = """
import os, signal, sys
from amity.cli import door, start
step, last = int(sys.argv[1]), int(sys.argv[2])
start.book()
from amity.sync import run
run.STEP = step
kept, steps = run._Run._flush, 0
def flush(self):
    global steps
    kept(self)
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)
run._Run._flush = flush
door.main(["import", *sys.argv[3:], "--json"])
"""


def card(number: int) -> str:
    return (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u{number}\r\nFN:Person {number}\r\n"
        f"EMAIL:p{number}@x.example\r\nORG:Place {number % 7}\r\nEND:VCARD\r\n"
    )


class Book:
    """A book driven from outside, as a person would."""

    def __init__(self, folder: Path) -> None:
        home = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        self.folder = folder
        self.env = {
            **os.environ,
            "AMITY_DATA": str(folder / "data"),
            "AMITY_TODAY": "2026-11-24",
            "PYTHONPATH": home,
        }
        self.env["DJANGO_SETTINGS_MODULE"] = "amity.conf.settings"

    def start(self, *words: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *map(str, words)], env=self.env, cwd=self.folder,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: object) -> tuple[int, str]:
        with self.start("-m", "amity.cli", *words) as process:
            out, err = process.communicate()
        assert b"Traceback" not in err, err.decode()
        return process.returncode, out.decode()

    def content(self) -> bytes:
        assert self.run("export", "book.zip")[0] == 0
        with zipfile.ZipFile(self.folder / "book.zip") as archive:
            return archive.read("book.json")

    def sound(self) -> bool:
        return "every reference leads somewhere" in self.run("doctor")[1]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    (tmp_path / "some.vcf").write_bytes("".join(map(card, range(5))).encode())
    (tmp_path / "more.vcf").write_bytes("".join(map(card, range(3, 60))).encode())
    made = Book(tmp_path)
    assert made.run("import", "some.vcf")[0] == 0
    return made


@pytest.mark.parametrize("step", [1, 2, 3])
def test_an_import_killed_after_any_step_is_taken_back_whole(book: Book, step: int) -> None:
    before = book.content()
    with book.start("-c", DRIVER, 20, step, "more.vcf") as killed:
        killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert book.content() == before
    assert book.sound()
    code, out = book.run("import", "more.vcf", "--json")
    assert (code, json.loads(out)["totals"]["records"]["created"]) == (0, 55)


def fresh(folder: Path, name: str) -> Book:
    (folder / name).mkdir()
    return Book(folder / name)


def test_an_import_killed_in_the_middle_goes_on_by_the_same_command(tmp_path: Path) -> None:
    """Mail goes on at its bookmark, an archive's members that had ended are not opened again."""
    whole, killed = fresh(tmp_path, "whole"), fresh(tmp_path, "killed")
    for one in (whole, killed):
        (one.folder / "all.mbox").write_bytes("".join(map(letter, range(2_500))).encode())
        with zipfile.ZipFile(one.folder / "cards.zip", "w") as archive:
            archive.writestr("a.vcf", "".join(map(card, range(90))))
            archive.writestr("b.vcf", "".join(map(card, range(60, 130))))
    files = ("all.mbox", "cards.zip", "--me", "robin@hale.example")
    code, out = whole.run("import", *files, "--json")
    counted = json.loads(out)["files"]
    assert code == 0
    for last in (7, 16, 19):
        with killed.start("-c", DRIVER, 150, last, *files) as process:
            process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert json.loads(killed.run("people", "--json")[1])["total"] == 0
        (waiting,) = json.loads(killed.run("batches", "--json")[1])["interrupted"]
        assert waiting["files"] == 2
    with killed.start("-m", "amity.cli", "import", *files, "--json") as process:
        told, said = process.communicate()
    assert b"it goes on after" in said
    assert json.loads(told)["files"] == counted
    assert killed.content() == whole.content()
    assert killed.sound()
    assert json.loads(killed.run("batches", "--json")[1])["interrupted"] == []


def letter(number: int) -> str:
    day = 1 + number % 28
    return (
        f"From - Mon Jan  1 00:00:00 2024\nFrom: Person {number % 40} <p{number % 40}@x.example>\n"
        f"To: robin@hale.example\nSubject: no {number}\nMessage-ID: <{number}@x.example>\n"
        f"Date: {day} Oct 2026 10:{number % 60:02}:00 +0000\n\nBody\n\n"
    )


def test_ctrl_c_leaves_the_book_as_it_was_and_the_way_on_open(book: Book) -> None:
    (book.folder / "many.vcf").write_bytes("".join(map(card, range(60_000))).encode())
    before = book.content()
    with book.start("-m", "amity.cli", "import", "many.vcf", "--json") as stopped:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            spools = list((book.folder / "data" / "imports").glob("*.lines"))
            if spools and spools[0].stat().st_size > 1_000_000:
                break
            time.sleep(0.02)
        stopped.send_signal(signal.SIGINT)
        out, err = stopped.communicate(timeout=60)
    assert stopped.returncode == 1
    assert json.loads(out)["error"]["code"] == "stopped"
    assert b"Traceback" not in err
    assert book.content() == before
    assert json.loads(book.run("batches", "--json")[1])["interrupted"][0]["records"] > 0
    assert json.loads(book.run("import", "--forget", "--json")[1]) == {"forgotten": 1}
    assert list((book.folder / "data" / "imports").iterdir()) == []


@pytest.mark.slow
def test_an_import_killed_again_and_again_ends_as_if_it_never_was(tmp_path: Path) -> None:
    whole, killed = fresh(tmp_path, "whole"), fresh(tmp_path, "killed")
    for one in (whole, killed):
        (one.folder / "all.mbox").write_bytes("".join(map(letter, range(30_000))).encode())
        (one.folder / "many.vcf").write_bytes("".join(map(card, range(15_000))).encode())
    files = ("all.mbox", "many.vcf", "--me", "robin@hale.example")
    assert whole.run("import", *files)[0] == 0
    chance = random.Random(5)  # noqa: S311 - the same moments in every run
    for _ in range(8):
        with killed.start("-m", "amity.cli", "import", *files) as process:
            time.sleep(chance.uniform(1, 4))
            process.kill()
            process.communicate()
        if process.returncode == 0:
            break
    assert killed.run("import", *files)[0] == 0
    assert killed.content() == whole.content()


@pytest.mark.slow
def test_an_import_killed_at_any_moment_is_taken_back_whole(book: Book) -> None:
    (book.folder / "many.vcf").write_bytes("".join(map(card, range(20_000))).encode())
    before = book.content()
    chance = random.Random(11)  # noqa: S311 - the same moments in every run
    for _ in range(6):
        with book.start("-m", "amity.cli", "import", "many.vcf") as killed:
            time.sleep(chance.uniform(0.5, 4))
            killed.kill()
            killed.communicate()
        if killed.returncode == -signal.SIGKILL:
            assert book.content() == before
            assert book.sound()


def test_a_second_import_waits_its_turn_with_a_sentence(book: Book) -> None:
    hold = "import fcntl, sys, time\nf = open(sys.argv[1], 'w')\nfcntl.flock(f, fcntl.LOCK_EX)\n"
    hold += "print(flush=True)\ntime.sleep(60)"
    with book.start("-c", hold, book.folder / "data" / "import.lock") as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        code, out = book.run("import", "more.vcf", "--json")
        holder.kill()
    assert (code, json.loads(out)["error"]["code"]) == (1, "busy")
