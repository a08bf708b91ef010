"""Picks: answering one of the week's few."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.book import access, person, plan
from amity.core import answers
from amity.core.errors import Refusal
from amity.web import page, talks
from amity.web.forms.picks import Answer


@require_POST
def answer(request: HttpRequest, pick: str) -> HttpResponse:
    """Take the answer and return to Today."""
    form = Answer(request.POST)
    if not form.is_valid():
        raise Refusal("answer", _("A pick is answered with done, later or not now."))
    said = form.cleaned_data["answer"]
    owner = access.owner()
    text = answers.said(form.cleaned_data["why"], form.cleaned_data["text"])
    keeps = plan.promised(owner, pick) if said == "done" else []
    felt = form.cleaned_data["felt"] if said == "done" else ""
    plan.answer(owner, pick, said, text=text, felt=felt, today=page.today())
    told = _followed(owner, pick, felt) if felt else _kept() if keeps else _said(said)
    page.notice(request, told, undo=_undo(keeps, pick, said))
    return page.back(request, "today.index")


@require_POST
def reopen(request: HttpRequest, pick: str) -> HttpResponse:
    """Take back that a pick was put off."""
    plan.reopen(access.owner(), pick)
    page.notice(request, _("It stands in the week again."))
    return page.back(request, "today.index")


def _followed(owner: page.Owner, pick: str, felt: str) -> str:
    """Say what the word on a talk changed, as the person's page will say it from now on."""
    week = plan.week(owner, today=page.today())
    who = next((one.person_id for one in week.picks if one.id == pick), None)
    if who is None:
        return _said("done")
    return talks.followed(person.whole(owner, who, today=page.today()), felt)


def _kept() -> str:
    return _("Done, and with it a promise kept.")


def _undo(keeps: list[str], pick: str, said: str) -> dict[str, str] | None:
    """Give the form that takes the answer back: the promise it kept, or that it was put off."""
    if keeps:
        return {"to": reverse("promises.answer", args=[keeps[0]]), "answer": "reopen"}
    return None if said == "done" else {"to": reverse("picks.reopen", args=[pick])}


def _said(answer: str) -> str:
    if answer == "done":
        return _("Noted as done.")
    return _("Put off for now; it will come back.") if answer == "later" else _("Left alone for now.")
