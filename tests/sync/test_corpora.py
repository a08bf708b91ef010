"""Everything of the public corpora in one import: accounted for, brought twice, taken back whole."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from amity.book import access, batches
from amity.keep import export, soundness
from amity.sync import recovery, run

TODAY = date(2026, 11, 24)


@pytest.mark.outside
def test_the_public_files_come_twice_with_nothing_new_and_leave_nothing(db: None) -> None:  # noqa: ARG001
    corpora = Path(os.environ["AMITY_SHARED"]) / "corpora"
    folders = [corpora / name for name in ("vcard", "ics", "mail", "linkedin", "csv", "chat", "sms")]
    owner = access.owner()
    empty = export.document(owner)
    first = run.bring(owner, folders, today=TODAY)
    for file in first["files"]:
        counts = file["records"]
        assert counts["total"] == sum(counts[word] for word in ("created", "updated", "unchanged", "skipped"))
        assert file["understood"] or (file["reason"] and not counts["created"])
    book = export.document(owner)
    second = run.bring(owner, folders, today=TODAY)
    assert export.document(owner) == book
    records, people = second["totals"]["records"], second["totals"]["people"]
    assert (records["created"], records["updated"], people["created"], people["updated"]) == (0, 0, 0, 0)
    assert second["totals"]["interactions"]["created"] == 0
    assert list(soundness.dangling()) == []
    for batch in batches.all(owner):
        recovery.undo(owner, batch.id, today=TODAY)
    assert export.document(owner) == empty
