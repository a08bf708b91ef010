from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from amity.core import offers
from amity.core.campaigns import Campaign
from amity.core.career import Entry
from amity.core.help import Help
from amity.core.outcomes import Outcome
from amity.core.people import Person
from amity.core.view import Position

TODAY = date(2026, 11, 24)
WITHIN = (date(2026, 1, 1), date(2026, 6, 30))
ANA = Person("ana", "Ana Lima", organization="Acme, Inc.", state="cooling", last=date(2026, 5, 1))


def test_a_search_lasted_from_before_the_old_job_ended_until_after_the_new_one_began() -> None:
    jobs = [
        Position("new", "Lumen", started=date(2026, 6, 1)),
        Position("old", "Northwind", started=date(2020, 1, 1), finished=date(2026, 2, 1)),
        Position("first", "Kestrel", finished=date(2015, 1, 1)),
    ]
    since, until = offers.months("job-search", jobs, [date(2026, 3, 1)], today=TODAY)
    assert (since, until) == (date(2025, 12, 3), date(2026, 7, 31))
    assert offers.months("job-search", jobs, [date(2025, 11, 1)], today=TODAY)[0] == date(2025, 11, 1)


def test_a_search_of_which_nothing_is_known_is_three_quarters_of_a_year() -> None:
    gone = [Position("old", "Northwind", finished=date(2015, 1, 1))]
    for jobs in ((), gone):
        assert offers.months("job-search", jobs, [date(2010, 1, 1)], today=TODAY) == (
            TODAY - timedelta(days=270), TODAY,
        )  # fmt: skip


@pytest.mark.parametrize(("kind", "days"), [("thanks", 365), ("other", 365), ("move", 730)])
def test_other_campaigns_look_back_a_year_or_two(kind: str, days: int) -> None:
    assert offers.months(kind, (), (), today=TODAY) == (TODAY - timedelta(days=days), TODAY)


def test_the_months_of_a_campaign_are_those_it_was_given() -> None:
    told = Campaign("c", "C", began=WITHIN[0], ended=WITHIN[1])
    assert offers.window(told, today=TODAY) == WITHIN
    assert offers.window(Campaign("c", "C"), today=TODAY) == (date(2025, 11, 24), TODAY)


def _help(text: str, on: date | None, way: str = "received") -> Help:
    return Help(way, text, on, "hand", "")  # type: ignore[arg-type]


def test_help_of_these_months_and_any_recommendation_speak_for_somebody() -> None:
    several = [
        _help("read my letter", date(2026, 2, 3)), _help("a loan", None),
        _help("too early", date(2025, 1, 1)),
        _help("too late", date(2026, 7, 1)), _help("mine", date(2026, 2, 3), "given"),
        _help("Recommendation: Robin is kind", date(2020, 1, 1)), _help("Recommendation: kind", None),
    ]  # fmt: skip
    found = list(offers.helped(ANA, several, WITHIN, today=TODAY))
    assert [(why.kind, why.text) for why in found] == [
        ("help", "Ana helped you in February: “read my letter”."),
        ("help", "Ana helped you: “a loan”."),
        ("recommendation", "Ana recommended you in January 2020."),
        ("recommendation", "Ana recommended you."),
    ]
    assert list(offers.helped(None, several, WITHIN, today=TODAY)) == []


def test_what_came_of_a_tie_in_these_months_speaks_for_it() -> None:
    came = [Outcome("o", "opportunity", "a talk", date(2026, 3, 1)), Outcome("p", "insight", "x", TODAY)]
    (why,) = offers.introduced(ANA, came, WITHIN, today=TODAY)
    assert why.text == "Knowing Ana brought you “a talk” in March."
    assert list(offers.introduced(None, came, WITHIN, today=TODAY)) == []


@pytest.mark.parametrize(("kind", "on", "said"), [
    ("application", date(2026, 3, 1), "You applied to Acme in March, where Ana is."),
    ("saved_job", None, "You marked a job at Acme, where Ana is."),
])  # fmt: skip
def test_who_is_where_the_owner_applied_may_belong(kind: str, on: date | None, said: str) -> None:
    there = {"acme": Entry(kind, "Engineer", on=on, organization="Acme")}
    assert [why.text for why in offers.applied(ANA, there, today=TODAY)] == [said]


def test_who_is_nowhere_or_elsewhere_is_not_asked_for_that() -> None:
    there = {"birch": Entry("application", "Engineer", organization="Birch")}
    assert list(offers.applied(ANA, there, today=TODAY)) == []
    assert list(offers.applied(replace(ANA, organization=""), there, today=TODAY)) == []


def test_a_connection_of_these_months_says_its_month() -> None:
    assert offers.connected(ANA, date(2026, 2, 1), today=TODAY).text == (
        "You and Ana connected on LinkedIn in February."
    )


def _touch(*told: tuple[int, str]) -> offers.Touch:
    return tuple((date(2026, 2, 1) + timedelta(days=days), channel, "mutual") for days, channel in told)


@pytest.mark.parametrize(("touch", "said"), [
    (_touch((0, "mail")), "You and Ana wrote in February."),
    (_touch((0, "call"), (3, "call")), "You and Ana spoke twice in these months, the last time in February."),
    (_touch((0, "meeting"), (1, "mail"), (2, "mail"), (30, "message")),
     "You and Ana met, and wrote three times in these months, the last time in March."),
    (_touch((0, "meeting"), (1, "call"), (2, "mail")),
     "You and Ana met, spoke, and wrote in these months, the last time in February."),
])  # fmt: skip
def test_who_was_written_to_or_met_may_belong(touch: offers.Touch, said: str) -> None:
    assert [why.text for why in offers.exchanged(ANA, touch, WITHIN, today=TODAY)] == [said]


@pytest.mark.parametrize(("way", "said"), [
    ("sent", "You wrote to Ana twice in these months, the last time in February."),
    ("received", "Ana wrote to you twice in these months, the last time in February."),
])  # fmt: skip
def test_letters_that_went_one_way_are_called_so(way: str, said: str) -> None:
    touch = tuple((day, channel, way) for day, channel, _ in _touch((0, "mail"), (2, "mail")))
    assert [why.text for why in offers.exchanged(ANA, touch, WITHIN, today=TODAY)] == [said]


def test_constant_touch_then_or_now_is_no_reason_to_circle_back() -> None:
    busy = _touch(*((days, "mail") for days in range(0, 100, 5)))
    assert list(offers.exchanged(ANA, busy, WITHIN, today=TODAY)) == []
    assert list(offers.exchanged(ANA, (), WITHIN, today=TODAY)) == []
    near = replace(ANA, last=TODAY - timedelta(days=3), state="steady")
    assert list(offers.exchanged(near, _touch((0, "mail")), WITHIN, today=TODAY)) == []
    cold = replace(near, state="cooling")
    assert len(list(offers.exchanged(cold, _touch((0, "mail")), WITHIN, today=TODAY))) == 1
    unknown = replace(near, last=None, state=None)
    assert len(list(offers.exchanged(unknown, _touch((0, "mail")), WITHIN, today=TODAY))) == 1


def test_who_matters_by_the_owner_s_word_may_belong() -> None:
    assert list(offers.matters(ANA, today=TODAY)) == []
    (why,) = offers.matters(replace(ANA, importance=2), today=TODAY)
    assert why.text == "You said that Ana matters; the last exchange was in May."
    (why,) = offers.matters(replace(ANA, importance=3, last=None), today=TODAY)
    assert why.text == "You said that Ana matters."
