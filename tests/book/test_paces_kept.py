"""Paces in the book: learned from what was brought, not again from what came later, and gone with an undo."""

from __future__ import annotations

from datetime import timedelta

import pytest

from amity.book import batches, paces, ties
from amity.book.models import Batch, Owner, Tie
from amity.core import ties as rules
from tests import village
from tests.village import TODAY, File, mail

pytestmark = pytest.mark.django_db


def _mails(name: str, *, back: int, count: int, people: int) -> File:
    """Write mails both ways with several people, from `back` days ago, of whom every second one goes on."""
    lines = []
    for number in range(count):
        who = number % people
        if who % 2 and number > count // 3:
            continue
        ago = back - number * back // (count + 1)
        other = f"p{who}@x.example"
        for way, (sender, to) in enumerate(((village.ROBIN, other), (other, village.ROBIN))):
            lines.append(mail(f"{name}-{number}-{way}", ago, sender, to))
    return File(name, "mail", tuple(lines))


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    return village.book(village.ROBIN)


def _rows(owner: Owner) -> list[tuple[object, ...]]:
    return list(Tie.objects.filter(owner=owner).order_by("person").values_list("key", "row", "channels"))


def test_a_long_history_teaches_a_pace_and_its_undo_forgets_it(owner: Owner) -> None:
    village.bring(owner, _mails("a", back=900, count=400, people=30))
    learned = ties.paces(owner)["mail"]
    assert learned != rules.PLAIN
    row = Tie.objects.filter(owner=owner).first()
    assert row is not None
    assert rules.from_row(row.row).pace == learned
    before = _rows(owner)
    village.bring(owner, _mails("b", back=700, count=300, people=20))
    batch = Batch.objects.filter(owner=owner).order_by("-id").first()
    assert batch is not None
    batches.undo(owner, batch.uid, today=TODAY)
    assert _rows(owner) == before


def test_what_was_not_brought_since_was_no_silence(owner: Owner) -> None:
    village.bring(owner, _mails("a", back=900, count=400, people=30))
    found = []
    for quarters in (1, 2, 8):
        asked = paces.asked(owner, today=TODAY + timedelta(days=91 * quarters))
        assert asked is not None
        found.append(paces.learn(owner, asked))
    assert found[0] == found[1] == found[2] != {}


def test_what_was_brought_of_this_quarter_is_not_learned_from(owner: Owner) -> None:
    village.bring(owner, _mails("a", back=900, count=400, people=30))
    seen = owner.paces["seen"]
    village.bring(owner, _mails("b", back=10, count=40, people=8))
    assert owner.paces["seen"] == seen
    assert paces.asked(owner, today=TODAY) is None
    later = paces.asked(owner, today=TODAY + timedelta(days=120))
    assert later is not None
    assert later != seen
