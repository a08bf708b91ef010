"""Atlas: what is missed comes first, then each dimension as a grid; every area can be put right."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from amity.book import atlas, circles, interactions, owners, people
from amity.core.areas import Bridge, Coverage, Drawn, Introducer, Spot
from amity.core.reasons import Evidence
from amity.web import grid
from amity.web.page import Owner
from tests.web.conftest import TODAY


def known(owner: Owner, name: str, organization: str = "", *, title: str = "", days: int = 0) -> str:
    id_ = people.add(owner, today=TODAY, name=name, organization=organization, title=title)
    if days:
        on = TODAY - timedelta(days=days)
        interactions.log(owner, [id_], "Hello", how="call", on=on, direction="mutual", today=TODAY)
    return id_


def shown(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def row(page: str, name: str) -> list[str]:
    """Give the cells of an area's row as text."""
    found = re.search(rf"<tr data-row>(?:(?!</tr>).)*?>{re.escape(name)}<.*?</tr>", page, re.DOTALL)
    assert found is not None
    return [
        re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in re.findall(r"<td.*?</td>", found[0], re.DOTALL)
    ]


def test_an_empty_atlas_says_what_will_stand_there_and_how_to_fill_it(client: Client, owner: Owner) -> None:
    page = shown(client, "/atlas/")
    assert "Here will stand where the people you know are" in page
    assert 'href="/import/"' in page
    assert owner is not None


def test_a_grid_counts_who_is_strong_in_touch_and_asleep(client: Client, owner: Owner) -> None:
    known(owner, "Ana", "Acme", days=2)
    known(owner, "Bo", "Acme", days=300)
    known(owner, "Cy", "Acme")
    assert row(shown(client, "/atlas/"), "Acme")[:3] in (["1", "1", "1"], ["–", "2", "1"])


def test_the_only_one_of_a_place_is_named(client: Client, owner: Owner) -> None:
    ana = known(owner, "Ana Sousa", "Acme", days=20)
    page = shown(client, "/atlas/")
    assert row(page, "Acme")[4] == "Ana Sousa"
    assert f'href="/people/{ana}/"' in page


def test_a_share_of_a_handful_is_not_a_percentage(client: Client, owner: Owner) -> None:
    for name in ("Ana", "Bo", "Cy"):
        known(owner, name, "Acme", days=20)
    assert 'class="share"' not in shown(client, "/atlas/")
    for number in range(7):
        known(owner, f"Person {number}", f"Place {number}", days=20)
    page = shown(client, "/atlas/")
    assert page.count('class="share"') == 1
    assert row(page, "Acme")[3] == "30%"


@pytest.mark.parametrize("by", ["industry", "function", "level", "place", "age", "circle", "nonsense"])
def test_every_dimension_has_its_grid(client: Client, owner: Owner, by: str) -> None:
    ana = known(owner, "Ana Sousa", "Acme University", title="Head of Engineering", days=20)
    people.edit(owner, ana, place="Lisbon, Portugal", today=TODAY)
    circle = circles.add(owner, "Choir")
    circles.put(owner, circle, [ana], today=TODAY)
    page = shown(client, f"/atlas/?by={by}")
    shown_first = {
        "circle": "Choir",
        "place": "Portugal",
        "function": "Engineering",
        "nonsense": "Acme University",
    }
    assert row(page, shown_first[by]) if by in shown_first else page.count("<tr data-row>") <= 1
    assert page.count('aria-current="true"') == 1


def test_of_how_many_it_speaks_is_said(client: Client, owner: Owner) -> None:
    known(owner, "Ana", "Acme", days=20)
    known(owner, "Bo", "", days=20)
    assert "Counted from the 1 of 2 in touch whose place here is known" in shown(client, "/atlas/")


def test_an_area_shows_by_what_each_was_placed_and_where_to_correct_it(client: Client, owner: Owner) -> None:
    ana = known(owner, "Ana Sousa", "Acme", title="Senior Software Engineer", days=20)
    page = shown(client, "/atlas/?by=function")
    assert "not by anybody’s word" in page
    page = shown(client, "/atlas/area/?by=function&of=engineering")
    assert "Read from the title." in page
    assert f'href="/people/{ana}/edit/"' in page
    assert "Last exchange" in page
    assert "Senior Software Engineer, Acme" in page
    inside = shown(client, "/atlas/area/?by=organization&of=acme")
    assert "Senior Software Engineer</p>" in inside


def test_who_is_set_aside_is_in_no_area(client: Client, owner: Owner) -> None:
    ana = known(owner, "Ana Sousa", "Acme")
    assert "Ana Sousa" in shown(client, "/atlas/area/?by=organization&of=acme")
    people.put_aside(owner, [ana], "private", today=TODAY)
    assert "Nobody stands here at present." in shown(client, "/atlas/area/?by=organization&of=acme")


@pytest.mark.parametrize("query", ["", "?by=age&of=1", "?by=circle&of=x", "?by=function", "?of="])
def test_an_area_that_nobody_is_kept_by_is_not_there(client: Client, owner: Owner, query: str) -> None:
    assert client.get(f"/atlas/area/{query}").status_code == 404
    assert owner is not None


def test_hostile_names_of_areas_stay_names(client: Client, owner: Owner) -> None:
    known(owner, "Ana", '"><script>alert(1)</script>', days=5)
    raw = client.get("/atlas/").content.decode()
    assert "<script>alert" not in raw
    (of,) = set(re.findall(r'href="/atlas/area/\?by=organization&amp;of=([^"]+)"', raw))
    page = client.get(f"/atlas/area/?by=organization&of={of}")
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert "Ana" in page.content.decode()


def drawn(*spots: Spot, bridges: tuple[Bridge, ...] = ()) -> Drawn:
    coverage = Coverage("organization", (), 3, 0, 0, None, None, None, "Nobody was in touch.")
    return Drawn((coverage,), spots, bridges)


def test_a_blind_spot_says_what_it_costs_what_to_do_and_who_could_introduce(
    client: Client, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = Evidence("interaction", "7", "Budget talk", TODAY)
    dee = Introducer("dee", "Dee Moss", 0.4, "She was in three of her threads.", (proof,), ("eli", "Eli"))
    spot = Spot(
        "empty", "industry", "health", "health", 2.0, "You know nobody in health.",
        "Ask Dee Moss who to meet.", "A goal of yours takes it.", (), (dee,),
        "Seen from your own mail alone.",
    )  # fmt: skip
    bridge = Bridge("dee", "Dee Moss", "organization", "mill", "Mill", "Dee is the only one at the Mill.")
    monkeypatch.setattr(atlas, "drawn", lambda *_, **__: drawn(spot, bridges=(bridge,)))
    page = shown(client, "/atlas/")
    told = [
        "You know nobody in health.", "A goal of yours takes it.", "Ask Dee Moss who to meet.",
        "Who could introduce you", "She was in three of her threads.", "Budget talk",
        "Seen from your own mail alone.", '<a href="/people/dee/">Dee</a> is the only one at the Mill.',
        "What you cover",
    ]  # fmt: skip
    places = [page.index(text) for text in told]
    assert places == sorted(places)
    assert 'href="/people/dee/?at=7#i-7"' in page
    assert owner is not None


def test_where_nobody_was_in_touch_no_silence_is_counted_up_but_a_way_is_shown(
    client: Client, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = Spot("silent", "level", "founder", "founder", 1.0, "You know 189 founders, all silent.", "Go.")
    named = Spot("empty", "industry", "health", "health", 1.0, "You know nobody in health.", "Ask.")
    monkeypatch.setattr(atlas, "drawn", lambda *_, **__: drawn(silent, named))
    page = shown(client, "/atlas/")
    assert "189 founders" not in page
    assert page.index("nothing is missing here") < page.index("You know nobody in health.")
    assert 'href="/people/choose/"' in page
    assert owner is not None


def test_who_a_blind_spot_is_about_is_a_way_to_them(client: Client, owner: Owner) -> None:
    known(owner, "Ana", "Mill", days=9)
    eli = people.add(owner, today=TODAY, name="Eli Noor", organization="Acme", importance=2)
    assert f'<a href="/people/{eli}/">Eli Noor</a> matters to you' in shown(client, "/atlas/")


def test_many_blind_spots_are_folded_after_the_first(
    client: Client, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = [Spot("empty", "industry", f"{n}", f"{n}", 1.0, f"Spot {n}.", "Go.") for n in range(9)]
    monkeypatch.setattr(atlas, "drawn", lambda *_, **__: drawn(*several))
    page = shown(client, "/atlas/")
    assert page.index("Spot 6.") < page.index("2 more") < page.index("Spot 7.")
    assert owner is not None


def test_the_second_page_of_a_grid_is_only_the_grid(client: Client, owner: Owner) -> None:
    for number in range(60):
        known(owner, f"Person {number}", f"Place {number:02}", days=9)
    page = shown(client, "/atlas/?by=organization&page=2")
    assert page.count("<tr data-row>") == 10
    assert 'id="mix"' not in page
    assert 'href="?by=organization&page=1#areas"' in page


def test_an_empty_picture_says_what_will_be_drawn(client: Client, owner: Owner) -> None:
    assert "Here your strongest ties will be drawn" in shown(client, "/atlas/picture/")
    assert owner is not None


def test_the_picture_is_drawn_said_and_told_as_a_table(client: Client, owner: Owner) -> None:
    ids = [known(owner, name, "Acme", days=9) for name in ("Ana", "Bo", "Cy")]
    owners.edit(owner, today=TODAY, organization="Acme")
    on = TODAY - timedelta(days=3)
    interactions.log(owner, ids, "Plans", how="meeting", on=on, today=TODAY)
    known(owner, "Dee", days=400)
    page = shown(client, "/atlas/picture/")
    assert "One group is seen among your four strongest ties: Acme, with three of them." in page
    picture, _, rest = page.partition('<details id="alone"')
    alone, _, table = rest.partition('<details id="table"')
    for id_ in ids:
        assert f'href="/people/{id_}/"' in picture
        assert f'href="/people/{id_}/"' in table
    assert (
        picture.count('<g role="group" aria-label="Acme, 3 people">') == 2
    )  # a desk's drawing and a phone's
    assert "Ties you cannot see are missing." in page
    assert "Dee" not in picture
    assert "One more of these ties is seen beside nobody else here" in alone
    assert "Dee</a>" in alone


def test_a_pair_is_named_and_not_drawn(client: Client, owner: Owner) -> None:
    ids = [known(owner, name, days=9) for name in ("Ana", "Bo", "Cy")]
    on = TODAY - timedelta(days=3)
    interactions.log(owner, ids[:2], "Plans", how="meeting", on=on, today=TODAY)
    page = shown(client, "/atlas/picture/")
    assert "No group is seen among your three strongest ties, only people in twos." in page
    assert "data-picture" not in page
    pair = rf'<a href="/people/{ids[0]}/">Ana</a> and <a href="/people/{ids[1]}/">Bo</a>'
    assert re.search(pair, page)
    assert page.index("Bring your calendar") < page.index("Seen in twos") < page.index("Cy</a>")


def test_nobody_seen_beside_another_is_said_and_not_drawn(client: Client, owner: Owner) -> None:
    for name in ("Ana", "Bo", "Cy"):
        known(owner, name, "Acme", days=9)
    page = shown(client, "/atlas/picture/")
    assert "data-picture" not in page
    assert "was with two or more of your three strongest ties." in page
    assert page.index("Bring your calendar") < page.index('href="/people/">Your strongest ties, as a list')
    assert "Ana" not in page


def test_places_of_one_person_each_are_folded_and_levels_keep_their_order(
    client: Client, owner: Owner
) -> None:
    for number in range(5):
        known(owner, f"Person {number}", f"Place {number}", title="Director", days=9)
    page = shown(client, "/atlas/")
    assert page.count("<tr data-row>") == 5
    assert "more with one person" not in page
    for name in ("Ana", "Bo"):
        known(owner, name, "Acme")
    grid_, _, folded = shown(client, "/atlas/").partition("5 more with one person each")
    assert ("Acme" in grid_, "Place 3</a>" in grid_.partition('id="areas"')[2]) == (True, False)
    assert row(folded, "Place 3")[4] == "Person 3"
    assert "more with one person" not in shown(client, "/atlas/?by=level")


def test_marks_follow_the_count_by_their_area() -> None:
    assert [grid._radius(count, 100) for count in (100, 25, 1, 0)] == ["11.0", "5.5", "3.0", ""]


def test_blau_is_said_in_tenths() -> None:
    assert [grid.chance(blau) for blau in (None, 0.0, 0.31, 0.97)] == [None, 0, 3, 10]


@pytest.mark.usefixtures("owner")
def test_an_area_that_is_none_leads_back_to_the_atlas(client: Client) -> None:
    answer = client.get("/atlas/area/?by=organization&of=nowhere")
    assert answer.status_code == 404
    assert 'href="/atlas/">The atlas</a>' in answer.content.decode()
    assert "The atlas</a>" not in client.get("/people/nobody/").content.decode()
