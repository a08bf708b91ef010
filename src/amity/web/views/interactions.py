"""Interactions: logging one in fifteen seconds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amity.book import access, debriefs, interactions, people
from amity.core import dates
from amity.core.interactions import CHANNELS
from amity.core.people import Person
from amity.web import kept, page
from amity.web.forms import days
from amity.web.forms.interactions import Log

_MOST = 12
"""So many people at most are named in an address."""


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Log one exchange with one person or several (parted by comma), with the promises and facts it holds.

    When a name means several it asks which; whom nobody here is called it offers to `add`.
    """
    owner, today = access.owner(), page.today()
    form = Log(_filled(request, today) if request.method == "POST" else None, initial=_begun(request, today))
    if request.method != "POST":
        return page.show(request, "interactions/log.html", {"form": form})
    met, several, unknown = _who(owner, form, today) if form.is_valid() else ([], [], [])
    if form.is_valid() and unknown and request.POST.get("add") == "1":
        met += _added(owner, unknown, today)
    elif form.is_valid() and unknown:
        form.add_error("who", _("Nobody here is “%(name)s”.") % {"name": unknown[0]})
    if not form.is_valid():
        context = {"form": form, "several": several, "unknown": ", ".join(unknown)}
        return page.wrong(request, "interactions/log.html", context)
    ids = [person.id for person in met]
    kept.told(request, _kept(owner, ids, form.cleaned_data, today))
    return page.back(request, "people.one", person=ids[0])


def _kept(owner: page.Owner, ids: list[str], told: dict[str, Any], today: date) -> debriefs.Debrief:
    words = {name: told[name] for name in ("chip", "how", "on", "direction")}
    return debriefs.debrief(owner, ids, told["text"], **words, today=today)


@require_POST
def remove(request: HttpRequest, exchange: str) -> HttpResponse:
    """Take back an exchange that was logged by hand."""
    interactions.unlog(access.owner(), exchange, today=page.today())
    page.notice(request, _("Taken back. What you learned in it stays."))
    return page.back(request, "today.index")


def _filled(request: HttpRequest, today: Any) -> dict[str, Any]:  # noqa: ANN401 - a date as text or day
    usual = {"how": "call", "direction": "mutual", "on": today.isoformat()}
    return {**usual, **{key: value for key, value in request.POST.items() if value}}


def _begun(request: HttpRequest, today: Any) -> dict[str, Any]:  # noqa: ANN401
    asked = request.GET.get
    how = asked("how", "") if asked("how", "") in CHANNELS else "call"
    on = dates.day(asked("on", "")) or today
    return {
        "who": _called(access.owner(), asked("who", ""), today),
        "on": on,
        "how": how,
        "direction": "mutual",
    }


def _called(owner: Any, told: str, today: Any) -> str:  # noqa: ANN401
    """Write those who are asked for by id by their names, where a name means one person only."""
    said = []
    for one in [part.strip() for part in told.split(",")[:_MOST] if part.strip()]:
        found = people.find(owner, one, today=today)
        name = found[0].name if len(found) == 1 else one
        said.append(name if "," not in name and len(people.find(owner, name, today=today)) == 1 else one)
    return ", ".join(said)


def _added(owner: Any, names: list[str], today: Any) -> list[Person]:  # noqa: ANN401
    """Write new people down: by their name, or by the address that was given instead of one."""
    ids = people.add_all(owner, list(dict.fromkeys(names))[:_MOST], today=today)
    return [one for id_ in ids for one in people.find(owner, id_, today=today)]


def _who(
    owner: Any, form: Log, today: Any  # noqa: ANN401 - the book's own
) -> tuple[list[Person], list[Person], list[str]]:  # fmt: skip
    """Find everybody named, those a name may mean where it is not clear, and the names nobody here has."""
    met: list[Person] = []
    unknown: list[str] = []
    for name in filter(None, (part.strip() for part in form.cleaned_data["who"].split(","))):
        found = people.find(owner, name, today=today)
        if len(found) > 1:
            form.add_error("who", _("Several people match “%(name)s”. Which one?") % {"name": name})
            return [], found[:10], []
        met += found
        unknown += [] if found else [name]
    days.ahead(form, today=today)
    return met, [], unknown
