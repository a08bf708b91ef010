"""Pictures: which data: addresses hold one that is small enough to keep, and what of it may be shown.

A kept picture is somebody else's bytes. What is shown is put together anew from the parts a picture needs:
what was written beside it (places, comments, programs, a second file behind its end) stays behind.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 256 * 1024
"""Characters of a data: address that is kept."""
SIDE = 3_000
"""Pixels of the longer side of a picture that is shown; the bytes of a small file may claim any number."""
SCANS = 100
"""Passes of one JPEG; each costs whoever draws it the time of the whole picture."""
_HEAD = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/]{16}")
_BEGINNINGS = {"iVBORw0KGgo": "png", "/9j/": "jpeg", "R0lGOD": "gif", "UklGR": "webp"}
"""How each kind of picture begins in base 64."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PARTS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"})
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive: what every browser draws."""
_SEGMENTS = _FRAMES | {0xC4, 0xDB, 0xDD, 0xDA, 0xE0, 0xEE}
"""Frames, tables, restart interval, scan, and the two application segments that say how colors are meant."""
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""What ends the data of a scan: neither a stuffed zero nor a restart."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is shown: its media type and its bytes."""

    kind: str
    body: bytes


def fits(address: str) -> bool:
    """Tell whether this is a picture by its first bytes, too, and at most `LARGEST` characters long."""
    if len(address) > LARGEST or _HEAD.match(address) is None:
        return False
    return address.partition(",")[2].startswith(tuple(_BEGINNINGS))


def opened(address: str) -> Picture | None:
    """Take a PNG or JPEG out of its data: address, part by part; None for anything else, or a broken one."""
    if not fits(address):
        return None
    try:
        raw = base64.b64decode("".join(address.partition(",")[2].split()), validate=True)
    except binascii.Error:
        return None
    for kind, parts in (("image/png", _png), ("image/jpeg", _jpeg)):
        body = b"".join(parts(raw))
        if body:
            return Picture(kind, body)
    return None


def _png(raw: bytes) -> Iterator[bytes]:
    """Yield the parts of a whole PNG that draw it; nothing if it is none."""
    kept = [_SIGNATURE]
    names: list[bytes] = []
    at = len(_SIGNATURE)
    if not raw.startswith(_SIGNATURE):
        return
    while names[-1:] != [b"IEND"]:
        size, name = int.from_bytes(raw[at : at + 4]), raw[at + 4 : at + 8]
        part, end = raw[at : at + size + 12], at + size + 12
        if end > len(raw) or zlib.crc32(part[4:-4]) != int.from_bytes(part[-4:]):
            return
        kept += [part] if name in _PARTS else []
        names.append(name)
        at = end
    head = raw[16:24]
    if names[0] == b"IHDR" and names.count(b"IHDR") == 1 and b"IDAT" in names and _sane(head[:4], head[4:]):
        yield from kept


def _jpeg(raw: bytes) -> Iterator[bytes]:
    """Yield the segments of a whole JPEG that draw it; nothing if it is none."""
    kept, at, frames, scans = [b"\xff\xd8"], 2, 0, 0
    if not raw.startswith(b"\xff\xd8"):
        return
    while raw[at : at + 2] != b"\xff\xd9":
        mark, size = raw[at + 1 : at + 2], int.from_bytes(raw[at + 2 : at + 4])
        end = at + 2 + size
        if raw[at : at + 1] != b"\xff" or not b"\xc0" <= mark <= b"\xfe" or size < 2 or end > len(raw):  # noqa: PLR2004
            return
        if mark[0] in _FRAMES:
            frames += 1
            if not _sane(raw[at + 5 : at + 7], raw[at + 7 : at + 9]):
                return
        if mark == b"\xda":
            scans += 1
            found = _MARKER.search(raw, end)
            if found is None:
                return
            end = found.start()
        kept += [raw[at:end]] if mark[0] in _SEGMENTS else []
        at = end
    if frames == 1 and 0 < scans <= SCANS:
        yield from (*kept, b"\xff\xd9")


def _sane(*sides: bytes) -> bool:
    return all(0 < int.from_bytes(side) <= SIDE for side in sides)
