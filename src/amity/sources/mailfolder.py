"""Mail folders with one file for each mail (maildir, exported .eml, Apple's .emlx), read as one file of many.

Ten thousand mails would else be ten thousand lines of the report, each with its own transaction. Who the
owner is follows from all sent mails of the folder together, as in an mbox.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from amity.core.findings import Bookmark, Claim, Finding, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.sources import HEAD, SOURCES, leftovers

MANY = 50
"""Files .eml or .emlx in one folder that are told together; fewer are told one by one."""
EACH = 1_000
"""Bytes that opening one more file is worth, when time is granted by size."""
_MAILDIR = re.compile(r"(?:^|[/\\])(?:cur|new)[/\\]\d{6,20}\.[^/\\]{1,300}$")
_SINGLE = re.compile(r"\.emlx?$", re.IGNORECASE)
_OWN_SHARE = 0.2
"""Share of the sent mails an address must have written to be the owner's."""
_LAST = re.compile(r"[/\\]")

File = tuple[str, str]
"""Where a file lies, and the name to show."""


def groups(files: Sequence[File]) -> Iterator[tuple[int, list[File]]]:
    """Yield the files in their order, mails of one folder together, each time with the place of the last."""
    place = -1
    for folder, group in groupby(files, lambda file: _folder(file[1])):
        several = list(group)
        least = 2 if folder and _MAILDIR.search(several[0][1]) else MANY
        for part in [several] if folder and len(several) >= least else [[one] for one in several]:
            place += len(part)
            yield place, part


def named(several: Sequence[File]) -> str:
    """Give the name of the folder to show."""
    return _parted(several[0][1])[0]


def size(several: Sequence[File]) -> int:
    """Count the bytes of all files that can be looked at."""
    total = 0
    for path, _ in several:
        with suppress(OSError):
            total += Path(path).stat().st_size
    return total


def _folder(shown: str) -> str:
    """Name the folder of a file that is one mail by its name; nothing for other files."""
    single = _MAILDIR.search(shown) or (_SINGLE.search(shown) and not leftovers.declines(shown))
    return _parted(shown)[0] if single else ""


def _parted(shown: str) -> tuple[str, str]:
    cut = max((found.end() for found in _LAST.finditer(shown)), default=0)
    return shown[: max(cut - 1, 0)], shown[cut:]


class Mails:
    """The mails of one folder: iterate over what they say, and ask how many bytes were read."""

    def __init__(self, several: Sequence[File], settings: Settings) -> None:
        """Take the files and the owner's settings."""
        self._several, self._settings = several, settings
        self._read = 0
        self._senders: Counter[Handle] = Counter()

    def tell(self) -> int:
        """Give the bytes of all files read so far."""
        return self._read

    def __iter__(self) -> Iterator[Finding]:
        """Yield a finding for every mail, and at the end who the owner is if these are sent mails."""
        for path, shown in self._several:
            yield from self._mail(Path(path), shown)
        least = _OWN_SHARE * self._senders.total()
        own = tuple(handle for handle, count in self._senders.most_common() if count >= least)
        if own:
            claims = tuple(Claim(handle.kind, handle.written) for handle in own)
            yield PersonSeen("me", "sent mail", claims, own, about_owner=True)

    def _mail(self, path: Path, shown: str) -> Iterator[Finding]:
        place = _parted(shown)[1]
        try:
            with path.open("rb") as stream:
                head = stream.read(HEAD)
                if not SOURCES["mail"].recognizes(head, shown):
                    yield Problem(place, "unreadable", "No mail headers could be read here.")
                    return
                stream.seek(0)
                for finding in SOURCES["mail"].pull(stream, replace(self._settings, name=shown)):
                    if isinstance(finding, PersonSeen):
                        self._senders.update(finding.handles)
                    else:
                        yield _placed(finding, place)
                self._read += stream.tell()
        except OSError as error:
            yield Problem(place, "unreadable", f"This file cannot be opened: {error.strerror}.")


def _placed(finding: Finding, place: str) -> Finding:
    """Say in which file a mail lies; an mbox among them may hold several."""
    if isinstance(finding, Bookmark):
        return finding
    return replace(finding, place=place if finding.place == "message 1" else f"{place}, {finding.place}")
