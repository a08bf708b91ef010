"""One line on a tie, from its own record and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Literal

import pytest

from amity.core.areas import Bridge
from amity.core.brought import Joined
from amity.core.claims import FIELDS
from amity.core.interactions import Channel
from amity.core.people import Exchange, Person, State
from amity.core.view import Position, Shared
from amity.sources import SOURCES
from amity.web import folding, sentences, wording
from amity.web.templatetags import words

TODAY = date(2026, 11, 24)
ANA = Person("p", "Ana", state="steady", first=date(2024, 3, 1), last=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("state", "last", "rhythm", "days", "said"),
    [
        (
            "steady",
            date(2026, 11, 20),
            21.0,
            9,
            "since March 2024, lately about every three weeks; the last time was 4 days ago.",
        ),
        (
            "warming",
            date(2026, 11, 20),
            None,
            9,
            "You have been in touch since March 2024; the last time was 4 days ago.",
        ),
        (
            "dormant",
            date(2026, 2, 1),
            21.0,
            24,
            "From March 2024 to February you were in touch about every month;",
        ),
        (
            "new",
            date(2026, 10, 13),
            4.0,
            9,
            "From March 2024 to October you were in touch about every four months; nothing is on",
        ),
        ("steady", date(2026, 10, 25), 4.0, 9, "lately every few days; the last time was"),
        ("cooling", date(2026, 8, 1), None, 1, "From March 2024 to August you were in touch now and then;"),
        (
            "dormant",
            date(2024, 3, 20),
            3.0,
            4,
            "You were in touch in March 2024; nothing is on record since.",
        ),
        ("dormant", date(2024, 3, 1), None, 1, "One day in touch is on record: March 2024."),
    ],
)
def test_a_tie_is_said_as_it_stands(
    state: State, last: date, rhythm: float | None, days: int, said: str
) -> None:
    assert said in sentences.tie(replace(ANA, state=state, last=last), rhythm, days=days, today=TODAY)


def test_without_an_exchange_nothing_is_said() -> None:
    assert sentences.tie(replace(ANA, first=None, last=None, state=None), None, days=0, today=TODAY) == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 12), "12 days ago"),
        (date(2026, 11, 1), "3 weeks ago"),
        (date(2026, 6, 1), "June"),
        (date(2025, 6, 1), "June 2025"),
        (date(2026, 12, 1), "Dec 1, 2026"),
    ],
)
def test_near_days_are_counted_and_far_ones_named(day: date, said: str) -> None:
    assert wording.ago(day, today=TODAY) == said


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("Mon 09:00", "Mondays at nine"),
        ("Fri 12:00", "Fridays at noon"),
        ("wed 9:30", "Wednesdays at 9:30 AM"),
        ("Sun 14:00", "Sundays at 2:00 PM"),
        ("whenever", "whenever"),
        ("Mon early", "Mon early"),
    ],
)
def test_the_kept_time_is_said_in_words(kept: str, said: str) -> None:
    assert wording.slot(kept) == said


def test_a_moment_has_its_weekday_only_within_the_week() -> None:
    near, far = datetime(2026, 11, 26, 14, 30, tzinfo=UTC), datetime(2026, 12, 26, 9, 0, tzinfo=UTC)
    assert wording.moment(near, today=TODAY) == "Thu, Nov 26, 2:30 PM"
    assert wording.moment(far, today=TODAY) == "Dec 26, 2026, 9:00 AM"


def test_straight_quotes_become_a_typographers() -> None:
    assert wording.curly('Ana\'s "Lisbon"') == "Ana’s “Lisbon”"
    assert wording.curly('Ask "Why not?". On "no.".') == "Ask “Why not?” On “no.”"


def test_only_former_places_of_a_connection_are_named() -> None:
    past = Position("a", "Acme", finished=date(2025, 1, 1))
    shared = [
        Shared(past, "connected", "r"),
        Shared(Position("b", "Northwind"), "connected", "r"),
        Shared(replace(past, organization="Hale"), "organization", "r"),
    ]
    assert sentences.former(shared) == ["Acme"]


def exchange(name: str, day: int, text: str, channel: Channel = "mail") -> Exchange:
    return Exchange(name, datetime(2026, 11, day, 12, tzinfo=UTC), channel, "sent", text)


def test_one_subject_on_neighboring_days_is_one_line() -> None:
    told = [
        exchange("d", 20, "Re: Offer"),
        exchange("c", 19, "offer"),
        exchange("b", 17, "Offer"),
        exchange("a", 16, "Offer", "call"),
    ]
    lines = folding.folded(told)
    assert [(one.id, [other.id for other in same]) for one, same in lines] == [
        ("d", ["c"]),
        ("b", []),
        ("a", []),
    ]


def test_exchanges_without_a_subject_stay_apart() -> None:
    assert len(folding.folded([exchange("b", 20, "Re: "), exchange("a", 20, "")])) == 2


def test_small_counts_are_words() -> None:
    assert [wording.number(count) for count in (0, 1, 10, 11)] == ["No one", "One", "Ten", "11"]


def test_every_source_and_every_claim_has_a_word_for_people() -> None:
    assert set(SOURCES) <= set(wording.SOURCES)
    assert set(FIELDS) <= set(wording.FIELDS)


def test_a_join_by_a_programs_own_number_says_so_without_the_number() -> None:
    def said(why: Literal["email", "account", "word", "through"], value: str = "") -> str:
        return sentences.joined(Joined("monica", "coast.json", why, value))

    assert said("account", "monica:c-17").endswith("record of coast.json, as that program knows them.")
    assert said("account", "whatsapp:mira").endswith("same account WhatsApp: mira.")
    assert said("email", "a@b.example").endswith("same address a@b.example.")
    assert said("word").endswith("you said so.")
    assert said("through").endswith("through another record.")


@pytest.mark.parametrize(
    ("text", "said"),
    [("acme.example", "acme.example"), ("health", "Health"), ("e.g. this", "E.g. this"), ("", "")],
)
def test_a_sentence_begins_with_a_capital_and_a_domain_with_none(text: str, said: str) -> None:
    assert words.sentence(text) == said


def test_a_name_in_a_sentence_leads_to_its_person_once_and_a_hostile_one_stays_a_name() -> None:
    told = words.linked("Ana was at Acme; Ana Sousa left.", [("a1", "Ana Sousa")])
    assert told == 'Ana was at Acme; <a href="/people/a1/">Ana Sousa</a> left.'
    assert words.linked("Ana wrote.", [("a1", "Ana Sousa")]) == '<a href="/people/a1/">Ana</a> wrote.'
    told = words.linked("Annabel and Ann.", [("a1", "Ann Bo"), ("a2", "Annabel Xu")])
    assert told == '<a href="/people/a2/">Annabel</a> and <a href="/people/a1/">Ann</a>.'
    hostile = "<b>href"
    several = words.linked(f"{hostile} and Bo.", [("b1", "Bo"), ("h1", hostile)])
    assert several == '<a href="/people/h1/">&lt;b&gt;href</a> and <a href="/people/b1/">Bo</a>.'
    assert words.linked("Nobody <i>here</i>.", [("x", "")]) == "Nobody &lt;i&gt;here&lt;/i&gt;."
    bridge = Bridge("d1", "D’Arcy", "organization", "mill", "Mill", "")
    assert words.linked("D’Arcy alone.", bridge) == '<a href="/people/d1/">D’Arcy</a> alone.'
