"""An empty book whose owner is known, and a way to bring files into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from amity import options
from amity.book import access, owners
from amity.book.models import Owner
from tests.safety.stage import TODAY, Bring


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(options, "_current", options.current())
    options.override(data=tmp_path / "book", today=TODAY)
    (tmp_path / "book").mkdir()


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - asked for what it does
    """Give the owner of an empty book who has said which addresses are theirs."""
    mine = access.owner()
    owners.set_addresses(mine, ["robin@hale.example"], today=TODAY)
    return mine


@pytest.fixture
def bring(owner: Owner, tmp_path: Path) -> Bring:
    """Give a function that writes files and brings them through the real reader."""
    folder = tmp_path / "files"
    folder.mkdir()
    return Bring(owner, folder)
