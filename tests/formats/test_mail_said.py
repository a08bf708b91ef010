"""What a mail's headers say: its sender, its identity, and whether a person wrote it."""

from __future__ import annotations

import pytest

from amity.formats import mail
from amity.formats.headers import Headers


def test_the_sender_is_from_and_only_else_sender() -> None:
    both = {"from": "Ada <ada@example.com>, b@example.com", "sender": "c@example.com"}
    found = mail.sender(both)
    assert found is not None
    assert (found.handle.value, found.name) == ("ada@example.com", "Ada")
    other = mail.sender({"from": "nobody", "sender": "c@example.com"})
    assert other is not None
    assert other.handle.value == "c@example.com"
    assert mail.sender({"from": "nobody"}) is None


def test_a_message_id_is_its_identity_without_brackets() -> None:
    assert mail.identity({"message-id": " <a.b@example.com> "}) == "a.b@example.com"


def test_without_a_message_id_date_and_people_are_the_identity() -> None:
    picked = {"date": "d", "from": "f", "to": "t", "subject": "s"}
    assert mail.identity(picked) == mail.identity({**picked, "message-id": "<>", "cc": "x"})
    assert mail.identity(picked) != mail.identity({**picked, "subject": "other"})


def test_an_odd_message_id_is_digested_and_still_tells_mails_apart() -> None:
    found = {mail.identity({"message-id": odd}) for odd in ("<a b@c>", "<ü@c>", "x" * 251, "x" * 252)}
    assert len(found) == 4
    assert all(len(one) == 32 for one in found)


def test_a_subject_is_decoded_cleaned_and_cut() -> None:
    assert mail.subject({"subject": "=?utf-8?q?Gr=C3=BC=C3=9Fe=0Aan?= \x07alle"}) == "Grüße an alle"
    assert len(mail.subject({"subject": "x" * 5000})) == mail.SUBJECT
    assert mail.subject({}) == ""


@pytest.mark.parametrize(
    "picked",
    [
        {"list-id": "x"},
        {"list-unsubscribe": "<mailto:x@example.com>"},
        {"list-post": "x"},
        {"precedence": "bulk"},
        {"precedence": " List"},
        {"precedence": "junk (so they say)"},
    ],
)
def test_mail_of_lists_and_in_bulk_is_known(picked: Headers) -> None:
    assert mail.listed(picked)


def test_other_mail_is_not_of_a_list() -> None:
    assert not mail.listed({"precedence": "first-class"})
    assert not mail.listed({})


def automatic(picked: Headers, address: str = "ada@example.com") -> bool:
    found = mail.sender({"from": address})
    assert found is not None
    return mail.automatic(picked, found.handle)


@pytest.mark.parametrize(
    "picked",
    [
        {"auto-submitted": "auto-generated"},
        {"auto-submitted": "auto-replied; owner=x"},
        {"precedence": "auto_reply"},
        {"x-autoreply": "yes"},
        {"return-path": "<>"},
    ],
)
def test_mail_that_says_a_machine_wrote_it_is_automatic(picked: Headers) -> None:
    assert automatic(picked)


@pytest.mark.parametrize(
    "picked",
    [
        {},
        {"auto-submitted": "no"},
        {"auto-submitted": ""},
        {"precedence": "normal"},
        {"return-path": "<a@b.c>"},
    ],
)
def test_mail_of_a_person_is_not_automatic(picked: Headers) -> None:
    assert not automatic(picked)


@pytest.mark.parametrize(
    "local",
    [
        "no-reply",
        "noreply",
        "do_not_reply",
        "jira-noreply",
        "MAILER-DAEMON",
        "bounces",
        "notifications",
        "newsletter",
    ],
)
def test_mail_from_an_address_of_machines_is_automatic(local: str) -> None:
    assert automatic({}, f"{local}@example.com")


@pytest.mark.parametrize("local", ["info", "jobs", "office", "ada.root", "norman.reply", "dana.emon"])
def test_people_may_write_from_a_shared_address(local: str) -> None:
    assert not automatic({}, f"{local}@example.com")
