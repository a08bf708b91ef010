from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from amity.core import campaigns
from amity.core.campaigns import Campaign, Letter, Why
from amity.core.errors import Refusal
from amity.core.facts import Fact
from amity.core.help import Help
from amity.core.people import Exchange, Person

TODAY = date(2026, 11, 24)
SENT = date(2026, 10, 1)
ANA = Person("ana", "Ana Lima")
SEARCH = Campaign("c", "Where I landed", "job-search")


def exchange(on: date, way: str, *, hour: int = 12, channel: str = "mail") -> Exchange:
    at = datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
    return Exchange(f"{on}{hour}", at, channel, way)  # type: ignore[arg-type]


@pytest.mark.parametrize(("came", "back"), [
    ([], None),
    ([exchange(date(2026, 10, 5), "received")], date(2026, 10, 5)),
    ([exchange(date(2026, 10, 5), "mutual", channel="meeting")], date(2026, 10, 5)),
    ([exchange(date(2026, 10, 5), "sent")], None),
    ([exchange(date(2026, 9, 30), "received")], None),
    ([exchange(SENT, "received", hour=8)], None),
    ([exchange(SENT, "received", hour=8), exchange(SENT, "sent", hour=9)], None),
    ([exchange(SENT, "received", hour=15), exchange(SENT, "sent", hour=9)], SENT),
    ([exchange(SENT + timedelta(days=121), "received")], None),
])  # fmt: skip
def test_an_answer_is_what_comes_after_the_letter(came: list[Exchange], back: date | None) -> None:
    assert campaigns.replied(came, sent=SENT) == back


def test_only_what_was_sent_is_answered() -> None:
    assert campaigns.state("sent", SENT) == "answered"
    assert campaigns.state("sent", None) == "sent"
    assert campaigns.state("rests", SENT) == "rests"
    assert campaigns.state("", None) == "open"


def test_after_the_day_s_letters_it_is_enough_until_tomorrow() -> None:
    letters = (
        Letter("a", "A", "sent", TODAY), Letter("b", "B", "answered", TODAY), Letter("c", "C", "sent", SENT),
        Letter("d", "D"), Letter("e", "E", "drafted", TODAY),
    )  # fmt: skip
    running = replace(SEARCH, cap=3, letters=letters)
    assert campaigns.left(running, today=TODAY) == 1
    up = campaigns.up(running, today=TODAY)
    assert up is not None
    assert up.id == "e"
    enough = replace(running, cap=2)
    assert (campaigns.left(enough, today=TODAY), campaigns.up(enough, today=TODAY)) == (0, None)
    assert campaigns.up(enough, today=TODAY + timedelta(days=1)) is not None
    assert campaigns.up(replace(running, letters=letters[:3]), today=TODAY) is None
    assert (running.count("sent"), running.count("sent", "answered")) == (2, 3)


def test_a_campaign_without_letters_a_day_pauses_or_is_over() -> None:
    still = replace(SEARCH, cap=0, letters=(Letter("a", "A"),))
    ended = replace(SEARCH, cap=0, letters=(Letter("a", "A", "rests"),))
    assert (still.paused, still.over) == (True, False)
    assert (ended.paused, ended.over) == (False, True)
    assert not replace(still, cap=5).paused
    assert not replace(ended, cap=5).over


def test_who_helped_stands_first_and_who_is_aside_or_in_it_stands_nowhere() -> None:
    help_, wrote = Why("help", "Ana helped you."), Why("exchange", "You wrote.")
    bo, cy = Person("bo", "Bo"), Person("cy", "Cy")
    told = [
        (cy, [wrote]), (bo, [wrote, Why("connected", "You connected.")]), (ANA, [wrote, help_]),
        (Person("dee", "Dee", aside="private"), [help_]), (Person("eve", "Eve", muted=True), [help_]),
        (Person("fay", "Fay"), []), (Person("gus", "Gus"), [help_]),
    ]  # fmt: skip
    found = campaigns.offers(told, known=["gus"])
    assert [offer.person.id for offer in found] == ["ana", "bo", "cy"]
    assert found[0].text == "Ana helped you. You wrote."


def test_an_offer_shows_one_reason_of_each_kind_before_a_second_and_three_at_most() -> None:
    helped = [Why("help", f"{year}.", date(year, 1, 1)) for year in (2023, 2025, 2024)]
    (offer,) = campaigns.offers([(ANA, [*helped, Why("introduced", "A talk."), Why("matters", "Matters.")])])
    assert [why.text for why in offer.why] == ["2025.", "A talk.", "Matters."]
    assert offer.text == "2025. A talk."
    (offer,) = campaigns.offers([(ANA, helped)])
    assert [why.text for why in offer.why] == ["2025.", "2024.", "2023."]


def _body(campaign: Campaign = SEARCH, **told: object) -> str:
    draft = campaigns.draft(campaign, ANA, owner="Robin Hale", today=TODAY, **{"why": "", **told})  # type: ignore[arg-type]
    return draft.body


def test_a_letter_tells_the_news_and_thanks_for_what_this_person_did() -> None:
    given = Help("received", "introduced me to Ingrid.", date(2026, 1, 5), "hand", "")
    older = Help("received", "a loan", date(2020, 1, 5), "hand", "")
    fact = Fact("working_on", "a bridge", TODAY, "hand", "")
    campaign = replace(SEARCH, note="I am now at Lumen.")
    body = _body(campaign, helped=[older, given, Help("given", "x", TODAY, "hand", "")], facts_known=[fact])
    assert body == (
        "Hi Ana,\n\nI am now at Lumen.\n\nThank you. In January you introduced me to Ingrid.\n\n"
        "And how is it going with a bridge?\n\n"
        "If I can ever do the same for you, or for somebody you know, tell me.\n\nRobin\n"
    )


@pytest.mark.parametrize(("text", "on", "said"), [
    ("a loan", date(2026, 1, 5), "Thank you for your help in January: a loan."),
    ("told me all", None, "Thank you. You told me all."),
    ("Recommendation: kind", date(2026, 1, 5), "Thank you for the recommendation you wrote me in January."),
    ("Recommendation", None, "Thank you for your help: Recommendation."),
])  # fmt: skip
def test_help_is_thanked_for_in_its_own_words(text: str, on: date | None, said: str) -> None:
    assert said in _body(helped=[Help("received", text, on, "hand", "")])


def test_the_help_of_the_campaign_s_months_is_thanked_for_before_later_help() -> None:
    then, later = (Help("received", text, on, "hand", "") for text, on in (
        ("a loan", date(2025, 3, 1)), ("a bed", date(2026, 3, 1)),
    ))  # fmt: skip
    search = replace(SEARCH, began=date(2025, 1, 1), ended=date(2025, 12, 31))
    assert "a loan" in _body(search, helped=[then, later])
    assert "a bed" in _body(search, helped=[later])


@pytest.mark.parametrize(("channel", "said"), [
    ("meeting", "Thank you for the time you took in September."),
    ("call", "Thank you for our call in September."),
    ("mail", "Thank you for writing with me in September."),
])  # fmt: skip
def test_who_was_met_is_thanked_for_that(channel: str, said: str) -> None:
    on = exchange(date(2026, 9, 20), "mutual", channel=channel)
    assert said in _body(why="exchange", recent=[on])
    assert "while I was looking" in _body(why="exchange")


def test_nobody_is_thanked_for_an_answer_they_never_gave() -> None:
    sent, received = (exchange(date(2026, month, 20), way) for month, way in ((9, "sent"), (8, "received")))
    assert "while I was looking" in _body(why="exchange", recent=[sent])
    assert "Thank you for writing to me in August." in _body(why="exchange", recent=[received])
    assert "Thank you for writing with me in August." in _body(why="exchange", recent=[sent, received])


def test_what_is_stale_or_over_is_not_asked_after() -> None:
    old = Fact("working_on", "a bridge", date(2020, 1, 1), "hand", "")
    over = Fact("working_on", "a boat", TODAY, "hand", "", over=TODAY)
    other = Fact("struggling_with", "money", TODAY, "hand", "")
    assert "how is it going" not in _body(facts_known=[old, over, other])


def test_thanks_come_first_in_a_letter_of_thanks_and_the_owner_s_own_words_are_used() -> None:
    thanks = replace(SEARCH, kind="thanks", note="")
    assert _body(thanks).startswith("Hi Ana,\n\nI have been thinking of")
    own = replace(SEARCH, subject="News from {name}", body="Dear {name}, all is well.")
    assert "Dear Ana, all is well." in _body(own)
    assert campaigns.draft(own, ANA, why="", owner="", today=TODAY).subject == "News from {name}"
    other = replace(SEARCH, kind="other")
    assert (
        campaigns.draft(other, ANA, why="", owner="Robin Hale", today=TODAY).subject
        == "Hello from Robin Hale"
    )


@pytest.mark.parametrize("kind", campaigns.KINDS)
def test_every_kind_has_a_name_and_leaves_the_owner_s_words_to_them(kind: campaigns.Kind) -> None:
    assert campaigns.name(kind)
    assert "[" in _body(replace(SEARCH, kind=kind))


def test_the_news_of_a_search_is_the_post_the_owner_has_now() -> None:
    assert campaigns.news("Engineer", "Acme").endswith("I am now Engineer at Acme.")
    assert campaigns.news("", "") == ""


def test_a_kind_that_nobody_knows_is_another_reason() -> None:
    assert (campaigns.kind("move"), campaigns.kind("spam")) == ("move", "other")


def test_the_letter_of_somebody_set_aside_or_muted_rests_and_what_was_sent_stays_sent() -> None:
    assert [campaigns.state(role, None, silent=True) for role in ("open", "drafted", "sent")] == [
        "rests",
        "rests",
        "sent",
    ]


def test_of_two_people_who_became_one_the_furthest_letter_counts() -> None:
    told = [Letter("ana", "Ana", "open"), Letter("bo", "Bo", "sent"), Letter("ana", "Ana", "sent")]
    assert [(one.id, one.state) for one in campaigns.once(told)] == [("ana", "sent"), ("bo", "sent")]
    assert [one.state for one in campaigns.once([told[1], Letter("bo", "Bo", "drafted")])] == ["sent"]


def test_a_sixth_letter_can_wait_until_tomorrow() -> None:
    sent = tuple(Letter(f"p{n}", f"P {n}", "sent", TODAY) for n in range(5))
    full = Campaign("c", "Thanks", letters=(*sent, Letter("ana", "Ana Lima")))
    with pytest.raises(Refusal, match="Five letters went out today"):
        campaigns.allow(full, "ana", today=TODAY)
    with pytest.raises(Refusal):
        campaigns.allow(full, "nobody", today=TODAY)
    campaigns.allow(full, "p1", today=TODAY)
    campaigns.allow(replace(full, letters=full.letters[1:]), "ana", today=TODAY)
