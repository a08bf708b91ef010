"""The reader: a child process that opens files, asks which source knows them, and speaks findings.

It reads one JSON document on standard input — {"files": [[path, shown name]…], "skip": n, "settings": {…}} —
and writes lines: ["open", place in files],
["file", n, name, source or null, reason, size], findings (`sources.wire`), ["at", bytes]
and ["end", n, code, reason]. `n` counts files and members of archives; the first `skip` are passed over.
"""

from __future__ import annotations

import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from amity.core.errors import Trouble
from amity.sources import HEAD, SOURCES, archive, jail, linkedin, wire

_EVERY = 500
_UNKNOWN = "Amity does not know this kind of file."
_SUFFIXES = {
    ".mbox": "mail", "/mbox": "mail", ".eml": "mail", ".emlx": "mail",
    ".vcf": "vcard", ".vcard": "vcard",
    ".ics": "calendar",
}  # fmt: skip
"""Whose an empty file is: nothing in it can say."""


class Reader:
    """One run over a list of files."""

    def __init__(self, order: dict[str, Any], out: TextIO) -> None:
        """Take the order as read from standard input, and where to speak."""
        self.order, self.out, self.number = order, out, -1

    def run(self) -> None:
        """Read every file of the order."""
        for place, (path, shown) in enumerate(self.order["files"]):
            self._say("open", place)
            self.out.flush()
            try:
                self._file(Path(path), shown)
            except OSError as error:
                self._announce(shown, None, f"This file cannot be opened: {error.strerror}.")
            except (MemoryError, RecursionError):
                self._announce(shown, None, "Opening this file took more memory than Amity allows.")
        self.out.flush()

    def _file(self, path: Path, shown: str) -> None:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(HEAD)
            stream.seek(0)
            if archive.is_zip(head):
                jail.allow(size * 20)
                self._archive(stream, shown)
            else:
                jail.allow(size)
                self._stream(stream, head, shown, size)

    def _archive(self, stream: BinaryIO, shown: str) -> None:
        meter = archive.Meter()
        try:
            with zipfile.ZipFile(stream) as opened:
                entry = None
                for entry, refused in archive.members(opened):
                    self._member(opened, entry, refused, f"{shown}/{entry.filename}", meter)
                if entry is None:
                    self._announce(shown, None, "There is no file in this zip.")
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, Trouble) as error:
            said = error.sentence if isinstance(error, Trouble) else "This zip is damaged and cannot be read."
            self._announce(shown, None, said)

    def _member(
        self, opened: zipfile.ZipFile, entry: zipfile.ZipInfo, refused: str, shown: str, meter: archive.Meter
    ) -> None:
        if refused:
            self._announce(shown, None, refused)
            return
        try:
            with meter.open(opened, entry, capped=True) as stream:
                head = stream.read(HEAD)
            capped = _source(head, shown) != "mail"
            with meter.open(opened, entry, capped=capped) as stream:
                self._stream(stream, head, shown, entry.file_size)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            EOFError,
            ValueError,
            zlib.error,
            Trouble,
        ) as error:
            said = error.sentence if isinstance(error, Trouble) else "This entry of the zip is damaged."
            self._announce(shown, None, said)

    def _stream(self, stream: BinaryIO, head: bytes, shown: str, size: int) -> None:
        source = _source(head, shown)
        if source is None:
            self._announce(shown, *_unknown(stream, head, shown))
            return
        if not self._begin(shown, source, "", size):
            return
        settings = wire.settings_in(self.order["settings"], name=shown)
        code, reason = "ok", ""
        try:
            for count, finding in enumerate(SOURCES[source].pull(stream, settings), 1):
                self.out.write(wire.write(finding) + "\n")
                if count % _EVERY == 0:
                    self._say("at", _position(stream))
        except Trouble as error:
            code, reason = error.code, error.sentence
        except MemoryError:
            code, reason = (
                "too-large",
                "Reading this file took more memory than Amity allows; nothing of it is kept.",
            )
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            code, reason = (
                "damaged",
                f"This file is damaged and could not be read to its end ({type(error).__name__}).",
            )
        except Exception as error:  # noqa: BLE001 - a parser's fault becomes a sentence, never a traceback
            code, reason = (
                "unreadable",
                f"Amity failed on this file ({type(error).__name__}); nothing of it is kept.",
            )
        self._say("end", self.number, code, reason)
        self.out.flush()

    def _begin(self, shown: str, source: str | None, reason: str, size: int) -> bool:
        self.number += 1
        if self.number < self.order["skip"]:
            return False
        self._say("file", self.number, shown, source, reason, size)
        self.out.flush()
        return True

    def _announce(self, shown: str, source: str | None, reason: str) -> None:
        if self._begin(shown, source, reason, 0):
            self._say("end", self.number, "ok", "")

    def _say(self, *words: object) -> None:
        self.out.write(json.dumps(words) + "\n")


def _source(head: bytes, name: str) -> str | None:
    return next((word for word, source in SOURCES.items() if source.recognizes(head, name)), None)


def _unknown(stream: BinaryIO, head: bytes, name: str) -> tuple[str | None, str]:
    """Give the source of a file that is validly empty; else none, and why it is not read."""
    if head.strip() or any(chunk.strip() for chunk in iter(lambda: stream.read(HEAD), b"")):
        return None, linkedin.declines(name) or _UNKNOWN
    source = next((word for end, word in _SUFFIXES.items() if name.lower().endswith(end)), None)
    return source, "" if source else "This file is empty."


def _position(stream: BinaryIO) -> int:
    try:
        return stream.tell()
    except (OSError, ValueError):
        return 0


def main() -> None:
    """Run as the child process."""
    order = json.load(sys.stdin)
    out = open(sys.stdout.fileno(), "w", encoding="ascii", buffering=1 << 16, closefd=False)  # noqa: SIM115
    jail.enter()
    Reader(order, out).run()


def lines(out: BinaryIO) -> Iterator[list[Any]]:
    """Read the child's lines in the parent."""
    for line in out:
        yield json.loads(line)


if __name__ == "__main__":
    main()
