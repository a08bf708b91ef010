"""Uploads: files of the browser kept under names of our own choosing until they are read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from amity import options

_LONGEST_NAME = 150


def folder() -> Path:
    """Make a folder for the files of one run, its owner's alone."""
    incoming = options.current().data / "incoming"
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Path(tempfile.mkdtemp(prefix="bring-", dir=incoming))


def keep(files: Iterable[UploadedFile[bytes]], folder: Path) -> list[Path]:
    """Keep uploads under their own names, each in a folder of its own, so that two of one name both stand."""
    kept: list[Path] = []
    for number, file in enumerate(files):
        place = folder / str(number)
        place.mkdir()
        path = place / named(file.name or "", number)
        _move(file, path)
        kept.append(path)
    return kept


def named(name: str, number: int) -> str:
    """Keep a file's own last name: no folder, no control character, short enough for any disk."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(char for char in last if char.isprintable()).strip(". ")
    while len(clean.encode()) > _LONGEST_NAME:
        clean = clean[1:]
    return clean or f"file-{number}"


def _move(file: UploadedFile[bytes], path: Path) -> None:
    if isinstance(file, TemporaryUploadedFile):
        shutil.move(file.temporary_file_path(), path)
        return
    with path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
