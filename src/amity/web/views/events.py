"""Events: the list, one with its few for a second conversation, and those who rest."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.book import access, circles, events
from amity.core import events as rules
from amity.core.circles import Circle
from amity.core.errors import Refusal
from amity.web import naming, page
from amity.web.forms.circles import Event, Note, Who


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the events, and what the calendar offers as one."""
    owner, today = access.owner(), page.today()
    found = [(event, rules.chosen(event)) for event in events.all(owner)]
    offers = events.offers(owner, today=today)
    return page.show(request, "events/index.html", {"events": found, "offers": offers})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Keep an event, with who was there."""
    owner, today = access.owner(), page.today()
    form = Event(request.POST if request.method == "POST" else None, initial={"on": today})
    if request.method != "POST":
        return page.show(request, "events/add.html", {"form": form})
    ids, several = naming.meant(owner, form, today=today) if form.is_valid() else ([], [])
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = events.add(owner, told["name"], on=told["on"], place=told["place"], who=ids, today=today)
        except Refusal as no:
            form.add_error("name", no.sentence)
        else:
            return redirect("events.one", event=made)
    return page.wrong(request, "events/add.html", {"form": form, "several": several})


@require_POST
def offer(request: HttpRequest) -> HttpResponse:
    """Take a meeting of the calendar over as an event."""
    made = events.accept(access.owner(), request.POST.get("meeting", ""), today=page.today())
    return redirect("events.one", event=made)


@require_safe
def one(request: HttpRequest, event: str) -> HttpResponse:
    """Show an event: whom to choose, or who was chosen and what is noted of them."""
    owner, today = access.owner(), page.today()
    found = events.one(owner, event)
    whole = circles.whole(owner, event, today=today)
    noted = events.noted(owner, event, today=today)
    chosen = [(member, noted.get(member.id), Note(prefix=member.id)) for member in rules.chosen(found)]
    context = {**_shown(found), "whole": whole, "chosen": chosen, "form": Who()}
    return page.show(request, "events/one.html", context)


def _shown(event: Circle) -> dict[str, Any]:
    return {
        "event": event, "rests": rules.resting(event), "decided": rules.decided(event), "most": rules.MOST,
        "picked": {member.id for member in rules.chosen(event)},
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def attended(request: HttpRequest, event: str) -> HttpResponse:
    """Say who was there."""
    owner, today = access.owner(), page.today()
    found = events.one(owner, event)
    ids = naming.named(request, "events/attended.html", {"event": found})
    if isinstance(ids, HttpResponse):
        return ids
    events.attended(owner, event, ids, today=today)
    return redirect("events.one", event=event)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, event: str) -> HttpResponse:
    """Choose up to five for a second conversation; the others rest."""
    owner, today = access.owner(), page.today()
    found = _shown(events.one(owner, event))
    if request.method != "POST":
        return page.show(request, "events/choose.html", found)
    chosen = request.POST.getlist("who")
    try:
        events.choose(owner, event, chosen, today=today)
    except Refusal as no:
        return page.wrong(
            request, "events/choose.html", {**found, "picked": set(chosen), "sentence": no.sentence}
        )
    page.notice(request, _("The others rest. Depth before breadth."))
    return redirect("events.one", event=event)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, event: str, person: str) -> HttpResponse:
    """Keep what somebody chosen is working on, and what the owner could do."""
    owner, today = access.owner(), page.today()
    found = events.one(owner, event)
    who = access.person(owner, person)
    form = Note(request.POST if request.method == "POST" else None, prefix=who.uid)
    context = {"form": form, "event": found, "person": who}
    if request.method != "POST":
        return page.show(request, "events/note.html", context)
    if not form.is_valid():
        return page.wrong(request, "events/note.html", context)
    events.note(owner, event, person, **form.cleaned_data, today=today)
    page.notice(request, _("Kept with %(name)s.") % {"name": who.name})
    return redirect("events.one", event=event)
