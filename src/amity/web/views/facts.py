"""Facts: learning one, saying that one still holds or no longer does, taking one back."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.book import access, facts
from amity.book import person as persons
from amity.core.errors import Refusal
from amity.core.facts import Fact as Known
from amity.web import page
from amity.web.forms.facts import Answer, Fact


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keep a fact about a person and return to them."""
    owner, today, form = access.owner(), page.today(), Fact(request.POST)
    who = request.POST.get("person", "")
    if not form.is_valid():
        shown = persons.whole(owner, who, today=today).person
        return page.wrong(request, "facts/add.html", {"form": form, "person": shown})
    told = form.cleaned_data
    made = facts.learn(owner, who, told["kind"], told["text"], on=today, today=today)
    undo = {"to": reverse("facts.forget", args=[made.id])} if made.sure is None else None
    page.notice(request, _("Good to know."), undo=undo)
    return page.back(request, "people.one", person=who)


@require_POST
def answer(request: HttpRequest, person: str, fact: str) -> HttpResponse:
    """Say whether a fact still holds; what it was before can be had back."""
    owner, today, form = access.owner(), page.today(), Answer(request.POST)
    if not form.is_valid():
        raise Refusal("answer", _("A fact is still so, or no longer."))
    told = form.cleaned_data
    if told["answer"] == "back":
        facts.back(owner, person, fact, sure=told["sure"], over=told["over"], today=today)
        return page.back(request, "people.one", person=person)
    known = facts.of(owner, access.person(owner, person), today=today)
    before = next((one for one in known if one.id == fact), None)
    change = facts.confirm if told["answer"] == "still" else facts.end
    change(owner, person, fact, today=today)
    said = (
        _("Good, it still holds.") if told["answer"] == "still" else _("No longer so; it stays in the past.")
    )
    page.notice(request, said, undo=_undo(person, before) if before else None)
    return page.back(request, "people.one", person=person)


def _undo(person: str, before: Known) -> dict[str, str] | None:
    """Give the form that takes an answer back; a fact a file told has become the owner's own by it."""
    if before.source != "hand":
        return None
    days: dict[str, date | None] = {"sure": before.sure, "over": before.over}
    told = {name: day.isoformat() for name, day in days.items() if day}
    return {"to": reverse("facts.answer", args=[person, before.id]), "answer": "back", **told}


@require_POST
def forget(request: HttpRequest, fact: str) -> HttpResponse:
    """Take a fact back; its words stay with the exchange it came from."""
    owner = access.owner()
    _known, person = facts.find(owner, fact)
    facts.forget(owner, fact, today=page.today())
    page.notice(request, _("Taken back."))
    return page.back(request, "people.one", person=person)
