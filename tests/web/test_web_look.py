"""Colors that can be read, pages that weigh little, files that are what they say they are."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

import amity.web

STATIC = Path(amity.web.__file__).parent / "static"
CSS = (STATIC / "amity.css").read_text(encoding="utf-8")
FIRST, AFTER = 120 * 1024, 25 * 1024
TEXT = [
    ("ink", "paper"),
    ("soft", "paper"),
    ("accent", "paper"),
    ("warn", "paper"),
    ("ink", "raised"),
    ("soft", "raised"),
    ("accent", "raised"),
    ("ink", "wash"),
    ("soft", "wash"),
    ("accent", "wash"),
    ("accent-ink", "accent"),
    ("paper", "tactical"),
    ("paper", "social"),
    ("paper", "strategic"),
    ("warn", "wash"),
]
EDGES = [("edge", "paper"), ("edge", "raised"), ("accent", "paper"), ("social", "paper")]


def tokens(theme: str) -> dict[str, str]:
    light, dark = (
        dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", part)) for part in CSS.split("@media", 2)[:2]
    )
    return light if theme == "light" else {**light, **dark}


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read_in_both_themes(theme: str, text: str, ground: str) -> None:
    colors = tokens(theme)
    assert contrast(colors[text], colors[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_the_edges_of_fields_and_lines_are_seen_in_both_themes(theme: str, edge: str, ground: str) -> None:
    colors = tokens(theme)
    assert contrast(colors[edge], colors[ground]) >= 3


def test_every_color_is_a_token() -> None:
    rules = CSS.split("*,::before", 1)[1]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []


def wire(page: bytes) -> int:
    return len(gzip.compress(page, 6))


def loaded(page: str) -> list[bytes]:
    names = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg|woff2))"', page)
    return [Path(str(finders.find(name))).read_bytes() for name in dict.fromkeys(names)]


@pytest.mark.parametrize(
    "url", ["/", "/people/", "/people/choose/", "/people/start/", "/import/", "/atlas/", "one"]
)
def test_a_page_is_light_on_the_first_visit_and_after(
    url: str, client: Client, person: str, crowd: Callable[[int], list[str]]
) -> None:
    crowd(60)
    answer = client.get(f"/people/{person}/" if url == "one" else url, headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    page = gzip.decompress(answer.content)
    files = loaded(page.decode())
    assert len(files) >= 5
    assert len(answer.content) <= AFTER
    assert len(answer.content) + sum(min(len(file), wire(file)) for file in files) <= FIRST


def test_what_was_made_elsewhere_is_named_with_its_sum() -> None:
    told = (STATIC / "VENDOR.md").read_text(encoding="utf-8")
    fonts = sorted((STATIC / "fonts").glob("*.woff2"))
    assert fonts
    for file in [*fonts, Path(str(finders.find("django_htmx/htmx-2.min.js")))]:
        assert f"{file.name} | {hashlib.sha256(file.read_bytes()).hexdigest()}" in told.replace("`", "")
