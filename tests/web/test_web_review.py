"""The pages that look back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from amity.book import interactions, outcomes, people
from amity.web.page import Owner
from tests.web.conftest import TODAY


@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize("url", ["/review/", "/review/week/", "/review/quarter/", "/review/year/"])
def test_an_empty_book_says_what_will_stand_here(url: str, client: Client) -> None:
    page = client.get(url)
    assert page.status_code == 200
    assert 'class="button go"' in page.content.decode()
    assert 'href="/review/" aria-current="page"' in page.content.decode()


def test_what_a_tie_brought_stands_with_its_name(client: Client, owner: Owner, person: str) -> None:
    on = date(2026, 10, 9)
    outcomes.note(owner, person, "introduction", "met the museum", on=on, today=TODAY)
    page = client.get("/review/").content.decode()
    assert f'<a href="/people/{person}/">Ana Sousa</a>' in page
    assert "met the museum" in page
    quarter = client.get("/review/quarter/").content.decode()
    assert "An introduction through Ana Sousa: “met the museum”." in quarter


def test_one_goes_from_a_period_to_the_one_before_and_after(client: Client, person: str) -> None:
    page = client.get("/review/quarter/").content.decode()
    assert "The fourth quarter of 2026" in page
    assert 'rel="next"' not in page
    before = client.get("/review/quarter/?of=2026-Q1").content.decode()
    assert 'href="?of=2025-Q4"' in before
    assert 'href="?of=2026-Q2"' in before
    assert f"/people/{person}/" in before


@pytest.mark.usefixtures("owner")
def test_a_period_that_is_none_is_refused(client: Client) -> None:
    assert client.get("/review/year/?of=next").status_code == 409


def test_a_closing_circle_is_said_quietly_on_today_and_here(client: Client, owner: Owner) -> None:
    for number in range(10):
        one = people.add(owner, name=f"Person {number}", organization="Acme", today=TODAY)
        on = TODAY - timedelta(days=number)
        interactions.log(owner, [one], "Tea", how="meeting", on=on, today=TODAY)
    for url in ("/", "/review/"):
        assert "All ten people you were in touch with this year" in client.get(url).content.decode()


def test_of_very_many_people_a_review_names_the_first_and_counts_the_others(
    client: Client, owner: Owner
) -> None:
    ids = [people.add(owner, name=f"Person {number}", today=TODAY) for number in range(53)]
    for one in ids:
        interactions.log(owner, [one], "Tea", how="meeting", on=TODAY, today=TODAY)
    page = client.get("/review/quarter/").content.decode()
    assert "53 people" in page
    assert page.count("<li>and 3 more</li>") >= 1
    assert 50 <= page.count("/people/") < 2 * 53 + 20
