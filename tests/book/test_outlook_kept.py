"""Outlooks: one line of each person, the same whether it grew or was made anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.book import facts, interactions, people, ties, views
from amity.book.models import Interaction, Outlook, Owner, Person
from tests.village import CARDS, MAIL, NEW_CARDS, ROBIN, TODAY, book, bring, named

pytestmark = pytest.mark.django_db


def kept(owner: Owner) -> list[dict[str, Any]]:
    return [dict(one) for one in Outlook.objects.filter(owner=owner).order_by("person_id").values()]


def same(owner: Owner) -> bool:
    before = [{**one, "id": 0} for one in kept(owner)]
    ties.replay(owner, None, today=TODAY)
    return before == [{**one, "id": 0} for one in kept(owner)]


def of(owner: Owner, name: str) -> Outlook:
    return Outlook.objects.get(owner=owner, person__uid=named(owner, name))


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - a book needs a database
    made = book(ROBIN)
    bring(made, MAIL, CARDS)
    return made


def test_everybody_has_one_line(owner: Owner) -> None:
    everybody = set(Person.objects.filter(owner=owner).values_list("id", flat=True))
    assert {one["person_id"] for one in kept(owner)} == everybody


def test_a_line_that_grew_is_the_line_made_anew(owner: Owner) -> None:
    ana = named(owner, "Ana Lima")
    for ago in (90, 40, 7, 7, 0, 30):
        interactions.log(owner, [ana], "spoke", how="call", on=TODAY - timedelta(days=ago), today=TODAY)
        assert same(owner)


def test_one_more_talk_costs_the_same_after_many(owner: Owner) -> None:
    ana = named(owner, "Ana Lima")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            interactions.log(owner, [ana], "spoke", how="call", on=TODAY, today=TODAY)
        return len(queries)

    interactions.log(owner, [ana], "spoke", how="call", on=TODAY, today=TODAY)
    first = asked()
    for _ in range(8):
        interactions.log(owner, [ana], "spoke", how="call", on=TODAY, today=TODAY)
    assert asked() == first


def test_the_newest_exchanges_are_those_that_are_found_when_looked_for(owner: Owner) -> None:
    numbers = sorted(Person.objects.filter(owner=owner).values_list("id", flat=True))
    for ago in (3, 3, 200):
        everybody = list(Person.objects.filter(owner=owner).values_list("uid", flat=True))
        interactions.log(owner, everybody, "met", how="meeting", on=TODAY - timedelta(days=ago), today=TODAY)
    ties.advance(owner, today=TODAY)
    for count, oldest in ((5, False), (2, False), (1, True)):
        read = views.exchanges(owner, numbers, count=count, today=TODAY, oldest=oldest)
        looked = views._looked_for(owner, numbers, count=count, today=TODAY, oldest=oldest)
        assert read == dict(looked)
    assert Interaction.objects.filter(owner=owner).exists()


def test_what_the_owner_says_is_known_at_once(owner: Owner) -> None:
    cy = named(owner, "Cy Young")
    assert not of(owner, "Cy Young").said
    before = of(owner, "Cy Young").ceiling
    people.set_words(owner, [cy], importance=3, today=TODAY)
    assert of(owner, "Cy Young").said
    assert of(owner, "Cy Young").ceiling > before
    people.put_aside(owner, [cy], "private", today=TODAY)
    assert of(owner, "Cy Young").away
    facts.learn(owner, cy, "working_on", "a bridge", on=TODAY, today=TODAY)
    assert of(owner, "Cy Young").tells == ""


def test_a_card_that_tells_of_another_company_is_a_move(owner: Owner) -> None:
    assert of(owner, "Ana Lima").moved is None
    bring(owner, NEW_CARDS, today=TODAY)
    assert of(owner, "Ana Lima").moved == TODAY


def test_who_is_gone_has_no_line(owner: Owner) -> None:
    made = people.add(owner, name="Zed Quill", today=TODAY)
    assert Outlook.objects.filter(owner=owner, person__uid=made).exists()
    number = Person.objects.get(owner=owner, uid=made).pk
    people.remove(owner, made, today=TODAY)
    assert not Outlook.objects.filter(owner=owner, person=number).exists()
