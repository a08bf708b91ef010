"""The command line in this process: each test has its own folder name, day and empty book."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from amity import options
from amity.cli import answer, door

Amity = Callable[..., tuple[int, Any]]


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(options, "_current", options.current())
    yield
    answer.forget()


@pytest.fixture
def amity(db: None, capsys: pytest.CaptureFixture[str]) -> Amity:  # noqa: ARG001 - it opens the database
    """Run a command with --json on 24 November 2026; give its exit code and the one document it printed."""

    def run(*words: object) -> tuple[int, Any]:
        answer.forget()
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            door.main(["--today", "2026-11-24", *map(str, words), "--json"])
        out = capsys.readouterr().out
        assert isinstance(left.value.code, int)
        return left.value.code, json.loads(out)

    return run


@pytest.fixture
def words(
    db: None,  # noqa: ARG001 - it opens the database
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str, str]]:
    """Run a command for a person and give its exit code, what it answered and what it said beside."""

    def run(*words: object) -> tuple[int, str, str]:
        answer.forget()
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            door.main(["--today", "2026-11-24", *map(str, words)])
        out = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out.out, out.err

    return run
