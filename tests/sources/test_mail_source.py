"""Every mail of a file gives one finding: an exchange, or the reason it is none."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

import pytest

from amity.core.findings import (
    Bookmark,
    Claim,
    Finding,
    InteractionSeen,
    PersonSeen,
    Problem,
    Settings,
)
from amity.sources import Source, mail
from tests.sources.contract import Contract

SAMPLES = Path(__file__).parent / "samples" / "mail"
TODAY = date(2026, 3, 1)
DATE = "Date: Thu, 3 Dec 2020 18:02:30 +0000\n"
PLAIN = "From: Ada <ada@example.com>\nTo: Ben <ben@example.com>\nMessage-ID: <1@x>\nSubject: Hello\n" + DATE


class TestContract(Contract):
    source: ClassVar[Source] = mail
    folder = "mail"


def pull(raw: str | bytes, *, name: str = "", subjects: bool = True) -> list[Finding]:
    stream = io.BytesIO(raw if isinstance(raw, bytes) else raw.encode())
    return list(mail.pull(stream, Settings(today=TODAY, name=name, subjects=subjects)))


def one(raw: str | bytes, *, name: str = "", subjects: bool = True) -> InteractionSeen:
    (found,) = pull(raw, name=name, subjects=subjects)
    assert isinstance(found, InteractionSeen)
    return found


def people(found: InteractionSeen) -> list[tuple[str, str, str]]:
    return [(person.role, person.handle.value, person.name) for person in found.people]


def codes(found: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in found if isinstance(finding, Problem)]


def boxed(*mails: str) -> str:
    return "\n".join(f"From x@example.com Thu Dec  3 18:07:47 2020\n{mail}\nbody\n" for mail in mails)


def test_a_mail_is_an_exchange_between_its_people() -> None:
    found = one(
        PLAIN + "Cc: c@example.com\nDelivered-To: ben@home.example\nX-Original-To: ben@example.com\n\nHi"
    )
    assert (found.key, found.place, found.channel, found.text) == (
        "mail:1@x ada@example.com",
        "message 1",
        "mail",
        "Hello",
    )
    assert found.at == datetime(2020, 12, 3, 18, 2, 30, tzinfo=UTC)
    assert people(found) == [
        ("from", "ada@example.com", "Ada"),
        ("to", "ben@example.com", "Ben"),
        ("cc", "c@example.com", ""),
        ("delivered", "ben@home.example", ""),
    ]


def test_the_same_address_twice_is_one_participant() -> None:
    found = one(PLAIN + "Cc: BEN@example.com, ada@example.com\n\n")
    assert [role for role, _, _ in people(found)] == ["from", "to", "cc"]


def test_who_uses_the_message_id_of_another_does_not_replace_the_mail() -> None:
    first, second = pull(boxed(PLAIN, PLAIN.replace("ada@example.com", "eve@example.com")))
    assert isinstance(first, InteractionSeen)
    assert isinstance(second, InteractionSeen)
    assert first.key != second.key


def test_the_key_of_a_mail_fits_however_long_its_parts_are() -> None:
    long = PLAIN.replace("ada@", "a" * 60 + "@" + "b" * 240 + ".").replace("1@x", "i" * 240 + "@x")
    assert len(one(long).key) == 400


def test_each_mail_of_a_box_has_its_place() -> None:
    first, second = pull(boxed(PLAIN, PLAIN.replace("<1@x>", "<2@x>")))
    assert isinstance(first, InteractionSeen)
    assert isinstance(second, InteractionSeen)
    assert first.place == "message 1 (byte 0)"
    assert second.place == f"message 2 (byte {len(boxed(PLAIN)) + 1})"


def test_reading_twice_gives_the_same_keys() -> None:
    raw = boxed(PLAIN, PLAIN.replace("Message-ID: <1@x>\n", ""))
    assert pull(raw) == pull(raw)


def test_subjects_can_be_switched_off() -> None:
    assert one(PLAIN, subjects=False).text == ""


def test_a_list_of_many_recipients_is_read_whole() -> None:
    many = ", ".join(f"Somebody With A Long Name <person{n}@department.example.com>" for n in range(29))
    assert len(one(PLAIN + f"Cc: {many}\n\n").people) == 31


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ("nothing here\n", "unreadable"),
        (PLAIN + "List-Id: <l.example.com>\n", "list"),
        (PLAIN + "List-Unsubscribe: <mailto:x@example.com>\n", "list"),
        (PLAIN + "Precedence: bulk\n", "list"),
        (PLAIN + "Auto-Submitted: auto-replied\n", "automatic"),
        (PLAIN.replace("ada@", "no-reply@"), "automatic"),
        (PLAIN.replace("ada@example.com", "ada"), "no-sender"),
        (PLAIN.replace(DATE, ""), "no-date"),
        (PLAIN.replace("2020", "2031"), "no-date"),
        (PLAIN.replace("3 Dec", "33 Dec"), "no-date"),
        (PLAIN + "X-Gmail-Labels: Drafts\n", "draft"),
        (PLAIN + "X-Gmail-Labels: Spam,Unread\n", "spam"),
        (PLAIN + "X-Gmail-Labels: Trash\n", "spam"),
        (PLAIN + "Cc: " + ",".join(f"p{n}@example.com" for n in range(30)) + "\n", "too-many-people"),
    ],
)
def test_what_is_no_exchange_between_people_is_left_out_with_its_reason(headers: str, code: str) -> None:
    found, good = pull(boxed(headers, PLAIN))
    assert isinstance(found, Problem)
    assert (found.place, found.code) == ("message 1 (byte 0)", code)
    assert found.reason.endswith(".")
    assert len(found.reason) > 20
    assert isinstance(good, InteractionSeen)


def test_thirty_other_people_are_still_kept() -> None:
    cc = ",".join(f"p{n}@example.com" for n in range(29))
    assert len(one(PLAIN + f"Cc: {cc}\nDelivered-To: me@example.com\n").people) == 32


def test_x_auto_response_suppress_alone_is_no_machine() -> None:
    assert one(PLAIN + "X-Auto-Response-Suppress: All\n").key == "mail:1@x ada@example.com"


def test_a_mail_dated_tomorrow_may_be_true() -> None:
    assert one(PLAIN.replace("3 Dec 2020", "2 Mar 2026")).at.year == 2026


def test_chats_that_gmail_keeps_as_mail_are_messages() -> None:
    assert one(PLAIN + "X-Gmail-Labels: Chat\n").channel == "message"


def test_the_writer_of_a_sent_folder_is_the_owner() -> None:
    *_, last = pull(boxed(PLAIN, PLAIN), name="Mail/Gesendet.mbox")
    assert isinstance(last, PersonSeen)
    assert (last.key, last.place, last.about_owner) == ("me", "sent mail", True)
    assert last.claims == (Claim("email", "ada@example.com"),)
    assert [handle.value for handle in last.handles] == ["ada@example.com"]


def test_labels_tell_the_owner_and_an_address_seldom_used_is_not_theirs() -> None:
    sent = PLAIN + "X-Gmail-Labels: Sent\n"
    mails = [sent] * 6 + [sent.replace("ada@", "ada@work.")] * 3 + [sent.replace("ada@", "eve@")]
    *_, last = pull(boxed(*mails, PLAIN.replace("ada@", "ben@")))
    assert isinstance(last, PersonSeen)
    assert [handle.value for handle in last.handles] == ["ada@example.com", "ada@work.example.com"]


def test_without_sent_mail_nobody_is_taken_for_the_owner() -> None:
    found = pull(boxed(PLAIN, PLAIN + "X-Gmail-Labels: Inbox\n", PLAIN + "X-Gmail-Labels: Sent,Drafts\n"))
    assert not [finding for finding in found if isinstance(finding, PersonSeen)]


def test_nothing_of_a_body_is_kept() -> None:
    assert "secret" not in repr(pull(boxed(PLAIN).replace("body", "secret\nSubject: secret")))


@pytest.mark.parametrize("name", ["takeout.mbox", "apple.mbox", "windows.eml", "odd.mbox", "plain.emlx"])
def test_samples_are_recognized(name: str) -> None:
    assert mail.recognizes((SAMPLES / name).read_bytes(), "whatever")


def test_a_takeout_box_gives_its_mails_its_reasons_and_its_owner() -> None:
    found = pull((SAMPLES / "takeout.mbox").read_bytes())
    assert codes(found) == ["list", "automatic", "draft", "spam"]
    exchanges = [finding for finding in found if isinstance(finding, InteractionSeen)]
    assert [finding.text for finding in exchanges] == ["Re: Grüße aus Köln", "Lunch on Friday?", "hi"]
    assert people(exchanges[0])[0] == ("from", "mara.lind@example.net", "Lind, Mara")
    assert isinstance(found[-1], PersonSeen)
    assert [handle.value for handle in found[-1].handles] == ["robin.vale@example.org"]


def test_an_odd_box_gives_each_mail_once() -> None:
    found = pull((SAMPLES / "odd.mbox").read_bytes())
    assert codes(found) == ["no-date", "no-sender", "unreadable"]
    exchanges = [finding for finding in found if isinstance(finding, InteractionSeen)]
    assert [finding.text for finding in exchanges] == ["Crème brûlée", "no final newline"]
    assert people(exchanges[0]) == [
        ("from", "tove@example.net", "Berg, Tove"),
        ("to", "a@example.org", ""),
        ("to", "b@example.org", "B"),
    ]


def test_an_apple_box_and_single_mails_are_read() -> None:
    assert codes(pull((SAMPLES / "apple.mbox").read_bytes())) == []
    assert len(pull((SAMPLES / "apple.mbox").read_bytes())) == 2
    assert one((SAMPLES / "windows.eml").read_bytes()).text == "Angebot für Sie:日本"
    assert one((SAMPLES / "plain.emlx").read_bytes()).text == "Kept by Apple"


@pytest.mark.parametrize(
    "other",
    [
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEMAIL:ada@example.com\nEND:VCARD\n",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nSUMMARY:From: To:\n",
        "From,To,Date,Subject\na,b,c,d\n",
        '{"from": "a", "to": "b"}',
        "<html><head>\nFrom: a\nTo: b\n</head></html>",
        "from datetime import date\nimport re\n",
        "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: a\nSubject: b\n",
        "Name: amity\nVersion: 1\nAuthor: somebody\n",
        "Dear Ada,\nFrom: here\nTo: there\n",
        "",
    ],
)
def test_other_files_are_not_taken_for_mail(other: str) -> None:
    assert not mail.recognizes(other.encode(), "mail.mbox")


def test_a_block_that_only_says_multipart_is_a_mail() -> None:
    assert mail.recognizes(b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n', "x")


def box(many: int, *, senders: int = 2) -> bytes:
    return "".join(
        f"From x@x.example Thu Dec  3 18:02:30 2020\nFrom: R <r{n % senders}@Hale.example>\n"
        f"To: p{n}@x.example\n"
        f"Message-ID: <{n}@x.example>\n{DATE}\nBody\n\n"
        for n in range(many)
    ).encode()


class Piped(io.BytesIO):
    """A stream of which nobody may have the middle first."""

    def seekable(self) -> bool:
        return False


@pytest.mark.parametrize("name", ["Sent.mbox", "all.mbox"])
def test_reading_goes_on_at_any_bookmark_as_if_it_had_never_ended(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "MARKED", 10)
    whole = pull(box(65), name=name)
    marks = [place for place, found in enumerate(whole) if isinstance(found, Bookmark)]
    assert len(marks) == 6
    for place in marks:
        mark = whole[place]
        assert isinstance(mark, Bookmark)
        told = Settings(today=TODAY, name=name, since=mark.mark)
        assert list(mail.pull(io.BytesIO(box(65)), told)) == whole[place + 1 :]


def test_no_bookmark_is_given_that_could_not_be_kept_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "MARKED", 10)
    told = Settings(today=TODAY, name="Sent.mbox")
    crowd = mail._TOLD + 50
    several = [
        found
        for found in mail.pull(io.BytesIO(box(crowd, senders=crowd)), told)
        if isinstance(found, Bookmark)
    ]
    assert len(several) == mail._TOLD // 10
    for stream in (Piped(box(65)), io.BytesIO(box(65).replace(b"\n", b"\r"))):
        assert not any(isinstance(found, Bookmark) for found in mail.pull(stream, told))


def test_what_is_left_out_says_which_mail_it_is_as_far_as_that_can_be_read() -> None:
    (found,) = pull(boxed(PLAIN + "List-Id: <l.example.com>\n"))
    assert isinstance(found, Problem)
    assert found.reason.endswith('It is of 2020-12-03, from Ada, "Hello".')
    (silent,) = pull(boxed(PLAIN + "List-Id: <l.example.com>\n"), subjects=False)
    assert isinstance(silent, Problem)
    assert silent.reason.endswith("It is of 2020-12-03, from Ada.")
    (nothing,) = pull(boxed("List-Id: <l.example.com>\n"))
    assert isinstance(nothing, Problem)
    assert "It is of" not in nothing.reason
