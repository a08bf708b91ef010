"""Mail as people bring it, end to end: Google Takeout in parts, Apple Mail's folders, a maildir."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from amity.book import access, interactions, owners, people
from amity.sync import run
from tests.village import TODAY

pytestmark = pytest.mark.django_db
ME, ADA, BEN = (
    "Robin Vale <robin@vale.example>",
    "Ada Moreau <ada@moreau.example>",
    "Ben Okri <ben@okri.example>",
)


def mail(number: int, by: str, to: str, labels: str = "", *, boxed: bool = True) -> str:
    label = f"X-Gmail-Labels: {labels}\n" if labels else ""
    begin = f"From {number}@xxx Fri Mar 01 08:00:00 +0000 2024\n" if boxed else ""
    date = f"Fri, 01 Mar 2024 08:00:{number:02} +0000"
    head = f"{begin}{label}Message-ID: <{number}@x.example>\nDate: {date}\n"
    return f"{head}From: {by}\nTo: {to}\nSubject: Hi\n\nBody\n\n"


BOX = "".join(
    [
        mail(1, ADA, ME, "Inbox,Important"), mail(2, ME, ADA, "Sent"), mail(3, "x@spam.example", ME, "Spam"),
        mail(4, BEN, ME, "Trash"), mail(5, ME, BEN, "Drafts"), mail(6, BEN, ME, "Chat"),
        mail(7, ME, BEN, "=?UTF-8?Q?Gesendet,Ge=C3=B6ffnet?="), mail(8, BEN, ME, "=?UTF-8?Q?Papierkorb?="),
        mail(9, ME, BEN, "=?UTF-8?Q?Entw=C3=BCrfe?="),
    ]
).encode()  # fmt: skip
CARDS = b"".join(
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%b\r\nEMAIL:%b\r\nEND:VCARD\r\n" % one
    for one in ((b"Ada Moreau", b"ada@moreau.example"), (b"Cy Young", b"cy@young.example"))
)
DATES = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:robin@vale.example\r\nBEGIN:VEVENT\r\nUID:1@x\r\n"
    b"DTSTART:20240301T100000Z\r\nDTEND:20240301T110000Z\r\nSUMMARY:Lunch\r\nORGANIZER:mailto:robin@vale.example\r\n"
    b"ATTENDEE;CN=Ben Okri:mailto:ben@okri.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
FIRST = {
    "Takeout/archive_browser.html": b"<html><body>What is in it</body></html>",
    "Takeout/E-Mail/Alle E-Mails, einschließlich Spam und Papierkorb.mbox": BOX,
    "Takeout/E-Mail/Nutzereinstellungen/Filter.json": b'{"filters": []}',
}
SECOND = {
    "Takeout/Kontakte/Alle Kontakte/Alle Kontakte.vcf": CARDS,
    "Takeout/Kontakte/Meine Kontakte/Meine Kontakte.vcf": CARDS,
    "Takeout/Kontakte/Alle Kontakte/Ada Moreau.jpg": b"\xff\xd8\xff\xe0JFIF",
    "Takeout/Kalender/robin@vale.example.ics": DATES,
}


def zipped(place: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return place


def tarred(place: Path, entries: dict[str, bytes]) -> Path:
    with tarfile.open(place, "w:gz") as made:
        for name, content in entries.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            made.addfile(entry, io.BytesIO(content))
    return place


def names() -> set[str]:
    every = people.Query(sort="name", limit=100)
    return {person.name for person in people.page(access.owner(), every, today=TODAY).people}


def told(report: dict[str, Any]) -> dict[str, tuple[str | None, int, int]]:
    return {
        file["path"].rpartition("/")[2]: (
            file["source"],
            file["records"]["created"],
            file["records"]["skipped"],
        )
        for file in report["files"]
    }


@pytest.mark.parametrize("form", ["zips", "tgz"])
def test_takeout_in_any_language_and_in_parts_is_one_import(form: str, tmp_path: Path) -> None:
    parts = [FIRST, SECOND] if form == "zips" else [FIRST | SECOND]
    make, ending = (zipped, "zip") if form == "zips" else (tarred, "tgz")
    paths = [make(tmp_path / f"takeout-20240301T0-00{n}.{ending}", part) for n, part in enumerate(parts, 1)]
    report = run.bring(access.owner(), paths, today=TODAY)
    files = told(report)
    assert files["Alle E-Mails, einschließlich Spam und Papierkorb.mbox"] == ("mail", 4, 5)
    assert files["Alle Kontakte.vcf"] == ("vcard", 2, 0)
    assert files["Meine Kontakte.vcf"] == ("vcard", 0, 0), "the same cards again are nothing new"
    assert files["robin@vale.example.ics"] == ("calendar", 1, 0)
    reasons = {file["reason"] for file in report["files"] if not file["understood"]}
    assert reasons == {"This part of Google's Takeout holds no mail, contacts or calendar."}
    codes = sum((Counter(file["skipped_by_code"]) for file in report["files"]), Counter())
    assert codes == {"spam": 3, "draft": 2}
    assert names() == {"Ada Moreau", "Ben Okri", "Cy Young"}
    assert owners.addresses(access.owner()) == ("robin@vale.example",), "sent mails say who the owner is"
    again = run.bring(access.owner(), paths, today=TODAY)["totals"]
    assert (again["records"]["created"], again["people"]["created"], again["interactions"]["created"]) == (
        0,
        0,
        0,
    )


def test_apple_mails_exported_and_living_folders_are_the_same_mails(tmp_path: Path) -> None:
    exported = tmp_path / "Sent Messages.mbox"
    exported.mkdir()
    (exported / "mbox").write_text(mail(2, ME, ADA) + mail(7, ME, BEN))
    (exported / "table_of_contents").write_bytes(b"\0\1\2")
    files = told(run.bring(access.owner(), [exported], today=TODAY))
    assert files == {"mbox": ("mail", 2, 0), "table_of_contents": (None, 0, 0)}
    assert owners.addresses(access.owner()) == ("robin@vale.example",)
    living = tmp_path / "V10" / "Sent Messages.mbox" / "Messages"
    living.mkdir(parents=True)
    one = mail(2, ME, ADA, boxed=False)
    (living / "12.emlx").write_text(f"{len(one)}\n{one}<?xml version='1.0'?><plist></plist>")
    report = run.bring(access.owner(), [tmp_path / "V10"], today=TODAY)
    assert report["files"][0]["records"]["unchanged"] == 1


def test_a_maildir_is_brought_with_its_folders_and_flags(tmp_path: Path) -> None:
    def put(place: str, text: str) -> None:
        (tmp_path / "Maildir" / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "Maildir" / place).write_text(text)

    put("cur/1709280001.M1.host:2,S", mail(1, ADA, ME, boxed=False))
    put("cur/1709280004.M4.host:2,ST", mail(4, BEN, ME, boxed=False))
    put("new/1709280006.M6.host", mail(6, BEN, ME, boxed=False))
    put("tmp/1709280011.M11.host", mail(11, BEN, ME, boxed=False))
    put(".Sent/cur/1709280002.M2.host:2,RS", mail(2, ME, ADA, boxed=False))
    put(".Drafts/cur/1709280005.M5.host:2,S", mail(5, ME, BEN, boxed=False))
    put("dovecot-uidlist", "3 V1 N5\n")
    report = run.bring(access.owner(), [tmp_path / "Maildir"], today=TODAY)
    assert report["totals"]["records"] == {
        "total": 5,
        "created": 3,
        "updated": 0,
        "unchanged": 0,
        "skipped": 2,
    }
    unread = {file["path"] for file in report["files"] if not file["understood"]}
    assert unread == {"Maildir/dovecot-uidlist", "Maildir/tmp/1709280011.M11.host"}
    assert names() == {"Ada Moreau", "Ben Okri"}
    assert interactions.own_keys(access.owner()) == {"@email:robin@vale.example"}
