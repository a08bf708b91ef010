"""Villagers: the invented people, each a row of `people.csv`. Every address lies in a reserved domain."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
"""Where the tables of the village lie."""
_LEAP = 4
"""Birthdays are given leap years, so that any day of the year can be one."""


@dataclass(frozen=True, slots=True)
class Villager:
    """One invented person. `connected` is the day LinkedIn connected them with the owner.

    `emails` begins with the one in use. `earlier` is (title, organization) before their last change.
    `cards` tells which address books hold them: "v" the phone's, "g" Google's.
    """

    key: str
    given: str
    family: str
    organization: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phone: str = ""
    birthday: date | None = None
    connected: date | None = None
    earlier: tuple[str, str] | None = None
    cards: str = ""
    place: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The full name as people write it."""
        return f"{self.given} {self.family}"

    @property
    def profile(self) -> str:
        """The LinkedIn address, made of the name and the key so that namesakes keep apart."""
        return f"https://www.linkedin.com/in/{slug(self.name)}-{slug(self.key)}"


def slug(text: str) -> str:
    """Write a name as part of an address: "Tomás Villareal" becomes "tomas-villareal"."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def owner() -> tuple[Villager, Villager]:
    """Give Robin Hale, first as friends write to them, then as the office does."""
    addresses = ("robin.hale@example.com", "robin@lumenworks.example")
    me = Villager("me", "Robin", "Hale", "Lumen Works", "Head of Repair Programs", addresses)
    return (me, replace(swapped(me), key="work"))


def swapped(villager: Villager) -> Villager:
    """Give somebody as they write from their other address."""
    return replace(villager, emails=villager.emails[::-1])


def everyone(*, today: date) -> dict[str, Villager]:
    """Read the cast, with their days counted from today."""
    return {row["key"]: _villager(row, today=today) for row in rows("people.csv")}


def rows(name: str) -> Iterator[Mapping[str, str]]:
    """Read one of the village's tables."""
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def _villager(row: Mapping[str, str], *, today: date) -> Villager:
    earlier = (row["earlier_title"], row["earlier_organization"])
    return Villager(
        row["key"],
        row["given"],
        row["family"],
        row["organization"],
        row["title"],
        tuple(address for address in (row["email"], row["second"]) if address),
        row["phone"],
        _birthday(row["birthday"], today=today),
        today - timedelta(days=int(row["connected"])) if row["connected"] else None,
        earlier if any(earlier) else None,
        row["cards"],
        row["place"],
        row["note"],
    )


def _birthday(written: str, *, today: date) -> date | None:
    """Read "3/1984": the birthday comes in three days; the year is that of the birth."""
    if not written:
        return None
    ahead, _, year = written.partition("/")
    comes = today + timedelta(days=int(ahead))
    return comes.replace(year=int(year) - int(year) % _LEAP)
