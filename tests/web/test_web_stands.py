"""Where somebody stands: what their card says goes before what was read, and only where it was changed."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from amity.book import people
from amity.web.page import Owner
from tests.web.conftest import TODAY


@pytest.fixture
def ana(owner: Owner) -> str:
    return people.add(owner, today=TODAY, name="Ana Sousa", title="Senior Software Engineer")


def shown(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def card(**fields: str) -> dict[str, str]:
    return {"name": "Ana Sousa", "title": "Senior Software Engineer", "function": "engineering",
            "level": "individual", **fields}  # fmt: skip


def test_what_is_said_on_the_card_stands_before_what_was_read(client: Client, ana: str) -> None:
    assert "read from the title" in shown(client, f"/people/{ana}/edit/")
    client.post(f"/people/{ana}/edit/", card(function="research", industry="health"))
    page = shown(client, f"/people/{ana}/")
    assert "<dd>research <small>your word</small>" in page
    assert "<dd>health <small>your word</small>" in page
    assert "Ana Sousa" in shown(client, "/atlas/area/?by=function&of=research")
    assert "Your word." in shown(client, "/atlas/area/?by=function&of=research")


def test_a_card_saved_as_it_stands_makes_no_reading_the_owner_s_word(client: Client, ana: str) -> None:
    client.post(f"/people/{ana}/edit/", card())
    assert "<dd>engineering <small>read from the title</small>" in shown(client, f"/people/{ana}/")


def test_none_says_that_there_is_none_and_an_emptied_field_is_as_read_again(client: Client, ana: str) -> None:
    client.post(f"/people/{ana}/edit/", card(function="none", level="none"))
    page = shown(client, f"/people/{ana}/")
    assert "<dd>engineering" not in page
    assert "On their own work" not in page
    form = shown(client, f"/people/{ana}/edit/")
    assert 'name="function" value="none"' in form
    assert '<option value="none" selected>None of these' in form
    client.post(f"/people/{ana}/edit/", card(function="none", level="none"))
    assert "<dd>engineering" not in shown(client, f"/people/{ana}/")
    client.post(f"/people/{ana}/edit/", card(function="", level=""))
    page = shown(client, f"/people/{ana}/")
    assert "<dd>engineering <small>read from the title</small>" in page
    assert "On their own work" in page


def test_a_level_that_is_none_is_refused(client: Client, ana: str) -> None:
    assert client.post(f"/people/{ana}/edit/", card(level="emperor")).status_code == 422
