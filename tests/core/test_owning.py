"""Whose mail this is, asked only where an address stands on a good part of it."""

from __future__ import annotations

import pytest

from amity.core import owning
from amity.core.errors import Refusal
from amity.core.findings import Claim
from amity.core.owning import Suggested


def test_who_is_on_a_good_part_of_the_mail_is_suggested_the_most_named_first() -> None:
    named = [("b@x.example", 40), ("a@x.example", 90), ("rare@x.example", 19), ("info@x.example", 95)]
    assert owning.suggest(named, mails=100) == (Suggested("a@x.example", 90), Suggested("b@x.example", 40))


def test_three_are_asked_about_at_once_and_of_hardly_any_mails_nobody() -> None:
    named = [(f"{letter}@x.example", 30) for letter in "dbca"]
    assert [one.address[0] for one in owning.suggest(named, mails=30)] == ["a", "b", "c"]
    assert owning.suggest(named, mails=2) == ()


def test_of_few_mails_only_who_is_on_every_other_is_asked_about() -> None:
    named = [("a@x.example", 5), ("b@x.example", 4)]
    assert [one.address for one in owning.suggest(named, mails=10)] == ["a@x.example"]


def test_mails_without_a_way_are_said_with_the_remedy() -> None:
    assert owning.undirected(0, ()) == ""
    assert owning.undirected(1, ()) == (
        "None of your addresses is on 1 mail, so it counts for no tie: nobody can tell whether you wrote or"
        " received it. Say which address is yours: amity me --address ADDRESS"
    )
    told = owning.undirected(1200, [Suggested("a@x.example", 900)])
    assert told.startswith("None of your addresses is on 1,200 mails, so they count for no tie")
    assert told.endswith("a@x.example is on 900; if that is you: amity me --address a@x.example")


@pytest.mark.parametrize(
    ("address", "subjects", "is_list"),
    [
        ("notmuch@acme.example", ["[notmuch] Tags", "Re: [Notmuch] Tags", "Lunch"], True),
        ("aur-general@acme.example", ["[aur-general] Hello", "[PATCH] [aur general] Hi"], True),
        ("ana@acme.example", ["[ana] Hello", "Lunch", "Tea"], False),
        ("ana@acme.example", ["[] Hello", "[notmuch] Tags"], False),
        ("ana@acme.example", [], False),
        ("...@acme.example", ["[-]"], False),
    ],
)
def test_an_address_whose_name_stands_in_brackets_is_a_lists(
    address: str, subjects: list[str], *, is_list: bool
) -> None:
    assert owning.is_list(address, subjects) is is_list


def test_mails_wait_for_an_address_in_one_sentence_with_the_way_to_say_it() -> None:
    assert owning.waiting(0) == ""
    assert owning.waiting(1) == "1 mail waits for your address: which is yours? amity me --address ADDRESS"
    told = owning.waiting(1200, [Suggested("a@x.example", 900)])
    assert told == "1,200 mails wait for your address: which is yours? amity me --address a@x.example"
    both = [Suggested("a@x.example", 9), Suggested("b@x.example", 9)]
    assert owning.waiting(9, both).endswith("which is yours? amity me --address ADDRESS")


def test_who_is_known_by_a_name_has_an_account_at_every_chat() -> None:
    found = owning.known_as(" ~ Zoë  Lund")
    assert [claim.value.partition(":")[0] for claim in found] == list(owning.CHATS)
    assert found[0] == Claim("account", "instagram:zoe lund", "Zoë Lund")


@pytest.mark.parametrize("name", ["+49 30 123456", "x" * 101, "  ", "~"])
def test_a_number_is_no_name_and_nothing_either(name: str) -> None:
    with pytest.raises(Refusal):
        owning.known_as(name)
