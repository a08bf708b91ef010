"""Outcomes: what ties brought, year by year, and noting one."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.book import access, outcomes
from amity.book import person as persons
from amity.web import page, sentences
from amity.web.forms import days
from amity.web.forms.outcomes import Outcome


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what ties brought, year by year, in sentences."""
    found = outcomes.all(access.owner(), today=page.today())
    years = [
        (year, sentences.brought([one.outcome.kind for one in some], [one.person_name for one in some]), some)
        for year, group in groupby(found, key=lambda one: one.outcome.on.year)
        for some in [list(group)]
    ]
    return page.show(request, "outcomes/index.html", {"years": years})


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keep what came of a tie and return to the person."""
    owner, today, form = access.owner(), page.today(), Outcome(request.POST)
    who = request.POST.get("person", "")
    if not form.is_valid() or days.ahead(form, today=today):
        whole = persons.whole(owner, who, today=today)
        return page.wrong(request, "outcomes/add.html", {"form": form, "person": whole.person})
    told = form.cleaned_data
    made = outcomes.note(owner, who, told["kind"], told["text"], on=told["on"] or today, today=today)
    page.notice(request, _("Noted."), undo={"to": reverse("outcomes.remove", args=[made.id])})
    return page.back(request, "people.one", person=who)


@require_POST
def remove(request: HttpRequest, outcome: str) -> HttpResponse:
    """Take an outcome back."""
    outcomes.remove(access.owner(), outcome)
    page.notice(request, _("No longer kept."))
    return page.back(request, "outcomes.index")
