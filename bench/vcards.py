"""How fast address books are read: our reader beside vobject, on the same bytes in the same run.

Both yield every card of a file as a list of its properties. The last column shows the whole way in: claims,
normalized addresses and keys, which vobject does not make. Seconds are those of one processor.
"""

from __future__ import annotations

import io
import logging
import os
import re
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import vobject

from amity.core.findings import PersonSeen, Problem, Settings
from amity.formats import cards
from amity.sources import vcard

MADE = 25_000
_ROUNDS = 20
"""How often the small public files are read, so that there is something to measure."""
_BEGIN = re.compile(rb"^(?:\xef\xbb\xbf)?BEGIN:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{n:08}-made\r\nN:Müller{n};Ada;;Dr.;\r\nFN:Dr. Ada Müller{n}\r\n"
    "ORG:Lantern Labs\\, Inc.;Optics\r\nTITLE:Engineer\r\n"
    "EMAIL;TYPE=INTERNET;TYPE=WORK:ada{n}@lantern.example\r\n"
    "TEL;TYPE=CELL,VOICE:+1 415 555 {p:04}\r\nitem1.URL:https://www.linkedin.com/in/ada{n}/\r\n"
    "item1.X-ABLabel:_$!<HomePage>!$_\r\nADR;TYPE=HOME:;;{n} Harbor Road;Bristol;;BS1 4QA;United Kingdom\r\n"
    "NOTE:Met at the optics fair\\, where we talked about telescopes and the people\r\n  who build them.\r\n"
    "CATEGORIES:Optics,Mentors\r\nREV:2024-05-17T09:30:00Z\r\nEND:VCARD\r\n"
)


class Row(NamedTuple):
    """One input: the cards in it, cards found and seconds by each, seconds of the whole way in."""

    name: str
    cards: int
    ours: tuple[int, float]
    theirs: tuple[int, float]
    whole: float

    @property
    def ratio(self) -> float:
        """How many times as many cards per second ours finds."""
        return (self.ours[0] / self.ours[1]) / max(self.theirs[0] / self.theirs[1], 1e-9)


def run(shared: Path | None = None) -> list[Row]:
    """Measure the made file, and the public ones under `shared` if they are there."""
    logging.getLogger("vobject.base").setLevel(logging.CRITICAL)
    rows = [_row(f"{MADE:,} made cards", [made(MADE)])]
    if shared is not None:
        paths = (path for path in sorted((shared / "corpora" / "vcard").rglob("*")) if path.is_file())
        files = [content for content in (path.read_bytes() for path in paths) if _count(content)]
        rows.append(_row(f"the public files, {_ROUNDS} times", files * _ROUNDS))
    return rows


def made(count: int) -> bytes:
    """Write an address book of typical cards."""
    return "".join(_CARD.format(n=number, p=number % 10_000) for number in range(count)).encode()


def table(rows: Iterable[Row]) -> str:
    """Write the rows as a table."""
    names = ("input", "cards", "found", "vobject", "cards/s", "vobject", "ratio", "whole/s")
    head = "{:<30}{:>8}{:>8}{:>9}{:>10}{:>9}{:>8}{:>10}".format(*names)
    lines = [
        f"{row.name:<30}{row.cards:>8}{row.ours[0]:>8}{row.theirs[0]:>9}{row.ours[0] / row.ours[1]:>10.0f}"
        f"{row.theirs[0] / row.theirs[1]:>9.0f}{row.ratio:>8.1f}{row.cards / row.whole:>10.0f}"
        for row in rows
    ]
    return "\n".join([head, *lines])


def _row(name: str, files: list[bytes]) -> Row:
    count = sum(_count(content) for content in files)
    whole = _timed(_findings, files)[1]
    return Row(name, count, _timed(_ours, files), _timed(_theirs, files), whole)


def _count(content: bytes) -> int:
    return len(_BEGIN.findall(content.replace(b"\r", b"\n")))


def _timed(read: Callable[[bytes], int], files: list[bytes]) -> tuple[int, float]:
    began = time.process_time()
    found = sum(read(content) for content in files)
    return found, time.process_time() - began


def _ours(content: bytes) -> int:
    return sum(1 if isinstance(one, Problem) else 1 + one.nested for one in cards.cards(io.BytesIO(content)))


def _theirs(content: bytes) -> int:
    """Read with vobject as its users do: a file that it refuses gives the cards before the fault."""
    count = 0
    try:
        for one in vobject.readComponents(content.decode("utf-8", "replace"), ignoreUnreadable=True):
            count += one.name == "VCARD"
    except Exception:  # noqa: BLE001 - it raises many kinds; what it found until then counts
        return count
    return count


def _findings(content: bytes) -> int:
    settings = Settings(today=date(2026, 1, 1), region="US")
    return sum(isinstance(one, PersonSeen) for one in vcard.pull(io.BytesIO(content), settings))


if __name__ == "__main__":
    told = os.environ.get("AMITY_SHARED")
    print(table(run(Path(told) if told else None)))
