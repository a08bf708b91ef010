"""People: the list, the owner's words in bulk, the fifteen-name start, choosing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from amity.book import access, candidates, owners, people
from amity.core.people import Person
from amity.core.view import View
from amity.web.page import Owner
from tests.web.conftest import TODAY

Crowd = Callable[[int], list[str]]


def everybody(owner: Owner, *, aside: bool = False) -> dict[str, Person]:
    found = people.page(owner, people.Query(aside=aside, limit=500), today=TODAY).people
    return {one.name: one for one in found}


@pytest.mark.usefixtures("person")
def test_the_list_finds_by_name_without_javascript(client: Client, crowd: Crowd) -> None:
    crowd(3)
    page = client.get("/people/?q=sousa").content.decode()
    assert "Ana Sousa" in page
    assert "Person 001" not in page


def test_the_list_shows_fifty_and_offers_the_next(client: Client, crowd: Crowd) -> None:
    crowd(55)
    first, second = (client.get(f"/people/?sort=name&page={number}").content.decode() for number in (1, 2))
    assert first.count("<li data-row") == 50
    assert "sort=name&amp;page=2" in first
    assert second.count("<li data-row") == 5


@pytest.mark.parametrize("number", ["0", "-1", "999", "9" * 40, "x", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(number: str, client: Client, crowd: Crowd) -> None:
    crowd(2)
    page = client.get(f"/people/?page={number}").content.decode()
    assert page.count("<li data-row") == 2


@pytest.mark.usefixtures("person")
def test_filters_keep_only_those_who_fit(client: Client, crowd: Crowd) -> None:
    crowd(4)
    for query in ("purpose=strategic", "organization=ACME+Inc.", "importance=2&q=ana"):
        page = client.get(f"/people/?{query}").content.decode()
        assert "Ana Sousa" in page
        assert "Person 001" not in page


@pytest.mark.parametrize("sort", ["strength", "name"])
def test_who_is_set_aside_is_found_by_name_after_the_others(
    sort: str, client: Client, owner: Owner, person: str
) -> None:
    other = people.add(owner, today=TODAY, name="Bea Sousa", organization="Acme")
    people.put_aside(owner, [person], "private", today=TODAY)
    page = client.get(f"/people/?q=sousa&sort={sort}").content.decode()
    assert page.index("Bea Sousa") < page.index("Ana Sousa")
    assert f'name="wanted" value="{person}"' in page
    assert f'name="unwanted" value="{other}"' in page
    for away in ("/people/?q=acme", "/people/"):
        assert "Ana Sousa" not in client.get(away).content.decode()
    found = client.get("/people/find/?q=ana").content.decode()
    assert "Ana Sousa" in found
    assert "set aside" in found
    assert "set aside" not in client.get("/people/find/?q=bea").content.decode()
    names = client.get("/people/find/?who=ana", headers={"HX-Target": "people-names"}).content.decode()
    assert "Acme (set aside)" in names


@pytest.mark.usefixtures("person")
def test_an_unknown_filter_word_is_left_out(client: Client) -> None:
    assert "Ana Sousa" in client.get("/people/?state=furious&sort=vanity&importance=9").content.decode()


@pytest.mark.usefixtures("person")
def test_when_nobody_fits_the_page_leads_back(client: Client) -> None:
    page = client.get("/people/?q=nobody-at-all").content.decode()
    assert "Nobody fits that." in page
    assert 'href="/people/"' in page


def test_several_people_get_one_importance(client: Client, owner: Owner, crowd: Crowd) -> None:
    answer = client.post("/people/bulk/", {"id": crowd(3), "importance": "2", "next": "/people/?q=x"})
    assert answer.headers["Location"] == "/people/?q=x"
    assert [one.importance for one in everybody(owner).values()] == [2, 2, 2]


def test_importance_zero_can_be_said(client: Client, owner: Owner, person: str) -> None:
    client.post("/people/bulk/", {"id": [person], "importance": "0"})
    assert everybody(owner)["Ana Sousa"].importance == 0


def test_not_for_this_can_be_undone_from_its_notice(client: Client, owner: Owner, crowd: Crowd) -> None:
    ids = crowd(2)
    page = client.post("/people/bulk/", {"id": ids, "aside": "not-for-this"}, follow=True).content.decode()
    assert "2 people set aside." in page
    assert f'name="id" value="{",".join(ids)}"' in page
    assert everybody(owner) == {}
    client.post("/people/bulk/", {"id": ",".join(ids), "aside": "back"})
    assert len(everybody(owner)) == 2


def test_an_unknown_word_in_bulk_is_refused(client: Client, owner: Owner, person: str) -> None:
    for told in ({"importance": "4"}, {"purpose": "vanity"}, {"aside": "boring"}):
        assert client.post("/people/bulk/", {"id": [person], **told}).status_code == 409
    assert everybody(owner)["Ana Sousa"].importance == 2


def test_a_stranger_in_bulk_is_not_there(client: Client, person: str) -> None:
    assert client.post("/people/bulk/", {"id": [person, "stranger"], "importance": "1"}).status_code == 404


def test_somebody_added_by_hand_is_shown_whole(client: Client, owner: Owner, person: str) -> None:
    told = {
        "name": "Dana Okafor",
        "organization": "Fjord Bank",
        "through": "Ana Sousa",
        "handle": "dana@x.example",
    }
    page = client.post("/people/add/", told, follow=True).content.decode()
    assert "Dana Okafor" in page
    assert "dana@x.example" in page
    assert everybody(owner)["Dana Okafor"].through == person


@pytest.mark.usefixtures("owner")
def test_a_person_without_a_name_is_asked_for_one(client: Client) -> None:
    answer = client.post("/people/add/", {"name": " "})
    assert answer.status_code == 422
    assert "A name is needed." in answer.content.decode()


@pytest.mark.usefixtures("owner")
def test_an_introducer_who_is_not_here_is_said_at_the_field(client: Client) -> None:
    answer = client.post("/people/add/", {"name": "Dana", "through": "Nobody Known"})
    assert answer.status_code == 422
    assert "Nobody here has that name yet" in answer.content.decode()


def rows(*said: dict[str, str]) -> dict[str, str]:
    fields = {f"row-{at}-{key}": value for at, row in enumerate(said) for key, value in row.items()}
    return {"row-TOTAL_FORMS": str(len(said)), "row-INITIAL_FORMS": "0", **fields}


def test_fifteen_names_make_a_first_plan(client: Client, owner: Owner) -> None:
    said = [{"name": f"Friend {at}", "importance": "2", "last": "last month" * (at % 2)} for at in range(15)]
    answer = client.post("/people/start/", rows(*said), follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert len(everybody(owner)) == 15
    assert owners.describe(access.owner()).chosen
    assert 'class="pick"' in answer.content.decode()


def test_blank_rows_of_the_start_are_nobody(client: Client, owner: Owner) -> None:
    client.post("/people/start/", rows({"name": "Ana"}, {"name": ""}, {}))
    assert list(everybody(owner)) == ["Ana"]


def test_sixteen_names_are_too_many_to_start_with(client: Client, owner: Owner) -> None:
    answer = client.post("/people/start/", rows(*({"name": f"Friend {at}"} for at in range(16))))
    assert answer.status_code == 422
    assert everybody(owner) == {}


@pytest.mark.parametrize("said", ["a while ago", "when pigs flew", "2024"])
def test_words_nobody_can_date_are_kept_as_words(said: str, client: Client, owner: Owner) -> None:
    client.post("/people/start/", rows({"name": "Ana", "last": said}))
    ana = everybody(owner)["Ana"]
    assert (ana.note, ana.last, ana.interactions) == (f"Last talked: {said}", None, 0)


def test_an_address_at_the_start_is_an_address_of_the_person(client: Client, owner: Owner) -> None:
    client.post("/people/start/", rows({"name": "Ana", "handle": "ana@sousa.example"}))
    assert [handle.value for handle in everybody(owner)["Ana"].handles] == ["ana@sousa.example"]


def test_what_is_no_address_is_said_at_its_row(client: Client, owner: Owner) -> None:
    answer = client.post("/people/start/", rows({"name": "Ana", "handle": "by the harbor"}))
    assert answer.status_code == 422
    assert "neither a mail address nor a phone number" in answer.content.decode()
    assert everybody(owner) == {}


def test_one_row_is_set_aside_by_its_own_button_and_comes_back(
    client: Client, owner: Owner, crowd: Crowd
) -> None:
    one, other = crowd(2)
    client.post("/people/bulk/", {"unwanted": one, "id": other})
    assert len(everybody(owner)) == 1
    client.post("/people/bulk/", {"wanted": one})
    assert len(everybody(owner)) == 2


def test_good_to_keep_stays_good_to_keep_after_the_start(client: Client, owner: Owner) -> None:
    client.post("/people/start/", rows({"name": "Ana", "importance": "1"}, {"name": "Bo", "importance": "3"}))
    assert {name: one.importance for name, one in everybody(owner).items()} == {"Ana": 1, "Bo": 3}


def test_the_chosen_matter(client: Client, owner: Owner, crowd: Crowd) -> None:
    ids = crowd(4)
    assert client.post("/people/choose/", {"chosen": ids[:2]}).headers["Location"] == "/"
    found = everybody(owner)
    assert found["Person 001"].importance >= 2
    assert owners.describe(access.owner()).chosen


def test_a_sixteenth_choice_is_refused_and_the_choice_is_kept(client: Client, crowd: Crowd) -> None:
    answer = client.post("/people/choose/", {"chosen": crowd(16)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Fifteen at most" in page
    assert page.count(" checked>") == 16


def test_setting_aside_while_choosing_keeps_the_choice(client: Client, owner: Owner, crowd: Crowd) -> None:
    first, second, *_ = crowd(3)
    page = client.post("/people/choose/", {"chosen": [first], "unwanted": second}).content.decode()
    assert f'value="{second}" data-main' not in page
    assert f'value="{first}" data-main checked' in page
    assert len(everybody(owner, aside=True)) == 1


def test_the_palette_offers_people_and_to_add_who_is_missing(client: Client, person: str) -> None:
    headers = {"HX-Request": "true", "HX-Target": "people-found"}
    found = client.get("/people/find/?q=ana", headers=headers).content.decode()
    assert f'href="/people/{person}/"' in found
    assert "<html" not in found
    assert "Add them" in client.get("/people/find/?q=zoe", headers=headers).content.decode()


def test_choosing_compares_nobody_with_everybody(
    owner: Owner, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(5)
    ids = [people.add(owner, today=TODAY, name=f"Nobody {n}") for n in range(5)]

    def compared(one: View, other: object) -> bool:
        raise AssertionError((one, other))

    monkeypatch.setattr(View, "__eq__", compared)
    found = [one.person.id for one in candidates.of(owner, today=TODAY)]
    assert len(found) == len(set(found)) == 10
    assert set(found[5:]) == set(ids)
