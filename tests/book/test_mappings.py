"""What the owner said of their tables' columns: remembered, refused, exported and brought back."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from amity.book import access, mappings
from amity.core.errors import Refusal
from amity.core.findings import Settings
from amity.formats import columns
from amity.keep import export, restore
from amity.sources import wire
from amity.sync import run

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
HEADER = ("Wer", "Post", "Nr")
TABLE = "Wer;Post;Nr\nAnn Lee;ann@lee.example;7\n"


def test_what_was_said_of_a_header_is_remembered_whatever_the_order_of_its_columns() -> None:
    owner = access.owner()
    mappings.say(owner, HEADER, {"wer": "name", "nr": "skip"}, today=TODAY)
    assert mappings.told(owner, ("POST", "Nr", "Wer")) == {"wer": "name", "post": "other", "nr": "skip"}
    assert mappings.told(owner, ("Wer", "Post")) == {}


def test_saying_it_again_changes_it_and_it_can_be_forgotten() -> None:
    owner = access.owner()
    for field in ("name", "nickname"):
        mappings.say(owner, HEADER, {"wer": field}, today=TODAY)
    assert [said["wer"] for said in mappings.all(owner).values()] == ["nickname"]
    mappings.forget(owner, HEADER)
    assert mappings.all(owner) == {}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"nobody": "name"}, "no-such-column"),
        ({"wer": "shoe size"}, "no-such-field"),
        ({"wer": "note"}, "no-name"),
    ],
)
def test_what_would_make_no_person_is_refused(said: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as no:
        mappings.say(access.owner(), HEADER, said, today=TODAY)
    assert no.value.code == code
    assert mappings.all(access.owner()) == {}


def test_a_mapping_goes_to_the_reader_and_back() -> None:
    said = {columns.fingerprint(HEADER): {"wer": "name"}}
    told = json.loads(json.dumps(wire.settings_out(Settings(TODAY, mappings=said))))
    assert wire.settings_in(told, name="x").mappings == said


def test_a_table_is_read_as_the_owner_said_once_they_have(tmp_path: Path) -> None:
    owner, path = access.owner(), tmp_path / "people.csv"
    path.write_text(TABLE, "utf-8")
    (before,) = run.bring(owner, [path], today=TODAY)["files"]
    assert (before["understood"], before["skipped_by_code"]) == (False, {"unknown-columns": 1})
    assert before["people"]["created"] == 0
    mappings.say(owner, HEADER, {"wer": "name", "post": "email"}, today=TODAY)
    (after,) = run.bring(owner, [path], today=TODAY)["files"]
    assert (after["understood"], after["people"]["created"]) == (True, 1)


def test_mappings_are_part_of_the_dump_and_come_back_to_the_same_bytes(tmp_path: Path) -> None:
    owner = access.owner()
    mappings.say(owner, HEADER, {"wer": "name"}, today=TODAY)
    first, again = tmp_path / "first.zip", tmp_path / "again.zip"
    export.write(owner, first)
    mappings.forget(owner, HEADER)
    restore.bring(owner, first, today=date(2027, 1, 1))
    export.write(owner, again)
    assert first.read_bytes() == again.read_bytes()


def test_a_mapping_that_is_here_already_is_not_overwritten(tmp_path: Path) -> None:
    owner, place = access.owner(), tmp_path / "book.zip"
    mappings.say(owner, HEADER, {"wer": "name"}, today=TODAY)
    export.write(owner, place)
    mappings.say(owner, HEADER, {"wer": "nickname"}, today=TODAY)
    restore.bring(owner, place, today=TODAY)
    assert mappings.told(owner, HEADER)["wer"] == "nickname"


def book(place: Path, **changes: object) -> Path:
    content = export.document(access.owner()) | changes
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(
            "book.json", export.dump({name: value for name, value in content.items() if value != "gone"})
        )
    return place


def test_an_older_book_without_mappings_comes_back(tmp_path: Path) -> None:
    report = restore.bring(access.owner(), book(tmp_path / "old.zip", mappings="gone"), today=TODAY)
    assert report["files"][0]["understood"]


@pytest.mark.parametrize(
    "damaged",
    [
        {"a": 1},
        [{}],
        [{"fingerprint": "x" * 33, "columns": {}, "on": "2026-11-24"}],
        [{"fingerprint": "x", "columns": {"a": 1}, "on": "2026-11-24"}],
        [{"fingerprint": "x", "columns": {}, "on": "soon"}],
    ],
)
def test_a_damaged_mapping_brings_nothing(damaged: object, tmp_path: Path) -> None:
    from amity.core.errors import Trouble  # noqa: PLC0415 - only this test

    with pytest.raises(Trouble):
        restore.bring(access.owner(), book(tmp_path / "bad.zip", mappings=damaged), today=TODAY)
    assert mappings.all(access.owner()) == {}
