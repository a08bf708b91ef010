"""Pictures: what is one, and small enough to keep."""

from __future__ import annotations

import base64
import random
import zlib

import pytest

from amity.formats import pictures

PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAE="


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (PNG, True),
        ("data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQ==", True),
        ("data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP==", True),
        ("data:image/webp;base64,UklGRiQAAABXRUJQVlA4IBg=", True),
        ("data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0", False),
        ("data:image/png;base64,PHNjcmlwdD5hbGVydCgxKTwv", False),
        ("data:text/html;base64,iVBORw0KGgoAAAANSUhEUgAA", False),
        ("https://pictures.example/a.png", False),
        ("data:image/png;base64,", False),
        ("", False),
        (PNG + "A" * pictures.LARGEST, False),
    ],
)
def test_only_a_picture_that_begins_as_one_is_kept(address: str, kept: bool) -> None:  # noqa: FBT001
    assert pictures.fits(address) is kept


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def png(*more: bytes, wide: int = 1, high: int = 1, end: bytes = b"", data: bytes | None = None) -> bytes:
    head = chunk(b"IHDR", wide.to_bytes(4) + high.to_bytes(4) + b"\x08\0\0\0\0")
    drawn = chunk(b"IDAT", zlib.compress(b"\0\x80")) if data is None else data
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + drawn + chunk(b"IEND", b"") + end


def segment(mark: int, body: bytes) -> bytes:
    return bytes((0xFF, mark)) + (len(body) + 2).to_bytes(2) + body


FRAME = segment(0xC0, b"\x08\0\x10\0\x10\x01\x01\x11\0")
SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
TABLES = segment(0xDB, b"\0" + b"\x01" * 64)


def jpeg(*parts: bytes, end: bytes = b"\xff\xd9") -> bytes:
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + b"".join(parts) + end


def address(raw: bytes, kind: str = "jpeg") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(raw).decode()}"


def test_a_png_is_shown_without_what_does_not_draw_it() -> None:
    told = png(chunk(b"tEXt", b"Place\0Lisbon"), chunk(b"gAMA", b"\0\0\xb1\x8f"), end=b"<script>")
    found = pictures.opened(address(told, "png"))
    assert found == pictures.Picture("image/png", png(chunk(b"gAMA", b"\0\0\xb1\x8f")))


def test_a_jpeg_is_shown_without_what_does_not_draw_it() -> None:
    told = jpeg(segment(0xE1, b"Exif\0\0Lisbon"), TABLES, FRAME, segment(0xFE, b"by Ana"), SCAN)
    found = pictures.opened(address(told + b"PK\3\4"))
    assert found == pictures.Picture("image/jpeg", jpeg(TABLES, FRAME, SCAN))


def test_what_a_picture_calls_itself_does_not_count() -> None:
    found = pictures.opened(address(png(), "jpeg"))
    assert found is not None
    assert found.kind == "image/png"


def test_line_breaks_within_base_64_are_no_fault() -> None:
    told = address(png(), "png")
    assert pictures.opened(f"{told[:80]}\r\n {told[80:]}") == pictures.opened(told)


@pytest.mark.parametrize(
    "told",
    [
        "https://pictures.example/a.png",
        address(png(), "png") + "!",
        address(b"GIF89a" + b"\0" * 40, "gif"),
        address(png()[:-5]),
        address(png().replace(b"IDAT", b"IDAX")),
        address(png(data=b"")),
        address(png(wide=0)),
        address(png(high=3_001)),
        address(png(wide=2**31)),
        address(png(chunk(b"IHDR", b"\0\0\0\1" * 2 + b"\x08\0\0\0\0"))),
        address(b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b"") + chunk(b"IEND", b"")),
        address(jpeg(TABLES, FRAME, SCAN, end=b"")),
        address(jpeg(TABLES, FRAME, SCAN, end=b"\xff\xe1")),
        address(jpeg(TABLES, FRAME)),
        address(jpeg(TABLES, SCAN)),
        address(jpeg(TABLES, FRAME, FRAME, SCAN)),
        address(jpeg(TABLES, FRAME, *[SCAN] * (pictures.SCANS + 1))),
        address(jpeg(TABLES, segment(0xC0, b"\x08\xff\xff\0\x10\x01\x01\x11\0"), SCAN)),
        address(jpeg(TABLES, segment(0xC9, b"\x08\0\x10\0\x10\x01\x01\x11\0"), SCAN)),
        address(jpeg(TABLES, b"\xff\xd0", FRAME, SCAN)),
        address(jpeg(b"<svg>", FRAME, SCAN)),
        address(jpeg(b"\xff\xdb\0\1", FRAME, SCAN)),
        address(jpeg(b"\xff\1\0\4ab", FRAME, SCAN)),
        address(jpeg(b"\xff\xdb\xff\xff", FRAME, SCAN)),
    ],
)
def test_what_is_not_whole_or_not_sane_is_not_shown(told: str) -> None:
    assert pictures.opened(told) is None


def test_bytes_at_random_never_break_the_reading() -> None:
    chance = random.Random(7)  # noqa: S311 - the same noise each time
    for whole in (png(), jpeg(TABLES, FRAME, SCAN)):
        for _ in range(400):
            raw = bytearray(whole)
            raw[chance.randrange(len(raw))] = chance.randrange(256)
            told = bytes(raw[: chance.randrange(8, len(raw) + 1)])
            found = pictures.opened(address(told))
            assert found is None or found.body.startswith((b"\x89PNG", b"\xff\xd8"))
