"""An import that was broken off goes on where it was, and ends as if nothing had happened."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from amity import options
from amity.book.models import Owner
from amity.core.errors import Refusal
from amity.keep import export
from amity.sync import child, run, spool, work
from amity.sync.child import Start
from tests.village import ROBIN, TODAY, book

pytestmark = pytest.mark.django_db
NAMES = ("Ana Lima", "Bo Chen", "Cy Young", "Dee Novak", "Eve Moss", "")


class Broken(Exception):  # noqa: N818 - what a crash looks like from within
    """The import is cut off here."""


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(options, "_current", options.current())
    options.override(data=tmp_path / "data")
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(run, "STEP", 170)


def letters(many: int, *, sent: bool = False) -> bytes:
    """Write an mbox: two in three count, names change, some are written twice."""
    chance = random.Random(many)  # noqa: S311 - the same mails in every run
    found = []
    for number in range(many):
        who = chance.randrange(60)
        name = NAMES[chance.randrange(len(NAMES))]
        other = f"{name} <P{who}@x.example>" if name else f"p{who}@x.example"
        mine, theirs = (f"Robin <{ROBIN}>", other) if sent or number % 3 == 0 else (other, f"<{ROBIN}>")
        at = format_datetime(datetime(2026, 11, 1, tzinfo=UTC) - timedelta(hours=number * 3))
        listed = "List-Id: <all.x.example>\n" if number % 11 == 0 else ""
        found.append(
            f"From - Mon Jan  1 00:00:00 2024\nFrom: {mine}\nTo: {theirs}\nSubject: no {number}\nDate: {at}\n"
            f"Message-ID: <{number if number % 97 else 1}@x.example>\n{listed}\nBody {number}\n\n"
        )
    return "".join(found).encode()


def cards(first: int, last: int) -> bytes:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u{n % 290}\r\nFN:Person {n}\r\nEMAIL:p{n}@x.example\r\n"
        "END:VCARD\r\n"
        for n in range(first, last)
    ).encode()


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Give files of every kind: a long mailbox, sent mails, cards that repeat, an archive, one unknown."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.mbox").write_bytes(letters(2_600))
    (folder / "b.vcf").write_bytes(cards(0, 500))
    with zipfile.ZipFile(folder / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.vcf", cards(480, 700))
        archive.writestr("what.bin", b"\x00\x01")
        archive.writestr("Sent.mbox", letters(300, sent=True))
    (folder / "d.bin").write_bytes(b"?")
    return [folder]


def content(owner: Owner) -> str:
    owner.refresh_from_db()
    return export.dump(export.document(owner))


def counts(report: dict[str, Any]) -> Any:  # noqa: ANN401 - a report without what differs in any two runs
    return report["files"], report["totals"]


@pytest.fixture
def whole(paths: list[Path]) -> tuple[str, Any]:
    owner = book(ROBIN)
    report = run.bring(owner, paths, today=TODAY)
    return content(owner), counts(report)


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Give a way to cut an import off at its n-th step, before it is acknowledged or behind it."""
    kept = run._Run._acknowledge

    def arrange(step: int) -> None:
        steps = itertools.count(1)

        def acknowledge(self: run._Run) -> None:
            now = next(steps)
            if step > 0 and now == step and step % 2:
                raise Broken
            kept(self)
            if step > 0 and now == step:
                raise Broken

        monkeypatch.setattr(run._Run, "_acknowledge", acknowledge)

    return arrange


STEPS = (1, 2, 5, 6, 7, 8, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25)


@pytest.mark.slow
@pytest.mark.parametrize("steps", [*((step,) for step in STEPS), (3, 4, 9, 2, 18), (16, 1, 1, 20)])
def test_an_import_broken_off_anywhere_and_brought_again_is_the_same_import(
    steps: Sequence[int], paths: list[Path], whole: tuple[str, Any], breaking: Callable[[int], None]
) -> None:
    owner = book(ROBIN)
    before = content(owner)
    for step in steps:
        breaking(step)
        with pytest.raises(Broken):
            run.bring(owner, paths, today=TODAY)
    breaking(0)
    assert [one.paths for one in spool.interrupted()] == [tuple(paths)] * (steps != (1,))
    report = run.bring(owner, paths, today=TODAY + timedelta(days=0))
    assert counts(report) == whole[1]
    assert content(owner) == whole[0] != before
    assert spool.interrupted() == []


def test_what_was_acknowledged_is_not_read_again(
    paths: list[Path], breaking: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The long mailbox is gone on with at its mark, and once it is read it is not even opened."""
    asked: list[Start] = []
    real = child.read

    def read(files: Any, settings: Any, *, start: Start, watch: Any) -> Iterator[child.Event]:  # noqa: ANN401
        asked.append(Start(start.first, start.skip, start.begun, start.passed, start.mark))
        return real(files, settings, start=start, watch=watch)

    monkeypatch.setattr(child, "read", read)
    owner = book(ROBIN)
    for step in (13, 19):
        breaking(step)
        with pytest.raises(Broken):
            run.bring(owner, paths, today=TODAY)
    breaking(0)
    run.bring(owner, paths, today=TODAY)
    first, second, third = asked
    assert (first.skip, first.begun, first.mark) == (0, None, "")
    assert second.skip == 0
    assert second.mark.startswith("[")
    assert second.passed < 1_001
    assert third.skip >= 1
    assert third.mark == ""


def test_files_that_changed_meanwhile_are_read_anew(
    paths: list[Path], breaking: Callable[[int], None]
) -> None:
    owner, never = book(ROBIN), book(ROBIN)
    breaking(18)
    with pytest.raises(Broken):
        run.bring(owner, paths, today=TODAY)
    breaking(0)
    (paths[0] / "a.mbox").write_bytes(letters(40))
    report = run.bring(owner, paths, today=TODAY)
    assert counts(report) == counts(run.bring(never, paths, today=TODAY))
    assert content(owner) == content(never)


@pytest.mark.parametrize("damage", ["cut", "flip", "zeros", "empty", "header"])
def test_a_spool_that_is_damaged_costs_only_the_time_to_read_again(
    damage: str, paths: list[Path], whole: tuple[str, Any], breaking: Callable[[int], None]
) -> None:
    owner = book(ROBIN)
    breaking(20)
    with pytest.raises(Broken):
        run.bring(owner, paths, today=TODAY)
    breaking(0)
    (place,) = spool.folder().glob("*.lines")
    said = place.read_bytes()
    damaged = {
        "cut": said[: len(said) * 2 // 3], "flip": said[:9_000] + b"\x00" + said[9_001:],
        "zeros": said + b"\x00" * 5_000, "empty": b"", "header": b'["kept"]\n' + said,
    }  # fmt: skip
    place.write_bytes(damaged[damage])
    report = run.bring(owner, paths, today=TODAY)
    assert counts(report) == whole[1]
    assert content(owner) == whole[0]


def test_a_spool_is_the_owners_alone_and_forgotten_on_their_word(
    paths: list[Path], breaking: Callable[[int], None]
) -> None:
    owner, stranger = book(ROBIN), book(ROBIN)
    breaking(18)
    uploads = options.current().data / "uploads"
    shutil.copytree(paths[0], uploads)
    with pytest.raises(Broken):
        run.bring(owner, [uploads], today=TODAY, discard=uploads, region="PT")
    (place,) = spool.folder().glob("*.lines")
    assert place.stat().st_mode & 0o777 == 0o600
    (waiting,) = spool.interrupted()
    assert (waiting.discard, waiting.region, waiting.files, waiting.names) == (uploads, "PT", 4, "uploads")
    assert waiting.records > 1_000
    assert work.interrupted(owner) == [waiting]
    with pytest.raises(Refusal):
        work.forget(stranger, waiting.name)
    with pytest.raises(Refusal):
        work.resume(stranger, waiting.name, today=TODAY)
    assert work.interrupted(stranger) == []
    work.forget(owner, waiting.name)
    assert not place.exists()
    assert not uploads.exists()


def test_a_spool_is_kept_for_a_week(paths: list[Path], breaking: Callable[[int], None]) -> None:
    breaking(18)
    with pytest.raises(Broken):
        run.bring(book(ROBIN), paths, today=TODAY)
    (place,) = spool.folder().glob("*.lines")
    (spool.folder() / "odd.lines").write_bytes(b"?")
    now = datetime.now(tz=UTC)
    spool.sweep(now + timedelta(days=6))
    assert list(spool.folder().iterdir()) == [place]
    os.utime(place, (now.timestamp() - 8 * 86_400,) * 2)
    spool.sweep(now)
    assert list(spool.folder().iterdir()) == []
