"""Every page answers, refuses and is refused in the same plain way."""

from __future__ import annotations

import re

import pytest
from django.db import DataError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from amity.book import access, people
from amity.book import person as persons
from amity.web import page
from amity.web.page import Owner
from tests.web.conftest import TODAY

PAGES = (
    "/",
    "/people/",
    "/people/find/?q=ana",
    "/people/add/",
    "/people/start/",
    "/people/choose/",
    "/interactions/log/",
    "/import/",
    "/atlas/",
    "/settings/",
    "/help/",
)
PERSON_PAGES = ("people.one", "people.edit", "people.remove")
ONLY_POST = ("picks.answer", "people.bulk", "people.words", "people.aside", "reminders.add", "reminders.done")


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.usefixtures("owner")
def test_every_page_answers_with_an_empty_book(url: str, client: Client) -> None:
    answer = client.get(url)
    assert answer.status_code == 200
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.usefixtures("person")
def test_every_page_answers_with_people_in_the_book(url: str, client: Client) -> None:
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_every_page_of_a_person_names_them(name: str, client: Client, person: str) -> None:
    answer = client.get(reverse(name, args=[person]))
    assert answer.status_code == 200
    assert "Ana Sousa" in answer.content.decode()


@pytest.mark.parametrize("name", [*PERSON_PAGES, "batches.one", "batches.undo"])
@pytest.mark.usefixtures("owner")
def test_what_is_not_in_the_book_is_a_page_not_found(name: str, client: Client) -> None:
    answer = client.get(reverse(name, args=["nobody"]))
    assert answer.status_code == 404
    assert "Nothing stands here" in answer.content.decode()


@pytest.mark.usefixtures("db")
def test_an_unknown_address_is_a_page_not_found_in_the_same_tone(client: Client) -> None:
    answer = client.get("/leverage/")
    assert answer.status_code == 404
    assert "Nothing stands here" in answer.content.decode()


@pytest.mark.parametrize("name", ONLY_POST)
@pytest.mark.usefixtures("owner")
def test_a_change_is_never_made_by_looking(name: str, client: Client) -> None:
    arguments = [] if name in {"people.bulk", "reminders.add"} else ["one"]
    assert client.get(reverse(name, args=arguments)).status_code == 405


@pytest.mark.parametrize(
    "url", ["/people/add/", "/people/start/", "/people/choose/", "/import/", "/settings/"]
)
def test_a_form_without_its_token_changes_nothing(url: str, strict: Client, owner: Owner) -> None:
    answer = strict.post(url, {"name": "Forged", "minutes": "5"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
    assert people.page(owner, people.Query(), today=TODAY).total == 0


@pytest.mark.usefixtures("owner")
def test_a_form_with_its_token_is_taken(strict: Client) -> None:
    page = strict.get("/people/add/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    assert strict.post("/people/add/", {"name": "Ana", "csrfmiddlewaretoken": token[1]}).status_code == 302


@pytest.mark.usefixtures("db")
def test_the_machine_that_asks_is_told_ok(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("url", [*PAGES, "/healthz", "/nowhere/"])
@pytest.mark.usefixtures("owner")
def test_every_answer_says_what_it_took(url: str, client: Client) -> None:
    timing = client.get(url).headers["Server-Timing"]
    assert re.fullmatch(r'app;dur=\d+\.\d, db;dur=\d+\.\d;desc="\d+"', timing)


@pytest.mark.usefixtures("person")
def test_the_queries_in_the_timing_are_the_queries_made(
    client: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(500) as seen:  # type: ignore[operator]
        timing = client.get("/people/").headers["Server-Timing"]
    assert timing.endswith(f'desc="{len(seen)}"')


@pytest.mark.parametrize("url", [*PAGES, "/healthz", "/nowhere/"])
@pytest.mark.usefixtures("owner")
def test_every_answer_forbids_scripts_from_elsewhere(url: str, client: Client) -> None:
    headers = client.get(url).headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("db")
def test_another_host_name_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example/", "/\\evil.example", "https://evil.example/", "javascript:1"]
)
def test_a_form_never_leads_to_another_site(elsewhere: str, client: Client, person: str) -> None:
    answer = client.post(f"/people/{person}/aside/", {"why": "private", "next": elsewhere})
    assert answer.headers["Location"] == "/people/"


@pytest.mark.usefixtures("person")
def test_a_rules_no_is_said_as_a_sentence(client: Client) -> None:
    answer = client.post("/people/bulk/", {"importance": "2"})
    assert answer.status_code == 409
    assert "Choose people in the list first" in answer.content.decode()


@pytest.mark.usefixtures("person")
def test_a_part_is_the_same_part_of_the_whole_page(client: Client) -> None:
    whole = client.get("/people/").content.decode()
    part = client.get("/people/", headers={"HX-Request": "true", "HX-Target": "people-list"}).content.decode()
    plain = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", part).strip()
    assert part.lstrip().startswith('<div id="people-list">')
    assert plain in re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", whole)


def test_someone_removed_is_gone_for_every_page(client: Client, owner: Owner, person: str) -> None:
    assert client.post(f"/people/{person}/remove/").headers["Location"] == "/people/"
    assert client.get(f"/people/{person}/").status_code == 404
    with pytest.raises(access.Missing):
        persons.whole(owner, person, today=TODAY)


@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize(("url", "status"), [("/people/a%00/", 404), ("/?q=%00", 404), ("/people/a/", None)])
def test_what_a_database_will_not_look_for_is_nowhere(url: str, status: int | None) -> None:
    asked = RequestFactory().get(url)
    answer = page._Answers(lambda _: HttpResponse()).process_exception(asked, DataError("zero byte"))
    assert (answer.status_code if answer else None) == status
