"""Drafts and openings: only what both sides know, and an address that cannot be bent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import drafts, openings
from amity.core.drafts import Draft
from amity.core.errors import Refusal
from amity.core.facts import Fact
from amity.core.interactions import Channel
from amity.core.people import Exchange, Person, Reminder
from amity.core.promises import Promise
from amity.core.reasons import Evidence, Reason, Signal
from amity.core.view import Move, Position, Shared, View

TODAY = date(2026, 11, 24)
MOVE = Move("m1", "linkedin", "Acme", "Engineer", "Globex", "Director", date(2026, 2, 3), date(2026, 5, 14))
SHARED = Shared(Position("pos1", "Acme", finished=date(2024, 7, 31)), "connected", "rec1", date(2021, 3, 9))


def ann(text: str | None = None, *, channel: Channel = "mail") -> View:
    person = Person("p1", "Lee, Ann", importance=3)
    if text is None:
        return View(person)
    return View(person, recent=(Exchange("x1", datetime(2026, 6, 3, tzinfo=UTC), channel, "sent", text),))


def begun(view: View, reason: Reason = "warm", *, owner: str = "Jo Reed") -> Draft:
    signal = Signal(reason, "p1", "You chose Ann as one who matters.", (), "", 18)
    return drafts.draft(signal, view, owner=owner, today=TODAY)


def test_a_draft_recalls_the_last_subject_and_leaves_a_gap_for_the_owner() -> None:
    assert begun(ann("Re: AW: Platform move")) == Draft(
        "Platform move",
        "Hi Ann,\n\nWe last wrote in June (“Re: AW: Platform move”).\n\n"
        "[what you want to ask or tell]\n\nJo\n",
    )


@pytest.mark.parametrize(
    ("channel", "text", "said"),
    [
        ("meeting", "Berlin", "We last met in June (“Berlin”)."),
        ("call", "", "We last spoke in June."),
        ("message", "half a sentence of a", "We last wrote in June."),
    ],
)
def test_a_draft_says_what_was_done_last(channel: Channel, text: str, said: str) -> None:
    assert said in begun(ann(text, channel=channel)).body


def test_a_birthday_mail_is_about_the_birthday() -> None:
    found = begun(ann("Old quarrel"), "date")
    assert found.subject == "Happy birthday, Ann"
    assert found.body == "Hi Ann,\n\nHappy birthday!\n\n[what you want to ask or tell]\n\nJo\n"


def test_news_of_a_post_opens_a_mail_about_it() -> None:
    found = begun(replace(ann(), moves=(MOVE,)), "circle_back")
    assert "I saw that you are now Director at Globex. How is it going?" in found.body
    assert found.subject == "Hello from Jo Reed"


def test_a_shared_place_is_named_only_where_the_connection_proves_it() -> None:
    assert "We connected while I was at Acme." in begun(replace(ann(), shared=(SHARED,)), "circle_back").body
    card = replace(SHARED, basis="organization")
    assert "Acme" not in begun(replace(ann(), shared=(card,)), "circle_back").body
    assert "Acme" not in begun(replace(ann(), shared=(SHARED,)), "warm").body


def test_what_the_owner_noted_for_themself_never_enters_a_draft() -> None:
    view = replace(ann(), reminders=(Reminder("r1", "owes me money", TODAY),))
    found = begun(view, "remind", owner="")
    assert found == Draft("Hello, Ann", "Hi Ann,\n\n[what you want to ask or tell]\n")


def test_a_post_without_anything_new_to_name_is_no_fact() -> None:
    gone = replace(MOVE, organization="", title="")
    view = replace(ann(), moves=(gone,))
    assert "you are now" not in begun(view, "circle_back").body
    assert openings.suggest(view, today=TODAY).startswith("Say hello")


def test_a_mailto_address_carries_subject_and_lines() -> None:
    url = drafts.mailto(Draft("Ärger & Co?", "Hi,\nyes\n"), "ann.lee+x@example.org")
    assert url == "mailto:ann.lee%2Bx@example.org?subject=%C3%84rger%20%26%20Co%3F&body=Hi%2C%0D%0Ayes"


@given(st.text(), st.text())
def test_no_text_can_add_a_header_or_a_recipient(subject: str, body: str) -> None:
    url = urlsplit(drafts.mailto(Draft(subject, body), "ann@example.org"))
    fields = parse_qs(url.query, keep_blank_values=True)
    assert url.path == "ann@example.org"
    assert set(fields) == {"subject", "body"}
    assert not set("\r\n") & set(fields["subject"][0])
    assert not url.fragment


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ann",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org,b@example.org",
        "a\x01@example.org",
        "a@b@c.org",
    ],
)
def test_what_is_no_single_address_is_refused_without_line_ends(address: str) -> None:
    with pytest.raises(Refusal) as refused:
        drafts.mailto(Draft("", ""), address)
    assert refused.value.code == "address"
    assert "\n" not in refused.value.sentence


def test_signs_in_an_address_cannot_begin_the_fields() -> None:
    assert drafts.mailto(Draft("", ""), "a?bcc=x&y@example.org").startswith(
        "mailto:a%3Fbcc%3Dx%26y@example.org?"
    )


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("mail", "Ask what became of “Berlin”, your last subject in June."),
        ("letter", "Ask what became of “Berlin”, your last subject in June."),
        ("meeting", "Suggest to meet again; the last time was “Berlin” in June."),
        ("call", "Suggest to speak again; the last time was “Berlin” in June."),
        ("message", "Pick up where you left off in June: “Berlin”."),
    ],
)
def test_an_opening_takes_up_the_last_exchange_as_what_it_was(channel: Channel, said: str) -> None:
    assert openings.suggest(ann("Re: Berlin", channel=channel), today=TODAY) == said


def test_only_a_mail_lends_its_subject() -> None:
    assert begun(ann("Perfect.", channel="message")).subject == "Hello from Jo Reed"


def test_an_opening_goes_from_the_last_subject_to_how_they_met_to_the_place() -> None:
    met = replace(ann(""), person=replace(ann().person, met="at the Berlin meetup", organization="Globex"))
    assert openings.suggest(met, today=TODAY) == "Begin with how you met: “at the Berlin meetup”."
    place = replace(met, person=replace(met.person, met=""))
    assert openings.suggest(place, today=TODAY) == "Ask Ann what they are working on at Globex."
    assert openings.suggest(ann(""), today=TODAY) == "Pick up where you left off in June."
    assert openings.suggest(ann(), today=TODAY) == "Say hello, and ask Ann what they are working on."


def test_the_newest_news_is_told() -> None:
    newer = replace(MOVE, id="m2", organization="Initech", seen_now=date(2026, 7, 1))
    found = openings.fresh(replace(ann(), moves=(newer, MOVE)), today=TODAY)
    assert found is not None
    assert openings.after(found) == "Director at Initech"


@pytest.mark.parametrize("channel", ["mail", "meeting", "call"])
def test_what_the_owner_wrote_down_after_a_talk_never_goes_into_a_mail(channel: Channel) -> None:
    view = ann("Looked tired, worried about money", channel=channel)
    noted = replace(view, recent=(replace(view.recent[0], by_hand=True),))
    told = begun(noted)
    assert "tired" not in told.subject + told.body
    assert openings.suggest(noted, today=TODAY) == (
        "Pick up where you left off in June: “Looked tired, worried about money”."
    )


def test_what_somebody_works_on_or_struggles_with_is_the_first_thing_to_ask_about() -> None:
    def fact(kind: str, text: str, on: date | None) -> Fact:
        return Fact(kind, text, on, "hand", "", id=text)

    known = (
        fact("working_on", "the depot", date(2026, 3, 2)),
        fact("struggling_with", "hiring", date(2026, 3, 2)),
        fact("working_on", "the pier", date(2025, 3, 2)),
        fact("working_on", "the pond", None),
        fact("cares_about", "rivers", date(2026, 11, 2)),
    )
    view = replace(ann("Platform move"), facts=known)
    assert (
        openings.suggest(view, today=TODAY) == "Ask Ann how it goes with “hiring”, which you noted in March."
    )
    assert "hiring" not in begun(view).body


@pytest.mark.parametrize(
    ("mine", "line"), [(True, "I said in September: “send the plans”."), (False, "How does it stand?")]
)
def test_a_mail_about_a_promise_speaks_of_it(mine: bool, line: str) -> None:  # noqa: FBT001
    promise = Promise("p1", "send the plans", mine=mine, on=date(2026, 9, 1), due=TODAY)
    view = replace(ann("Kilns"), promises=(promise,))
    signal = Signal("promise", "p", "", (Evidence("promise", "p1", "send the plans"),), "", 15)
    told = drafts.draft(signal, view, owner="Jo Reed", today=TODAY)
    assert told.subject == "Send the plans"
    assert line in told.body
