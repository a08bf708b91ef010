"""Goals: what must get done, who decides, who stands close to them, and what is missing between."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.book import access, goals, people, teams
from amity.core import goals as rules
from amity.core.errors import Refusal
from amity.web import page
from amity.web.forms.goals import Goal, Part, Team

_TEAM = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the goals, those open first, and what ties to the outside bring the team."""
    owner, today = access.owner(), page.today()
    found = goals.all(owner, today=today)
    context = {
        "open": [one for one in found if one.goal.done is None],
        "done": [one for one in found if one.goal.done is not None],
        "team": teams.team(owner, today=today, known=found),
    }
    return page.show(request, "goals/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Write down a goal."""
    form = Goal(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page.show(request, "goals/add.html", {"form": form})
    if not form.is_valid():
        return page.wrong(request, "goals/add.html", {"form": form})
    made = goals.add(access.owner(), today=page.today(), **form.cleaned_data)
    page.notice(request, _("Written down. Who decides?"))
    return redirect("goals.one", goal=made)


@require_safe
def one(request: HttpRequest, goal: str) -> HttpResponse:
    """Show one goal: its people, the owner's tie to each, and what is missing."""
    return _one(request, goal)


def _one(request: HttpRequest, goal: str, **more: Any) -> HttpResponse:  # noqa: ANN401 - what the page shows beside
    today = page.today()
    found = goals.one(access.owner(), goal, today=today)
    parts = [
        (part, rules.standing(part.person, today=today), _beside(found.goal, part.beside))
        for part in found.goal.parts
    ]
    deciders = [part.person for part in found.goal.parts if part.role == "decides"]
    context = {"found": found, "goal": found.goal, "parts": parts, "deciders": deciders, "form": Part()}
    return page.show(
        request, "goals/one.html", {**context, **more}, status=422 if more.get("sentence") else 200
    )


def _beside(goal: rules.Goal, person: str) -> str:
    return next((part.person.name for part in goal.parts if part.person.id == person), "")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, goal: str) -> HttpResponse:
    """Write a goal anew."""
    owner, today = access.owner(), page.today()
    found = goals.one(owner, goal, today=today).goal
    before = {"text": found.text, "due": found.due, "why": found.why, "areas": ", ".join(found.areas)}
    form = Goal(request.POST if request.method == "POST" else None, initial=before)
    if request.method != "POST" or not form.is_valid():
        status = 200 if request.method != "POST" else 422
        return page.show(request, "goals/edit.html", {"form": form, "goal": found}, status=status)
    goals.edit(owner, goal, today=today, **form.cleaned_data)
    page.notice(request, _("Saved."))
    return redirect("goals.one", goal=goal)


@require_POST
def part(request: HttpRequest, goal: str) -> HttpResponse:
    """Say what somebody is in a goal."""
    owner, today, form = access.owner(), page.today(), Part(request.POST)
    goals.one(owner, goal, today=today)
    if not form.is_valid():
        return _one(request, goal, sentence=_("Say who, and what their part is."))
    told = form.cleaned_data
    who, other = _named(owner, told["who"], today), told["beside"]
    if who is None:
        sentence = _("Nobody here, or more than one person, is called %(name)s; write the name whole.")
        return _one(request, goal, sentence=sentence % {"name": told["who"]})
    beside = other if told["role"] == "close" else ""
    goals.take_part(owner, goal, who, told["role"], beside=beside, today=today)
    page.notice(request, _("Noted."))
    return redirect("goals.one", goal=goal)


def _named(owner: page.Owner, name: str, today: date) -> str | None:
    found = people.find(owner, name, today=today)
    return found[0].id if len(found) == 1 else None


@require_POST
def leave(request: HttpRequest, goal: str) -> HttpResponse:
    """Take somebody out of a goal."""
    goals.leave(access.owner(), goal, request.POST.get("who", ""), today=page.today())
    page.notice(request, _("Taken out."))
    return redirect("goals.one", goal=goal)


@require_POST
def done(request: HttpRequest, goal: str) -> HttpResponse:
    """Say that a goal is done, or open again."""
    owner, today, again = access.owner(), page.today(), bool(request.POST.get("again"))
    (goals.reopen if again else goals.done)(owner, goal, today=today)
    page.notice(request, _("Open again.") if again else _("Done. It asks for nobody any more."))
    return redirect("goals.one", goal=goal)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, goal: str) -> HttpResponse:
    """Ask once, then forget a goal."""
    owner, today = access.owner(), page.today()
    found = goals.one(owner, goal, today=today).goal
    if request.method != "POST":
        return page.show(request, "goals/remove.html", {"goal": found})
    goals.remove(owner, goal, today=today)
    page.notice(request, _("Forgotten; its people stay as they are."))
    return redirect("goals.index")


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """Name the people the owner guides."""
    owner, today = access.owner(), page.today()
    known = teams.team(owner, today=today).people
    initial = {"names": "\n".join(person.name for person in known)}
    form = Team(request.POST if request.method == "POST" else None, initial=initial)
    if request.method != "POST":
        return page.show(request, "goals/team.html", {"form": form})
    found = (
        {name: _named(owner, name, today) for name in form.cleaned_data["names"]} if form.is_valid() else {}
    )
    missing = [name for name, who in found.items() if who is None]
    if missing:
        form.add_error(
            "names",
            _("Nobody here, or more than one person, is called %(names)s.") % {"names": ", ".join(missing)},
        )
    if not form.is_valid():
        return page.wrong(request, "goals/team.html", {"form": form})
    if len(found) > _TEAM:
        raise Refusal("too-many", _("A team is fifty people at most."))
    teams.guide(owner, [who for who in found.values() if who], today=today)
    page.notice(request, _("Noted."))
    return redirect("goals.index")
