"""Person: words, edits, the line of the tie, logging, reminders, setting aside."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from amity.book import people, reminders
from amity.book import person as persons
from amity.core.people import Person
from amity.web.page import Owner
from tests.web.conftest import TODAY


def of(owner: Owner, person: str) -> Person:
    return persons.whole(owner, person, today=TODAY).person


def test_the_page_says_who_where_and_how_you_met(client: Client, person: str) -> None:
    page = client.get(f"/people/{person}/").content.decode()
    for said in ("Ana Sousa", "Director", "Acme", "How you met: at Acme, in 2023", "Strategic", "Matters"):
        assert said in page


def test_the_tie_is_drawn_said_and_tabled(client: Client, person: str) -> None:
    page = client.get(f"/people/{person}/").content.decode()
    assert 'class="stroke" d="M' in page
    assert "Strength by quarter" in page
    assert "nothing is on record since" in page
    assert 'class="sent"' in page
    assert 'class="received"' in page


def test_every_exchange_has_an_anchor_evidence_can_open(client: Client, owner: Owner, person: str) -> None:
    first, *_, last = persons.whole(owner, person, today=TODAY).exchanges
    page = client.get(f"/people/{person}/").content.decode()
    assert f'id="i-{first.id}"' in page
    assert f'id="i-{last.id}"' in page


def test_the_very_first_exchange_is_found_on_the_last_page(client: Client, owner: Owner, person: str) -> None:
    from amity.book import interactions  # noqa: PLC0415 - only here

    for days in range(40):
        interactions.log(owner, [person], "More", how="mail", on=TODAY - timedelta(days=days), today=TODAY)
    total = persons.whole(owner, person, today=TODAY).exchanges_total
    oldest = persons.whole(owner, person, today=TODAY, offset=total - 1).exchanges[0]
    assert total > 50
    assert f'id="i-{oldest.id}"' not in client.get(f"/people/{person}/").content.decode()
    assert f'id="i-{oldest.id}"' in client.get(f"/people/{person}/?at={oldest.id}").content.decode()


def test_the_owners_words_are_changed_in_place(client: Client, owner: Owner, person: str) -> None:
    client.post(f"/people/{person}/words/", {"purposes": ["social", "tactical"], "importance": "3"})
    assert set(of(owner, person).purposes) == {"social", "tactical"}
    assert of(owner, person).importance == 3


def test_words_nobody_knows_are_refused(client: Client, owner: Owner, person: str) -> None:
    assert (
        client.post(f"/people/{person}/words/", {"purposes": ["vanity"], "importance": "1"}).status_code
        == 409
    )
    assert of(owner, person).purposes == ("strategic",)


def test_an_edit_changes_what_was_changed_and_nothing_else(client: Client, owner: Owner, person: str) -> None:
    before = of(owner, person)
    told = {"name": "Ana Sousa", "organization": "Fjord Bank", "title": "Director", "met": before.met}
    assert client.post(f"/people/{person}/edit/", {**told, "birthday": "--10-06"}).status_code == 302
    after = of(owner, person)
    assert (after.organization, after.birthday) == ("Fjord Bank", "--10-06")
    assert (after.title, after.met, after.handles) == (before.title, before.met, before.handles)


def test_fields_that_are_not_offered_are_not_changed(client: Client, owner: Owner, person: str) -> None:
    told = {
        "name": "Ana Sousa",
        "removed": "1",
        "aside": "private",
        "importance": "3",
        "owner": "9",
        "uid": "x",
    }
    client.post(f"/people/{person}/edit/", told)
    after = of(owner, person)
    assert (after.id, after.aside, after.importance) == (person, None, 2)


def test_handles_are_added_and_taken_off(client: Client, owner: Owner, person: str) -> None:
    client.post(
        f"/people/{person}/edit/",
        {"name": "Ana Sousa", "handle": "ana@new.example", "gone": "ana@sousa.example"},
    )
    assert [handle.value for handle in of(owner, person).handles] == ["ana@new.example"]


@pytest.mark.parametrize("birthday", ["6 October", "1987-13-01", "1987-10-32"])
def test_a_birthday_that_is_no_day_is_said_at_its_field(birthday: str, client: Client, person: str) -> None:
    answer = client.post(f"/people/{person}/edit/", {"name": "Ana", "birthday": birthday})
    assert answer.status_code == 422
    assert "Write it as 1987-10-06" in answer.content.decode()


def test_a_line_is_logged_with_all_the_rest_filled_in(client: Client, owner: Owner, person: str) -> None:
    page = client.post("/interactions/log/", {"who": person, "text": "Talked about Berlin"}, follow=True)
    newest = persons.whole(owner, person, today=TODAY).exchanges[0]
    assert (newest.text, newest.channel, newest.direction) == ("Talked about Berlin", "call", "mutual")
    assert newest.at.date() == TODAY
    assert "Logged with Ana Sousa." in page.content.decode()


def test_a_name_that_means_several_is_asked_about(client: Client, owner: Owner, person: str) -> None:
    other = people.add(owner, today=TODAY, name="Ana Sousa", handles=("other@x.example",))
    answer = client.post("/interactions/log/", {"who": "Ana Sousa", "text": "Lunch"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert {person, other} <= set(re.findall(r'type="radio" name="who" value="(\w+)"', page))
    assert "Lunch" in page


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"who": "Zoe", "text": "Hi"}, "Nobody here is “Zoe”."),
        ({"who": "Ana Sousa", "text": ""}, "A word or two is enough"),
        ({"who": "", "text": "Hi"}, "Say with whom."),
        ({"who": "Ana Sousa", "text": "Hi", "on": "2027-01-01"}, "That day has not come yet."),
    ],
)
def test_a_log_that_cannot_be_kept_says_why(
    told: dict[str, str], sentence: str, client: Client, owner: Owner, person: str
) -> None:
    before = persons.whole(owner, person, today=TODAY).exchanges_total
    answer = client.post("/interactions/log/", told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert persons.whole(owner, person, today=TODAY).exchanges_total == before


def test_whom_nobody_here_is_called_is_added_with_the_talk(client: Client, owner: Owner, person: str) -> None:
    told = {"who": "Ana Sousa, Zoe Hart, max@hart.example", "text": "Lunch"}
    page = client.post("/interactions/log/", told).content.decode()
    assert "Add Zoe Hart, max@hart.example to your book, and log it" in page
    assert people.find(owner, "Zoe Hart", today=TODAY) == []
    assert client.post("/interactions/log/", {**told, "add": "1", "on": "2027-01-01"}).status_code == 422
    assert people.find(owner, "Zoe Hart", today=TODAY) == []
    answer = client.post("/interactions/log/", {**told, "add": "1"}, follow=True)
    assert answer.status_code == 200
    (zoe,) = people.find(owner, "Zoe Hart", today=TODAY)
    (max_,) = people.find(owner, "max@hart.example", today=TODAY)
    assert (zoe.interactions, max_.interactions) == (1, 1)
    assert [handle.value for handle in max_.handles] == ["max@hart.example"]
    assert persons.whole(owner, person, today=TODAY).exchanges_total > 0


def test_a_reminder_is_kept_shown_and_done(client: Client, owner: Owner, person: str) -> None:
    client.post("/reminders/add/", {"person": person, "text": "send the paper", "on": "2026-12-01"})
    (kept,) = reminders.open(owner, person)
    assert "send the paper" in client.get(f"/people/{person}/").content.decode()
    client.post(f"/reminders/{kept.id}/done/", {"next": f"/people/{person}/"})
    assert reminders.open(owner, person) == []


def test_a_reminder_without_a_day_is_asked_for_one(client: Client, owner: Owner, person: str) -> None:
    answer = client.post("/reminders/add/", {"person": person, "text": "send the paper", "on": "soon"})
    assert answer.status_code == 422
    assert reminders.open(owner, person) == []


def test_somebody_set_aside_says_so_and_comes_back(client: Client, owner: Owner, person: str) -> None:
    client.post(f"/people/{person}/aside/", {"why": "private", "next": f"/people/{person}/"})
    assert "Private life" in client.get(f"/people/{person}/").content.decode()
    assert of(owner, person).aside == "private"
    client.post(f"/people/{person}/aside/", {"why": ""})
    assert of(owner, person).aside is None


def test_removing_asks_first(client: Client, owner: Owner, person: str) -> None:
    assert "Remove Ana Sousa?" in client.get(f"/people/{person}/remove/").content.decode()
    assert of(owner, person).name == "Ana Sousa"


def test_the_records_are_shown_with_their_source(client: Client, person: str) -> None:
    page = client.get(f"/people/{person}/").content.decode()
    assert "What the records say" in page
    assert "Your own word" in page
