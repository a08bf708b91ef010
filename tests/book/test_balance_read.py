"""The balance and the quiet sign, read from what the book has: the owner's lines and what records say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import access, balance, help, outcomes, people, promises  # noqa: A004
from amity.book.models import Owner
from amity.keep import soundness
from tests import village

TODAY = village.TODAY


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    found = village.book(village.ROBIN)
    village.bring(found, village.MAIL, village.CARDS)
    return found


def _id(owner: Owner, name: str) -> str:
    return people.find(owner, name, today=TODAY)[0].id


def test_a_gift_a_file_tells_of_counts_as_help(owner: Owner) -> None:
    card = village.card("f", "Fay Ode", "fay@ode.example", help_received="lent a book")
    village.bring(owner, village.File("fay.vcf", "vcard", (card,)))
    (first, *_) = balance.of(owner, _id(owner, "Fay Ode"), today=TODAY)
    assert first.sentence == "Fay has helped you once."
    assert first.evidence[0].text == "Fay helped: lent a book"


def test_a_kept_promise_counts_as_help(owner: Owner) -> None:
    bo = _id(owner, "Bo Chen")
    made = promises.promise(owner, bo, "send the paper", today=TODAY - timedelta(days=40))
    assert [clause.kind for clause in balance.of(owner, bo, today=TODAY)] == ["nothing"]
    promises.keep(owner, made.id, on=TODAY, today=TODAY)
    assert balance.of(owner, bo, today=TODAY)[0].sentence == "You have helped Bo once, on November 24."


def test_signs_stand_only_before_those_who_were_asked_and_given_nothing(owner: Owner) -> None:
    ana, bo = _id(owner, "Ana Lima"), _id(owner, "Bo Chen")
    for month in (3, 6):
        for who in (ana, bo):
            help.note(owner, who, "asked", "a name", on=date(2026, month, 1), today=TODAY)
    help.note(owner, bo, "offered", "to read a draft", on=date(2026, 4, 1), today=TODAY)
    assert list(balance.signs(owner, [ana, bo], today=TODAY)) == [ana]
    sign = balance.sign(owner, ana, today=TODAY)
    assert sign is not None
    assert sign.sentence.startswith("You have asked Ana twice")
    assert balance.sign(owner, bo, today=TODAY) is None


def test_help_and_outcomes_that_are_removed_are_gone(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    helped = help.note(owner, ana, "given", "a name", on=TODAY, today=TODAY)
    came = outcomes.note(owner, ana, "insight", "how banks think", on=TODAY, today=TODAY)
    assert [one.person_name for one in outcomes.all(owner, today=TODAY)] == ["Ana Lima"]
    assert outcomes.all(owner, today=TODAY - timedelta(days=1)) == []
    assert help.remove(owner, helped.id).text == "a name"
    assert outcomes.remove(owner, came.id).text == "how banks think"
    assert outcomes.all(owner, today=TODAY) == []
    for gone in (help.remove, outcomes.remove):
        with pytest.raises(access.Missing):
            gone(owner, came.id)
    assert dict(soundness.dangling()) == {}
