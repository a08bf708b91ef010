"""Mails of which nobody can tell which way they went: what Today, the atlas and the picture ask."""

from __future__ import annotations

import pytest
from django.test import Client

from amity.book import owners
from amity.web.page import Owner
from tests import village
from tests.web.conftest import TODAY

PAGES = ("/", "/atlas/", "/atlas/picture/")
ASKED = "6 mails wait for your address: which is yours?"


@pytest.mark.parametrize("url", PAGES)
def test_while_mails_wait_for_an_address_every_page_that_rests_on_ties_asks_for_it(
    client: Client, owner: Owner, url: str
) -> None:
    assert ASKED not in client.get(url).content.decode()
    owners.set_addresses(owner, [], today=TODAY)
    village.bring(owner, village.MAIL)
    page = client.get(url).content.decode()
    assert ASKED in page
    assert 'href="/settings/#settings-mine"' in page
    owners.set_addresses(owner, [village.ROBIN], today=TODAY)
    assert "your address: which is yours?" not in client.get(url).content.decode()
