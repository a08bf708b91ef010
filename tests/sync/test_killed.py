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
