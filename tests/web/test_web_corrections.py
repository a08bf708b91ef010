"""The numbers of a tie open to their reasons on the person's page, and the owner's word corrects them."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from amity.book import interactions, people
from amity.book import person as persons
from amity.core.corrections import CLOSER
from amity.core.people import Person
from amity.web.page import Owner
from tests.web.conftest import TODAY


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def of(owner: Owner, person: str) -> Person:
    return persons.whole(owner, person, today=TODAY).person


def test_every_number_opens_to_what_it_rests_on_and_what_would_change_it(
    client: Client, owner: Owner, person: str
) -> None:
    shown = page(client, f"/people/{person}/")
    whole = persons.whole(owner, person, today=TODAY)
    assert whole.why is not None
    assert shown.count('<div id="why-') == 6
    plain, numbers = shown.replace("’", "'"), whole.why.numbers
    for sentence in (whole.why.like, numbers["strength"].faded, numbers["state"].would[1]):
        assert plain.count(sentence) == 1
    for number in numbers.values():
        assert plain.count(number.sentence) == 1
    for name in ("started", "silence", "reply"):
        assert all(sentence in plain for sentence in numbers[name].would)
    after = plain.partition("What would change it")[2]
    for change in numbers["strength"].changes:
        assert f'<td>{change.state}</td><td class="num">{change.strength:.2f}</td>' in after
    strongest = whole.why.numbers["strength"].rests[0]
    exchange = whole.grounds[strongest.on]
    assert f'href="?at={exchange.id}#i-{exchange.id}"' in shown


def test_a_number_s_days_open_the_exchange_they_name(client: Client, owner: Owner, person: str) -> None:
    whole = persons.whole(owner, person, today=TODAY)
    for exchange in whole.grounds.values():
        assert f'id="i-{exchange.id}"' in page(client, f"/people/{person}/?at={exchange.id}")


@pytest.mark.parametrize("level", CLOSER)
def test_we_are_closer_than_that_is_honored_and_seen(
    client: Client, owner: Owner, person: str, level: str
) -> None:
    client.post(f"/corrections/{person}/say/", {"closer": level})
    assert of(owner, person).strength == pytest.approx(max(CLOSER[level], of(owner, person).strength or 0))
    shown = page(client, f"/people/{person}/")
    assert "Your word, November 24: you" in shown
    assert "From the record alone it would be" in shown
    assert "Take it back" in shown


def test_we_talk_elsewhere_is_honored_and_seen(client: Client, owner: Owner, person: str) -> None:
    client.post(f"/corrections/{person}/say/", {"elsewhere": "monthly"})
    assert (of(owner, person).state, of(owner, person).elsewhere) == ("steady", True)
    assert "you talk elsewhere about every month" in page(client, f"/people/{person}/")
    assert "<small>your word</small>" in page(client, "/people/")


def test_a_word_is_taken_back_and_the_undo_says_it_again_with_its_day(
    client: Client, owner: Owner, person: str
) -> None:
    before = of(owner, person)
    said = str(TODAY - timedelta(days=40))
    client.post(f"/corrections/{person}/say/", {"closer": "close", "on": said})
    corrected = of(owner, person)
    client.post(f"/corrections/{person}/say/", {"closer": "no"})
    assert of(owner, person) == before
    shown = page(client, f"/people/{person}/")
    assert "Taken back." in shown
    assert f'name="on" value="{said}"' in shown
    client.post(f"/corrections/{person}/say/", {"closer": "close", "on": said})
    assert of(owner, person) == corrected
    assert corrected != before


def test_of_whom_nothing_is_on_record_something_can_be_said(client: Client, owner: Owner) -> None:
    made = people.add(owner, today=TODAY, name="Vesna Kral")
    assert "Nothing between you is on record." in page(client, f"/people/{made}/")
    client.post(f"/corrections/{made}/say/", {"closer": "good"})
    shown = page(client, f"/people/{made}/")
    assert "Your word, November 24: you are on good terms. Nothing is on record." in shown
    assert "Behind it is your word alone" in shown.partition('id="tie"')[2].partition("</section>")[0]


def test_a_tie_is_told_before_its_numbers_and_after_what_to_talk_about(client: Client, person: str) -> None:
    shown = page(client, f"/people/{person}/")
    told = ["<h1>", 'class="say"', 'id="known"', 'id="promises"', 'id="tie"', "It rests: nothing on record",
            "Behind it: ", 'class="whyso"', 'class="side"', 'class="after"']  # fmt: skip
    places = [shown.index(one) for one in told]
    assert places == sorted(places)


def test_of_one_conversation_nobody_is_said_to_start(client: Client, owner: Owner) -> None:
    made = people.add(owner, today=TODAY, name="Vesna Kral")
    interactions.log(owner, [made], "Hello", how="mail", on=TODAY, direction="received", today=TODAY)
    shown = page(client, f"/people/{made}/")
    assert "Of one conversation whose beginning is known you began none, too few to say who starts." in shown
    assert "0%" not in shown.partition('id="why-started"')[2].partition("</div>")[0]


@pytest.mark.parametrize(
    "told", [{}, {"closer": "twin"}, {"elsewhere": "hourly"}, {"closer": "close", "on": "x"}]
)
def test_what_says_nothing_is_refused(
    client: Client, owner: Owner, person: str, told: dict[str, str]
) -> None:
    before = of(owner, person)
    assert client.post(f"/corrections/{person}/say/", told).status_code == 409
    assert of(owner, person) == before


def test_a_word_of_a_day_to_come_is_refused_and_of_nobody_not_found(client: Client, person: str) -> None:
    later = {"closer": "close", "on": str(TODAY + timedelta(days=1))}
    assert client.post(f"/corrections/{person}/say/", later).status_code == 409
    assert client.post("/corrections/nobody/say/", {"closer": "close"}).status_code == 404
    assert client.get(f"/corrections/{person}/say/").status_code == 405
