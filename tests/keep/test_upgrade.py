"""Before the tables change, a copy of the database is put away."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path


def _amity(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "AMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "amity.conf.settings"}
    command = [sys.executable, "-m", "amity.cli", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - ours


def _owner(database: Path) -> str:
    with closing(sqlite3.connect(database)) as opened:
        return str(opened.execute("SELECT name FROM book_owner").fetchone()[0])


def test_an_upgrade_puts_a_copy_away_first_and_keeps_the_book(tmp_path: Path) -> None:
    assert _amity(tmp_path, "me", "--name", "Robin Hale").returncode == 0
    assert not (tmp_path / "copies").exists()
    with closing(sqlite3.connect(tmp_path / "amity.sqlite3")) as opened:
        # As if this version brought one table that the last one had not.
        opened.execute("DROP TABLE django_session")
        opened.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        opened.commit()
    assert "Robin Hale" in _amity(tmp_path, "me").stdout
    (copy,) = (tmp_path / "copies").iterdir()
    assert _owner(copy) == "Robin Hale"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert _amity(tmp_path, "me").returncode == 0
    assert list((tmp_path / "copies").iterdir()) == [copy]


def test_an_upgrade_that_fails_leaves_the_copy_and_says_a_sentence(tmp_path: Path) -> None:
    assert _amity(tmp_path, "me", "--name", "Robin Hale").returncode == 0
    with closing(sqlite3.connect(tmp_path / "amity.sqlite3")) as opened:
        opened.execute("DELETE FROM django_migrations WHERE app = 'book'")
        opened.commit()
    failed = _amity(tmp_path, "people")
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert failed.stderr.strip()
    (copy,) = (tmp_path / "copies").iterdir()
    assert _owner(copy) == "Robin Hale"
