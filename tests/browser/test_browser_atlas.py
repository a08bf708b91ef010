"""The atlas and its picture in a real browser: arrows, the tab key, no JavaScript, nothing hostile runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from amity import options
from amity.book import access, interactions, owners, people
from tests.browser.test_browser_bringing import FAULTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 24)
HOSTILE = '"><img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>'
GROUPS = {"Acme": ("Ana Sousa", "Bo Chen", "Cy Vega", "Dee Moss"), HOSTILE: ("Eli Noor", "Flo Berg", HOSTILE)}


@pytest.fixture(autouse=True)
def ids(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:  # noqa: ARG001
    """Fill a book with two groups and one link between them."""
    monkeypatch.setattr(options, "_current", options.current())
    options.override(today=TODAY)
    owner = access.owner()
    owners.set_addresses(owner, ["robin@hale.example"], today=TODAY)
    found: dict[str, str] = {}
    for organization, names in GROUPS.items():
        for name in names:
            found[name] = people.add(owner, today=TODAY, name=name, organization=organization)
        for days in range(10, 100, 20):
            on = TODAY - timedelta(days=days)
            several = [found[name] for name in names]
            interactions.log(owner, several, HOSTILE, how="meeting", on=on, today=TODAY)
    across = [found["Dee Moss"], found["Eli Noor"]]
    interactions.log(owner, across, "Lunch", how="meeting", on=TODAY - timedelta(days=5), today=TODAY)
    return found


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Give a window on the book that collects whatever the browser complains of."""
    context = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
    window = context.new_page()
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    context.close()
    assert complaints == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.querySelector('title')?.textContent ?? ''"))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_atlas_and_its_picture_have_no_fault(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for url in ("/atlas/", "/atlas/picture/"):
        page.goto(url)
        assert page.evaluate(FAULTS) == [], url


def test_the_tab_key_goes_from_group_to_group_and_arrows_go_to_who_stands_nearest(page: Page) -> None:
    page.goto("/atlas/picture/")
    groups = page.locator(".wide [data-picture] g[role=group]")
    assert groups.count() == 2
    page.locator(".past a").focus()
    for place in range(2):
        page.keyboard.press("Tab")
        assert groups.nth(place).locator("a:focus").count() == 1
    before = focused(page)
    box = page.locator("[data-picture] a:focus :is(circle, path)").first.bounding_box()
    page.keyboard.press("ArrowRight")
    after = page.locator("[data-picture] a:focus :is(circle, path)").first.bounding_box()
    assert focused(page) != before
    assert box is not None
    assert after is not None
    assert after["x"] > box["x"]
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    assert page.locator("[data-picture] a:focus").count() == 0


def test_enter_opens_the_person_and_the_name_is_shown_before(page: Page, ids: dict[str, str]) -> None:
    page.goto("/atlas/picture/")
    who = page.locator(f'.wide [data-picture] a[href="/people/{ids["Bo Chen"]}/"]')
    name = who.locator("text").last
    expect(name).to_be_hidden()
    who.focus()
    expect(name).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/people/{ids['Bo Chen']}/")
    assert page.inner_text("main h1") == "Bo Chen"


def test_who_alone_links_two_groups_is_named_and_said(page: Page) -> None:
    page.goto("/atlas/picture/")
    expect(page.locator(".wide [data-picture] a.named > text").last).to_be_visible()
    assert "are the only ones seen between" in page.inner_text(".spots")
    page.click(".spots a >> nth=0")
    assert page.inner_text("main h1") in {"Dee Moss", "Eli Noor"}


def test_on_a_phone_the_picture_fits_and_grows_and_its_arrows_work(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/atlas/picture/")
    expect(page.locator(".wide [data-picture]")).to_be_hidden()
    sheet = page.locator(".picture .tall")
    fits = "one => one.scrollWidth <= one.clientWidth"
    assert sheet.evaluate(fits)
    initials = page.locator(".tall .in").first.bounding_box()
    assert initials is not None
    assert initials["height"] > 7
    page.get_by_label("Larger").check()
    assert not sheet.evaluate(fits)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".tall [data-picture] a[tabindex='0']").first.focus()
    before = focused(page)
    page.keyboard.press("ArrowDown")
    assert focused(page) not in {before, ""}


def test_nothing_of_the_atlas_is_read_by_scrolling_aside(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    hidden = """() => [...document.querySelectorAll("main *")].filter(one => !one.closest(".tabs")
        && getComputedStyle(one).overflowX === "auto" && one.scrollWidth > one.clientWidth).length"""
    for url in ("/atlas/?by=organization", "/atlas/picture/"):
        page.goto(url)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate(hidden) == 0, url


def test_keys_walk_past_what_is_folded(page: Page) -> None:
    for number in range(5):
        people.add(access.owner(), today=TODAY, name=f"Person {number}", organization=f"Place {number}")
    page.goto("/atlas/")
    page.keyboard.press("k")
    last = page.evaluate("document.activeElement.closest('[data-row]')?.textContent ?? ''")
    assert last
    assert "Place" not in last
    page.click("summary:has-text('5 more with one person each')")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("k")
    assert "Place" in page.evaluate("document.activeElement.textContent")


def test_the_atlas_leads_to_its_picture(page: Page) -> None:
    page.goto("/atlas/")
    page.click("main a[href='/atlas/picture/']")
    page.wait_for_url("**/atlas/picture/")
    expect(page.locator("main h1")).to_have_text("Who stands beside whom")


def test_without_javascript_the_picture_stands_and_the_table_opens(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/atlas/picture/")
    assert page.locator(".wide [data-picture] a").count() == 7
    page.keyboard.press("Tab")
    page.click("summary:has-text('As a table')")
    row = page.locator("table.groups tr", has_text="Acme")
    row.get_by_text("Ana Sousa").click()
    assert page.inner_text("main h1") == "Ana Sousa"
    context.close()
