"""Every pick of the invented village stands on evidence that opens and supports its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from amity import village
from amity.book import access, atlas, people, plan, reminders, views
from amity.book.models import Campaign, Interaction, Owner, Plan, Promise, Record, Reminder
from amity.core import signals
from amity.core.reasons import Evidence
from amity.sync import run

TODAY = date(2026, 11, 24)


@pytest.fixture
def owner(db: None, tmp_path: Path) -> Owner:  # noqa: ARG001 - the database is wanted
    cast = village.write(tmp_path, today=TODAY)
    owner = access.owner()
    run.bring(owner, [tmp_path / name for name in cast.files.names()], me=cast.addresses, today=TODAY)
    return owner


def _opens(owner: Owner, evidence: Evidence) -> bool:
    if evidence.kind == "interaction":
        found = Interaction.objects.get(owner=owner, id=evidence.id)
        return found.at.date() == evidence.on
    if evidence.kind == "reminder":
        return Reminder.objects.filter(owner=owner, uid=evidence.id).exists()
    if evidence.kind == "promise":
        return Promise.objects.filter(owner=owner, uid=evidence.id).exists()
    if evidence.kind == "campaign":
        return Campaign.objects.filter(owner=owner, uid=evidence.id).exists()
    if evidence.kind == "area":
        return True
    return Record.objects.filter(owner=owner, uid=evidence.id).exists()


def test_every_pick_of_ten_weeks_is_supported_by_what_its_evidence_opens(owner: Owner) -> None:
    picked = 0
    for week in range(10):
        today = TODAY + timedelta(days=7 * week)
        seen, around = views.all(owner, today=today)
        around = replace(around, missed=atlas.missed(owner, organization=around.organization, today=today))
        by_id = {view.person.id: view for view in seen}
        for pick in plan.week(owner, today=today).picks:
            assert pick.evidence
            assert all(_opens(owner, evidence) for evidence in pick.evidence), pick
            found = [
                one
                for one in signals.read(by_id[pick.person_id], around, today=today)
                if one.reason == pick.reason
            ]
            assert [one.sentence for one in found] == [pick.sentence]
            assert signals.prove(found[0], by_id[pick.person_id], around, today=today), pick
            plan.answer(owner, pick.id, "done", today=today)
            picked += 1
    assert picked >= 20


def test_the_first_week_names_the_people_its_stories_are_about(owner: Owner) -> None:
    reasons = {pick.reason for pick in plan.week(owner, today=TODAY).picks}
    assert {"date", "circle_back", "warm", "stretch"} <= reasons


def test_somebody_set_aside_leaves_the_week_and_comes_into_no_other(owner: Owner) -> None:
    pick = plan.week(owner, today=TODAY).picks[0]
    people.put_aside(owner, [pick.person_id], "private", today=TODAY)
    for week in range(3):
        again = plan.week(owner, today=TODAY + timedelta(days=7 * week))
        assert pick.person_id not in {one.person_id for one in again.picks}


def test_a_reminder_comes_into_the_week_and_done_ends_it(owner: Owner) -> None:
    someone = people.page(owner, people.Query(limit=1), today=TODAY).people[0]
    reminders.add(owner, someone.id, "send the paper", on=TODAY, today=TODAY)
    pick = next(one for one in plan.week(owner, today=TODAY).picks if one.reason == "remind")
    assert "send the paper" in pick.sentence
    plan.answer(owner, pick.id, "done", today=TODAY)
    assert reminders.open(owner, someone.id) == []


def test_a_what_if_stores_nothing(owner: Owner) -> None:
    sketch = plan.week(owner, today=TODAY, minutes=30)
    assert sketch.budget == 30
    assert plan.week(owner, today=TODAY).budget == owner.minutes


def test_a_week_begun_keeps_its_answers_and_draws_the_rest_on_who_was_chosen(owner: Owner) -> None:
    first = plan.week(owner, today=TODAY)
    plan.answer(owner, first.picks[0].id, "done", today=TODAY)
    quiet = next(
        one for one in people.page(owner, people.Query(sort="gap"), today=TODAY).people if one.last is None
    )
    people.choose(owner, [quiet.id], today=TODAY)
    again = plan.week(owner, today=TODAY)
    assert again.picks[0].id == first.picks[0].id
    assert again.picks[0].state == "done"
    assert len({pick.person_id for pick in again.picks}) == len(again.picks)
    assert again.planned <= again.budget + again.carried


def test_a_pick_on_a_page_that_is_open_can_be_answered_after_the_book_changed(owner: Owner) -> None:
    shown = plan.week(owner, today=TODAY).picks[0]
    someone = people.page(owner, people.Query(limit=1), today=TODAY).people[0]
    people.set_words(owner, [someone.id], today=TODAY, importance=2)
    plan.answer(owner, shown.id, "done", today=TODAY)
    assert shown.id in {pick.id for pick in plan.week(owner, today=TODAY).picks if pick.state == "done"}


def test_a_look_ahead_freezes_no_week(owner: Owner) -> None:
    later = TODAY + timedelta(days=21)
    ahead = plan.week(owner, today=later)
    assert ahead.picks
    plan.week(owner, today=TODAY)
    assert not Plan.objects.filter(owner=owner, drawn=later).exists()


def test_who_was_passed_over_two_weeks_running_rests_the_third(owner: Owner) -> None:
    weeks = [
        {pick.person_id for pick in plan.week(owner, today=TODAY + timedelta(days=7 * week)).picks}
        for week in range(3)
    ]
    assert not weeks[0] & weeks[1] & weeks[2]
