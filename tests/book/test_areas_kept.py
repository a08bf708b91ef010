"""Areas in the book: read from mail, told by others, the owner's word first, the same after an undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.book import access, atlas, batches, corrections, duplicates, isolation, owners, people, person
from amity.book import placing as kept
from amity.book.models import Outlook, Owner, Person
from amity.core import placing
from amity.core.areas import Drawn
from amity.core.errors import Refusal
from amity.keep import export, restore
from tests import village
from tests.village import File, card, mail

TODAY = village.TODAY
ME = "robin@hale.example"


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    return village.book(ME)


def mailbox(*addresses: str, organization: str = "") -> File:
    """Make a mailbox in which everybody wrote once and was answered."""
    findings = []
    for number, address in enumerate(addresses):
        name = address.partition("@")[0].title() + " Ames"
        findings += [
            mail(f"in{number}{organization}", 40 + number, address, ME, name=name),
            mail(f"out{number}{organization}", 30 + number, ME, address),
        ]
    return File("box.mbox", "mail", tuple(findings))


def rows(owner: Owner) -> dict[str, list[Any]]:
    """Give what is kept of everybody's areas, by name."""
    columns = ("name", "area", "domain", "industry", "function", "level", "country", "basis")
    found = Person.objects.filter(owner=owner, removed=False).order_by("name", "uid").values_list(*columns)
    return {name: told for name, *told in found}


def drawn(owner: Owner) -> Drawn:
    return atlas.drawn(owner, today=TODAY)


def test_a_mailbox_alone_gives_organizations_and_says_how_it_knows(owner: Owner) -> None:
    village.bring(owner, mailbox("ana@acme.de", "bo@acme.de", "cy@gmail.com", "dee@mit.edu"))
    told = drawn(owner).of("organization")
    assert [(cell.name, cell.key, cell.known, cell.read) for cell in told.cells] == [
        ("acme.de", "acme", 2, 2), ("mit.edu", "mit", 1, 1),
    ]  # fmt: skip
    assert (told.in_touch, told.placed, told.unplaced) == (4, 3, 1)
    ana = person.whole(owner, village.named(owner, "Ana Ames"), today=TODAY).person
    assert placing.told(ana) == {
        "organization": "acme.de (read from the mail address)",
        "place": "Germany (read from the mail address)",
    }  # fmt: skip
    assert (ana.organization, ana.area) == ("", "acme")
    assert drawn(owner).of("industry").cells[0].key == "education"


def test_a_mail_address_is_no_changed_job_and_no_card(owner: Owner) -> None:
    village.bring(owner, mailbox("ana@acme.de"))
    whole = person.whole(owner, village.named(owner, "Ana Ames"), today=TODAY)
    assert (whole.moves, whole.shared) == ((), ())


def test_one_card_names_the_organization_and_industry_of_all_who_write_from_there(owner: Owner) -> None:
    village.bring(owner, mailbox("ana@acme.example", "bo@acme.example"))
    assert rows(owner)["Ana Ames"][:3] == ["acme", "acme.example", ""]
    cards = File("cards.vcf", "vcard", (
        card("uid:cy", "Cy Young", "cy@acme.example", organization="Acme Hospital of Ohio",
             industry="Health Care"),
    ))  # fmt: skip
    report = village.bring(owner, cards)
    told = rows(owner)
    assert told["Ana Ames"][0] == told["Cy Young"][0] == "acme hospital of ohio"
    assert told["Ana Ames"][2] == "health"
    shown = person.whole(owner, village.named(owner, "Ana Ames"), today=TODAY).person
    assert placing.told(shown)["industry"] == "health (as is said of their organization)"
    assert drawn(owner).of("organization").cells[0].name == "Acme Hospital of Ohio"
    batches.undo(owner, report["batch"], today=TODAY)
    assert rows(owner)["Ana Ames"][0] == "acme"
    assert rows(owner)["Ana Ames"][2] == ""


def test_whoever_moves_with_others_is_kept_so_everywhere_in_as_many_questions_as_one(owner: Owner) -> None:
    asked = []
    for place, count in (("acme", 1), ("zinc", 12)):
        village.bring(owner, mailbox(*(f"{place}{n}@{place}.example" for n in range(count))))
        cards = card(f"uid:{place}", f"Cy {place}", f"cy@{place}.example", organization=f"{place} of Ohio")
        with CaptureQueriesContext(connection) as queries:
            village.bring(owner, File(f"{place}.vcf", "vcard", (cards,)))
        asked.append(sum(q["sql"].startswith('UPDATE "book_outlook" SET "area"') for q in queries))
        kept_so = Outlook.objects.filter(owner=owner, person__domain=f"{place}.example")
        assert set(kept_so.values_list("area", flat=True)) == {f"{place} of ohio"}
    assert asked == [1, 1]


def test_bringing_a_mailbox_again_changes_nobody(owner: Owner) -> None:
    village.bring(owner, village.CARDS, mailbox("dee@acme.example", "bo@acme.example"))
    before = rows(owner)
    report = village.bring(owner, mailbox("dee@acme.example", "bo@acme.example"))
    told = report["files"][0]["people"]
    assert (told["updated"], told["created"]) == (0, 0)
    assert rows(owner) == before


def test_the_owners_own_word_wins_and_is_taken_back_by_an_empty_one(owner: Owner) -> None:
    village.bring(owner, village.CARDS)
    ana = village.named(owner, "Ana Lima")
    assert rows(owner)["Ana Lima"][3:6] == ["engineering", "individual", "GB"]
    people.edit(
        owner,
        ana,
        today=TODAY,
        function="Research",
        level="Director",
        industry="Hospitals",
        place="Lyon, France",
    )
    told = rows(owner)["Ana Lima"]
    assert told[2:6] == ["health", "research", "director", "FR"]
    assert {told[6][name] for name in ("industry", "function", "level", "place")} == {"hand"}
    people.edit(owner, ana, today=TODAY, function="None", place="none", industry="none", level="none")
    told = rows(owner)["Ana Lima"]
    assert (told[2:6], told[6]["place"]) == (["", "", "", ""], "hand")
    people.edit(owner, ana, today=TODAY, function="", place=" ", industry="", level="")
    told = rows(owner)["Ana Lima"]
    assert told[3:6] == ["engineering", "individual", "GB"]
    assert "hand" not in told[6].values()
    with pytest.raises(Refusal, match="The level is one of"):
        people.edit(owner, ana, today=TODAY, level="emperor")


def test_words_on_areas_survive_a_join_a_split_and_a_restored_export(owner: Owner, tmp_path: Path) -> None:
    village.bring(owner, village.CARDS)
    owners.edit(owner, today=TODAY, wishes=[["industry", "health"]])
    ana, bo = village.named(owner, "Ana Lima"), village.named(owner, "Bo Chen")
    people.edit(owner, bo, today=TODAY, function="Research", industry="Hospitals")
    before = rows(owner)
    duplicates.join(owner, ana, bo, today=TODAY)
    (one,) = (told for told in rows(owner).values() if told[3] == "research")
    assert one[2] == "health"
    place = tmp_path / "book.zip"
    export.write(owner, place)
    other = village.book()
    restore.bring(other, place, today=TODAY)
    assert rows(other) == rows(owner)
    assert owners.describe(other).wishes == (("industry", "health"),)
    duplicates.split(owner, ana, today=TODAY)
    assert rows(owner) == before


def test_somebody_removed_tells_no_organization_to_others(owner: Owner) -> None:
    cards = File(
        "cards.vcf", "vcard", (card("uid:cy", "Cy Young", "cy@acme.example", organization="Acme Hospital"),)
    )
    village.bring(owner, mailbox("ana@acme.example"), cards)
    assert rows(owner)["Ana Ames"][0] == "acme hospital"
    people.remove(owner, village.named(owner, "Cy Young"), today=TODAY)
    assert rows(owner)["Ana Ames"][0] == "acme"


def test_somebody_added_and_removed_by_hand_leaves_others_as_they_were(owner: Owner) -> None:
    village.bring(owner, mailbox("ana@acme.example"))
    made = people.add(
        owner, today=TODAY, name="Cy Young", handles=["cy@acme.example"], organization="Acme Hospital"
    )
    assert rows(owner)["Ana Ames"][0] == "acme hospital"
    people.remove(owner, made, today=TODAY)
    assert rows(owner)["Ana Ames"][0] == "acme"


def test_a_book_of_before_is_derived_anew_once(owner: Owner) -> None:
    village.bring(owner, village.CARDS, mailbox("dee@acme.example"))
    told = rows(owner)
    Person.objects.filter(owner=owner).update(
        domain="", industry="", function="", level="", country="", basis={}
    )
    kept.renew()
    assert rows(owner) != told
    Owner.objects.filter(id=owner.pk).update(placed=False)
    kept.renew()
    assert rows(owner) == told
    assert Owner.objects.get(id=owner.pk).placed


def test_the_owners_organization_is_known_by_their_own_address(owner: Owner) -> None:
    village.bring(owner, mailbox("ana@hale.example", "bo@hale.example", "cy@acme.example"))
    told = drawn(owner).of("organization")
    assert [cell.own for cell in told.cells] == [True, False]
    assert told.inside_outside == pytest.approx(-1 / 3)
    assert "two are at hale.example, your own, which is the most" in told.sentence


def test_a_mailbox_alone_tells_that_one_place_is_all_that_is_left(owner: Owner) -> None:
    village.bring(owner, mailbox(*(f"p{number}@hale.example" for number in range(12))))
    (notice,) = isolation.notices(owner, today=TODAY)
    assert notice.kind == "one-place"
    assert notice.sentence.endswith("are at hale.example.")


def test_whom_the_owner_talks_to_elsewhere_keeps_one_place_from_being_all(owner: Owner) -> None:
    village.bring(owner, mailbox(*(f"p{number}@hale.example" for number in range(12))))
    village.bring(owner, File("old.mbox", "mail", tuple(
        mail(f"{way}{who}", 900, *ends, name=f"{who.title()} Ames")
        for who in ("ana", "bo")
        for way, ends in (("in", (f"{who}@elm.example", ME)), ("out", (ME, f"{who}@elm.example")))
    )))  # fmt: skip
    assert [one.kind for one in isolation.notices(owner, today=TODAY)] == ["one-place"]
    for who in ("Ana Ames", "Bo Ames"):
        corrections.say(owner, village.named(owner, who), "elsewhere", "monthly", today=TODAY)
    assert isolation.notices(owner, today=TODAY) == ()


def test_the_atlas_of_an_earlier_day_knows_nothing_of_what_came_after(owner: Owner) -> None:
    from amity.book import ties  # noqa: PLC0415 - as above

    village.bring(owner, mailbox("ana@acme.example"))
    early = date(2026, 10, 1)
    ties.advance(owner, today=early)
    assert atlas.drawn(owner, today=early).of("organization").in_touch == 0
    ties.advance(owner, today=TODAY)
    assert drawn(owner).of("organization").in_touch == 1
    assert access.person(owner, village.named(owner, "Ana Ames")).area == "acme"


def test_what_the_owner_says_of_their_organizations_industry_holds_for_colleagues(owner: Owner) -> None:
    village.bring(owner, mailbox("ana@acme.example", "bo@elm.example"))
    owners.edit(owner, today=TODAY, organization="Acme", industry="Computer Software")
    assert {name: told[2] for name, told in rows(owner).items()} == {"Ana Ames": "technology", "Bo Ames": ""}
    ana = person.whole(owner, village.named(owner, "Ana Ames"), today=TODAY).person
    assert placing.told(ana)["industry"] == "technology (as is said of their organization)"
    owners.edit(owner, today=TODAY, organization="Elm")
    assert {name: told[2] for name, told in rows(owner).items()} == {"Ana Ames": "", "Bo Ames": "technology"}
    village.bring(owner, File("late.mbox", "mail", (mail("l1", 9, "cy@elm.example", ME, name="Cy Ames"),)))
    assert rows(owner)["Cy Ames"][2] == "technology"


def test_the_industry_of_an_organization_the_owner_left_by_a_file_holds_no_longer(owner: Owner) -> None:
    village.bring(owner, mailbox("ana@acme.example", "bo@elm.example"))
    owners.edit(owner, today=TODAY, industry="Computer Software")
    job = card("position:1", "", organization="Acme", started="2020-01-01", about_owner=True)
    friend = card("linkedin.com/in/ana", "Ana Ames", "https://www.linkedin.com/in/ana", "ana@acme.example")
    report = village.bring(owner, File("Profile.csv", "linkedin", (job, friend)))
    assert {name: told[2] for name, told in rows(owner).items()} == {"Ana Ames": "technology", "Bo Ames": ""}
    batches.undo(owner, report["batch"], today=TODAY)
    assert {told[2] for told in rows(owner).values()} == {""}


def test_a_family_at_its_own_domain_is_no_organization_of_the_atlas(owner: Owner) -> None:
    village.bring(owner, File("family.mbox", "mail", (
        mail("f1", 9, "jo@ames.example", ME, name="Jo Ames"),
        mail("f2", 8, "una@ames.example", ME, name="Una Ames"),
        mail("f3", 7, "ana@acme.example", ME, name="Ana Lima"),
    )))  # fmt: skip
    told = drawn(owner).of("organization")
    assert [(cell.key, cell.known) for cell in told.cells] == [("acme", 1)]
    assert (told.in_touch, told.placed) == (3, 1)
    village.bring(
        owner, File("later.mbox", "mail", (mail("f4", 3, "tom@ames.example", ME, name="Tom Berg"),))
    )
    assert rows(owner)["Jo Ames"][0] == "ames"
