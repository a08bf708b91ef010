"""A book told twice: whole, and only up to a day. What the program says of that day must be the same.

A story is a list of deeds in the order of their days: files that are brought, and commands. `told` plays
those of some days on an empty book, asks all there is to ask on one day, and lets the book be forgotten.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from amity import options
from amity.book import access
from amity.cli import answer, door
from amity.core.findings import InteractionSeen
from tests import village

Deed = tuple[date, village.File | tuple[str, ...]]
"""What happens on a day: a file is brought, or a command is given; "{1}" in it is the id the second gave."""


class _Forgotten(Exception):  # noqa: N818 - no error: the way a book is let go
    """Raised to take a whole book back."""


@dataclass
class Teller:
    """Plays stories; every random name is the same in each of them, so that two books can be compared."""

    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def told(self, story: Sequence[Deed], *, on: date, cut: bool, pages: bool = True) -> dict[str, Any]:
        """Give every answer of a day: of the whole story, or of one that ends on that day (`cut`)."""
        said: dict[str, Any] = {}
        with suppress(_Forgotten), transaction.atomic():
            self.play(story, until=on if cut else date.max)
            said = self.asked(on, pages=pages)
            raise _Forgotten
        return said

    def play(self, story: Sequence[Deed], *, until: date) -> None:
        """Play the deeds up to a day; files lose what they tell of later ones."""
        numbers = count()
        self.monkeypatch.setattr(secrets, "token_hex", lambda size: f"{next(numbers):0{2 * size}x}")
        ids: list[str] = []
        for day, deed in story:
            if day > until:
                continue
            if isinstance(deed, village.File):
                village.bring(access.owner(), upto(deed, until), today=day)
                ids.append("")
            else:
                given = self.run(*(word.format(*ids) for word in deed), on=day)
                ids.append(_id(given))

    def run(self, *words: str, on: date) -> Any:  # noqa: ANN401 - a JSON document
        """Run a command on a day and give what it answered."""
        answer.forget()
        self.capsys.readouterr()
        with pytest.raises(SystemExit):
            door.main(["--today", on.isoformat(), *words, "--json"])
        out = self.capsys.readouterr().out
        return json.loads(out)

    def asked(self, on: date, *, pages: bool = True) -> dict[str, Any]:
        """Ask all that can be asked without changing anything but what is derived."""
        said = {" ".join(words): self.run(*words, on=on) for words in QUESTIONS}
        for row in said["people --sort name --limit 500"]["people"]:
            for word in ("person", "brief", "helpful"):
                said[f"{word} {row['name']}"] = self.run(word, row["id"], on=on)
        for word in ("circle", "event", "campaign", "goal"):
            for one in said[f"{word} list"][f"{word}s"]:
                said[f"{word} {one['id']}"] = self.run(word, "show", one["id"], on=on)
        options.override(today=on)
        client = Client()
        people = [f"/people/{row['id']}/" for row in said["people --sort name --limit 500"]["people"]]
        for page in (*PAGES, *people) if pages else ():
            answered = client.get(page)
            said[page] = (answered.status_code, _plain(answered.content.decode()))
        return {asked: _scrubbed(found) for asked, found in said.items()}


QUESTIONS = (
    ("people", "--sort", "name", "--limit", "500"), ("people", "--sort", "strength"),
    ("people", "--sort", "gap"),
    ("people", "--sort", "recent"), ("people", "--aside"), ("people", "--purpose", "strategic"),
    ("search", "zinc"), ("search", "director"), ("search", "dee"), ("helpful",), ("plan", "--minutes", "120"),
    ("review", "week"), ("review", "quarter"), ("review", "year"), ("atlas",), ("promises",),
    ("promises", "--done"), ("outcomes",), ("goal", "list"), ("goal", "team"), ("circle", "list"),
    ("circle", "doors"), ("event", "list"), ("campaign", "list"), ("duplicates",), ("me",),
)  # fmt: skip
PAGES = (
    "/people/", "/people/?sort=name", "/atlas/", "/circles/", "/events/", "/campaigns/", "/goals/",
    "/promises/", "/outcomes/", "/helpful/", "/review/", "/review/year/", "/duplicates/", "/briefs/",
)  # fmt: skip
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def upto(file: village.File, until: date, *, ahead: bool = True) -> village.File:
    """Give a file without the exchanges after a day; a calendar holds meetings `ahead` all the same."""
    left = tuple(
        one
        for one in file.findings
        if not isinstance(one, InteractionSeen)
        or one.at.date() <= until
        or (ahead and one.channel == "meeting")
    )
    return replace(file, findings=left)


def _id(given: Any) -> str:  # noqa: ANN401
    return str(given.get("id", "")) if isinstance(given, dict) else ""


def _plain(page: str) -> str:
    """Leave out of a page what is another number in every book, or on every visit."""
    page = _TOKEN.sub("", page).replace("&nbsp;", " ")
    page = re.sub(r'<time datetime="[^"]*T[^"]*">[^<]*</time>', "", page)
    return re.sub(r"(?<=[-=/\"])\d{1,6}(?=[-#/\"])|\d\d:\d\d", "#", page)


def _scrubbed(value: Any) -> Any:  # noqa: ANN401
    """Leave numbers of rows, and the time the clock showed, out of a document."""
    if isinstance(value, dict):
        # In the order in which records arrived, which a file with later mails in it numbers otherwise.
        for name in value.keys() & {"records", "handles"}:
            value[name] = sorted(value[name], key=lambda one: json.dumps(one, sort_keys=True))
        return {
            name: "#"
            if name in {"started", "seconds"} or (name == "id" and str(part).isdigit())
            else _scrubbed(part)
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [_scrubbed(part) for part in value]
    return value


def differing(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """Name the questions answered differently, each with the first line that differs."""
    for asked in sorted({*one, *other}):
        if one.get(asked) != other.get(asked):
            lines = [
                json.dumps(found.get(asked), indent=1, ensure_ascii=False).split("\n")
                for found in (one, other)
            ]
            if isinstance(one.get(asked), tuple):
                lines = [str(found.get(asked, ("", ""))[1]).split("\n") for found in (one, other)]
            first = next((pair for pair in zip(*lines, strict=False) if pair[0] != pair[1]), ("", ""))
            yield f"{asked}: {first[0].strip()[:150]!r} / {first[1].strip()[:150]!r}"
