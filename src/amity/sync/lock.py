"""The locks: one import and one upgrade at a time, whoever started it; let go even by a killed process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from amity import options
from amity.core.errors import Trouble

PATIENCE = 600.0
"""Seconds an upgrade waits for another one."""


@contextmanager
def importing() -> Iterator[None]:
    """Hold the import lock of this data folder; Trouble if another process holds it."""
    with (options.current().data / "import.lock").open("w", encoding="ascii") as file:
        if not _take(file):
            raise Trouble("busy", "Another import is running; wait until it is done.", again=True)
        yield


@contextmanager
def upgrading() -> Iterator[None]:
    """Hold the upgrade lock of this data folder, waiting for whoever upgrades it now; then Trouble."""
    with (options.current().data / "upgrade.lock").open("w", encoding="ascii") as file:
        until = time.monotonic() + PATIENCE
        while not _take(file):
            if time.monotonic() > until:
                raise Trouble(
                    "busy", "Another Amity is upgrading this book; wait until it is done.", again=True
                )
            time.sleep(0.05)
        yield


def free() -> bool:
    """Tell whether no import is running anywhere on this data folder."""
    with (options.current().data / "import.lock").open("w", encoding="ascii") as file:
        return _take(file)


def _take(file: IO[str]) -> bool:
    if os.name != "posix":
        import msvcrt  # noqa: PLC0415 - Windows only

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
