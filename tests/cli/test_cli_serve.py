"""What `serve` does before it answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from amity import options
from amity.sync import lock, work


@pytest.fixture
def incoming(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(options, "_current", options.current())
    options.override(data=tmp_path)
    (tmp_path / "incoming" / "bring-1").mkdir(parents=True)
    (tmp_path / "incoming" / "bring-1" / "mail.mbox").write_bytes(b"x")
    (tmp_path / "incoming" / "half.upload").write_bytes(b"x")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "kept").write_bytes(b"x")
    (tmp_path / "incoming" / "link").symlink_to(tmp_path / "elsewhere")
    return tmp_path / "incoming"


def test_what_a_killed_upload_left_is_removed(incoming: Path) -> None:
    work.sweep()
    assert list(incoming.iterdir()) == []
    assert (incoming.parent / "elsewhere" / "kept").exists()


def test_uploads_stay_while_an_import_runs(incoming: Path) -> None:
    with lock.importing():
        work.sweep()
    assert len(list(incoming.iterdir())) == 3


def test_a_folder_without_uploads_is_no_trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(options, "_current", options.current())
    options.override(data=tmp_path)
    work.sweep()
    assert not (tmp_path / "incoming").exists()
