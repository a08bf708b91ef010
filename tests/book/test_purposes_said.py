"""Purposes in the book: whom to ask about next, since when, ties for the long run, the mix, and muting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import access, interactions, outcomes, owners, people, plan, promises, purposes, reminders
from amity.book.models import Owner
from amity.core.errors import Refusal
from amity.core.people import LONG_RUN
from amity.core.purposes import Span
from amity.keep import export
from tests import village

TODAY = village.TODAY
YEAR = timedelta(days=365)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    found = village.book(village.ROBIN)
    village.bring(found, village.CARDS, village.MAIL)
    return found


def _id(owner: Owner, name: str) -> str:
    return people.find(owner, name, today=TODAY)[0].id


def _about(owner: Owner, name: str, *, today: date = TODAY) -> purposes.About:
    row = access.person(owner, _id(owner, name))
    (shown,) = people.shown(owner, [row], today=today)
    return purposes.about(owner, row, shown, today=today)


def test_chosen_and_strongest_are_asked_about_first_and_nobody_twice(owner: Owner) -> None:
    people.set_words(owner, [_id(owner, "Cy Young")], today=TODAY, importance=2)
    asked: list[str] = []
    names = []
    while (row := purposes.following(owner, passed=asked)) is not None:
        asked.append(row.uid)
        names.append(row.name)
    assert names[0] == "Cy Young"
    assert {"Ana Lima", "Bo Chen"} <= set(names)
    assert purposes.unsaid(owner) == len(names)
    purposes.say(owner, asked[0], today=TODAY, purposes=["social"])
    assert purposes.following(owner) is not None
    assert purposes.unsaid(owner) == len(names) - 1
    assert purposes.following(owner).name != "Cy Young"  # type: ignore[union-attr]


@pytest.mark.parametrize("away", ["aside", "mute"])
def test_whoever_is_aside_or_muted_is_not_asked_about(owner: Owner, away: str) -> None:
    first = purposes.following(owner)
    assert first is not None
    if away == "aside":
        people.put_aside(owner, [first.uid], "private", today=TODAY)
    else:
        purposes.mute(owner, first.uid, today=TODAY)
    following = purposes.following(owner)
    assert following is None or following.uid != first.uid


def test_it_is_kept_since_when_a_purpose_holds_through_a_join_and_its_end(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    early, late = TODAY - 2 * YEAR, TODAY - YEAR
    purposes.say(owner, ana, today=early, purposes=["tactical"])
    purposes.say(owner, ana, today=late, purposes=["tactical", "strategic"])
    purposes.say(owner, ana, today=TODAY, purposes=["strategic"])
    assert _about(owner, "Ana Lima").spans == (Span("strategic", late), Span("tactical", early, TODAY))


def test_a_suggestion_is_said_with_its_evidence_and_never_applied(owner: Owner) -> None:
    owners.edit(owner, today=TODAY, organization="Acme")
    (one,) = _about(owner, "Ana Lima").suggestions
    assert (one.purpose, "you are both at Acme" in one.sentence) == ("tactical", True)
    assert people.find(owner, "Ana Lima", today=TODAY)[0].purposes == ()


def test_a_tie_for_the_long_run_has_words_and_is_looked_at_once_a_year(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    purposes.say(owner, ana, today=TODAY - YEAR, importance=3, why="She taught  me to listen.")
    interactions.log(owner, [ana], "a walk", on=TODAY - timedelta(days=9), today=TODAY)
    outcomes.note(owner, ana, "insight", "listen first", on=TODAY - timedelta(days=30), today=TODAY)
    outcomes.note(owner, ana, "insight", "long ago", on=TODAY - 2 * YEAR, today=TODAY)
    (one,) = purposes.commitments(owner, today=TODAY)
    assert (one.why, one.since, one.looked) == ("She taught me to listen.", TODAY - YEAR, TODAY - YEAR)
    assert ([came.text for came in one.outcomes], one.due) == (["listen first"], True)
    assert one.exchanges == 1
    assert purposes.due(owner, today=TODAY) == 1
    purposes.look(owner, ana, today=TODAY)
    assert purposes.due(owner, today=TODAY) == 0
    assert purposes.why(owner, ana) == "She taught me to listen."
    assert purposes.due(owner, today=TODAY + YEAR) == 1


def test_words_for_the_long_run_belong_to_no_other_tie(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    for importance in (None, 2):
        with pytest.raises(Refusal):
            purposes.say(owner, ana, today=TODAY, importance=importance, why="For Lisbon.")
    purposes.say(owner, ana, today=TODAY, importance=3)
    purposes.say(owner, ana, today=TODAY, why="For Lisbon.")
    assert purposes.why(owner, ana) == "For Lisbon."


def test_what_is_not_for_the_long_run_is_not_looked_at(owner: Owner) -> None:
    with pytest.raises(Refusal):
        purposes.look(owner, _id(owner, "Ana Lima"), today=TODAY)
    assert purposes.due(owner, today=TODAY) == 0
    assert purposes.commitments(owner, today=TODAY) == []


def test_those_not_looked_at_stand_first_and_more_than_fifty_are_refused(owner: Owner) -> None:
    ids = [people.add(owner, today=TODAY, name=f"Dee {at:02}") for at in range(LONG_RUN)]
    people.set_words(owner, ids, today=TODAY, importance=3)
    with pytest.raises(Refusal):
        purposes.say(owner, _id(owner, "Ana Lima"), today=TODAY, importance=3, why="one too many")
    purposes.look(owner, ids[0], today=TODAY + YEAR)
    assert purposes.commitments(owner, today=TODAY + YEAR)[-1].person.id == ids[0]


def test_the_mix_shares_time_and_people_by_what_the_ties_are_for(owner: Owner) -> None:
    ana, bo = _id(owner, "Ana Lima"), _id(owner, "Bo Chen")
    purposes.say(owner, ana, today=TODAY, purposes=["strategic"])
    purposes.say(owner, bo, today=TODAY, purposes=["tactical", "social"])
    interactions.log(owner, [ana], "Walk", how="meeting", on=TODAY, today=TODAY)
    mix = purposes.mix(owner, today=TODAY)
    last = mix.years[-1]
    assert (last.year, last.count) == (2026, 2)
    assert last.time["strategic"] > last.time["tactical"] == last.time["social"] > 0
    assert mix.target["strategic"] == 30
    owners.edit(owner, today=TODAY, targets={"tactical": 10, "social": 20, "strategic": 70})
    assert purposes.mix(owner, today=TODAY).target["strategic"] == 70
    assert owners.describe(owner).targets == {"tactical": 10, "social": 20, "strategic": 70}


def test_a_pick_done_without_a_word_counts_its_minutes_once(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    purposes.say(owner, ana, today=TODAY, purposes=["strategic"], importance=2)
    interactions.log(owner, [ana], "a walk", how="meeting", on=TODAY - timedelta(days=200), today=TODAY)
    before = purposes.mix(owner, today=TODAY).years[-1].minutes
    pick = next(one for one in plan.week(owner, today=TODAY).picks if one.person_id == ana)
    plan.answer(owner, pick.id, "done", today=TODAY)
    assert purposes.mix(owner, today=TODAY).years[-1].minutes == before + pick.minutes


def test_whoever_is_muted_leaves_the_week_but_for_what_the_owner_wrote(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    people.set_words(owner, [ana], today=TODAY, importance=3)
    assert ana in {pick.person_id for pick in plan.week(owner, today=TODAY).picks}
    purposes.mute(owner, ana, today=TODAY)
    assert ana not in {pick.person_id for pick in plan.week(owner, today=TODAY).picks}
    reminders.add(owner, ana, "send the paper", on=TODAY, today=TODAY)
    again = [pick for pick in plan.week(owner, today=TODAY).picks if pick.person_id == ana]
    assert [pick.reason for pick in again] == ["remind"]
    purposes.mute(owner, ana, muted=False, today=TODAY)
    assert not people.find(owner, ana, today=TODAY)[0].muted


def test_what_is_said_of_a_tie_is_in_the_export(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    promises.promise(owner, ana, "call", today=TODAY)
    purposes.say(owner, ana, today=TODAY, importance=3, affinity="low", why="For Lisbon.")
    purposes.mute(owner, ana, today=TODAY)
    written = export.dump(export.document(owner))
    for word in ('"commitment"', "For Lisbon.", '"looked"', '"muted"', '"low"'):
        assert word in written


def test_another_owner_finds_nobody(owner: Owner) -> None:
    ana, stranger = _id(owner, "Ana Lima"), village.book("mallory@other.example")
    for act in (purposes.look, purposes.mute, purposes.say):
        with pytest.raises(access.Missing):
            act(stranger, ana, today=TODAY)
    assert purposes.following(stranger) is None
    assert purposes.mix(stranger, today=TODAY).years == ()
