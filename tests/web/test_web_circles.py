"""Pages of circles, events and campaigns: each answers, changes what it says, and knows no stranger."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amity.book import (
    access,
    campaigns,
    circles,
    events,
    facts,
    help,  # noqa: A004 - the house's word
    interactions,
    people,
    plan,
    promises,
)
from amity.web.page import Owner
from tests.web.conftest import TODAY


@pytest.fixture
def circle(owner: Owner, person: str) -> str:
    made = circles.add(owner, "Repair Forum", began=TODAY - timedelta(days=900))
    circles.put(owner, made, [person], today=TODAY)
    return made


@pytest.fixture
def event(owner: Owner, person: str, crowd: Callable[[int], list[str]]) -> str:
    return events.add(owner, "Summit", on=TODAY - timedelta(days=3), who=[person, *crowd(6)], today=TODAY)


@pytest.fixture
def campaign(owner: Owner, person: str) -> str:
    made = campaigns.start(owner, "new-role", today=TODAY)
    campaigns.put(owner, made, [person], today=TODAY)
    return made


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def sent(client: Client, url: str, **told: object) -> str:
    """Send a form and give the page it leads to."""
    answer = client.post(url, told, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("url", [
    "/circles/", "/circles/add/", "/events/", "/events/add/", "/campaigns/", "/campaigns/start/",
])  # fmt: skip
@pytest.mark.usefixtures("owner")
def test_the_empty_pages_say_what_will_stand_there(url: str, client: Client) -> None:
    assert "<h1" in read(client, url)


@pytest.mark.usefixtures("owner")
def test_the_empty_events_say_kindly_that_a_stack_of_cards_is_worth_nothing(client: Client) -> None:
    assert "stack of cards from one evening is worth nothing" in read(client, "/events/")


@pytest.mark.parametrize("name", [
    "circles.one", "circles.edit", "circles.put", "events.one", "events.attended", "events.choose",
    "campaigns.one", "campaigns.edit", "campaigns.add",
])  # fmt: skip
@pytest.mark.usefixtures("owner")
def test_what_is_of_nobody_here_is_a_page_not_found(name: str, client: Client) -> None:
    assert client.get(reverse(name, args=["nobody"])).status_code == 404
    assert client.post(reverse(name, args=["nobody"]), {"who": "x"}).status_code in {404, 405}


@pytest.mark.usefixtures("person")
def test_a_circle_is_added_and_filled_by_names(client: Client, owner: Owner) -> None:
    page = sent(client, "/circles/add/", name="Choir", kind="community", belongs="on", guides="on")
    assert "Choir" in page
    assert "which you guide" in page
    (made,) = circles.all(owner)
    assert "Ana Sousa" in sent(client, reverse("circles.put", args=[made.id]), who="Ana Sousa")
    again = client.post("/circles/add/", {"name": "choir", "kind": "team"})
    assert again.status_code == 422
    assert "There is a circle" in again.content.decode()
    assert client.post("/circles/add/", {"name": ""}).status_code == 422


@pytest.mark.parametrize(("who", "said"), [("", "at least one name"), ("Nemo", "Nobody here is")])
def test_a_name_that_nobody_has_is_asked_again(client: Client, circle: str, who: str, said: str) -> None:
    answer = client.post(reverse("circles.put", args=[circle]), {"who": who})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert client.get(reverse("circles.put", args=[circle])).status_code == 200


def test_a_name_that_several_have_offers_them(client: Client, owner: Owner, circle: str) -> None:
    for place in ("Acme", "Birch"):
        people.add(owner, name="Eve Moss", organization=place, today=TODAY)
    answer = client.post(reverse("circles.put", args=[circle]), {"who": "Eve Moss"})
    assert answer.status_code == 422
    assert answer.content.decode().count('type="radio"') == 2


def test_a_circle_tells_what_it_brought_and_lets_people_go_and_come(
    client: Client, owner: Owner, crowd: Callable[[int], list[str]]
) -> None:
    circle = circles.add(owner, "Choir", began=TODAY - timedelta(days=900))
    (who,) = crowd(1)
    circles.put(owner, circle, [who], today=TODAY)
    page = read(client, reverse("circles.one", args=[circle]))
    assert "You joined in June 2024; the first time you and Person were in touch was in August." in page
    assert "What the last year brought" in page
    assert "Nobody yet" in sent(client, reverse("circles.take", args=[circle]), who=who)
    assert "Person 001" in sent(client, reverse("circles.put", args=[circle]), who=who)
    assert "You are not part of it" in sent(client, reverse("circles.leave", args=[circle]))
    join = reverse("circles.join", args=[circle])
    assert "you joined on Nov 1, 2026" in sent(client, join, on="2026-11-01")
    assert "you joined on Nov 24, 2026" in sent(client, join, on="")


def test_a_circle_is_changed_and_removed(client: Client, circle: str, person: str) -> None:
    url = reverse("circles.edit", args=[circle])
    assert "Repair Forum" in read(client, url)
    told = {"kind": "team", "belongs": "on", "note": "Every Tuesday"}
    assert "Every Tuesday" in sent(client, url, name="Fixers", **told)
    assert client.post(url, {"name": "", **told}).status_code == 422
    assert "Fixers" in read(client, reverse("people.one", args=[person]))
    assert "its people stay" in sent(client, reverse("circles.remove", args=[circle]))
    assert client.get(url).status_code == 404


def test_a_name_another_circle_has_is_refused_at_the_field(client: Client, owner: Owner, circle: str) -> None:
    circles.add(owner, "Choir")
    answer = client.post(reverse("circles.edit", args=[circle]), {"name": "Choir", "kind": "team"})
    assert answer.status_code == 422
    assert "already" in answer.content.decode()


def test_a_circle_worth_joining_names_whom_to_ask(client: Client, owner: Owner, person: str) -> None:
    guild = circles.add(owner, "Guild", kind="professional-organization", belongs=False)
    circles.put(owner, guild, [person], today=TODAY)
    page = read(client, "/circles/")
    assert "Worth joining" in page
    assert "Ask Ana what it is like" in page


def test_an_event_is_kept_and_a_few_are_chosen(client: Client, owner: Owner, event: str, person: str) -> None:
    url = reverse("events.one", args=[event])
    assert "Who is worth a second conversation?" in read(client, url)
    assert "Summit" in read(client, "/events/")
    everybody = [member.id for member in events.one(owner, event).here]
    choose = reverse("events.choose", args=[event])
    refused = client.post(choose, {"who": everybody})
    assert refused.status_code == 422
    assert "second conversations would become none" in refused.content.decode()
    assert "The others rest" in sent(client, choose, who=[person])
    assert "checked" in read(client, choose)
    note = reverse("events.note", args=[event, person])
    told = {
        f"{person}-working_on": "a bridge",
        f"{person}-promise": "send the paper",
        f"{person}-due": "2026-12-01",
    }
    page = sent(client, note, **told)
    assert "a bridge" in page
    assert "send the paper" in page
    assert facts.own(owner, today=TODAY)[access.person(owner, person).pk][0].text == "a bridge"
    assert promises.of(owner, today=TODAY)[access.person(owner, person).pk][0].text == "send the paper"
    assert client.post(note, {f"{person}-due": "soon"}).status_code == 422
    assert "Ana Sousa" in read(client, note)


def test_an_event_is_no_circle_of_another_kind_after_an_edit(
    client: Client, owner: Owner, event: str
) -> None:
    url = reverse("circles.edit", args=[event])
    assert "What it is" not in read(client, url)
    assert "Big summit" in sent(client, url, name="Big summit", place="Hall", note="")
    assert events.one(owner, event).kind == "event"


@pytest.mark.usefixtures("person")
def test_an_event_is_added_with_who_was_there(client: Client, owner: Owner) -> None:
    told = {"on": "2026-11-20", "place": "Hall", "who": "Ana Sousa"}
    assert "Ana Sousa" in sent(client, "/events/add/", name="Summit", **told)
    for wrong in ({"name": "Summit"}, {"name": "Other", "who": "Nemo"}, {"name": ""}):
        assert client.post("/events/add/", {**told, **wrong}).status_code == 422
    (event,) = events.all(owner)
    attended = reverse("events.attended", args=[event.id])
    assert read(client, attended)
    assert client.post(attended, {"who": "Nemo"}).status_code == 422
    assert "Ana Sousa" in sent(client, attended, who="Ana Sousa")
    assert client.post("/events/offer/", {"meeting": "1"}).status_code == 404


def test_a_campaign_begins_and_offers_who_may_belong(client: Client, owner: Owner, person: str) -> None:
    page = sent(client, "/campaigns/start/", kind="new-role", news="I am at Lumen.")
    assert "You said that Ana matters" in page
    (made,) = campaigns.all(owner, today=TODAY)
    page = sent(client, reverse("campaigns.choose", args=[made.id]), who=person)
    assert "Next is Ana." in page
    assert "Begin the letter" in page
    assert "Nobody was ticked" in sent(client, reverse("campaigns.choose", args=[made.id]))
    for wrong in ({"kind": "spam"}, {"kind": "thanks", "since": "2026-02-01", "until": "2026-01-01"}):
        assert client.post("/campaigns/start/", wrong).status_code == 422
    assert client.post("/campaigns/start/", {"kind": "thanks", "since": "2027-02-01"}).status_code == 422


def test_a_letter_is_begun_changed_and_marked_and_looking_keeps_nothing(
    client: Client, owner: Owner, campaign: str, person: str
) -> None:
    url = reverse("campaigns.letter", args=[campaign, person])
    page = read(client, url)
    assert "Hi Ana," in page
    assert "mailto:ana@sousa.example?subject=A%20new%20chapter" in page
    assert "mailto:ana@sousa.example?subject=Hello&amp;body=Dear%20Ana" in sent(
        client, url, subject="Hello", body="Dear Ana"
    )
    assert "Dear Ana" in read(client, url)
    assert client.post(url, {"subject": "x" * 300, "body": ""}).status_code == 422
    assert "Hi Ana," in sent(client, url, subject="", body="")
    assert campaigns.one(owner, campaign, today=TODAY).letters[0].state == "open"
    mark = reverse("campaigns.mark", args=[campaign, person])
    assert "Go on with the letter" in sent(client, mark, state="drafted")
    assert "You wrote to one person." in sent(client, mark, state="sent")
    assert "Sent on Nov 24, 2026" in read(client, url)
    interactions.log(owner, [person], "thanks", how="mail", on=TODAY, direction="received", today=TODAY)
    assert "They rest" in sent(client, mark, state="rests")
    assert "it rests" in read(client, url)
    assert client.post(mark, {"state": "answered"}).status_code == 409
    assert client.get(reverse("campaigns.letter", args=[campaign, "nobody"])).status_code == 404


def test_an_answer_shows_on_the_letter(client: Client, owner: Owner, campaign: str, person: str) -> None:
    on = TODAY - timedelta(days=5)
    campaigns.mark(owner, campaign, person, "sent", on=on, today=TODAY)
    interactions.log(owner, [person], "well done", how="mail", on=TODAY, direction="received", today=TODAY)
    assert "Ana answered on Nov 24, 2026" in read(
        client, reverse("campaigns.letter", args=[campaign, person])
    )
    assert "You wrote to one person; one answered." in read(client, "/campaigns/")


def test_after_five_letters_it_is_enough_for_today(
    client: Client, owner: Owner, campaign: str, person: str, crowd: Callable[[int], list[str]]
) -> None:
    ids = crowd(5)
    campaigns.put(owner, campaign, ids, today=TODAY)
    for one in ids:
        campaigns.mark(owner, campaign, one, "sent", today=TODAY)
    page = read(client, reverse("campaigns.one", args=[campaign]))
    assert "You wrote to five of six. That is enough for today; Ana is next tomorrow." in page
    assert "Begin the letter" not in page
    assert "enough for today" in read(client, reverse("campaigns.letter", args=[campaign, person]))
    sixth = client.post(reverse("campaigns.mark", args=[campaign, person]), {"state": "sent"})
    assert sixth.status_code == 409
    assert "can wait until tomorrow" in sixth.content.decode()
    assert (
        client.post(reverse("campaigns.mark", args=[campaign, ids[0]]), {"state": "sent"}).status_code == 302
    )


def test_a_campaign_is_removed_and_taken_back_whole(
    client: Client, owner: Owner, campaign: str, person: str
) -> None:
    campaigns.write(owner, campaign, person, "Hello", "Dear Ana", today=TODAY)
    before = campaigns.one(owner, campaign, today=TODAY)
    url = reverse("campaigns.remove", args=[campaign])
    assert "Remove this campaign" in read(client, reverse("campaigns.edit", args=[campaign]))
    assert "It is gone" in sent(client, url)
    assert campaigns.all(owner, today=TODAY) == []
    assert client.get(reverse("campaigns.one", args=[campaign])).status_code == 404
    assert client.post(url).status_code == 404
    sent(client, url, back="1")
    assert campaigns.one(owner, campaign, today=TODAY) == before
    assert campaigns.begin(owner, campaign, person, today=TODAY).body == "Dear Ana"
    assert client.post(url, {"back": "1"}).status_code == 404


def test_a_campaign_is_changed_pauses_and_is_done(client: Client, owner: Owner, campaign: str) -> None:
    edit = reverse("campaigns.edit", args=[campaign])
    assert "A new role" in read(client, edit)
    assert "Fresh start" in sent(client, edit, name="Fresh start", note="", subject="", body="")
    assert client.post(edit, {"name": ""}).status_code == 422
    pause = reverse("campaigns.pause", args=[campaign])
    assert "It pauses; Ana is next when you go on." in sent(client, pause, on="1")
    assert "Next is Ana." in sent(client, pause, on="0")
    add = reverse("campaigns.add", args=[campaign])
    assert read(client, add)
    assert client.post(add, {"who": "Nemo"}).status_code == 422
    people.add(owner, name="Eve Moss", today=TODAY)
    assert "Eve Moss" in sent(client, add, who="Eve Moss")
    assert "It is done." in sent(client, reverse("campaigns.done", args=[campaign]))
    assert "Done" in read(client, "/campaigns/")


def test_an_ended_campaign_without_anybody_says_so(client: Client, owner: Owner) -> None:
    campaigns.done(owner, campaigns.start(owner, "other", today=TODAY), today=TODAY)
    campaigns.start(owner, "other", today=TODAY)
    page = read(client, "/campaigns/")
    assert "Nobody is in it." in page
    assert "Nobody is in it yet: say who belongs." in page


def test_there_is_no_way_to_write_to_all_at_once(client: Client, campaign: str) -> None:
    page = read(client, reverse("campaigns.one", args=[campaign]))
    assert not re.search(r"(?i)send (?:to )?all|bcc", page)
    assert "mailto:" not in page


@pytest.mark.usefixtures("campaign")
def test_a_pick_of_a_campaign_leads_to_its_letter(client: Client, owner: Owner) -> None:
    picks = [pick for pick in plan.week(owner, today=TODAY).picks if pick.reason == "circle_back"]
    assert picks
    page = read(client, "/")
    assert "The letter" in page
    assert "/letter/" in page


@pytest.mark.parametrize("url", ["/circles/", "/events/", "/campaigns/"])
def test_many_circles_cost_as_many_queries_as_few(
    url: str, client: Client, owner: Owner, crowd: Callable[[int], list[str]]
) -> None:
    def cost(names: str) -> int:
        ids = crowd(3)
        for name in names:
            made = circles.add(owner, f"Circle {name}", belongs=name in "aceg")
            circles.put(owner, made, ids, today=TODAY)
            events.choose(
                owner, events.add(owner, f"Day {name}", on=TODAY, who=ids, today=TODAY), ids[:1], today=TODAY
            )
            reason = campaigns.start(owner, "move", f"Move {name}", today=TODAY)
            campaigns.put(owner, reason, ids, today=TODAY)
            campaigns.mark(owner, reason, ids[0], "sent", today=TODAY)
        answer = client.get(url)
        assert answer.status_code == 200
        return int(answer.headers["Server-Timing"].rpartition('desc="')[2].rstrip('"'))

    assert cost("abcd") == cost("efghijklmn")


def test_before_one_more_ask_where_nothing_was_given_a_quiet_sentence_stands_by_the_letter(
    client: Client, owner: Owner, campaign: str, person: str
) -> None:
    url = reverse("campaigns.letter", args=[campaign, person])
    assert 'class="sign"' not in read(client, url)
    for text in ("a name", "a reference"):
        help.note(owner, person, "asked", text, on=TODAY, today=TODAY)
    assert 'class="sign"' in read(client, url)
    thanks = campaigns.start(owner, "thanks", today=TODAY)
    campaigns.put(owner, thanks, [person], today=TODAY)
    assert 'class="sign"' not in read(client, reverse("campaigns.letter", args=[thanks, person]))
