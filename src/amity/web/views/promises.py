"""Promises: those that are open, mine and theirs; keeping one, letting one go with grace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.book import access, promises
from amity.book import person as persons
from amity.book.promises import With
from amity.core.errors import Refusal
from amity.web import page
from amity.web.forms.promises import Answer, Promise

LATELY = timedelta(days=90)
"""For so long a promise that is done stands on the page."""
SOON = timedelta(days=6)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the open promises of both sides, and what was done lately."""
    owner, today = access.owner(), page.today()
    found = promises.all(owner, today=today)
    sides = [(mine, _by_day([one for one in found if one.promise.mine == mine])) for mine in (True, False)]
    done = promises.all(owner, closed=True, since=today - LATELY, today=today)
    return page.show(request, "promises/index.html", {"sides": sides, "found": found, "done": done})


def _by_day(several: list[With]) -> list[tuple[str, list[With]]]:
    """Part promises into those whose day has passed, those of this week, later, and those without a day."""
    today = page.today()
    soon = today + SOON
    parts: dict[str, list[With]] = {"late": [], "soon": [], "later": [], "open": []}
    for one in several:
        due = one.promise.due
        when = "open" if due is None else "late" if due < today else "soon" if due <= soon else "later"
        parts[when].append(one)
    return [(when, part) for when, part in parts.items() if part]


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Remember a promise with a person."""
    owner, today, form = access.owner(), page.today(), Promise(request.POST)
    who = request.POST.get("person", "")
    if not form.is_valid():
        shown = persons.whole(owner, who, today=today).person
        return page.wrong(request, "promises/add.html", {"form": form, "person": shown})
    told = form.cleaned_data
    made = promises.promise(
        owner, who, told["text"], mine=told["whose"] == "mine", due=told["due"], today=today
    )
    page.notice(request, _("Remembered."), undo={"to": reverse("promises.forget", args=[made.id])})
    return page.back(request, "people.one", person=who)


@require_POST
def answer(request: HttpRequest, promise: str) -> HttpResponse:
    """Say that a promise is kept, let it go, or open it again."""
    owner, today, form = access.owner(), page.today(), Answer(request.POST)
    if not form.is_valid():
        raise Refusal("answer", _("A promise is kept, let go, or open again."))
    said = form.cleaned_data["answer"]
    if said == "reopen":
        promises.reopen(owner, promise, today=today)
        page.notice(request, _("Open again."))
        return page.back(request, "promises.index")
    close = promises.keep if said == "keep" else promises.release
    close(owner, promise, on=today, today=today)
    page.notice(request, _said(said, promises.find(owner, promise)), undo=reopening(promise))
    return page.back(request, "promises.index")


def _said(answer: str, one: With) -> str:
    told: dict[str, Any] = {"text": one.promise.text}
    if answer == "release":
        return _("Let go, and that is all right: %(text)s") % told
    return _("Kept: %(text)s") % told


def reopening(promise: str) -> dict[str, str]:
    """Give the form that opens a promise again."""
    return {"to": reverse("promises.answer", args=[promise]), "answer": "reopen"}


@require_POST
def forget(request: HttpRequest, promise: str) -> HttpResponse:
    """Take a promise back; its words stay with the exchange it came from."""
    owner = access.owner()
    person = promises.find(owner, promise).person
    promises.forget(owner, promise, today=page.today())
    page.notice(request, _("Taken back."))
    return page.back(request, "people.one", person=person)
