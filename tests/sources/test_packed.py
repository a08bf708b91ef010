"""Compressed files and tars: read as they stream past, with a zip's limits, and never unpacked to a name."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from amity.core.errors import Trouble
from amity.sources import archive, jail, packed, reader

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Lima\r\nEMAIL:ana@acme.example\r\nEND:VCARD\r\n"
chance = random.Random(1)  # noqa: S311 - repeatable, no secret
MAIL = (
    b"From x@y Fri Mar 01 08:00:00 2024\nMessage-ID: <%d@x.example>\nDate: Fri, 01 Mar 2024 08:00:00 +0000\n"
    b"From: Ana <ana@acme.example>\nTo: robin@vale.example\nSubject: Hi\n\nBody\n\n"
)


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jail, "allow", lambda _: None)


def tarred(entries: dict[str, bytes], *more: tarfile.TarInfo, mode: str = "w") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as tar:  # type: ignore[call-overload]
        for name, content in entries.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        for entry in more:
            tar.addfile(entry, io.BytesIO(b"\0" * entry.size))
    return held.getvalue()


def zipped(entries: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return held.getvalue()


def said(folder: Path, name: str, content: bytes, *, skip: int = 0) -> list[list[Any]]:
    (folder / name).write_bytes(content)
    settings = {"today": "2026-11-24", "subjects": True, "snippets": True, "region": None}
    order = {"files": [[str(folder / name), name]], "skip": skip, "settings": settings}
    out = io.StringIO()
    reader.Reader(order, out).run()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def files(lines: list[list[Any]]) -> dict[str, tuple[str | None, str]]:
    """Give the source and the reason by the name shown; the sentence at the end is a reason too."""
    begun = {line[1]: line for line in lines if line[0] == "file"}
    ended = {line[1]: line[3] for line in lines if line[0] == "end"}
    return {line[2]: (line[3], line[4] or ended[number]) for number, line in begun.items()}


def count(lines: list[list[Any]]) -> int:
    return sum(line[0] in {"p", "i"} for line in lines)


def test_any_file_may_be_compressed(tmp_path: Path) -> None:
    lines = said(tmp_path, "a.vcf.gz", gzip.compress(CARD))
    assert files(lines) == {"a.vcf.gz": ("vcard", "")}
    assert count(lines) == 1


def test_a_compressed_file_of_several_parts_is_one_and_zeros_behind_it_are_nothing(tmp_path: Path) -> None:
    parts = b"".join(gzip.compress(MAIL % number) for number in range(3))
    lines = said(tmp_path, "Sent.mbox.gz", parts + b"\0" * 100_000)
    assert files(lines) == {"Sent.mbox.gz": ("mail", "")}
    assert count(lines) == 3 + 1, "the name without .gz says that these are sent mails"


@pytest.mark.parametrize("kept", [1, 12, 40, -9, -1])
def test_a_compressed_file_that_was_cut_off_says_so(kept: int, tmp_path: Path) -> None:
    ((source, reason),) = files(said(tmp_path, "a.vcf.gz", gzip.compress(CARD * 50)[:kept])).values()
    assert (source, reason.endswith("damaged; nothing of it is kept.") or "does not know" in reason) == (
        None,
        True,
    )


def test_a_long_file_that_was_cut_off_ends_with_a_reason(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(MAIL % number for number in range(20_000)))
    lines = said(tmp_path, "a.mbox.gz", whole[:-100])
    assert files(lines) == {
        "a.mbox.gz": ("mail", "This compressed file ends early or is damaged; nothing of it is kept.")
    }
    assert [line[2] for line in lines if line[0] == "end"] == ["damaged"]


def test_something_else_behind_a_compressed_file_is_damage(tmp_path: Path) -> None:
    ((_, reason),) = files(said(tmp_path, "a.vcf.gz", gzip.compress(CARD) + b"more")).values()
    assert "damaged" in reason


def test_what_grows_beyond_measure_is_stopped_also_as_mail(tmp_path: Path) -> None:
    for name, start in (("a.vcf.gz", CARD), ("a.mbox.gz", MAIL % 1)):
        ((_, reason),) = files(said(tmp_path, name, gzip.compress(start + b"\0" * 30_000_000))).values()
        assert "200 times" in reason


def test_all_but_mail_and_messages_has_one_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 200_000)
    monkeypatch.setattr(packed, "_BUFFER", 100_000)
    sms = (
        b"<smses>"
        + b"<sms address='+14155550101' date='1709280000123' type='1' body='x'/>" * 5_000
        + b"</smses>"
    )
    entries = {"a.vcf": CARD * 1_500, "b.vcf": CARD * 1_500, "c.mbox": (MAIL % 1) * 2_000, "d.xml": sms}
    told = files(said(tmp_path, "a.tar", tarred(entries)))
    assert [bool(reason) for _, reason in told.values()] == [False, True, False, False]
    assert [source for source, _ in told.values()][2:] == ["mail", "sms"]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["tar", "zip"])
def test_many_photographs_leave_the_allowance_to_the_rest(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 3_000_000)
    entries = {f"{number}.jpg": b"\xff\xd8" + chance.randbytes(1_500_000) for number in range(4)}
    entries |= {"a.mbox": MAIL % 1, "a.vcf": CARD}
    told = files(said(tmp_path, f"a.{form}", tarred(entries) if form == "tar" else zipped(entries)))
    assert [told[f"a.{form}/a.{end}"] for end in ("mbox", "vcf")] == [("mail", ""), ("vcard", "")]


def test_an_archive_in_a_compressed_file_is_not_read(tmp_path: Path) -> None:
    for inner in (gzip.compress(CARD), b"PK\x03\x04" + b"\0" * 100):
        assert files(said(tmp_path, "a.gz", gzip.compress(inner))) == {"a.gz": (None, archive.NESTED)}


@pytest.mark.parametrize(("name", "mode"), [("t.tar", "w"), ("t.tgz", "w:gz")])
def test_a_tar_is_read_member_by_member(name: str, mode: str, tmp_path: Path) -> None:
    folder = tarfile.TarInfo("Takeout")
    folder.type = tarfile.DIRTYPE
    link = tarfile.TarInfo("Takeout/link.vcf")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    device = tarfile.TarInfo("../../dev")
    device.type = tarfile.CHRTYPE
    entries = {"Takeout/a.vcf": CARD, "Takeout/b.zip": b"PK\x03\x04", "Takeout/c.mbox": MAIL % 1}
    lines = said(tmp_path, name, tarred(entries, folder, link, device, mode=mode))
    assert files(lines) == {
        f"{name}/Takeout/a.vcf": ("vcard", ""),
        f"{name}/Takeout/b.zip": (None, archive.NESTED),
        f"{name}/Takeout/c.mbox": ("mail", ""),
        f"{name}/Takeout/link.vcf": (None, archive.NO_FILE),
        f"{name}/../../dev": (None, archive.NO_FILE),
    }
    assert count(lines) == 2


def test_members_already_read_are_passed_over(tmp_path: Path) -> None:
    entries = {"a.vcf": CARD, "b.vcf": CARD}
    assert list(files(said(tmp_path, "a.tgz", tarred(entries, mode="w:gz"), skip=1))) == ["a.tgz/b.vcf"]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tar_that_was_cut_off_keeps_what_came_before(mode: str, tmp_path: Path) -> None:
    noise = bytes(range(256)) * 20_000
    whole = tarred({"a.vcf": CARD, "b.bin": noise, "c.vcf": CARD}, mode=mode)
    told = files(said(tmp_path, "a.tar", whole[: len(whole) // 2]))
    assert told.pop("a.tar/a.vcf") == ("vcard", "")
    assert "a.tar/c.vcf" not in told
    assert "ends early or is damaged" in told["a.tar"][1]


def test_a_tar_of_too_many_entries_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 2)
    told = files(said(tmp_path, "a.tar", tarred({"a.vcf": CARD, "b.vcf": CARD, "c.vcf": CARD})))
    assert (list(told), "up to 2 entries" in told["a.tar"][1]) == (
        ["a.tar/a.vcf", "a.tar/b.vcf", "a.tar"],
        True,
    )


def test_holes_of_a_sparse_file_are_not_read(tmp_path: Path) -> None:
    hole = tarfile.TarInfo("hole.vcf")
    hole.type, hole.size = tarfile.GNUTYPE_SPARSE, 0
    assert files(said(tmp_path, "a.tar", tarred({}, hole)))["a.tar/hole.vcf"] == (None, archive.NO_FILE)


def test_a_header_that_lies_about_its_size_is_damage(tmp_path: Path) -> None:
    raw = bytearray(tarred({"a.vcf": CARD}))
    raw[124:136] = b"77777777777\0"
    raw[148:156] = b" " * 8
    raw[148:156] = b"%06o\0 " % sum(raw[:512])
    ((_, reason), *_) = files(said(tmp_path, "a.tar", bytes(raw))).values()
    assert "damaged" in reason


def test_a_name_that_is_no_text_is_shown_as_well_as_it_can_be(tmp_path: Path) -> None:
    raw = tarred({"caf\udce9.vcf": CARD})
    assert list(files(said(tmp_path, "a.tar", raw))) == ["a.tar/caf\ufffd.vcf"]


@pytest.mark.parametrize("content", [b"", b"\x1f", b"\x1f\x8b", b"\0" * 1024, b"x" * 512, b"BEGIN:VCARD"])
def test_other_files_are_no_tar_and_short_ones_no_gzip(content: bytes) -> None:
    assert packed.is_packed(content) == content.startswith(b"\x1f\x8b")


def test_any_damage_is_trouble_or_a_member_and_nothing_else() -> None:
    whole = tarred({"a.vcf": CARD * 40, "b.mbox": MAIL % 1}, mode="w:gz")
    plain = tarred({"a.vcf": CARD * 40, "b.mbox": MAIL % 1})
    for raw in (whole, plain):
        for at in range(0, len(raw), max(1, len(raw) // 300)):
            for content in (raw[:at], raw[:at] + bytes([raw[at] ^ 0x41]) + raw[at + 1 :]):
                if packed.is_packed(content):
                    _drain(content)


def _drain(content: bytes) -> None:
    try:
        for member in packed.members(io.BytesIO(content), "x", len(content)):
            if member.stream is not None:
                member.stream.read()
    except Trouble:
        return
