"""Circles, events and campaigns in a real browser: a letter by keys, thumbs, and no JavaScript at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from amity import options
from amity.book import access, campaigns, circles, events, owners, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 24)
HOSTILE = '"><img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>'


@pytest.fixture(autouse=True)
def addresses(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:  # noqa: ARG001
    """Fill a book with a circle, an event and a campaign, and give the addresses of their pages."""
    monkeypatch.setattr(options, "_current", options.current())
    options.override(today=TODAY)
    owner = access.owner()
    owners.set_addresses(owner, ["robin@hale.example"], today=TODAY)
    named = (("Ana Sousa", "ana@sousa.example"), (HOSTILE, "evil@x.example"))
    ids = [
        people.add(owner, name=name, handles=(address,), importance=2, today=TODAY) for name, address in named
    ]
    circle = circles.add(owner, f"Forum {HOSTILE}", began=TODAY - timedelta(days=400))
    circles.put(owner, circle, ids, today=TODAY)
    event = events.add(owner, f"Summit {HOSTILE}", on=TODAY - timedelta(days=3), who=ids, today=TODAY)
    campaign = campaigns.start(owner, "thanks", f"Thanks {HOSTILE}", today=TODAY)
    campaigns.put(owner, campaign, ids, today=TODAY)
    return [
        "/circles/", "/circles/add/", f"/circles/{circle}/", f"/circles/{circle}/edit/", "/events/",
        "/events/add/", f"/events/{event}/", f"/events/{event}/choose/", "/campaigns/", "/campaigns/start/",
        f"/campaigns/{campaign}/", f"/campaigns/{campaign}/letter/{ids[0]}/",
        f"/campaigns/{campaign}/letter/{ids[1]}/",
    ]  # fmt: skip


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Give a window on the book that collects whatever the browser complains of."""
    context = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    window = context.new_page()
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    context.close()
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_of_a_group_scrolls_sideways_and_nothing_hostile_runs(
    page: Page, addresses: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for url in addresses:
        page.goto(url)
        assert page.evaluate("window.__pwned") is None
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url


def test_every_button_of_a_group_can_be_hit_by_a_thumb(page: Page, addresses: list[str]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for url in addresses:
        page.goto(url)
        small = page.evaluate(
            "[...document.querySelectorAll('main button, main .button, .tabs a, main select')]"
            ".filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 38)"
            ".map(one => one.outerHTML.slice(0, 80))"
        )
        assert small == [], url


def test_a_letter_is_written_opened_and_sent_by_keys(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/circles/")
    page.click(".tabs >> text=Campaigns")
    page.click("main .circles .name")
    expect(page.locator(".say")).to_contain_text("Next is Ana.")
    page.keyboard.press("w")
    page.wait_for_url("**/letter/**")
    page.fill("#id_body", "Dear Ana,\n\nthank you & all the best?\n")
    link = page.get_attribute("#open-letter", "href") or ""
    assert link.startswith("mailto:ana@sousa.example?subject=")
    assert unquote(link.partition("&body=")[2]) == "Dear Ana,\r\n\r\nthank you & all the best?\r\n"
    page.click("[data-copy]")
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Dear Ana,\n\nthank you & all the best?\n"
    page.evaluate("document.getElementById('open-letter').addEventListener('click', e => e.preventDefault())")
    with page.expect_response(lambda answer: "/mark/" in answer.url):
        page.click("#open-letter")
    page.locator("h1").click()
    page.keyboard.press("d")
    expect(page.locator(".say")).to_contain_text("You wrote to one of two.")


def test_without_javascript_a_letter_takes_the_owner_s_words(
    browser: Browser, live_server: LiveServer, addresses: list[str]
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses[-2])
    page.fill("#id_body", "Dear Ana")
    page.click("text=Keep these words")
    assert (page.get_attribute("#open-letter", "href") or "").endswith("&body=Dear%20Ana")
    expect(page.locator("[data-copy]")).to_be_hidden()
    page.click("text=I have sent it")
    expect(page.locator(".say")).to_contain_text("You wrote to one of two.")
    context.close()
