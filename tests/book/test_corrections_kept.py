"""The owner's corrections of a tie in the book: kept by hand, honored, and taken back without a trace."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from amity.book import (
    access,
    batches,
    corrections,
    coverage,
    duplicates,
    interactions,
    people,
    person,
    plan,
    ties,
)
from amity.book.models import Owner, Tie
from amity.core import ties as rules
from amity.core.corrections import CLOSER, NO
from amity.core.errors import Refusal
from amity.core.people import Person
from amity.keep import export, restore
from tests import village
from tests.village import TODAY

LATER = TODAY + timedelta(days=400)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    found = village.book(village.ROBIN)
    village.bring(found, village.CARDS, village.MAIL)
    return found


def _id(owner: Owner, name: str = "Ana Lima") -> str:
    return people.find(owner, name, today=TODAY)[0].id


def _tie(owner: Owner, id_: str) -> rules.Tie:
    return rules.from_row(Tie.objects.get(owner=owner, person=access.person(owner, id_).pk).row)


def _kept(owner: Owner) -> list[tuple[object, ...]]:
    return list(
        Tie.objects.filter(owner=owner).order_by("person").values_list("key", "last", "row", "channels")
    )


def _shown(owner: Owner, id_: str, today: date = TODAY) -> Person:
    ties.advance(owner, today=today)
    (found,) = people.shown(owner, [access.person(owner, id_)], today=today)
    return found


@pytest.mark.parametrize("level", CLOSER)
def test_who_is_closer_than_that_is_as_close_as_was_said(owner: Owner, level: str) -> None:
    id_ = _id(owner)
    ties.advance(owner, today=LATER)
    corrections.say(owner, id_, "closer", level, today=LATER)
    shown = _shown(owner, id_, LATER)
    assert shown.strength == pytest.approx(CLOSER[level])
    assert (shown.state, shown.by_word, shown.elsewhere) == ("steady", True, False)
    assert shown.last == _shown(owner, id_).last


def test_a_correction_moves_somebody_up_the_list_and_into_their_state(owner: Owner) -> None:
    id_ = _id(owner, "Cy Young")
    corrections.say(owner, id_, "closer", "close", today=TODAY)
    first = people.page(owner, people.Query(limit=1), today=TODAY).people[0]
    steady = people.page(owner, people.Query(state="steady"), today=TODAY).people
    assert first.id == id_
    assert id_ in {one.id for one in steady}


def test_who_talks_elsewhere_does_not_fade_in_the_book(owner: Owner) -> None:
    id_ = _id(owner)
    corrections.say(owner, id_, "elsewhere", "monthly", today=TODAY)
    shown = _shown(owner, id_, LATER)
    assert (shown.state, shown.elsewhere) == ("steady", True)
    assert shown.strength == pytest.approx(_shown(owner, id_, TODAY + timedelta(days=60)).strength)


def test_a_word_taken_back_leaves_the_tie_as_it_was(owner: Owner) -> None:
    id_, before = _id(owner), _kept(owner)
    corrections.say(owner, id_, "closer", "close", today=TODAY)
    corrections.say(owner, id_, "elsewhere", "weekly", today=TODAY)
    assert _kept(owner) != before
    for field in ("closer", "elsewhere"):
        corrections.say(owner, id_, field, NO, today=TODAY)
    assert _kept(owner) == before


def test_the_word_before_is_given_and_can_be_said_again_with_its_day(owner: Owner) -> None:
    id_, march = _id(owner), TODAY - timedelta(days=100)
    assert corrections.say(owner, id_, "closer", "good", today=TODAY, on=march) is None
    said = _kept(owner)
    before = corrections.say(owner, id_, "closer", NO, today=TODAY)
    assert before is not None
    assert before.word == "good"
    corrections.say(owner, id_, "closer", before.word, today=TODAY, on=ties.day(before.day))
    assert _kept(owner) == said


def test_before_its_day_a_word_does_not_count(owner: Owner) -> None:
    id_ = _id(owner)
    ties.advance(owner, today=TODAY - timedelta(days=1))
    before = _kept(owner)
    ties.advance(owner, today=TODAY)
    corrections.say(owner, id_, "closer", "close", today=TODAY)
    corrections.say(owner, id_, "closer", NO, today=LATER)
    assert _tie(owner, id_).vouched is None
    ties.advance(owner, today=TODAY)
    assert _tie(owner, id_).vouched is not None
    ties.advance(owner, today=TODAY - timedelta(days=1))
    assert _kept(owner) == before


def test_advancing_over_the_day_of_a_word_equals_counting_anew(owner: Owner) -> None:
    corrections.say(owner, _id(owner), "closer", "close", today=TODAY)
    ties.advance(owner, today=TODAY - timedelta(days=5))
    ties.advance(owner, today=TODAY + timedelta(days=5))
    advanced = _kept(owner)
    ties.replay(owner, None, today=TODAY + timedelta(days=5))
    assert _kept(owner) == advanced
    assert any(row.vouched for row in map(rules.from_row, Tie.objects.values_list("row", flat=True)))


def test_an_exchange_after_a_word_is_counted_in_o1_as_in_a_replay(owner: Owner) -> None:
    id_ = _id(owner)
    corrections.say(owner, id_, "closer", "good", today=TODAY)
    interactions.log(owner, [id_], "lunch", how="meeting", on=TODAY, today=TODAY)
    extended = _kept(owner)
    ties.replay(owner, None, today=TODAY)
    assert _kept(owner) == extended
    interactions.log(owner, [id_], "older", how="call", on=TODAY - timedelta(days=900), today=TODAY)
    assert _tie(owner, id_).first_day == ties.now(TODAY) - 900
    assert _tie(owner, id_).vouched == ties.now(TODAY)


def test_a_number_is_explained_at_the_pace_at_which_it_is_read(owner: Owner) -> None:
    id_, pace = _id(owner), [14.0, 60.0, 0.2, -0.5, 0.3]
    plain = _shown(owner, id_).strength
    owner.paces = {**owner.paces, "learned": {"mail": pace}}
    owner.save()
    ties.replay(owner, None, today=TODAY)
    for word in (None, "loose", "close"):
        if word is not None:
            corrections.say(owner, id_, "closer", word, today=TODAY)
        whole = person.whole(owner, id_, today=TODAY)
        assert whole.why is not None
        assert whole.why.numbers["strength"].value == whole.person.strength == whole.tie_line[-1][1]
        assert whole.why.numbers["state"].value == whole.person.state
        assert whole.person.strength != plain


def test_of_whom_nothing_is_on_record_the_word_alone_makes_a_tie_without_days(owner: Owner) -> None:
    made = people.add(owner, name="Vesna Kral", today=TODAY)
    corrections.say(owner, made, "closer", "close", today=TODAY)
    shown = _shown(owner, made)
    assert (shown.first, shown.last, shown.interactions, shown.state) == (None, None, 0, "steady")
    whole = person.whole(owner, made, today=TODAY)
    assert whole.why is not None
    assert whole.ticks == ()
    assert whole.why.alone is None
    corrections.say(owner, made, "closer", NO, today=TODAY)
    assert _shown(owner, made).strength is None


def test_a_join_and_a_split_keep_the_word_with_whom_it_was_said_of(owner: Owner) -> None:
    one, other = _id(owner), _id(owner, "Cy Young")
    corrections.say(owner, other, "closer", "close", today=TODAY)
    said, bond = _shown(owner, other).strength, duplicates.bond(owner, one, other)
    joined = duplicates.join(owner, one, other, today=TODAY)
    assert _shown(owner, joined).by_word
    duplicates.unjoin(owner, [bond], today=TODAY)
    found = {name: _shown(owner, _id(owner, name)) for name in ("Ana Lima", "Cy Young")}
    assert (found["Ana Lima"].by_word, found["Cy Young"].by_word) == (False, True)
    assert found["Cy Young"].strength == said


def test_an_import_taken_back_and_brought_again_keeps_the_word(owner: Owner) -> None:
    id_ = _id(owner)
    corrections.say(owner, id_, "elsewhere", "weekly", today=TODAY)
    before = _kept(owner)
    for batch in batches.all(owner):
        batches.undo(owner, batch.id, today=TODAY)
    assert _tie(owner, _id(owner)).elsewhere == 7.0
    village.bring(owner, village.CARDS, village.MAIL)
    assert sorted(map(str, _kept(owner))) == sorted(map(str, before))


def test_a_book_brought_back_says_the_same(owner: Owner, tmp_path: Path) -> None:
    id_ = _id(owner)
    corrections.say(owner, id_, "closer", "good", today=TODAY - timedelta(days=30))
    corrections.say(owner, id_, "elsewhere", "quarterly", today=TODAY)
    before = _shown(owner, id_, LATER)
    export.write(owner, tmp_path / "book.zip")
    other = Owner.objects.create(secret=owner.secret[::-1])
    restore.bring(other, tmp_path / "book.zip", today=LATER)
    assert before.by_word
    again = _shown(other, _id(other), LATER)
    assert (again.strength, again.state, again.by_word) == (before.strength, before.state, True)
    assert _tie(other, again.id) == _tie(owner, id_)


def test_who_is_talked_to_elsewhere_is_in_touch_in_the_atlas(owner: Owner) -> None:
    def near() -> int:
        ties.advance(owner, today=LATER)
        return coverage.read(owner, [], today=LATER)[0].in_touch

    id_, alone = _id(owner), people.add(owner, name="Vesna Kral", organization="Kral", today=TODAY)
    before = near()
    corrections.say(owner, id_, "elsewhere", "monthly", today=LATER)
    corrections.say(owner, alone, "elsewhere", "weekly", today=LATER)
    assert near() == before + 2
    ages = next(one for one in coverage.read(owner, [], today=LATER) if one.dimension == "age")
    assert sum(cell.in_touch for cell in ages.cells) == 1


def test_the_week_does_not_ask_for_who_is_talked_to_elsewhere(owner: Owner) -> None:
    id_ = _id(owner)
    people.set_words(owner, [id_], today=LATER, importance=3)
    asked = {pick.person_id for pick in plan.week(owner, today=LATER).picks}
    assert id_ in asked
    corrections.say(owner, id_, "elsewhere", "monthly", today=LATER)
    assert id_ not in {pick.person_id for pick in plan.week(owner, today=LATER).picks}


@pytest.mark.parametrize(
    ("field", "word", "on", "code"),
    [
        ("closer", "weekly", TODAY, "unknown-closer"),
        ("elsewhere", "close", TODAY, "unknown-elsewhere"),
        ("strength", "1", TODAY, "unknown-strength"),
        ("closer", "close", TODAY + timedelta(days=1), "future"),
    ],
)
def test_what_corrects_nothing_is_refused(owner: Owner, field: str, word: str, on: date, code: str) -> None:
    with pytest.raises(Refusal) as no:
        corrections.say(owner, _id(owner), field, word, today=TODAY, on=on)
    assert no.value.code == code
