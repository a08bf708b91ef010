"""Ties for the long run, those that take intent, and whoever is never suggested, on the pages."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from amity.book import interactions, outcomes, people, plan, purposes
from amity.web.page import Owner
from tests.web.conftest import TODAY

YEAR = timedelta(days=365)


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_list_says_what_will_stand_there(client: Client, owner: Owner) -> None:  # noqa: ARG001
    assert "at most 50" in page(client, "/people/commitments/")


def test_a_tie_not_looked_at_for_a_year_comes_up_and_still_so_ends_it(
    client: Client, owner: Owner, person: str
) -> None:
    people.choose(owner, [person], today=TODAY)
    purposes.say(owner, person, today=TODAY - YEAR, importance=3, why="For Lisbon.")
    outcomes.note(owner, person, "insight", "ask twice", on=TODAY, today=TODAY)
    assert "One tie for the long run was not looked at for a year" in page(client, "/")
    shown = page(client, "/people/commitments/")
    for told in ("For Lisbon.", "Insight: ask twice.", "Is it still so?", "Still so"):
        assert told in shown
    client.post("/people/commitments/", {"person": person, "act": "still"})
    assert "Nothing to do here" in page(client, "/people/commitments/")
    assert "was not looked at for a year" not in page(client, "/")


def test_the_words_can_be_said_anew_and_the_tie_let_go(client: Client, owner: Owner, person: str) -> None:
    people.set_words(owner, [person], today=TODAY, importance=3)
    assert "You have not said why yet" in page(client, "/people/commitments/")
    told = {"person": person, "act": "say", "importance": "3", "why": "She reads my drafts."}
    client.post("/people/commitments/", told)
    assert "She reads my drafts." in page(client, "/people/commitments/")
    client.post("/people/commitments/", {**told, "importance": "1", "why": ""})
    assert "at most 50" in page(client, "/people/commitments/")


def test_what_the_year_brought_is_said_in_words(client: Client, owner: Owner, person: str) -> None:
    purposes.say(owner, person, today=TODAY, importance=3, why="x")
    never = people.add(owner, today=TODAY, name="Bo Chen", importance=3)
    old = people.add(owner, today=TODAY, name="Cy Young", importance=3)
    interactions.log(owner, [old], "long ago", on=TODAY - 3 * YEAR, today=TODAY)
    shown = page(client, "/people/commitments/")
    assert "exchanges in the last year, the last one in April 2026." in shown
    assert "Nothing is on record between you yet." in shown
    assert "Nothing on record in the last year; the last time was in November 2023." in shown
    interactions.log(owner, [never], "tea", on=TODAY - timedelta(days=3), today=TODAY)
    assert "One exchange in the last year, on Nov 21, 2026." in page(client, "/people/commitments/")


def test_what_is_no_answer_is_refused(client: Client, person: str) -> None:
    assert client.post("/people/commitments/", {"person": person, "act": "dance"}).status_code == 409
    assert client.post("/people/commitments/", {"person": person, "act": "still"}).status_code == 409
    assert client.post("/people/commitments/", {"person": "nobody", "act": "still"}).status_code == 404


def test_a_persons_page_asks_why_and_shows_since_when(client: Client, owner: Owner, person: str) -> None:
    words = {"purposes": ["social"], "importance": "3", "affinity": "low"}
    client.post(f"/people/{person}/words/", words)
    shown = page(client, f"/people/{person}/")
    for told in (
        "Why is Ana for the long run?",
        "you do not naturally get on",
        "Since when",
        "since Nov 24, 2026",
    ):
        assert told in shown
    client.post(f"/people/{person}/words/", {**words, "why": "For Lisbon."})
    assert "For Lisbon." in page(client, f"/people/{person}/")
    assert people.find(owner, person, today=TODAY)[0].affinity == "low"
    client.post(f"/people/{person}/words/", {**words, "importance": "2", "why": "For Lisbon."})
    assert people.find(owner, person, today=TODAY)[0].importance == 2


def test_a_suggestion_is_shown_as_the_weak_evidence_it_is(client: Client, owner: Owner) -> None:
    bo = people.add(owner, today=TODAY, name="Bo Chen")
    for week in range(5):
        on = TODAY - timedelta(days=7 * week)
        interactions.log(owner, [bo], "Bo!", how="message", on=on, today=TODAY)
    assert "Weak evidence; only you know." in page(client, f"/people/{bo}/")
    assert "Perhaps for the company" in page(client, "/people/triage/")


def test_one_click_mutes_and_one_takes_it_back(client: Client, owner: Owner, person: str) -> None:
    (pick,) = plan.week(owner, today=TODAY).picks
    assert f'action="/people/{person}/mute/"' in page(client, "/")
    client.post(f"/people/{person}/mute/", {"muted": "yes", "next": "/"})
    assert pick.person_id not in {one.person_id for one in plan.week(owner, today=TODAY).picks}
    shown = page(client, f"/people/{person}/")
    assert "is never suggested" in shown
    client.post(f"/people/{person}/mute/", {"muted": ""})
    assert not people.find(owner, person, today=TODAY)[0].muted
    assert client.post("/people/nobody/mute/", {"muted": "yes"}).status_code == 404
