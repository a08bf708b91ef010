"""Settings: who the owner is, their minutes, what is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from amity.book import access, owners

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


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"minutes": "many"}, "Minutes are a whole number."),
        ({"minutes": ""}, "90 is usual"),
        ({"addresses": "robin at hale"}, "is not a mail address."),
    ],
)
@pytest.mark.usefixtures("owner")
def test_what_cannot_be_is_said_at_its_field(wrong: dict[str, str], said: str, client: Client) -> None:
    answer = client.post("/settings/", {**TOLD, **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert owners.describe(access.owner()).minutes == 90
