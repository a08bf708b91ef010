"""The village's owner lives: what they keep by hand is there, and goes with the village."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from amity import village
from amity.book import access, batches, facts, interactions, people, promises
from amity.book.models import Owner
from amity.keep import export, restore, soundness
from amity.sync import run
from amity.village import life

TODAY = date(2026, 11, 24)


@pytest.mark.django_db
def test_what_the_villages_owner_keeps_goes_with_the_village(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lived(owner: Owner, who: life.Who, *, today: date) -> None:
        ada = people.add(owner, name="Ada Vance", today=today)
        asks = who(cast.asks.name)
        people.set_words(owner, [asks, ada], purposes=["social"], today=today)
        facts.learn(owner, asks, "working_on", "a choir", on=today, today=today)
        interactions.log(owner, [ada, asks], "sang", on=today, today=today)
        promises.promise(owner, ada, "send the score", today=today)

    owner = access.owner()
    empty = export.dump(export.document(owner))
    cast = village.write(tmp_path, today=TODAY)
    paths = [tmp_path / name for name in cast.files.names()]
    report = run.bring(owner, paths, me=cast.addresses, today=TODAY)
    monkeypatch.setattr(life, "CHAPTERS", {**life.CHAPTERS, "lived": lived})
    village.live(owner, report["batch"], today=TODAY)
    assert people.find(owner, "Ada Vance", today=TODAY)
    batches.undo(owner, report["batch"], today=TODAY)
    assert export.dump(export.document(owner)) == empty
    assert dict(soundness.dangling()) == {}


@pytest.mark.django_db
def test_the_village_as_lived_comes_back_byte_for_byte(tmp_path: Path) -> None:
    owner = access.owner()
    cast = village.write(tmp_path / "village", today=TODAY)
    paths = [tmp_path / "village" / name for name in cast.files.names()]
    report = run.bring(owner, paths, me=cast.addresses, today=TODAY)
    village.live(owner, report["batch"], today=TODAY)
    written, again = tmp_path / "book.zip", tmp_path / "again.zip"
    export.write(owner, written)
    other = Owner.objects.create(secret=owner.secret[::-1])
    restore.bring(other, written, today=TODAY)
    export.write(other, again)
    assert again.read_bytes() == written.read_bytes()
