"""Archives: a zip read by its index, never unpacked to names, with limits on what truly comes out."""

from __future__ import annotations

import importlib
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from amity.core.errors import Trouble

MAX_ENTRIES = 10_000
MAX_BYTES = 200 * 1024 * 1024
"""Decompressed bytes of one archive, counted as they come; `STREAMED` sources go without this limit."""
MAX_RATIO = 200
SLACK = 1024 * 1024
"""Bytes a member may give before its ratio is judged."""
STREAMED = frozenset({"mail", "sms"})
"""Sources that read files of any size, so that only the ratio bounds them."""


def _packing_faults() -> tuple[type[Exception], ...]:
    """Name the faults of LZMA, which not every Python has."""
    try:
        return (importlib.import_module("lzma").LZMAError,)
    except ImportError:
        return ()


DAMAGE: tuple[type[Exception], ...] = (zipfile.BadZipFile, EOFError, OSError, zlib.error, *_packing_faults())
"""What reading a packed file that is damaged raises, whichever way it is packed."""
NESTED = "An archive inside an archive is not read; unpack it first."
NO_FILE = "This entry is a link or device, not a file."
_ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar")


def is_zip(head: bytes) -> bool:
    """Tell a zip by its first bytes."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Yield each file with a reason not to read it, or an empty one; Trouble if there are too many."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Trouble(
            "too-many-entries", f"This zip has {len(entries)} entries; Amity reads up to {MAX_ENTRIES}."
        )
    taken = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        overlaps = entry.header_offset < taken
        taken = max(taken, entry.header_offset + entry.compress_size)
        if not entry.filename.endswith("/"):  # `is_dir` fails on an entry without a name
            yield entry, "Two entries of this zip lie over each other." if overlaps else _refused(entry)


def hold_together(archive: zipfile.ZipFile) -> None:
    """Raise Trouble unless all of an archive may be read at once: no entry refused, no bomb, not too large.

    Python gives of no entry more bytes than the index says of it, so the index may be believed here.
    """
    total = 0
    for entry, refused in members(archive):
        total += entry.file_size
        if refused:
            raise Trouble("damaged", refused)
        if entry.file_size > SLACK and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Trouble("bomb", f"A part of it grows to more than {MAX_RATIO} times its size.")
    if total > MAX_BYTES:
        raise Trouble("too-large", f"It holds more than {MAX_BYTES >> 20} MB.")


def _refused(entry: zipfile.ZipInfo) -> str:
    kind = entry.external_attr >> 16
    if kind and stat.S_IFMT(kind) not in {0, stat.S_IFREG}:
        return NO_FILE
    if entry.flag_bits & 0x1:
        return "This entry is locked with a password."
    return NESTED if is_nested(entry.filename) else ""


def is_nested(name: str) -> bool:
    """Tell by its name whether an entry is an archive or compressed itself."""
    return name.lower().endswith(_ARCHIVES)


def judge(given: int, compressed: int) -> None:
    """Raise Trouble where much more came out than went in."""
    if given > SLACK and given > MAX_RATIO * max(compressed, 1):
        raise Trouble("bomb", f"This entry grows to more than {MAX_RATIO} times its size; it is not read.")


class Meter:
    """How many decompressed bytes one archive may still give."""

    def __init__(self) -> None:
        """Start with the whole allowance."""
        self.left = MAX_BYTES

    def take(self, size: int) -> None:
        """Count bytes that came out; Trouble when it was too many."""
        self.left -= size
        if self.left < 0:
            raise Trouble(
                "too-large", f"This archive holds more than {MAX_BYTES >> 20} MB besides mail and messages."
            )

    def open(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, capped: bool) -> BinaryIO:
        """Open one member as a buffered stream that stops lying members."""
        counted = _Counted(archive.open(entry), entry, self if capped else None)
        return io.BufferedReader(counted, 1 << 20)  # type: ignore[type-var]


class _Counted(io.RawIOBase):
    def __init__(self, inner: IO[bytes], entry: zipfile.ZipInfo, meter: Meter | None) -> None:
        self._inner, self._meter, self._given = inner, meter, 0
        self._compressed = entry.compress_size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Tell the place, or go back to the beginning, whose bytes are then counted anew."""
        if (offset, whence) == (0, io.SEEK_SET):
            self._inner.seek(0)
            if self._meter is not None:
                self._meter.left += self._given
            self._given = 0
        elif (offset, whence) != (0, io.SEEK_CUR):
            raise io.UnsupportedOperation("a member of a zip is read from its beginning on")
        return self._given

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        self._given += len(data)
        judge(self._given, self._compressed)
        if self._meter is not None:
            self._meter.take(len(data))
        buffer[: len(data)] = data
        return len(data)
