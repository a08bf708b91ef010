"""Exports: your people as cards, the whole book, and the weekly slot, to download."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity import options
from amity.book import access
from amity.keep import export, people
from amity.keep import slot as slots
from amity.web import page


@require_safe
def cards(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give everybody as one file of vCards 3.0, which phones read best."""
    owner = access.owner()
    return _file("vcf", "text/vcard; charset=utf-8", lambda place: people.write(owner, place, "3.0"))


@require_safe
def book(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give the whole book as a zip."""
    owner = access.owner()
    return _file("zip", "application/zip", lambda place: export.write(owner, place))


@require_safe
def slot(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give the weekly slot as a calendar file."""
    owner, today = access.owner(), page.today()
    write = partial(slots.write, owner, today=today, now=timezone.now())
    return _file("ics", "text/calendar; charset=utf-8", write)


def _file(suffix: str, kind: str, write: Callable[[Path], object]) -> HttpResponse:
    """Write beside the book, where only its owner reads, and answer with what was written."""
    with tempfile.TemporaryDirectory(dir=options.current().data) as folder:
        place = Path(folder, f"amity.{suffix}")
        write(place)
        answer = HttpResponse(place.read_bytes(), content_type=kind)
    name = f"amity-{page.today().isoformat()}.{suffix}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
