"""Campaigns: who may belong and why, one letter at a time, and answers that are noticed by themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import (
    access,
    campaigns,
    duplicates,
    facts,
    help,  # noqa: A004 - the house's word
    letters,
    outcomes,
    people,
    plan,
    purposes,
    views,
)
from amity.book.models import Letter, Owner
from amity.core import signals
from amity.core.errors import Refusal
from tests.village import ROBIN, TODAY, File, book, bring, card, mail, meeting, named

pytestmark = pytest.mark.django_db
CARDS = File("cards.vcf", "vcard", (
    card("ana", "Ana Lima", "ana@acme.example", organization="Acme", help_received="read my letter"),
    card("bo", "Bo Chen", "bo@birch.example", organization="Birch", connected_on="2026-03-04"),
    card("cy", "Cy Young", "cy@cedar.example", organization="Lumen", connected_on="2026-03-04"),
    card("eve", "Eve Moss", "eve@moss.example"),
    card("me", "Robin Hale", ROBIN, about_owner=True),
    card("position:new", "", organization="Lumen", title="Head", started="2026-05-01", about_owner=True),
    card("position:old", "", organization="Northwind", finished="2026-02-01", about_owner=True),
    card("job", "", application="Planner", organization="Birch", started="2026-02-10", about_owner=True),
))  # fmt: skip
MAIL = File("old.mbox", "mail", (
    mail("e1", 250, "eve@moss.example", ROBIN), mail("e2", 249, ROBIN, "eve@moss.example"),
))  # fmt: skip
CALENDAR = File("cal.ics", "calendar", (meeting("e3", 240, ROBIN, "eve@moss.example"),))


@pytest.fixture
def owner() -> Owner:
    found = book(ROBIN)
    bring(found, CARDS, MAIL, CALENDAR)
    return found


@pytest.fixture
def search(owner: Owner) -> str:
    return campaigns.start(owner, "job-search", today=TODAY)


def test_a_job_search_seeds_itself_with_why_each_is_in_it(owner: Owner, search: str) -> None:
    found = {offer.person.name: offer.text for offer in campaigns.offered(owner, search, today=TODAY)}
    assert found == {
        "Ana Lima": "Ana helped you: “read my letter”.",
        "Bo Chen": (
            "You applied to Birch in February, where Bo is. You and Bo connected on LinkedIn in March."
        ),
        "Eve Moss": "You and Eve met, and wrote twice in these months, the last time in March.",
    }
    begun = campaigns.one(owner, search, today=TODAY)
    assert (begun.name, begun.began, begun.ended) == ("Where I landed", date(2025, 12, 3), date(2026, 6, 30))
    assert begun.note == "I wanted you to hear it from me: I am now Head at Lumen."
    assert begun.letters == ()


def test_only_who_is_ticked_belongs_and_each_once(owner: Owner, search: str) -> None:
    ana, cy = named(owner, "Ana Lima"), named(owner, "Cy Young")
    assert campaigns.put(owner, search, [ana, cy], today=TODAY) == [ana, cy]
    assert campaigns.put(owner, search, [ana], today=TODAY) == []
    one, other = campaigns.one(owner, search, today=TODAY).letters
    assert (one.reason, one.text, other.reason, other.text) == (
        "help",
        "Ana helped you: “read my letter”.",
        "",
        "",
    )
    assert ana not in {offer.person.id for offer in campaigns.offered(owner, search, today=TODAY)}


def test_a_letter_is_begun_from_this_person_and_nothing_is_kept_by_looking(owner: Owner, search: str) -> None:
    ana = named(owner, "Ana Lima")
    campaigns.put(owner, search, [ana], today=TODAY)
    facts.learn(owner, ana, "working_on", "a bridge", on=TODAY, today=TODAY)
    begun = campaigns.begin(owner, search, ana, today=TODAY)
    assert begun.mailto.startswith("mailto:ana@acme.example?subject=Where%20I%20landed")
    assert "you read my letter" in begun.body.lower()
    assert "how is it going with a bridge?" in begun.body
    assert campaigns.one(owner, search, today=TODAY).letters[0].state == "open"
    dee = people.add(owner, name="Dee Novak", today=TODAY)
    campaigns.put(owner, search, [dee], today=TODAY)
    assert campaigns.begin(owner, search, dee, today=TODAY).mailto == ""
    with pytest.raises(access.Missing, match="not in this campaign"):
        campaigns.begin(owner, search, named(owner, "Bo Chen"), today=TODAY)


def test_an_answer_is_noticed_after_the_next_import(owner: Owner, search: str) -> None:
    ana = named(owner, "Ana Lima")
    campaigns.put(owner, search, [ana], today=TODAY)
    campaigns.mark(owner, search, ana, "sent", on=TODAY - timedelta(days=9), today=TODAY)
    assert campaigns.one(owner, search, today=TODAY).letters[0].state == "sent"
    bring(owner, File("new.mbox", "mail", (mail("a1", 3, "ana@acme.example", ROBIN),)))
    (letter,) = campaigns.one(owner, search, today=TODAY).letters
    assert (letter.state, letter.answered) == ("answered", TODAY - timedelta(days=3))
    assert Letter.objects.get().role == "sent"


@pytest.mark.parametrize("state", ["answered", "lost"])
def test_nobody_says_that_a_letter_was_answered(owner: Owner, search: str, state: str) -> None:
    ana = named(owner, "Ana Lima")
    campaigns.put(owner, search, [ana], today=TODAY)
    with pytest.raises(Refusal, match="open, drafted, sent"):
        campaigns.mark(owner, search, ana, state, today=TODAY)
    with pytest.raises(Refusal, match="not come yet"):
        campaigns.mark(owner, search, ana, "sent", on=TODAY + timedelta(days=1), today=TODAY)
    with pytest.raises(access.Missing):
        campaigns.mark(owner, search, named(owner, "Bo Chen"), "sent", today=TODAY)


def test_a_campaign_pauses_goes_on_and_ends_with_grace(owner: Owner, search: str) -> None:
    ana, bo = named(owner, "Ana Lima"), named(owner, "Bo Chen")
    campaigns.put(owner, search, [ana, bo], today=TODAY)
    campaigns.mark(owner, search, ana, "sent", today=TODAY)
    campaigns.pause(owner, search, on=True, today=TODAY)
    assert campaigns.one(owner, search, today=TODAY).paused
    campaigns.pause(owner, search, on=False, today=TODAY)
    other = campaigns.start(owner, "move", "To the sea", news="I live at the sea now.", today=TODAY)
    campaigns.done(owner, search, today=TODAY)
    ended = campaigns.one(owner, search, today=TODAY)
    assert ended.over
    assert [letter.state for letter in ended.letters] == ["sent", "rests"]
    assert [one.id for one in campaigns.all(owner, today=TODAY)] == [other, search]


def test_a_campaign_is_of_a_known_kind_with_a_name_and_months_in_order(owner: Owner, search: str) -> None:
    with pytest.raises(Refusal, match="no campaign"):
        campaigns.start(owner, "spam", today=TODAY)
    with pytest.raises(Refusal, match="begin before they end"):
        campaigns.start(owner, "thanks", since=TODAY, until=date(2026, 1, 1), today=TODAY)
    campaigns.change(owner, search, name="Landed", note="All is well.", today=TODAY)
    assert campaigns.one(owner, search, today=TODAY).name == "Landed"
    with pytest.raises(Refusal, match="needs a name"):
        campaigns.change(owner, search, name=" ", today=TODAY)
    with pytest.raises(access.Missing):
        campaigns.one(owner, "nowhere", today=TODAY)


def test_thanks_and_news_have_reasons_of_their_own(owner: Owner) -> None:
    bo, eve = named(owner, "Bo Chen"), named(owner, "Eve Moss")
    help.note(owner, bo, "received", "an introduction", on=date(2026, 6, 1), today=TODAY)
    outcomes.note(owner, eve, "opportunity", "a talk", on=date(2026, 6, 1), today=TODAY)
    people.set_words(owner, [eve], importance=2, today=TODAY)
    thanks = campaigns.start(owner, "thanks", today=TODAY)
    kinds = {
        o.person.name: [why.kind for why in o.why] for o in campaigns.offered(owner, thanks, today=TODAY)
    }
    assert kinds == {"Ana Lima": ["help"], "Bo Chen": ["help"], "Eve Moss": ["introduced"]}
    role = campaigns.start(owner, "new-role", today=TODAY)
    kinds = {o.person.name: [why.kind for why in o.why] for o in campaigns.offered(owner, role, today=TODAY)}
    assert kinds == {"Eve Moss": ["exchange", "matters"]}
    assert "“an introduction”" not in campaigns.offered(owner, thanks, today=TODAY)[1].person.name


def test_a_running_campaign_waits_with_two_people_and_its_letter_can_be_a_pick(
    owner: Owner, search: str
) -> None:
    ids = [named(owner, name) for name in ("Ana Lima", "Bo Chen", "Eve Moss")]
    campaigns.put(owner, search, ids, today=TODAY)
    campaigns.mark(owner, search, ids[2], "drafted", today=TODAY)
    seen, around = views.all(owner, today=TODAY)
    waiting = {view.person.name: view for view in seen if view.letter is not None}
    assert set(waiting) == {"Ana Lima", "Eve Moss"}
    for view in waiting.values():
        (signal,) = (one for one in signals.read(view, around, today=TODAY) if one.reason == "circle_back")
        assert signals.prove(signal, view, around, today=TODAY)
        assert signal.evidence[0].kind == "campaign"
    picks = {pick.person_name: pick for pick in plan.week(owner, today=TODAY).picks}
    assert "is next in “Where I landed”" in picks["Ana Lima"].sentence
    plan.answer(owner, picks["Ana Lima"].id, "done", today=TODAY)
    assert campaigns.one(owner, search, today=TODAY).letters[0].state == "sent"
    campaigns.pause(owner, search, on=True, today=TODAY)
    assert all(view.letter is None for view in views.all(owner, today=TODAY)[0])


def test_whoever_had_a_letter_is_not_suggested_again_the_same_month(owner: Owner, search: str) -> None:
    ana, before = named(owner, "Ana Lima"), TODAY - timedelta(days=1)
    people.set_words(owner, [ana], today=before, importance=2)
    other = campaigns.start(owner, "thanks", today=before)
    for one in (search, other):
        campaigns.put(owner, one, [ana], today=before)
    assert "Ana Lima" in {pick.person_name for pick in plan.week(owner, today=TODAY).picks}
    campaigns.mark(owner, search, ana, "sent", on=before, today=TODAY)
    assert letters.written(owner, today=TODAY) == {access.person(owner, ana).pk: before}
    assert letters.written(owner, today=before - timedelta(days=1)) == {}
    assert "Ana Lima" not in {pick.person_name for pick in plan.week(owner, today=TODAY).picks}
    later = TODAY + timedelta(days=70)
    assert "Ana Lima" in {pick.person_name for pick in plan.week(owner, today=later).picks}


def test_whoever_is_set_aside_or_muted_is_not_next(owner: Owner, search: str) -> None:
    ana, bo, cy = (named(owner, name) for name in ("Ana Lima", "Bo Chen", "Cy Young"))
    campaigns.put(owner, search, [ana, bo, cy], today=TODAY)
    people.put_aside(owner, [ana], "deceased", today=TODAY)
    purposes.mute(owner, bo, today=TODAY)
    found = campaigns.one(owner, search, today=TODAY)
    assert [letter.state for letter in found.letters] == ["rests", "rests", "open"]
    assert [letter.id for letter in found.waiting] == [cy]
    assert set(letters.waiting(owner, today=TODAY)) == {access.person(owner, cy).pk}


def test_two_people_who_became_one_have_one_letter_and_none_twice(owner: Owner, search: str) -> None:
    ana, bo = named(owner, "Ana Lima"), named(owner, "Bo Chen")
    campaigns.put(owner, search, [ana, bo], today=TODAY)
    campaigns.mark(owner, search, bo, "sent", today=TODAY)
    duplicates.join(owner, ana, bo, today=TODAY)
    (letter,) = campaigns.one(owner, search, today=TODAY).letters
    assert letter.state == "sent"
    assert letters.waiting(owner, today=TODAY) == {}


def test_a_letter_marked_later_is_still_open_when_an_earlier_day_is_believed(
    owner: Owner, search: str
) -> None:
    ana, before = named(owner, "Ana Lima"), TODAY - timedelta(days=1)
    campaigns.put(owner, search, [ana], today=before)
    campaigns.mark(owner, search, ana, "sent", today=TODAY)
    (letter,) = campaigns.one(owner, search, today=before).letters
    assert (letter.state, letter.on) == ("open", None)
