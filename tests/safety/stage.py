"""The stage of the safety tests: files that lie, and what a book holds, as one number."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps

from amity.book import (
    campaigns,
    circles,
    events,
    facts,
    goals,
    help,  # noqa: A004 - the house's word
    interactions,
    outcomes,
    people,
    promises,
)
from amity.book.models import Owner
from amity.sync import run

TODAY = date(2026, 11, 24)
Change = Callable[[zipfile.ZipFile], None]


@dataclass(frozen=True)
class Bring:
    """Writes files into a folder and brings each as a user would."""

    owner: Owner
    folder: Path

    def __call__(self, *named: tuple[str, bytes]) -> dict[str, Any]:
        """Bring files of these names and contents, and give the report."""
        paths = []
        for name, content in named:
            paths.append(self.folder / name)
            paths[-1].write_bytes(content)
        return run.bring(self.owner, paths, me=(), today=TODAY)

    def names(self) -> set[str]:
        """Give the names of everybody in the book."""
        every = people.Query(sort="name", limit=1_000_000)
        return {person.name for person in people.page(self.owner, every, today=TODAY).people}


def picture() -> str:
    """Give a whole picture of one pixel as a data: address."""
    head = b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"
    raw = b"\x89PNG\r\n\x1a\n"
    for name, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\x80")), (b"IEND", b"")):
        raw += len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)
    return f"data:image/png;base64,{base64.b64encode(raw).decode()}"


def card(name: str, **lines: str) -> bytes:
    """Write a card as a phone does; a name keeps every character but line ends."""
    more = "".join(f"{key.upper()}:{_escaped(value)}\r\n" for key, value in lines.items())
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{_escaped(name)}\r\n{more}END:VCARD\r\n".encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def zipped(entries: Mapping[str, bytes], change: Change | None = None, *, level: int = 6) -> bytes:
    """Write a zip; `change` may alter the index just before it is written."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        if change is not None:
            change(archive)
    return file.getvalue()


def held(*, without: frozenset[str] = frozenset()) -> str:
    """Sum up every row of every table of the book."""
    found = hashlib.sha256()
    for model in sorted(apps.get_app_config("book").get_models(), key=lambda model: model.__name__):
        if model.__name__ not in without:
            found.update(repr(sorted(map(repr, model._default_manager.values_list()))).encode())
    return found.hexdigest()


def groups(owner: Owner, one: str) -> dict[str, str]:
    """Keep a circle, an event, a campaign, a goal and a line of each kind with one person; give their ids."""
    circle, campaign = (
        circles.add(owner, "Sousa Choir"),
        campaigns.start(owner, "thanks", "Sousa", today=TODAY),
    )
    circles.put(owner, circle, [one], today=TODAY)
    event = events.add(owner, "Sousa Evening", on=TODAY, who=[one], today=TODAY)
    events.choose(owner, event, [one], today=TODAY)
    campaigns.put(owner, campaign, [one], today=TODAY)
    goal = goals.add(owner, "Meet Sousa", today=TODAY)
    goals.take_part(owner, goal, one, "decides", today=TODAY)
    return {
        "circle": circle,
        "event": event,
        "campaign": campaign,
        "goal": goal,
        "exchange": interactions.log(owner, [one], "Sousa", on=TODAY, today=TODAY),
        "help": help.note(owner, one, "given", "Sousa", on=TODAY, today=TODAY).id,
        "outcome": outcomes.note(owner, one, "insight", "Sousa", on=TODAY, today=TODAY).id,
        "fact": facts.learn(owner, one, "cares_about", "Sousa", on=TODAY, today=TODAY).id,
        "promise": promises.promise(owner, one, "Sousa", today=TODAY).id,
    }
