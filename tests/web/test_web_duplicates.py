"""Pairs that may be one person: looked at, joined, told apart, and taken back, without any script."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.test import Client

from amity.book import access, duplicates, people
from amity.web.page import Owner
from tests.web.conftest import TODAY


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

    undo = re.search(r'action="(/duplicates/split/\w+/)"', page)
    assert undo is not None
    page = client.post(undo[1], {"undo": "1", "next": "/duplicates/"}, follow=True).content.decode()
    assert "Are these one person?" in page
    assert {access.person(owner, known).title for known in two} == {"Director", "Head"}


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
    assert "2 pairs are one person each now." in answer.content.decode()
    assert people.count(owner) == 2


def test_anybody_can_be_set_beside_anybody(client: Client, owner: Owner, two: tuple[str, str]) -> None:
    other = people.add(owner, today=TODAY, name="Bo Chen", organization="Birch")
    page = client.get("/duplicates/compare/", {"one": two[0], "q": "birch"}).content.decode()
    assert f"?one={two[0]}&amp;other={other}" in page
    page = client.get("/duplicates/compare/", {"one": two[0], "other": other}).content.decode()
    assert 'value="Bo Chen"' in page
    assert client.get("/duplicates/compare/", {"one": two[0], "other": two[0]}).status_code == 409
    assert client.get("/duplicates/compare/", {"one": "nobody"}).status_code == 404
    assert client.post("/duplicates/join/", {"one": two[0]}).status_code == 409


def test_records_of_somebody_else_are_taken_out(client: Client, owner: Owner, two: tuple[str, str]) -> None:
    id_ = duplicates.join(owner, *two, today=TODAY)
    assert client.get(f"/duplicates/split/{id_}/").status_code == 200
    assert client.post(f"/duplicates/split/{id_}/", {}).status_code == 409
    answer = client.post(f"/duplicates/split/{id_}/", {"undo": "1"}, follow=True)
    assert "Taken apart: 2 people now." in answer.content.decode()


@pytest.mark.parametrize("url", ["/duplicates/join/", "/duplicates/different/", "/duplicates/later/"])
def test_looking_changes_nothing(client: Client, two: tuple[str, str], url: str) -> None:
    assert client.get(url).status_code == 405
    assert people.count(access.owner()) == len(two)
