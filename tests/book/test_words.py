"""The owner's lines about people, of every kind: kept, merged with what records say, and carried along."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import access, batches, duplicates, facts, help, outcomes, people, person, promises, views  # noqa: A004
from amity.book.models import GROUPS, WORDS, Circle, Fact, Member, Owner, Part, Promise, Record, Word
from amity.core.errors import Refusal
from amity.keep import export, soundness
from tests import village

TODAY = village.TODAY
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    found = village.book(village.ROBIN)
    village.bring(found, village.CARDS)
    return found


def _id(owner: Owner, name: str) -> str:
    return people.find(owner, name, today=TODAY)[0].id


def test_a_fact_said_again_still_holds_and_stands_once(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    first = facts.learn(owner, ana, "working_on", "a paper on bridges", on=date(2026, 1, 2), today=TODAY)
    again = facts.learn(owner, ana, "working_on", "A paper  on bridges", on=TODAY, today=TODAY)
    assert (again.id, again.on, again.sure) == (first.id, date(2026, 1, 2), TODAY)
    assert [fact.id for fact in person.whole(owner, ana, today=TODAY).facts] == [first.id]


def test_a_fact_that_is_over_leaves_what_signals_see_and_can_come_back(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    fact = facts.learn(owner, ana, "struggling_with", "hiring", on=TODAY, today=TODAY)

    def seen() -> list[str]:
        (view,), _ = views.of(owner, [access.person(owner, ana)], today=TODAY)
        return [one.text for one in view.facts]

    assert seen() == ["hiring"]
    facts.end(owner, ana, fact.id, today=TODAY)
    assert seen() == []
    facts.confirm(owner, ana, fact.id, today=TODAY)
    assert seen() == ["hiring"]


def test_a_fact_that_a_file_tells_can_be_laid_aside_and_stays_so(owner: Owner) -> None:
    card = village.card("f", "Fay Ode", "fay@ode.example", cares_about="clean rivers")
    village.bring(owner, village.File("fay.vcf", "vcard", (card,)))
    fay = _id(owner, "Fay Ode")
    (told,) = person.whole(owner, fay, today=TODAY).facts
    facts.end(owner, fay, told.id, today=TODAY)
    (mine,) = person.whole(owner, fay, today=TODAY).facts
    assert (mine.text, mine.over, mine.source) == ("clean rivers", TODAY, "hand")
    with pytest.raises(access.Missing):
        facts.end(owner, fay, "no-such-fact", today=TODAY)


def test_a_kept_promise_is_help_and_a_released_one_is_not(owner: Owner) -> None:
    bo = _id(owner, "Bo Chen")
    mine = promises.promise(owner, bo, "send the paper", due=TODAY, today=YESTERDAY)
    theirs = promises.promise(owner, bo, "introduce me to the CFO", mine=False, today=YESTERDAY)
    promises.keep(owner, mine.id, on=TODAY, today=TODAY)
    promises.release(owner, theirs.id, on=TODAY, today=TODAY)
    whole = person.whole(owner, bo, today=TODAY)
    assert [(one.way, one.text) for one in whole.help] == [("given", "send the paper")]
    assert [promise.kept for promise in whole.promises] == [True, False]
    promises.reopen(owner, mine.id, today=TODAY)
    assert person.whole(owner, bo, today=TODAY).help == ()


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_line_is_refused(owner: Owner, text: str) -> None:
    with pytest.raises(Refusal):
        help.note(owner, _id(owner, "Bo Chen"), "given", text, on=TODAY, today=TODAY)


def test_unknown_words_and_days_to_come_are_refused(owner: Owner) -> None:
    bo, tomorrow = _id(owner, "Bo Chen"), TODAY + timedelta(days=1)
    for wrong in (
        lambda: facts.learn(owner, bo, "hobby", "chess", on=TODAY, today=TODAY),
        lambda: facts.learn(owner, bo, "background", "chess", on=tomorrow, today=TODAY),
        lambda: help.note(owner, bo, "lent", "a book", on=TODAY, today=TODAY),
        lambda: help.note(owner, bo, "given", "a book", kind="book", on=TODAY, today=TODAY),
        lambda: help.note(owner, bo, "given", "a book", on=tomorrow, today=TODAY),
        lambda: outcomes.note(owner, bo, "money", "a lot", on=TODAY, today=TODAY),
        lambda: outcomes.note(owner, bo, "insight", "later", on=tomorrow, today=TODAY),
        lambda: promises.promise(owner, bo, "late", due=YESTERDAY, on=TODAY, today=TODAY),
        lambda: promises.promise(owner, bo, "later", on=tomorrow, today=TODAY),
    ):
        with pytest.raises(Refusal):
            wrong()


def test_the_lines_of_two_people_follow_when_they_are_joined_and_split(owner: Owner) -> None:
    ana, bo = _id(owner, "Ana Lima"), _id(owner, "Bo Chen")
    facts.learn(owner, ana, "working_on", "bridges", on=TODAY, today=TODAY)
    promises.promise(owner, bo, "call", today=TODAY)
    before = export.dump(export.document(owner))
    duplicates.join(owner, ana, bo, today=TODAY)
    both = person.whole(owner, ana, today=TODAY)
    assert ([f.text for f in both.facts], [p.text for p in both.promises]) == (["bridges"], ["call"])
    duplicates.split(owner, both.person.id, today=TODAY)
    assert export.dump(export.document(owner)) == before


def test_the_owners_lines_outlive_the_file_that_brought_the_person(owner: Owner) -> None:
    ana = _id(owner, "Ana Lima")
    facts.learn(owner, ana, "working_on", "bridges", on=TODAY, today=TODAY)
    batches.undo(owner, batches.all(owner)[0].id, today=TODAY)
    assert [f.text for f in person.whole(owner, _id(owner, "Ana Lima"), today=TODAY).facts] == ["bridges"]
    assert dict(soundness.dangling()) == {}


def test_a_person_removed_takes_every_line_along(owner: Owner) -> None:
    made = people.add(owner, today=TODAY, name="Gil Roe")
    facts.learn(owner, made, "background", "sailed", on=TODAY, today=TODAY)
    record = Record.objects.get(owner=owner, id=Fact.objects.get(owner=owner).record_id)
    circle = Circle.objects.create(owner=owner, uid="c", name="Sailors")
    Member.objects.create(owner=owner, circle=circle, record=record)
    people.remove(owner, made, today=TODAY)
    left: list[type[Word | Part]] = [*WORDS, *(part for _, part, _ in GROUPS)]
    assert [table.__name__ for table in left if table.objects.filter(owner=owner).exists()] == []


def test_nothing_of_another_owner_is_found(owner: Owner) -> None:
    promises.promise(owner, _id(owner, "Bo Chen"), "call", today=TODAY)
    stranger = village.book()
    with pytest.raises(access.Missing):
        promises.keep(stranger, Promise.objects.get(owner=owner).uid, on=TODAY, today=TODAY)
    assert promises.of(stranger, today=TODAY) == {}


def test_what_happened_later_is_not_counted_when_an_earlier_day_is_believed(owner: Owner) -> None:
    bo, before = _id(owner, "Bo Chen"), TODAY - timedelta(days=30)
    facts.learn(owner, bo, "working_on", "bridges", on=TODAY, today=TODAY)
    ended = facts.learn(owner, bo, "struggling_with", "hiring", on=before, today=before)
    facts.end(owner, bo, ended.id, today=TODAY)
    help.note(owner, bo, "given", "a book", on=TODAY, today=TODAY)
    outcomes.note(owner, bo, "insight", "a thought", on=TODAY, today=TODAY)
    promises.promise(owner, bo, "call", today=TODAY)
    early = promises.promise(owner, bo, "send the paper", today=before)
    promises.keep(owner, early.id, on=TODAY, today=TODAY)
    whole = person.whole(owner, bo, today=YESTERDAY)
    assert [(fact.text, fact.over) for fact in whole.facts] == [("hiring", None)]
    assert (whole.help, whole.outcomes) == ((), ())
    assert [(one.text, one.closed, one.kept) for one in whole.promises] == [("send the paper", None, False)]
    opened, done = (promises.all(owner, closed=closed, today=YESTERDAY) for closed in (False, True))
    assert ([one.promise.text for one in opened], done) == (["send the paper"], [])
    (view,), _ = views.of(owner, [access.person(owner, bo)], today=YESTERDAY)
    assert [fact.text for fact in view.facts] == ["hiring"]
    assert [one.text for one in view.promises] == ["send the paper"]
    assert [one.text for one in person.whole(owner, bo, today=TODAY).help] == ["a book", "send the paper"]


def test_lines_of_somebody_removed_are_nowhere(owner: Owner) -> None:
    bo = _id(owner, "Bo Chen")
    made = outcomes.note(owner, bo, "insight", "a thought", on=TODAY, today=TODAY)
    people.remove(owner, bo, today=TODAY)
    assert outcomes.of(owner, today=TODAY) == {}
    with pytest.raises(access.Missing):
        outcomes.remove(owner, made.id)
