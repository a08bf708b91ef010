"""Settings: who the owner is, their minutes, what is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from amity.book import access, owners
from amity.core.findings import Claim, PersonSeen
from amity.core.handles import Handle
from tests.village import ROBIN, TODAY, File, bring, card, mail

TOLD = {
    "addresses": "robin@hale.example",
    "minutes": "60",
    "slot": "Tue 08:00",
    "level": "manager",
    "subjects": "on",
}


@pytest.mark.usefixtures("owner")
def test_what_is_said_is_kept(client: Client) -> None:
    assert client.post("/settings/", TOLD).headers["Location"] == "/settings/"
    now = owners.describe(access.owner())
    assert (now.minutes, now.slot, now.level, now.subjects, now.snippets) == (
        60,
        "Tue 08:00",
        "manager",
        True,
        False,
    )


@pytest.mark.usefixtures("owner")
def test_addresses_are_read_one_a_line(client: Client) -> None:
    client.post("/settings/", {**TOLD, "addresses": "Robin@Hale.example\n old@hale.example"})
    assert set(owners.describe(access.owner()).addresses) == {"robin@hale.example", "old@hale.example"}


@pytest.mark.usefixtures("owner")
def test_the_names_chats_know_me_by_are_read_one_a_line(client: Client) -> None:
    client.post("/settings/", {**TOLD, "known_as": " Robin  Hale \n\nRobin Hale\nRob"})
    assert owners.describe(access.owner()).known_as == ("Robin Hale", "Rob")
    page = client.get("/settings/").content.decode()
    assert "Robin Hale\nRob</textarea>" in page
    client.post("/settings/", TOLD)
    assert owners.describe(access.owner()).known_as == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"minutes": "many"}, "Minutes are a whole number."),
        ({"minutes": ""}, "90 is usual"),
        ({"addresses": "robin at hale"}, "is not a mail address."),
        ({"known_as": "Robin\n+49 30 123456"}, "a telephone number is an address."),
    ],
)
@pytest.mark.usefixtures("owner")
def test_what_cannot_be_is_said_at_its_field(wrong: dict[str, str], said: str, client: Client) -> None:
    answer = client.post("/settings/", {**TOLD, **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert owners.describe(access.owner()).minutes == 90


@pytest.mark.usefixtures("owner")
def test_profiles_and_numbers_stand_under_their_own_words_and_stay(client: Client) -> None:
    owners.set_addresses(
        access.owner(), ["robin@hale.example", "linkedin.com/in/robin", "+4722225555"], today=TODAY
    )
    body = client.get("/settings/").content.decode()
    assert "Your own profile: linkedin.com/in/robin" in body
    assert "Your own numbers: +4722225555" in body
    assert "linkedin" not in body.partition("<textarea")[2].partition("</textarea>")[0]
    client.post("/settings/", {**TOLD, "addresses": "new@hale.example"})
    assert set(owners.told(access.owner())) == {"new@hale.example", "linkedin.com/in/robin", "+4722225555"}


@pytest.mark.usefixtures("owner")
def test_the_country_of_numbers_is_two_letters_and_kept(client: Client) -> None:
    assert client.post("/settings/", {**TOLD, "region": "zz"}).status_code == 422
    client.post("/settings/", {**TOLD, "region": "no"})
    assert owners.describe(access.owner()).region == "NO"


OLD = "old@hale.example"


def unknown_mail() -> File:
    return File("a.mbox", "mail", tuple(mail(str(n), n, f"p{n}@acme.example", OLD) for n in range(25)))


def test_after_mail_of_which_nobody_is_known_to_be_the_owner_it_is_asked_who_is(
    client: Client, owner: access.Owner
) -> None:
    batch = bring(owner, unknown_mail())["batch"]
    for page in ("/settings/", f"/import/{batch}/"):
        assert f"<b>{OLD}</b> <small>on 25 mails" in client.get(page).content.decode()
    answer = client.post("/settings/mine/", {"address": OLD, "next": f"/import/{batch}/"})
    assert answer.headers["Location"] == f"/import/{batch}/"
    assert owners.addresses(owner) == ("old@hale.example", ROBIN)
    assert "Is this you?" not in client.get("/settings/").content.decode()


@pytest.mark.usefixtures("owner")
def test_what_is_no_address_is_not_taken_for_ones_own(client: Client) -> None:
    for wrong in ("", "robin at hale"):
        assert client.post("/settings/mine/", {"address": wrong}).status_code >= 400
    assert owners.addresses(access.owner()) == (ROBIN,)


def test_after_numbers_without_a_country_it_is_asked_and_guessed(client: Client, owner: access.Owner) -> None:
    bare = tuple(
        PersonSeen(str(n), f"row {n}", (Claim("name", f"P{n}"),), (Handle("phone", f"2222555{n}"),))
        for n in range(6)
    )
    batch = bring(owner, File("a.csv", "table", (card("x", "Ann", "+4722225557"), *bare)))["batch"]
    body = client.get(f"/import/{batch}/").content.decode()
    assert "6 telephone numbers are written without their country" in body
    assert "Most others in your book are from NO." in body
    client.post("/settings/region/", {"region": "NO"})
    assert owners.describe(access.owner()).region == "NO"
    assert "written without their country" not in client.get(f"/import/{batch}/").content.decode()


@pytest.mark.usefixtures("owner")
def test_the_weekly_slot_is_given_as_a_calendar_file(client: Client) -> None:
    assert 'href="/exports/slot/"' in client.get("/settings/").content.decode()
    file = client.get("/exports/slot/")
    assert file.headers["Content-Type"].startswith("text/calendar")
    assert b"RRULE:FREQ=WEEKLY;BYDAY=MO" in file.content
    owners.edit(access.owner(), slot="", today=TODAY)
    assert client.get("/exports/slot/").status_code == 409
