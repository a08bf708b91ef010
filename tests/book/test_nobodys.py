"""Addresses of lists and programs: nobody by themselves, told with a reason, a person by the owner's word."""

from __future__ import annotations

import pytest

from amity.book import batches, people
from amity.book.models import Owner, Person
from amity.sync import recovery
from tests.village import ROBIN, TODAY, File, book, bring, mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Owner:
    return book(ROBIN)


LISTED = File("lists.mbox", "mail", (
    mail("n1", 30, ROBIN, "amity-talk@lists.amity.example"),
    mail("n2", 29, ROBIN, "users@smith.example"),
    mail("n3", 28, "users@smith.example", ROBIN, name="Uma Sers"),
    mail("n4", 27, ROBIN, "ana@acme.example"),
))  # fmt: skip


def names(owner: Owner) -> list[str]:
    return sorted(Person.objects.filter(owner=owner, removed=False).values_list("name", flat=True))


def test_a_list_without_a_header_makes_no_person_and_is_told_with_its_reason(owner: Owner) -> None:
    report = bring(owner, LISTED)
    assert names(owner) == ["ana@acme.example"]
    assert report["nobodys"] == {
        "count": 2,
        "addresses": [
            {"address": "amity-talk@lists.amity.example", "why": "list"},
            {"address": "users@smith.example", "why": "list"},
        ],
    }
    assert batches.whole(owner, report["batch"]).report["nobodys"] == report["nobodys"]


def test_somebody_called_users_becomes_a_person_by_the_owners_word_with_all_their_mail(owner: Owner) -> None:
    report = bring(owner, LISTED)
    uma = people.add(owner, name="Uma Sers", handles=["users@smith.example"], today=TODAY)
    (row,) = people.page(owner, people.Query(text="Uma"), today=TODAY).people
    assert (row.id, row.interactions) == (uma, 2)
    again = bring(owner, LISTED)
    assert [one["address"] for one in again["nobodys"]["addresses"]] == ["amity-talk@lists.amity.example"]
    for batch in (again, report):
        recovery.undo(owner, batch["batch"], today=TODAY)
    assert names(owner) == ["Uma Sers"]


def test_a_later_mailbox_without_a_name_takes_nobodys_name_away(owner: Owner) -> None:
    first = File("old.mbox", "mail", (mail("o1", 90, "ana@acme.example", ROBIN, name="Ana Lima"),))
    later = File("new.mbox", "mail", (mail("o2", 9, ROBIN, "ana@acme.example"),))
    bring(owner, first)
    report = bring(owner, later)
    assert names(owner) == ["Ana Lima"]
    newest = File("newest.mbox", "mail", (mail("o3", 2, "ana@acme.example", ROBIN, name="Ana Berg"),))
    bring(owner, newest)
    assert names(owner) == ["Ana Berg"]
    recovery.undo(owner, report["batch"], today=TODAY)
    assert names(owner) == ["Ana Berg"]


FED = File("fed.mbox", "mail", tuple(
    mail(f"f{n}", 30 - n, "wire@acme.example", ROBIN, name=name)
    for n, name in enumerate(["boingboing", "The Guardian", "fark", "Slashdot", "boingboing"])
))  # fmt: skip


def test_an_address_with_many_names_is_a_programs_until_the_owner_writes_to_it(owner: Owner) -> None:
    report = bring(owner, FED)
    assert names(owner) == []
    assert report["nobodys"] == {
        "count": 1, "addresses": [{"address": "wire@acme.example", "why": "program"}]
    }  # fmt: skip
    answer = bring(owner, File("sent.mbox", "mail", (mail("f9", 9, ROBIN, "wire@acme.example"),)))
    assert names(owner) == ["boingboing"]
    assert answer["nobodys"]["count"] == 0
    recovery.undo(owner, answer["batch"], today=TODAY)
    assert names(owner) == []
    people.add(owner, name="Wira Ember", handles=["wire@acme.example"], today=TODAY)
    assert names(owner) == ["Wira Ember"]
    assert bring(owner, FED)["nobodys"]["count"] == 0


def test_an_address_with_three_names_may_be_a_familys(owner: Owner) -> None:
    bring(owner, File(FED.path, FED.source, FED.findings[:3]))
    assert len(names(owner)) == 1
