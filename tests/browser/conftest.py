"""What every browser test needs before the program starts, and the program as it is served."""

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
from playwright.sync_api import Browser, sync_playwright

from amity import options

# Playwright keeps a loop in the test's thread; the book is called there between its steps, never within one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# whitenoise warns about a folder that is not there yet; a served book has it from `collectstatic` on.
(options.current().data / "static").mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give Debian's Chromium."""
    with sync_playwright() as playwright:
        shown = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield shown
        shown.close()


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
