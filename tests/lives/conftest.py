"""A life played through the command line alone, as another program would, on days that move on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from amity import options
from amity.cli import answer, door

SRC = Path(__file__).parents[2] / "src"


class Life:
    """One owner's book and the day it is; each call is one command with --json that must end well."""

    def __init__(self, capsys: pytest.CaptureFixture[str], today: date) -> None:
        self.today = today
        self._capsys = capsys

    def __call__(self, *words: object, code: int = 0) -> Any:  # noqa: ANN401 - a JSON document
        """Run a command and give the one document it printed."""
        answer.forget()
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            door.main(["--today", self.today.isoformat(), *map(str, words), "--json"])
        out = self._capsys.readouterr().out
        assert left.value.code == code, out
        return json.loads(out)

    def on(self, day: date) -> Life:
        """Move on to a day; nobody lives backwards."""
        assert day >= self.today
        self.today = day
        return self

    def ahead(self, days: int) -> str:
        """Write the day so many days from today, or before it."""
        return (self.today + timedelta(days=days)).isoformat()


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(options, "_current", options.current())
    yield
    answer.forget()


@pytest.fixture
def life(db: None, capsys: pytest.CaptureFixture[str]) -> Life:  # noqa: ARG001 - it opens the database
    """Give an empty book on the day the village is written for."""
    return Life(capsys, date(2026, 11, 24))


def sentences(review: Any) -> dict[str, list[str]]:  # noqa: ANN401 - a JSON document
    """Give the sentences of a review by their topic."""
    found: dict[str, list[str]] = {}
    for one in review["sentences"]:
        found.setdefault(one["topic"], []).append(one["sentence"])
    return found


def elsewhere(folder: Path, today: date, *words: object) -> Any:  # noqa: ANN401 - a JSON document
    """Run a command on another book, in a folder and a program of its own."""
    env = {**os.environ, "PYTHONPATH": str(SRC), "AMITY_DATA": str(folder)}
    for name in ("DJANGO_SETTINGS_MODULE", "AMITY_DATABASE_URL"):
        env.pop(name, None)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "amity.cli", "--today", today.isoformat(), *map(str, words), "--json"],
        env=env, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)
