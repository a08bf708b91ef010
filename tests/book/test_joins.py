from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from amity.book import access, batches, hand, interactions, matching, people, reminders
from amity.book.models import Owner, Record
from amity.core.findings import Claim
from tests import village
from tests.village import (
    BRIDGE,
    CARDS,
    LINKEDIN,
    MAIL,
    MORE_MAIL,
    ROBIN,
    STRANGERS,
    TODAY,
    File,
    book,
    bring,
    card,
    mail,
)

pytestmark = pytest.mark.django_db


def uid_of(owner: Owner, source: str, key: str) -> str:
    person = Record.objects.get(owner=owner, source=source, key=key).person
    assert person is not None
    return str(person.uid)


def test_one_address_one_number_and_one_profile_each_join_two_records() -> None:
    owner = book()
    bring(owner, File("a.vcf", "vcard", (
        card("1", "Ana Lima", "ana@acme.example"), card("2", "Ana L.", "ANA@acme.example"),
        card("3", "Bo Chen", "+442071838750"), card("4", "Bo", "+44 20 7183 8750"),
        card("5", "Cy Young", "linkedin.com/in/cy"), card("6", "Cy Young", "https://www.linkedin.com/in/CY/"),
    )))  # fmt: skip
    assert village.faces(owner) == {
        "Ana L.": ("ana@acme.example",), "Bo": ("+442071838750",), "Cy Young": ("linkedin.com/in/cy",),
    }  # fmt: skip


def test_the_address_of_a_function_joins_nobody() -> None:
    owner = book()
    bring(
        owner,
        File(
            "a.vcf", "vcard", (card("1", "Ana", "info@acme.example"), card("2", "Ana", "info@acme.example"))
        ),
    )
    assert people.page(owner, people.Query(), today=TODAY).total == 2


def test_names_that_contradict_under_one_address_stay_apart() -> None:
    owner = book()
    bring(owner, CARDS, STRANGERS)
    assert set(village.faces(owner)) == {"Ana Lima", "Bo Chen", "Cy Young", "Zed Quill", "Zoe Hart"}


def test_who_stood_apart_only_because_of_a_third_is_joined_when_that_one_goes() -> None:
    owner = book()
    bring(owner, File("a.vcf", "vcard", (card("1", "Ana Lima", "xq7@acme.example"),)))
    zed = File("z.vcf", "vcard", (card("9", "Zed Quill", "xq7@acme.example"),))
    stranger = bring(owner, zed)["batch"]
    bring(owner, File("b.vcf", "vcard", (card("2", "A. Lima", "xq7@acme.example"),)))
    assert len(village.faces(owner)) == 3

    batches.undo(owner, stranger, today=TODAY)

    assert list(village.faces(owner)) == ["A. Lima"]


@pytest.mark.parametrize("order", list(permutations([MAIL, CARDS, LINKEDIN, BRIDGE])))
def test_who_is_one_person_does_not_depend_on_what_came_first(order: tuple[File, ...]) -> None:
    owner = book(ROBIN)
    for file in order:
        bring(owner, file)
    ana = ("+442071838750", "ana@acme.example", "ana@home.example", "linkedin.com/in/ana-lima")
    assert set(village.faces(owner).values()) == {
        ana, ("bo@birch.example", "bo@home.example", "linkedin.com/in/bo-chen"), ("+442071838751",),
        ("cy@cedar.example",),
    }  # fmt: skip


def test_every_id_somebody_ever_had_finds_them_after_a_join() -> None:
    owner = book(ROBIN)
    bring(owner, MAIL, LINKEDIN)
    home, work = (
        uid_of(owner, "mail", "@email:ana@home.example"),
        uid_of(owner, "mail", "@email:ana@acme.example"),
    )
    assert home != work

    bring(owner, BRIDGE)

    assert access.person(owner, home) == access.person(owner, work)
    assert people.find(owner, home, today=TODAY) == people.find(owner, work, today=TODAY)


def test_a_join_ends_with_the_import_that_made_it_and_the_ids_go_back() -> None:
    owner = book(ROBIN)
    bring(owner, MAIL)
    home, work = (
        uid_of(owner, "mail", "@email:ana@home.example"),
        uid_of(owner, "mail", "@email:ana@acme.example"),
    )
    bridge = bring(owner, BRIDGE)["batch"]
    batches.undo(owner, bridge, today=TODAY)
    assert uid_of(owner, "mail", "@email:ana@home.example") == home
    assert uid_of(owner, "mail", "@email:ana@acme.example") == work


def test_what_the_owner_said_stays_with_the_person_through_join_and_split() -> None:
    owner = book(ROBIN)
    bring(owner, MAIL)
    work = uid_of(owner, "mail", "@email:ana@acme.example")
    people.set_words(owner, [work], importance=3, purposes=["strategic"], today=TODAY)
    reminders.add(owner, work, "Call", on=TODAY, today=TODAY)

    bridge = bring(owner, BRIDGE)["batch"]
    joined = access.person(owner, work)
    assert (joined.importance, joined.purposes, len(reminders.open(owner, work))) == (3, ["strategic"], 1)
    batches.undo(owner, bridge, today=TODAY)

    home = uid_of(owner, "mail", "@email:ana@home.example")
    assert (access.person(owner, work).importance, access.person(owner, home).importance) == (3, 0)
    assert len(reminders.open(owner, work)) == 1


def test_words_by_hand_outlive_the_file_and_meet_it_again_when_it_returns() -> None:
    owner = book()
    batch = bring(owner, CARDS)["batch"]
    id_ = village.named(owner, "Ana Lima")
    people.edit(owner, id_, title="Chief", today=TODAY)
    interactions.log(owner, [id_], "Lunch", on=TODAY - timedelta(days=3), today=TODAY)

    batches.undo(owner, batch, today=TODAY)

    (left,) = people.page(owner, people.Query(), today=TODAY).people
    assert (left.id, left.name, left.title, left.organization, left.interactions) == (
        id_,
        "Ana Lima",
        "Chief",
        "",
        1,
    )
    assert {one.value for one in left.handles} == {"ana@acme.example", "+442071838750"}

    bring(owner, CARDS)

    (ana,) = people.find(owner, "Ana Lima", today=TODAY)
    assert (ana.id, ana.title, ana.organization, ana.interactions) == (id_, "Chief", "Acme", 1)


def test_a_person_renamed_by_hand_meets_their_file_again() -> None:
    owner = book()
    batch = bring(owner, CARDS)["batch"]
    id_ = village.named(owner, "Ana Lima")
    people.edit(owner, id_, name="Boss", today=TODAY)
    batches.undo(owner, batch, today=TODAY)
    bring(owner, CARDS)
    assert set(village.faces(owner)) == {"Boss", "Bo Chen", "Cy Young"}


def test_an_address_that_is_not_theirs_is_not_shown() -> None:
    owner = book()
    bring(owner, CARDS)
    people.edit(owner, village.named(owner, "Ana Lima"), remove_handle=["ana@acme.example"], today=TODAY)
    assert village.faces(owner)["Ana Lima"] == ("+442071838750",)


def test_somebody_removed_stays_away_when_their_file_comes_again() -> None:
    owner = book()
    bring(owner, CARDS)
    people.remove(owner, village.named(owner, "Ana Lima"), today=TODAY)
    bring(owner, CARDS)
    assert set(village.faces(owner)) == {"Bo Chen", "Cy Young"}
    made = people.add(owner, name="By Hand", today=TODAY)
    people.remove(owner, made, today=TODAY)
    with pytest.raises(access.Missing):
        access.person(owner, made)


def test_a_new_job_on_a_card_replaces_the_old_one_and_undo_brings_that_back() -> None:
    owner = book()
    bring(owner, CARDS, today=date(2026, 5, 1))
    update = bring(owner, village.NEW_CARDS)["batch"]
    (ana,) = people.find(owner, "Ana Lima", today=TODAY)
    assert (ana.organization, ana.title) == ("Zinc", "Director")
    batches.undo(owner, update, today=TODAY)
    (ana,) = people.find(owner, "Ana Lima", today=TODAY)
    assert (ana.organization, ana.title) == ("Acme", "Engineer")


def test_an_older_archive_brought_later_does_not_take_the_newer_job_away() -> None:
    owner = book()
    bring(
        owner,
        File("new", "linkedin", (card("a", "Ana", "ana@a.example", title="New", as_of=date(2026, 3, 1)),)),
    )
    bring(
        owner,
        File("old", "linkedin", (card("a", "Ana", "ana@a.example", title="Old", as_of=date(2025, 3, 1)),)),
    )
    assert people.find(owner, "Ana", today=TODAY)[0].title == "New"


def test_two_mentions_are_one_person_when_a_card_says_so_and_their_mail_is_counted_together() -> None:
    owner = book(ROBIN)
    bring(owner, MAIL, MORE_MAIL, BRIDGE)
    (ana,) = people.find(owner, "ana@acme.example", today=TODAY)
    assert ana.interactions == 5


def test_a_mail_to_two_addresses_of_one_person_counts_once() -> None:
    owner = book(ROBIN)
    both = mail("b", 3, ROBIN, "ana@acme.example", "ana@home.example")
    bring(owner, File("b.mbox", "mail", (both,)), BRIDGE)
    (ana,) = people.find(owner, "ana@home.example", today=TODAY)
    assert ana.interactions == 1


def test_a_file_cannot_say_by_what_name_the_owner_knew_somebody() -> None:
    owner = book()
    posing = card("2", "Zed Quill", "ana@acme.example")
    mark = Claim("other", "Ana Lima", hand.KNOWN_AS)
    posing = replace(posing, claims=(*posing.claims, mark))
    bring(owner, File("a.vcf", "vcard", (card("1", "Ana Lima", "ana@acme.example"), posing)))
    assert set(village.faces(owner)) == {"Ana Lima", "Zed Quill"}


def test_who_shares_no_address_is_put_aside_before_names_are_compared_and_nothing_else_comes_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    eve, al = card("5", "Eve Roth", "+442071838750;ext=12"), card("6", "Al Moss", "al@moss.example")
    boards = File("boards.vcf", "vcard", (eve, al))
    files = (MAIL, CARDS, LINKEDIN, BRIDGE, STRANGERS, boards)
    plain, quick = book(ROBIN), book(ROBIN)
    bring(plain, *files)
    monkeypatch.setattr(matching, "_MANY", 1)
    bring(quick, *files)
    assert village.faces(quick) == village.faces(plain)
    assert "Al Moss" in village.faces(quick)
