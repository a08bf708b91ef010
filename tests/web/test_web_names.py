"""URL = view = template = URL name: whoever knows one knows the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import URLPattern

import amity.web
from amity.web.urls import urlpatterns

TEMPLATES = Path(amity.web.__file__).parent / "templates"
NOUNS = {"": "today", "import": "batches"}
"""The two addresses whose noun has another name: the root is Today, and `import` is reserved by Python."""
ONLY_CHANGES = {
    "picks.answer",
    "picks.reopen",
    "interactions.remove",
    "circles.take",
    "circles.join",
    "circles.leave",
    "circles.remove",
    "events.offer",
    "campaigns.choose",
    "campaigns.mark",
    "campaigns.pause",
    "campaigns.done",
    "campaigns.remove",
    "people.bulk",
    "people.picture",
    "people.words",
    "people.aside",
    "people.mute",
    "corrections.say",
    "goals.part",
    "goals.leave",
    "goals.done",
    "people.again",
    "today.again",
    "reminders.done",
    "facts.answer",
    "facts.forget",
    "promises.answer",
    "promises.forget",
    "settings.mine",
    "settings.region",
    "batches.village",
    "duplicates.certain",
    "duplicates.different",
    "duplicates.join",
    "duplicates.later",
    "duplicates.unjoin",
    "exports.book",
    "exports.cards",
    "exports.slot",
    "batches.pause",
    "batches.proceed",
    "batches.cancel",
    "batches.resume",
    "batches.forget",
    "batches.anyway",
    "healthz.index",
    "help.remove",
    "helpful.aside",
    "helpful.answer",
    "outcomes.remove",
}
"""Addresses that change something, or give a file, and show no page."""


def expected(route: str) -> str:
    noun, *rest = route.strip("/").split("/")
    words = [part for part in rest if not part.startswith("<")]
    if words:
        return f"{NOUNS.get(noun, noun)}.{words[-1]}"
    return f"{NOUNS.get(noun, noun)}.{'one' if rest else 'index'}"


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.name))
def test_an_address_has_the_name_of_its_noun_and_shape(pattern: URLPattern) -> None:
    assert pattern.name == expected(str(pattern.pattern))


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.name))
def test_a_view_has_the_name_of_its_address(pattern: URLPattern) -> None:
    view = pattern.callback
    assert f"{view.__module__.rpartition('.')[2]}.{view.__name__}" == pattern.name


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.name))
def test_a_page_has_the_template_of_its_name(pattern: URLPattern) -> None:
    template = TEMPLATES / f"{str(pattern.name).replace('.', '/')}.html"
    assert template.exists() == (pattern.name not in ONLY_CHANGES)
