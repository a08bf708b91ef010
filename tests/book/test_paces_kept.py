"""Paces in the book: learned from what was brought, not again from what came later, and gone with an undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import batches, corrections, paces, ties
from amity.book.models import Batch, Outlook, Owner, Tie
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


def _outlooks(owner: Owner) -> list[dict[str, object]]:
    kept = Outlook.objects.filter(owner=owner).order_by("person_id").values()
    return [{name: value for name, value in one.items() if name != "id"} for one in kept]


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
        paces.renew(owner, today=TODAY + timedelta(days=91 * quarters))
        found.append(ties.paces(owner))
    assert found[0] == found[1] == found[2] != {}


def test_another_map_alone_is_read_without_counting_anew(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    village.bring(owner, _mails("a", back=900, count=400, people=30))
    for number, word in ((3, "good"), (5, "close")):
        corrections.say(owner, village.named(owner, f"p{number}@x.example"), "closer", word, today=TODAY)
    learned = ties.paces(owner)["mail"]
    other = learned._replace(intercept=learned.intercept + 0.3, slope=learned.slope - 0.1)

    def learn(*_: object, **__: object) -> dict[str, rules.Pace]:
        return {"mail": other}

    monkeypatch.setattr(paces, "_learned", learn)
    counted: list[int] = []
    replay = ties.replay

    def count(owner: Owner, people: set[int] | None, *, today: date) -> None:
        assert people is not None
        counted.extend(people)
        replay(owner, people, today=today)

    monkeypatch.setattr(ties, "replay", count)
    owner.paces["seen"] = []
    ties.repace(owner, today=TODAY)
    assert ties.paces(owner) == {"mail": other}
    assert len(counted) == 2
    read, kept = _rows(owner), _outlooks(owner)
    replay(owner, None, today=TODAY)
    assert _rows(owner) == read
    assert _outlooks(owner) == kept


@pytest.mark.parametrize(("field", "value"), [("half_life", 7.0), ("days_half_life", 14.0), ("lapse", 0.25)])
def test_another_way_of_counting_is_not_alike(field: str, value: float) -> None:
    learned = rules.PLAIN._replace(intercept=0.3, slope=0.5)
    assert paces.alike({}, {"mail": learned})
    assert paces.alike({"mail": learned}, {})
    assert not paces.alike({"mail": learned}, {"mail": learned._replace(**{field: value})})


def test_what_was_brought_of_this_quarter_is_not_learned_from(owner: Owner) -> None:
    village.bring(owner, _mails("a", back=900, count=400, people=30))
    seen = owner.paces["seen"]
    village.bring(owner, _mails("b", back=10, count=40, people=8))
    assert owner.paces["seen"] == seen
    assert not paces.renew(owner, today=TODAY)
    assert paces.renew(owner, today=TODAY + timedelta(days=120)) in {True, False}
    assert owner.paces["seen"] != seen
