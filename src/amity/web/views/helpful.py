"""How can I help: what the owner could do for people, and the answers that make it more."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.book import access, facts, helpful
from amity.book import person as persons
from amity.core.errors import Refusal
from amity.web import page
from amity.web.forms.helpful import Answer, Mine


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show how the owner could help anybody."""
    owner, today = access.owner(), page.today()
    found = helpful.all(owner, today=today)
    context = {
        "cards": helpful.written(owner, found, today=today),
        "mine": helpful.mine(owner),
        "form": Mine(),
    }
    return page.show(request, "helpful/index.html", context)


@require_safe
def one(request: HttpRequest, person: str) -> HttpResponse:
    """Show how the owner could help one person, or what to ask them."""
    return page.show(request, "helpful/one.html", _about(person, Answer()))


@require_POST
def answer(request: HttpRequest, person: str) -> HttpResponse:
    """Keep what somebody answered as a fact."""
    form, today = Answer(request.POST), page.today()
    if not form.is_valid():
        return page.wrong(request, "helpful/one.html", _about(person, form))
    told = form.cleaned_data
    facts.learn(access.owner(), person, told["kind"], told["text"], on=today, today=today)
    page.notice(request, _("Good to know. It is kept with its day."))
    return page.back(request, "helpful.one", person=person)


@require_POST
def aside(request: HttpRequest, person: str) -> HttpResponse:
    """Lay a suggestion aside, or take it up again."""
    key = request.POST.get("key", "")
    if not key:
        raise Refusal("no-key", _("Say which suggestion."))
    if request.POST.get("back"):
        helpful.take_up(access.owner(), person, key, today=page.today())
        page.notice(request, _("It is back."))
    else:
        helpful.lay_aside(access.owner(), person, key, today=page.today())
        undo = {"to": reverse("helpful.aside", args=[person]), "key": key, "back": "yes"}
        page.notice(request, _("Laid aside; it will not come again."), undo=undo)
    return page.back(request, "helpful.index")


@require_POST
def mine(request: HttpRequest) -> HttpResponse:
    """Keep what the owner says of themself, or take it back."""
    owner, today = access.owner(), page.today()
    if gone := request.POST.get("gone"):
        helpful.unsay(owner, gone, today=today)
        page.notice(request, _("No longer kept."))
        return page.back(request, "helpful.index")
    form = Mine(request.POST)
    if not form.is_valid():
        found = helpful.written(owner, helpful.all(owner, today=today), today=today)
        context = {"cards": found, "mine": helpful.mine(owner), "form": form}
        return page.wrong(request, "helpful/index.html", context)
    helpful.say(owner, form.cleaned_data["kind"], form.cleaned_data["text"], on=today, today=today)
    page.notice(request, _("Noted. It may be just what somebody needs."))
    return page.back(request, "helpful.index")


def _about(person: str, form: Answer) -> dict[str, Any]:
    owner, today = access.owner(), page.today()
    whole = persons.whole(owner, person, today=today)
    found = helpful.for_person(owner, person, today=today)
    cards = helpful.written(owner, found, today=today)
    asked = next((card for card in cards if card.suggestion.kind == "question"), None)
    return {
        "person": whole.person,
        "cards": [card for card in cards if card != asked],
        "asked": asked,
        "form": form,
    }
