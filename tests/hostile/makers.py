"""Makers: well-formed files about a few people, into which attacks are then put."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

OWNER = "robin@hale.example"
ROBIN = "https://www.linkedin.com/in/robin-hale"


@dataclass(frozen=True)
class Somebody:
    """Somebody in a file; `number` tells their addresses and days from those of others in it."""

    tag: str
    number: int
    name: str
    email: str
    birthday: str = "1987-10-06"
    note: str = "Met at the fair"

    @property
    def phone(self) -> str:
        return f"+447700{int(self.tag[1:]):05}{self.number}"

    @property
    def day(self) -> int:
        return self.number + 3


def people(tag: str, *names: str) -> list[Somebody]:
    """Make people of one case: their names and addresses are no other case's."""
    return [
        Somebody(tag, at, f"{name} {tag.title()}", f"{name[:1].lower() or 'x'}{at}@{tag}.example")
        if name.isalpha()
        else Somebody(tag, at, f"{name} {tag.title()}", f"x{at}@{tag}.example")
        for at, name in enumerate(names)
    ]


def table(header: str | Sequence[str], *lines: Iterable[str], delimiter: str = ",") -> bytes:
    """Write a CSV as RFC 4180 has it."""
    names = header.split(",") if isinstance(header, str) else header
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([names, *lines])
    return out.getvalue().encode("utf-8", "surrogatepass")


def vcard(who: Sequence[Somebody]) -> bytes:
    return b"".join(card(one) for one in who)


def card(one: Somebody, *more: str) -> bytes:
    """Write a card; `more` are lines as they are."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{one.tag}-{one.number}",
        f"FN:{_escaped(one.name)}",
        f"EMAIL:{_escaped(one.email)}",
        f"TEL:{one.phone}",
        f"BDAY:{one.birthday}",
        f"NOTE:{_escaped(one.note)}",
        *more,
        "END:VCARD",
        "",
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogatepass")


def _escaped(text: str) -> str:
    for sign in "\\,;":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def parted(name: str) -> tuple[str, str]:
    given, _, family = name.rpartition(" ")
    return given, family


GOOGLE = (
    "First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Birthday,Notes,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
    "Business City,Business Phone,Home Phone,Mobile Phone,Birthday,E-mail Address,E-mail Type,"
    "E-mail 2 Address,E-mail 3 Address,Notes,Web Page"
)
TABLE = ("Name", "Email", "Phone", "Birthday", "Notes")
CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")


def google(who: Sequence[Somebody]) -> bytes:
    return table(
        GOOGLE,
        *(
            (
                *_parts(one),
                "",
                "",
                "",
                one.birthday,
                one.note,
                "* myContacts",
                "* Work",
                one.email,
                "",
                one.phone,
            )
            for one in who
        ),
    )


def _parts(one: Somebody) -> tuple[str, str, str]:
    given, family = parted(one.name)
    return given, "", family


def outlook(who: Sequence[Somebody]) -> bytes:
    return table(
        OUTLOOK,
        *(
            (
                "",
                *_parts(one),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                one.phone,
                _american(one.birthday),
                one.email,
                "SMTP",
                "",
                "",
                one.note,
                "",
            )
            for one in who
        ),
    )


def _american(day: str) -> str:
    year, _, rest = day.partition("-")
    return f"{rest.replace('-', '/')}/{year}"


def generic(who: Sequence[Somebody]) -> bytes:
    return table(TABLE, *((one.name, one.email, one.phone, one.birthday, one.note) for one in who))


def linkedin(who: Sequence[Somebody]) -> bytes:
    return table(
        CONNECTIONS,
        *(
            (
                *parted(one.name),
                f"https://www.linkedin.com/in/{one.tag}-{one.number}",
                one.email,
                "Acme",
                one.note,
                "05 Jun 2024",
            )
            for one in who
        ),
    )


def meerkat(who: Sequence[Somebody]) -> bytes:
    head = (
        "ID,Firstname,Lastname,Nickname,Gender,Email,Phone,Birthday,Address,How We Met,"
        "Food Preference,Work Information,Contact Information,Circles,Created At,Updated At"
    )
    when = "2024-05-01T10:00:00Z"
    rows = (
        (
            str(int(one.tag[1:]) * 10 + one.number + 1),
            *parted(one.name),
            "",
            "",
            one.email,
            one.phone,
            one.birthday,
            "",
            one.note,
            "",
            "",
            "",
            "Friends",
            when,
            when,
        )
        for one in who
    )
    return b"=== CONTACTS ===\r\n" + table(head, *rows) + b"\r\n=== RELATIONSHIPS ===\r\n"


def dumped(content: object) -> bytes:
    """Write JSON in ASCII, so that NULs and lone surrogates are escapes, as programs write them."""
    return json.dumps(content, indent=1).encode()


def calendar(who: Sequence[Somebody]) -> bytes:
    return ics(*(event(one) for one in who))


def ics(*events: str) -> bytes:
    """Write a calendar around events as they are."""
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Invented//EN\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n".encode("utf-8", "surrogatepass")


def event(one: Somebody, *more: str, start: str = "") -> str:
    """Write a meeting of the owner with somebody; `more` are lines as they are."""
    name = re.sub(r"[\x00-\x1f\"]", "'", one.name)
    lines = (
        "BEGIN:VEVENT",
        f"UID:{one.tag}-{one.number}",
        start or f"DTSTART:202601{one.day:02}T100000Z",
        f"SUMMARY:{_escaped(one.note)}",
        f"ORGANIZER:mailto:{OWNER}",
        f'ATTENDEE;CN="{name}":mailto:{one.email}',
        *more,
        "END:VEVENT",
        "",
    )
    return "\r\n".join(lines)


def mail(who: Sequence[Somebody]) -> bytes:
    return b"".join(letter(one) for one in who)


def letter(one: Somebody, *more: str, body: str = "Hello.", sender: str = "") -> bytes:
    """Write one mail of an mbox, from somebody to the owner; `more` are header lines as they are."""
    text = base64.b64encode(one.name.encode("utf-8", "surrogatepass")).decode()
    words = "\n ".join(f"=?utf-8?B?{text[at : at + 60]}?=" for at in range(0, len(text), 60))
    lines = (
        f"From {one.email.split()[0]} Mon Jan {one.day:02} 10:00:00 2026",
        sender or f"From: {words} <{one.email}>",
        f"To: Robin <{OWNER}>",
        f"Subject: {one.note}",
        f"Date: {one.day:02} Jan 2026 10:00:00 +0000",
        f"Message-ID: <{one.number}@{one.tag}.example>",
        *more,
        "",
        body,
        "",
        "",
    )
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def whatsapp(who: Sequence[Somebody]) -> bytes:
    return "".join(f"[{one.day + 10:02}.01.26, 21:15:02] {one.name}: {one.note}\r\n" for one in who).encode(
        "utf-8", "surrogatepass"
    )


def signal(who: Sequence[Somebody]) -> bytes:
    """Write a chat as the programs do that read Signal's: the owner is Me."""
    lines = [f"[2026-01-{one.day + 10:02}, 21:15] {one.name}: {one.note}\n" for one in who]
    return "".join(["[2026-01-11, 10:00] Me: Hello\n", *lines]).encode("utf-8", "surrogatepass")


def sms(who: Sequence[Somebody]) -> bytes:
    return smses(*(text(one) for one in who))


def smses(*lines: str) -> bytes:
    """Write a backup around messages as they are."""
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    return f'{head}<smses count="{len(lines)}">\n{"".join(lines)}</smses>\n'.encode("utf-8", "surrogatepass")


def text(one: Somebody, **more: str) -> str:
    """Write one message; `more` attributes go before what they are otherwise."""
    said = {
        "address": one.phone,
        "date": str(1768400000000 + one.day * 86_400_000),
        "type": "1",
        "body": one.note,
        "contact_name": re.sub(r"[\x00-\x1f\ud800-\udfff]", "", one.name),
        **more,
    }
    return f"  <sms {' '.join(f'{key}={quoteattr(value)}' for key, value in said.items())} />\n"
