"""What a first visit weighs on the wire, asked of the program as it is served."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
FIRST, LATER = 120_000, 25_000
SAMPLE = Path(__file__).parents[1] / "sources" / "samples" / "monica" / "coast.json"


def test_a_first_visit_is_at_most_120_kilobytes_and_the_next_25(served: str, browser: Browser) -> None:
    page = browser.new_page()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    weights: list[float] = []
    wire.on("Network.loadingFinished", lambda end: weights.append(end["encodedDataLength"]))
    page.goto(served, wait_until="networkidle")
    first = sum(weights)
    assert len(weights) >= 6
    page.goto(f"{served}/import/")
    page.set_input_files("#id_upload", SAMPLE)
    page.fill("#id_me", "ruth@amsel.example")
    page.click("text=Bring them in")
    expect(page.locator("h1")).to_have_text("What was brought", timeout=30_000)
    page.goto(f"{served}/people/?q=Ines")
    ines = page.locator("#people-list .name").first.get_attribute("href")
    later = {}
    for url in ("/people/", ines, "/import/", "/duplicates/", "/settings/", "/atlas/", "/help/", "/"):
        page.goto("about:blank")
        weights.clear()
        page.goto(f"{served}{url}", wait_until="networkidle")
        later[url] = sum(weights)
    page.close()
    assert 60_000 < first <= FIRST
    assert {url: weight for url, weight in later.items() if not 0 < weight <= LATER} == {}
