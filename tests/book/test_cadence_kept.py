"""Cadence end to end: the price is kept with the week, a talk teaches the pace, circles and events count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import access, care, circles, corrections, interactions, people, person, plan, purposes
from amity.book.models import Owner, Pick, Plan
from amity.core.errors import Refusal

MONDAY = date(2026, 11, 23)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    return access.owner()


@pytest.fixture
def ana(owner: Owner) -> str:
    """Somebody who matters, met each month until May."""
    return met(owner, "Ana Sousa")


def met(owner: Owner, name: str, *, importance: int = 2) -> str:
    one = people.add(owner, name=name, importance=importance, today=MONDAY)
    for month in (1, 2, 3, 4, 5):
        interactions.log(owner, [one], "Lunch", how="meeting", on=date(2026, month, 5), today=MONDAY)
    return one


def pick(owner: Owner, of: str) -> plan.PickShown:
    return next(one for one in plan.week(owner, today=MONDAY).picks if one.person_id == of)


def test_before_a_week_is_drawn_no_cadence_is_told(owner: Owner, ana: str) -> None:
    whole = person.whole(owner, ana, today=MONDAY)
    assert (whole.cadence.weeks, whole.cadence.words, whole.learned) == (None, "", "")


def test_a_week_keeps_the_price_of_a_minute_and_each_tie_has_its_cadence(owner: Owner, ana: str) -> None:
    shown = plan.week(owner, today=MONDAY)
    assert shown.price == Plan.objects.get().price
    assert shown.price is not None
    cadence = person.whole(owner, ana, today=MONDAY).cadence
    assert cadence.weeks is not None
    assert cadence.words.startswith("about every")
    people.set_words(owner, [ana], today=MONDAY, importance=0)
    purposes.mute(owner, ana, muted=True, today=MONDAY)
    assert person.whole(owner, ana, today=MONDAY).cadence.words == ""


def test_a_tie_that_lives_elsewhere_is_left_to_itself_in_kind_words(owner: Owner, ana: str) -> None:
    plan.week(owner, today=MONDAY)
    corrections.say(owner, ana, "elsewhere", "monthly", today=MONDAY)
    whole = person.whole(owner, ana, today=MONDAY)
    assert (whole.cadence.weeks, whole.cadence.words) == (
        None, "you talk elsewhere; here it is fine as it is",
    )  # fmt: skip
    corrections.say(owner, ana, "elsewhere", "no", today=MONDAY)
    assert person.whole(owner, ana, today=MONDAY).cadence.weeks is not None


def test_without_minutes_no_price_is_kept(owner: Owner, ana: str) -> None:
    del ana
    assert plan.week(owner, today=MONDAY, minutes=0).price is None


def test_many_ties_and_few_minutes_leave_some_kindly_to_chance(owner: Owner) -> None:
    several = [met(owner, f"Name{n} Person", importance=n % 4) for n in range(12)]
    owner.minutes = 5
    owner.save()
    met(owner, "Vesna Kral", importance=3)
    people.set_words(owner, several[:2], today=MONDAY, purposes=["social"])
    Plan.objects.create(owner=owner, week="2026-W47", drawn=MONDAY, budget=5, planned=0, price=0.6)
    words = {person.whole(owner, one, today=MONDAY).cadence.words for one in several}
    assert "fine as it is; a word when life brings you together" in words
    assert any(said.startswith("about every") for said in words)


def test_a_talk_that_felt_near_makes_the_cadence_longer_and_the_page_says_so(owner: Owner, ana: str) -> None:
    one = pick(owner, ana)
    Plan.objects.update(price=0.2)
    before = person.whole(owner, ana, today=MONDAY).cadence
    plan.answer(owner, one.id, "done", felt="near", today=MONDAY)
    kept = Pick.objects.get(uid=one.id)
    assert (kept.felt, kept.waited) == ("near", (MONDAY - date(2026, 5, 5)).days)
    after = person.whole(owner, ana, today=MONDAY)
    assert before.weeks is not None
    assert after.cadence.weeks is not None
    assert after.cadence.weeks > before.weeks
    assert after.learned.startswith("You and Ana pick up where you left off: worth a word about every")
    plan.answer(owner, one.id, "done", felt="strange", today=MONDAY)
    again = person.whole(owner, ana, today=MONDAY)
    assert again.cadence.weeks is not None
    assert again.cadence.weeks != after.cadence.weeks


def test_a_feeling_belongs_to_what_was_done_and_is_one_of_four(owner: Owner, ana: str) -> None:
    one = pick(owner, ana)
    for state, felt in (("later", "near"), ("done", "wonderful")):
        with pytest.raises(Refusal):
            plan.answer(owner, one.id, state, felt=felt, today=MONDAY)
    assert Pick.objects.get(uid=one.id).state == "open"


def test_of_somebody_never_met_no_time_apart_is_kept(owner: Owner) -> None:
    bo = people.add(owner, name="Bo Chen", importance=3, today=MONDAY)
    one = pick(owner, bo)
    plan.answer(owner, one.id, "done", felt="near", today=MONDAY)
    assert Pick.objects.get(uid=one.id).waited is None
    assert person.whole(owner, bo, today=MONDAY).learned == ""


def test_circles_of_the_owner_and_events_within_two_weeks_are_cared_for(owner: Owner, ana: str) -> None:
    choir = circles.add(owner, "Choir")
    soon = circles.add(owner, "Expo", kind="event", began=MONDAY + timedelta(days=9))
    late = circles.add(owner, "Fair", kind="event", began=MONDAY + timedelta(days=20))
    bo = met(owner, "Bo Chen")
    for circle, who in ((choir, ana), (soon, ana), (late, bo)):
        circles.put(owner, circle, [who], today=MONDAY)
    found = care.of(owner, today=MONDAY)
    assert found.circles == {ana: (choir,)}
    assert found.events == {ana}


def test_the_mix_counts_only_once_the_owner_has_said_something_of_it(owner: Owner) -> None:
    assert care.target(owner) is None
    owner.level = "manager"
    assert care.target(owner) is not None
    owner.level, owner.targets = "", {"tactical": 20, "social": 20, "strategic": 60}
    assert care.target(owner) == owner.targets
