"""Zips that lie: read by their index, never unpacked to a name, bounded by what truly comes out."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from amity.core.errors import Trouble
from amity.sources import archive
from tests.safety.stage import Bring, Change, card, held, zipped

ANA = card("Ana Sousa", email="ana@sousa.example")
BERG = card("Marcus Berg", email="marcus@berg.example")
BATCH = frozenset({"Batch"})


def _with(*, mode: int = 0, **fields: int) -> Change:
    """Make a change to the index: the last entry gets these fields, `mode` as its kind of file."""

    def change(archive: zipfile.ZipFile) -> None:
        entry = archive.infolist()[-1]
        entry.external_attr = (mode | 0o644) << 16
        for name, value in fields.items():
            setattr(entry, name, value)

    return change


LIES = {
    "link": (zipped({"a.vcf": ANA}, _with(mode=stat.S_IFLNK)), "link or device"),
    "device": (zipped({"a.vcf": ANA}, _with(mode=stat.S_IFBLK)), "link or device"),
    "pipe": (zipped({"a.vcf": ANA}, _with(mode=stat.S_IFIFO)), "link or device"),
    "locked": (zipped({"a.vcf": ANA}, _with(flag_bits=1)), "password"),
    "archive within": (zipped({"a.zip": zipped({"a.vcf": ANA})}), "unpack it first"),
    "archive by content": (zipped({"a.vcf": zipped({"a.vcf": ANA})}), "does not know this kind of file"),
    "smaller than told": (zipped({"a.vcf": ANA}, _with(file_size=20)), "damaged"),
    "other than told": (zipped({"a.vcf": ANA}, _with(CRC=1)), "damaged"),
    "unknown method": (zipped({"a.vcf": ANA}, _with(compress_type=99)), "damaged"),
    "far away": (zipped({"a.vcf": ANA}, _with(header_offset=2**31)), "damaged"),
    "bomb": (zipped({"a.vcf": card("Bomb", note="A" * 40_000_000)}, level=9), "200 times"),
    "too many": (zipped({f"{number}.vcf": b"" for number in range(10_001)}), "10001 entries"),
    "cut off": (zipped({"a.vcf": ANA})[:-30], "damaged"),
    "no index": (b"PK\x03\x04" + b"\x00" * 500, "damaged"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lying_zip_leaves_nothing_and_says_why(lie: str, bring: Bring) -> None:
    content, sentence = LIES[lie]
    before = held(without=BATCH)
    report = bring(("lie.zip", content))
    assert [file["understood"] for file in report["files"]] == [False]
    assert sentence in report["files"][0]["reason"]
    assert held(without=BATCH) == before


def test_what_lies_beside_a_liar_still_comes_in(bring: Bring) -> None:
    bring(
        *((f"{place}.zip", LIES[lie][0]) for place, lie in enumerate(("bomb", "locked", "cut off"))),
        ("z.vcf", BERG),
    )
    assert bring.names() == {"Marcus Berg"}


def test_two_entries_over_each_other_are_read_once(bring: Bring) -> None:
    def overlap(archive: zipfile.ZipFile) -> None:
        first, second = archive.infolist()
        second.header_offset = first.header_offset

    report = bring(("over.zip", zipped({"a.vcf": ANA, "b.vcf": BERG}, overlap)))
    assert [file["reason"] for file in report["files"]] == [
        None,
        "Two entries of this zip lie over each other.",
    ]
    assert bring.names() == {"Ana Sousa"}


NAMES = (
    "../../../../tmp/amity-was-here.vcf", "/tmp/amity-was-here.vcf",  # noqa: S108 - where a liar would write
    "C:\\amity-was-here.vcf", "..\\..\\amity-was-here.vcf", "a/../../b/amity-was-here.vcf",
    "~/amity-was-here.vcf", "con.vcf", "-rf.vcf", "$(touch amity-was-here).vcf", "\u202efcv.was-here.vcf",
    "<script>alert(1)</script>.vcf", "n" * 5000 + ".vcf",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_within_a_zip_is_never_a_path(name: str, bring: Bring, tmp_path: Path) -> None:
    places = (tmp_path, tmp_path.parent, Path("/tmp"), Path.home(), Path.cwd())  # noqa: S108 - where the names point
    before = {place: set(place.glob("*was-here*")) for place in places}
    report = bring(("names.zip", zipped({name: ANA})))
    assert report["files"][0]["understood"]
    assert bring.names() == {"Ana Sousa"}
    assert {place: set(place.glob("*was-here*")) for place in places} == before
    assert sorted(path.name for path in tmp_path.rglob("*") if path.suffix == ".vcf") == []


def test_a_size_told_too_large_changes_nothing(bring: Bring) -> None:
    bring(("large.zip", zipped({"a.vcf": ANA}, _with(file_size=2**31))))
    assert bring.names() <= {"Ana Sousa"}


def test_what_comes_out_of_all_entries_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 1500)
    with zipfile.ZipFile(io.BytesIO(zipped({"a": b"a" * 1000, "b": b"b" * 1000}))) as opened:
        meter, (first, second) = archive.Meter(), opened.infolist()
        assert len(meter.open(opened, first, capped=True).read()) == 1000
        with pytest.raises(Trouble, match="This archive holds more than"):
            meter.open(opened, second, capped=True).read()


def test_mail_streams_without_the_limit_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 10)
    with zipfile.ZipFile(io.BytesIO(zipped({"a": b"a" * 1000}))) as opened:
        assert len(archive.Meter().open(opened, opened.infolist()[0], capped=False).read()) == 1000
