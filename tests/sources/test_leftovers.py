from __future__ import annotations

import pytest

from amity.sources import leftovers


@pytest.mark.parametrize(
    "name",
    [
        "Sent Messages.mbox/table_of_contents", "Profile/Mail/INBOX.msf", "Maildir/dovecot-uidlist",
        "Maildir/courierimapsubscribed", "Work.mbox/Info.plist", "a\\.DS_Store", "Maildir/maildirfolder",
    ],
)  # fmt: skip
def test_a_programs_own_notes_are_known_by_their_name(name: str) -> None:
    assert "its own notes" in leftovers.declines(name)


@pytest.mark.parametrize("name", ["Takeout/archive_browser.html", "a.zip/Takeout/Google Fotos/x.json"])
def test_other_parts_of_takeout_are_declined_calmly(name: str) -> None:
    assert "Takeout" in leftovers.declines(name)


@pytest.mark.parametrize("name", ["Maildir/tmp/1709280011.M11.host", "a.zip/Mail/tmp/1709280011.x:2,"])
def test_a_mail_being_delivered_is_not_read(name: str) -> None:
    assert leftovers.unfinished(name) == leftovers.declines(name) != ""


@pytest.mark.parametrize(
    "name", ["tmp/letter.eml", "Maildir/cur/1709280011.M11.host:2,S", "notes.msf.txt", "a.csv"]
)
def test_other_files_are_not_declined(name: str) -> None:
    assert leftovers.declines(name) == ""
