from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from amity.core.errors import Trouble
from amity.core.findings import Bookmark, Finding, Settings
from amity.sources import SOURCES, jail, reader


class Failing:
    """A source that knows files beginning with "fail" and ends as it is told to."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def recognizes(self, head: bytes, name: str) -> bool:
        return head.startswith(b"fail") and bool(name)

    def pull(self, stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
        for number in range(1001):
            yield Bookmark(f"{number} {settings.name}")
        stream.read()
        raise self.error


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jail, "allow", lambda _: None)


def said(*files: Path, skip: int = 0, **more: Any) -> list[list[Any]]:  # noqa: ANN401 - parts of the order
    settings = {"today": "2026-11-24", "subjects": True, "snippets": True, "region": None}
    order = {"files": [[str(file), file.name] for file in files], "skip": skip, "settings": settings, **more}
    out = io.StringIO()
    reader.Reader(order, out).run()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def kinds(lines: list[list[Any]]) -> list[str]:
    return [line[0] for line in lines if line[0] != "open"]


CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Lima\r\nEMAIL:ana@acme.example\r\nEND:VCARD\r\n"


def test_each_file_is_begun_told_and_ended(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(CARD)
    (tmp_path / "b.txt").write_bytes(b"\n\n")
    lines = said(tmp_path / "a.vcf", tmp_path / "b.txt")
    assert kinds(lines) == ["file", "p", "end", "file", "end"]
    assert lines[1] == ["file", 0, "a.vcf", "vcard", "", len(CARD)]
    assert [line for line in lines if line[0] == "file"][1] == [
        "file",
        1,
        "b.txt",
        None,
        "This file is empty.",
        0,
    ]
    assert lines[-1] == ["end", 1, "ok", ""]


def test_files_already_read_are_passed_over(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.vcf", CARD)
        archive.writestr("two.vcf", CARD)
    (tmp_path / "no.txt").write_bytes(b"?")
    lines = said(tmp_path / "a.zip", tmp_path / "no.txt", skip=1)
    assert [line[2] for line in lines if line[0] == "file"] == ["a.zip/two.vcf", "no.txt"]
    assert [line[1] for line in lines if line[0] == "file"] == [1, 2]


def test_findings_that_are_known_are_passed_over_in_the_file_that_was_open(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.vcf", CARD)
        archive.writestr("two.vcf", CARD + CARD.replace(b"ana@", b"bea@"))
        archive.writestr("three.vcf", CARD)
    lines = said(tmp_path / "a.zip", skip=1, passed=1, since="")
    assert kinds(lines) == ["file", "p", "end", "file", "p", "end"]
    assert "bea@acme.example" in json.dumps(lines[2])


@pytest.mark.parametrize(
    ("name", "source"),
    [("a.mbox", "mail"), ("A.EML", "mail"), ("a.vcf", "vcard"), ("a.ics", "calendar"), ("a.csv", None)],
)
@pytest.mark.parametrize("content", [b"", b" \r\n" * 50_000])
def test_an_empty_file_is_understood_where_its_name_says_what_it_would_be(
    name: str, source: str | None, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    lines = said(tmp_path / name)
    reason = "" if source else "This file is empty."
    assert lines[1:] == [["file", 0, name, source, reason, 0], ["end", 0, "ok", ""]]


def test_something_after_very_much_space_is_not_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_bytes(b"\n" * 100_000 + b"?")
    assert said(tmp_path / "a.mbox")[1][3:5] == [None, "Amity does not know this kind of file."]


def test_parts_of_linkedins_archive_that_are_not_read_are_said_calmly(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("Votes.csv", "Date,Link,OptionText\n")
        archive.writestr("Other.csv", "Name\nBridges\n")
    told = {line[2]: line[3:5] for line in said(tmp_path / "a.zip") if line[0] == "file"}
    assert told == {
        "a.zip/Votes.csv": [None, "This part of LinkedIn's archive is not needed yet."],
        "a.zip/Other.csv": [None, "Amity does not know this kind of file."],
    }


def test_a_file_that_has_gone_is_said_so(tmp_path: Path) -> None:
    lines = said(tmp_path / "gone.vcf")
    assert "cannot be opened" in lines[1][4]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Trouble("odd", "It is odd."), "odd"),
        (MemoryError(), "too-large"),
        (EOFError(), "damaged"),
        (RecursionError(), "unreadable"),
    ],
)
def test_a_source_that_fails_ends_its_file_with_a_sentence_and_the_next_is_read(
    error: Exception, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SOURCES, "failing", Failing(error))
    (tmp_path / "a.fail").write_bytes(b"fail")
    (tmp_path / "b.vcf").write_bytes(CARD)
    lines = said(tmp_path / "a.fail", tmp_path / "b.vcf")
    ends = [line for line in lines if line[0] == "end"]
    assert [end[2] for end in ends] == [code, "ok"]
    assert ends[0][3].endswith(".")
    assert kinds(lines).count("at") == 2
    assert "p" in kinds(lines)


def test_a_broken_member_is_said_so_and_its_neighbours_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.vcf", CARD)
        archive.writestr("two.vcf", CARD)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[data.index(b"Ana")] = 0x42
    (tmp_path / "a.zip").write_bytes(bytes(data))
    lines = said(tmp_path / "a.zip")
    told = {line[2]: line[4] for line in lines if line[0] == "file"}
    assert told == {"a.zip/one.vcf": "This entry of the zip is damaged.", "a.zip/two.vcf": ""}


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_noise_in_a_packed_member_costs_that_member_alone(tmp_path: Path, packing: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", packing) as archive:
        archive.writestr("one.vcf", CARD * 50)
        archive.writestr("two.vcf", CARD)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[60:76] = b"\xff\xfe\xfd\xfc" * 4
    (tmp_path / "a.zip").write_bytes(bytes(data))
    told = {line[2]: line[4] for line in said(tmp_path / "a.zip") if line[0] == "file"}
    assert told == {"a.zip/one.vcf": "This entry of the zip is damaged.", "a.zip/two.vcf": ""}


def told(lines: list[list[Any]]) -> tuple[list[list[Any]], list[list[Any]]]:
    return [line for line in lines if line[0] == "file"], [line for line in lines if line[0] == "end"]


@pytest.mark.slow
@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_noise_far_within_a_member_is_damage_and_no_fault_of_ours(tmp_path: Path, packing: int) -> None:
    cards = b"".join(CARD.replace(b"Ana", b"Ana %d" % (number * 7919 % 100_003)) for number in range(40_000))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", packing) as archive:
        archive.writestr("one.vcf", cards)
        archive.writestr("two.vcf", CARD)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    middle = len(data) * 2 // 3
    data[middle : middle + 40] = b"\xff\x00" * 20
    (tmp_path / "a.zip").write_bytes(bytes(data))
    lines = said(tmp_path / "a.zip")
    broken = [line[4] or said_at_end[3] for line, said_at_end in zip(*told(lines), strict=True)]
    assert "damaged" in broken[0]
    assert broken[1] == ""


def test_an_entry_without_a_name_costs_itself_alone(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.vcf", CARD)
        archive.writestr("two.vcf", CARD)
        archive.infolist()[0].filename = ""
    read = {line[2]: line[4] for line in said(tmp_path / "a.zip") if line[0] == "file"}
    assert read == {"a.zip/": "This entry of the zip is damaged.", "a.zip/two.vcf": ""}


def test_a_zip_without_a_file_is_accounted_for(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("folder/", b"")
    (file,) = [line for line in said(tmp_path / "a.zip") if line[0] == "file"]
    assert file[2:5] == ["a.zip", None, "There is no file in this zip."]


def test_every_line_is_ascii_json(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(CARD.replace(b"Ana Lima", "Zoë 名前".encode()))
    assert all(json.dumps(line).isascii() for line in said(tmp_path / "a.vcf"))
