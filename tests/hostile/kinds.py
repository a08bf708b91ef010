"""Kinds of file: who writes each, under which name, and what comes of a record in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.hostile import makers, programs
from tests.hostile.makers import TABLE, Somebody
from tests.hostile.workbooks import sheet, workbook


def xlsx(who: Sequence[Somebody]) -> bytes:
    rows = [TABLE, *((one.name, one.email, one.phone, one.birthday, one.note) for one in who)]
    return workbook(sheet(rows))


@dataclass(frozen=True)
class Maker:
    """How a source writes files about people; `talks`: of each comes an exchange, beside the person."""

    make: Callable[[Sequence[Somebody]], bytes]
    file: str
    kind: str
    talks: bool = False
    chat: bool = False
    """One file is one conversation, with one person."""
    own: int = 0
    """Exchanges in every file that the owner began."""

    def exchanges(self, people: int) -> int:
        """Count the exchanges in a file about so many people."""
        return people + self.own if self.talks else 0


MAKERS: dict[str, Maker] = {
    "vcard": Maker(makers.vcard, "cards.vcf", "text"),
    "google": Maker(makers.google, "contacts.csv", "text"),
    "outlook": Maker(makers.outlook, "contacts.csv", "text"),
    "table": Maker(makers.generic, "people.csv", "text"),
    "linkedin": Maker(makers.linkedin, "Connections.csv", "text"),
    "meerkat": Maker(makers.meerkat, "export.csv", "text"),
    "calendar": Maker(makers.calendar, "calendar.ics", "text", talks=True),
    "mail": Maker(makers.mail, "box.mbox", "bytes", talks=True),
    "monica": Maker(programs.monica, "monica.json", "json"),
    "nametag": Maker(programs.nametag, "nametag.json", "json"),
    "telegram": Maker(programs.telegram, "result.json", "json", talks=True),
    "instagram": Maker(programs.instagram, "message_1.json", "json", talks=True, chat=True),
    "sms": Maker(makers.sms, "sms.xml", "xml", talks=True),
    "whatsapp": Maker(makers.whatsapp, "WhatsApp Chat with Ana.txt", "text", talks=True, chat=True),
    "signal": Maker(makers.signal, "signal.txt", "text", talks=True, chat=True, own=1),
    "xlsx": Maker(xlsx, "people.xlsx", "zip"),
}
