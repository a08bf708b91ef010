"""The child's keeper: starts the reader, takes its lines, and goes on with the next file when it dies."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

from amity.core.errors import Trouble
from amity.core.findings import Finding, Settings
from amity.sources import wire

AHEAD = 1 << 20
"""Bytes the reader may be ahead, where the system lets a pipe be so large: it reads on while we keep."""
SILENCE = 120.0
"""Seconds without a word after which the reader is taken for stuck and ended."""
_SIGNALS = {24: "took too long to read", 9: "was stopped while it was read", 6: "broke the reader"}


@dataclass(frozen=True, slots=True)
class FileBegun:
    """The reader has opened a file or a member of an archive; `source` is None when nobody knows it."""

    path: str
    source: str | None
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class FileEnded:
    """The reader is through with the file begun last; any `code` but "ok": nothing of it is kept."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Position:
    """Bytes of the present file read so far."""

    bytes: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns and first rows of the table that was asked for, as the reader told them."""

    told: dict[str, Any] | None


Event = FileBegun | FileEnded | Position | Finding


def read(files: Sequence[tuple[Path, str]], settings: Settings) -> Iterator[Event]:
    """Yield what reader processes say of `files` (path, name to show), each file begun and ended once."""
    done, left = 0, list(files)
    while True:
        open_file = False
        with _Reader(left, done, settings) as reader:
            for event, number in reader.events():
                if isinstance(event, FileBegun):
                    open_file, done = True, number
                elif isinstance(event, FileEnded):
                    open_file, done = False, number + 1
                if not isinstance(event, Columns):
                    yield event
            died = reader.wait()
        if died == 0 and not open_file:
            return
        if reader.opened is None:
            raise Trouble("no-reader", f"The program that reads files cannot start here (exit {died}).")
        if open_file:
            yield FileEnded("killed", _epitaph(died))
            done += 1
            continue
        # It died between the members of an archive, or before it could say what the file is: go on behind it.
        yield FileBegun(left[reader.opened][1], None, _epitaph(died), 0)
        yield FileEnded("ok", "")
        done, left = 0, left[reader.opened + 1 :]


def columns(path: Path, shown: str, settings: Settings, *, wanted: str) -> dict[str, Any] | None:
    """Ask a reader for the columns of one table: the file itself, or the member of it that is `wanted`."""
    with _Reader([(path, shown)], 0, settings, wanted) as reader:
        told = (event.told for event, _ in reader.events() if isinstance(event, Columns))
        return next(told, None)


def _words(line: bytes) -> list[Any] | None:
    """Decode one line of the reader; None for one that was cut off."""
    if not line.endswith(b"\n"):
        return None
    try:
        words = json.loads(line)
    except ValueError:
        return None
    return words if isinstance(words, list) and words else None


def _surroundings(home: str) -> dict[str, str]:
    """Give the reader no more of our environment than it needs to start; Windows needs its own folder."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {"PYTHONPATH": home, "PYTHONDONTWRITEBYTECODE": "1", **kept}


def _epitaph(code: int) -> str:
    how = _SIGNALS.get(-code, "could not be read: the reader gave up on it")
    return f"This file {how}; nothing of it is kept."


def _widen(pipe: IO[bytes] | None) -> None:
    """Let the reader go on while the parent keeps; a system that does not allow it is only slower."""
    if pipe is not None and sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not on Windows

        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, AHEAD)


class _Reader:
    """One child process."""

    def __init__(
        self, files: Sequence[tuple[Path, str]], skip: int, settings: Settings, columns: str | None = None
    ) -> None:
        self.opened: int | None = None
        home = str(Path(__file__).parents[2])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "amity.sources.reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_surroundings(home),
            close_fds=True,
        )
        _widen(self._process.stdout)
        order = {
            "files": [[str(path), shown] for path, shown in files],
            "skip": skip,
            "settings": wire.settings_out(settings),
            **({} if columns is None else {"columns": columns}),
        }
        self._waiting: float | None = time.monotonic()
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True, name="reader-watch").start()
        self._feed(json.dumps(order).encode())

    def _feed(self, order: bytes) -> None:
        pipe = self._process.stdin
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):  # it died at once: `read` sees that it opened nothing
                pipe.write(order)
            with contextlib.suppress(BrokenPipeError):
                pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def wait(self) -> int:
        return self._process.wait()

    def events(self) -> Iterator[tuple[Event | Columns, int]]:
        """Yield what the reader says, with the number of its file, up to its last whole line."""
        number = 0
        for line in self._process.stdout or ():
            self._waiting = None
            words = _words(line)
            if words is None:  # the line it died in; nothing can be trusted behind it
                self._process.kill()
                return
            if words[0] == "open":
                self.opened = words[1]
            elif words[0] == "file":
                number = words[1]
                yield FileBegun(*words[2:]), number
            elif words[0] == "end":
                yield FileEnded(*words[2:]), words[1]
            elif words[0] == "columns":
                yield Columns(words[1]), number
            elif words[0] == "at":
                yield Position(words[1]), number
            else:
                yield wire.read(words), number
            self._waiting = time.monotonic()

    def _watch(self) -> None:
        """End a reader that has kept us waiting for a word for `SILENCE`."""
        while not self._over.wait(SILENCE / 20):
            waiting = self._waiting
            if waiting is not None and time.monotonic() - waiting > SILENCE:
                self._process.kill()
                return
