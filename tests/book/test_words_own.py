"""The owner's word that a list's or a program's address is somebody's: it counts the same in every order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from amity.book import derivation, duplicates, people
from amity.book.models import Owner, Record
from amity.keep import export, restore
from amity.sync import recovery
from tests.book.test_nobodys import names
from tests.village import ROBIN, TODAY, File, book, bring, card, faces, mail, meeting, named

pytestmark = pytest.mark.django_db
Step = Callable[[Owner], object]

BOARD, WIRE = "board-talk@amity.example", "wire@acme.example"
MAILS = File("lists.mbox", "mail", (
    mail("b1", 30, ROBIN, BOARD),
    mail("b2", 28, BOARD, ROBIN, name="The Board"),
    *(
        mail(f"w{n}", 20 - n, WIRE, ROBIN, name=name)
        for n, name in enumerate(["boingboing", "The Guardian", "fark", "Slashdot"])
    ),
))  # fmt: skip
MEETINGS = File("work.ics", "calendar", (meeting("m1", 12, ROBIN, BOARD),))


def content(owner: Owner) -> str:
    owner.refresh_from_db()
    return export.dump(export.document(owner))


def counts(owner: Owner) -> dict[str, int]:
    """Give everybody's exchanges by name."""
    shown = people.page(owner, people.Query(), today=TODAY).people
    return {one.name: one.interactions for one in shown}


def say(owner: Owner) -> None:
    people.add(owner, name="Uma Sers", handles=[BOARD], today=TODAY)
    people.add(owner, name="Wira Ember", handles=[WIRE], today=TODAY)


OWNED = {"Uma Sers": 3, "Wira Ember": 4}


def test_the_word_counts_the_same_before_between_and_after_the_imports() -> None:
    told = []
    steps: tuple[Step, ...] = (say, lambda owner: bring(owner, MAILS), lambda owner: bring(owner, MEETINGS))
    for order in permutations(steps):
        owner = book(ROBIN)
        for step in order:
            step(owner)
        assert counts(owner) == OWNED
        told.append(content(owner))
    assert len(set(told)) == 1


@pytest.mark.parametrize("before", [True, False])
def test_the_word_outlives_the_import_and_finds_its_mail_again(before: bool) -> None:  # noqa: FBT001
    owner = book(ROBIN)
    if before:
        say(owner)
    first = bring(owner, MAILS, MEETINGS)
    if not before:
        say(owner)
    whole = content(owner)
    for _ in range(2):
        recovery.undo(owner, first["batch"], today=TODAY)
        assert counts(owner) == dict.fromkeys(OWNED, 0)
        first = bring(owner, MAILS, MEETINGS)
        assert counts(owner) == OWNED
        assert content(owner) == whole


def test_the_word_is_exported_and_restored(tmp_path: Path) -> None:
    owner = book(ROBIN)
    say(owner)
    bring(owner, MAILS, MEETINGS)
    export.write(owner, tmp_path / "book.zip")
    other = book()
    restore.bring(other, tmp_path / "book.zip", today=TODAY)
    assert counts(other) == OWNED
    assert content(other) == content(owner)


def test_a_program_stays_nobodys_in_a_restored_book(tmp_path: Path) -> None:
    owner = book(ROBIN)
    bring(owner, MAILS)
    export.write(owner, tmp_path / "book.zip")
    other = book()
    restore.bring(other, tmp_path / "book.zip", today=TODAY)
    assert counts(other) == counts(owner) == {}


def test_an_address_given_to_somebody_later_is_theirs_and_no_longer_when_it_is_taken_away() -> None:
    owner = book(ROBIN)
    bring(owner, MAILS)
    uma = people.add(owner, name="Uma Sers", today=TODAY)
    people.edit(owner, uma, add_handle=[BOARD], today=TODAY)
    assert counts(owner) == {"Uma Sers": 2}
    people.edit(owner, uma, remove_handle=[BOARD], today=TODAY)
    assert counts(owner) == {"Uma Sers": 0}


@pytest.mark.parametrize("days", [0, 1])
def test_one_address_of_two_people_is_the_firsts_until_they_leave_it(tmp_path: Path, days: int) -> None:
    owner = book(ROBIN)
    one = people.add(owner, name="Uma Sers", handles=[BOARD], today=TODAY - timedelta(days=days))
    people.add(owner, name="Zed Kern" if days == 0 else "Odo Kern", handles=[BOARD], today=TODAY)
    bring(owner, MAILS)
    first = counts(owner)
    assert first["Uma Sers"] == 2
    export.write(owner, tmp_path / "book.zip")
    other = book()
    restore.bring(other, tmp_path / "book.zip", today=TODAY)
    assert counts(other) == first
    people.edit(owner, one, remove_handle=[BOARD], today=TODAY)
    assert sorted(counts(owner).values()) == [0, 2]
    assert counts(owner)["Uma Sers"] == 0


def test_what_the_owner_takes_out_of_somebody_stays_out() -> None:
    owner = book(ROBIN)
    say(owner)
    brought = bring(owner, MAILS, MEETINGS)
    uma = named(owner, "Uma Sers")
    mention = Record.objects.get(owner=owner, source="mail", key=f"@email:{BOARD}")
    duplicates.split(owner, uma, take=[mention.uid], today=TODAY)
    assert counts(owner) == OWNED | {"Uma Sers": 1}
    recovery.undo(owner, brought["batch"], today=TODAY)
    bring(owner, MAILS, MEETINGS)
    assert counts(owner) == OWNED | {"Uma Sers": 1}


CARD = File("cards.vcf", "vcard", (card("uid:uma", "Uma Sers", "uma@amity.example", "office@amity.example"),))


def test_words_about_somebody_with_a_card_find_card_and_mail_again() -> None:
    owner = book(ROBIN)
    first, second = bring(owner, CARD), bring(owner, MAILS)
    people.edit(owner, named(owner, "Uma Sers"), add_handle=[BOARD], note="chairs it", today=TODAY)
    for batch, file in ((first, CARD), (second, MAILS)):
        recovery.undo(owner, batch["batch"], today=TODAY)
        assert len(counts(owner)) == 1
        bring(owner, file)
        assert counts(owner) == {"Uma Sers": 2}


def test_an_office_on_a_card_is_no_word_of_the_owners() -> None:
    owner = book(ROBIN)
    mails = File("office.mbox", "mail", (mail("o1", 9, ROBIN, "office@amity.example"),))
    batch = bring(owner, CARD)["batch"]
    people.edit(owner, named(owner, "Uma Sers"), note="chairs it", today=TODAY)
    bring(owner, mails)
    assert counts(owner) == {"Uma Sers": 0}
    recovery.undo(owner, batch, today=TODAY)
    assert counts(owner) == {"Uma Sers": 0}
    assert faces(owner) == {"Uma Sers": ("uma@amity.example",)}


def test_the_word_counts_from_the_day_it_was_said() -> None:
    owner = book(ROBIN)
    bring(owner, MAILS, today=TODAY - timedelta(days=10))
    say(owner)
    whole = content(owner)
    derivation.advance(owner, today=TODAY - timedelta(days=5))
    assert names(owner) == []
    derivation.advance(owner, today=TODAY)
    assert names(owner) == sorted(OWNED)
    assert content(owner) == whole
