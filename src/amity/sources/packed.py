"""Packed files: gzip of one file, and tar archives, read as they stream past, never unpacked to a name.

`.tgz` is both: a tar that was compressed whole. The limits are those of a zip (`sources.archive`).
"""

from __future__ import annotations

import io
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO

from amity.core.errors import Trouble
from amity.sources import HEAD, archive

_GZIP = b"\x1f\x8b"
_BLOCK = 512
_READ = 1 << 14
_BUFFER = 1 << 20
_GZIP_ONLY = 31
"""How zlib is told to take gzip's header and check sums, and nothing else."""
_BROKEN = "This compressed file ends early or is damaged; nothing of it is kept."
_BROKEN_TAR = "This archive ends early or is damaged; only what came before is kept."


class Stream(io.BufferedReader):
    """A file out of a packed one. Its place is that in the packed file, for those who measure progress."""

    def __init__(self, source: _Counted) -> None:
        """Read from `source`."""
        super().__init__(source, _BUFFER)
        self.source = source

    def tell(self) -> int:
        """Give the bytes of the packed file read so far."""
        return self.source.tell()


@dataclass(frozen=True, slots=True)
class Member:
    """A file within: the name to show, the name that says what it is; its stream, or why there is none."""

    shown: str
    name: str
    size: int
    head: bytes = b""
    stream: Stream | None = None
    refused: str = ""
    meter: archive.Meter | None = None

    def cap(self, *, wanted: bool) -> None:
        """Count it against the archive's allowance; what was read to see what it is, only if it is `wanted`.

        Of a thousand photographs only the beginning is looked at; they leave the allowance to the others.
        """
        if self.stream is not None and self.meter is not None:
            self.stream.source.meter = self.meter
            self.meter.take(self.stream.source.given if wanted else 0)


def is_packed(head: bytes) -> bool:
    """Tell a gzip or a tar by its first bytes."""
    return head.startswith(_GZIP) or _is_tar(head)


def members(stream: BinaryIO, shown: str, size: int) -> Iterator[Member]:
    """Yield what is in a packed file, each to be read before the next; Trouble where it cannot go on."""
    head = stream.read(HEAD)
    stream.seek(0)
    meter = archive.Meter()
    if _is_tar(head):
        yield from _untarred(stream, shown, meter)
        return
    inner = Stream(_Inflated(stream))
    start = _peek(inner)
    if _is_tar(start):
        yield from _untarred(inner, shown, meter)
    elif start.startswith(_GZIP) or archive.is_zip(start):
        yield Member(shown, shown, 0, refused=archive.NESTED)
    else:
        yield Member(shown, _bare(shown), size, start, inner, meter=meter)


def _untarred(stream: BinaryIO, shown: str, meter: archive.Meter) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=_BUFFER) as tar:
            for count, entry in enumerate(tar, 1):
                if count > archive.MAX_ENTRIES:
                    raise Trouble("too-many-entries", f"Amity reads up to {archive.MAX_ENTRIES} entries.")
                if not entry.isdir():
                    yield _member(tar, entry, f"{shown}/{_printable(entry.name)}", meter)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise Trouble("damaged", _BROKEN_TAR) from error


def _member(tar: tarfile.TarFile, entry: tarfile.TarInfo, shown: str, meter: archive.Meter) -> Member:
    if not entry.isreg() or entry.issparse():
        return Member(shown, shown, 0, refused=archive.NO_FILE)
    if archive.is_nested(entry.name):
        return Member(shown, shown, 0, refused=archive.NESTED)
    held = tar.extractfile(entry)
    inner = Stream(_Taken(held or io.BytesIO()))
    try:
        return Member(shown, shown, entry.size, _peek(inner), inner, meter=meter)
    except Trouble as error:
        return Member(shown, shown, 0, refused=error.sentence)


def _is_tar(head: bytes) -> bool:
    try:
        return bool(tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "surrogateescape").name)
    except (tarfile.TarError, ValueError):
        return False


def _peek(stream: Stream) -> bytes:
    return stream.peek(HEAD)[:HEAD]


def _bare(name: str) -> str:
    """Give the name a file had before it was compressed."""
    return name[:-3] if name.lower().endswith(".gz") else name


def _printable(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class _Counted(io.RawIOBase):
    """Bytes that come out of something, counted against what the whole archive may still give."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner, self.given = inner, 0
        self.meter: archive.Meter | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as there is something; a half-filled one would be the end."""
        size = 0
        while size < len(buffer) and (data := self._some(len(buffer) - size)):
            buffer[size : size + len(data)] = data
            size += len(data)
            self.given += len(data)
            if self.meter is not None:
                self.meter.take(len(data))
        return size

    def _some(self, size: int) -> bytes:
        raise NotImplementedError


class _Taken(_Counted):
    """A member of a tar."""

    def _some(self, size: int) -> bytes:
        try:
            return self._inner.read(size)
        except (tarfile.TarError, EOFError) as error:
            raise Trouble("damaged", _BROKEN_TAR) from error

    def tell(self) -> int:
        return self.given


class _Inflated(_Counted):
    """What a gzip file holds, all of its parts one after the other."""

    def __init__(self, inner: IO[bytes]) -> None:
        super().__init__(inner)
        self._part = zlib.decompressobj(_GZIP_ONLY)
        self._waiting, self._taken = b"", 0

    def tell(self) -> int:
        return self._taken

    def _some(self, size: int) -> bytes:
        """Give some bytes, at most `size`; none at the end, which must be the end of a part."""
        while True:
            if self._part.eof and not self._next():
                return b""
            read = self._waiting or self._read()
            if not read:
                raise Trouble("damaged", _BROKEN)
            try:
                data = self._part.decompress(read, size)
            except zlib.error as error:
                raise Trouble("damaged", _BROKEN) from error
            self._waiting = self._part.unconsumed_tail or self._part.unused_data
            if data:
                archive.judge(self.given + len(data), self._taken)
                return data

    def _next(self) -> bool:
        """Begin the next part, if there is one; zeros that fill up a tape are none."""
        while not self._waiting.lstrip(b"\0"):
            self._waiting = self._read()
            if not self._waiting:
                return False
        self._waiting = self._waiting.lstrip(b"\0")
        self._part = zlib.decompressobj(_GZIP_ONLY)
        return True

    def _read(self) -> bytes:
        data = self._inner.read(_READ)
        self._taken += len(data)
        return data
