"""Requests that are not the owner's: other hosts, forged forms, looking that would change something."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
import waitress
from django.test import Client
from django.urls import reverse

from amity import options
from amity.book import access, brought, duplicates, interactions, people, plan, reminders
from amity.book.models import Owner
from amity.cli import run as running
from amity.core.brought import Asked
from amity.sync import work
from amity.sync.progress import Progress
from amity.web.urls import urlpatterns
from tests.safety.stage import TODAY, Bring, card, groups, held, picture


@pytest.fixture
def addresses(owner: Owner, bring: Bring) -> dict[str, str]:
    """Give every route's address, filled with things that are really in the book."""
    ana = people.add(owner, today=TODAY, name="Ana Sousa", handles=("ana@sousa.example",), importance=3)
    interactions.log(owner, [ana], "Lisbon", how="call", on=TODAY.replace(year=2025), today=TODAY)
    made = reminders.add(owner, ana, "Ask about Lisbon", on=TODAY, today=TODAY)
    batch = bring(("a.vcf", card("Marcus Berg", email="marcus@berg.example")))["batch"]
    bring(("b.vcf", card("Ana Sousa", email="ana@sousa.example", photo=picture())))
    kept = groups(owner, ana)
    pick = plan.week(owner, today=TODAY).picks[0].id
    duplicates.refresh(owner)
    work._jobs["one"] = Progress()
    known = {**kept, "person": ana, "reminder": made.id, "batch": batch, "pick": pick, "job": "one"}
    known |= {"name": "0" * 24, "line": brought.page(owner, batch, Asked()).lines[0].id}
    return {
        str(pattern.name): reverse(
            str(pattern.name), kwargs={key: known[key] for key in pattern.pattern.converters}
        )
        for pattern in urlpatterns
    }


ASKED = frozenset({"atlas.area"})
"""Pages that are nobody's without saying which one is asked for."""


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(method: str, addresses: dict[str, str], client: Client) -> None:
    before = held()
    for route, url in addresses.items():
        known = {404, 200, 405} if route in ASKED else {200, 302, 405}
        assert getattr(client, method)(url).status_code in known, route
        assert held() == before, route


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_request_without_its_token_is_refused_and_changes_nothing(
    method: str, addresses: dict[str, str]
) -> None:
    before = held()
    form = {
        "name": "Forged",
        "answer": "done",
        "why": "private",
        "minutes": "5",
        "text": "x",
        "on": "2026-11-25",
    }
    stranger = Client(enforce_csrf_checks=True)
    for route, url in addresses.items():
        assert getattr(stranger, method)(url, form).status_code in {403, 405}, route
        assert held() == before, route


def test_every_answer_tells_the_browser_what_never_to_do(addresses: dict[str, str], client: Client) -> None:
    answers = [client.get(url) for url in [*addresses.values(), "/nowhere/"]]
    answers += [client.post(url) for url in addresses.values()]
    drawn = [answer for answer in answers if answer.headers["Content-Type"].startswith("image/")]
    assert [one.headers["Content-Security-Policy"] for one in drawn] == ["default-src 'none'; sandbox"]
    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer.headers["Cache-Control"]
    for answer in (one for one in answers if one not in drawn):
        policy = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


STRANGERS = (
    "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "192.168.1.2:8000",
    "amity", "localhost@evil.example", "evil.example:8000", "127.1", "2130706433", "", "0.0.0.0",  # noqa: S104
)  # fmt: skip


def test_no_other_name_reads_the_book(addresses: dict[str, str], client: Client) -> None:
    for host in STRANGERS:
        for route, url in addresses.items():
            answer = client.get(url, headers={"host": host})
            assert answer.status_code == 400, (host, route)
            assert b"Ana" not in answer.content


@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:8123", "127.0.0.1:8000"])
def test_this_computer_reads_the_book(host: str, client: Client) -> None:
    assert client.get("/people/", headers={"host": host}).status_code == 200


@pytest.mark.usefixtures("owner")
def test_a_proxy_s_word_for_the_host_is_not_believed(client: Client) -> None:
    answer = client.get("/", headers={"host": "evil.example", "x-forwarded-host": "localhost"})
    assert answer.status_code == 400


class Server:
    """Listens nowhere."""

    def run(self) -> None:
        """Serve nobody."""


@pytest.mark.usefixtures("owner")
def test_the_pages_listen_on_this_computer_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def create_server(_application: object, **told: Any) -> Server:  # noqa: ANN401 - whatever it is told
        asked.update(told)
        return Server()

    monkeypatch.setattr(waitress, "create_server", create_server)
    options.override(port=8123)
    running._serve(running._server())
    assert (asked["host"], asked["port"]) == ("127.0.0.1", 8123)
    assert "listen" not in asked
    assert "unix_socket" not in asked


SEARCHES = (
    "%", "_", "%%%", "'", "''--", '"', "\\", "\\%", "' OR 1=1 --", "; DROP TABLE book_person;", "NEAR(a b)",
    "a* AND (", "col:^x", "\x00", "\U0001f600", "(" * 2000, "a" * 20_000, "a " * 5000, "\u202e", "<b>",
    "{{7*7}}", "a" * 100_000,
)  # fmt: skip


@pytest.mark.usefixtures("addresses")
@pytest.mark.parametrize("url", ["/people/?q=", "/people/find/?q=", "/interactions/log/?who="])
def test_no_search_is_more_than_a_search(url: str, client: Client) -> None:
    before = held()
    for text in SEARCHES:
        assert client.get(url + quote(text)).status_code == 200, text[:40]
    assert held() == before


@pytest.mark.parametrize("wild", ["A%a", "A_a", "_na", "%na", "An\\a"])
def test_a_sign_with_a_meaning_for_the_database_has_none(wild: str, owner: Owner) -> None:
    people.add(owner, today=TODAY, name="Ana Sousa")
    assert people.page(owner, people.Query(text="Ana"), today=TODAY).total == 1
    assert people.page(owner, people.Query(text=wild), today=TODAY).total == 0


ODD = ("", "-1", "0", "1e9", "99999999999999999999", "²", "٣", "x", "<b>", "'", "\x00", "[]", "a" * 5000)


KEYS = {
    "people.index": ("page", "sort", "state", "purpose", "importance", "organization", "aside"),
    "people.one": ("page",),
    "atlas.index": ("page",),
    "batches.one": ("file", "page", "outcome", "q"),
}


@pytest.mark.parametrize("route", KEYS)
def test_an_odd_word_in_an_address_is_answered(route: str, addresses: dict[str, str], client: Client) -> None:
    for key in KEYS[route]:
        for odd in ODD:
            assert client.get(f"{addresses[route]}?{key}={quote(odd)}").status_code == 200, (key, odd[:40])


@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize(
    "odd", ["..", "%2e%2e", "a" * 3000, "'", "%00", "<b>", "%F0%9F%98%80", "person", "{{7*7}}"]
)
def test_an_id_nobody_gave_is_a_page_not_found(odd: str, client: Client) -> None:
    for url in (f"/people/{odd}/", f"/import/{odd}/", f"/people/{odd}/edit/", f"/import/progress/{odd}/"):
        answer = client.get(url)
        assert answer.status_code == 404, url
        assert "Traceback" not in answer.content.decode()


@pytest.mark.usefixtures("addresses")
def test_a_stranger_s_id_is_nobody_here(owner: Owner) -> None:
    other = Owner.objects.create(secret="0" * 32)
    found = people.page(owner, people.Query(sort="name"), today=TODAY).people
    for person in found:
        with pytest.raises(access.Missing):
            access.person(other, person.id)
    assert len(found) == 2
