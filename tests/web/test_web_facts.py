"""Facts, help both ways and what the archive says of its owner, on the pages; and people taken along."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO

from django.test import Client

from amity.core.findings import Claim, PersonSeen
from amity.core.handles import Handle
from amity.web.page import Owner
from tests import village
from tests.village import File, bring, named
from tests.web.conftest import TODAY


def say(owner: Owner, *claims: Claim, times: int = 1) -> str:
    """Bring cards that say these things of one person, and give their id."""
    seen = village.card("uid:mira", "Mira Okafor", "mira@lantern.example")
    more = [PersonSeen(f"uid:{n}", f"card {n}", seen.claims, seen.handles) for n in range(1, times)]
    first = PersonSeen(seen.key, seen.place, seen.claims + claims, seen.handles)
    bring(owner, File("cards.vcf", "vcard", (first, *more)))
    return named(owner, "Mira Okafor")


def test_facts_stand_kind_by_kind_with_their_month(client: Client, owner: Owner) -> None:
    skills = [Claim("can_help_with", f"Skill {n}", f"2024-0{n}-01") for n in range(1, 7)]
    mira = say(owner, Claim("working_on", "One <b>roof</b>", "2026-06-12"), *skills)
    page = client.get(f"/people/{mira}/").content.decode()
    assert "What you know" in page
    assert "One &lt;b&gt;roof&lt;/b&gt; <small>June 2026</small>" in page
    assert "and 3 more" in page
    assert page.index("Skill 6") < page.index("and 3 more") < page.index("Skill 3")


def test_help_both_ways_is_said_in_words_and_opens(client: Client, owner: Owner) -> None:
    mira = say(
        owner, Claim("help_given", "Lent the ladder", "2025-02-01"), Claim("help_received", "Advice"),
        Claim("help_offered", "A look"),
    )  # fmt: skip
    page = client.get(f"/people/{mira}/").content.decode()
    assert "You helped Mira, last in February 2025. Mira helped you." in page
    for said in ("From you", "Lent the ladder", "From them", "Advice", "Offered", "A look"):
        assert said in page
    assert "owe" not in page


def test_who_belongs_to_somebody_and_what_is_to_be_done_stands_beside(client: Client, owner: Owner) -> None:
    mira = say(
        owner, Claim("relation", "Chidi", "spouse"), Claim("circle", "Timber club"),
        Claim("task", "Send the drawings", "2026-12-05"), Claim("introducer", "Ines Holm"),
        Claim("met_on", "2018-04-03"),
    )  # fmt: skip
    page = client.get(f"/people/{mira}/").content.decode()
    for said in (
        "Around Mira", "Chidi", "spouse", "Timber club", "Send the drawings", "through Ines Holm.",
        "Apr 3, 2018",
    ):  # fmt: skip
        assert said in page


def test_somebody_of_whom_nothing_is_said_has_no_empty_sections(client: Client, person: str) -> None:
    page = client.get(f"/people/{person}/").content.decode()
    for title in ("What you know", "Help, both ways", "Around Ana", "To do"):
        assert title not in page


def test_the_records_of_a_source_that_says_much_are_folded(client: Client, owner: Owner) -> None:
    page = client.get(f"/people/{say(owner, times=9)}/").content.decode()
    assert "6 more records" in page
    assert page.count('class="record"') == 9


def test_settings_show_what_the_archive_says_of_its_owner(client: Client, owner: Owner) -> None:
    assert "What your archive says of you" not in client.get("/settings/").content.decode()
    mine = [
        (Claim("organization", "Lantern"), Claim("title", "Head of works"), Claim("started", "2024-03-01")),
        (
            Claim("school", "Fjord Institute", "MSc"), Claim("started", "2004-01-01"),
            Claim("finished", "2009-06-30"),
        ),
        (Claim("application", "Planner, Ferry Lines", "2025-03-03"),),
    ]  # fmt: skip
    seen = tuple(
        PersonSeen(f"position:{n}", f"row {n}", claims, about_owner=True) for n, claims in enumerate(mine)
    )
    bring(owner, File("Positions.csv", "linkedin", seen), today=TODAY - timedelta(days=1))
    page = client.get("/settings/").content.decode()
    for said in (
        "What your archive says of you", "Head of works, Lantern", "March 2024", "Fjord Institute, MSc",
        "2004 – 2009", "Planner, Ferry Lines", "Jobs you applied for",
    ):  # fmt: skip
        assert said in page


def test_people_and_the_book_are_taken_along(client: Client, owner: Owner) -> None:
    say(owner)
    page = client.get("/settings/").content.decode()
    assert 'href="/exports/cards/"' in page
    cards = client.get("/exports/cards/")
    assert cards.content.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert cards.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert cards.headers["Content-Disposition"] == f'attachment; filename="amity-{TODAY}.vcf"'
    book = client.get("/exports/book/")
    assert zipfile.ZipFile(BytesIO(book.content)).namelist() == ["book.json"]
    assert "no-store" in book.headers["Cache-Control"]
    assert client.post("/exports/cards/").status_code == 405


def test_no_number_of_a_programs_own_is_shown_as_an_address(client: Client, owner: Owner) -> None:
    mira = say(owner)
    chat, number = (
        Handle("account", value, written)
        for value, written in (("telegram:mira.o", "mira.o"), ("monica:c-17", "Mira Okafor"))
    )
    seen = PersonSeen("monica:c-17", "contact 1", (Claim("name", "Mira Okafor"),), (chat, number))
    named_in = PersonSeen("uid:mira", "row 1", (Claim("title", "Roofer"),), (chat,))
    bring(owner, File("coast.json", "monica", (seen,)), File("more.vcf", "vcard", (named_in,)))
    page = client.get(f"/people/{named(owner, 'Mira Okafor')}/").content.decode()
    assert "Telegram: mira.o" in page
    for said in (page, client.get(f"/duplicates/split/{mira}/").content.decode()):
        assert "c-17" not in said


def test_a_record_is_known_by_its_name_its_source_and_what_else_it_says(client: Client, owner: Owner) -> None:
    mira = say(owner)
    picture = PersonSeen(
        "uid:picture",
        "photo 1",
        (Claim("photo", "data:image/png;base64,AAAA"), Claim("note", "By the sea")),
        (Handle("email", "mira@lantern.example", "mira@lantern.example"),),
    )
    bring(owner, File("pictures.json", "monica", (picture,)), village.MAIL)
    page = client.get(f"/duplicates/split/{mira}/").content.decode()
    assert "By the sea" in page
    assert "base64" not in page
    assert page.count("Mira Okafor") >= 3
    assert "· Picture</small>" in client.get(f"/people/{mira}/").content.decode()


def test_a_long_note_is_folded_and_a_short_one_is_not(client: Client, owner: Owner) -> None:
    assert (
        "<summary>Notes" in client.get(f"/people/{say(owner, Claim('note', 'far ' * 90))}/").content.decode()
    )
    other = PersonSeen("uid:bo", "card", (Claim("name", "Bo Chen"), Claim("note", "near")), ())
    bring(owner, File("bo.vcf", "vcard", (other,)))
    assert "<summary>Notes" not in client.get(f"/people/{named(owner, 'Bo Chen')}/").content.decode()
