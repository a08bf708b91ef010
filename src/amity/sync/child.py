"""The child's keeper: starts the reader, takes its lines, and goes on with the next file when it dies."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

from amity.core.errors import Trouble
from amity.core.findings import Finding, Settings
from amity.sources import wire

AHEAD = 1 << 20
"""Bytes the reader may be ahead, where the system lets a pipe be so large: it reads on while we keep."""
LONGEST = 64 << 20
"""Bytes of a line: a reader that was talked into something could speak one without an end."""
SILENCE = 120.0
"""Seconds without a word after which the reader is taken for stuck and ended."""
_LOOK = 0.5
"""Seconds between two looks at whether somebody wants it to end."""
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


Event = FileBegun | FileEnded | Position | Finding


@dataclass(slots=True)
class Start:
    """Where reading begins, or goes on: at file `first` of the order, `skip` files and members behind it.

    `begun` is the file that was open there, `passed` how many of its findings are known behind `mark`.
    """

    first: int = 0
    skip: int = 0
    begun: FileBegun | None = None
    passed: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who else wants to know: `keep` is given every line that stands for an event, `stop` asked to end."""

    keep: Callable[[bytes], None] = lambda _: None
    stop: Callable[[], bool] = lambda: False


def read(
    files: Sequence[tuple[Path, str]], settings: Settings, *, start: Start | None = None,
    watch: Watch | None = None,
) -> Iterator[Event]:  # fmt: skip
    """Yield what reader processes say of `files` (path, name to show), each file begun and ended once.

    With `start` it goes on where an earlier reading ended: the file that was open is not begun again.
    """
    start, watch = start or Start(), watch or Watch()
    while True:
        open_file = start.begun is not None
        with _Reader(files[start.first :], start, settings, watch) as reader:
            for event, number, line in reader.events():
                if isinstance(event, FileBegun):
                    if start.begun is not None and number == start.skip:
                        _same(start.begun, event)
                        continue
                    open_file, start.skip = True, number
                elif isinstance(event, FileEnded):
                    open_file, start = False, Start(start.first, number + 1)
                watch.keep(line)
                yield event
            died = reader.wait()
        if (died == 0 and not open_file) or watch.stop():
            return
        if reader.opened is None:
            raise Trouble("no-reader", f"The program that reads files cannot start here (exit {died}).")
        if open_file:
            watch.keep(line_of("end", start.skip, "killed", _epitaph(died)))
            yield FileEnded("killed", _epitaph(died))
            start = Start(start.first, start.skip + 1)
            continue
        # It died between the members of an archive, or before it could say what the file is: go on behind it.
        shown = files[start.first + reader.opened][1]
        start = Start(start.first + reader.opened + 1)
        watch.keep(line_of("from", start.first))
        yield from _unread(shown, _epitaph(died), watch)


def _same(before: FileBegun, now: FileBegun) -> None:
    """Make sure that a file is still what it was; it is read on, so it must be."""
    if (before.path, before.source) != (now.path, now.source):
        raise Trouble(
            "changed",
            f"{before.path} has changed since its import was interrupted; bring it anew.",
            again=True,
        )


def _unread(shown: str, reason: str, watch: Watch) -> Iterator[Event]:
    watch.keep(line_of("file", -1, shown, None, reason, 0))
    yield FileBegun(shown, None, reason, 0)
    watch.keep(line_of("end", -1, "ok", ""))
    yield FileEnded("ok", "")


def line_of(*words: object) -> bytes:
    """Write what the reader did not say itself in the form of its lines."""
    return json.dumps(words).encode() + b"\n"


def event_of(words: list[Any]) -> Event:
    """Read one decoded line of the reader as the event it stands for."""
    if words[0] == "file":
        return FileBegun(*words[2:])
    if words[0] == "end":
        return FileEnded(*words[2:])
    return Position(words[1]) if words[0] == "at" else wire.read(words)


def columns(path: Path, shown: str, settings: Settings, *, wanted: str) -> dict[str, Any] | None:
    """Ask a reader for the columns of one table: the file itself, or the member of it that is `wanted`."""
    with _Reader([(path, shown)], Start(), settings, Watch(), columns=wanted) as reader:
        list(reader.events())
        return reader.columns


def words_of(line: bytes) -> list[Any] | None:
    """Decode one line of the reader; None for one that was cut off."""
    if not line.endswith(b"\n"):
        return None
    try:
        words = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return words if isinstance(words, list) and words else None


def _lines(pipe: IO[bytes] | None) -> Iterator[bytes]:
    """Yield lines of at most `LONGEST` bytes; a longer one comes in pieces, of which none is a whole line."""
    return iter(lambda: pipe.readline(LONGEST) if pipe else b"", b"")


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
        self,
        files: Sequence[tuple[Path, str]],
        start: Start,
        settings: Settings,
        watch: Watch,
        *,
        columns: str | None = None,
    ) -> None:
        self.opened: int | None = None
        self.columns: dict[str, Any] | None = None
        self._stop = watch.stop
        home = str(Path(__file__).parents[2])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "amity.sources.reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_surroundings(home),
            close_fds=True,
            start_new_session=True,  # Ctrl-C is ours to answer: a reader that is let go ends by itself
        )
        _widen(self._process.stdout)
        order = {
            "files": [[str(path), shown] for path, shown in files],
            "skip": start.skip,
            "since": start.mark,
            "passed": start.passed,
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

    def events(self) -> Iterator[tuple[Event, int, bytes]]:
        """Yield what the reader says, with the number of its file and the line, up to its last whole line."""
        number = 0
        for line in _lines(self._process.stdout):
            self._waiting = None
            words = words_of(line)
            if words is None:  # the line it died in; nothing can be trusted behind it
                self._process.kill()
                return
            if words[0] == "open":
                self.opened = words[1]
            elif words[0] == "columns":
                self.columns = words[1]
            else:
                if words[0] in {"file", "end"}:
                    number = words[1]
                yield event_of(words), number, line
            self._waiting = time.monotonic()

    def _watch(self) -> None:
        """End a reader that has kept us waiting for a word for `SILENCE`, or that nobody wants any more."""
        while not self._over.wait(min(_LOOK, SILENCE / 20)):
            waiting = self._waiting
            silent = waiting is not None and time.monotonic() - waiting > SILENCE
            if silent or self._stop():
                self._process.kill()
                return
