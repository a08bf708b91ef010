"""Reminders: a line to see again on a day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.book import access, reminders
from amity.book import person as persons
from amity.web import page
from amity.web.forms.reminders import Reminder


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keep a reminder with a person and return to them."""
    owner, today, form = access.owner(), page.today(), Reminder(request.POST)
    who = request.POST.get("person", "")
    if form.is_valid():
        reminders.add(owner, who, form.cleaned_data["text"], on=form.cleaned_data["on"], today=today)
        page.notice(request, _("You will see it again on the day."))
        return page.back(request, "people.one", person=who)
    whole = persons.whole(owner, who, today=today)
    return page.wrong(request, "reminders/add.html", {"form": form, "person": whole.person})


@require_POST
def done(request: HttpRequest, reminder: str) -> HttpResponse:
    """Mark a reminder as done."""
    reminders.done(access.owner(), reminder, on=page.today())
    page.notice(request, _("Done."))
    return page.back(request, "today.index")
