"""One person once: pairs looked at one by one, joined, told apart, and joins taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.book import access, duplicates, people
from amity.book import person as persons
from amity.core.errors import Refusal
from amity.core.people import Person
from amity.sync import duplicates as looking
from amity.web import page, sentences
from amity.web.forms.duplicates import Two, Who

_CHOOSABLE = ("name", "organization", "title", "place", "birthday", "met")
_FOUND, _NEXT = 10, 8


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison; `choose` where both say something, and not the same."""

    field: str
    one: str
    other: str

    @property
    def choose(self) -> bool:
        """Whether the owner may say which of the two is to be shown."""
        return bool(self.one and self.other) and self.one != self.other


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the most probable pair beside its reasons, and what waits behind it."""
    owner, today = access.owner(), page.today()
    if duplicates.stale(owner) and not looking.look(owner):
        return page.show(request, "duplicates/looking.html")
    waiting = duplicates.open(owner, today=today, limit=_NEXT + 1)
    pair = _wanted(owner, request.GET.get("pair", "")) or next(iter(waiting), None)
    context: dict[str, Any] = {
        "pair": pair,
        "rows": _rows(pair.one, pair.other) if pair else [],
        "waiting": [one for one in waiting if pair and one.id != pair.id][:_NEXT],
        "total": duplicates.total(owner),
        "certain": duplicates.open(owner, today=today, certain=True),
    }
    return page.show(request, "duplicates/index.html", context)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show every pair that waits, the most probable first, fifty a page."""
    owner, today = access.owner(), page.today()
    if duplicates.stale(owner) and not looking.look(owner):
        return page.show(request, "duplicates/looking.html")
    leaf = page.pages(duplicates.total(owner), request.GET.get("page", ""))
    pairs = duplicates.open(owner, today=today, offset=leaf["offset"], limit=page.ROWS)
    return page.show(request, "duplicates/waiting.html", {"pairs": pairs, **leaf})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Set any two people beside each other; with one only, offer namesakes, and search where asked."""
    owner, today = access.owner(), page.today()
    form = Who(request.GET)
    told = form.cleaned_data if form.is_valid() else {"one": "", "other": "", "q": ""}
    if told["one"] and told["other"]:
        pair = duplicates.between(owner, told["one"], told["other"], today=today)
        return page.show(
            request, "duplicates/compare.html", {"pair": pair, "rows": _rows(pair.one, pair.other)}
        )
    if not told["one"]:
        return redirect("duplicates.index")
    (first,) = people.shown(owner, [access.person(owner, told["one"])], today=today)
    if told["q"].strip():
        query = people.Query(text=told["q"], limit=_FOUND)
        found = [other for other in people.page(owner, query, today=today).people if other.id != first.id]
    else:
        found = duplicates.namesakes(owner, first, today=today, limit=_FOUND)
    return page.show(request, "duplicates/compare.html", {"first": first, "found": found, "q": told["q"]})


@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """Make two people one, shown as the owner chose."""
    owner, (one, other) = access.owner(), _two(request)
    keep = {field: value for field in _CHOOSABLE if (value := request.POST.get(f"keep-{field}", "").strip())}
    word = duplicates.bond(owner, one, other)
    duplicates.join(owner, one, other, today=page.today(), keep=keep)
    page.notice(request, _("One person now."), undo={"to": reverse("duplicates.unjoin"), "id": word})
    return page.back(request, "duplicates.index")


@require_POST
def different(request: HttpRequest) -> HttpResponse:
    """Remember for ever that two people are not one; or, as an undo, ask again."""
    owner, (one, other) = access.owner(), _two(request)
    if request.POST.get("undo"):
        duplicates.ask_again(owner, one, other)
        return _again(request, duplicates.asked(owner, one, other))
    duplicates.different(owner, one, other, today=page.today())
    undo = {"to": reverse("duplicates.different"), "undo": "1", "one": one, "other": other}
    page.notice(request, _("They stay two people, and you are not asked again."), undo=undo)
    return page.back(request, "duplicates.index")


@require_POST
def later(request: HttpRequest) -> HttpResponse:
    """Pass a pair over for now."""
    duplicates.later(access.owner(), request.POST.get("pair", ""))
    return page.back(request, "duplicates.index")


@require_POST
def certain(request: HttpRequest) -> HttpResponse:
    """Join the chosen ones of the pairs that leave no doubt."""
    done = duplicates.join_certain(access.owner(), request.POST.getlist("id"), today=page.today())
    if done:
        said = ngettext(
            "%(count)s pair is one person now: %(names)s.",
            "%(count)s pairs are one person each now: %(names)s.",
            len(done),
        )
        told = said % {"count": len(done), "names": sentences.named([one.name for one in done])}
        ids = ",".join(one.id for one in done)
        page.notice(request, told, undo={"to": reverse("duplicates.unjoin"), "id": ids})
    return page.back(request, "duplicates.index")


@require_POST
def unjoin(request: HttpRequest) -> HttpResponse:
    """Take exactly these joins back, as the undo of joining them, and show the first pair again."""
    ids = [one for one in request.POST.get("id", "").split(",") if one]
    pair = duplicates.unjoin(access.owner(), ids, today=page.today())
    said = ngettext("Taken back: two people again.", "%(count)s joins are taken back.", len(ids))
    page.notice(request, said % {"count": len(ids)})
    return _again(request, pair)


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, person: str) -> HttpResponse:
    """Take a person apart: the joins the owner made, or the records that belong to somebody else."""
    owner, today = access.owner(), page.today()
    if request.method != "POST":
        whole = persons.whole(owner, person, today=today)
        cards = [record for record in whole.records if record.source != "hand"]
        context = {"person": whole.person, "cards": cards, "joined": duplicates.joined(owner, person)}
        return page.show(request, "duplicates/split.html", context)
    take = request.POST.getlist("record")
    if not take and not request.POST.get("undo"):
        raise Refusal("no-record", _("Choose the records that are somebody else’s first."))
    parts = duplicates.split(owner, person, take=take, today=today)
    page.notice(request, _("Taken apart: %(count)s people now.") % {"count": len(parts)})
    return redirect("people.one", person=parts[0])


def _wanted(owner: page.Owner, id_: str) -> duplicates.Pair | None:
    """Find the pair that was asked for; one that is decided by now gives way to the first."""
    try:
        return duplicates.pair(owner, id_, today=page.today()) if id_ else None
    except access.Missing:
        return None


def _again(request: HttpRequest, pair: str) -> HttpResponse:
    """Lead back to where the undo stood; to the pair itself, where pairs are looked at."""
    index_ = reverse("duplicates.index")
    if pair and request.POST.get("next", index_).partition("?")[0] == index_:
        return redirect(f"{index_}?pair={pair}")
    return page.back(request, "duplicates.index")


def _two(request: HttpRequest) -> tuple[str, str]:
    form = Two(request.POST)
    if not form.is_valid():
        raise Refusal("two-people", _("Name two people."))
    return form.cleaned_data["one"], form.cleaned_data["other"]


def _rows(one: Person, other: Person) -> list[Row]:
    rows = [Row(field, str(getattr(one, field)), str(getattr(other, field))) for field in _CHOOSABLE]
    return [row for row in rows if (row.one or row.other) and (row.field != "name" or row.choose)]
