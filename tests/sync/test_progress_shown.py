"""How far an import or its undoing is shown to be, from the first record to the last tie."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from amity.book.models import Batch
from amity.sync import run
from amity.sync.progress import Control, Progress, Stopped
from tests.village import CARDS, FILES, MAIL, ROBIN, TODAY, book, bring

pytestmark = pytest.mark.django_db


def test_the_bar_never_goes_back_and_tells_each_step() -> None:
    seen: list[tuple[str, int, tuple[str, int, int]]] = []
    events = (event for file in FILES for event in file.events())

    def watch(now: Progress) -> None:
        seen.append((now.state, now.look().percent, now.step))

    run._Run(book(ROBIN), TODAY, watch).go(events)
    shown = [percent for _, percent, _ in seen]
    assert shown == sorted(shown)
    assert shown[-1] == 100
    steps = [step for state, _, step in seen if state == "deriving"]
    assert [name for name, _, _ in dict.fromkeys(steps)][-1] == "ties"
    for name in ("people", "ties"):
        done, total = next((done, total) for what, done, total in reversed(steps) if what == name)
        assert done == total > 0


def test_while_people_are_put_together_the_owner_can_still_stop_it() -> None:
    owner, control = book(ROBIN), Control()

    def watch(now: Progress) -> None:
        if now.step[0] == "people":
            control.cancel()

    one = run._Run(owner, TODAY, watch, None, control)
    with pytest.raises(Stopped):
        one.go(event for file in (CARDS, MAIL) for event in file.events())
    assert one.progress.state == "deriving"
    assert Batch.objects.get(owner=owner).state == "running"


def test_what_goes_on_begins_its_bar_where_it_was() -> None:
    now = Progress(total_bytes=100, known_bytes=40, known=110_000, records=2_000)
    assert now.behind
    assert now.look().percent == 40
    now.records, now.done_bytes = 112_000, 50
    assert not now.behind
    assert now.look().percent == 50


def test_taking_back_has_a_bar_of_its_own() -> None:
    now = Progress(state="deriving", what="undo", began=time.monotonic())
    assert now.look().percent == 0
    now.read, now.step = time.monotonic(), ("people", 0, 9)
    assert now.look().percent == 35
    now.step = ("ties", 1, 2)
    assert now.look().percent == 87


def test_a_spool_tells_how_much_of_its_files_was_read(tmp_path: Path) -> None:
    from amity.sync import spool  # noqa: PLC0415

    place = tmp_path / "one.lines"
    told = [["file", 0, "a", "vcard", "", 9], ["at", 9], ["end", 0, "ok", ""],
            ["file", 1, "b", "vcard", "", 9], ["at", 4]]  # fmt: skip
    lines = [json.dumps(words).encode() + b"\n" for words in told]
    import zlib  # noqa: PLC0415

    crc = zlib.crc32(b"".join(lines), zlib.crc32(b"{}\n"))
    place.write_bytes(b"{}\n" + b"".join(lines) + spool.line_of(["kept", crc, 7]) + b'["at", 8]\n')
    with place.open("rb") as file:
        assert spool._acknowledged(file)[2:] == (7, 13)


def test_an_undo_tells_how_far_it_is() -> None:
    from amity.sync import recovery  # noqa: PLC0415

    owner = book(ROBIN)
    bring(owner, CARDS)
    batch = bring(owner, MAIL)["batch"]
    told: list[str] = []
    recovery.undo(owner, batch, today=TODAY, watch=lambda step, *_: told.append(step))
    assert list(dict.fromkeys(told)) == ["people", "ties"]
