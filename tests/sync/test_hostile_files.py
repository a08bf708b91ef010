from __future__ import annotations

import os
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from amity.book.models import Edition, Record
from amity.keep import export
from amity.sync import run
from tests import village
from tests.village import CARDS, TODAY, book, bring, broken

pytestmark = pytest.mark.django_db
GOOD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ana\r\nFN:Ana Lima\r\nEMAIL:ana@acme.example\r\nEND:VCARD\r\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    (tmp_path / "good.vcf").write_bytes(GOOD)
    return tmp_path / "good.vcf"


def told(*paths: Path) -> dict[str, Any]:
    report = run.bring(book(), paths, today=TODAY)
    return {file["path"]: file for file in report["files"]}


def sentence(file: dict[str, Any]) -> str:
    assert not file["understood"]
    assert file["records"]["created"] == 0
    assert file["reason"].endswith(".")
    return str(file["reason"])


@pytest.mark.django_db(transaction=True)
def test_a_zip_bomb_keeps_nothing_and_the_rest_goes_on(good: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.vcf", GOOD + b"NOTE:" + b"x" * 300_000_000)
        archive.writestr("fine.vcf", GOOD)
    files = told(tmp_path / "bomb.zip", good)
    assert "200 times its size" in sentence(files["bomb.zip/bomb.vcf"])
    assert files["bomb.zip/fine.vcf"]["understood"]
    assert files["good.vcf"]["understood"]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_one_enormous_line_ends_with_a_sentence(good: Path, tmp_path: Path) -> None:
    with (tmp_path / "line.vcf").open("wb") as file:
        file.write(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:")
        for _ in range(300):
            file.write(b"x" * 1_000_000)
    files = told(tmp_path / "line.vcf", good)
    assert files["good.vcf"]["records"]["created"] == 1
    line = files["line.vcf"]
    assert line["records"]["created"] == 0
    assert not line["understood"] or line["records"]["skipped"] >= 1


@pytest.mark.django_db(transaction=True)
def test_broken_zips_and_bytes_without_sense_end_with_a_sentence(good: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04" + os.urandom(500))
    (tmp_path / "noise.vcf").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "nested.zip").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "nested.zip", "w") as archive:
        archive.writestr("inner.zip", b"PK")
        archive.writestr("../../up.vcf", GOOD)
    files = told(tmp_path / "cut.zip", tmp_path / "noise.vcf", tmp_path / "nested.zip", good)
    assert "damaged" in sentence(files["cut.zip"])
    sentence(files["noise.vcf"])
    assert "inside an archive" in sentence(files["nested.zip/inner.zip"])
    assert files["good.vcf"]["understood"]
    assert not (tmp_path.parent.parent / "up.vcf").exists()


@pytest.mark.django_db(transaction=True)
def test_a_zip_with_a_lying_index_ends_with_a_sentence(good: Path, tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 4_000_000_000, 30, 0)
    (tmp_path / "liar.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 26 + end)
    files = told(tmp_path / "liar.zip", good)
    sentence(files["liar.zip"])
    assert files["good.vcf"]["understood"]


@pytest.mark.parametrize("step", [1, 2, 100])
@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_file_whose_reader_dies_keeps_nothing_while_the_others_stay(
    monkeypatch: pytest.MonkeyPatch, after: int, step: int
) -> None:
    monkeypatch.setattr(run, "STEP", step)
    owner, other = book(village.ROBIN), book(village.ROBIN)
    report = bring(owner, CARDS, broken(village.NEW_CARDS, after=after), village.MAIL)
    expected = bring(other, CARDS, village.MAIL)
    owner.refresh_from_db()
    other.refresh_from_db()
    assert export.document(owner) == export.document(other)
    assert [file["understood"] for file in report["files"]] == [True, False, True]
    assert report["totals"] == expected["totals"]
    assert Edition.objects.filter(owner=owner).count() == Edition.objects.filter(owner=other).count()
    assert Record.objects.filter(owner=owner).count() == Record.objects.filter(owner=other).count()


def test_small_steps_and_one_big_step_keep_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    big, small = book(village.ROBIN), book(village.ROBIN)
    one = bring(big, *village.FILES)
    monkeypatch.setattr(run, "STEP", 1)
    other = bring(small, *village.FILES)
    big.refresh_from_db()
    small.refresh_from_db()
    assert export.document(small) == export.document(big)
    assert other["totals"] == one["totals"]


def test_whom_a_dead_file_called_the_owner_turns_nothing() -> None:
    owner, other = book(), book()
    bring(owner, broken(village.MYSELF, after=1), village.MAIL)
    bring(other, village.MAIL)
    owner.refresh_from_db()
    other.refresh_from_db()
    assert export.document(owner) == export.document(other)
