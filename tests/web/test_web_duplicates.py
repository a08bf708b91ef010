"""Pairs that may be one person: looked at, joined, told apart, and taken back, without any script."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.test import Client

from amity.book import access, duplicates, people
from amity.web.page import Owner
from tests.web.conftest import TODAY


def undo(page: str) -> dict[str, str]:
    """Read the fields of a page's undo, as its form sends them."""
    (form,) = re.findall(r'<form method="post" action="/duplicates/(?:unjoin|different)/">.*?</form>', page)
    return dict(re.findall(r'name="(id|undo|one|other|next)" value="([^"]*)"', form))


@pytest.fixture
def two(owner: Owner) -> tuple[str, str]:
    """Give one person who stands in the book twice."""
    first = people.add(owner, today=TODAY, name="Ana Sousa", handles=("ana@sousa.example",), title="Director")
    second = people.add(owner, today=TODAY, name="Ana Sousa", handles=("+442071838750",), title="Head")
    return first, second


def test_the_most_probable_pair_stands_beside_its_reason(client: Client, two: tuple[str, str]) -> None:
    page = client.get("/duplicates/").content.decode()
    assert "Are these one person?" in page
    assert "ana@sousa.example" in page
    assert "+442071838750" in page
    assert all(f"/people/{one}/" in page for one in two)
    assert page.count('name="keep-title"') == 2
    assert 'name="keep-name"' not in page


def test_one_person_keeps_what_was_chosen_and_can_be_taken_back(client: Client, two: tuple[str, str]) -> None:
    one, other = two
    client.get("/duplicates/")
    told = {"one": one, "other": other, "keep-title": "Head", "next": "/duplicates/"}
    answer = client.post("/duplicates/join/", told, follow=True)
    page = answer.content.decode()
    assert "One person now." in page
    assert "Nobody seems to stand here twice." in page
    owner = access.owner()
    assert access.person(owner, one).pk == access.person(owner, other).pk
    assert access.person(owner, one).title == "Head"

    page = client.post("/duplicates/unjoin/", undo(page), follow=True).content.decode()
    assert {access.person(owner, known).title for known in two} == {"Director", "Head"}
    assert "Are these one person?" in page


def test_two_people_are_not_asked_about_again_until_that_is_taken_back(
    client: Client, two: tuple[str, str]
) -> None:
    told = {"one": two[0], "other": two[1]}
    assert client.get("/duplicates/").status_code == 200
    page = client.post("/duplicates/different/", told, follow=True).content.decode()
    assert "They stay two people" in page
    assert "Nobody seems to stand here twice." in page
    page = client.post("/duplicates/different/", {**told, "undo": "1"}, follow=True).content.decode()
    assert "Are these one person?" in page


@pytest.mark.usefixtures("two")
def test_later_puts_a_pair_behind_the_others(client: Client, owner: Owner) -> None:
    for handle in ("bo@birch.example", "+442071838751"):
        people.add(owner, today=TODAY, name="Bo Chen", handles=(handle,))
    client.get("/duplicates/")
    first, second = duplicates.open(owner, today=TODAY)
    client.post("/duplicates/later/", {"pair": first.id})
    assert [pair.id for pair in duplicates.open(owner, today=TODAY)] == [second.id, first.id]
    assert client.post("/duplicates/later/", {"pair": "nothing"}).status_code == 404


def test_the_certain_ones_are_joined_at_once(client: Client, owner: Owner) -> None:
    for name, handle in product(("Bo Chen", "Ana Sousa"), ("@birch.example", "+44207183875")):
        address = f"{name[:2]}{handle}" if "@" in handle else f"{handle}{len(name)}"
        person = people.add(owner, today=TODAY, name=name, handles=(address,), organization="Birch")
        people.edit(owner, person, today=TODAY, birthday="1980-02-03" if name == "Bo Chen" else "1975-07-01")
    page = client.get("/duplicates/").content.decode()
    ids = re.findall(r'name="id" value="(\w+)" checked', page)
    assert len(ids) == 2
    answer = client.post("/duplicates/certain/", {"id": ids}, follow=True)
    page = answer.content.decode()
    assert re.search(r"2 pairs are one person each now: (Ana Sousa and Bo|Bo Chen and Ana) ", page)
    assert people.count(owner) == 2

    page = client.post("/duplicates/unjoin/", undo(page), follow=True).content.decode()
    assert "2 joins are taken back." in page
    assert "Are these one person?" in page
    assert people.count(owner) == 4
    assert client.post("/duplicates/unjoin/", {"id": ids[0]}).status_code == 409


def test_a_pair_that_was_undone_stands_first_again_before_likelier_ones(client: Client, owner: Owner) -> None:
    for name, born in (("Bo Chen", "1980-02-03"), ("Ana Sousa", "")):
        for handle in (f"{name[:2]}@birch.example", f"+4420718387{len(name)}0"):
            person = people.add(owner, today=TODAY, name=name, handles=(handle,))
            people.edit(owner, person, today=TODAY, birthday=born)
    client.get("/duplicates/")
    likely, less = duplicates.open(owner, today=TODAY)
    for word in ("join", "different"):
        told = {"one": less.one.id, "other": less.other.id, "next": "/duplicates/"}
        page = client.post(f"/duplicates/{word}/", told, follow=True).content.decode()
        assert f'name="one" value="{likely.one.id}"' in page
        way = "unjoin" if word == "join" else word
        page = client.post(f"/duplicates/{way}/", undo(page), follow=True).content.decode()
        assert f'name="one" value="{less.one.id}"' in page
        assert {pair.id for pair in duplicates.open(owner, today=TODAY)} == {likely.id, less.id}


@pytest.mark.usefixtures("two")
def test_a_pair_that_is_not_open_gives_way_to_the_first(client: Client) -> None:
    answer = client.get("/duplicates/", {"pair": "nothing"})
    assert answer.status_code == 200
    assert "Are these one person?" in answer.content.decode()


@pytest.mark.usefixtures("two")
def test_every_open_pair_can_be_found_with_organizations_where_names_are_equal(
    client: Client, owner: Owner
) -> None:
    for place in ("Birch", "Elm"):
        people.add(owner, today=TODAY, name="Bo Chen", organization=place, title="Luthier")
    page = client.get("/duplicates/waiting/").content.decode()
    assert "2 pairs to look at" in page
    for pair in duplicates.open(owner, today=TODAY):
        assert f"/duplicates/?pair={pair.id}" in page
    assert re.search(r"Bo Chen <small>\((Birch · Elm|Elm · Birch)\)</small>", page)


def test_anybody_can_be_set_beside_anybody(client: Client, owner: Owner, two: tuple[str, str]) -> None:
    other = people.add(owner, today=TODAY, name="Bo Chen", organization="Birch")
    page = client.get("/duplicates/compare/", {"one": two[0], "q": "birch"}).content.decode()
    assert f"?one={two[0]}&amp;other={other}" in page
    page = client.get("/duplicates/compare/", {"one": two[0], "other": other}).content.decode()
    assert 'value="Bo Chen"' in page
    assert client.get("/duplicates/compare/", {"one": two[0], "other": two[0]}).status_code == 409
    assert client.get("/duplicates/compare/", {"one": "nobody"}).status_code == 404
    assert client.post("/duplicates/join/", {"one": two[0]}).status_code == 409


def test_who_may_be_somebody_too_begins_with_the_parts_of_their_name(client: Client, owner: Owner) -> None:
    one, both, kin, given, _ = (
        people.add(owner, today=TODAY, name=name)
        for name in (
            "William Whewell",
            "Whewell William",
            "Cordelia Whewell",
            "William Hale",
            "Whewella Hale",
        )
    )
    page = client.get("/duplicates/compare/", {"one": one}).content.decode()
    assert re.findall(r"&amp;other=(\w+)", page) == [both, kin, given]
    alone = people.add(owner, today=TODAY, name="Zoe")
    page = client.get("/duplicates/compare/", {"one": alone}).content.decode()
    assert "Nobody else fits that." not in page
    page = client.get("/duplicates/compare/", {"one": alone, "q": "nowhere"}).content.decode()
    assert "Nobody else fits that." in page


def test_records_of_somebody_else_are_taken_out(client: Client, owner: Owner, two: tuple[str, str]) -> None:
    id_ = duplicates.join(owner, *two, today=TODAY)
    assert client.get(f"/duplicates/split/{id_}/").status_code == 200
    assert client.post(f"/duplicates/split/{id_}/", {}).status_code == 409
    answer = client.post(f"/duplicates/split/{id_}/", {"undo": "1"}, follow=True)
    assert "Taken apart: 2 people now." in answer.content.decode()


@pytest.mark.parametrize("url", ["join", "different", "later", "certain", "unjoin"])
def test_looking_changes_nothing(client: Client, two: tuple[str, str], url: str) -> None:
    assert client.get(f"/duplicates/{url}/").status_code == 405
    assert people.count(access.owner()) == len(two)
