"""Picks: answering one of the week's few."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.book import access, plan
from amity.core import answers
from amity.core.errors import Refusal
from amity.web import page
from amity.web.forms.picks import Answer


@require_POST
def answer(request: HttpRequest, pick: str) -> HttpResponse:
    """Take the answer and return to Today."""
    form = Answer(request.POST)
    if not form.is_valid():
        raise Refusal("answer", _("A pick is answered with done, later or not now."))
    said = form.cleaned_data["answer"]
    text = answers.said(form.cleaned_data["why"], form.cleaned_data["text"])
    plan.answer(access.owner(), pick, said, text=text, today=page.today())
    page.notice(request, _said(said))
    return page.back(request, "today.index")


def _said(answer: str) -> str:
    if answer == "done":
        return _("Noted as done.")
    return _("Put off for now; it will come back.") if answer == "later" else _("Left alone for now.")
