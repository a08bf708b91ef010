"""An import beside the pages that fails by a fault of ours leaves nothing, and says so."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest

from amity.book import access
from amity.book.models import Batch, Interaction, Person, Record
from amity.sync import run, work
from amity.sync.progress import Progress

TODAY = date(2026, 11, 24)
CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Lima\nEMAIL:ana@acme.example\nEND:VCARD\n"


@pytest.mark.django_db(transaction=True)
def test_a_fault_in_the_middle_keeps_nothing_and_prints_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "cards.vcf").write_text(CARDS, encoding="utf-8")
    monkeypatch.setattr(run._Run, "_report", broken)
    monkeypatch.setattr(logging.getLogger(), "handlers", [caplog.handler])
    owner = access.owner()
    work._jobs["j"] = Progress()
    told = {"paths": [tmp_path / "cards.vcf"], "me": [], "today": TODAY, "region": "", "discard": None}
    work._work("j", owner.pk, **told)  # type: ignore[arg-type]
    done = work.progress("j")
    assert done is not None
    assert done.state == "failed"
    assert done.sentence.endswith("nothing of it is kept.")
    assert not any(model.objects.exists() for model in (Batch, Record, Person, Interaction))
    assert "ZeroDivisionError" in caplog.text
    assert "Traceback" not in caplog.text
