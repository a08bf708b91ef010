"""A book exported and brought back is the same book, byte for byte."""

from __future__ import annotations

import json
import struct
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from amity import village
from amity.book import (
    access,
    batches,
    campaigns,
    duplicates,
    facts,
    goals,
    help,  # noqa: A004 - the house's word
    helpful,
    interactions,
    outcomes,
    people,
    plan,
    promises,
    reminders,
)
from amity.book.models import Campaign, Circle, Goal, Interaction, Letter, Member, Owner, Record, Stake
from amity.core.errors import Refusal, Trouble
from amity.keep import export, restore, soundness
from amity.sync import run

TODAY = date(2026, 11, 24)


@pytest.fixture
def lived(db: None, tmp_path: Path) -> Owner:  # noqa: ARG001 - the database is wanted
    """A village with a year of the owner's own words in it."""
    cast = village.write(tmp_path / "village", today=TODAY)
    owner = access.owner()
    run.bring(
        owner, [tmp_path / "village" / name for name in cast.files.names()], me=cast.addresses, today=TODAY
    )
    first, second, third = (
        person.id for person in people.page(owner, people.Query(limit=3), today=TODAY).people
    )
    made = people.add(owner, today=TODAY, name="Vesna Kral", handles=["vesna@kral.example"], through=first)
    people.set_words(owner, [first, made], today=TODAY, purposes=["strategic"], importance=2)
    people.edit(owner, second, today=TODAY + timedelta(days=1), organization="Elsewhere", note="likes rain")
    people.put_aside(owner, [third], "private", today=TODAY)
    interactions.log(owner, [first, made], "coffee", on=TODAY, today=TODAY)
    reminders.add(owner, made, "send the paper", on=TODAY, today=TODAY)
    _practiced(owner, first, made)
    fourth, fifth, sixth = (
        person.id for person in people.page(owner, people.Query(offset=3, limit=3), today=TODAY).people
    )
    duplicates.join(owner, fourth, fifth, today=TODAY, keep={"title": "Chosen"})
    duplicates.different(owner, fifth, sixth, today=TODAY)
    pick, other = plan.week(owner, today=TODAY).picks[:2]
    plan.answer(owner, pick.id, "later", today=TODAY)
    plan.answer(owner, other.id, "done", felt="near", today=TODAY)
    return owner


def _practiced(owner: Owner, one: str, other: str) -> None:
    """Put every kind of line and group into the book."""
    key = Interaction.objects.get(owner=owner, source="hand").key
    told = facts.learn(owner, one, "working_on", "a bridge", on=TODAY, today=TODAY, exchange=key)
    facts.learn(owner, other, "can_help_with", "statics", on=TODAY, today=TODAY)
    facts.end(owner, one, told.id, today=TODAY)
    help.note(owner, one, "received", "a reading list", kind="information", on=TODAY, today=TODAY)
    kept = promises.promise(owner, other, "send the drawings", due=TODAY, today=TODAY, exchange=key)
    promises.keep(owner, kept.id, on=TODAY, today=TODAY)
    helpful.say(owner, "can_help_with", "first jobs", on=TODAY, today=TODAY)
    helpful.lay_aside(owner, one, "a need · an offer", today=TODAY)
    promises.promise(owner, one, "introduce me to the mayor", mine=False, kind="introduction", today=TODAY)
    for _ in range(2):
        outcomes.note(owner, one, "insight", "why bridges fail", on=TODAY, today=TODAY)
        goals.add(owner, "Learn to sail", today=TODAY)
    hands = {
        row.person_id: row for row in Record.objects.filter(owner=owner, source="hand", person__isnull=False)
    }
    first, second = (hands[access.person(owner, id).pk] for id in (one, other))  # noqa: A001
    circle = Circle.objects.create(owner=owner, uid="circle", name="Bridges", kind="event", began=TODAY)
    Member.objects.create(owner=owner, circle=circle, record=first, role="organizer", text="spoke", on=TODAY)
    campaign = Campaign.objects.create(owner=owner, uid="campaign", name="Landed", body="Thank you.")
    Letter.objects.create(owner=owner, campaign=campaign, record=second, role="sent", on=TODAY)
    goal = Goal.objects.create(owner=owner, uid="goal", name="Win the mayor", due=TODAY, areas=["Oslo"])
    Stake.objects.create(owner=owner, goal=goal, record=first, role="decides")
    past = [
        [TODAY.isoformat(), None],
        ["2999-01-01", {"beside": second.pk}],
        ["2999-01-02", {"beside": None}],
    ]
    Stake.objects.create(owner=owner, goal=goal, record=second, role="close", beside=first, past=past)
    Owner.objects.filter(id=owner.pk).update(targets={"tactical": 40, "social": 20, "strategic": 40})
    owner.refresh_from_db()


def _another(owner: Owner) -> Owner:
    return Owner.objects.create(secret=owner.secret[::-1])


def test_an_exported_book_comes_back_byte_for_byte(lived: Owner, tmp_path: Path) -> None:
    place = tmp_path / "book.zip"
    export.write(lived, place)
    assert restore.is_book(place)
    other = _another(lived)
    report = restore.bring(other, place, today=TODAY)
    again = tmp_path / "again.zip"
    export.write(other, again)
    assert again.read_bytes() == place.read_bytes()
    assert report["totals"]["people"]["created"] > 50
    assert list(soundness.dangling()) == []


def test_a_book_brought_back_can_be_undone_and_leaves_nothing(lived: Owner, tmp_path: Path) -> None:
    place = tmp_path / "book.zip"
    export.write(lived, place)
    other = _another(lived)
    empty = export.document(other)
    report = restore.bring(other, place, today=TODAY)
    batches.undo(other, report["batch"], today=TODAY)
    left = export.document(other)
    assert {**left, "owner": None} == {**empty, "owner": None}


def test_a_book_brought_into_itself_changes_nothing(lived: Owner, tmp_path: Path) -> None:
    place = tmp_path / "book.zip"
    export.write(lived, place)
    before = export.document(lived)
    report = restore.bring(lived, place, today=TODAY)
    assert export.document(lived) == before
    assert report["totals"]["records"]["created"] == 0
    assert report["totals"]["records"]["updated"] == 0


def test_a_broken_book_is_refused_with_a_sentence(db: None, tmp_path: Path) -> None:  # noqa: ARG001
    import zipfile  # noqa: PLC0415

    for content in ("{", "[]", '{"amity": 99}'):
        place = tmp_path / "bad.zip"
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr("book.json", content)
        with pytest.raises((Refusal, Trouble), match=r"^This book"):
            restore.bring(access.owner(), place, today=TODAY)


@pytest.fixture
def told(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The export of a lived book, made once: it takes seconds, and every test of damage begins with it."""
    if not _TOLD:
        _TOLD.append(export.dump(export.document(request.getfixturevalue("lived"))))
    book: dict[str, Any] = json.loads(_TOLD[0])
    return book


_TOLD: list[str] = []


def _damaged(book: dict[str, Any], place: Path) -> bool:
    """Tell whether a book is refused as damaged, by an owner who has nothing yet."""
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("book.json", json.dumps(book))
    try:
        restore.bring(access.owner(), place, today=TODAY)
    except Trouble as trouble:
        return "damaged" in str(trouble)
    return False


@pytest.mark.parametrize(("group", "field", "value"), [
    ("goals", "role", "owns"),
    ("circles", "role", "boss"),
    ("campaigns", "role", "lost"),
    ("campaigns", "cap", 2**15),
    ("circles", "name", "n" * 201),
    ("goals", "areas", ["a" * 201]),
    ("campaigns", "subject", "s\0"),
])  # fmt: skip
@pytest.mark.django_db
def test_a_group_that_no_table_keeps_is_damaged(
    told: dict[str, Any], tmp_path: Path, group: str, field: str, value: object
) -> None:
    one = next(one for one in told[group] if one["people"])
    (one["people"][0] if field == "role" else one)[field] = value
    assert _damaged(told, tmp_path / "bad.zip")


@pytest.mark.parametrize(("group", "inside", "was"), [
    ("goals", False, {"cap": 3}),
    ("circles", False, {"name": ""}),
    ("circles", False, {"due": "2026-01-01"}),
    ("circles", False, {"note": "n" * 401}),
    ("campaigns", False, {"belongs": True}),
    ("campaigns", True, {"role": "boss"}),
    ("goals", True, {"role": "sent"}),
    ("goals", True, {"beside": 3}),
    ("circles", True, {"reason": "x"}),
])  # fmt: skip
@pytest.mark.django_db
def test_what_a_group_was_before_is_looked_at_like_what_it_is(
    told: dict[str, Any], tmp_path: Path, group: str, was: dict[str, object], *, inside: bool
) -> None:
    one = next(one for one in told[group] if one["people"])
    (one["people"][0] if inside else one)["past"] = [["2026-01-02", was]]
    assert _damaged(told, tmp_path / "bad.zip")


@pytest.mark.django_db
def test_the_same_book_undamaged_is_brought(told: dict[str, Any], tmp_path: Path) -> None:
    assert not _damaged(told, tmp_path / "good.zip")


def test_what_was_joined_and_told_apart_comes_back_and_goes_with_its_book(
    lived: Owner, tmp_path: Path
) -> None:
    place = tmp_path / "book.zip"
    export.write(lived, place)
    other = _another(lived)
    report = restore.bring(other, place, today=TODAY)
    told = export.document(other)["verdicts"]
    assert [verdict["same"] for verdict in told] in ([True, False], [False, True])
    (joined,) = (
        person.id
        for person in people.page(other, people.Query(limit=1000), today=TODAY).people
        if duplicates.joined(other, person.id)
    )
    assert len(duplicates.split(other, joined, today=TODAY)) == 2
    batches.undo(other, report["batch"], today=TODAY)
    assert export.document(other)["verdicts"] == []


def test_a_zip_with_a_long_index_is_not_opened_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its index may fill any memory, so it is for the reader; an index may lie about its entries, too."""
    place = tmp_path / "book.zip"
    with zipfile.ZipFile(place, "w") as opened:
        opened.writestr("book.json", "{}")
        for number in range(500):
            opened.writestr(str(number), "")
    honest = place.read_bytes()
    lying = honest[:-14] + struct.pack("<2H", 1, 1) + honest[-10:]
    larger = (
        honest[:-22]
        + b"PK\x06\x07"
        + b"\x00" * 16
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 55, 0, 0)
    )
    few = [b"", b"PK", b"\x00" * 42, honest[:-1], honest + b"comment"]

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("its index was read")

    monkeypatch.setattr(zipfile, "ZipFile", refuse)
    for content in (honest, lying, larger, *few):
        place.write_bytes(content)
        assert not restore.is_book(place)
    assert not restore.is_book(tmp_path)
    assert not restore.is_book(tmp_path / "nowhere.zip")


def test_letters_come_back_in_the_order_in_which_they_will_be_written(lived: Owner, tmp_path: Path) -> None:
    several = people.page(lived, people.Query(limit=6), today=TODAY).people
    made = campaigns.start(lived, "other", "Thanks", today=TODAY)
    for one in sorted(several, key=lambda person: person.name, reverse=True):
        campaigns.put(lived, made, [one.id], today=TODAY)
    place = tmp_path / "book.zip"
    export.write(lived, place)
    other = _another(lived)
    restore.bring(other, place, today=TODAY)
    assert _thanked(other) == _thanked(lived) == sorted(_thanked(lived), reverse=True)


def _thanked(owner: Owner) -> list[str]:
    found = next(one for one in campaigns.all(owner, today=TODAY) if one.name == "Thanks")
    return [letter.name for letter in found.letters]
