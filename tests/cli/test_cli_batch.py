"""Imports on the command line: each record listed, one taken back, sudden emptiness, the line of progress."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from amity.cli import batches
from amity.core.progress import Mark
from amity.sync.progress import Progress
from tests.cli.conftest import Amity

pytestmark = pytest.mark.django_db(transaction=True)


def cards(first: int, last: int, *, title: str = "") -> bytes:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u{n}\r\nFN:Person {n}\r\nEMAIL:p{n}@x.example\r\n"
        f"{f'TITLE:{title}' if title else 'NOTE:none'}\r\nEND:VCARD\r\n"
        for n in range(first, last)
    ).encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "all.vcf").write_bytes(cards(0, 130))
    return tmp_path / "all.vcf"


def test_each_record_is_listed_and_one_is_taken_back(amity: Amity, file: Path) -> None:
    amity("import", file)
    file.write_bytes(cards(0, 3, title="Boss") + cards(3, 131))
    _, report = amity("import", file)
    _, told = amity("batch", report["batch"], "--outcome", "updated")
    assert (told["total"], told["counts"]["unchanged"], told["counts"]["created"]) == (3, 127, 1)
    first = told["records"][0]
    assert (first["title"], first["place"], first["person"]["name"]) == (
        "Person 0",
        "card 1 (line 1)",
        "Person 0",
    )
    assert first["changes"] == [
        {"field": "title", "label": "", "before": "", "after": "Boss"},
        {"field": "note", "label": "", "before": "none", "after": ""},
    ]
    undone = amity("undo", report["batch"], "--record", first["record"])
    assert undone == amity("undo", report["batch"], "--record", first["record"])
    assert undone[1]["totals"]["records"]["updated"] == 2
    _, person = amity("person", "p0@x.example")
    assert person["title"] == ""
    assert amity("batch", report["batch"], "--search", "Person 77")[1]["total"] == 1
    assert amity("undo", report["batch"], "--record", "r0")[0] == 4
    assert amity("batch", "nothing")[0] == 4


def test_the_list_is_told_in_words(words: Callable[..., tuple[int, str, str]], file: Path) -> None:
    _, out, _ = words("import", file)
    batch = out.rpartition("amity undo ")[2].strip()
    _, out, _ = words("batch", batch, "--limit", 2)
    assert "created     Person 0  (all.vcf, card 1 (line 1))" in out
    assert "128 more; ask with --limit and --offset." in out


def test_a_file_that_is_suddenly_empty_stops_and_asks(amity: Amity, file: Path, tmp_path: Path) -> None:
    amity("import", file)
    (tmp_path / "other.vcf").write_bytes(cards(500, 502))
    file.write_bytes(cards(0, 12))
    code, report = amity("import", file, tmp_path / "other.vcf")
    first, other = report["files"]
    assert code == 1
    assert (first["code"], first["understood"], first["records"]["total"]) == ("suddenly-empty", False, 0)
    assert first["reason"].startswith(
        "A file of this name brought 130 people before, and this one brings only 12"
    )
    assert other["records"]["created"] == 2
    assert amity("import", file)[0] == 1
    code, report = amity("import", file, "--anyway")
    assert (code, report["files"][0]["records"]["unchanged"]) == (0, 12)
    assert amity("import", file)[0] == 0


@pytest.mark.parametrize("content", [b"", cards(0, 1)])
def test_none_at_all_is_suddenly_empty_too(content: bytes, amity: Amity, file: Path) -> None:
    _, before = amity("import", file)
    file.write_bytes(content)
    assert amity("import", file)[1]["files"][0]["code"] == "suddenly-empty"
    amity("undo", before["batch"])
    assert amity("import", file)[0] == 0


def test_a_tenth_is_enough(amity: Amity, file: Path) -> None:
    amity("import", file)
    file.write_bytes(cards(0, 13))
    assert amity("import", file)[0] == 0


def test_paths_and_forgetting_exclude_each_other(amity: Amity, file: Path) -> None:
    assert amity("import")[0] == amity("import", file, "--forget")[0] == 2
    assert amity("import", "--forget") == (0, {"forgotten": 0})


def test_the_line_of_progress_tells_how_long_still() -> None:
    now = time.monotonic()
    reading = Progress(total_bytes=100, done_bytes=50, records=12_300, current="files/all.mbox")
    reading.fresh = 12_300
    assert batches.progress_line(reading) == " 31%  12,300 records  files/all.mbox"
    reading.pace = (Mark(now - 10, 0.11, 2_300), Mark(now, 0.31, 12_300))
    assert batches.progress_line(reading) == (
        " 31%  12,300 records  1,000 a second  about 30 seconds left  files/all.mbox"
    )
    reading.state, reading.began, reading.read = "deriving", now - 88, now - 1
    assert batches.progress_line(reading).endswith("about 50 seconds left  putting people together")
    reading.step = ("ties", 1, 2)
    assert batches.progress_line(reading).endswith("a few seconds left  putting people together")


def test_many_files_are_told_by_folder_and_by_reason(
    words: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    box = tmp_path / "box"
    box.mkdir()
    for number in range(25):
        (box / f"{number}.vcf").write_bytes(cards(number, number + 1) + b"BEGIN:VCARD\r\nEND:VCARD\r\n")
        (box / f"{number}.pdf").write_bytes(b"%PDF-1.7 nothing for us")
    _, out, _ = words("import", box)
    first, left, unread, *rest = out.splitlines()
    assert first == "box: 25 files, vcard, 50 records (25 created, 25 skipped)"
    assert left.startswith("    25 × ")
    assert unread.startswith("25 × ")
    assert unread.endswith("(box/0.pdf, box/1.pdf, box/10.pdf …)")
    assert len(rest) == 3
