from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from amity.conf import secret


def test_a_secret_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    first = secret.of(tmp_path)
    assert len(first) >= 50
    assert secret.of(tmp_path) == first
    assert [one.name for one in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_of_several_who_make_a_secret_at_once_all_get_the_same(tmp_path: Path) -> None:
    for turn in range(20):
        folder = tmp_path / str(turn)
        folder.mkdir()
        found: list[str] = []
        ready = threading.Barrier(4)

        def make(folder: Path = folder, found: list[str] = found, ready: threading.Barrier = ready) -> None:
            ready.wait()
            found.append(secret.of(folder))

        several = [threading.Thread(target=make) for _ in range(4)]
        for one in several:
            one.start()
        for one in several:
            one.join()
        assert len(found) == 4
        assert len(set(found)) == 1


def test_a_secret_is_made_where_no_links_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    made = secret.of(tmp_path)
    assert secret.of(tmp_path) == made
    assert [one.name for one in tmp_path.iterdir()] == ["secret"]
