"""A line after a talk, kept; the talks that wait for one; the brief before the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.book import access, briefs, debriefs, facts, interactions, people, person, plan, promises
from amity.book.models import InteractionClaim, Owner, Tie
from amity.core.errors import Refusal
from amity.core.facts import Fact
from amity.core.promises import Promise
from tests import village

TODAY = village.TODAY
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    found = village.book(village.ROBIN)
    village.bring(found, village.CARDS, village.CALENDAR)
    return found


def _id(owner: Owner, name: str) -> str:
    return people.find(owner, name, today=TODAY)[0].id


def _met(owner: Owner, *who: str, days: int, text: str = "Coffee") -> None:
    held = village.meeting(f"new{days}{len(who)}", days, village.ROBIN, *who, text=text)
    village.bring(owner, village.File(f"{days}{len(who)}.ics", "calendar", (held,)))


def test_a_debrief_keeps_the_exchange_the_promises_and_the_facts(owner: Owner) -> None:
    ana, bo = _id(owner, "Ana Lima"), _id(owner, "Bo Chen")
    made = debriefs.debrief(
        owner, [ana, bo], "Ana: working on bridges. Bo: I'll send him the paper by Friday. Good talk.",
        how="meeting", on=YESTERDAY, today=TODAY,
    )  # fmt: skip
    assert made.said == "Good talk."
    assert [(one.name, type(one.word), one.new) for one in made.kept] == [
        ("Ana Lima", Fact, True), ("Bo Chen", Promise, True)
    ]  # fmt: skip
    (promise,) = person.whole(owner, bo, today=TODAY).promises
    assert (promise.text, promise.on, promise.due) == ("send him the paper", YESTERDAY, date(2026, 11, 27))
    (fact,) = [one for one in person.whole(owner, ana, today=TODAY).facts if one.text == "bridges"]
    assert interactions.ids(owner, [fact.exchange, promise.exchange, ""]) == {fact.exchange: made.exchange}
    assert interactions.ids(owner, [""]) == {}


def test_a_fact_known_before_is_found_still_so_and_is_not_new(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    known = facts.learn(owner, ana, "working_on", "bridges", on=YESTERDAY, today=TODAY)
    (kept,) = debriefs.debrief(owner, [ana], "Working on bridges", on=TODAY, today=TODAY).kept
    assert (kept.word.id, kept.new) == (known.id, False)


def test_what_is_taken_back_leaves_its_words_with_the_exchange(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    made = debriefs.debrief(owner, [ana], "Rain. Working on bridges. I'll call", on=TODAY, today=TODAY)
    fact, promise = (one.word.id for one in made.kept)
    assert facts.find(owner, fact)[1] == promises.find(owner, promise).person == ana
    facts.forget(owner, fact, today=TODAY)
    promises.forget(owner, promise, today=TODAY)
    whole = person.whole(owner, ana, today=TODAY)
    assert (whole.facts, whole.promises) == ((), ())
    assert next(one.text for one in whole.exchanges if one.id == made.exchange) == "Rain. bridges. call"
    with pytest.raises(access.Missing):
        facts.forget(owner, fact, today=TODAY)


def test_an_answer_to_a_fact_can_be_taken_back(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    fact = facts.learn(owner, ana, "working_on", "bridges", on=YESTERDAY, today=TODAY)
    facts.end(owner, ana, fact.id, today=TODAY)
    facts.back(owner, ana, fact.id, sure=None, over=None, today=TODAY)
    assert facts.of(owner, access.person(owner, ana), today=TODAY) == (fact,)


def test_a_meeting_of_yesterday_waits_for_a_line_until_there_is_one(owner: Owner) -> None:
    _met(owner, "ana@acme.example", days=1)
    _met(owner, "ana@acme.example", "bo@birch.example", days=0)
    _met(owner, "bo@birch.example", days=2)
    assert [[name for _, name in met.people] for met in debriefs.waiting(owner, today=TODAY)] == [
        ["Ana Lima", "Bo Chen"], ["Ana Lima"]
    ]  # fmt: skip
    debriefs.debrief(owner, [_id(owner, "Ana Lima")], "Rain", on=YESTERDAY, today=TODAY)
    assert [len(met.people) for met in debriefs.waiting(owner, today=TODAY)] == [2]
    interactions.log(owner, [_id(owner, "Bo Chen")], "Sun", on=TODAY, today=TODAY)
    assert debriefs.waiting(owner, today=TODAY) == []


def test_a_meeting_with_somebody_set_aside_waits_for_nothing(owner: Owner) -> None:
    _met(owner, "ana@acme.example", days=1)
    people.put_aside(owner, [_id(owner, "Ana Lima")], "private", today=TODAY)
    assert debriefs.waiting(owner, today=TODAY) == []


def test_a_brief_says_through_whom_and_when_next(owner: Owner) -> None:
    ana, bo = _id(owner, "Ana Lima"), _id(owner, "Bo Chen")
    people.edit(owner, ana, through=bo, met="in Porto", today=TODAY)
    brief = briefs.one(owner, ana, today=TODAY)
    assert (brief.person.met, brief.introducer, brief.introducer_id) == ("in Porto", "Bo Chen", bo)
    assert brief.meeting is not None
    assert brief.meeting.title == "Coming"
    assert briefs.one(owner, bo, today=TODAY).introducer == ""


def test_a_brief_names_an_introducer_that_only_a_file_tells(owner: Owner) -> None:
    told = village.card("uid:fay", "Fay Ode", "fay@ode.example", introducer="Ines Holm")
    village.bring(owner, village.File("fay.vcf", "vcard", (told,)))
    brief = briefs.one(owner, _id(owner, "Fay Ode"), today=TODAY)
    assert (brief.introducer, brief.introducer_id) == ("Ines Holm", "")


def test_an_introducer_who_was_joined_with_somebody_is_still_found(owner: Owner) -> None:
    from amity.book import duplicates  # noqa: PLC0415 - only here

    ana, bo, cy = (_id(owner, name) for name in ("Ana Lima", "Bo Chen", "Cy Young"))
    people.edit(owner, ana, through=bo, today=TODAY)
    joined = duplicates.join(owner, cy, bo, today=TODAY)
    assert joined is not None
    brief = briefs.one(owner, ana, today=TODAY)
    assert brief.introducer_id == access.person(owner, bo).uid


def test_the_brief_of_several_asks_no_more_than_of_one(owner: Owner) -> None:
    def asked(question: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            question()
        return len(queries)

    everybody = [one.id for one in people.page(owner, people.Query(limit=50), today=TODAY).people]
    assert len(briefs.of(owner, everybody * 9, today=TODAY)) == len(everybody)
    one = asked(lambda: briefs.of(owner, everybody[:1], today=TODAY))
    assert asked(lambda: briefs.of(owner, everybody, today=TODAY)) <= one


def test_promises_of_everybody_stand_by_their_days_and_done_ones_newest_first(owner: Owner) -> None:
    ana, bo = _id(owner, "Ana Lima"), _id(owner, "Bo Chen")
    open_ = promises.promise(owner, ana, "call", today=TODAY)
    soon = promises.promise(owner, bo, "write", due=TODAY, mine=False, today=TODAY)
    old, new = (promises.promise(owner, ana, text, today=TODAY) for text in ("ask", "tell"))
    promises.keep(owner, old.id, on=YESTERDAY, today=TODAY)
    promises.release(owner, new.id, on=TODAY, today=TODAY)
    assert [one.promise.id for one in promises.all(owner, today=TODAY)] == [soon.id, open_.id]
    assert [one.promise.id for one in promises.all(owner, closed=True, today=TODAY)] == [new.id, old.id]
    assert [one.name for one in promises.all(owner, closed=True, since=TODAY, today=TODAY)] == ["Ana Lima"]
    assert promises.all(village.book(), today=TODAY) == []
    with pytest.raises(Refusal):
        promises.promise(owner, ana, "call", kind="gift", today=TODAY)


def test_done_on_a_pick_of_a_promise_keeps_it_and_theirs_stays_open(owner: Owner) -> None:
    ana, bo = _id(owner, "Ana Lima"), _id(owner, "Bo Chen")
    mine = promises.promise(owner, ana, "send the paper", due=TODAY, today=TODAY)
    theirs = promises.promise(
        owner, bo, "introduce me", mine=False, on=TODAY - timedelta(days=30),
        due=TODAY - timedelta(days=8 + TODAY.weekday()), today=TODAY,
    )  # fmt: skip
    people.choose(owner, [ana, bo], today=TODAY)
    picks = {one.person_id: one for one in plan.week(owner, today=TODAY).picks if one.reason == "promise"}
    assert picks[ana].evidence[0].id == mine.id
    assert plan.promised(owner, picks[ana].id) == [mine.id]
    assert plan.promised(owner, "no-such-pick") == []
    for pick in picks.values():
        plan.answer(owner, pick.id, "done", today=TODAY)
    assert promises.find(owner, mine.id).promise.kept
    assert promises.find(owner, theirs.id).promise.closed is None


def test_a_talk_that_was_logged_is_no_coming_meeting_and_can_be_taken_back(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    before = list(Tie.objects.filter(owner=owner).order_by("person_id").values_list("person_id", "row"))
    coming = interactions.coming(owner, today=TODAY)
    made = debriefs.debrief(
        owner, [ana], "Working on bridges. Good talk.", how="meeting", on=TODAY, today=TODAY
    )
    assert interactions.coming(owner, today=TODAY) == coming
    assert interactions.unlog(owner, made.exchange, today=TODAY) == "Good talk."
    after = Tie.objects.filter(owner=owner).order_by("person_id").values_list("person_id", "row")
    assert list(after) == before
    assert not InteractionClaim.objects.filter(owner=owner, interaction=int(made.exchange)).exists()
    assert [fact.text for fact in person.whole(owner, ana, today=TODAY).facts] == ["bridges"]
    for wrong in (made.exchange, "nothing", "9" * 30):
        with pytest.raises(access.Missing):
            interactions.unlog(owner, wrong, today=TODAY)
    _met(owner, "ana@acme.example", days=3)
    brought = person.whole(owner, ana, today=TODAY).exchanges[0]
    with pytest.raises(access.Missing):
        interactions.unlog(owner, brought.id, today=TODAY)
