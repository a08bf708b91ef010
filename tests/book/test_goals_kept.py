"""Goals in the book: their people through joins and splits, the gaps in the week, and the team."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import (
    access,
    circles,
    derivation,
    duplicates,
    goals,
    outcomes,
    people,
    plan,
    purposes,
    teams,
    views,
)
from amity.book.models import Goal, Member, Owner, Stake
from amity.core import signals
from amity.core.errors import Refusal
from amity.keep import export, soundness
from tests import village

TODAY = village.TODAY


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    found = village.book(village.ROBIN)
    village.bring(found, village.CARDS, village.MAIL, village.MORE_MAIL)
    return found


def _id(owner: Owner, name: str) -> str:
    return people.find(owner, name, today=TODAY)[0].id


@pytest.fixture
def budget(owner: Owner) -> str:
    """Cy decides, of whom nothing came back; Dee, in touch last month, stands close."""
    made = goals.add(
        owner, "The  budget", why="no tools without", due=TODAY + timedelta(days=10),
        areas=["Cedar", "Nowhere", "Cedar"], today=TODAY,
    )  # fmt: skip
    goals.take_part(owner, made, _id(owner, "Cy Young"), "decides", today=TODAY)
    goals.take_part(owner, made, _id(owner, "Dee"), "close", beside=_id(owner, "Cy Young"), today=TODAY)
    return made


def test_a_goal_tells_its_people_its_gap_and_its_needs(owner: Owner, budget: str) -> None:
    found = goals.one(owner, budget, today=TODAY)
    assert (found.goal.text, found.goal.why, found.goal.areas) == (
        "The budget", "no tools without", ("Cedar", "Nowhere"),
    )  # fmt: skip
    assert [(part.person.name, part.role) for part in found.goal.parts] == [
        ("Cy Young", "decides"), ("Dee Novak", "close"),
    ]  # fmt: skip
    (gap,) = found.gaps
    assert gap.through is not None
    assert gap.sentence.endswith("Dee stands close to Cy and is in touch with you: ask Dee.")
    assert [need.missing for need in found.needs] == [True, True]


def test_the_gap_comes_into_the_week_and_its_sentence_is_proved(owner: Owner, budget: str) -> None:
    picks = [one for one in plan.week(owner, today=TODAY).picks if "The budget" in one.sentence]
    assert {pick.person_id for pick in picks} >= {_id(owner, "Dee")}
    seen, around = views.all(owner, today=TODAY)
    by_id = {view.person.id: view for view in seen}
    for pick in picks:
        assert (pick.evidence[0].kind, pick.evidence[0].id) == ("goal", budget)
        (signal,) = (
            one
            for one in signals.read(by_id[pick.person_id], around, today=TODAY)
            if one.reason == pick.reason
        )
        assert signals.prove(signal, by_id[pick.person_id], around, today=TODAY)
    goals.done(owner, budget, today=TODAY)
    assert not any("The budget" in one.sentence for one in plan.week(owner, today=TODAY).picks)
    goals.reopen(owner, budget, today=TODAY)
    assert any("The budget" in one.sentence for one in plan.week(owner, today=TODAY).picks)


def test_the_people_of_a_goal_follow_when_they_are_joined_and_split(owner: Owner, budget: str) -> None:
    before = export.dump(export.document(owner))
    cy, bo = _id(owner, "Cy Young"), _id(owner, "Bo Chen")
    joined = duplicates.join(owner, cy, bo, today=TODAY)
    assert len(goals.one(owner, budget, today=TODAY).goal.parts) == 2
    duplicates.split(owner, joined, today=TODAY)
    assert export.dump(export.document(owner)) == before


def test_somebody_has_one_part_and_can_be_taken_out(owner: Owner, budget: str) -> None:
    dee = _id(owner, "Dee")
    goals.take_part(owner, budget, dee, "helps", today=TODAY)
    roles = [part.role for part in goals.one(owner, budget, today=TODAY).goal.parts]
    assert roles == ["decides", "helps"]
    goals.leave(owner, budget, dee, today=TODAY)
    assert [part.role for part in goals.one(owner, budget, today=TODAY).goal.parts] == ["decides"]


def test_what_is_no_goal_and_no_part_is_refused(owner: Owner, budget: str) -> None:
    cy = _id(owner, "Cy Young")
    for wrong in (
        lambda: goals.add(owner, "  ", today=TODAY),
        lambda: goals.take_part(owner, budget, cy, "boss", today=TODAY),
        lambda: goals.take_part(owner, budget, cy, "close", beside=cy, today=TODAY),
    ):
        with pytest.raises(Refusal):
            wrong()


def test_a_goal_can_be_written_anew_and_forgotten(owner: Owner, budget: str) -> None:
    goals.edit(owner, budget, "The new budget", today=TODAY)
    found = goals.one(owner, budget, today=TODAY).goal
    assert (found.text, found.due, found.areas, len(found.parts)) == ("The new budget", None, (), 2)
    goals.remove(owner, budget, today=TODAY)
    assert not Stake.objects.filter(owner=owner).exists()
    assert dict(soundness.dangling()) == {}
    with pytest.raises(access.Missing):
        goals.one(owner, budget, today=TODAY)


def test_the_team_sees_what_strategic_ties_brought_and_what_hangs_on_one(owner: Owner) -> None:
    ana, bo, cy, dee = (_id(owner, name) for name in ("Ana Lima", "Bo Chen", "Cy Young", "Dee"))
    teams.guide(owner, [bo, cy], today=TODAY)
    for who, word in ((ana, "strategic"), (dee, "social")):
        purposes.say(owner, who, today=TODAY, purposes=[word])
        outcomes.note(owner, who, "introduction", "to the lab", on=TODAY, today=TODAY)
    outcomes.note(owner, ana, "insight", "old", on=TODAY - timedelta(days=500), today=TODAY)
    goals.add(owner, "Move", areas=["Acme", "Nowhere"], today=TODAY)
    team = teams.team(owner, today=TODAY)
    assert [person.name for person in team.people] == ["Bo Chen", "Cy Young"]
    assert [(person.name, one.text) for person, one in team.brought] == [("Ana Lima", "to the lab")]
    assert {need.name for need in team.thin} <= {"Acme"}
    teams.guide(owner, [bo], today=TODAY)
    assert Member.objects.filter(owner=owner).count() == 1


def test_nothing_of_another_owner_is_found_or_moved(owner: Owner, budget: str) -> None:
    stranger = village.book("mallory@other.example")
    cy = _id(owner, "Cy Young")
    for act in (
        lambda: goals.one(stranger, budget, today=TODAY),
        lambda: goals.edit(stranger, budget, "mine", today=TODAY),
        lambda: goals.take_part(stranger, budget, cy, "helps", today=TODAY),
        lambda: goals.leave(stranger, budget, cy, today=TODAY),
        lambda: goals.done(stranger, budget, today=TODAY),
        lambda: goals.remove(stranger, budget, today=TODAY),
        lambda: teams.guide(stranger, [cy], today=TODAY),
    ):
        with pytest.raises(access.Missing):
            act()
    assert goals.all(stranger, today=TODAY) == []
    assert Goal.objects.get(owner=owner).ended is None


def test_a_goal_is_not_yet_written_down_or_done_when_an_earlier_day_is_believed(owner: Owner) -> None:
    before = TODAY - timedelta(days=1)
    early = goals.add(owner, "The budget", today=before)
    goals.add(owner, "The plan", today=TODAY)
    goals.take_part(owner, early, _id(owner, "Dee"), "helps", today=TODAY)
    goals.done(owner, early, today=TODAY)
    (found,) = goals.all(owner, today=before)
    assert (found.goal.id, found.goal.done, found.goal.parts) == (early, None, ())
    assert len(goals.all(owner, today=TODAY)) == 2


def test_who_was_taken_out_of_a_guided_circle_is_not_of_the_team(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    team = circles.add(owner, "Crew", kind="team", leads=True)
    circles.put(owner, team, [ana], role="out", today=TODAY)
    assert teams.team(owner, today=TODAY).people == ()


def test_whom_somebody_stood_beside_on_an_earlier_day_is_not_whom_they_were_said_to_later(
    owner: Owner, budget: str
) -> None:
    later = TODAY + timedelta(days=9)
    bo, dee = _id(owner, "Bo Chen"), _id(owner, "Dee")
    goals.take_part(owner, budget, bo, "decides", today=TODAY)

    def beside(day: date) -> str:
        derivation.advance(owner, today=day)
        parts = goals.one(owner, budget, today=day).goal.parts
        return next(part.beside for part in parts if part.person.id == dee)

    goals.take_part(owner, budget, dee, "close", beside=bo, today=later)
    assert (beside(later), beside(TODAY), beside(later)) == (bo, _id(owner, "Cy Young"), bo)
