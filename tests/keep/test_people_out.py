"""Everybody as cards: brought into an empty book, they are the same people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from amity.book import access, people
from amity.book.models import Owner, Person
from amity.core.findings import Claim, PersonSeen
from amity.formats.vcard_lines import VERSIONS, Version
from amity.keep import people as out
from amity.sync import run
from tests import village
from tests.village import TODAY, File, book, bring, named

FIELDS = ("name", "organization", "title", "place", "birthday", "met", "note", "tags", "connected_on")


def shown(owner: Owner) -> list[tuple[object, ...]]:
    """Give everybody's fields and addresses as they are shown."""
    rows = {row.uid: row for row in Person.objects.filter(owner=owner, removed=False)}
    found = people.page(owner, people.Query(limit=10_000), today=TODAY).people
    found += people.page(owner, people.Query(limit=10_000, aside=True), today=TODAY).people
    return sorted(
        (
            *(str(getattr(rows[one.id], name)) for name in FIELDS),
            sorted((h.kind, h.value) for h in one.handles),
        )
        for one in found
    )


def again(owner: Owner, place: Path, version: Version) -> Owner:
    """Bring an owner's people into an empty book."""
    out.write(owner, place, version)
    other = book()
    report = run.bring(other, [place], today=TODAY)
    assert report["files"][0]["skipped"] == []
    return other


@pytest.mark.parametrize("version", VERSIONS)
def test_people_of_many_sources_are_the_same_people_in_an_empty_book(
    version: Version,
    db: None,  # noqa: ARG001 - it opens the database
    tmp_path: Path,
) -> None:
    owner = book(village.ROBIN)
    # Strangers who share an address are told apart by what each record calls them, which a card cannot say.
    bring(owner, *(file for file in village.FILES if file is not village.STRANGERS))
    for one in people.page(owner, people.Query(limit=3), today=TODAY).people:
        people.edit(owner, one.id, today=TODAY, organization="", met="At the bridge", note="Likes tea")
    assert len(shown(owner)) > 4
    assert shown(again(owner, tmp_path / "a.vcf", version)) == shown(owner)


def test_who_was_removed_stays_away_and_an_address_that_is_not_theirs_too(db: None, tmp_path: Path) -> None:  # noqa: ARG001
    owner = book()
    ana = people.add(owner, today=TODAY, name="Ana", handles=("ana@a.example", "old@a.example"))
    people.edit(owner, ana, today=TODAY, remove_handle=("old@a.example",))
    gone = people.add(owner, today=TODAY, name="Gone", handles=("gone@a.example",))
    people.remove(owner, gone, today=TODAY)
    out.write(owner, tmp_path / "a.vcf", "3.0")
    text = (tmp_path / "a.vcf").read_text("utf-8")
    assert "ana@a.example" in text
    assert "old@a.example" not in text
    assert "Gone" not in text


def test_who_introduced_somebody_is_told_by_name(db: None, tmp_path: Path) -> None:  # noqa: ARG001
    owner = book()
    ines = people.add(owner, today=TODAY, name="Ines Holm", handles=("ines@a.example",))
    people.add(owner, today=TODAY, name="Ana", handles=("ana@a.example",), through=ines)
    assert out.write(owner, tmp_path / "a.vcf", "3.0") == 2
    assert "X-AMITY-INTRODUCER:Ines Holm" in (tmp_path / "a.vcf").read_text("utf-8")


def test_groups_of_two_cards_of_one_person_do_not_mix(db: None, tmp_path: Path) -> None:  # noqa: ARG001
    def card(key: str, kin: str) -> PersonSeen:
        kept = (
            Claim("other", "item1.X-ABLabel:kin", "X-ABLABEL"),
            Claim("other", f"item1.X-ABRELATEDNAMES:{kin}", "X-ABRELATEDNAMES"),
            Claim("other", "X-A:1", "X-A"),
        )
        seen = village.card(key, "Ana Sousa", "ana@a.example", as_of=date(2026, 1, 1))
        return PersonSeen(key, seen.place, seen.claims + kept, seen.handles, seen.as_of)

    owner = access.owner()
    bring(owner, File("a.vcf", "vcard", (card("uid:1", "Chidi"), card("uid:2", "Ines"))))
    assert named(owner, "Ana Sousa")
    out.write(owner, tmp_path / "a.vcf", "4.0")
    text = (tmp_path / "a.vcf").read_bytes().decode()
    assert "UID:1\r\nREV:20260101T000000Z" in text
    assert "item1.X-ABRELATEDNAMES:Chidi" in text
    assert "item1-1.X-ABRELATEDNAMES:Ines" in text
    assert text.count("X-A:1") == 1


def test_the_file_is_its_owners_alone_and_replaces_the_one_before(db: None, tmp_path: Path) -> None:  # noqa: ARG001
    place = tmp_path / "a.vcf"
    place.write_text("old")
    assert out.write(book(), place, "3.0") == 0
    assert place.read_text() == ""
    assert place.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [place]
