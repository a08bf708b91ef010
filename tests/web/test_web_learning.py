"""The line after a talk, what is known, promises and briefs, as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from amity import options
from amity.book import facts, people, plan, promises
from amity.book import person as persons
from amity.web.page import Owner
from tests import village
from tests.web.conftest import TODAY


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def undo(client: Client, shown: str, at: int = 0) -> None:
    """Press the undo of a notice."""
    forms = re.findall(r'<div class="notice">.*?</div>', shown, re.DOTALL)
    form = [one for one in forms if "<form" in one][at]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    action = re.search(r'action="([^"]+)"', form)
    assert action is not None
    assert client.post(action[1], fields).status_code == 302


def log(client: Client, who: str, text: str, **more: str) -> str:
    answer = client.post("/interactions/log/", {"who": who, "text": text, **more}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_line_is_taken_apart_and_each_part_can_be_undone(client: Client, owner: Owner, person: str) -> None:
    shown = log(client, person, "Rain. She's working on bridges. I'll call tomorrow. She'll write")
    for said in (
        "Logged with Ana Sousa.", "Ana, working on: bridges", "You promised Ana: call, by Nov 25, 2026",
        "Ana promised you: write",
    ):  # fmt: skip
        assert said in shown
    undo(client, shown, 1)
    undo(client, shown, 0)
    whole = persons.whole(owner, person, today=TODAY)
    assert ([one.text for one in whole.promises], whole.facts) == (["write"], ())
    assert whole.exchanges[0].text == "Rain. call. bridges"


def test_a_chip_makes_a_fact_of_bare_words_and_again_says_still_so(
    client: Client, owner: Owner, person: str
) -> None:
    log(client, person, "the Porto move", chip="struggling_with")
    assert [one.kind for one in persons.whole(owner, person, today=TODAY).facts] == ["struggling_with"]
    shown = log(client, person, "the Porto move", chip="struggling_with")
    assert "Ana, struggling with: the Porto move. You knew; it still holds." in shown


def test_the_form_is_filled_in_by_its_address(client: Client, person: str) -> None:
    shown = page(client, f"/interactions/log/?who={person},nobody&how=meeting&on=2026-11-23")
    assert 'value="Ana Sousa, nobody"' in shown
    assert 'value="2026-11-23"' in shown
    assert re.search(r'value="meeting"[^>]* checked', shown)
    assert re.search(r'value="call"[^>]* checked', page(client, "/interactions/log/?how=telepathy&on=x"))


def test_logging_begins_where_something_is_missing(client: Client, person: str) -> None:
    assert re.search(r'<input[^>]*name="who"[^>]* autofocus', page(client, "/interactions/log/"))
    assert re.search(
        r'<textarea[^>]*name="text"[^>]* autofocus', page(client, f"/interactions/log/?who={person}")
    )


def test_a_fact_is_added_answered_and_taken_back(client: Client, owner: Owner, person: str) -> None:
    told = {"person": person, "kind": "cares_about", "text": "clean rivers"}
    shown = client.post("/facts/add/", told, follow=True).content.decode()
    assert "Good to know." in shown
    (fact,) = persons.whole(owner, person, today=TODAY).facts
    shown = client.post(
        f"/facts/{person}/{fact.id}/answer/", {"answer": "over"}, follow=True
    ).content.decode()
    assert "1 thing that is no longer so" in shown
    undo(client, shown)
    shown = client.post(
        f"/facts/{person}/{fact.id}/answer/", {"answer": "still"}, follow=True
    ).content.decode()
    assert "it still holds" in shown
    undo(client, shown)
    assert persons.whole(owner, person, today=TODAY).facts == (fact,)
    client.post(f"/facts/{fact.id}/forget/")
    assert persons.whole(owner, person, today=TODAY).facts == ()


def test_an_old_fact_is_gray_and_asks_whether_it_is_still_so(
    client: Client, owner: Owner, person: str
) -> None:
    facts.learn(owner, person, "struggling_with", "the move to Porto", on=date(2026, 3, 2), today=TODAY)
    shown = page(client, f"/people/{person}/")
    assert '<dd class="stale">' in shown
    assert "Still so?" in shown
    assert "Is the move to Porto behind you?" in shown
    assert "still so?" in page(client, f"/briefs/{person}/")


def test_a_fact_a_file_told_can_be_answered_too(client: Client, owner: Owner) -> None:
    card = village.card("uid:fay", "Fay Ode", "fay@ode.example", cares_about="rivers")
    village.bring(owner, village.File("fay.vcf", "vcard", (card,)))
    fay = people.find(owner, "Fay Ode", today=TODAY)[0].id
    (fact,) = persons.whole(owner, fay, today=TODAY).facts
    shown = client.post(f"/facts/{fay}/{fact.id}/answer/", {"answer": "over"}, follow=True).content.decode()
    assert "No longer so; it stays in the past." in shown
    assert "Undo" not in shown


def test_a_promise_is_made_kept_let_go_and_opened_again(client: Client, owner: Owner, person: str) -> None:
    told = {"person": person, "whose": "theirs", "text": "write", "due": "2026-11-20"}
    client.post("/promises/add/", told)
    client.post("/promises/add/", {**told, "whose": "mine", "text": "call", "due": ""})
    shown = page(client, f"/people/{person}/")
    assert "was for Nov 20, 2026" in shown
    assert "From Ana" in shown
    theirs, mine = (one.promise.id for one in promises.all(owner, today=TODAY))
    shown = client.post(f"/promises/{mine}/answer/", {"answer": "keep"}, follow=True).content.decode()
    assert "Kept: call" in shown
    assert "you kept it" in shown
    undo(client, shown)
    shown = client.post(f"/promises/{theirs}/answer/", {"answer": "release"}, follow=True).content.decode()
    assert "Let go, and that is all right: write" in shown
    assert [one.promise.id for one in promises.all(owner, today=TODAY)] == [mine]
    client.post(f"/promises/{mine}/forget/")
    assert "Here will stand what you said you would do" in page(client, "/promises/")


def test_promises_stand_by_whose_they_are_and_when(client: Client, owner: Owner, person: str) -> None:
    for text, days in (("soon", 1), ("afterwards", 30), ("sometime", None)):
        due = None if days is None else TODAY + timedelta(days=days)
        promises.promise(owner, person, text, due=due, today=TODAY)
    shown = page(client, "/promises/")
    places = [shown.index(f"<h3>{title}</h3>") for title in ("This week", "Later", "Without a day")]
    assert places == sorted(places)


def test_done_on_a_promise_says_that_it_is_kept_and_undo_opens_it(
    client: Client, owner: Owner, person: str
) -> None:
    made = promises.promise(owner, person, "send the paper", due=TODAY, today=TODAY)
    shown = page(client, "/")
    assert f"/people/{person}/#p-{made.id}" in shown
    pick = next(one for one in plan.week(owner, today=TODAY).picks if one.reason == "promise")
    shown = client.post(f"/picks/{pick.id}/answer/", {"answer": "done"}, follow=True).content.decode()
    assert "Done, and with it a promise kept." in shown
    assert promises.all(owner, today=TODAY) == []
    undo(client, shown)
    assert [one.promise.id for one in promises.all(owner, today=TODAY)] == [made.id]


def test_a_brief_is_one_page_and_several_people_stand_on_one(
    client: Client, owner: Owner, person: str
) -> None:
    bo = people.add(owner, today=TODAY, name="Bo Chen")
    people.edit(owner, person, through=bo, today=TODAY)
    promises.promise(owner, person, "call", today=TODAY)
    promises.promise(owner, person, "write", mine=False, due=TODAY, today=TODAY)
    shown = page(client, f"/briefs/{person}/")
    for said in (
        "Ana Sousa",
        "at Acme, in 2023",
        "through",
        "call",
        "write",
        "Nothing noted yet on",
        "Lisbon",
    ):
        assert said in shown
    both = page(client, f"/briefs/?who={person},{bo}")
    assert both.count('class="brief"') == 2
    assert "Find somebody" in page(client, "/briefs/")


def test_more_people_than_a_page_holds_are_left_out_and_it_says_so(
    client: Client, crowd: Callable[[int], list[str]]
) -> None:
    shown = page(client, f"/briefs/?who={','.join(crowd(14))}")
    assert shown.count('class="brief"') == 12
    assert "The first twelve" in shown


@pytest.mark.parametrize(("hour", "offered"), [(9, True), (23, False)])
def test_after_a_meeting_today_asks_for_a_line(
    client: Client,
    owner: Owner,
    hour: int,
    offered: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = datetime(2026, 11, 24, 20, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    held = village.exchange(
        "e", datetime(2026, 11, 24, hour, tzinfo=UTC), ("organizer", "robin@hale.example", ""),
        ("attendee", "fay@ode.example", "Fay Ode"), channel="meeting", direction="mutual",
    )  # fmt: skip
    village.bring(owner, village.File("e.ics", "calendar", (held,)))
    assert ("You met Fay today." in page(client, "/")) == offered
    options.override(today=TODAY + timedelta(days=1))
    shown = page(client, "/")
    assert "You met Fay yesterday." in shown
    assert "how=meeting&amp;on=2026-11-24" in shown
    assert "Brief" not in shown or "/briefs/" in shown


@pytest.mark.parametrize(("url", "told", "status"), [
    ("/facts/add/", {"kind": "hobby", "text": "x"}, 422),
    ("/facts/add/", {"kind": "working_on", "text": ""}, 422),
    ("/promises/add/", {"whose": "mine", "text": ""}, 422),
    ("/facts/{person}/nothing/answer/", {"answer": "perhaps"}, 409),
    ("/facts/{person}/nothing/answer/", {"answer": "still"}, 404),
    ("/facts/nothing/forget/", {}, 404),
    ("/promises/nothing/answer/", {"answer": "perhaps"}, 409),
    ("/promises/nothing/answer/", {"answer": "keep"}, 404),
    ("/promises/nothing/forget/", {}, 404),
])  # fmt: skip
def test_what_is_wrong_or_not_there_is_said(
    client: Client, person: str, url: str, told: dict[str, str], status: int
) -> None:
    answer = client.post(url.format(person=person), {**told, "person": person})
    assert answer.status_code == status


@pytest.mark.parametrize("url", ["/briefs/nobody/", "/briefs/?who=nobody"])
def test_a_brief_of_nobody_is_not_there(client: Client, owner: Owner, url: str) -> None:
    del owner
    assert client.get(url).status_code == 404
