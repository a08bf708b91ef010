"""The picture of the README: the real Today page of the invented village, drawn by headless Chromium."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

PORT = 8791


def main() -> None:
    """Bring the village into an empty book, serve it, and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", type=Path)
    place = parser.parse_args().picture
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "AMITY_DATA": folder, "PORT": str(PORT)}
        server = subprocess.Popen([sys.executable, "-m", "amity.cli", "demo"], env=env)
        try:
            _wait()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
                )
                page = browser.new_page(viewport={"width": 1280, "height": 960})
                page.goto(f"http://127.0.0.1:{PORT}/")
                page.screenshot(path=place)
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _wait() -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz").close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
