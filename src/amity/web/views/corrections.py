"""Corrections: the owner's word that a tie is closer than it looks, or goes on elsewhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.book import access, corrections, ties
from amity.core.corrections import FIELDS, NO
from amity.core.errors import Refusal
from amity.web import page
from amity.web.forms.corrections import Correction


@require_POST
def say(request: HttpRequest, person: str) -> HttpResponse:
    """Take the owner's word for a tie, or take it back."""
    form, today = Correction(request.POST), page.today()
    told = form.cleaned_data if form.is_valid() else {}
    field = next((field for field in FIELDS if told.get(field)), None)
    if field is None:
        raise Refusal("correction", _("Say how close you are, or how often you talk elsewhere."))
    word = told[field]
    before = corrections.say(access.owner(), person, field, word, today=today, on=told["on"])
    back = {"to": reverse("corrections.say", args=[person]), field: before.word if before else NO}
    back |= {"on": ties.day(before.day).isoformat()} if before else {}
    page.notice(request, _("Taken back.") if word == NO else _("Your word counts from today."), undo=back)
    return page.back(request, "people.one", person=person)
