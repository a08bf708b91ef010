"""Interactions: logging one in fifteen seconds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amity.book import access, interactions, people
from amity.core.people import Person
from amity.web import page
from amity.web.forms.interactions import Log


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Log one exchange with one person or several (parted by comma); ask again when a name means several."""
    owner, today = access.owner(), page.today()
    form = Log(_filled(request, today) if request.method == "POST" else None, initial=_begun(request, today))
    if request.method != "POST":
        return page.show(request, "interactions/log.html", {"form": form})
    met: list[Person] = []
    several: list[Person] = []
    if form.is_valid():
        met, several = _who(owner, form, today)
    if not form.is_valid():
        return page.wrong(request, "interactions/log.html", {"form": form, "several": several})
    told = form.cleaned_data
    ids = [person.id for person in met]
    interactions.log(
        owner, ids, told["text"], how=told["how"], on=told["on"], direction=told["direction"], today=today
    )
    names = ", ".join(person.name for person in met)
    page.notice(request, _("Logged with %(names)s.") % {"names": names})
    return page.back(request, "people.one", person=ids[0])


def _filled(request: HttpRequest, today: Any) -> dict[str, Any]:  # noqa: ANN401 - a date as text or day
    usual = {"how": "call", "direction": "mutual", "on": today.isoformat()}
    return {**usual, **{key: value for key, value in request.POST.items() if value}}


def _begun(request: HttpRequest, today: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"who": request.GET.get("who", ""), "on": today, "how": "call", "direction": "mutual"}


def _who(owner: Any, form: Log, today: Any) -> tuple[list[Person], list[Person]]:  # noqa: ANN401 - the book's own
    """Find everybody named; what is unclear becomes an error of the form, with the several it may mean."""
    met: list[Person] = []
    for name in filter(None, (part.strip() for part in form.cleaned_data["who"].split(","))):
        found = people.find(owner, name, today=today)
        if len(found) != 1:
            sentence = (
                _("Several people match “%(name)s”. Which one?") if found else _("Nobody here is “%(name)s”.")
            )
            form.add_error("who", sentence % {"name": name})
            return [], found[:10]
        met += found
    if form.cleaned_data["on"] > today:
        form.add_error("on", _("That day has not come yet."))
    return met, []
