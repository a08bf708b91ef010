"""What cannot be looked at is named; the rest of the folder is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amity.core.errors import Refusal
from amity.sync import run
from tests.village import TODAY, book

pytestmark = pytest.mark.django_db
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ana\r\nFN:Ana Lima\r\nEND:VCARD\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "all" / "closed").mkdir(parents=True)
    (tmp_path / "all" / "good.vcf").write_bytes(CARD)
    (tmp_path / "all" / "closed" / "more.vcf").write_bytes(CARD)
    return tmp_path / "all"


def told(*paths: Path) -> dict[str, Any]:
    report = run.bring(book(), paths, today=TODAY)
    return {file["path"]: file for file in report["files"]}


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, place: Path) -> None:
    """Let the system say no at one place, as it does to whoever is not root."""
    real: Callable[..., Any] = getattr(os, name)

    def answer(path: Any, *words: Any, **more: Any) -> Any:  # noqa: ANN401 - the system's own signature
        if os.fspath(path) == str(place):
            raise PermissionError(13, "Permission denied", str(place))
        return real(path, *words, **more)

    monkeypatch.setattr(os, name, answer)


def test_a_folder_that_cannot_be_opened_is_named_and_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    refuse(monkeypatch, "scandir", folder / "closed")
    files = told(folder)
    assert files["all/good.vcf"]["records"]["created"] == 1
    closed = files["all/closed"]
    assert (closed["understood"], closed["reason"]) == (False, "This folder cannot be opened.")


def test_a_folder_that_is_all_closed_is_named_too(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    refuse(monkeypatch, "scandir", folder)
    assert [(path, file["reason"]) for path, file in told(folder).items()] == [
        ("all", "This folder cannot be opened.")
    ]


def test_a_file_that_cannot_be_looked_at_stops_nothing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    refuse(monkeypatch, "lstat", folder / "closed" / "more.vcf")
    refuse(monkeypatch, "stat", folder / "closed" / "more.vcf")
    assert set(told(folder)) == {"all/good.vcf", "all/closed/more.vcf"}


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refusal, match="no file to read"):
        told(tmp_path)


def test_a_name_that_is_no_text_is_shown_and_kept(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/mail/caf\xe9.vcf")).write_bytes(CARD)
    files = told(tmp_path / "mail")
    assert files["mail/caf\ufffd.vcf"]["records"]["created"] == 1
