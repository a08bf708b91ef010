"""Whose mail only comes in: counted as it is, the only one nowhere, in no picture, worth no word."""

from __future__ import annotations

import pytest

from amity.book import access, atlas, callers, network, people, person, plan
from amity.book.models import Owner, Plan
from amity.core.areas import Cell, Drawn
from tests import village
from tests.village import ROBIN, TODAY, File, card, mail

SHOP, ANA = "daily.post@press.example", "ana@acme.example"
BOX = File("box.mbox", "mail", (
    *(mail(f"s{day}", day, SHOP, ROBIN, name="The Guardian") for day in (9, 19, 29, 39)),
    *(mail(f"a{day}", day, ANA, ROBIN, name="Ana Lima") for day in (9, 19, 29, 39)),
    mail("out", 8, ROBIN, ANA),
))  # fmt: skip


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    mine = village.book(ROBIN)
    village.bring(mine, BOX)
    return mine


def cell(found: Drawn, name: str) -> Cell:
    cells = next(one.cells for one in found.coverages if one.dimension == "organization")
    return next(one for one in cells if one.name == name)


def test_who_only_calls_is_counted_and_keeps_nobody_in_touch_with_a_place(owner: Owner) -> None:
    found = atlas.drawn(owner, today=TODAY)
    assert (cell(found, "press.example").in_touch, cell(found, "press.example").only) == (1, None)
    assert {one.name for one in found.bridges} == {"Ana Lima"}
    assert "The Guardian" not in {name for spot in found.spots for _, name in spot.people}


def test_who_only_calls_is_in_no_picture(owner: Owner) -> None:
    assert [one.name for one in network.picture(owner, today=TODAY).people] == ["Ana Lima"]


def test_who_only_calls_is_worth_no_word_every_so_many_weeks(owner: Owner) -> None:
    people.add(owner, name="Bo Chen", importance=3, today=TODAY)
    plan.week(owner, today=TODAY)
    Plan.objects.filter(owner=owner).update(price=0.001)
    assert person.whole(owner, village.named(owner, "The Guardian"), today=TODAY).cadence.words == ""
    assert person.whole(owner, village.named(owner, "Ana Lima"), today=TODAY).cadence.words


@pytest.mark.parametrize("how", ["mail", "card", "word"])
def test_a_mail_a_card_or_a_word_makes_a_caller_somebody(owner: Owner, how: str) -> None:
    shop = village.named(owner, "The Guardian")
    number = access.person(owner, shop).pk
    assert callers.among(owner, [number]) == {number}
    if how == "mail":
        village.bring(owner, File("sent.mbox", "mail", (mail("s-out", 2, ROBIN, SHOP),)))
    elif how == "card":
        village.bring(owner, File("cards.vcf", "vcard", (card("uid:shop", "The Guardian", SHOP),)))
    else:
        people.set_words(owner, [shop], today=TODAY, importance=2)
    assert callers.among(owner, [number]) == set()
    assert cell(atlas.drawn(owner, today=TODAY), "press.example").only == (shop, "The Guardian")
    assert "The Guardian" in {one.name for one in network.picture(owner, today=TODAY).people}
