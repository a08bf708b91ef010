"""Today: the week's picks with their evidence, answers, the empty book."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from amity import options
from amity.book import people, plan, reminders
from amity.web.page import Owner
from tests.web.conftest import TODAY


@pytest.fixture
def pick(owner: Owner, person: str) -> plan.PickShown:
    """Give the one pick of a week in which a reminder is due."""
    reminders.add(owner, person, "send the pricing paper", on=TODAY, today=TODAY)
    (only,) = plan.week(owner, today=TODAY).picks
    return only


@pytest.mark.usefixtures("owner")
def test_an_empty_book_offers_three_ways_in(client: Client) -> None:
    page = client.get("/").content.decode()
    for way in ('href="/import/"', 'href="/people/start/"', 'action="/import/village/"'):
        assert way in page


def test_a_pick_says_why_what_to_do_and_what_it_rests_on(client: Client, pick: plan.PickShown) -> None:
    page = client.get("/").content.decode()
    assert "One person this week" in page
    assert "A reminder" in page
    assert f'href="/people/{pick.person_id}/"' in page
    assert f"/people/{pick.person_id}/#m-{pick.evidence[0].id}" in page
    assert f"{pick.minutes} min" in page


@pytest.mark.usefixtures("owner", "person")
def test_evidence_leads_to_what_it_names(client: Client) -> None:
    page = client.get("/").content.decode()
    links = re.findall(r'href="(/people/\w+/(?:\?at=\w+)?)#((?:i|r|m)-\w+)"', page)
    assert links
    for url, anchor in links:
        assert f'id="{anchor}"' in client.get(url).content.decode()


@pytest.mark.parametrize("answer", ["done", "later", "not-now"])
def test_an_answered_pick_is_kept_below(
    answer: str, client: Client, owner: Owner, pick: plan.PickShown
) -> None:
    page = client.post(f"/picks/{pick.id}/answer/", {"answer": answer}, follow=True).content.decode()
    (kept,) = plan.week(owner, today=TODAY).picks
    assert kept.state == answer
    assert "That was the week" in page
    assert 'class="pick"' not in page


def test_an_unknown_answer_is_refused(client: Client, owner: Owner, pick: plan.PickShown) -> None:
    assert client.post(f"/picks/{pick.id}/answer/", {"answer": "never"}).status_code == 409
    (kept,) = plan.week(owner, today=TODAY).picks
    assert kept.state == "open"


@pytest.mark.usefixtures("owner")
def test_a_pick_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.post("/picks/none/answer/", {"answer": "done"}).status_code == 404


def test_not_for_this_takes_somebody_out_of_the_week(
    client: Client, owner: Owner, pick: plan.PickShown
) -> None:
    page = client.post(
        "/people/bulk/", {"id": pick.person_id, "aside": "not-for-this", "next": "/"}, follow=True
    )
    assert "1 person set aside." in page.content.decode()
    assert plan.week(owner, today=TODAY).picks == ()


def test_before_the_choice_the_owner_is_asked_who_matters(client: Client, owner: Owner, person: str) -> None:
    assert "Who matters to you?" in client.get("/").content.decode()
    people.choose(owner, [person], today=TODAY)
    assert "Who matters to you?" not in client.get("/").content.decode()


@pytest.mark.usefixtures("person")
def test_the_page_says_where_everything_lies(client: Client) -> None:
    assert "Nothing leaves it." in client.get("/").content.decode()


def test_no_page_speaks_of_selling(client: Client, pick: plan.PickShown) -> None:
    for url in ("/", "/people/", f"/people/{pick.person_id}/", "/import/", "/atlas/", "/settings/", "/help/"):
        words = set(re.findall(r"[a-z]+", re.sub(r"<[^>]+>", " ", client.get(url).content.decode()).lower()))
        assert not words & {"network", "leverage", "pipeline", "lead", "touchpoint", "overdue", "streak"}


def test_write_opens_a_draft_to_the_person(client: Client, owner: Owner, person: str) -> None:
    people.choose(owner, [person], today=TODAY)
    page = client.get("/").content.decode()
    assert 'href="mailto:ana@sousa.example?subject=' in page


def test_the_heading_says_who_is_left(client: Client, owner: Owner, pick: plan.PickShown) -> None:
    other = people.add(owner, today=TODAY, name="Marcus Berg")
    reminders.add(owner, other, "return the book", on=TODAY, today=TODAY)
    left = len(plan.week(owner, today=TODAY).picks) - 1
    client.post(f"/picks/{plan.week(owner, today=TODAY).picks[0].id}/answer/", {"answer": "done"})
    assert (left, pick.reason) == (1, "remind")
    assert "<h1>One left this week</h1>" in client.get("/").content.decode()


def test_a_birthday_is_not_put_off(client: Client, owner: Owner) -> None:
    ana = people.add(owner, today=TODAY, name="Ana Sousa", importance=2)
    people.edit(owner, ana, today=TODAY, birthday="1987-11-26")
    page = client.get("/").content.decode()
    assert "Ana’s birthday" in page
    assert 'value="done"' in page
    assert 'value="later"' not in page


@pytest.mark.usefixtures("owner")
def test_the_first_screen_says_in_which_folder_everything_lies(client: Client) -> None:
    assert f"<code>{options.current().data}</code>" in client.get("/").content.decode()
