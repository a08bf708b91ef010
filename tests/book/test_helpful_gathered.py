"""How can I help: needs and offers gathered from everybody, the owner's own, and what was laid aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.book import duplicates, facts, helpful, owners, people, plan, views
from amity.book.models import Owner
from amity.core import signals
from amity.core.suggestions import Suggestion
from amity.keep import export
from tests import village

TODAY = village.TODAY
MONTH = TODAY - timedelta(days=40)
ELSEWHERE = (
    "raised in a lighthouse", "studied geology", "sang in a choir", "sailed to Iceland", "kept bees",
    "ran a bakery", "taught chess", "repaired violins", "translated poems", "drove a tram", "grew orchids",
    "built kayaks", "painted signs", "judged dogs", "restored clocks", "rode horses",
)  # fmt: skip


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    found = village.book(village.ROBIN)
    village.bring(found, village.CARDS)
    # A word says the more the fewer lines of a book hold it: this book holds a few others.
    dee = people.add(found, name="Dee Novak", handles=("dee@elm.example",), today=TODAY)
    for line in ELSEWHERE:
        facts.learn(found, dee, "background", line, on=MONTH, today=TODAY)
    return found


def _id(owner: Owner, name: str) -> str:
    return people.find(owner, name, today=TODAY)[0].id


def _learn(owner: Owner, name: str, kind: str, text: str) -> str:
    facts.learn(owner, _id(owner, name), kind, text, on=MONTH, today=TODAY)
    return _id(owner, name)


def _told(found: list[Suggestion]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.kind, one.name, tuple(name for _, name in one.people)) for one in found]


def test_a_need_meets_what_another_can_help_with(owner: Owner) -> None:
    ana = _learn(owner, "Ana Lima", "struggling_with", "negotiating the workshop lease with a landlord")
    bo = _learn(owner, "Bo Chen", "can_help_with", "negotiating workshop leases with landlords")
    expected = ("introduction", "Ana Lima", ("Ana Lima", "Bo Chen"))
    assert _told(helpful.all(owner, today=TODAY)) == [expected]
    assert _told(helpful.for_person(owner, ana, today=TODAY)) == [expected]
    assert _told(helpful.for_person(owner, bo, today=TODAY))[0] == expected


def test_what_the_owner_can_help_with_is_a_resource_and_stays_beside_their_addresses(owner: Owner) -> None:
    ana = _learn(owner, "Ana Lima", "struggling_with", "negotiating the workshop lease with a landlord")
    told = helpful.say(
        owner, "can_help_with", "negotiating leases with landlords of workshops", on=TODAY, today=TODAY
    )
    assert (
        helpful.say(
            owner, "can_help_with", "Negotiating  leases with landlords of workshops", on=TODAY, today=TODAY
        )
        == told
    )
    assert [one.kind for one in helpful.for_person(owner, ana, today=TODAY)] == ["resource"]
    before = owners.describe(owner).told
    assert "negotiating leases with landlords of workshops" not in before
    owners.set_addresses(owner, [*before, "r@hale.example"], today=TODAY)
    assert helpful.mine(owner) == (told,)
    helpful.unsay(owner, told.id, today=TODAY)
    assert helpful.mine(owner) == ()
    assert set(owners.describe(owner).told) == {*before, "r@hale.example"}


def test_two_who_struggle_with_the_same_may_compare_notes(owner: Owner) -> None:
    _learn(owner, "Ana Lima", "struggling_with", "hiring a bookkeeper by word of mouth")
    _learn(owner, "Bo Chen", "struggling_with", "hiring a bookkeeper by word of mouth for the shop")
    assert [one.kind for one in helpful.all(owner, today=TODAY)] == ["notes"]


def test_where_no_need_is_known_the_question_is_the_suggestion_until_it_is_answered(owner: Owner) -> None:
    cy = _id(owner, "Cy Young")
    (asked,) = helpful.for_person(owner, cy, today=TODAY)
    assert asked.kind == "question"
    helpful.lay_aside(owner, cy, asked.key, today=TODAY)
    assert helpful.for_person(owner, cy, today=TODAY) == []
    helpful.take_up(owner, cy, asked.key, today=TODAY)
    assert len(helpful.for_person(owner, cy, today=TODAY)) == 1
    _learn(owner, "Cy Young", "working_on", "a treehouse")
    assert helpful.for_person(owner, cy, today=TODAY) == []


def test_what_was_laid_aside_stays_so_in_another_book_too(owner: Owner) -> None:
    ana = _learn(owner, "Ana Lima", "struggling_with", "negotiating the workshop lease with a landlord")
    _learn(owner, "Bo Chen", "can_help_with", "negotiating workshop leases with landlords")
    (one,) = helpful.all(owner, today=TODAY)
    helpful.lay_aside(owner, ana, one.key, today=TODAY)
    assert helpful.all(owner, today=TODAY) == []
    assert one.key in export.dump(export.document(owner))
    (view,) = [view for view in views.all(owner, today=TODAY)[0] if view.person.id == ana]
    assert view.suggestions == ()
    helpful.take_up(owner, ana, one.key, today=TODAY)
    assert helpful.all(owner, today=TODAY) == [one]


def test_nobody_is_thought_of_who_is_set_aside_or_whose_need_is_over_or_old(owner: Owner) -> None:
    ana = _learn(owner, "Ana Lima", "struggling_with", "negotiating the workshop lease with a landlord")
    bo = _learn(owner, "Bo Chen", "can_help_with", "negotiating workshop leases with landlords")
    assert helpful.all(owner, today=TODAY + timedelta(days=400)) == []
    people.put_aside(owner, [bo], "private", today=TODAY)
    assert helpful.all(owner, today=TODAY) == []
    assert helpful.for_person(owner, ana, today=TODAY) == []
    people.put_aside(owner, [bo], None, today=TODAY)
    (fact,) = facts.own(owner, today=TODAY)[_number(owner, ana)]
    facts.end(owner, ana, fact.id, today=TODAY)
    assert helpful.all(owner, today=TODAY) == []


def _number(owner: Owner, id: str) -> int:  # noqa: A002
    from amity.book import access  # noqa: PLC0415

    return int(access.person(owner, id).pk)


def test_a_file_may_tell_of_needs_of_people_who_are_in_touch_or_chosen(owner: Owner) -> None:
    card = village.card(
        "f", "Fay Ode", "fay@ode.example", struggling_with="negotiating a workshop lease with a landlord"
    )
    village.bring(owner, village.File("fay.vcf", "vcard", (card,)))
    _learn(owner, "Bo Chen", "can_help_with", "negotiating workshop leases with landlords")
    assert helpful.all(owner, today=TODAY) == []
    people.set_words(owner, [_id(owner, "Fay Ode")], importance=2, today=TODAY)
    assert [one.name for one in helpful.all(owner, today=TODAY)] == ["Fay Ode"]


def test_the_week_may_hold_a_suggestion_with_its_evidence(owner: Owner) -> None:
    ana = _learn(owner, "Ana Lima", "struggling_with", "negotiating the workshop lease with a landlord")
    _learn(owner, "Bo Chen", "can_help_with", "negotiating workshop leases with landlords")
    pick = next(one for one in plan.week(owner, today=TODAY).picks if one.reason == "help")
    assert pick.person_id == ana
    assert [line.kind for line in pick.evidence] == ["fact", "fact"]
    assert pick.mailto is not None
    assert "Would%20you%20like%20me%20to%20introduce%20you" in pick.mailto
    seen, around = views.all(owner, today=TODAY)
    view = next(view for view in seen if view.person.id == ana)
    signal = next(one for one in signals.read(view, around, today=TODAY) if one.reason == "help")
    assert signals.prove(signal, view, around, today=TODAY)


QUESTIONS: dict[str, Callable[[Owner], object]] = {
    "all": lambda owner: helpful.all(owner, today=TODAY),
    "one": lambda owner: helpful.for_person(owner, _id(owner, "Ana Lima"), today=TODAY),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_more_facts_cost_no_more_questions(owner: Owner, name: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            QUESTIONS[name](owner)
        return len(queries)

    for who in ("Ana Lima", "Bo Chen"):
        _learn(owner, who, "struggling_with", "hiring a bookkeeper by word of mouth")
        helpful.lay_aside(owner, _id(owner, who), "x", today=TODAY)
    few = asked()
    for number in range(30):
        id_ = people.add(owner, name=f"Person {number}", handles=(f"p{number}@x.example",), today=TODAY)
        facts.learn(owner, id_, "can_help_with", f"hiring {number}", on=MONTH, today=TODAY)
        helpful.lay_aside(owner, id_, "y", today=TODAY)
    assert asked() == few


def test_what_was_laid_aside_before_two_became_one_can_be_taken_up(owner: Owner) -> None:
    ana, bo = _id(owner, "Ana Lima"), _id(owner, "Bo Chen")
    people.set_words(owner, [ana], importance=1, today=TODAY)
    helpful.lay_aside(owner, bo, "question", today=TODAY)
    duplicates.join(owner, ana, bo, today=TODAY)
    assert helpful.for_person(owner, ana, today=TODAY) == []
    helpful.take_up(owner, ana, "question", today=TODAY)
    assert [one.kind for one in helpful.for_person(owner, ana, today=TODAY)] == ["question"]


def test_a_suggestion_of_long_lines_can_be_laid_aside(owner: Owner) -> None:
    told = "negotiating the workshop lease with a landlord " * 20
    cards = [
        village.card("f", "Fay Ode", "fay@ode.example", struggling_with=told),
        village.card("g", "Gus Orr", "gus@orr.example", can_help_with=f"{told} in winter"),
    ]
    village.bring(owner, village.File("long.vcf", "vcard", tuple(cards)))
    people.set_words(owner, [_id(owner, name) for name in ("Fay Ode", "Gus Orr")], importance=2, today=TODAY)
    (one,) = helpful.all(owner, today=TODAY)
    helpful.lay_aside(owner, one.person, one.key, today=TODAY)
    assert helpful.all(owner, today=TODAY) == []
