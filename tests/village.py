"""One small cast for every test: a professional, the people around them, and the files that speak of these.

The files are lists of findings, brought through the importer itself by a reader that is only spoken for; what
real files and real readers do is tested beside the sources and in `tests/sync`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from amity.core import handles
from amity.core.findings import Claim, Finding, InteractionSeen, Participant, PersonSeen
from amity.core.handles import Handle
from amity.core.interactions import Channel, Direction, Role
from amity.sync.child import Event, FileBegun, FileEnded

if TYPE_CHECKING:
    from amity.book.models import Owner

TODAY = date(2026, 11, 24)
ROBIN = "robin@hale.example"


WELL = FileEnded("ok", "")


@dataclass(frozen=True)
class File:
    """What a reader would say of one file."""

    path: str
    source: str
    findings: tuple[Finding, ...]
    end: FileEnded = WELL

    def events(self) -> Iterator[Event]:
        yield FileBegun(self.path, self.source, "", 100)
        yield from self.findings
        yield self.end


def handle(text: str) -> Handle:
    """Read an address of any kind."""
    found = (
        handles.email(text)
        if "@" in text
        else handles.phone(text)
        if text[0] == "+"
        else handles.profile(text)
    )
    assert found is not None
    return found


def card(
    key: str, name: str, *addresses: str, as_of: date | None = None, about_owner: bool = False, **claims: str
) -> PersonSeen:
    """Make what a card says."""
    held = tuple(map(handle, addresses))
    said = [Claim("name", name)] if name else []
    said += [Claim(one.kind, one.written) for one in held] + [
        Claim(field, value) for field, value in claims.items()
    ]
    return PersonSeen(key, f"card {key}", tuple(said), held, as_of, about_owner)


def exchange(
    key: str, at: datetime, *people: tuple[Role, str, str], channel: Channel = "mail", text: str = "",
    direction: Direction | None = None,
) -> InteractionSeen:  # fmt: skip
    """Make one exchange of people given as (role, address, name)."""
    named = tuple(Participant(role, handle(address), name) for role, address, name in people)
    return InteractionSeen(key, f"mail {key}", at, channel, named, text or key, direction=direction)


def mail(key: str, days: int, sender: str, *to: str, name: str = "") -> InteractionSeen:
    """Make a mail so many days ago; `name` is the sender's."""
    at = datetime(2026, 11, 24, 9, tzinfo=UTC) - timedelta(days=days)
    return exchange(key, at, ("from", sender, name), *(("to", address, "") for address in to))


def meeting(key: str, days: int, *people: str, text: str = "Coffee") -> InteractionSeen:
    """Make a meeting so many days ago (or, negative, ahead), organized by the first."""
    at = datetime(2026, 11, 24, 15, tzinfo=UTC) - timedelta(days=days)
    roles: list[tuple[Role, str, str]] = [("organizer", people[0], "")]
    roles += [("attendee", address, "") for address in people[1:]]
    return exchange(key, at, *roles, channel="meeting", text=text, direction="mutual")


MAIL = File("old.mbox", "mail", (
    mail("m1", 400, "ana@acme.example", ROBIN, name="Ana Lima"),
    mail("m2", 399, ROBIN, "ana@acme.example"),
    mail("m3", 300, "bo@birch.example", ROBIN, name="Bo Chen"),
    mail("m4", 280, ROBIN, "bo@birch.example", "cy@cedar.example"),
    mail("m5", 200, "ana@home.example", ROBIN, name="Ana"),
    mail("m6", 60, "bo@home.example", ROBIN, "ana@acme.example", name="Bo Chen"),
))  # fmt: skip
MORE_MAIL = File("more.mbox", "mail", (
    mail("m2", 399, ROBIN, "ana@acme.example"),
    mail("m7", 30, ROBIN, "ana@acme.example", "dee@elm.example"),
    mail("m8", 29, "dee@elm.example", ROBIN, name="Dee Novak"),
    mail("m9", 350, "ana@acme.example", ROBIN, name="Ana L."),
))  # fmt: skip
CARDS = File("cards.vcf", "vcard", (
    card("uid:ana", "Ana Lima", "ana@acme.example", "+442071838750", organization="Acme", title="Engineer"),
    card("uid:bo", "Bo Chen", "bo@birch.example", organization="Birch"),
    card("uid:cy", "Cy Young", "+442071838751", organization="Cedar", note="likes tea"),
))  # fmt: skip
NEW_CARDS = File("new.vcf", "vcard", (
    card("uid:ana", "Ana Lima", "ana@acme.example", "+442071838752", organization="Zinc", title="Director",
         as_of=date(2026, 10, 1)),
    card("uid:cy", "Cy Young", "+442071838751", "cy@cedar.example", organization="Cedar", tag="choir"),
    card("uid:bo", "Bo Chen", "bo@birch.example", organization="Birch"),
))  # fmt: skip
LINKEDIN = File("Connections.csv", "linkedin", (
    card("linkedin.com/in/ana-lima", "Ana Lima", "https://www.linkedin.com/in/ana-lima", "ana@home.example",
         organization="Acme Ltd", connected_on="2023-04-05"),
    card("linkedin.com/in/bo-chen", "Bo Chen", "https://www.linkedin.com/in/bo-chen", "bo@birch.example"),
))  # fmt: skip
BRIDGE = File("bridge.vcf", "vcard", (
    card("uid:bo2", "Bo Chen", "bo@home.example", "bo@birch.example", title="Partner"),
    card("uid:ana2", "", "ana@acme.example", "ana@home.example", place="Leeds"),
))  # fmt: skip
STRANGERS = File("strangers.vcf", "vcard", (
    card("uid:zed", "Zed Quill", "ana@acme.example", organization="Quill"),
    card("uid:zoe", "Zoe Hart", "cy@cedar.example", "dee@elm.example"),
))  # fmt: skip
MYSELF = File("Profile.csv", "linkedin", (
    card("me:profile", "Robin Hale", ROBIN, "https://linkedin.com/in/robin-hale", about_owner=True),
    card("position:Acme", "", organization="Acme", started="2022-01-01", finished="2024-01-01",
         about_owner=True),
))  # fmt: skip
OWN_CARD = File("self.vcf", "vcard", (
    card("uid:robin", "Robin Hale", ROBIN, "robin@home.example"),
    card("uid:eve", "Eve Moss", "eve@moss.example"),
))  # fmt: skip
CALENDAR = File("work.ics", "calendar", (
    meeting("e1", 100, ROBIN, "ana@acme.example"),
    meeting("e2", 50, "cy@cedar.example", ROBIN, "bo@birch.example"),
    meeting("e3", -7, ROBIN, "ana@acme.example", text="Coming"),
))  # fmt: skip
MOVED = File("moved.ics", "calendar", (
    meeting("e2", 49, "cy@cedar.example", ROBIN, "dee@elm.example"),
    meeting("e3", -9, ROBIN, "ana@acme.example", text="Coming"),
))  # fmt: skip
FILES = (MAIL, MORE_MAIL, CARDS, NEW_CARDS, LINKEDIN, BRIDGE, STRANGERS, MYSELF, OWN_CARD, CALENDAR, MOVED)
"""Files that share addresses, contradict each other, bridge people, change records and tell the owner."""


def book(*addresses: str, today: date = TODAY) -> Owner:
    """Make a fresh book; `addresses` are those the owner names."""
    from amity.book import owners  # noqa: PLC0415 - tables only for those who use them
    from amity.book.models import Owner  # noqa: PLC0415

    made = Owner.objects.create(secret=secrets.token_hex(16))
    if addresses:
        owners.set_addresses(made, addresses, today=today)
    return made


def bring(owner: Owner, *files: File, today: date = TODAY) -> dict[str, Any]:
    """Bring files through the importer and give its report."""
    from amity.sync import run  # noqa: PLC0415

    events = (event for file in files for event in file.events())
    return run._Run(owner, today, lambda _: None).go(events)


def named(owner: Owner, name: str) -> str:
    """Give the id of the one person of this name."""
    from amity.book import people  # noqa: PLC0415

    (found,) = people.find(owner, name, today=TODAY)
    return found.id


def faces(owner: Owner) -> dict[str, tuple[str, ...]]:
    """Give everybody's addresses by name, as a page of people shows them."""
    from amity.book import people  # noqa: PLC0415

    shown = people.page(owner, people.Query(sort="name", limit=1000), today=TODAY).people
    return {person.name: tuple(sorted(one.value for one in person.handles)) for person in shown}


def broken(file: File, *, after: int) -> File:
    """Give a file whose reader dies after so many findings."""
    return replace(
        file, findings=file.findings[:after], end=FileEnded("killed", "This file broke the reader.")
    )
