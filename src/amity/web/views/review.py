"""Review: what a week, a quarter and a year brought, and whether the owner's circle is closing."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.book import access, isolation, jobs, people, reviews
from amity.core import periods
from amity.core.jobs import Passage
from amity.core.reviews import Known, Line
from amity.web import page, wording

_ROWS = 12


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what the past year brought, tie by tie, and what deserves a second look."""
    owner, today = access.owner(), page.today()
    passage = jobs.latest(owner, today=today)
    context = {
        "brought": reviews.brought(owner, today=today),
        "known": people.count(owner),
        "passage": passage,
        "passages": _passages(passage),
        "notices": isolation.about(owner, passage, today=today),
    }
    return page.show(request, "review/index.html", context)


@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """Look back on a week."""
    return _period(request, "week")


@require_safe
def quarter(request: HttpRequest) -> HttpResponse:
    """Look back on a quarter."""
    return _period(request, "quarter")


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """Look back on a year."""
    return _period(request, "year")


def _period(request: HttpRequest, kind: str) -> HttpResponse:
    owner, today = access.owner(), page.today()
    whole = reviews.of(owner, kind, request.GET.get("of", ""), today=today)
    period = whole.review.period
    following = periods.after(period)
    context = {
        "review": whole.review,
        "kind": kind,
        "sections": _sections(whole.lines),
        "areas": whole.review.areas[:_ROWS],
        "earlier": whole.review.earlier,
        "following": following if following.start <= today else None,
    }
    return page.show(request, f"review/{kind}.html", context)


def _passages(passage: Passage | None) -> list[tuple[str, tuple[Known, ...]]]:
    """Give what a change of organization did to ties, under its three headings."""
    if passage is None:
        return []
    return [(_("Went on"), passage.kept), (_("Went quiet"), passage.quiet), (_("Began"), passage.new)]


def _sections(lines: tuple[Line, ...]) -> list[tuple[str, list[Line]]]:
    """Put the sentences under their headings."""
    under = ((str(wording.TOPICS[line.topic]), line) for line in lines)
    return [
        (title, [line for _, line in several]) for title, several in groupby(under, key=lambda one: one[0])
    ]
