"""What a first visit weighs on the wire, asked of the program as it is served."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

pytestmark = pytest.mark.browser
FIRST, LATER = 120_000, 25_000


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Give the address of the program, running on an empty book of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {**os.environ, "AMITY_DATA": str(tmp_path), "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": ""}
    told.pop("DJANGO_SETTINGS_MODULE")
    program = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "amity.cli", "serve", "--port", str(port)], env=told, stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            with urlopen(f"{url}/healthz"):  # noqa: S310 - our own address
                break
        except URLError:
            time.sleep(0.1)
    yield url
    program.terminate()
    program.wait(20)


def test_a_first_visit_is_at_most_120_kilobytes_and_the_next_25(served: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        weights: list[float] = []
        wire.on("Network.loadingFinished", lambda end: weights.append(end["encodedDataLength"]))
        page.goto(served, wait_until="networkidle")
        first = sum(weights)
        assert len(weights) >= 6
        weights.clear()
        page.goto(f"{served}/people/", wait_until="networkidle")
        later = sum(weights)
        browser.close()
    assert 60_000 < first <= FIRST
    assert later <= LATER
