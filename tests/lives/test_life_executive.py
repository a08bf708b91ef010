"""The life of an executive who knows only their own company, and meets three people elsewhere."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from bench import mail_input
from tests.lives.conftest import Life, sentences

ELSEWHERE = (
    ("Ada Fjellheim", "ada@tidemark.example", "Tidemark Museum"),
    ("Bruno Castelbajac", "bruno@lanternschool.example", "Lantern School"),
    ("Cleo Mbatha", "cleo@saltworks.example", "Saltworks"),
)
OUTSIDER = ("Greta Holmqvist", "greta@orchardbank.example", "Orchard Bank")
"""Somebody of another house, in the address book for years and never written to."""


@dataclass(frozen=True)
class House:
    """A company whose mail one of its people holds: two years, parted on the day of the first look."""

    name: str
    owner: str
    people: Mapping[str, str]
    """Address -> name, of everybody but the owner."""
    mails: Sequence[tuple[datetime, str, tuple[str, ...]]]
    first: date
    second: date

    def box(self, path: Path, *, since: date, until: date) -> Path:
        """Write the mails of these days."""
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for number, (at, sender, to) in enumerate(self.mails):
                if since <= at.date() < until:
                    file.write(self._mail(number, at, sender, to))
        return path

    def _mail(self, number: int, at: datetime, sender: str, to: tuple[str, ...]) -> str:
        return (
            f"From {sender} {at:%a %b %d %H:%M:%S %Y}\nMessage-ID: <{number}@house.example>\n"
            f"Date: {format_datetime(at)}\nFrom: {self._named(sender)}\n"
            f"To: {', '.join(map(self._named, to))}\nSubject: Mail {number}\n\n\n"
        )

    def _named(self, address: str) -> str:
        return f"{self.people.get(address, 'The Owner')} <{address}>"

    def cards(self, path: Path) -> Path:
        """Write the company's address book, with one card of somebody elsewhere."""
        rows = [*((name, address, self.name) for address, name in self.people.items()), OUTSIDER]
        path.write_text("".join(_card(*row) for row in rows), "utf-8")
        return path


def _card(name: str, address: str, organization: str) -> str:
    return (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nORG:{organization}\r\nEMAIL:{address}\r\nEND:VCARD\r\n"
    )


def test_an_executive_of_one_house_meets_three_people_elsewhere(life: Life, tmp_path: Path) -> None:
    _play(life, tmp_path, _invented())


@pytest.mark.outside
def test_an_employee_of_a_true_company_meets_three_people_elsewhere(life: Life, tmp_path: Path) -> None:
    _play(life, tmp_path, _true(Path(os.environ["AMITY_SHARED"])))


def _play(life: Life, folder: Path, house: House) -> None:
    life.today = house.first
    life("me", "--name", "The Owner", "--organization", house.name, "--level", "executive")
    brought = [_brings(life, folder, house, part=1, since=date.min, until=house.first)]
    _mail_names_organizations(life, house)
    brought.append(_bring(life, house.cards(folder / "people.vcf"), house.owner))
    _is_told_that_one_place_is_left(life, house)
    _meets_people_elsewhere(life, house)
    life.on(house.second)
    brought += [_brings(life, folder, house, part=2, since=house.first, until=house.second)]
    _is_told_what_changed(life, house)
    _takes_all_files_back(life, house, brought)


def _brings(life: Life, folder: Path, house: House, *, part: int, since: date, until: date) -> str:
    box = house.box(folder / f"mail-{part}.mbox", since=since, until=until)
    return _bring(life, box, house.owner)


def _bring(life: Life, path: Path, owner: str) -> str:
    brought = life("import", path, "--me", owner)
    assert all(file["understood"] for file in brought["files"])
    return str(brought["batch"])


def _mail_names_organizations(life: Life, house: House) -> None:
    # A mailbox alone tells organizations by the domains people write from, and says that it knows no more; of
    # a domain that is nobody's it tells none.
    atlas = life("atlas")
    if house.owner.endswith("@example.com"):
        assert (atlas["areas"], atlas["placed"], _one_place(life)) == ([], 0, [])
        return
    assert atlas["placed"] >= 10
    assert atlas["areas"][0]["read"] == atlas["areas"][0]["known"]
    (notice,) = _one_place(life)
    assert notice["sentence"].startswith(("All ", "Ten ", "1"))
    assert house.name not in notice["sentence"]


def _is_told_that_one_place_is_left(life: Life, house: House) -> None:
    """The notice, the atlas and the week say the same, each in its way."""
    atlas = life("atlas")
    assert atlas["in_touch"] >= 10
    assert [one["organization"] for one in atlas["areas"] if one["in_touch"]] == [house.name]
    assert f"are at {house.name}, your own." in atlas["sentence"]
    (notice,) = _one_place(life)
    assert notice["sentence"].startswith("All ")
    assert notice["sentence"].endswith(f"are at {house.name}.")
    assert notice["step"]
    stretch = [one for one in life("plan")["picks"] if one["reason"] == "stretch"]
    assert [one["person"]["name"] for one in stretch] == [OUTSIDER[0]]
    assert house.name in stretch[0]["sentence"]
    assert OUTSIDER[2] in stretch[0]["sentence"]


def _meets_people_elsewhere(life: Life, house: House) -> None:
    for number, (name, address, organization) in enumerate(ELSEWHERE):
        life.on(house.first + timedelta(days=60 + 80 * number))
        made = life("add", name, "--handle", address, "--organization", organization, "--met", "at a fair")
        life("set", made["id"], "--purpose", "strategic", "--importance", 2)
        life("log", made["id"], "Lunch, and a walk", "--how", "meeting")
        life.on(life.today + timedelta(days=30))
        life("log", made["id"], "A call about the fair")
    spoken_of = _spoken_of(house)
    life("set", spoken_of, "--importance", 2)
    life("learn", spoken_of, "working_on", "the new wing")
    life("outcome", ELSEWHERE[0][0], "insight", "How museums plan ten years ahead")


def _is_told_what_changed(life: Life, house: House) -> None:
    atlas = life("atlas")
    here = {one["organization"]: one["in_touch"] for one in atlas["areas"] if one["in_touch"]}
    assert here[house.name] >= 10
    assert {place: here[place] for _, _, place in ELSEWHERE} == {place: 1 for _, _, place in ELSEWHERE}
    assert _one_place(life) == []
    for name, _, _ in ELSEWHERE:
        life("aside", name)
    assert len(_one_place(life)) == 1
    for name, _, _ in ELSEWHERE:
        life("aside", name, "--back")
    assert _one_place(life) == []
    year = life("review", "year", "--of", house.first.year)
    assert {one["name"] for one in year["new"]} >= {name for name, _, _ in ELSEWHERE}
    areas = {one["name"]: (one["now"], one["before"]) for one in year["areas"]}
    assert all(areas[place] == (1, 0) for _, _, place in ELSEWHERE)
    said = sentences(year)
    (reached,) = said["areas"]
    assert reached.startswith("You reached Lantern School, Saltworks and Tidemark Museum, where nobody")
    assert re.search("from four organizations; in the year before with [0-9]+ from one", said["people"][0])
    assert said["purposes"] == ["Of those whose purpose you know, three strategic."]
    assert said["outcomes"] == ["An insight through Ada Fjellheim: “How museums plan ten years ahead”."]


def _one_place(life: Life) -> list[Any]:
    return [one for one in life("review", "quarter")["isolation"] if one["kind"] == "one-place"]


def _spoken_of(house: House) -> str:
    """Name the one of the house of whom the owner says something by hand."""
    return next(iter(house.people.values()))


def _takes_all_files_back(life: Life, house: House, brought: Sequence[str]) -> None:
    """Leave only what was said by hand: three people whole, and the words on one of the house."""
    for batch in reversed(brought):
        assert life("undo", batch)["state"] == "undone"
    assert {one["state"] for one in life("batches")["batches"]} == {"undone"}
    left = {one["name"]: one for one in life("people", "--limit", 500)["people"]}
    assert set(left) == {*(one[0] for one in ELSEWHERE), _spoken_of(house)}
    for name, address, organization in ELSEWHERE:
        person = life("person", name)
        assert [one["value"] for one in person["handles"]] == [address]
        assert (person["organization"], person["importance"]) == (organization, 2)
        assert person["timeline_total"] == 2
    person = life("person", _spoken_of(house))
    assert (person["organization"], person["timeline_total"], person["importance"]) == ("", 0, 2)
    assert [one["text"] for one in person["facts"]] == ["the new wing"]
    assert [one["source"] for one in person["records"]] == ["hand"]


def _invented() -> House:
    """Make a house of twelve who write to each other's head every few weeks for two years."""
    given = ["Ama", "Ben", "Cai", "Dov", "Eli", "Fay", "Gus", "Hal", "Ivy", "Jun", "Kit", "Lea"]
    people = {f"{name.lower()}@fernhill.example": f"{name} Fern{name.lower()}" for name in given}
    first = date(2026, 3, 2)
    owner = "head@fernhill.example"
    mails = []
    for place, address in enumerate(people):
        for turn in range(36):
            at = datetime(2025, 3, 10, 9 + place % 8, 5 * (place // 8), tzinfo=UTC) + timedelta(
                days=20 * turn + place
            )
            mails.append((at, owner, (address,)) if turn % 2 else (at, address, (owner,)))
    return House("Fernhill", owner, people, sorted(mails), first, date(2027, 2, 22))


def _true(shared: Path) -> House:
    """Read one employee's mail of a true company: the first who was in touch with a dozen or two, both years.

    Times, senders and recipients are the true ones; addresses are made up, and there are no subjects.
    """
    folder = shared / "data" / "enron"
    people = mail_input._employees(folder / "employees.txt")
    edges = mail_input._edges(folder / "enron_edges.csv.gz")
    mails = [(datetime.fromtimestamp(at, UTC), sender, to) for at, sender, to in edges.values()]
    first, second = date(2001, 1, 15), date(2002, 1, 7)
    spans = [(first - timedelta(days=364), first), (first, second)]
    near = [_near(mails, *span) for span in spans]
    fitting = [one for one in people if all(14 <= len(one_year.get(one, ())) <= 24 for one_year in near)]
    ego = fitting[0]
    told = [
        (at, people[sender][1], tuple(people[one][1] for one in sorted(to)))
        for at, sender, to in sorted(mails, key=lambda mail: mail[0])
        if (ego == sender or ego in to) and at.date() < second
    ]
    others = {address: name for one, (name, address) in people.items() if one != ego}
    return House("Enron", people[ego][1], others, told, first, second)


def _near(
    mails: Sequence[tuple[datetime, str, set[str]]], since: date, until: date
) -> Mapping[str, Counter[str]]:
    """Count by employee with whom they had mails of few in a time."""
    found: dict[str, Counter[str]] = {}
    for at, sender, to in mails:
        if since <= at.date() < until and len(to) <= 10:
            for one in to - {sender}:
                found.setdefault(sender, Counter())[one] += 1
                found.setdefault(one, Counter())[sender] += 1
    return found
