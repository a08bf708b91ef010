"""Answering a pick on Today: why not now, beginning again, and who rests on the person's page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from django.test import Client

from amity import options
from amity.book import access, answers, people, plan, reminders
from amity.book.models import Pick, Plan
from amity.core.cadence import UNKNOWN, Cadence
from amity.core.people import Person
from amity.web import talks
from amity.web.page import Owner
from tests.web.conftest import TODAY

LAST = TODAY - timedelta(days=7)
SHOWN = plan.PickShown("w-a", "a", "Ana Sousa", "warm", "It is quiet.", (), "Write.", 15, "open")


@pytest.fixture
def pick(owner: Owner, person: str) -> plan.PickShown:
    reminders.add(owner, person, "send the paper", on=TODAY, today=TODAY)
    (only,) = plan.week(owner, today=TODAY).picks
    return only


def test_why_not_now_is_one_chip_and_a_word_for_those_who_like(client: Client, pick: plan.PickShown) -> None:
    page = client.get("/").content.decode()
    assert 'name="why" value="lost touch on purpose"' in page
    told = {"answer": "not-now", "why": "wrong person", "text": "left the field"}
    client.post(f"/picks/{pick.id}/answer/", told)
    assert Pick.objects.get(uid=pick.id).text == "wrong person: left the field"
    assert client.post(f"/picks/{pick.id}/answer/", {**told, "why": "dislike"}).status_code == 409


def test_done_leads_on_to_what_came_up_in_one_more_click(client: Client, pick: plan.PickShown) -> None:
    page = client.post(f"/picks/{pick.id}/answer/", {"answer": "done"}, follow=True).content.decode()
    assert f'href="/interactions/log/?who={pick.person_id}"' in page


def test_a_week_that_went_by_is_one_button_to_start_again(client: Client, owner: Owner, person: str) -> None:
    reminders.add(owner, person, "send the paper", on=LAST, today=LAST)
    plan.week(owner, today=LAST)
    assert "Start again here" in client.get("/").content.decode()
    page = client.post("/today/again/", follow=True).content.decode()
    assert "A fresh week." in page
    assert "Start again here" not in page
    assert 'class="pick"' in page


def test_who_rests_is_said_on_their_page_with_a_way_to_try_again(
    client: Client, pick: plan.PickShown
) -> None:
    client.post(f"/picks/{pick.id}/answer/", {"answer": "later"})
    url = f"/people/{pick.person_id}/"
    assert "You put this off once; it rests until December 1." in client.get(url).content.decode()
    client.post(f"{url}again/", {"next": url})
    assert 'id="rest"' not in client.get(url).content.decode()


def test_a_stranger_cannot_be_tried_again(client: Client, owner: Owner) -> None:
    del owner
    assert client.post("/people/nobody/again/").status_code == 404


def test_more_birthdays_stand_in_a_quiet_line(client: Client, owner: Owner) -> None:
    for number in (1, 2):
        one = people.add(owner, name=f"Born{number} Person", importance=1, today=TODAY)
        people.edit(owner, one, birthday=f"1980-11-2{4 + number}", today=TODAY)
    page = client.get("/").content.decode()
    assert page.count('class="pick"') == 1
    assert "Also this week" in page


def test_nothing_is_missed_in_an_empty_book(client: Client, owner: Owner) -> None:
    assert not answers.missed(owner, today=TODAY)
    assert "Start again here" not in client.get("/").content.decode()
    assert access.owner() == owner


def test_putting_off_has_an_undo_that_brings_the_pick_back(client: Client, pick: plan.PickShown) -> None:
    url = f"/picks/{pick.id}/reopen/"
    page = client.post(f"/picks/{pick.id}/answer/", {"answer": "later"}, follow=True).content.decode()
    assert url in page
    assert "It stands in the week again." in client.post(url, follow=True).content.decode()
    assert 'class="pick"' in client.get("/").content.decode()


def test_how_it_was_is_asked_once_it_is_done_and_answered_with_what_followed(
    client: Client, owner: Owner, person: str
) -> None:
    people.set_words(owner, [person], today=TODAY, importance=3)
    (pick,) = plan.week(owner, today=TODAY).picks
    Plan.objects.update(price=0.2)
    url = f"/picks/{pick.id}/answer/"
    assert "How was it" not in client.get("/").content.decode()
    page = client.post(url, {"answer": "done"}, follow=True).content.decode()
    assert "Noted as done." in page
    assert "How was it with Ana?" in page
    page = client.post(url, {"answer": "done", "felt": "near"}, follow=True).content.decode()
    assert "You and Ana pick up where you left off: worth a word about every" in unescape(page)
    assert "How was it with Ana?" not in page
    assert "<summary>As if no time had passed</summary>" in page
    assert 'value="near" aria-pressed="true"' in page
    assert Pick.objects.get(uid=pick.id).felt == "near"
    assert "You and Ana pick up where you left off" in client.get(f"/people/{person}/").content.decode()
    assert client.post(url, {"answer": "done", "felt": "odd"}).status_code == 409


def test_the_day_after_it_may_be_said_and_is_not_asked(client: Client, owner: Owner, person: str) -> None:
    people.set_words(owner, [person], today=TODAY, importance=3)
    (pick,) = plan.week(owner, today=TODAY).picks
    plan.answer(owner, pick.id, "done", today=TODAY)
    options.override(today=TODAY + timedelta(days=1))
    page = client.get("/").content.decode()
    assert "How was it with Ana?" not in page
    assert "<summary>How was it?</summary>" in page


def test_of_a_promise_kept_nobody_is_asked_how_it_was() -> None:
    told = {"state": "done", "answered": TODAY}
    shown = [replace(SHOWN, reason=reason, **told) for reason in ("promise", "date", "warm")]  # type: ignore[arg-type]
    assert [one.reason for one in talks.asked(shown, today=TODAY)] == ["warm"]
    assert talks.asked([replace(shown[2], felt="near")], today=TODAY) == []
    assert talks.askable([replace(shown[2], state="later")]) == []


SOON = Cadence(6.0, "about every six weeks")


@pytest.mark.parametrize(
    ("word", "last", "cadence", "learned", "said"),
    [
        ("near", None, SOON, "", "Nothing was on record between you and Ana before"),
        ("near", LAST, SOON, "You and Ana pick up.", "You and Ana pick up."),
        ("near", LAST, UNKNOWN, "", "How often a word with Ana is worth it is not known yet."),
        ("far", LAST, Cadence(None, "left to chance"), "", "It changes nothing: Ana is fine as it is"),
        ("far", LAST, SOON, "", "a word with Ana is worth it about every six weeks, as before."),
        ("silent", None, SOON, "", "One silence changes little: a word with Ana"),
    ],
)
def test_a_word_on_a_talk_is_always_answered(
    word: str, last: date | None, cadence: Cadence, learned: str, said: str
) -> None:
    ana = Person("a", "Ana Sousa", first=last, last=last)
    whole = SimpleNamespace(person=ana, cadence=cadence, learned=learned)
    assert said in talks.followed(whole, word)  # type: ignore[arg-type]


def test_how_much_better_another_week_could_be_is_never_kept_silent(
    client: Client, owner: Owner, person: str
) -> None:
    people.set_words(owner, [person], today=TODAY, importance=3)
    plan.week(owner, today=TODAY)
    assert "in 100 at most" not in client.get("/").content.decode()
    Plan.objects.update(gap=0.034)
    assert "another week could be better by 4 in 100 at most" in client.get("/").content.decode()


def test_who_is_left_to_chance_is_told_so_kindly(client: Client, owner: Owner, person: str) -> None:
    plan.week(owner, today=TODAY)
    Plan.objects.create(owner=owner, week="2027-W01", drawn=TODAY, budget=90, planned=0, price=1000.0)
    page = client.get(f"/people/{person}/").content.decode()
    assert "Fine as it is; a word when life brings you together." in page


def test_the_page_of_somebody_whose_pick_was_done_says_so_by_the_owners_word(
    client: Client, person: str, pick: plan.PickShown
) -> None:
    client.post(f"/picks/{pick.id}/answer/", {"answer": "done", "felt": "far"})
    section = client.get(f"/people/{person}/").content.decode().partition('id="tie"')[2]
    assert "You were in touch on" in section.partition("</section>")[0]
