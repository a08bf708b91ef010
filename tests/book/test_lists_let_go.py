"""Lists, functions and programs that an earlier version took for people go with the next upgrade."""

from __future__ import annotations

from datetime import timedelta

import pytest

from amity.book import duplicates, nobodys, people, placing, plan, programs, reminders
from amity.book.models import Owner, Pick, Record
from amity.core import handles
from amity.keep import soundness
from tests.book.test_nobodys import FED, names
from tests.village import ROBIN, TODAY, File, book, bring, mail, named

pytestmark = pytest.mark.django_db
TALK, NEWS, BOARD = "amity-talk@amity.example", "amity-news@amity.example", "board-owner@amity.example"
LISTS = File("lists.mbox", "mail", tuple(
    mail(f"l{n}{way}", 200 - n, *((ROBIN, to) if way else (to, ROBIN)))
    for n, to in enumerate([TALK, NEWS, BOARD, "ana@acme.example"]) for way in (0, 1)
))  # fmt: skip


@pytest.fixture
def before(monkeypatch: pytest.MonkeyPatch) -> Owner:
    """Derive a book by the rules of before, when every address was somebody's."""
    owner = book(ROBIN)
    with monkeypatch.context() as old:
        old.setattr(handles, "why_nobodys", lambda _address: None)
        old.setattr(programs, "among", lambda _owner, _named: set())
        bring(owner, LISTS, FED)
    Owner.objects.filter(id=owner.pk).update(placed=False)
    return owner


EVERYBODY = {"ana@acme.example", TALK, NEWS, BOARD, "boingboing"}


def record(owner: Owner, name: str) -> Record:
    (found,) = Record.objects.filter(owner=owner, person__name=name, mention=True)
    return found


def test_an_upgrade_lets_go_whom_the_rules_take_for_nobody_and_nobody_else(before: Owner) -> None:
    assert set(names(before)) == EVERYBODY
    for _ in range(2):
        nobodys.renew()
        assert names(before) == ["ana@acme.example"]
        assert dict(soundness.dangling()) == {}


def test_of_whom_the_owner_said_anything_stays(before: Owner) -> None:
    people.set_words(before, [named(before, TALK)], importance=2, today=TODAY)
    reminders.add(before, named(before, NEWS), "read it", on=TODAY, today=TODAY)
    assert plan.week(before, today=TODAY).picks
    Pick.objects.filter(owner=before).update(
        record=record(before, BOARD), state="done", answered=TODAY - timedelta(days=1)
    )
    duplicates.different(before, named(before, "boingboing"), named(before, BOARD), today=TODAY)
    nobodys.renew()
    assert set(names(before)) == EVERYBODY
    bring(before, LISTS, FED)
    assert set(names(before)) == EVERYBODY


def test_a_book_that_was_looked_through_once_is_left_alone(before: Owner) -> None:
    placing.renew()
    nobodys.renew()
    assert set(names(before)) == EVERYBODY
