"""Answers end to end: what the owner says to a pick shapes the weeks after, and a word makes it undone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import access, answers, atlas, interactions, people, person, plan
from amity.book.models import Owner, Pick
from amity.core.errors import Refusal

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    return access.owner()


@pytest.fixture
def ana(owner: Owner) -> str:
    """Somebody who matters, met each month until May."""
    ana = people.add(owner, name="Ana Sousa", importance=2, today=MONDAY)
    for month in (1, 2, 3, 4, 5):
        interactions.log(owner, [ana], "Lunch", how="meeting", on=date(2026, month, 5), today=MONDAY)
    return ana


def named(owner: Owner, today: date) -> list[plan.PickShown]:
    return list(plan.week(owner, today=today).picks)


def said(owner: Owner, ana: str, today: date) -> tuple[str, ...]:
    return person.whole(owner, ana, today=today).resting


def test_putting_off_twice_rests_for_four_weeks_and_the_page_says_until_when(owner: Owner, ana: str) -> None:
    for today in (MONDAY, MONDAY + WEEK):
        (pick,) = named(owner, today)
        plan.answer(owner, pick.id, "later", today=today)
    assert named(owner, MONDAY + 2 * WEEK) == named(owner, MONDAY + 4 * WEEK) == []
    assert said(owner, ana, MONDAY + 2 * WEEK) == ("You put this off twice; it rests until December 28.",)
    assert len(named(owner, MONDAY + 5 * WEEK)) == 1


def test_done_makes_the_next_putting_off_short_again(owner: Owner, ana: str) -> None:
    (pick,) = named(owner, MONDAY)
    plan.answer(owner, pick.id, "later", today=MONDAY)
    (pick,) = named(owner, MONDAY + WEEK)
    plan.answer(owner, pick.id, "done", today=MONDAY + WEEK)
    (pick,) = named(owner, MONDAY + 9 * WEEK)
    plan.answer(owner, pick.id, "later", today=MONDAY + 9 * WEEK)
    assert said(owner, ana, MONDAY + 9 * WEEK) == ("You put this off once; it rests until February 1.",)


def test_a_tie_let_go_on_purpose_stays_away_until_the_owner_asks_again(owner: Owner, ana: str) -> None:
    (pick,) = named(owner, MONDAY)
    plan.answer(owner, pick.id, "not-now", text="lost touch on purpose", today=MONDAY)
    later = MONDAY + 20 * WEEK
    assert named(owner, later) == []
    assert said(owner, ana, later)[0].startswith("You let this tie rest on purpose.")
    answers.again(owner, ana, today=later)
    assert said(owner, ana, later) == ()
    assert [one.person_id for one in named(owner, later)] == [ana]


def test_two_attempts_without_an_answer_end_it_kindly_and_can_be_tried_again(owner: Owner, ana: str) -> None:
    for ago in (40, 80):
        on = MONDAY - timedelta(days=ago)
        interactions.log(owner, [ana], "Hello", how="mail", on=on, direction="sent", today=MONDAY)
    assert named(owner, MONDAY) == []
    assert said(owner, ana, MONDAY)[0].startswith("You wrote on two days without an answer.")
    answers.again(owner, ana, today=MONDAY)
    assert said(owner, ana, MONDAY) == ()


def test_an_answer_from_them_ends_the_peace_by_itself(owner: Owner, ana: str) -> None:
    for ago in (80, 100):
        on = MONDAY - timedelta(days=ago)
        interactions.log(owner, [ana], "Hello", how="mail", on=on, direction="sent", today=MONDAY)
    on = MONDAY - timedelta(days=70)
    interactions.log(owner, [ana], "Yes!", how="mail", on=on, direction="received", today=MONDAY)
    assert said(owner, ana, MONDAY) == ()
    assert len(named(owner, MONDAY)) == 1


def test_a_week_that_went_by_is_let_go_and_this_one_drawn_anew(owner: Owner, ana: str) -> None:
    assert named(owner, MONDAY)
    assert not answers.missed(owner, today=MONDAY)
    today = MONDAY + WEEK
    named(owner, today)
    assert answers.missed(owner, today=today)
    answers.begin(owner, today=today)
    assert not answers.missed(owner, today=today)
    assert list(Pick.objects.filter(plan__week="2026-W48").values_list("state", flat=True)) == ["passed"]
    (pick,) = named(owner, today)
    assert (pick.person_id, pick.state) == (ana, "open")
    plan.answer(owner, pick.id, "done", today=today)
    assert not answers.missed(owner, today=today + WEEK)


def test_a_pick_let_go_is_no_second_week_left_open(owner: Owner, ana: str) -> None:
    for today in (MONDAY, MONDAY + WEEK):
        named(owner, today)
        answers.begin(owner, today=today)
    assert [one.person_id for one in named(owner, MONDAY + 2 * WEEK)] == [ana]


def test_of_three_birthdays_one_takes_a_place_and_the_others_stand_in_a_line(owner: Owner) -> None:
    for number in (1, 2, 3):
        one = people.add(owner, name=f"Born{number} Person", importance=1, today=MONDAY)
        people.edit(owner, one, birthday=f"1980-11-2{3 + number}", today=MONDAY)
    week = plan.week(owner, today=MONDAY)
    assert [pick.reason for pick in week.picks] == ["date"]
    assert [(day.reason, day.state) for day in week.days] == [("date", "quiet")] * 2
    assert plan.week(owner, today=MONDAY) == week
    with pytest.raises(access.Missing):
        plan.answer(owner, week.days[0].id, "done", today=MONDAY)


def test_putting_off_can_be_taken_back_and_what_was_done_cannot(owner: Owner, ana: str) -> None:
    (pick,) = named(owner, MONDAY)
    plan.answer(owner, pick.id, "not-now", text="no reason to", today=MONDAY)
    plan.reopen(owner, pick.id)
    (again,) = named(owner, MONDAY)
    assert (again.id, again.state) == (pick.id, "open")
    assert said(owner, ana, MONDAY + WEEK) == ()
    plan.answer(owner, pick.id, "done", today=MONDAY)
    with pytest.raises(Refusal):
        plan.reopen(owner, pick.id)
    with pytest.raises(access.Missing):
        plan.reopen(owner, "nothing")


def test_whoever_was_just_written_to_is_no_blind_spot_and_their_page_says_so(owner: Owner, ana: str) -> None:
    def thin(today: date) -> set[str]:
        return {who for one in atlas.drawn(owner, today=today).spots for who, _ in one.people}

    (pick,) = named(owner, MONDAY)
    assert ana in thin(MONDAY)
    plan.answer(owner, pick.id, "done", felt="far", today=MONDAY)
    assert ana not in thin(MONDAY)
    assert ana in thin(MONDAY + timedelta(days=30))
    page = person.whole(owner, ana, today=MONDAY)
    assert page.by_word == "You were in touch on November 23, by your word."
    interactions.log(owner, [ana], "Coffee", how="meeting", on=MONDAY, today=MONDAY)
    assert person.whole(owner, ana, today=MONDAY).by_word == ""


def test_the_only_link_to_an_area_is_not_about_to_break_where_a_word_was_just_had(owner: Owner) -> None:
    for number in range(3):
        people.add(owner, name=f"N{number} Hale", organization="Globex", today=MONDAY)
    tom = people.add(owner, name="Tom Berg", organization="Globex", importance=2, today=MONDAY)
    for ago in (300, 260, 220):
        interactions.log(owner, [tom], "Lunch", how="meeting", on=MONDAY - timedelta(days=ago), today=MONDAY)
    fading = [one.id for one in atlas.drawn(owner, today=MONDAY).bridges if one.fading]
    assert fading == [tom]
    (pick,) = [one for one in named(owner, MONDAY) if one.person_id == tom]
    plan.answer(owner, pick.id, "done", today=MONDAY)
    drawn = atlas.drawn(owner, today=MONDAY)
    assert [one.id for one in drawn.bridges if one.fading] == []
    assert not any(tom in dict(one.people) for one in drawn.spots)
