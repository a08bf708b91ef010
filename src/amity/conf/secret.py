"""The secret that signs cookies: made once for a data folder, whole or not at all."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path


def of(folder: Path) -> str:
    """Give the folder's secret, making it the first time; of several who make one at once the first wins."""
    file = folder / "secret"
    if not file.exists():
        _make(file)
    return file.read_text(encoding="ascii").strip()


def _make(file: Path) -> None:
    """Write it beside, for the owner alone, and put it in place only where there is none yet."""
    number, name = tempfile.mkstemp(prefix="secret-", dir=file.parent)
    beside = Path(name)
    try:
        with os.fdopen(number, "w", encoding="ascii") as opened:
            opened.write(secrets.token_urlsafe(48))
        _place(beside, file)
    finally:
        beside.unlink(missing_ok=True)


def _place(beside: Path, file: Path) -> None:
    try:
        os.link(beside, file)
    except FileExistsError:
        return
    except OSError:  # a file system without links: the last one wins, and is whole all the same
        beside.replace(file)
