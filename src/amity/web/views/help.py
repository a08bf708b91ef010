"""Help: the keys and how a week goes; and help both ways, noted with a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.book import access, balance
from amity.book import help as helping
from amity.book import person as persons
from amity.web import page
from amity.web.forms import days
from amity.web.forms.help import Help


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the keys and the first steps."""
    return page.show(request, "help/index.html")


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keep a piece of help with a person and return to them."""
    owner, today, form = access.owner(), page.today(), Help(request.POST)
    who = request.POST.get("person", "")
    wait = _("That day has not come yet; a promise can wait for it.")
    if not form.is_valid() or days.ahead(form, today=today, sentence=wait):
        whole = persons.whole(owner, who, today=today)
        context = {"form": form, "person": whole.person, "sign": balance.before(whole, today=today)}
        return page.wrong(request, "help/add.html", context)
    told = form.cleaned_data
    made = helping.note(
        owner, who, told["way"], told["text"], kind=told["kind"], on=told["on"] or today, today=today
    )
    page.notice(request, _("Noted."), undo={"to": reverse("help.remove", args=[made.id])})
    return page.back(request, "people.one", person=who)


@require_POST
def remove(request: HttpRequest, help: str) -> HttpResponse:  # noqa: A002 - the house's word
    """Take a piece of help back."""
    helping.remove(access.owner(), help)
    page.notice(request, _("No longer kept."))
    return page.back(request, "people.index")
