"""Help both ways, what ties brought, and how to help, on the pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from amity.book import facts, help, helpful, interactions, outcomes, people  # noqa: A004
from amity.web import sentences
from amity.web.page import Owner
from tests.web.conftest import TODAY

NEED = "negotiating the workshop lease with a landlord"
OFFER = "negotiating workshop leases with landlords"


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def bo(owner: Owner) -> str:
    """Give somebody who can help, of whom other things are known too."""
    id_ = people.add(owner, name="Bo Chen", handles=("bo@birch.example",), today=TODAY)
    for line in ("raised in a lighthouse", "studied geology", "kept bees", "ran a bakery", "taught chess"):
        facts.learn(owner, id_, "background", line, on=TODAY, today=TODAY)
    facts.learn(owner, id_, "can_help_with", OFFER, on=TODAY, today=TODAY)
    return id_


def test_help_is_noted_in_a_line_and_said_back_in_words(client: Client, owner: Owner, person: str) -> None:
    page = text(client, f"/people/{person}/")
    assert "Note help between you and Ana" in page
    assert "Help, both ways" not in page
    told = {"person": person, "way": "received", "text": "read my draft", "kind": "feedback"}
    answer = client.post("/help/add/", {**told, "next": f"/people/{person}/#help"})
    assert answer["Location"] == f"/people/{person}/#help"
    page = text(client, f"/people/{person}/")
    assert "Ana has helped you once, on November 24." in page
    assert "A thank-you to Ana would be easy, for “read my draft”." in page
    assert "As far as this book knows, you have never asked Ana for anything." in page
    (kept,) = next(iter(help.own(owner, today=TODAY).values()))
    assert (kept.way, kept.kind, kept.on) == ("received", "feedback", TODAY)
    assert f"/help/{kept.id}/remove/" in page
    client.post(f"/help/{kept.id}/remove/", {"next": f"/people/{person}/"})
    assert help.own(owner, today=TODAY) == {}


@pytest.mark.parametrize("url", ["/help/add/", "/outcomes/add/"])
def test_a_line_without_words_or_with_a_day_to_come_is_asked_again(
    client: Client, person: str, url: str
) -> None:
    told = {"person": person, "way": "asked", "kind": "insight"}
    answer = client.post(url, {**told, "text": ""})
    assert answer.status_code == 422
    assert "A few words are enough." in answer.content.decode()
    ahead = (TODAY + timedelta(days=1)).isoformat()
    answer = client.post(url, {**told, "text": "a name", "on": ahead})
    assert answer.status_code == 422
    assert "That day has not come yet" in answer.content.decode()


def test_before_one_more_ask_a_sentence_stands_in_the_form_and_blocks_nothing(
    client: Client, owner: Owner, person: str
) -> None:
    assert "nothing from you to them" not in text(client, f"/people/{person}/")
    for month in (3, 6):
        help.note(owner, person, "asked", "a name", on=date(2026, month, 1), today=TODAY)
    page = text(client, f"/people/{person}/")
    assert "You have asked Ana twice, the last time in June; nothing from you to them is on record" in page
    assert "Perhaps first ask what Ana is working on" in page
    client.post("/help/add/", {"person": person, "way": "asked", "text": "one more"})
    assert "You have asked Ana three times" in text(client, f"/people/{person}/")


def test_what_came_of_ties_stands_year_by_year_with_names(client: Client, owner: Owner, person: str) -> None:
    assert "Here will stand what came of knowing people" in text(client, "/outcomes/")
    told = {"person": person, "kind": "insight", "text": "how banks think"}
    assert client.post("/outcomes/add/", told)["Location"] == f"/people/{person}/"
    outcomes.note(owner, person, "introduction", "to their CFO", on=date(2025, 5, 1), today=TODAY)
    assert "What came of it" in text(client, f"/people/{person}/")
    page = text(client, "/outcomes/")
    assert page.index("An insight, from Ana Sousa.") < page.index("An introduction, from Ana Sousa.")
    assert "how banks think" in page
    kept = outcomes.all(owner, today=TODAY)[0]
    client.post(f"/outcomes/{kept.outcome.id}/remove/")
    assert "how banks think" not in text(client, "/outcomes/")


def test_a_need_that_another_can_meet_stands_on_both_pages_with_a_mail_to_each(
    client: Client, owner: Owner, person: str, bo: str
) -> None:
    assert "Here will stand who could help whom" in text(client, "/helpful/")
    facts.learn(owner, person, "struggling_with", NEED, on=TODAY, today=TODAY)
    for url in ("/helpful/", f"/helpful/{person}/"):
        page = text(client, url)
        assert "Ask both whether they would like to meet." in page
        assert "Write to Ana" in page
        assert "Write to Bo" in page
        assert "mailto:bo@birch.example" in page
        assert "landlord – landlords" in page
    for id_ in (person, bo):
        assert "How can I help?" in text(client, f"/people/{id_}/")


def test_not_this_is_remembered_and_can_be_undone(
    client: Client, owner: Owner, person: str, bo: str  # noqa: ARG001 - Bo can help
) -> None:  # fmt: skip
    facts.learn(owner, person, "struggling_with", NEED, on=TODAY, today=TODAY)
    (one,) = helpful.all(owner, today=TODAY)
    client.post(f"/helpful/{person}/aside/", {"key": one.key})
    page = text(client, "/helpful/")
    assert "Laid aside" in page
    assert "Ask both" not in page
    client.post(f"/helpful/{person}/aside/", {"key": one.key, "back": "yes"})
    assert "Ask both" in text(client, "/helpful/")
    assert client.post(f"/helpful/{person}/aside/", {}).status_code == 409


def test_the_answer_to_the_question_becomes_a_fact(client: Client, owner: Owner, person: str) -> None:
    assert "You do not know yet what Ana is working on." in text(client, f"/helpful/{person}/")
    answer = client.post(f"/helpful/{person}/answer/", {"kind": "working_on", "text": ""})
    assert answer.status_code == 422
    client.post(f"/helpful/{person}/answer/", {"kind": "working_on", "text": "a treehouse"})
    assert [fact.text for fact in next(iter(facts.own(owner, today=TODAY).values()))] == ["a treehouse"]
    assert "Nothing in your book meets what Ana is at" in text(client, f"/helpful/{person}/")


def test_what_the_owner_can_help_with_is_said_and_taken_back(client: Client, owner: Owner) -> None:
    assert client.post("/helpful/mine/", {"kind": "can_help_with", "text": ""}).status_code == 422
    client.post("/helpful/mine/", {"kind": "can_help_with", "text": "first jobs"})
    assert "first jobs" in text(client, "/helpful/")
    (fact,) = helpful.mine(owner)
    client.post("/helpful/mine/", {"gone": fact.id})
    assert helpful.mine(owner) == ()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("/help/add/", {"person": "nobody", "way": "given", "text": "a name"}),
        ("/help/nothing/remove/", {}),
        ("/outcomes/add/", {"person": "nobody", "kind": "insight", "text": "a name"}),
        ("/outcomes/nothing/remove/", {}),
        ("/helpful/nobody/answer/", {"kind": "working_on", "text": "a name"}),
        ("/helpful/nobody/aside/", {"key": "question"}),
        ("/helpful/mine/", {"gone": "nothing"}),
    ],
)
@pytest.mark.usefixtures("owner")
def test_what_is_not_in_this_book_is_not_there(client: Client, url: str, told: dict[str, str]) -> None:
    assert client.post(url, told).status_code == 404
    assert client.get("/helpful/nobody/").status_code == 404


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["insight"], "An insight, from Ana."),
        (["introduction", "introduction"], "Introductions, from Ana."),
        (["support", "insight", "information"], "Information, an insight and support, from Ana."),
    ],
)
def test_what_a_year_brought_is_said_in_a_sentence(kinds: list[str], said: str) -> None:
    assert sentences.brought(kinds, ["Ana"]) == said


def test_a_declined_ask_stands_with_grace(client: Client, owner: Owner, person: str) -> None:
    help.note(owner, person, "declined", "the hall", on=TODAY, today=TODAY)
    page = text(client, f"/people/{person}/")
    assert "One ask could not be met, and that is all right." in page
    assert "Could not be met in November 2026: the hall" in page


def test_who_gets_in_touch_opens_its_exchanges(client: Client, owner: Owner) -> None:
    dee = people.add(owner, name="Dee Novak", handles=("dee@elm.example",), today=TODAY)
    help.note(owner, dee, "given", "a name", on=TODAY, today=TODAY)
    for days in (300, 240, 180, 120, 60):
        on = TODAY - timedelta(days=days)
        interactions.log(owner, [dee], "Hello", how="mail", on=on, direction="sent", today=TODAY)
    page = text(client, f"/people/{dee}/")
    assert "After a silence it is mostly you who gets in touch first." in page
    assert page.count("You wrote: “Hello”") == 4
