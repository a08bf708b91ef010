"""Circles: the list, one with its people and what it brought, and what may be said of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.book import access, circles
from amity.core.errors import Refusal
from amity.web import naming, page
from amity.web.forms.circles import Circle, Day, Plain, Who

_COLUMNS = {"guides": "leads"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the circles the owner is part of, those others belong to, and those worth joining."""
    owner, today = access.owner(), page.today()
    found = circles.wholes(owner, [one for one in circles.all(owner) if one.kind != "event"], today=today)
    mine = [whole for whole in found if whole.circle.belongs]
    others = [whole for whole in found if not whole.circle.belongs]
    doors = circles.doors(owner, today=today)
    return page.show(request, "circles/index.html", {"mine": mine, "others": others, "doors": doors})


@require_safe
def one(request: HttpRequest, circle: str) -> HttpResponse:
    """Show a circle: who is in it, which ties it brought, and what the last year was."""
    owner = access.owner()
    whole = circles.whole(owner, circle, today=page.today())
    if whole.circle.kind == "event":
        return redirect("events.one", event=circle)
    why = {tie.id: tie for tie in whole.ties}
    people = [(member, whole.work.get(member.id), why.get(member.id)) for member in whole.circle.here]
    context = {"whole": whole, "circle": whole.circle, "people": people, "form": Who(), "day": Day()}
    return page.show(request, "circles/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Keep a circle."""
    form = Circle(
        request.POST if request.method == "POST" else None, initial={"name": request.GET.get("name", "")}
    )
    if request.method != "POST":
        return page.show(request, "circles/add.html", {"form": form})
    if form.is_valid():
        told = form.cleaned_data
        guides = told.pop("guides")
        try:
            made = circles.add(access.owner(), told.pop("name"), leads=guides, today=page.today(), **told)
        except Refusal as no:
            form.add_error("name", no.sentence)
        else:
            page.notice(request, _("It is kept. Who is in it?"))
            return redirect("circles.one", circle=made)
    return page.wrong(request, "circles/add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, circle: str) -> HttpResponse:
    """Change what is said of a circle, or remove it."""
    owner = access.owner()
    whole = circles.whole(owner, circle, today=page.today())
    known = whole.circle
    wanted = Plain if known.kind == "event" else Circle
    begun = {name: getattr(known, name) for name in wanted.base_fields}
    form = wanted(request.POST if request.method == "POST" else None, initial=begun)
    context = {"form": form, "circle": known, "whole": whole}
    if request.method != "POST":
        return page.show(request, "circles/edit.html", context)
    if form.is_valid():
        told = {_COLUMNS.get(name, name): value for name, value in form.cleaned_data.items()}
        try:
            circles.change(owner, circle, today=page.today(), **told)
        except Refusal as no:
            form.add_error("name", no.sentence)
        else:
            return redirect("circles.one", circle=circle)
    return page.wrong(request, "circles/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def put(request: HttpRequest, circle: str) -> HttpResponse:
    """Put people into a circle by their names."""
    owner, today = access.owner(), page.today()
    known = circles.one(owner, circle)
    ids = naming.named(request, "circles/put.html", {"circle": known})
    if isinstance(ids, HttpResponse):
        return ids
    circles.put(owner, circle, ids, today=today)
    return redirect("circles.one", circle=circle)


@require_POST
def take(request: HttpRequest, circle: str) -> HttpResponse:
    """Take somebody out of a circle."""
    owner, today, who = access.owner(), page.today(), request.POST.get("who", "")
    circles.take(owner, circle, who, today=today)
    undo = {"to": reverse("circles.put", args=[circle]), "who": who}
    page.notice(request, _("Out of it; they stay in your book."), undo=undo)
    return redirect("circles.one", circle=circle)


@require_POST
def join(request: HttpRequest, circle: str) -> HttpResponse:
    """Say that the owner has joined a circle."""
    owner, today, form = access.owner(), page.today(), Day(request.POST)
    on = (form.cleaned_data["on"] if form.is_valid() else None) or today
    circles.join(owner, circle, on=on, today=today)
    page.notice(request, _("You are part of it. In a year this page tells what it brought."))
    return redirect("circles.one", circle=circle)


@require_POST
def leave(request: HttpRequest, circle: str) -> HttpResponse:
    """Say that the owner is no longer part of a circle."""
    circles.leave(access.owner(), circle, on=page.today(), today=page.today())
    page.notice(request, _("You are not part of it any more; its people stay."))
    return redirect("circles.one", circle=circle)


@require_POST
def remove(request: HttpRequest, circle: str) -> HttpResponse:
    """Remove a circle; its people stay."""
    circles.remove(access.owner(), circle)
    page.notice(request, _("It is gone; its people stay in your book."))
    return redirect("circles.index")
