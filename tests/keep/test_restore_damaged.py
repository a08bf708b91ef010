"""A book whose form or parts are wrong is refused whole, wherever the fault lies."""

from __future__ import annotations

import copy
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from amity.book import access, batches, circles, interactions, people, plan, reminders
from amity.book.models import Owner
from amity.core import circles as circle_rules
from amity.core.errors import Trouble
from amity.keep import export, restore, shape
from tests import village
from tests.village import TODAY

pytestmark = pytest.mark.django_db
Book = dict[str, Any]


@pytest.fixture
def lived() -> Book:
    """A small book with everything in it that an export can hold."""
    owner = village.book(village.ROBIN)
    village.bring(owner, *village.FILES)
    known = people.page(owner, people.Query(limit=2), today=TODAY).people
    made = people.add(owner, today=TODAY, name="Vesna Kral", handles=["vesna@kral.example"])
    interactions.log(owner, [known[0].id, made], "coffee", on=TODAY, today=TODAY)
    reminders.add(owner, made, "send the paper", on=TODAY, today=TODAY)
    for pick in plan.week(owner, today=TODAY).picks[:1]:
        plan.answer(owner, pick.id, "later", today=TODAY)
    book: Book = json.loads(export.dump(export.document(owner)))
    return book


def refused(book: object, folder: Path) -> str:
    """Bring a document into an empty book: it must be refused and leave nothing. Give the code."""
    place = folder / "book.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("book.json", json.dumps(book))
    other = Owner.objects.create(secret="ab" * 16)
    before = export.document(other)
    with pytest.raises(Trouble) as no:
        restore.bring(other, place, today=TODAY)
    other.refresh_from_db()
    assert export.document(other) == before
    assert batches.all(other) == []
    assert no.value.sentence.startswith("This book is damaged")
    other.delete()
    return no.value.code


def test_a_book_of_nothing_but_a_version_is_damaged(tmp_path: Path) -> None:
    assert refused({"amity": export.VERSION}, tmp_path) == "damaged"


def test_a_book_as_it_was_written_fits(lived: Book) -> None:
    assert shape.fits(lived)
    assert lived["interactions"]
    assert any(person["reminders"] for person in lived["people"])
    assert any(person["answers"] for person in lived["people"])
    assert any(row["source"] == "hand" for row in lived["interactions"])


def edition(book: Book) -> Book:
    found: Book = next(record for person in book["people"] for record in person["records"])["editions"][0]
    return found


def word(book: Book, name: str) -> Book:
    found: Book = next(person[name][0] for person in book["people"] if person[name])
    return found


FAULTS: dict[str, Callable[[Book], object]] = {
    "people that are no list": lambda b: b.update(people=5),
    "a person of one word": lambda b: b["people"].append("Ana"),
    "a person without records": lambda b: b["people"][0].pop("records"),
    "a person of no record at all but a reminder": lambda b: b["people"].append(
        {"records": [], "reminders": [{"text": "x", "on": "2026-11-24", "done": None}], "answers": []}
    ),
    "claims of one word": lambda b: edition(b)["claims"].append(["name"]),
    "claims of numbers": lambda b: edition(b)["claims"].append(["name", 5, ""]),
    "claims that are a word": lambda b: edition(b).update(claims="abc"),
    "a handle of an unknown kind": lambda b: edition(b)["handles"].append(["pigeon", "x", "x"]),
    "a day that is none": lambda b: edition(b).update(as_of="2026-02-30"),
    "a digest of nothing": lambda b: edition(b).update(digest=None),
    "a half surrogate": lambda b: edition(b)["claims"].append(["note", "\ud800", ""]),
    "a zero byte": lambda b: edition(b)["claims"].append(["note", "\0", ""]),
    "a name of one part": lambda b: b["people"][0]["records"][0].update(name=["vcard"]),
    "a flag that is a word": lambda b: b["people"][0]["records"][0].update(mine="yes"),
    "an owner without minutes": lambda b: b["owner"].pop("minutes"),
    "an owner of words for minutes": lambda b: b["owner"].update(minutes="ninety"),
    "an owner of more than is known": lambda b: b["owner"].update(chosen="2026-11-24"),
    "an owner with a name of numbers": lambda b: b["owner"].update(name=5),
    "a time without a zone": lambda b: b["interactions"][0].update(at="2026-11-24T09:00:00"),
    "a time that is none": lambda b: b["interactions"][0].update(at="soon"),
    "an unknown channel": lambda b: b["interactions"][0].update(channel="pigeon"),
    "an unknown direction": lambda b: b["interactions"][0].update(given="up"),
    "too many minutes": lambda b: b["interactions"][0].update(minutes=10**30),
    "minutes below nothing": lambda b: b["interactions"][0].update(minutes=-1),
    "a participant nobody brought": lambda b: b["interactions"][0]["people"].append(["vcard", "x", "to"]),
    "a participant in no role": lambda b: b["interactions"][0]["people"].append(["vcard", "x", "spy"]),
    "a brought exchange without its key": lambda b: next(
        row for row in b["interactions"] if row["source"] != "hand"
    ).pop("key"),
    "a reminder on no day": lambda b: word(b, "reminders").update(on=""),
    "a reminder done on a number": lambda b: word(b, "reminders").update(done=3),
    "an answer for no reason": lambda b: word(b, "answers").update(reason="because"),
    "an answer that is none": lambda b: word(b, "answers").update(state="perhaps"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_book_with_a_fault_is_damaged_and_nothing_of_it_is_kept(
    fault: str, lived: Book, tmp_path: Path
) -> None:
    bad = copy.deepcopy(lived)
    FAULTS[fault](bad)
    assert refused(bad, tmp_path) == "damaged"


def test_a_book_nested_without_end_is_damaged(tmp_path: Path) -> None:
    place = tmp_path / "book.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("book.json", "[" * 100_000)
    with pytest.raises(Trouble, match="damaged"):
        restore.bring(access.owner(), place, today=date(2026, 11, 24))


def test_a_circle_of_any_kind_has_the_form_of_a_book() -> None:
    owner = village.book(village.ROBIN)
    for kind in circle_rules.KINDS:
        circles.add(owner, f"All of the {kind}", kind=kind, today=TODAY)
    assert shape.fits(json.loads(export.dump(export.document(owner))))
