"""Every hostile file, brought as a user brings files: what comes of each is what should, in time."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from defusedxml import ElementTree
from django.test import Client
from django.urls import reverse

from amity import options
from amity.book import access, owners, people
from amity.book.models import Owner
from amity.formats import cells
from amity.keep import export, spreadsheet
from amity.sources import SOURCES
from amity.sync import run
from amity.sync.progress import Progress
from tests.hostile import (
    archives,
    calendars,
    everywhere,
    exports,
    kinds,
    letters,
    makers,
    sheets,
    talks,
    vcards,
)
from tests.hostile.case import Case
from tests.safety.stage import TODAY
from tests.web.test_web_hostile import parsed

pytestmark = pytest.mark.slow

MODULES = (everywhere, vcards, sheets, calendars, letters, exports, talks, archives)
BATCH = 60
"""Files brought in one import."""
READ_BY = {"xlsx": "table", "zip": "vcard", "gz": "sms", "tgz": "sms"}
"""Kinds of file that another source reads; compressed ones came with those sources."""
SLOW = frozenset(
    {
        ("calendar", "only beginnings"),
        ("calendar", "ten thousand meetings with ten people"),
        ("signal", "a message of a million lines"),
        ("telegram", "two thousand messages in one second"),
        ("tgz", "eleven thousand entries"),
        ("vcard", "only beginnings"),
        ("whatsapp", "a hundred thousand names"),
        ("whatsapp", "a message of a million lines"),
        ("zip", "a bomb of many entries"),
        ("zip", "a bomb of one entry"),
    }
)
"""What takes seconds by itself; it is brought in `make test-all`."""
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet compute a cell."""


@cache
def every() -> tuple[Case, ...]:
    return tuple(case for module in MODULES for case in module.cases())


def brought() -> Iterator[tuple[str, tuple[Case, ...]]]:
    """Yield the cases of each source there is, in batches."""
    by_source: dict[str, list[Case]] = defaultdict(list)
    for case in every():
        if READ_BY.get(case.source, case.source) in SOURCES:
            slow = (case.source, case.attack) in SLOW
            by_source["slow" if slow else case.source].append(case)
    for source, cases in by_source.items():
        for at in range(0, len(cases), BATCH):
            yield f"{source}-{at // BATCH}", tuple(cases[at : at + BATCH])


@dataclass
class Clock:
    """When each file of an import was through."""

    began: float = field(default_factory=time.monotonic)
    ends: dict[str, float] = field(default_factory=dict)

    def __call__(self, progress: Progress) -> None:
        if progress.current:
            self.ends[progress.current] = time.monotonic()

    def seconds(self) -> Mapping[str, float]:
        """Give the seconds of each case."""
        spent: dict[str, float] = defaultdict(float)
        before = self.began
        for path, end in sorted(self.ends.items(), key=lambda item: item[1]):
            spent[path.partition("/")[0]] += end - before
            before = end
        return spent


@dataclass
class Watch:
    """Keeps in mind what this process opens for writing, as an import's parent."""

    on: bool = False
    opened: list[str] = field(default_factory=list)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open" and isinstance(args[0], str | bytes) and set(str(args[1] or "r")) & set("wax+"):
            self.opened.append(str(args[0]))
        elif event in {"os.mkdir", "os.rename", "os.symlink", "os.link", "shutil.copyfile"}:
            self.opened.append(str(args[1] if event in {"os.rename", "os.symlink", "os.link"} else args[0]))


WATCH = Watch()
sys.addaudithook(WATCH)


@pytest.fixture
def owner(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Owner:  # noqa: ARG001 - for its work
    monkeypatch.setattr(options, "_current", options.current())
    options.override(data=tmp_path / "book", today=TODAY)
    (tmp_path / "book").mkdir()
    mine = access.owner()
    owners.set_addresses(mine, ["robin@hale.example"], today=TODAY)
    return mine


def written(folder: Path, cases: tuple[Case, ...]) -> dict[str, Case]:
    """Write the files of the cases, each below a folder of its own, and give the cases by its name."""
    found = {}
    for number, case in enumerate(cases):
        tag = f"q{number:03}"
        content = case.build(tag)
        for name, part in ({case.name: content} if isinstance(content, bytes) else content).items():
            place = folder / tag / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(part)
        found[tag] = case
    return found


def batches() -> list[Any]:
    """Give the batches as parameters of a test."""
    marks = {"slow-0": [pytest.mark.slow]}
    return [pytest.param(cases, id=name, marks=marks.get(name, [])) for name, cases in brought()]


@pytest.mark.parametrize("cases", batches())
def test_every_hostile_file_comes_to_what_it_should(
    cases: tuple[Case, ...], owner: Owner, client: Client, tmp_path: Path
) -> None:
    told = written(tmp_path / "files", cases)
    clock = Clock()
    WATCH.opened, WATCH.on = [], True
    try:
        report = run.bring(
            owner, [tmp_path / "files" / tag for tag in told], today=TODAY, watch=clock, region="GB"
        )
    finally:
        WATCH.on = False
    lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for file in report["files"]:
        lines[file["path"].partition("/")[0]].append(file)
    spent = clock.seconds()
    faults = {f"{told[tag].source}: {told[tag].attack}": told[tag].expect.faults(lines[tag]) for tag in told}
    patience = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    for tag, case in told.items():
        if spent.get(tag, 0.0) > case.seconds * patience:
            faults[f"{case.source}: {case.attack}"].append(f"took {spent[tag]:.0f} s")
    wrong = [f"{what}: {'; '.join(fault)}" for what, fault in faults.items() if fault]
    assert not wrong, "\n".join(wrong)
    assert [place for place in WATCH.opened if not _within(place, tmp_path / "book")] == []
    assert_sound(owner)
    assert_text(owner, client, report["batch"])
    assert_table(owner, tmp_path / "people.csv")


def _within(place: str, folder: Path) -> bool:
    return place == "/dev/null" or Path(place).resolve().is_relative_to(folder.resolve())


def assert_sound(owner: Owner) -> None:
    """See that nothing is kept that cannot be written, or that is no address."""
    book = export.document(owner)
    text = export.dump(book)
    assert "\\u0000" not in text
    text.encode("utf-8")
    said = list(_handles(book["people"]))
    assert said
    assert [value for value in said if not value.isprintable() or len(value) > 400] == []


def _handles(node: object) -> Iterator[str]:
    """Yield the normal form of every address in a part of the book, wherever it stands."""
    if isinstance(node, dict):
        yield from (value for _, value, *_ in node.get("handles", []))
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _handles(inner)


def assert_text(owner: Owner, client: Client, batch: str) -> None:
    """See that every name is text on the pages that show it."""
    found = people.page(owner, people.Query(sort="name", limit=100_000), today=TODAY).people
    odd = [person for person in found if not person.name.replace(" ", "").isalnum()][:25]
    seen = [client.get(reverse("people.one", args=[person.id])) for person in odd]
    seen += [client.get("/people/"), client.get(f"/import/{batch}/")]
    for answer in seen:
        page = answer.content.decode()
        assert answer.status_code == 200
        assert parsed(page).bad == []
        assert ">49<" not in page
        assert "\x00" not in page
        assert len(page) < 3_000_000


def assert_table(owner: Owner, place: Path) -> None:
    """See that a spreadsheet of the people computes nothing, and that their names come back from it."""
    spreadsheet.write(owner, place, today=TODAY)
    with place.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [cell for row in rows for cell in row.values() if cell.startswith(COMPUTED)] == []
    found = people.page(owner, people.Query(sort="name", limit=100_000), today=TODAY).people
    assert Counter(cells.plain(row["Name"]) for row in rows) == Counter(person.name for person in found)


def test_there_are_three_hundred_different_attacks_over_every_source() -> None:
    found = Counter(case.source for case in every())
    told = [(case.source, case.attack) for case in every()]
    assert [twice for twice, count in Counter(told).items() if count > 1] == []
    assert len(told) >= 300
    assert set(told) > SLOW
    assert set(found) == {
        "vcard",
        "google",
        "outlook",
        "table",
        "xlsx",
        "linkedin",
        "calendar",
        "mail",
        "monica",
        "nametag",
        "meerkat",
        "whatsapp",
        "telegram",
        "signal",
        "instagram",
        "sms",
        "zip",
        "gz",
        "tgz",
        "amity",
    }
    assert min(found.values()) >= 5


def test_files_without_an_attack_are_what_they_should_be() -> None:
    who = makers.people("q001", "Ana", "Ben")
    made = {source: maker.make(who) for source, maker in kinds.MAKERS.items()}
    for source in ("monica", "nametag", "telegram", "instagram"):
        assert "Ana Q001" in str(json.loads(made[source])).replace("', 'last_name': '", " ").replace(
            "', 'surname': '", " "
        )
    assert [one.get("contact_name") for one in ElementTree.fromstring(made["sms"])] == [
        "Ana Q001",
        "Ben Q001",
    ]
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]), read_only=True)
    assert [row[0] for row in book.worksheets[0].values] == ["Name", "Ana Q001", "Ben Q001"]
    for source in ("google", "outlook", "table", "linkedin"):
        rows = list(csv.reader(io.StringIO(made[source].decode())))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) == 3


def test_the_watch_on_what_is_written_sees_a_file(tmp_path: Path) -> None:
    WATCH.opened, WATCH.on = [], True
    (tmp_path / "seen").write_bytes(b"")
    WATCH.on = False
    assert WATCH.opened == [str(tmp_path / "seen")]
