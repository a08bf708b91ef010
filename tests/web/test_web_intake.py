"""The page of an import on lists and on mail without a way; areas that are none; words kept as one's own."""

from __future__ import annotations

import pytest
from django.test import Client

from amity.book import owners, people
from amity.web.page import Owner
from tests.village import ROBIN, File, bring, mail, named
from tests.web.conftest import TODAY

pytestmark = pytest.mark.django_db
MAILS = File("lists.mbox", "mail", (
    mail("n1", 30, ROBIN, "amity-talk@lists.amity.example"),
    mail("n2", 29, "ana@acme.example", ROBIN, name="Ana Lima"),
    mail("n3", 28, ROBIN, "ana@acme.example"),
))  # fmt: skip


def page(client: Client, batch: str) -> str:
    return client.get(f"/import/{batch}/").content.decode()


def test_an_import_names_what_it_took_for_nobody_and_why(client: Client, owner: Owner) -> None:
    owners.set_addresses(owner, [ROBIN], today=TODAY)
    shown = page(client, bring(owner, MAILS)["batch"])
    assert "1 address belongs to a function, a program or a list" in shown
    assert "amity-talk@lists.amity.example <small>a mailing list</small>" in shown


def test_mail_without_a_way_is_asked_about_on_the_page_of_its_import(client: Client, owner: Owner) -> None:
    owners.set_addresses(owner, [], today=TODAY)
    batch = bring(owner, MAILS)["batch"]
    assert f"<b>{ROBIN}</b>" in page(client, batch)
    assert "they count for no tie" in page(client, batch)
    owners.set_addresses(owner, [ROBIN], today=TODAY)
    assert "Is this you?" not in page(client, batch)


def test_of_too_few_mails_nobody_is_suggested_and_the_address_is_asked_for(
    client: Client, owner: Owner
) -> None:
    owners.set_addresses(owner, [], today=TODAY)
    shown = page(client, bring(owner, File("two.mbox", "mail", MAILS.findings[:2]))["batch"])
    assert 'id="settings-ways"' in shown
    assert "Say which is yours" in shown


def test_an_area_nobody_is_in_is_not_found(client: Client, owner: Owner) -> None:
    owners.set_addresses(owner, [ROBIN], today=TODAY)
    bring(owner, MAILS)
    assert client.get("/atlas/area/?by=organization&of=acme").status_code == 200
    assert client.get("/atlas/area/?by=place&of=FR").status_code == 200
    for asked in ("by=organization&of=nothing", "by=industry&of=xyzzy", "by=age&of=0", "by=place&of=QQ"):
        answer = client.get(f"/atlas/area/?{asked}")
        assert answer.status_code == 404
        assert "<h1>" in answer.content.decode()


def test_a_word_of_ones_own_is_kept_and_said_to_be_one(client: Client, owner: Owner) -> None:
    tom = people.add(owner, name="Tom Berg", handles=["tom@berg.de"], today=TODAY)
    told = {"name": "Tom Berg", "function": "xyzzy", "place": "Nowhereland"}
    shown = client.post(f"/people/{tom}/edit/", told, follow=True).content.decode()
    assert "is kept as your own word" in shown
    assert "no country is known by it" in shown
    assert named(owner, "Tom Berg") == tom
    words = {"minutes": 90, "industry": "basket weaving", "place": "Lyon"}
    shown = client.post("/settings/", words, follow=True).content.decode()
    assert "basket weaving" in shown
    assert "is kept as your own word" in shown
