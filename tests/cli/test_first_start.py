"""The first start, from outside: several at once, and what others may see of the folder."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
SEVERAL = 4


def start(data: Path, *words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "AMITY_DATA": str(data), "AMITY_TODAY": "2026-11-24", "PYTHONPATH": str(SRC)}
    env["DJANGO_SETTINGS_MODULE"] = "amity.conf.settings"
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "amity.cli", *words], env=env, cwd=data.parent,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, umask=0o022,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    with process:
        out, err = process.communicate(timeout=120)
    return process.returncode, out + err


def mode(place: Path) -> int:
    return stat.S_IMODE(place.stat().st_mode)


def test_several_first_starts_at_once_make_one_book(tmp_path: Path) -> None:
    data = tmp_path / "data"
    told = [ended(process) for process in [start(data, "people", "--json") for _ in range(SEVERAL)]]
    assert [code for code, _ in told] == [0] * SEVERAL, told
    assert not list(data.glob("secret-*"))
    assert not (data / "copies").exists()


def test_what_lies_in_the_folder_is_the_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    data.chmod(0o755)
    assert ended(start(data, "people"))[0] == 0
    assert mode(data) == 0o700
    open_to_others = [place.name for place in data.rglob("*") if mode(place) & 0o077]
    assert open_to_others == []


def test_a_database_that_others_could_read_is_closed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert ended(start(data, "people"))[0] == 0
    (data / "amity.sqlite3").chmod(0o644)
    assert ended(start(data, "doctor"))[0] == 0
    assert mode(data / "amity.sqlite3") == 0o600


@pytest.mark.parametrize("before", [None, 0o644])
def test_an_export_is_the_owners_alone(before: int | None, tmp_path: Path) -> None:
    if before is not None:
        (tmp_path / "book.zip.part").write_bytes(b"left over")
        (tmp_path / "book.zip.part").chmod(before)
    assert ended(start(tmp_path / "data", "export", "book.zip"))[0] == 0
    assert mode(tmp_path / "book.zip") == 0o600
    assert not (tmp_path / "book.zip.part").exists()
