"""The reader: a child process that opens files, asks which source knows them, and speaks findings.

It reads one JSON document on standard input — {"files": [[path, shown name]…], "skip": n, "settings": {…}} —
(with "columns": shown name, it only tells the columns of that one table: ["columns", what they are])
and writes lines: ["open", place in files],
["file", n, name, source or null, reason, size], findings (`sources.wire`), ["at", bytes]
and ["end", n, code, reason]. `n` counts files and members of archives; the first `skip` are passed over. To
go on within the next one, "since" is the bookmark it gave last, and "passed" the findings known behind that.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TextIO

from amity.core.errors import Trouble
from amity.core.findings import Finding
from amity.sources import HEAD, SOURCES, archive, jail, leftovers, linkedin, mailfolder, packed, table, wire

_EVERY = 500
_NO_ENTRY: tuple[type[Exception], ...] = (
    *archive.DAMAGE, NotImplementedError, RuntimeError, ValueError, Trouble,
)  # fmt: skip
"""What opening an entry of a zip raises that is damaged, or packed or locked as nobody can read it."""
_UNKNOWN = "Amity does not know this kind of file."
_SUFFIXES = {
    ".mbox": "mail", "/mbox": "mail", ".eml": "mail", ".emlx": "mail",
    ".vcf": "vcard", ".vcard": "vcard",
    ".ics": "calendar",
}  # fmt: skip
"""Whose an empty file is: nothing in it can say."""


class _Placed(Protocol):
    def tell(self) -> int: ...


class Reader:
    """One run over a list of files."""

    def __init__(self, order: dict[str, Any], out: TextIO) -> None:
        """Take the order as read from standard input, and where to speak."""
        self.order, self.out, self.number = order, out, -1

    def run(self) -> None:
        """Read every file of the order."""
        for place, several in mailfolder.groups([(path, shown) for path, shown in self.order["files"]]):
            path, shown = several[0]
            self._say("open", place)
            self.out.flush()
            try:
                if len(several) > 1:
                    self._folder(several)
                else:
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
            if archive.is_zip(head) and not table.recognizes(head, shown):
                jail.allow(size * 20)
                self._archive(stream, shown)
            elif packed.is_packed(head):
                jail.allow(size * 20)
                self._packed(stream, shown, size)
            else:
                jail.allow(size * 20 if archive.is_zip(head) else size)
                self._stream(stream, head, shown, size)

    def _folder(self, several: list[mailfolder.File]) -> None:
        size = mailfolder.size(several)
        jail.allow(size + mailfolder.EACH * len(several))
        if self._begin(mailfolder.named(several), "mail", "", size):
            mails = mailfolder.Mails(several, wire.settings_in(self.order["settings"], name=""))
            self._tell(mails, mails)

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
            with opened.open(entry) as start:
                head = start.read(HEAD)
            capped = _source(head, shown) not in archive.STREAMED
            with meter.open(opened, entry, capped=capped) as stream:
                share = entry.compress_size / (entry.file_size or 1)
                self._stream(stream, head, shown, entry.compress_size, share=share)
        except _NO_ENTRY as error:
            said = error.sentence if isinstance(error, Trouble) else "This entry of the zip is damaged."
            self._announce(shown, None, said)

    def _packed(self, stream: BinaryIO, shown: str, size: int) -> None:
        try:
            for member in packed.members(stream, shown, size):
                self._unpacked(member)
        except Trouble as error:
            self._announce(shown, None, error.sentence)

    def _unpacked(self, member: packed.Member) -> None:
        if member.stream is None:
            self._announce(member.shown, None, member.refused)
            return
        source = _source(member.head, member.name)
        try:
            if source not in archive.STREAMED:
                member.cap(wanted=source is not None)
            self._stream(member.stream, member.head, member.shown, member.size, name=member.name)
        except Trouble as error:
            self._announce(member.shown, None, error.sentence)

    def _stream(
        self, stream: BinaryIO, head: bytes, shown: str, size: int, *, name: str = "", share: float = 1.0
    ) -> None:
        """Read one stream; `share` is what of its bytes the file around it holds, where it is packed."""
        name = name or shown
        source = None if leftovers.unfinished(name) else _source(head, name)
        if "columns" in self.order:
            self._preview(stream, shown, source)
            return
        if source is None:
            self._announce(shown, *_unknown(stream, head, name))
            return
        if not self._begin(shown, source, "", size):
            return
        settings = wire.settings_in(self.order["settings"], name=name, since=self._goes_on()[0])
        self._tell(SOURCES[source].pull(stream, settings), stream, share=share)

    def _goes_on(self) -> tuple[str, int]:
        """Give the bookmark to go on behind and how many findings behind it are known, in this one file."""
        if self.number != self.order["skip"]:
            return "", 0
        return self.order.get("since", ""), self.order.get("passed", 0)

    def _tell(self, findings: Iterable[Finding], stream: _Placed, *, share: float = 1.0) -> None:
        """Speak all that a source says of one file, and how it ended."""
        code, reason = "ok", ""
        passed = self._goes_on()[1]
        try:
            for count, finding in enumerate(findings, 1):
                if count > passed:
                    self.out.write(wire.write(finding) + "\n")
                if count % _EVERY == 0:
                    self._say("at", int(_position(stream) * share))
        except Trouble as error:
            code, reason = error.code, error.sentence
        except MemoryError:
            code, reason = (
                "too-large",
                "Reading this file took more memory than Amity allows; nothing of it is kept.",
            )
        except archive.DAMAGE as error:
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

    def _preview(self, stream: BinaryIO, shown: str, source: str | None) -> None:
        """Tell the columns and first rows of the one table that was asked for, instead of reading it."""
        if source == "table" and shown == self.order["columns"]:
            found = table.preview(stream, wire.settings_in(self.order["settings"], name=shown))
            self._say("columns", found and table.plain(found))
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
    if not head.strip():  # no source knows it, but each would look at every line
        return None
    found = next((word for word, source in SOURCES.items() if source.recognizes(head, name)), None)
    return None if found == "table" and linkedin.declines(name) else found


def _unknown(stream: BinaryIO, head: bytes, name: str) -> tuple[str | None, str]:
    """Give the source of a file that is validly empty; else none, and why it is not read."""
    if head.strip() or any(chunk.strip() for chunk in iter(lambda: stream.read(HEAD), b"")):
        return None, linkedin.declines(name) or leftovers.declines(name) or _UNKNOWN
    source = next((word for end, word in _SUFFIXES.items() if name.lower().endswith(end)), None)
    return source, "" if source else "This file is empty."


def _position(stream: _Placed) -> int:
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


if __name__ == "__main__":
    main()
