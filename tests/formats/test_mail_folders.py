"""Folders and labels say what lies in them, in the owner's language."""

from __future__ import annotations

import pytest

from amity.formats import folders


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Sent", "sent"),
        ("Sent.mbox", "sent"),
        ("INBOX.Sent", "sent"),
        ("[Gmail].Sent Mail", "sent"),
        ("takeout.zip/Takeout/Mail/Gesendet.mbox", "sent"),
        ("Sent Messages.mbox/mbox", "sent"),
        ("mail/.Sent Items/cur/1234.eml", "sent"),
        ("mail/.Sent/cur/170.M1.host:2,RS", "sent"),
        ("mail/cur/170.M1.host:2,ST", "trash"),
        ("mail/.Sent/cur/170.M1.host;2,DS", "draft"),
        ("C:\\mail\\Sent Items.mbox", "sent"),
        ("Drafts.mbox", "draft"),
        ("Junk E-mail", "spam"),
        ("Papierkorb.mbox", "trash"),
    ],
)
def test_a_folder_is_known_by_its_name(name: str, kind: str) -> None:
    assert folders.folder(name) == {kind}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Inbox.mbox",
        "Unsent.mbox",
        "bin/x.eml",
        "chat.mbox",
        "Sent/2020/June/x.eml",
        "mail/cur/170.host!2,FRS",
    ],
)
def test_other_names_say_nothing(name: str) -> None:
    assert folders.folder(name) == frozenset()


@pytest.mark.parametrize(
    ("labels", "kinds"),
    [
        ("Inbox,Important,Unread", set()),
        ("Sent,Opened", {"sent"}),
        ('"Sent", Chat', {"sent", "chat"}),
        ("=?UTF-8?Q?Archiv=C3=A9s,Messages_envoy=C3=A9s?=", {"sent"}),
        ("Bin", {"trash"}),
    ],
)
def test_labels_of_gmail_are_read_in_any_language(labels: str, kinds: set[str]) -> None:
    assert folders.labels({"x-gmail-labels": labels}) == kinds


def test_a_mail_without_labels_has_none() -> None:
    assert folders.labels({}) == frozenset()
