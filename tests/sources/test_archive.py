from __future__ import annotations

import io
import random
import stat
import zipfile

import pytest

from amity.core.errors import Trouble
from amity.sources import archive


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> zipfile.ZipFile:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries:
            made.writestr(name, data)
    return zipfile.ZipFile(held)


def refused(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> dict[str, str]:
    with zipped(*entries) as opened:
        return {entry.filename: reason for entry, reason in archive.members(opened)}


def test_a_zip_is_known_by_its_first_bytes() -> None:
    assert archive.is_zip(b"PK\x03\x04...")
    assert archive.is_zip(b"PK\x05\x06")
    assert not archive.is_zip(b"BEGIN:VCARD")


def test_files_are_read_in_the_order_they_lie_and_folders_are_not_files() -> None:
    assert refused(("b.csv", b"x"), ("a/", b""), ("a/a.csv", b"y")) == {"b.csv": "", "a/a.csv": ""}


def test_links_and_archives_inside_are_not_read() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    told = refused((link, b"/etc/passwd"), ("inner.ZIP", b"PK"), ("plain", b""))
    assert "link or device" in told["link"]
    assert "inside an archive" in told["inner.ZIP"]
    assert told["plain"] == ""


def test_locked_entries_are_not_read() -> None:
    with zipped(("a.csv", b"x")) as opened:
        opened.infolist()[0].flag_bits |= 1
        ((_, reason),) = archive.members(opened)
    assert "password" in reason


def test_entries_that_lie_over_each_other_are_not_read() -> None:
    with zipped(("a.csv", b"x" * 50), ("b.csv", b"y")) as opened:
        opened.infolist()[1].header_offset = 1
        told = {entry.filename: reason for entry, reason in archive.members(opened)}
    assert told == {"a.csv": "", "b.csv": "Two entries of this zip lie over each other."}


def test_a_zip_of_too_many_entries_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 2)
    with zipped(("a", b""), ("b", b""), ("c", b"")) as opened, pytest.raises(Trouble, match="3 entries"):
        list(archive.members(opened))


def read(data: bytes, *, capped: bool = True, meter: archive.Meter | None = None) -> bytes:
    with zipped(("a", data)) as opened:
        entry = opened.infolist()[0]
        with (meter or archive.Meter()).open(opened, entry, capped=capped) as stream:
            return stream.read()


def test_an_honest_member_is_read_whole() -> None:
    data = bytes(range(256)) * 4000
    assert read(data) == data


def test_a_member_that_grows_beyond_measure_is_stopped() -> None:
    with pytest.raises(Trouble, match="200 times"):
        read(b"\x00" * 20_000_000, capped=False)


def test_an_archive_has_one_allowance_for_all_but_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 1500)
    meter = archive.Meter()
    assert read(b"x" * 1000, meter=meter)
    assert read(b"x" * 5000, capped=False, meter=meter)
    with pytest.raises(Trouble, match="besides mail"):
        read(b"x" * 1000, meter=meter)


def test_a_member_can_be_read_again_from_its_beginning_and_counts_once() -> None:
    meter = archive.Meter()
    with zipped(("chat.txt", b"one\ntwo\n")) as opened:
        stream = meter.open(opened, opened.infolist()[0], capped=True)
        assert stream.seekable()
        assert [stream.read(), stream.seek(0), stream.read(4)] == [b"one\ntwo\n", 0, b"one\n"]
        assert stream.tell() == 4
        assert archive.MAX_BYTES - meter.left == 8


def test_a_member_is_not_read_from_its_middle() -> None:
    noise = random.Random(1).randbytes(3_000_000)  # noqa: S311 - repeatable, no secret
    with zipped(("chat.txt", noise)) as opened:
        stream = archive.Meter().open(opened, opened.infolist()[0], capped=False)
        first = stream.read(2_000_000)
        assert [stream.seek(0), stream.read(2_000_000)] == [0, first]
        assert stream.seek(0) == 0
        with pytest.raises(OSError, match="from its beginning"):
            stream.seek(2_000_000)
