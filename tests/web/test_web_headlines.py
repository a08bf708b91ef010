"""What the page of an import says first, and what it offers next."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from amity.book import brought, duplicates
from amity.core.brought import Asked, roots, told_apart
from amity.core.findings import InteractionSeen, Participant
from amity.core.handles import Handle
from amity.web import headlines
from amity.web.page import Owner
from tests.village import CARDS, LINKEDIN, MAIL, MYSELF, ROBIN, File, bring, card, mail


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<main") :]))


def jobs(day: date, *organizations: str) -> File:
    said = (card(f"c{n}", f"Person {n}", f"p{n}@x.example", organization=name, as_of=day)
            for n, name in enumerate(organizations))  # fmt: skip
    return File("li.zip/Connections.csv", "linkedin", tuple(said))


def test_what_changed_stands_first_with_three_of_those_whose_work_did(client: Client, owner: Owner) -> None:
    bring(owner, jobs(date(2025, 1, 1), "Acme", "Birch", "Cedar", "Dill", "Elm"))
    batch = bring(owner, jobs(date(2026, 1, 1), "Acme", "Zinc", "Oak", "Pine", "Fig"))["batch"]
    page = client.get(f"/import/{batch}/").content.decode()
    assert '<a href="?outcome=updated#records">4 changed</a>' in page
    assert re.search(
        r"4 changed : Person 1 \(Birch → Zinc\), Person 2 \(Cedar → Oak\), Person 3 \(Dill → Pine\);"
        r" 1 record was here already\.", text(page)
    )  # fmt: skip


def test_an_older_archive_changes_nothing_in_the_first_sentence(client: Client, owner: Owner) -> None:
    bring(owner, jobs(date(2025, 1, 1), "Netflix"))
    batch = bring(owner, jobs(date(2024, 1, 1), "Analytical Engines"))["batch"]
    assert brought.moved(owner, batch) == []
    said = text(client.get(f"/import/{batch}/").content.decode())
    assert "changed :" not in said
    assert "Older than what is here; kept beside it. Organization Analytical Engines → Netflix" in said


def test_a_stopped_file_is_the_first_thing_said() -> None:
    report: dict[str, Any] = {"totals": {"people": {}, "interactions": {}, "records": {}}}
    (part,) = headlines.brought(report, counts={}, moved=[], stopped=["a.vcf"])
    assert part.text == "a.vcf was stopped, nothing of it is kept"
    (part,) = headlines.brought({"totals": {}}, counts={}, moved=[], stopped=[])
    assert part.text == "Nothing new"


def test_a_large_group_says_why_it_brought_nobody(client: Client, owner: Owner) -> None:
    crowd = mail("big", 3, "p0@x.example", ROBIN, *(f"p{n}@x.example" for n in range(1, 12)))
    batch = bring(owner, File("chat.txt", "whatsapp", (crowd,)))["batch"]
    said = text(client.get(f"/import/{batch}/").content.decode())
    assert "0 new people, 1 new exchange" in said
    assert "1 exchange was among more than ten people; whoever is only in such large groups" in said
    assert "twice" not in said
    assert "more than ten" not in text(client.get(f"/import/{bring(owner, MAIL)['batch']}/").content.decode())


def test_new_people_may_stand_here_twice(client: Client, owner: Owner) -> None:
    batch = bring(owner, CARDS, File("b.vcf", "vcard", (card("z", "Ana Lima", "lima@x.example"),)))["batch"]
    page = client.get(f"/import/{batch}/").content.decode()
    assert '<a class="button" href="/duplicates/">See who may stand here twice</a>' in page
    count = duplicates.refresh(owner)
    assert count
    assert f"twice ({count})" in client.get(f"/import/{batch}/").content.decode()


def test_people_come_first_and_the_owner_last(client: Client, owner: Owner) -> None:
    bring(owner, LINKEDIN)
    more = replace(LINKEDIN, findings=(*LINKEDIN.findings, card("linkedin.com/in/zoe", "Zoe Hart")))
    batch = bring(owner, MYSELF, more, MAIL)["batch"]
    found = brought.page(owner, batch, Asked()).lines
    assert [line.title for line in found][:3] == ["Zoe Hart", "Ana Lima", "Bo Chen"]
    assert [line.kind for line in found][3:9] == ["exchange"] * 6
    assert [line.mine for line in found][9:] == [True, True]
    assert client.get(f"/import/{batch}/").status_code == 200


def test_files_of_one_name_are_told_apart_and_empty_ones_not_offered(client: Client, owner: Owner) -> None:
    one, other = (File("outlook.csv", "outlook", (card(name, name, f"{name}@x.example"),)) for name in "ab")
    batch = bring(owner, one, File("Ad_Targeting.csv", "linkedin", ()), other)["batch"]
    page = client.get(f"/import/{batch}/").content.decode()
    options = re.search(r'<select id="id_file".*?</select>', page)
    assert options is not None
    assert re.findall(r"<option[^>]*>([^<]+)", options[0]) == ["All", "outlook.csv (1)", "outlook.csv (2)"]
    second = brought.page(owner, batch, Asked(file="outlook.csv (2)")).lines
    assert [(line.title, line.file) for line in second] == [("b", "outlook.csv (2)")]
    assert brought.page(owner, batch, Asked(file="outlook.csv")).total == 2
    narrowed = client.get(f"/import/{batch}/", {"file": "outlook.csv (1)"}).content.decode()
    assert "<option selected>outlook.csv (1)</option>" in narrowed


def test_names_are_those_of_what_was_brought(client: Client, owner: Owner) -> None:
    files = [File(f"li.zip/{name}", "linkedin", ()) for name in ("Ads.csv", "Tax.csv")]
    bring(
        owner, *files, replace(MAIL, path="a.mbox"), replace(CARDS, path="b.vcf"), File("c.vcf", "vcard", ())
    )
    bring(owner, jobs(date(2025, 1, 1), "Acme"))
    said = text(client.get("/import/").content.decode())
    assert re.search(r"li\.zip, a\.mbox, b\.vcf and 1 more \d new people, 6 new exchanges", said)
    assert len(re.findall(r", \d{1,2}:\d\d [AP]M", said)) == 2
    assert roots(["x/y/z", "x/a", "b"]) == ["x", "b"]
    assert told_apart(["a", "b", "a"]) == ["a (1)", "b", "a (2)"]


@pytest.mark.parametrize(
    ("named", "said"), [("Julia Segeln", "Julia Segeln"), ("", "julia segeln")], ids=["named", "unnamed"]
)
def test_an_exchange_names_people_as_its_file_does(named: str, said: str, owner: Owner) -> None:
    julia = Participant("to", Handle("account", "whatsapp:julia segeln", "whatsapp:julia segeln"), named)
    crowd = mail("big", 3, ROBIN, *(f"p{n}@x.example" for n in range(11)))
    assert isinstance(crowd, InteractionSeen)
    chat = File("chat.txt", "whatsapp", (replace(crowd, people=(*crowd.people, julia)),))
    (line,) = brought.page(owner, bring(owner, chat)["batch"], Asked()).lines
    assert ("", said) in line.people
