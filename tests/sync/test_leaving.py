"""Leaving another address book: brought twice nothing is new, taken back nothing is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from amity.book import access, batches, people
from amity.keep import export, soundness
from amity.sync import recovery, run

TODAY = date(2026, 11, 24)
SAMPLES = Path(__file__).parents[1] / "sources" / "samples"
NAMES = {
    "monica": ["Ines Paz Moreno", "Theo Brandt"],
    "nametag": ["Hanna of the Choir", "Oskar Emil Lind Vega", "Sam Berg", "Sam Berg"],
    "meerkat": ["Ada Finch", "Ada Finch", "Nora Vale", "Piet"],
}


@pytest.mark.parametrize("source", NAMES)
def test_an_export_comes_twice_with_nothing_new_and_leaves_nothing(db: None, source: str) -> None:  # noqa: ARG001
    owner = access.owner()
    empty = export.document(owner)
    first = run.bring(owner, [SAMPLES / source], today=TODAY)
    read = [file for file in first["files"] if file["source"] == source]
    assert [file["understood"] for file in read] == [True]
    book = export.document(owner)
    second = run.bring(owner, [SAMPLES / source], today=TODAY)
    assert export.document(owner) == book
    assert second["totals"]["records"]["created"] == second["totals"]["records"]["updated"] == 0
    assert second["totals"]["interactions"]["created"] == 0
    assert list(soundness.dangling()) == []
    shown = people.page(owner, people.Query(sort="name"), today=TODAY).people
    assert [one.name for one in shown] == NAMES[source]
    for batch in batches.all(owner):
        recovery.undo(owner, batch.id, today=TODAY)
    assert export.document(owner) == empty
