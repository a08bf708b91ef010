"""The spool: what a reader said, kept beside the book until its import is done, so that it can go on.

A spool is a file of lines: a header that says which files are read and how, then the reader's own lines.
After each kept step a line `["kept", …]` closes what came before it with a checksum; what stands behind the
last of these counts for nothing. It holds only what the book would hold too.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from amity import options
from amity.book import access
from amity.book.access import Owner
from amity.core.errors import Refusal
from amity.core.findings import Bookmark
from amity.sync import child
from amity.sync.child import Event, FileBegun, Start

FORM = 1
"""What spools look like; one of another form is begun anew."""
WEEK = 7 * 24 * 3600
"""Seconds after which what was interrupted is forgotten."""
_TAIL = 4096
_NAME = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class Interrupted:
    """An import that was broken off: its name, whose it is, the files it was to bring, how far it came."""

    name: str
    owner: str
    paths: tuple[Path, ...]
    files: int
    records: int
    at: datetime
    discard: Path | None
    region: str
    anyway: bool

    @property
    def names(self) -> str:
        """Its first files by their names."""
        several = [path.name for path in self.paths]
        return ", ".join(several[:3]) + (f" and {len(several) - 3} more" if len(several) > 3 else "")  # noqa: PLR2004


def folder() -> Path:
    """Give the folder of spools, made at need for its owner alone."""
    place = options.current().data / "imports"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


class Spool:
    """The spool of one import, open for more."""

    def __init__(self, header: Mapping[str, Any]) -> None:
        """Find what an interrupted import of the very same files left, or begin anew."""
        self.place = folder() / f"{_name(header['owner'], *header['paths'])}.lines"
        self.told: dict[str, Any] = dict(header["settings"])
        """How the files are read: a reading that goes on believes the day on which it began."""
        self._file: BinaryIO | None = None
        self._crc, self._known, self._waiting = 0, 0, [line_of(header)]
        self._kept = self.records = self.read = 0
        self.replaying = False
        try:
            self._file = os.fdopen(os.open(self.place, os.O_RDWR | os.O_CREAT | _BINARY, 0o600), "r+b")
            self._take_up(self._file, header)
            self.keep(0)
        except OSError:
            self.drop()

    def _take_up(self, file: BinaryIO, header: Mapping[str, Any]) -> None:
        """Keep what is acknowledged of the same files; anything else is cut off."""
        before = _json(file.readline())
        if isinstance(before, dict) and _timeless(before) == _timeless(header):
            self._known, crc, self.records, self.read = _acknowledged(file)
        if self._known:
            self._crc, self._waiting, self.told = crc, [], before["settings"]
        file.seek(self._known)
        file.truncate()

    @property
    def goes_on(self) -> bool:
        """Whether an interrupted import is taken up."""
        return self._known > 0

    def replay(self, start: Start) -> Iterator[Event]:
        """Yield again what was acknowledged, and leave in `start` where reading goes on."""
        if not self._known:
            return
        self.replaying = True
        with self.place.open("rb") as file:
            at = len(file.readline())
            while at < self._known:
                line = file.readline()
                at += len(line)
                words = json.loads(line)
                if words[0] == "from":
                    start.first, start.skip = words[1], 0
                elif words[0] != "kept":
                    event = child.event_of(words)
                    _follow(start, words, event)
                    yield event
        self.replaying = False

    def add(self, line: bytes) -> None:
        """Take one more line of the reader."""
        self._waiting.append(line)

    def keep(self, records: int) -> None:
        """Write down what was taken so far, safe from a crash; a full disk costs the spool only."""
        text = b"".join(self._waiting)
        self._waiting = []
        if self._file is None or not text:
            return
        self._crc = zlib.crc32(text, self._crc)
        self._kept = records
        try:
            self._file.write(text + line_of(["kept", self._crc, records]))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError:
            self.drop()

    def close(self) -> None:
        """Leave it for another time; one that acknowledged nothing is no use to anybody."""
        if self._file is None:
            return
        if not self._known and not self._kept:
            self.drop()
            return
        with contextlib.suppress(OSError):
            self._file.close()
        self._file = None

    def drop(self) -> None:
        """Remove it: the import is done, or nobody wants it any more."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None
        with contextlib.suppress(OSError):
            self.place.unlink(missing_ok=True)


def _json(line: bytes) -> Any:  # noqa: ANN401 - whatever stands there
    try:
        return json.loads(line)
    except ValueError:
        return None


def _timeless(header: Mapping[str, Any]) -> dict[str, Any]:
    """Give a header without the day on which the reading began."""
    told = header.get("settings")
    return {**header, "settings": {**told, "today": None} if isinstance(told, dict) else None}


_BINARY = getattr(os, "O_BINARY", 0)


def whose(owner: Owner) -> str:
    """Name an owner in a spool, by a word that no other book has."""
    return access.uid(owner, "spool")


def header(
    owner: Owner, paths: Sequence[Path], files: Sequence[tuple[Path, str]], told: Mapping[str, Any], *,
    discard: Path | None, anyway: bool,
) -> dict[str, Any]:  # fmt: skip
    """Say which files an import reads, each with its size and time, how, and into whose book."""
    return {
        "form": FORM,
        "owner": whose(owner),
        "reader": _reader(),
        "paths": [str(path.absolute()) for path in paths],
        "files": [[str(path), shown, *_stamp(path)] for path, shown in files],
        "settings": dict(told),
        "discard": str(discard) if discard else None,
        "anyway": anyway,
    }


def _reader() -> str:
    """Give a digest of everything that reads, so that another version of Amity begins anew."""
    source = Path(__file__).parents[1]
    found = hashlib.blake2b(digest_size=8)
    for room in ("core", "formats", "sources"):
        for path in sorted((source / room).rglob("*.*")):
            if path.suffix in {".py", ".toml", ".csv"}:
                found.update(path.name.encode() + zlib.crc32(path.read_bytes()).to_bytes(4, "big"))
    return found.hexdigest()


def _stamp(path: Path) -> tuple[int, int]:
    try:
        told = path.stat()
    except OSError:
        return 0, 0
    return told.st_size, told.st_mtime_ns


def _name(*told: str) -> str:
    return hashlib.blake2b("\0".join(told).encode(errors="surrogateescape"), digest_size=12).hexdigest()


def line_of(words: object) -> bytes:
    """Write one line."""
    return json.dumps(words, sort_keys=True).encode() + b"\n"


def _acknowledged(file: BinaryIO) -> tuple[int, int, int, int]:
    """Give where the last sound step ends, its checksum, how many records it holds, and of how many bytes."""
    file.seek(0)
    at = end = crc = sum_there = records = read = 0
    sizes, here = 0, 0
    for line in file:
        at += len(line)
        if not line.startswith(b'["kept", '):
            crc = zlib.crc32(line, crc)
            sizes, here = _passed(line, sizes, here)
            continue
        words = _json(line)
        if not line.endswith(b"\n") or not isinstance(words, list) or words[1:2] != [crc]:
            break
        end, sum_there, records, read = at, crc, words[2], sizes + here
    return end, sum_there, records, read


def _passed(line: bytes, before: int, here: int) -> tuple[int, int]:
    """Follow how many bytes are read: of the files before this one, and of this one."""
    if line.startswith(b'["at", '):
        words = _json(line)
        return before, words[1] if isinstance(words, list) and isinstance(words[1], int) else here
    if line.startswith(b'["end", '):
        return before + here, 0
    return before, here


def interrupted(owner: str | None = None) -> list[Interrupted]:
    """List an owner's imports that were broken off and can go on, the latest first; without one, everybody's.

    Ask only while no import runs.
    """
    found = [one for path in folder().glob("*.lines") if (one := _told(path)) is not None]
    mine = [one for one in found if owner is None or one.owner == owner]
    return sorted(mine, key=lambda one: one.at, reverse=True)


def find(owner: str, name: str) -> Interrupted:
    """Find one of an owner's by its name."""
    found = _told(folder() / f"{name}.lines") if _NAME.fullmatch(name) else None
    if found is None or found.owner != owner:
        raise Refusal("not-interrupted", "That import is not waiting any more; bring its files again.")
    return found


def _told(place: Path) -> Interrupted | None:
    try:
        with place.open("rb") as file:
            head = json.loads(file.readline())
            file.seek(max(0, place.stat().st_size - _TAIL))
            kept = re.findall(rb'^\["kept", \d+, (\d+)\]$', file.read(), re.MULTILINE)
        at = datetime.fromtimestamp(place.stat().st_mtime, tz=UTC)
        return Interrupted(
            place.stem, str(head["owner"]), tuple(map(Path, head["paths"])), len(head["files"]),
            int(kept[-1]) if kept else 0, at,
            Path(head["discard"]) if head["discard"] else None, head["settings"]["region"] or "",
            head["anyway"],
        )  # fmt: skip
    except (OSError, ValueError, LookupError, TypeError):
        return None


def forget(one: Interrupted) -> None:
    """Forget an interrupted import, with the uploads it kept; nothing outside of the data folder goes."""
    if one.discard is not None and options.current().data in one.discard.parents:
        shutil.rmtree(one.discard, ignore_errors=True)
    with contextlib.suppress(OSError):
        (folder() / f"{one.name}.lines").unlink(missing_ok=True)


def sweep(now: datetime) -> None:
    """Remove spools older than a week or unreadable, with their uploads; ask only while no import runs."""
    for place in folder().glob("*.lines"):
        one = _told(place)
        if one is None:
            place.unlink(missing_ok=True)
        elif (now - one.at).total_seconds() > WEEK:
            forget(one)


def _follow(start: Start, words: list[Any], event: Event) -> None:
    """Move the place where reading goes on behind one event."""
    if isinstance(event, FileBegun):
        start.begun, start.skip, start.passed, start.mark = event, max(words[1], 0), 0, ""
    elif isinstance(event, child.FileEnded):
        start.begun, start.skip, start.passed, start.mark = None, words[1] + 1, 0, ""
    elif isinstance(event, Bookmark):
        start.passed, start.mark = 0, event.mark
    elif not isinstance(event, child.Position):
        start.passed += 1
