"""Attacks on archives: zips that lie, gz and tgz that grow; what is good beside them still comes in."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.hostile.case import Build, Case, Expect, exactly, refused, survives
from tests.hostile.makers import card, people
from tests.safety.stage import zipped

Change = Callable[[zipfile.ZipFile], None]


def cases() -> Iterator[Case]:
    """Yield the attacks on zips, then on what gzip makes."""
    for attack, (build, expect) in _ZIPS.items():
        yield Case("zip", attack, "lie.zip", build, expect)
    for attack, name in _PATHS.items():
        yield Case("zip", f"an entry {attack}", "lie.zip", _named(name), exactly(1))
    for attack, (build, expect) in _GZ.items():
        yield Case("gz", attack, "cards.vcf.gz", build, expect)
    for attack, (build, expect) in _TGZ.items():
        yield Case("tgz", attack, "all.tgz", build, expect)


def _ana(tag: str) -> bytes:
    return card(people(tag, "Ana")[0])


def _ben(tag: str) -> bytes:
    return card(people(tag, "Ana", "Ben")[1])


def _named(name: str) -> Build:
    return lambda tag: zipped({name: _ana(tag)})


def _lying(*, mode: int = 0, **fields: int | str) -> Build:
    """Let the index lie about the second of two entries."""

    def change(archive: zipfile.ZipFile) -> None:
        entry = archive.infolist()[-1]
        entry.external_attr = (mode | 0o644) << 16
        for name, value in fields.items():
            setattr(entry, name, value)

    return lambda tag: zipped({"a.vcf": _ana(tag), "b.vcf": _ben(tag)}, change)


def _over(tag: str) -> bytes:
    def change(archive: zipfile.ZipFile) -> None:
        first, second = archive.infolist()
        second.header_offset = first.header_offset

    return zipped({"a.vcf": _ana(tag), "b.vcf": _ben(tag)}, change)


def _quine(tag: str) -> bytes:
    """Overlap many names over one big entry, as the better bombs do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.vcf", b"\n" * 50_000_000)
        first = archive.infolist()[0]
        for n in range(500):
            entry = zipfile.ZipInfo(f"{n}.vcf")
            for part in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(entry, part, getattr(first, part))
            archive.filelist.append(entry)
        archive.writestr("good.vcf", _ana(tag))
    return out.getvalue()


def _nested(tag: str) -> bytes:
    content = zipped({"a.vcf": _ana(tag)})
    for n in range(50):
        content = zipped({f"{n}.zip": content})
    return content


def _twice(tag: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.vcf", _ana(tag))
        archive.filelist.append(archive.filelist[0])
    return out.getvalue()


def _locked(tag: str) -> bytes:
    return _lying(flag_bits=1)(tag)  # type: ignore[return-value]


def _end(**fields: int) -> Build:
    """Let the record at the end of the file lie."""
    names = ("disk", "start", "here", "total", "size", "offset", "comment")

    def build(tag: str) -> bytes:
        content = zipped({"a.vcf": _ana(tag)})
        at = content.rindex(b"PK\x05\x06")
        told = dict(zip(names, struct.unpack("<4H2LH", content[at + 4 : at + 22]), strict=True)) | fields
        return content[: at + 4] + struct.pack("<4H2LH", *told.values())

    return build


_ZIPS: dict[str, tuple[Build, Expect]] = {
    "a bomb of one entry": (
        lambda tag: zipped(
            {"a.vcf": b"BEGIN:VCARD\nNOTE:" + b"x" * 250_000_000, "b.vcf": _ben(tag)}, level=9
        ),
        exactly(1),
    ),
    "a bomb of many entries": (
        lambda tag: zipped({**{f"{n}.vcf": b"\n" * 1_000_000 for n in range(300)}, "z.vcf": _ben(tag)}),
        survives((0, 1)),
    ),
    "one entry under five hundred names": (_quine, survives((0, 1))),
    "archives within each other": (_nested, refused()),
    "ten thousand and one entries": (
        lambda tag: zipped({f"{n}.txt": b"" for n in range(10_001)} | {"a.vcf": _ana(tag)}),
        refused(),
    ),
    "two entries over each other": (_over, exactly(1)),
    "one entry listed twice": (_twice, exactly(1)),
    "an entry without a name": (_lying(filename=""), exactly(1)),
    "an entry that is a link": (_lying(mode=stat.S_IFLNK), exactly(1)),
    "an entry that is a device": (_lying(mode=stat.S_IFCHR), exactly(1)),
    "an entry that is a pipe": (_lying(mode=stat.S_IFIFO), exactly(1)),
    "an entry that is a socket": (_lying(mode=stat.S_IFSOCK), exactly(1)),
    "an entry with a password": (_locked, exactly(1)),
    "an entry smaller than told": (_lying(file_size=20), survives((1, 2))),
    "an entry larger than told": (_lying(file_size=2**31), survives((1, 2))),
    "an entry with another sum": (_lying(CRC=1), exactly(1)),
    "an entry packed in no known way": (_lying(compress_type=99), exactly(1)),
    "an entry that lies beyond the end": (_lying(header_offset=2**31), survives((0, 1))),
    "an entry of a negative year": (_lying(_raw_time=65535), exactly(2)),
    "an index that counts too many": (_end(here=60_000, total=60_000), survives((0, 1))),
    "an index that counts none": (_end(here=0, total=0), survives((0, 1))),
    "an index that lies elsewhere": (_end(offset=4_000_000_000), refused()),
    "an index larger than the file": (_end(size=4_000_000_000), refused()),
    "a comment longer than the file": (_end(comment=65_535), survives((0, 1))),
    "a file on another disk": (_end(disk=7, start=7), survives((0, 1))),
    "cut off before its index": (lambda tag: zipped({"a.vcf": _ana(tag)})[:-30], refused()),
    "nothing but the first four bytes": (lambda _: b"PK\x03\x04", refused()),
    "an empty zip": (lambda _: zipped({}), survives()),
    "a program before the zip": (
        lambda tag: b"MZ" + b"\0" * 1000 + zipped({"a.vcf": _ana(tag)}),
        survives((0, 1)),
    ),
    "noise in a packed entry": (
        lambda tag: _spoiled(zipped({"a.vcf": _ana(tag) * 50, "b.vcf": _ben(tag)})),
        exactly(1),
    ),
    "noise in an entry packed by bzip2": (lambda tag: _other_packing(tag, zipfile.ZIP_BZIP2), exactly(1)),
    "noise in an entry packed by LZMA": (lambda tag: _other_packing(tag, zipfile.ZIP_LZMA), exactly(1)),
    "entries of every other kind": (
        lambda tag: zipped(
            {
                "a.exe": b"MZ\0",
                "b.html": b"<script>alert(1)</script>",
                "c.vcf": _ana(tag),
                "d.png": b"\x89PNG\r\n\x1a\n",
            }
        ),
        exactly(1),
    ),
}


def _other_packing(tag: str, packing: int) -> bytes:
    """Spoil the first of two entries in a zip that is packed as few are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("a.vcf", _ana(tag) * 50)
        archive.writestr("b.vcf", _ben(tag))
    return _spoiled(out.getvalue())


def _spoiled(content: bytes) -> bytes:
    return content[:60] + b"\xff\xfe\xfd\xfc" * 4 + content[76:]


_PATHS = {
    "that goes up": "../../../../tmp/amity-was-here.vcf",
    "with a whole path": "/tmp/amity-was-here.vcf",  # noqa: S108 - where a liar would write
    "on another drive": "C:\\amity-was-here.vcf",
    "that goes up the other way": "..\\..\\amity-was-here.vcf",
    "on another host": "\\\\host\\share\\amity-was-here.vcf",
    "with a NUL in its name": "a\0/../../amity-was-here.vcf",
    "with the name of a device": "CON.vcf",
    "with a name that is an option": "-rf.vcf",
    "with a name that is a script": "<img src=x onerror=alert(1)>.vcf",
    "with a name that turns its direction": "\u202efcv.exe.vcf",
    "with a name of five thousand letters": "n" * 5000 + ".vcf",
    "with line ends in its name": "a\r\nSet-Cookie: x.vcf",
    "with only dots for a name": "....vcf",
}


def _packed(change: Callable[[bytes], bytes] = lambda packed: packed) -> Build:
    return lambda tag: change(gzip.compress(_ana(tag)))


def _bomb_gz(_: str) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = packer.compress(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bomb\r\nNOTE:")
    return start + b"".join(packer.compress(b"x" * 10_000_000) for _ in range(100)) + packer.flush()


_GZ: dict[str, tuple[Build, Expect]] = {
    "a card in it": (_packed(), exactly(1)),
    "a bomb of a gigabyte": (_bomb_gz, survives((0, 0))),
    "packed a hundred times": (lambda tag: _again(_ana(tag), 100), survives((0, 0))),
    "cut off": (_packed(lambda packed: packed[: len(packed) // 2]), survives((0, 0))),
    "a wrong sum at its end": (_packed(lambda packed: packed[:-8] + b"\0" * 8), survives((0, 0))),
    "noise within": (_packed(lambda packed: packed[:40] + b"\xff" * 20 + packed[60:]), survives((0, 0))),
    "noise behind its end": (_packed(lambda packed: packed + b"noise" * 100), survives((0, 1))),
    "two streams one behind the other": (
        lambda tag: gzip.compress(_ana(tag)) + gzip.compress(_ben(tag)),
        exactly(2),
    ),
    "ten thousand empty streams": (
        lambda tag: gzip.compress(b"") * 10_000 + gzip.compress(_ana(tag)),
        survives((0, 1)),
    ),
    "a name within that goes up": (
        lambda tag: _with_name(_ana(tag), b"../../../tmp/amity-was-here"),
        exactly(1),
    ),
    "nothing but its first bytes": (lambda _: b"\x1f\x8b", refused()),
    "nothing in it": (lambda _: gzip.compress(b""), survives()),
    "a kind of packing that does not exist": (
        _packed(lambda packed: packed[:2] + b"\x07" + packed[3:]),
        refused(),
    ),
}


def _again(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = gzip.compress(content)
    return content


def _with_name(content: bytes, name: bytes) -> bytes:
    body = gzip.compress(content)
    return body[:3] + b"\x08" + body[4:10] + name + b"\0" + body[10:]


def _tar(*entries: tuple[str, bytes, dict[str, object]]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content, fields in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            for field, value in fields.items():
                setattr(entry, field, value)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def _beside(name: str, **fields: object) -> Build:
    """Put an entry that lies before a good one."""
    return lambda tag: _tar((name, b"", fields), ("good.vcf", _ana(tag), {}))


_TGZ: dict[str, tuple[Build, Expect]] = {
    "cards in it": (lambda tag: _tar(("a.vcf", _ana(tag), {}), ("b.vcf", _ben(tag), {})), exactly(2)),
    "an entry that goes up": (
        lambda tag: _tar(("../../../tmp/amity-was-here.vcf", _ana(tag), {})),
        exactly(1),
    ),
    "an entry with a whole path": (lambda tag: _tar(("/tmp/amity-was-here.vcf", _ana(tag), {})), exactly(1)),  # noqa: S108 - where a liar would
    "a link to a file here": (_beside("l.vcf", type=tarfile.SYMTYPE, linkname="/etc/passwd"), exactly(1)),
    "a hard link to a file here": (
        _beside("h.vcf", type=tarfile.LNKTYPE, linkname="/etc/passwd"),
        exactly(1),
    ),
    "a device": (_beside("d", type=tarfile.CHRTYPE, devmajor=1, devminor=5), exactly(1)),
    "a pipe": (_beside("p", type=tarfile.FIFOTYPE), exactly(1)),
    "a link to itself": (_beside("s.vcf", type=tarfile.SYMTYPE, linkname="s.vcf"), exactly(1)),
    "eleven thousand entries": (
        lambda tag: _tar(*((f"{n}.txt", b"", {}) for n in range(11_000)), ("a.vcf", _ana(tag), {})),
        survives((0, 1)),
    ),
    "a size that lies": (
        lambda tag: gzip.compress(_lied(gzip.decompress(_tar(("a.vcf", _ana(tag), {}))))),
        survives((0, 1)),
    ),
    "cut off": (
        lambda tag: gzip.compress(
            gzip.decompress(_tar(("a.vcf", _ana(tag), {}), ("b.vcf", _ben(tag), {})))[:1600]
        ),
        survives((0, 2)),
    ),
    "a bomb": (lambda _: _tar(("a.vcf", b"BEGIN:VCARD\nNOTE:" + b"x" * 250_000_000, {})), survives((0, 0))),
    "an archive within": (lambda tag: _tar(("a.tgz", _tar(("a.vcf", _ana(tag), {})), {})), survives((0, 0))),
    "the name of an entry that is a script": (
        lambda tag: _tar(("<script>alert(1)</script>.vcf", _ana(tag), {})),
        exactly(1),
    ),
}


def _lied(plain: bytes) -> bytes:
    """Say that the first entry has eight gigabytes."""
    header = bytearray(plain[:512])
    header[124:136] = b"77777777777\0"
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + plain[512:]
