from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amity.book import access
from amity.keep import export

pytestmark = pytest.mark.django_db


@pytest.fixture
def _open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_open_to_all")
def test_an_export_is_its_owners_alone_from_the_first_byte(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    modes: list[int] = []

    class Watched(zipfile.ZipFile):
        def writestr(self, *words: Any, **more: Any) -> None:  # noqa: ANN401 - its own signature
            modes.append(stat.S_IMODE((tmp_path / "book.zip.part").stat().st_mode))
            super().writestr(*words, **more)

    (tmp_path / "book.zip.part").write_bytes(b"left by a killed export")
    monkeypatch.setattr(zipfile, "ZipFile", Watched)
    export.write(access.owner(), tmp_path / "book.zip")
    assert modes == [0o600]
    assert stat.S_IMODE((tmp_path / "book.zip").stat().st_mode) == 0o600


def test_an_export_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space"):
        export.write(access.owner(), tmp_path / "book.zip")
    assert list(tmp_path.iterdir()) == []
