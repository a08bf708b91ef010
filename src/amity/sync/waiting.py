"""Waiting: tables that were brought by a page and may yet be read otherwise, kept for a day."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from amity import options

DAY = 24 * 60 * 60


def keep(paths: Sequence[Path], report: Mapping[str, Any], *, now: datetime) -> None:
    """Put aside those of the files just brought that held a table; the others go with their folder."""
    sweep(now)
    for number, path in enumerate(paths):
        if path.is_file() and any(_of(path, file["path"]) for file in report["files"] if _table(file)):
            place = _folder() / report["batch"] / str(number)
            place.mkdir(parents=True, mode=0o700, exist_ok=True)
            shutil.move(path, place / path.name)


def find(batch: str, shown: str, *, now: datetime) -> Path | None:
    """Find the file that was brought in a batch and held the table of this name; None when it is gone."""
    sweep(now)
    place = _folder() / batch
    if not batch.isalnum() or not place.is_dir():  # an id is letters and digits: it leads nowhere else
        return None
    kept = sorted(file for file in place.glob("*/*") if file.is_file())
    return next((file for file in kept if _of(file, shown)), None)


def sweep(now: datetime) -> None:
    """Remove what has waited for a day."""
    top = _folder()
    old = now.timestamp() - DAY
    for place in top.iterdir() if top.is_dir() else ():
        with contextlib.suppress(OSError):
            if place.stat().st_mtime < old:
                shutil.rmtree(place)


def _folder() -> Path:
    return options.current().data / "waiting"


def _table(file: Mapping[str, Any]) -> bool:
    return bool(file["source"] == "table")


def _of(path: Path, shown: str) -> bool:
    """Tell whether a name in a report is this file, or a member of it."""
    return shown == path.name or shown.startswith(f"{path.name}/")
