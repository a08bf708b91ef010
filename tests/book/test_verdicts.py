"""One person once: joined, split and kept apart by the owner's word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from amity.book import access, batches, duplicates, interactions, people, reminders
from amity.book.models import Owner, Record, Verdict
from amity.core.errors import Refusal
from amity.keep import export, soundness
from tests import village
from tests.village import ROBIN, TODAY, File, book, bring, card

pytestmark = pytest.mark.django_db

HOME = File("home.vcf", "vcard", (card("1", "Ana Lima", "ana@home.example"),))
WORK = File("work.vcf", "vcard", (card("2", "Ana Lima", "+442071838750"),))
BORN = [
    File(name, "vcard", (card(key, "Ana Lima", address, birthday="1980-02-03", title="Engineer"),))
    for name, key, address in (("home.vcf", "1", "ana@home.example"), ("work.vcf", "2", "+442071838750"))
]
BRIDGE = File("both.vcf", "vcard", (card("3", "Ana Lima", "ana@home.example", "+442071838750"),))


def content(owner: Owner) -> str:
    owner.refresh_from_db()
    return export.dump(export.document(owner))


def two(*files: File) -> tuple[Owner, str, str]:
    """A book in which Ana stands twice."""
    owner = book(ROBIN)
    bring(owner, *(files or (HOME, WORK)))
    ids = [row.id for row in people.page(owner, people.Query(sort="name"), today=TODAY).people]
    assert len(ids) == 2
    by_key = sorted(ids, key=lambda id_: min(record.key for record in _records(owner, id_)))
    return owner, by_key[0], by_key[1]


def _records(owner: Owner, id_: str) -> list[Record]:
    return list(Record.objects.filter(owner=owner, person=access.person(owner, id_).pk))


def names(owner: Owner) -> list[tuple[str, tuple[str, ...]]]:
    found = people.page(owner, people.Query(sort="name"), today=TODAY).people
    return sorted((one.name, tuple(sorted(handle.value for handle in one.handles))) for one in found)


BOTH = [("Ana Lima", ("+442071838750", "ana@home.example"))]
APART = [("Ana Lima", ("+442071838750",)), ("Ana Lima", ("ana@home.example",))]


def test_two_who_are_joined_are_one_and_both_ids_find_them() -> None:
    owner, one, other = two()
    id_ = duplicates.join(owner, one, other, today=TODAY)
    assert names(owner) == BOTH
    assert {access.person(owner, known).uid for known in (one, other)} == {id_}


def test_a_join_is_taken_back_to_the_byte() -> None:
    owner, one, other = two()
    people.edit(owner, one, title="Chief", today=TODAY)
    before = content(owner)
    id_ = duplicates.join(owner, one, other, today=TODAY, keep={"name": "Ana M. Lima", "title": "Head"})
    assert access.person(owner, id_).title == "Head"
    parts = duplicates.split(owner, id_, today=TODAY)
    assert set(parts) == {one, other}
    assert content(owner) == before


def test_a_choice_made_when_joining_leaves_nothing_behind_where_nothing_was_said_before() -> None:
    owner, one, other = two()
    before = content(owner)
    id_ = duplicates.join(owner, one, other, today=TODAY, keep={"name": "Ana"})
    assert access.person(owner, id_).name == "Ana"
    duplicates.split(owner, id_, today=TODAY)
    assert content(owner) == before


def test_edits_made_since_a_join_stay_when_it_is_split() -> None:
    owner, one, other = two()
    id_ = duplicates.join(owner, one, other, today=TODAY, keep={"organization": "Acme"})
    people.edit(owner, id_, title="Chief", today=TODAY)
    interactions.log(owner, [id_], "Lunch", on=TODAY - timedelta(days=2), today=TODAY)
    reminders.add(owner, id_, "Call", on=TODAY, today=TODAY)

    duplicates.split(owner, id_, today=TODAY)

    rows = {known: access.person(owner, known) for known in (one, other)}
    assert sorted(row.title for row in rows.values()) == ["", "Chief"]
    assert {row.organization for row in rows.values()} == {""}
    assert sum(len(reminders.open(owner, known)) for known in rows) == 1
    assert dict(soundness.dangling()) == {}


def test_who_was_joined_by_an_address_is_split_for_ever() -> None:
    owner = book()
    bring(owner, HOME, WORK, BRIDGE)
    (id_,) = (row.id for row in people.page(owner, people.Query(), today=TODAY).people)
    taken = Record.objects.get(owner=owner, key="2")

    duplicates.split(owner, id_, today=TODAY, take=[taken.uid])

    apart = [("Ana Lima", ("+442071838750",)), ("Ana Lima", ("+442071838750", "ana@home.example"))]
    assert names(owner) == apart
    bring(owner, WORK, today=TODAY + timedelta(days=1))
    assert names(owner) == apart


def test_who_was_never_joined_by_hand_needs_records_to_be_split() -> None:
    owner, one, _ = two()
    with pytest.raises(Refusal, match="never joined"):
        duplicates.split(owner, one, today=TODAY)
    for wrong in (["nobody"], [record.uid for record in _records(owner, one)]):
        with pytest.raises(Refusal, match="at least one"):
            duplicates.split(owner, one, today=TODAY, take=wrong)


def test_different_is_remembered_when_a_bridge_comes_and_when_the_files_come_again() -> None:
    owner, one, other = two()
    duplicates.different(owner, one, other, today=TODAY)
    bring(owner, BRIDGE)
    assert len(names(owner)) == 2

    for batch in batches.all(owner):
        batches.undo(owner, batch.id, today=TODAY)
    assert names(owner) == []
    bring(owner, HOME, WORK, BRIDGE)
    assert len(names(owner)) == 2
    assert duplicates.refresh(owner) == 0


def test_a_join_outlives_the_record_it_was_said_about() -> None:
    owner = book()
    first = bring(owner, File("old.vcf", "vcard", (card("0", "Ana Lima", "ana@home.example"),)))["batch"]
    bring(owner, HOME, WORK)
    one, other = (row.id for row in people.page(owner, people.Query(sort="name"), today=TODAY).people)
    duplicates.join(owner, one, other, today=TODAY)
    batches.undo(owner, first, today=TODAY)
    assert names(owner) == BOTH


def test_a_join_sleeps_while_its_file_is_away_and_wakes_when_it_returns() -> None:
    owner = book(ROBIN)
    bring(owner, HOME)
    before = content(owner)
    away = bring(owner, WORK)["batch"]
    one, other = (row.id for row in people.page(owner, people.Query(sort="name"), today=TODAY).people)
    duplicates.join(owner, one, other, today=TODAY)
    batches.undo(owner, away, today=TODAY)
    assert content(owner) == before
    bring(owner, WORK)
    assert names(owner) == BOTH


def test_joins_of_three_survive_their_files_going_one_by_one_and_coming_back() -> None:
    owner = book(ROBIN)
    phone = bring(owner, HOME)["batch"]
    chats = File(
        "chats.vcf",
        "vcard",
        (card("8", "Ana", "+442071838750"), card("9", "Ana L.", "ana@elsewhere.example")),
    )
    later = bring(owner, chats)["batch"]
    keys = {record.key: record.uid for record in Record.objects.filter(owner=owner).exclude(source="hand")}
    for key in ("8", "9"):
        duplicates.join(owner, keys["1"], keys[key], today=TODAY)
    assert len(names(owner)) == 1
    for batch in (later, phone):
        batches.undo(owner, batch, today=TODAY)
    bring(owner, chats)
    bring(owner, HOME)
    assert len(names(owner)) == 1


def test_pairs_are_proposed_once_and_leave_when_they_are_decided() -> None:
    owner, one, other = two()
    assert duplicates.stale(owner)
    assert duplicates.refresh(owner) == 1
    (pair,) = duplicates.open(owner, today=TODAY)
    assert {pair.one.id, pair.other.id} == {one, other}
    assert not duplicates.stale(owner)

    duplicates.later(owner, pair.id)
    assert duplicates.refresh(owner) == 1
    assert duplicates.total(owner) == 1
    duplicates.different(owner, one, other, today=TODAY)
    assert duplicates.total(owner) == 0
    assert duplicates.refresh(owner) == 0


def test_joining_takes_back_that_they_are_different() -> None:
    owner, one, other = two()
    duplicates.different(owner, one, other, today=TODAY)
    duplicates.join(owner, one, other, today=TODAY)
    assert names(owner) == BOTH
    assert list(Verdict.objects.filter(owner=owner).values_list("same", flat=True)) == [True]


def test_certain_pairs_are_joined_together() -> None:
    owner, _, _ = two(*BORN)
    duplicates.refresh(owner)
    (pair,) = duplicates.open(owner, today=TODAY, certain=True)
    (done,) = duplicates.join_certain(owner, [pair.id, "nothing"], today=TODAY)
    assert names(owner) == BOTH
    assert not duplicates.stale(owner)
    assert duplicates.unjoin(owner, [done.id], today=TODAY) == pair.id
    duplicates.refresh(owner)
    assert duplicates.pair(owner, pair.id, today=TODAY).both == pair.both


def test_one_join_is_taken_back_and_the_other_stays_with_what_was_chosen() -> None:
    owner, one, other = two()
    third = people.add(owner, today=TODAY, name="Ana Lindqvist", title="Baker")
    first = duplicates.bond(owner, one, other)
    duplicates.join(owner, one, other, today=TODAY, keep={"title": "Head"})
    before = content(owner)
    later = duplicates.bond(owner, one, third)
    duplicates.join(owner, one, third, today=TODAY, keep={"title": "Baker"})
    assert access.person(owner, other).title == "Baker"
    assert duplicates.unjoin(owner, [later], today=TODAY) == duplicates.asked(owner, other, third)
    assert content(owner) == before
    assert access.person(owner, one).title == "Head"
    assert access.person(owner, one).pk == access.person(owner, other).pk
    with pytest.raises(Refusal, match="not there any more"):
        duplicates.unjoin(owner, [later], today=TODAY)
    assert duplicates.unjoin(owner, [first], today=TODAY)
    assert access.person(owner, one).pk != access.person(owner, other).pk


def test_what_was_said_last_by_hand_counts_also_on_one_day() -> None:
    owner = book(ROBIN)
    one, other = (
        people.add(owner, today=TODAY, name="Ana Lima", title=title) for title in ("Director", "Head")
    )
    duplicates.join(owner, one, other, today=TODAY, keep={"title": "Director"})
    assert access.person(owner, one).title == "Director"
    people.edit(owner, other, today=TODAY, title="Chair")
    assert access.person(owner, one).title == "Chair"


def test_two_who_are_held_together_otherwise_stay_one_when_a_join_is_taken_back() -> None:
    owner, one, other = two()
    word = duplicates.bond(owner, one, other)
    duplicates.join(owner, one, other, today=TODAY)
    bring(owner, BRIDGE)
    assert duplicates.unjoin(owner, [word], today=TODAY) == ""
    assert names(owner) == BOTH


def test_a_join_with_a_choice_is_gone_with_its_files_and_can_be_split_when_they_are_back() -> None:
    owner = book(ROBIN)
    empty = content(owner)
    batch = bring(owner, HOME, WORK)["batch"]
    one, other = (row.id for row in people.page(owner, people.Query(sort="name"), today=TODAY).people)
    duplicates.join(owner, one, other, keep={"title": "Chosen"}, today=TODAY)
    batches.undo(owner, batch, today=TODAY)
    assert content(owner) == empty
    bring(owner, HOME, WORK)
    assert names(owner) == BOTH
    (id_,) = (row.id for row in people.page(owner, people.Query(), today=TODAY).people)
    assert len(duplicates.split(owner, id_, today=TODAY)) == 2
    assert names(owner) == APART


def test_words_said_since_a_join_keep_the_addresses_of_their_own_side_only() -> None:
    owner = book(ROBIN)
    batch = bring(owner, HOME, WORK)["batch"]
    one, other = (row.id for row in people.page(owner, people.Query(sort="name"), today=TODAY).people)
    id_ = duplicates.join(owner, one, other, today=TODAY)
    people.edit(owner, id_, title="Chief", today=TODAY)
    batches.undo(owner, batch, today=TODAY)
    (kept,) = names(owner)
    assert len(kept[1]) == 1
    bring(owner, HOME, WORK)
    assert names(owner) == BOTH
    assert len(duplicates.split(owner, id_, today=TODAY)) == 2


def test_nobody_is_joined_with_themself_or_by_an_unknown_field() -> None:
    owner, one, other = two()
    with pytest.raises(Refusal, match="one person already"):
        duplicates.join(owner, one, one, today=TODAY)
    with pytest.raises(Refusal, match="nothing to choose"):
        duplicates.join(owner, one, other, today=TODAY, keep={"email": "x"})
    before = content(owner)
    for field, value in (("importance", "much"), ("affinity", "so-so"), ("birthday", "soon"), ("name", " ")):
        with pytest.raises(Refusal):
            duplicates.join(owner, one, other, today=TODAY, keep={field: value})
    assert content(owner) == before
    with pytest.raises(access.Missing):
        duplicates.join(owner, one, "nobody", today=TODAY)


def test_another_owner_s_people_and_pairs_are_not_there() -> None:
    owner, one, other = two()
    duplicates.refresh(owner)
    (pair,) = duplicates.open(owner, today=TODAY)
    stranger = book()
    before = content(owner)
    for what in (
        lambda: duplicates.join(stranger, one, other, today=TODAY),
        lambda: duplicates.different(stranger, one, other, today=TODAY),
        lambda: duplicates.split(stranger, one, today=TODAY),
        lambda: duplicates.pair(stranger, pair.id, today=TODAY),
        lambda: duplicates.later(stranger, pair.id),
    ):
        with pytest.raises(access.Missing):
            what()
    assert duplicates.open(stranger, today=TODAY) == []
    assert content(owner) == before
    assert village.faces(owner)
