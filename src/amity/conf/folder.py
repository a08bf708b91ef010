"""The data folder and what lies in it: nobody's but the owner's, as far as the system knows such a thing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from amity import options


def close() -> None:
    """Let everything this program makes from now on be its owner's alone."""
    if os.name == "posix":
        os.umask(0o077)


def private(folder: Path) -> Path:
    """Make a folder if there is none, and close it to others; `options.Unusable` if it cannot be used."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        why = (
            "it is no folder"
            if isinstance(error, FileExistsError)
            else (error.strerror or "no reason").lower()
        )
        told = "Name another with AMITY_DATA or --data."
        raise options.Unusable(f"The data folder {folder} cannot be used: {why}. {told}") from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise options.Unusable(
            f"The data folder {folder} cannot be written to. Change its permissions, or name another with "
            "AMITY_DATA or --data."
        )
    _close(folder)
    return folder


def own(database: Path) -> None:
    """Close a database and its side files to others where they are ours; never fails."""
    for end in ("", "-wal", "-shm", "-journal"):
        _close(database.with_name(database.name + end))


def _close(place: Path) -> None:
    """Close what is ours to others; a folder that everybody shares (`/tmp`) stays as it is."""
    if os.name != "posix":
        return
    try:
        found = place.stat()
        if found.st_uid == os.geteuid() and found.st_mode & 0o077 and not found.st_mode & stat.S_ISVTX:
            place.chmod(stat.S_IMODE(found.st_mode) & 0o700)
    except OSError:  # not there, or not ours to close; `amity doctor` says so
        return
