"""A name that is a script stays a name, on every page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.test import Client

from amity.book import interactions, people, reminders
from amity.web.page import Owner
from tests.web.conftest import TODAY

SHAPES = (
    "<script>window.__pwned=1</script>",
    '"><img src=x onerror=window.__pwned=1>',
    "' onmouseover='window.__pwned=1",
    "javascript:window.__pwned=1",
    "</title><svg onload=window.__pwned=1>",
    "{{7*7}}{% debug %}",
    "<!--<iframe srcdoc='<script>1</script>'>",
    "\u202e<b>gniht\x07",
)


class Parsed(HTMLParser):
    """Reads a page as a browser does and keeps what could run: foreign tags, handlers, script addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag in {"img", "iframe"} or (tag == "script" and "/static/" not in told.get("src", "")):
            self.bad.append(tag)
        if tag == "b" and told.get("class") is None and "data-count-of" not in told and self.last != "i":
            self.bad.append(tag)
        self.bad += [key for key in told if key.startswith("on") or key == "srcdoc"]
        links = [told.get(key, "") for key in ("href", "src", "action", "formaction", "hx-get", "hx-post")]
        self.bad += [link for link in links if link.strip().lower().startswith(("javascript:", "data:"))]
        self.last = tag

    last = ""


def parsed(page: str) -> Parsed:
    reader = Parsed()
    reader.feed(page)
    return reader


def test_the_reader_of_these_tests_sees_what_would_run() -> None:
    page = "<p onclick=a><img src=x><a href=' JavaScript:1'><script>1</script><b>x</b>"
    assert parsed(page).bad == ["onclick", "img", " JavaScript:1", "script", "b"]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_of_a_person_becomes_markup(shape: str, client: Client, owner: Owner) -> None:
    id_ = people.add(owner, today=TODAY, name=shape, organization=shape, title=shape, met=shape, importance=3)
    people.edit(owner, id_, today=TODAY, note=shape, place=shape)
    interactions.log(owner, [id_], shape, how="call", on=TODAY, today=TODAY)
    reminders.add(owner, id_, shape, on=TODAY, today=TODAY)
    urls = ["/", "/people/", "/people/choose/", "/people/find/?q=" + quote(shape), "/atlas/"]
    urls += [f"/people/{id_}/{part}" for part in ("", "edit/", "remove/")]
    for url in urls:
        page = client.get(url).content.decode()
        assert parsed(page).bad == [], url
        assert ">49<" not in page


@pytest.mark.usefixtures("person")
def test_what_was_searched_for_is_shown_as_text(client: Client) -> None:
    for url in ("/people/", "/people/find/"):
        page = client.get(
            url + "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&organization=%3Cb%3E"
        ).content.decode()
        assert parsed(page).bad == []
        assert "&lt;script&gt;alert(1)" in page


def test_no_page_has_inline_scripts_or_styles(client: Client, person: str) -> None:
    for url in (
        "/",
        "/people/",
        f"/people/{person}/",
        "/import/",
        "/people/start/",
        "/atlas/",
        "/settings/",
        "/help/",
    ):
        page = client.get(url).content.decode()
        assert not re.search(r"<script(?![^>]*\ssrc=)", page), url
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page), url


def test_no_page_asks_anything_of_another_host(client: Client, person: str) -> None:
    for url in ("/", "/people/", f"/people/{person}/", "/import/", "/atlas/", "/settings/", "/help/"):
        page = client.get(url).content.decode()
        loaded = re.findall(r'<(?:link|script|img|form|iframe)[^>]*(?:href|src|action)="([^"]*)"', page)
        assert loaded
        assert [one for one in loaded if not one.startswith("/") or one.startswith("//")] == []
