"""Atlas: what is missed comes first, as sentences with a next step each."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from amity.book import interactions, people
from amity.web.page import Owner
from tests.web.conftest import TODAY


def known(owner: Owner, name: str, organization: str, *, days: int = 0) -> str:
    id_ = people.add(owner, today=TODAY, name=name, organization=organization)
    if days:
        on = TODAY - timedelta(days=days)
        interactions.log(owner, [id_], "Hello", how="call", on=on, direction="mutual", today=TODAY)
    return id_


def test_a_place_where_nobody_is_in_touch_is_said_first(client: Client, owner: Owner) -> None:
    for name in ("Ana", "Bo", "Cy"):
        known(owner, name, "Northwind")
    page = client.get("/atlas/").content.decode()
    said = page.index("Three people known at Northwind, none in touch this year.")
    assert said < page.index("<table class=")
    assert 'href="/people/?organization=Northwind"' in page


def test_a_place_that_hangs_on_one_tie_names_it(client: Client, owner: Owner) -> None:
    ana = known(owner, "Ana Sousa", "Acme", days=20)
    page = client.get("/atlas/").content.decode()
    assert "Ana Sousa is the only one you know at Acme." in page
    assert f'href="/people/{ana}/">Ask Ana who else to meet' in page


def test_a_share_of_a_handful_is_not_a_percentage(client: Client, owner: Owner) -> None:
    for name in ("Ana", "Bo", "Cy"):
        known(owner, name, "Acme", days=20)
    assert 'class="share"' not in client.get("/atlas/").content.decode()
    for number in range(7):
        known(owner, f"Person {number}", f"Place {number}", days=20)
    page = client.get("/atlas/").content.decode()
    assert page.count('class="share"') == 1
    assert "30%" in page
