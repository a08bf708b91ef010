"""Ties counted anew at paces newly learned: `recount`, and the process that does it while the pages run."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import click

from amity import options
from amity.cli import answer, start

LOOK = 20.0
"""Seconds between two looks whether any are left."""
SELDOM = 3600.0
"""Seconds between two looks at most, where counting failed."""
KIND = 10
"""How far the process that counts steps back behind everything else (`nice`)."""


@click.command("recount")
def recount_command() -> None:
    """Count anew, at the paces learned last, all ties that are left."""
    owner = start.book()
    from amity.book import recount  # noqa: PLC0415

    left = recount.left(owner)
    while recount.go_on(owner):
        pass
    told = f"{left:,} ties were looked at." if left else "Every tie is counted at the paces learned last."
    answer.give({"looked_at": left}, [told])


@contextlib.contextmanager
def attending() -> Iterator[None]:
    """While the pages run, look now and then whether ties are left, and let a process of its own count them.

    A thread would do it in their stead: while Python counts for one, it answers nobody.
    """
    over = threading.Event()
    threading.Thread(target=_attend, args=(over,), daemon=True, name="recount").start()
    try:
        yield
    finally:
        over.set()


def _attend(over: threading.Event) -> None:
    wait = LOOK
    while not over.wait(wait):
        if _left():
            # Where no process can be started, or it failed, the next look comes later and later.
            wait = LOOK if count(over) == 0 else min(2 * wait, SELDOM)


def _left() -> bool:
    from django.db import Error, connection  # noqa: PLC0415 - only a running server asks

    from amity.book import access, recount  # noqa: PLC0415

    try:
        return recount.waits(access.owner())
    except Error:  # busy with something longer; asked again soon
        return False
    finally:
        connection.close()


def count(over: threading.Event) -> int | None:
    """Run `recount` on this book in a process of its own that steps back, and give how it ended.

    It ends with the pages, when they are `over`; None where it could not be started.
    """
    told = options.current()
    day = [] if told.today is None else ["--today", told.today.isoformat()]
    words = [sys.executable, "-m", "amity.cli", "--data", str(told.data), *day, "recount"]
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603 - our own program
    except OSError:  # no room for a process now
        return None
    with process:
        if os.name == "posix":
            os.setpriority(os.PRIO_PROCESS, process.pid, KIND)
        while process.poll() is None:
            if over.wait(1.0):
                process.terminate()
                break
        return process.wait()
