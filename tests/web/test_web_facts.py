"""Facts, help both ways and what the archive says of its owner, on the pages; and people taken along."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amity.book import people
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
    assert "One &lt;b&gt;roof&lt;/b&gt;</span>" in page
    assert "<summary><small>June 2026</small></summary>" in page
    assert "and 3 more" in page
    assert page.index("Skill 6") < page.index("and 3 more") < page.index("Skill 3")


def test_help_both_ways_is_said_in_words_and_opens(client: Client, owner: Owner) -> None:
    mira = say(
        owner, Claim("help_given", "Lent the ladder", "2025-02-01"), Claim("help_received", "Advice"),
        Claim("help_offered", "A look"),
    )  # fmt: skip
    page = client.get(f"/people/{mira}/").content.decode()
    assert "You and Mira have helped each other." in page
    for said in ("From you", "Lent the ladder", "From them", "Advice", "Offered", "A look"):
        assert said in page
    assert "owe" not in page
    assert page.index('id="help"') < page.index("Between you")


def test_a_recommendation_stands_first_with_the_line_it_begins_with(client: Client, owner: Owner) -> None:
    skills = [Claim("help_received", f"Endorsed for skill {n}", "2020-06-05") for n in range(5)]
    words = Claim("help_received", "Recommendation: Keeps her word.\nAlways <b>did</b>.", "2021-03-22")
    page = client.get(f"/people/{say(owner, *skills, words, Claim('help_given', 'Recommendation'))}/")
    text = page.content.decode()
    assert "<li>Mira recommended you in March 2021: “Keeps her word.”</li>" in text
    assert "<li>You recommended Mira.</li>" in text
    assert text.index("recommended you") < text.index("<li>From Mira in June 2020: Endorsed for skill 0</li>")
    assert "All 7, in full" in text
    assert "Always &lt;b&gt;did&lt;/b&gt;." in text


SAID = {
    "days of their own": "On Oct 5, 2026 LinkedIn said VP at Engines; on Nov 21, 2026 it said Head at Bolt.",
    "days of import": (
        "LinkedIn, as you brought it on Oct 5, 2026, said VP at Engines; "
        "on Nov 21, 2026 it said Head at Bolt."
    ),
    "one day of import": (
        "Brought on Nov 21, 2026, one file of LinkedIn said VP at Engines and the next one Head at Bolt."
    ),
}


@pytest.mark.parametrize("kind", SAID)
def test_a_change_at_work_is_said_in_words_that_are_true(client: Client, owner: Owner, kind: str) -> None:
    first = 3 if kind == "one day of import" else 50
    for ago, title, place in ((first, "VP", "Engines"), (3, "Head", "Bolt")):
        on = TODAY - timedelta(days=ago)
        claims = (Claim("name", "Ana Sousa"), Claim("title", title), Claim("organization", place))
        as_of = on if kind == "days of their own" else None
        seen = PersonSeen("linkedin.com/in/ana", "row 1", claims, as_of=as_of)
        bring(owner, File(f"{title}.csv", "linkedin", (seen,)), today=on)
    page = client.get(f"/people/{named(owner, 'Ana Sousa')}/").content.decode()
    assert page.index("A change at work") < page.index(SAID[kind]) < page.index("Between you")


def test_records_that_look_alike_are_told_apart_by_kind_day_and_file(client: Client, owner: Owner) -> None:
    profile = Handle("profile", "linkedin.com/in/ana", "linkedin.com/in/ana")
    seen = tuple(
        PersonSeen(
            f"endorsement:{skill}", f"row {n}",
            (Claim("name", "Ana Sousa"), Claim("help_received", f"Endorsed for {skill}", "2020-06-05")),
            (profile,),
        )
        for n, skill in enumerate(("Bridges", "Sums"))
    )  # fmt: skip
    bring(owner, File("basic/Endorsements.csv", "linkedin", seen))
    page = client.get(f"/duplicates/split/{named(owner, 'Ana Sousa')}/").content.decode()
    for skill in ("Bridges", "Sums"):
        assert f"They helped you: Endorsed for {skill} <small>Jun 5, 2020</small>" in page
    assert page.count("· Endorsements.csv</small>") == 2
    assert page.count("Endorsed for") == 2


def test_who_belongs_to_somebody_and_what_is_to_be_done_stands_beside(client: Client, owner: Owner) -> None:
    mira = say(
        owner, Claim("relation", "Chidi", "spouse"), Claim("circle", "Timber club"),
        Claim("task", "Send the drawings", "2026-12-05"), Claim("introducer", "Ines Holm"),
        Claim("met_on", "2018-04-03"),
    )  # fmt: skip
    page = client.get(f"/people/{mira}/").content.decode()
    for said in (
        "Around Mira", "Chidi", "spouse", "Timber club", "Send the drawings", "Through Ines Holm.",
        "Apr 3, 2018",
    ):  # fmt: skip
        assert said in page


def test_a_name_that_is_one_person_s_leads_to_them(client: Client, owner: Owner) -> None:
    mira = say(
        owner, Claim("relation", "Chidi Obi", "spouse"), Claim("relation", "Ute Kaiser", "colleague"),
        Claim("relation", "Nobody Here", "friend"), Claim("relation", "Mira Okafor", "namesake"),
        Claim("introducer", "INES  Holm"),
    )  # fmt: skip
    added = {
        name: people.add(owner, today=TODAY, name=name) for name in ("Chidi Obi", "Ute Kaiser", "Ines Holm")
    }
    people.add(owner, today=TODAY, name="Ute Kaiser")
    page = client.get(f"/people/{mira}/").content.decode()
    assert f'<a href="/people/{added["Chidi Obi"]}/">Chidi Obi</a> <small>spouse</small>' in page
    assert f'Through <a href="/people/{added["Ines Holm"]}/">INES  Holm</a>' in page
    for name in ("Ute Kaiser", "Nobody Here", "Mira Okafor"):
        assert f"<li>{name} <small>" in page


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


def test_where_the_owner_applied_learned_or_follows_those_with_somebody_there_come_first(
    client: Client, owner: Owner
) -> None:
    mine = [
        (Claim("application", f"Planner, {place}", f"2025-03-0{on}"), Claim("organization", place))
        for on, place in ((3, "Nowhere"), (2, "Ferry Lines"))
    ]
    mine += [
        (Claim("school", "Harbour School"), Claim("started", "2010")),
        (Claim("school", "Fjord Institute"), Claim("other", "Rowing", "Activities")),
    ]
    seen = [PersonSeen(f"mine:{n}", f"row {n}", tuple(told), about_owner=True) for n, told in enumerate(mine)]
    seen.append(
        PersonSeen("pupil", "row 9", (Claim("name", "Ana Sousa"), Claim("school", "The Fjord Institute")))
    )
    bring(owner, File("Career.csv", "linkedin", tuple(seen)), today=TODAY - timedelta(days=1))
    with CaptureQueriesContext(connection) as few:
        client.get("/settings/")
    for name in ("Bo Chen", "Ute Kaiser"):
        people.add(owner, today=TODAY, name=name, organization="Ferry Lines, Inc.")
    away = people.add(owner, today=TODAY, name="Eva Moss", organization="Ferry Lines")
    people.put_aside(owner, [away], "private", today=TODAY)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/settings/").content.decode()
    assert len(many) == len(few)
    assert page.index("Planner, Ferry Lines") < page.index("Planner, Nowhere")
    assert '<a href="/people/?organization=Ferry%20Lines">2 people there</a>' in page
    assert page.index("Fjord Institute") < page.index("Harbour School")
    assert "1 person learned there: " in page
    assert f'<a href="/people/{named(owner, "Ana Sousa")}/">Ana Sousa</a>' in page


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
        "<summary>Note<" in client.get(f"/people/{say(owner, Claim('note', 'far ' * 90))}/").content.decode()
    )
    other = PersonSeen("uid:bo", "card", (Claim("name", "Bo Chen"), Claim("note", "near")), ())
    bring(owner, File("bo.vcf", "vcard", (other,)))
    assert "<summary>Note<" not in client.get(f"/people/{named(owner, 'Bo Chen')}/").content.decode()


def test_notes_stand_with_their_day_the_newest_first(client: Client, owner: Owner) -> None:
    told = [Claim("note", f"Note of {year}", f"{year}-03-02 activity") for year in range(2019, 2024)]
    who = say(owner, Claim("note", "Without a day", "call"), *told)
    page = client.get(f"/people/{who}/").content.decode()
    assert '<time datetime="2023-03-02">Mar 2, 2023</time> Note of 2023' in page
    places = [page.index(f"</time> Note of {year}") for year in range(2023, 2018, -1)]
    assert places == sorted(places)
    assert "3 older notes" in page
    assert page.index("Without a day") > page.index("3 older notes")


def test_a_journal_about_nobody_can_be_read(client: Client, owner: Owner) -> None:
    assert "Here will stand the pages of a journal" in client.get("/settings/journal/").content.decode()
    said = [
        ("a", "journal 2023-05-01", "Rain.\nAll day."),
        ("b", "activity", "A swim <b>"),
        ("c", "pets", "Rex"),
    ]
    pages = [PersonSeen(f"journal:{key}", key, (Claim("other", text, label),), about_owner=True)
             for key, label, text in said]  # fmt: skip
    bring(owner, File("coast.json", "monica", tuple(pages)))
    page = client.get("/settings/journal/").content.decode()
    assert page.index("May 1, 2023") < page.index("Rain.<br>All day.") < page.index("Without a day")
    assert "A swim &lt;b&gt;" in page
    assert "Rex" not in page
    assert '<a href="/settings/journal/">2 pages you brought</a>' in client.get("/settings/").content.decode()
