"""Triage: one person at a time, with keys or plain forms, and every step can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from amity.book import people, purposes
from amity.core.people import Person
from amity.web.page import Owner
from tests.web.conftest import TODAY

Crowd = Callable[[int], list[str]]


def of(owner: Owner, person: str) -> Person:
    return people.find(owner, person, today=TODAY)[0]


class Sitting:
    """Somebody who goes through their people by plain forms."""

    def __init__(self, client: Client) -> None:
        self.client, self.url = client, "/people/triage/"
        self.look()

    def look(self) -> str:
        answer = self.client.get(self.url)
        assert answer.status_code == 200
        self.page = answer.content.decode()
        return self.page

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        return found[1] if found else ""

    def say(self, act: str = "say", **words: object) -> int:
        told = {"log": self.hidden("log"), "person": self.hidden("person"), "act": act, "importance": "0"}
        answer = self.client.post("/people/triage/", {**told, **words})
        if answer.status_code == 302:
            self.url = answer.headers["Location"]
            self.look()
        else:
            self.page = answer.content.decode()
        return answer.status_code


@pytest.fixture
def sitting(client: Client, crowd: Crowd) -> Sitting:
    crowd(4)
    return Sitting(client)


def test_an_empty_book_has_nobody_to_ask_about(client: Client, owner: Owner) -> None:  # noqa: ARG001
    assert "Nobody is left to ask about" in client.get("/people/triage/").content.decode()


def test_what_is_said_is_kept_and_the_next_one_comes(sitting: Sitting, owner: Owner) -> None:
    first = sitting.hidden("person")
    assert of(owner, first).importance == 2
    assert sitting.say(purposes=["tactical", "strategic"], importance="1", affinity=["normal", "low"]) == 302
    said = of(owner, first)
    assert (said.purposes, said.importance, said.affinity) == (("tactical", "strategic"), 1, "low")
    assert sitting.hidden("person") != first
    assert "One person looked at so far" in sitting.page


def test_who_is_passed_over_stays_as_they_are_and_is_not_asked_about_again(
    sitting: Sitting, owner: Owner
) -> None:
    seen = []
    while person := sitting.hidden("person"):
        seen.append(person)
        sitting.say(importance=str(of(owner, person).importance))
    assert len(set(seen)) == len(seen) == 4
    assert "That was everybody" in sitting.page
    assert {one.purposes for one in people.page(owner, people.Query(), today=TODAY).people} == {()}


@pytest.mark.parametrize("act", ["say", "aside", "mute"])
def test_each_step_can_be_taken_back(act: str, sitting: Sitting, owner: Owner) -> None:
    first = sitting.hidden("person")
    before = of(owner, first)
    sitting.say(act, purposes=["social"], importance="1")
    assert of(owner, first) != before
    sitting.say("undo")
    assert sitting.hidden("person") == first
    after = of(owner, first)
    assert (after.purposes, after.importance, after.aside, after.muted) == (
        before.purposes, before.importance, None, False,
    )  # fmt: skip
    assert 'value="undo"' not in sitting.page


def test_undo_without_a_step_changes_nothing(client: Client, owner: Owner) -> None:  # noqa: ARG001
    assert client.post("/people/triage/", {"act": "undo", "log": "a~b.c~x~y~z"}).status_code == 302


def test_for_the_long_run_asks_for_words_and_keeps_them(sitting: Sitting, owner: Owner) -> None:
    first = sitting.hidden("person")
    assert sitting.say(importance="3", purposes=["social"]) == 422
    assert "say why, in a few words" in sitting.page
    assert sitting.hidden("person") == first
    assert sitting.say(importance="3", purposes=["social"], why="She laughs.") == 302
    assert purposes.why(owner, first) == "She laughs."


def test_forty_are_enough_for_one_sitting(client: Client, crowd: Crowd) -> None:
    crowd(42)
    sitting = Sitting(client)
    for _ in range(40):
        assert sitting.say(purposes=["social"], importance="1") == 302
    assert "That is enough for today" in sitting.page
    more = re.search(r'href="(\?log=[^"]*more=1)"', sitting.page)
    assert more is not None
    sitting.url = f"/people/triage/{more[1].replace('&amp;', '&')}"
    sitting.look()
    assert sitting.hidden("person")
    sitting.say("undo")
    assert "39 people looked at" in sitting.page


def test_nobody_of_that_id_is_not_there(client: Client, owner: Owner) -> None:  # noqa: ARG001
    told = {"act": "say", "person": "nobody", "importance": "1"}
    assert client.post("/people/triage/", told).status_code == 404
    assert client.get("/people/triage/?at=nobody").status_code == 404


def test_the_keys_stand_beside_what_they_do(sitting: Sitting) -> None:
    for key in ("1", "2", "3", "q", "w", "e", "r", "a", " ", "n", "m"):
        assert f'data-key="{key}"' in sitting.page


def test_a_step_costs_as_many_queries_in_a_large_book_as_in_a_small_one(client: Client, crowd: Crowd) -> None:
    def cost(url: str) -> int:
        told = client.get(url).headers["Server-Timing"]
        return int(told.rpartition('desc="')[2].rstrip('"'))

    crowd(5)
    urls = ("/people/triage/", "/people/commitments/", "/goals/", "/atlas/")
    client.get("/")
    few = [cost(url) for url in urls]
    crowd(45)
    assert all(now <= before for now, before in zip(map(cost, urls), few, strict=True))


def test_ties_without_a_purpose_are_asked_about_quietly(client: Client, owner: Owner, crowd: Crowd) -> None:
    ids = crowd(2)
    people.choose(owner, ids, today=TODAY)
    assert "no purpose yet" in client.get("/").content.decode()
    assert 'href="/people/triage/"' in client.get("/people/").content.decode().partition("<ul")[0]
    people.set_words(owner, ids, today=TODAY, purposes=["social"])
    assert "no purpose yet" not in client.get("/").content.decode()
