"""Where somebody works, on their page: each area with what it was read from, and the owner's word instead."""

from __future__ import annotations

import pytest
from django.test import Client

from amity.book import access, people
from amity.core import placing, titles
from amity.web import placed
from tests import village

TODAY = village.TODAY


@pytest.fixture
def ana(client: Client) -> str:
    del client
    owner = access.owner()
    return people.add(
        owner, today=TODAY, name="Ana Lima", handles=["ana@acme.de"], title="Head of Sales"
    )  # fmt: skip


@pytest.mark.django_db
def test_a_page_says_what_each_area_was_read_from(client: Client, ana: str) -> None:
    told = client.get(f"/people/{ana}/").content.decode()
    for area, basis in (
        ("acme.de", "read from the mail address"), ("sales", "read from the title"),
        ("Director", "read from the title"), ("Germany", "read from the mail address"),
    ):  # fmt: skip
        assert f"<dd>{area} <small>{basis}</small></dd>" in told
    assert f"/people/{ana}/edit/#id_function" in told


@pytest.mark.django_db
def test_the_owner_corrects_one_area_and_the_others_stay_read(client: Client, ana: str) -> None:
    page = client.get(f"/people/{ana}/edit/")
    before = page.context["form"].initial
    assert (before["function"], before["level"]) == ("sales", "director")
    sent = {**{name: value or "" for name, value in before.items()}, "function": "Finance", "handle": ""}
    assert client.post(f"/people/{ana}/edit/", sent).status_code == 302
    (shown,) = people.find(access.owner(), ana, today=TODAY)
    assert (shown.function, shown.level) == ("finance", "director")
    assert (shown.basis["function"], shown.basis["level"]) == ("hand", "title")
    assert "<dd>finance <small>your word</small></dd>" in client.get(f"/people/{ana}/").content.decode()


def test_every_basis_and_level_has_its_words() -> None:
    assert placed.BASES.keys() == placing.BASES.keys()
    assert tuple(placed.LEVELS) == titles.LEVELS
