"""Commitments: the ties for the long run, each looked at once a year, with what the year brought in words."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.book import access, purposes
from amity.book.purposes import Commitment
from amity.core.errors import Refusal
from amity.core.people import LONG_RUN
from amity.web import page, wording
from amity.web.forms.purposes import Promise
from amity.web.templatetags import words

LESS = (1, 2)
"""Importance of a tie that is let go: its words are not asked for."""


def show(request: HttpRequest) -> HttpResponse:
    """Show them, those not looked at for a year first."""
    owner, today = access.owner(), page.today()
    found = [(one, year(one, today=today)) for one in purposes.commitments(owner, today=today)]
    context = {
        "found": found,
        "due": [one for one, _told in found if one.due],
        "most": LONG_RUN,
        "levels": [(level, word) for level, word in wording.IMPORTANCE.items() if level],
    }
    return page.show(request, "people/commitments.html", context)


def year(one: Commitment, *, today: date) -> str:
    """Say what the last year brought between the two: how often and when last, and what came of it."""
    if one.person.last is None:
        return _("Nothing is on record between you yet.")
    last = words.when(one.person.last, today)
    if not one.exchanges:
        return _("Nothing on record in the last year; the last time was %(last)s.") % {"last": last}
    told = ngettext(
        "One exchange in the last year, %(last)s.",
        "%(count)s exchanges in the last year, the last one %(last)s.",
        one.exchanges,
    )
    return told % {"count": one.exchanges, "last": last}


def take(request: HttpRequest) -> HttpResponse:
    """Take that a tie still is for the long run, or what has changed."""
    form = Promise(request.POST)
    if not form.is_valid():
        raise Refusal("commitment", _("Say whom you mean, and whether it is still so."))
    told, owner, today = form.cleaned_data, access.owner(), page.today()
    if told["act"] == "still":
        purposes.look(owner, told["person"], today=today)
        page.notice(request, _("Still so. It comes up again in a year."))
    else:
        why = None if told["importance"] in LESS else told["why"]
        purposes.say(owner, told["person"], today=today, importance=told["importance"], why=why)
        page.notice(request, _("Noted."))
    return page.back(request, "people.commitments")
