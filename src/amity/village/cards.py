"""Cards: the phone's address book as Apple exports it, and Google's table of partly the same people."""

from __future__ import annotations

import base64
import csv
import io
import struct
import zlib
from collections.abc import Iterator, Sequence

from amity.village.meetings import escaped, folded
from amity.village.villagers import Villager

PHONE, GOOGLE = "contacts.vcf", "google-contacts.csv"
PICTURED = "lucia"
"""Who has a picture."""
COLUMNS = (
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name",
    "Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name",
    "Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels",
    "E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value", "Phone 1 - Label",
    "Phone 1 - Value", "Address 1 - Label", "Address 1 - Formatted", "Address 1 - City",
)  # fmt: skip


def phone(people: Sequence[Villager]) -> tuple[bytes, int]:
    """Write the phone's cards (vCard 3.0) and count them."""
    held = [one for one in people if "v" in one.cards]
    return "".join(folded(line) for one in held for line in _card(one)).encode(), len(held)


def _card(one: Villager) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield "PRODID:-//Apple Inc.//macOS 14.5//EN"
    yield f"N:{escaped(one.family)};{escaped(one.given)};;;"
    yield f"FN:{escaped(one.name)}"
    yield from _work(one)
    yield from _addresses(one)
    if one.birthday:
        yield f"BDAY:{one.birthday.isoformat()}"
    if one.note:
        yield f"NOTE:{escaped(one.note)}"
    if one.key == PICTURED:
        yield f"PHOTO;ENCODING=b;TYPE=PNG:{base64.b64encode(picture()).decode()}"
    yield "END:VCARD"


def _work(one: Villager) -> Iterator[str]:
    if one.organization:
        yield f"ORG:{escaped(one.organization)};"
        yield f"TITLE:{escaped(one.title)}"


def _addresses(one: Villager) -> Iterator[str]:
    """Write mailboxes, number, town and profile; what has a label of its own is a numbered group."""
    for number, address in enumerate(one.emails):
        kind = "WORK" if one.organization and not number else "HOME"
        yield f"EMAIL;type=INTERNET;type={kind}{'' if number else ';type=pref'}:{address}"
    if one.phone:
        yield f"TEL;type=CELL;type=VOICE;type=pref:{one.phone}"
    if one.place:
        yield f"item1.ADR;type=HOME;type=pref:;;;{escaped(one.place)};;;"
        yield "item1.X-ABADR:us"
    if one.connected:
        yield f"item2.URL;type=pref:{one.profile}"
        yield "item2.X-ABLabel:LinkedIn"


def picture() -> bytes:
    """Paint a green square of 8 by 8 points (PNG, RFC 2083)."""
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x2f\x6b\x4f" * 8) * 8
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def _chunk(chunk: tuple[bytes, bytes]) -> bytes:
    kind, content = chunk
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def google(people: Sequence[Villager]) -> tuple[bytes, int]:
    """Write Google's table of contacts, in its form of 2024, and count its rows."""
    held = [one for one in people if "g" in one.cards]
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    table.writerows(map(_row, held))
    return text.getvalue().encode(), len(held)


def _row(one: Villager) -> dict[str, str]:
    """Write one contact; Google keeps a birthday without its year when the year was not told."""
    emails = {f"E-mail {at} - Value": address for at, address in enumerate(one.emails, 1)}
    label = "Work" if one.organization else "Home"
    labels = {f"E-mail {at} - Label": "* " * (at == 1) + label for at in range(1, len(emails) + 1)}
    town = {"Address 1 - Label": "Home", "Address 1 - Formatted": one.place, "Address 1 - City": one.place}
    return {
        "First Name": one.given,
        "Last Name": one.family,
        "Organization Name": one.organization,
        "Organization Title": one.title,
        "Birthday": f"{one.birthday:--%m-%d}" if one.birthday else "",
        "Notes": one.note if "v" not in one.cards else "",
        "Labels": "* myContacts" if one.organization else "Friends ::: * myContacts",
        **emails,
        **labels,
        **({"Phone 1 - Label": "Mobile", "Phone 1 - Value": one.phone} if one.phone else {}),
        **(town if one.place else {}),
    }
