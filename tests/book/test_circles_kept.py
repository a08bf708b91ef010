"""Circles and events: kept by hand, told by records, put together, and what each brought."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import (
    access,
    circles,
    duplicates,
    events,
    facts,
    interactions,
    outcomes,
    people,
    person,
    promises,
)
from amity.book.models import Circle, Member, Owner
from amity.core.circles import Circle as Shown
from amity.core.errors import Refusal
from tests import village
from tests.village import ROBIN, TODAY, File, book, bring, card, meeting, named

pytestmark = pytest.mark.django_db
CARDS = File("cards.vcf", "vcard", (
    card("ana", "Ana Lima", "ana@acme.example", circle="Book Club", organization="Acme"),
    card("bo", "Bo Chen", "bo@birch.example", circle="book club", school="Calder University"),
    card("me", "Robin Hale", ROBIN, about_owner=True, circle="Book club", attended="Expo"),
))  # fmt: skip


@pytest.fixture
def owner() -> Owner:
    found = book(ROBIN)
    bring(found, CARDS)
    return found


def _called(owner: Owner, name: str) -> Shown:
    return circles.find(owner, name)


def test_what_files_tell_is_there_without_a_row_and_the_owner_belongs_where_they_stand(owner: Owner) -> None:
    club, school = _called(owner, "BOOK CLUB"), _called(owner, "Calder University")
    assert [member.name for member in club.here] == ["Ana Lima", "Bo Chen"]
    assert (club.belongs, club.kept, school.kind, school.belongs) == (True, False, "alumni", None)
    assert [event.name for event in events.all(owner)] == ["Expo"]
    assert Circle.objects.count() == 0


def test_the_owner_s_touch_keeps_a_told_circle_under_the_same_id(owner: Owner) -> None:
    club = _called(owner, "book club")
    cy = people.add(owner, name="Cy Young", today=TODAY)
    circles.put(owner, club.id, [cy], on=TODAY, text="brings cake", today=TODAY)
    circles.put(owner, club.id, [cy], role="organizer", today=TODAY)
    again = circles.one(owner, club.id)
    assert (again.kept, again.belongs, len(again.here)) == (True, True, 3)
    assert [(one.role, one.on, one.text) for one in again.here if one.id == cy] == [
        ("organizer", TODAY, "brings cake")
    ]
    assert Circle.objects.get().uid == club.id


def test_who_is_taken_out_stays_out_when_the_file_comes_again(owner: Owner) -> None:
    club, ana = _called(owner, "book club"), named(owner, "Ana Lima")
    circles.take(owner, club.id, ana, today=TODAY)
    bring(owner, CARDS)
    assert [member.name for member in circles.one(owner, club.id).here] == ["Bo Chen"]
    assert person.whole(owner, ana, today=TODAY).circles == ()
    with pytest.raises(Refusal, match="is not in it"):
        circles.take(owner, club.id, ana, today=TODAY)
    circles.put(owner, club.id, [ana], today=TODAY)
    assert len(circles.one(owner, club.id).here) == 2


def test_whom_only_the_owner_put_in_leaves_no_trace_when_taken_out(owner: Owner) -> None:
    team = circles.add(owner, "Team", kind="team", leads=True)
    ana = named(owner, "Ana Lima")
    circles.put(owner, team, [ana], today=TODAY)
    assert [fact.text for fact in person.whole(owner, ana, today=TODAY).circles] == ["Book Club", "Team"]
    circles.take(owner, team, ana, today=TODAY)
    assert Member.objects.count() == 0
    assert circles.one(owner, team).guides


def test_a_person_s_circles_carry_the_circle_s_id(owner: Owner) -> None:
    (told, school) = person.whole(owner, named(owner, "Bo Chen"), today=TODAY).circles
    assert (told.id, school.id) == (_called(owner, "book club").id, _called(owner, "calder university").id)


def test_joining_and_leaving_are_dated_and_the_people_stay(owner: Owner) -> None:
    school = _called(owner, "Calder University")
    circles.join(owner, school.id, on=date(2026, 3, 1), today=TODAY)
    joined = circles.one(owner, school.id)
    assert (joined.belongs, joined.began) == (True, date(2026, 3, 1))
    with pytest.raises(Refusal, match="not come yet"):
        circles.leave(owner, school.id, on=TODAY + timedelta(days=1), today=TODAY)
    circles.leave(owner, school.id, on=TODAY, today=TODAY)
    left = circles.one(owner, school.id)
    assert (left.belongs, left.ended, len(left.here)) == (False, TODAY, 1)
    with pytest.raises(Refusal, match="not come yet"):
        circles.join(owner, school.id, on=TODAY + timedelta(days=1), today=TODAY)


@pytest.mark.parametrize(("name", "kind"), [("  ", "team"), ("Book club", "community"), ("Choir", "band")])
def test_a_circle_needs_a_name_of_its_own_and_a_known_kind(owner: Owner, name: str, kind: str) -> None:
    circles.put(owner, _called(owner, "book club").id, [named(owner, "Ana Lima")], today=TODAY)
    with pytest.raises(Refusal):
        circles.add(owner, name, kind=kind)


def test_a_told_circle_keeps_its_name_and_the_owner_s_own_may_change(owner: Owner) -> None:
    club, team = _called(owner, "book club"), circles.add(owner, "Team")
    circles.change(owner, club.id, kind="other", note="every Tuesday", place="The corner", leads=False)
    assert circles.one(owner, club.id).note == "every Tuesday"
    with pytest.raises(Refusal, match="Files call it"):
        circles.change(owner, club.id, name="Readers")
    circles.change(owner, team, name="Crew")
    assert _called(owner, "crew").id == team
    for name in ("Book club", " "):
        with pytest.raises(Refusal):
            circles.change(owner, team, name=name)
    assert circles.add(owner, "Team") != team


def test_the_owner_s_circle_can_be_removed_and_a_told_one_only_with_its_file(owner: Owner) -> None:
    club, team = _called(owner, "book club"), circles.add(owner, "Team")
    circles.put(owner, team, [named(owner, "Ana Lima")], today=TODAY)
    circles.remove(owner, team)
    with pytest.raises(access.Missing):
        circles.one(owner, team)
    with pytest.raises(Refusal, match="Only files tell"):
        circles.remove(owner, club.id)


def test_a_circle_tells_which_ties_it_brought_and_what_its_last_year_was(owner: Owner) -> None:
    ana, bo = named(owner, "Ana Lima"), named(owner, "Bo Chen")
    club = _called(owner, "book club")
    circles.join(owner, club.id, on=date(2025, 6, 1), today=TODAY)
    for who, on in ((ana, date(2026, 2, 3)), (bo, date(2024, 2, 3)), (bo, date(2026, 8, 3))):
        interactions.log(owner, [who], "a book", on=on, today=TODAY)
    outcomes.note(owner, bo, "insight", "margins matter", on=date(2026, 9, 1), today=TODAY)
    outcomes.note(owner, bo, "insight", "long ago", on=date(2024, 9, 1), today=TODAY)
    whole = circles.whole(owner, club.id, today=TODAY)
    assert [(tie.name, tie.on) for tie in whole.ties] == [("Ana Lima", date(2026, 2, 3))]
    assert whole.year is not None
    assert [tie.name for tie in whole.year.new] == ["Ana Lima"]
    assert [tie.name for tie in whole.year.revived] == ["Bo Chen"]
    assert [outcome.text for *_, outcome in whole.year.outcomes] == ["margins matter"]
    assert whole.told


def test_a_circle_where_the_owner_knows_few_is_named_as_worth_joining(owner: Owner) -> None:
    assert circles.doors(book(), today=TODAY) == ()
    guild = circles.add(owner, "Guild", kind="professional-organization", belongs=False)
    ana = named(owner, "Ana Lima")
    circles.put(owner, guild, [ana], today=TODAY)
    assert circles.doors(owner, today=TODAY) == ()
    interactions.log(owner, [ana], "tea", on=TODAY, today=TODAY)
    (door,) = circles.doors(owner, today=TODAY)
    assert (door.circle, door.asks, door.area) == (guild, ana, "Acme")
    circles.join(owner, guild, on=TODAY, today=TODAY)
    assert circles.doors(owner, today=TODAY) == ()


def test_after_an_event_at_most_five_are_chosen_and_the_others_rest(owner: Owner) -> None:
    ana, bo = named(owner, "Ana Lima"), named(owner, "Bo Chen")
    more = [people.add(owner, name=f"Guest {number}", today=TODAY) for number in range(5)]
    event = events.add(owner, "Summit", on=date(2026, 11, 2), place="Hall", who=[ana, *more], today=TODAY)
    assert events.attended(owner, event, [ana, bo], today=TODAY) == [bo]
    assert events.attended(owner, event, [bo], today=TODAY) == []
    with pytest.raises(Refusal, match="others rest"):
        events.choose(owner, event, [ana, *more], today=TODAY)
    chosen = events.choose(owner, event, [ana], today=TODAY)
    assert {member.name: member.role for member in chosen.here if member.role != "rests"} == {
        "Ana Lima": "chosen"
    }
    events.note(owner, event, ana, working_on="a bridge", promise="send the paper", due=TODAY, today=TODAY)
    assert facts.of(owner, access.person(owner, ana), today=TODAY)[0].on == date(2026, 11, 2)
    (promised,) = promises.of(owner, closed=False, today=TODAY)[access.person(owner, ana).pk]
    assert (promised.text, promised.mine, promised.due) == ("send the paper", True, TODAY)
    events.note(owner, event, ana, today=TODAY)
    with pytest.raises(Refusal, match="Choose Bo Chen"):
        events.note(owner, event, bo, working_on="x", today=TODAY)
    events.choose(owner, event, [], today=TODAY)
    assert all(member.role == "rests" for member in events.one(owner, event).here)
    circles.remove(owner, event)
    with pytest.raises(access.Missing):
        events.one(owner, event)


def test_a_meeting_of_many_is_offered_once_as_an_event(owner: Owner) -> None:
    guests = [f"g{number}@x.example" for number in range(6)]
    cards = File("g.vcf", "vcard", tuple(card(g, f"Guest {g[1]}", g) for g in guests))
    days = File("cal.ics", "calendar", (
        meeting("big", 9, ROBIN, *guests, text="Panel"), meeting("small", 8, ROBIN, guests[0], text="Lunch"),
    ))  # fmt: skip
    bring(owner, cards, days)
    (offer,) = events.offers(owner, today=TODAY)
    assert (offer.title, len(offer.people)) == ("Panel", 6)
    event = events.accept(owner, offer.id, today=TODAY)
    assert len(events.one(owner, event).here) == 6
    assert events.offers(owner, today=TODAY) == ()
    with pytest.raises(access.Missing):
        events.accept(owner, offer.id, today=TODAY)


def test_two_records_of_one_person_stand_in_a_circle_once(owner: Owner) -> None:
    ana, bo = named(owner, "Ana Lima"), named(owner, "Bo Chen")
    team = circles.add(owner, "Team")
    circles.put(owner, team, [ana, bo], today=TODAY)
    duplicates.join(owner, ana, bo, today=TODAY)
    assert len(circles.one(owner, team).here) == 1
    circles.take(owner, team, ana, today=TODAY)
    assert circles.one(owner, team).here == ()


def test_the_villages_cards_tell_no_circle() -> None:
    found = book(ROBIN)
    bring(found, village.CARDS)
    assert circles.all(found) == []


def test_of_two_people_who_became_one_the_role_said_last_is_shown(owner: Owner) -> None:
    ana, bo = named(owner, "Ana Lima"), named(owner, "Bo Chen")
    team = circles.add(owner, "Crew", kind="team")
    circles.put(owner, team, [ana, bo], today=TODAY)
    duplicates.join(owner, ana, bo, today=TODAY)
    circles.put(owner, team, [ana], role="organizer", today=TODAY)
    (member,) = circles.one(owner, team).here
    assert member.role == "organizer"
