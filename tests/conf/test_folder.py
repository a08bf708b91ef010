from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from amity import options
from amity.conf import folder


def test_a_folder_is_made_with_its_parents_and_closed(tmp_path: Path) -> None:
    made = folder.private(tmp_path / "a" / "b")
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_folder_that_everybody_shares_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o1777)
    folder.private(tmp_path / "shared")
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o1777


@pytest.mark.parametrize(("place", "why"), [("file", "it is no folder"), ("file/below", "not a directory")])
def test_a_folder_that_cannot_be_one_is_named(place: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(options.Unusable, match=why) as no:
        folder.private(tmp_path / place)
    assert str(tmp_path / place) in str(no.value)


def test_a_folder_that_may_not_be_written_to_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever is root may write everywhere
    with pytest.raises(options.Unusable, match="cannot be written to"):
        folder.private(tmp_path)


def test_what_is_not_ours_stays_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    database = tmp_path / "amity.sqlite3"
    database.write_bytes(b"")
    database.chmod(0o644)
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000_000)
    folder.own(database)
    assert stat.S_IMODE(database.stat().st_mode) == 0o644
