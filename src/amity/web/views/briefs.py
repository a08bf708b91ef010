"""Briefs: one page before meeting somebody, or several people at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.book import access, briefs
from amity.web import page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the briefs of all who are named in `who`, by id, parted by commas."""
    asked = [one.strip() for one in request.GET.get("who", "").split(",") if one.strip()]
    found = briefs.of(access.owner(), asked, today=page.today()) if asked else []
    return page.show(request, "briefs/index.html", {"briefs": found, "more": len(asked) > briefs.MOST})


@require_safe
def one(request: HttpRequest, person: str) -> HttpResponse:
    """Show the brief of one person."""
    found = briefs.one(access.owner(), person, today=page.today())
    return page.show(request, "briefs/one.html", {"brief": found, "person": found.person})
