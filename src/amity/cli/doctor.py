"""Is all well: `doctor`."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from amity import options
from amity.cli import answer, start

if TYPE_CHECKING:
    from amity.book.access import Owner

_COUNTED = "all are counted at the paces learned last"


@click.command("doctor")
def doctor_command() -> None:
    """Check the installation and the book, a line each."""
    owner = start.book()
    checks = list(_checks(owner))
    lines = (f"{'ok  ' if fine else 'FAIL'}  {name}: {told}" for name, fine, told in checks)
    document = {"checks": [{"name": name, "ok": fine, "told": told} for name, fine, told in checks]}
    answer.give(document, lines)
    if not all(fine for _, fine, _ in checks):
        answer.leave(1)


def _checks(owner: Owner) -> Iterator[tuple[str, bool, str]]:
    from amity.book import recount  # noqa: PLC0415
    from amity.keep import soundness  # noqa: PLC0415

    yield "python", sys.version_info >= (3, 11), platform.python_version()
    told = options.current()
    for name, place in {"data folder": told.data, "database file": told.database}.items():
        if place.exists():
            private = sys.platform == "win32" or not place.stat().st_mode & 0o077
            yield name, private, f"{place}{'' if private else ' can be read by others; close it to them'}"
    left = recount.left(owner)
    yield "ties", True, f"{left:,} are yet to be counted at the paces learned last" if left else _COUNTED
    yield from soundness.checks()
