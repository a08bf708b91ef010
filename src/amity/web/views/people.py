"""People: the list, one whole, starting with fifteen, choosing who matters, the owner's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity import options
from amity.book import access, answers, candidates, people, purposes
from amity.book import person as persons
from amity.core import atlas as areas
from amity.core import placing
from amity.core.errors import Refusal
from amity.core.people import Person
from amity.web import commitments as longrun
from amity.web import page, sentences
from amity.web import triage as sitting
from amity.web import whole as parts
from amity.web.forms import lately
from amity.web.forms.people import CHOSEN, Aside, Bulk, Card, Change, Filter, Starters
from amity.web.forms.purposes import Words

_FOUND, _MATTERS = 10, 2
_LONG = 3


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the list: searched, sorted, filtered, fifty a page."""
    form = Filter(request.GET)
    query = _query(form)
    owner, today = access.owner(), page.today()
    asked = request.GET.get("page", "")
    query = replace(query, offset=page.begins(asked))
    found = people.page(owner, query, today=today)
    leaf = page.pages(found.total, asked)
    if leaf["offset"] != query.offset:
        found = people.page(owner, replace(query, offset=leaf["offset"]), today=today)
    shown = request.GET.copy()
    shown.pop("page", None)
    filtered = any(value for key, value in shown.items() if key != "sort")
    context = {
        "form": form,
        "query": query,
        "people": found.people,
        "kept": shown.urlencode(),
        "filtered": filtered,
        "unsaid": purposes.unsaid(owner),
    }
    return page.show(request, "people/index.html", {**context, **leaf}, part="people-list")


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Find a few people by name, for the palette and for the line that logs."""
    text = request.GET.get("q", request.GET.get("who", "")).strip()
    found: list[Person] = []
    if text:
        query = people.Query(text=text, limit=_FOUND)
        found = people.page(access.owner(), query, today=page.today()).people
    part = "people-names" if request.headers.get("HX-Target") == "people-names" else "people-found"
    return page.show(request, "people/find.html", {"found": found, "q": text}, part=part)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add one person by hand."""
    owner, today = access.owner(), page.today()
    form = Card(_posted(request), initial={"name": request.GET.get("name", "")})
    told = _told(owner, form, today) if request.method == "POST" else None
    if told is None:
        return page.show(
            request, "people/add.html", {"form": form}, status=200 if request.method != "POST" else 422
        )
    handle = told.pop("handle")
    person = people.add(owner, today=today, handles=(handle,) if handle else (), **told)
    page.notice(request, _("%(name)s is in your book.") % {"name": told["name"]})
    return redirect("people.one", person=person)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin with up to fifteen names and no file at all."""
    forms = Starters(_posted(request), prefix="row")
    if request.method != "POST":
        return page.show(request, "people/start.html", {"forms": forms})
    today = page.today()
    if not forms.is_valid():
        return page.wrong(request, "people/start.html", {"forms": forms})
    owner, rows = access.owner(), _started(forms, today)
    region = options.current().region
    ids = [people.add(owner, today=today, region=region, **row) for row in rows]
    if ids:
        mattering = [person for person, row in zip(ids, rows, strict=True) if row["importance"] >= _MATTERS]
        people.choose(owner, mattering, today=today)
        page.notice(request, _("That is a beginning. This is what your week could look like."))
    return redirect("today.index")


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose up to fifteen who matter; setting somebody aside here keeps what is chosen so far."""
    owner, today = access.owner(), page.today()
    if request.method != "POST":
        return page.show(
            request, "people/choose.html", _candidates(owner, request.GET.getlist("chosen"), today)
        )
    chosen = list(dict.fromkeys(request.POST.getlist("chosen")))
    if unwanted := request.POST.get("unwanted"):
        people.put_aside(owner, [unwanted], "not-for-this", today=today)
        page.notice(
            request, _("Set aside."), undo={"to": reverse("people.aside", args=[unwanted]), "why": ""}
        )
        return page.show(request, "people/choose.html", _candidates(owner, chosen, today))
    if len(chosen) > CHOSEN:
        sentence = _("Fifteen at most; these are %(count)s. Depth before breadth.") % {"count": len(chosen)}
        return page.wrong(
            request, "people/choose.html", {**_candidates(owner, chosen, today), "sentence": sentence}
        )
    people.choose(owner, chosen, today=today)
    page.notice(request, _("Good. The week now draws on them."))
    return redirect("today.index")


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Change several people at once, or set the one of a row aside."""
    owner, today = access.owner(), page.today()
    for word, why in (("unwanted", "not-for-this"), ("wanted", "")):
        if one := request.POST.get(word):
            _set_aside(request, owner, [one], why, today)
            return page.back(request, "people.index")
    ids, form = _ids(request), Bulk(request.POST)
    if not ids or not form.is_valid():
        raise Refusal("bulk", _("Choose people in the list first, then what to say of them."))
    told = form.cleaned_data
    if told["aside"]:
        _set_aside(request, owner, ids, "" if told["aside"] == "back" else told["aside"], today)
        return page.back(request, "people.index")
    purposes = (told["purpose"],) if told["purpose"] else None
    people.set_words(owner, ids, today=today, purposes=purposes, importance=told["importance"])
    said = ngettext("Changed for %(count)s person.", "Changed for %(count)s people.", len(ids))
    page.notice(request, said % {"count": len(ids)})
    return page.back(request, "people.index")


@require_safe
def one(request: HttpRequest, person: str) -> HttpResponse:
    """Show one person whole: the tie over the years, what is between you, what the records say."""
    owner, today = access.owner(), page.today()
    whole = persons.whole(owner, person, today=today)
    leaf = page.pages(whole.exchanges_total, _leaf_of(request, whole))
    if leaf["offset"]:
        whole = persons.whole(owner, person, today=today, offset=leaf["offset"])
    return page.show(request, "people/one.html", {**parts.shown(owner, whole, today=today), **leaf})


@require_safe
def picture(request: HttpRequest, person: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give somebody's picture: other people's bytes, so the browser may draw it and do nothing else."""
    found = persons.picture(access.owner(), person)
    answer = HttpResponse(found.body, content_type=found.kind)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, person: str) -> HttpResponse:
    """Change a person's fields and handles; the owner's word stands before every source's."""
    owner, today = access.owner(), page.today()
    shown = persons.whole(owner, person, today=today).person
    through = parts.introducer(owner, shown, today=today)
    before = {word: getattr(shown, word) for word in Change.base_fields if word != "handle"}
    before |= dict.fromkeys(placing.refused(shown), placing.NONE)
    form = Change(_posted(request), initial={**before, "through": through.name if through else shown.through})
    told = _told(owner, form, today) if request.method == "POST" else None
    if told is None:
        status = 200 if request.method != "POST" else 422
        return page.show(request, "people/edit.html", {"form": form, "person": shown}, status=status)
    changed = {word: value for word, value in told.items() if word in before and value != before[word]}
    gone, new = tuple(request.POST.getlist("gone")), tuple(filter(None, [told["handle"]]))
    try:
        people.edit(owner, shown.id, today=today, add_handle=new, remove_handle=gone, **changed)
    except Refusal as no:
        form.add_error("handle", no.sentence)
        return page.show(request, "people/edit.html", {"form": form, "person": shown}, status=422)
    page.notice(request, " ".join([_("Saved."), *placing.own_words(changed)]))
    return redirect("people.one", person=shown.id)


@require_POST
def words(request: HttpRequest, person: str) -> HttpResponse:
    """Take the owner's words for one tie."""
    form = Words(request.POST)
    if not form.is_valid():
        raise Refusal("words", _("Say how much it matters, from 0 to 3, and what it is for."))
    told = {**form.cleaned_data, "affinity": form.cleaned_data["affinity"] or None}
    if told["importance"] != _LONG or told["why"] == purposes.why(access.owner(), person):
        told["why"] = None
    purposes.say(access.owner(), person, today=page.today(), **told)
    page.notice(request, _("Noted."))
    return page.back(request, "people.one", person=person)


@require_http_methods(["GET", "HEAD", "POST"])
def triage(request: HttpRequest) -> HttpResponse:
    """Go through people one at a time: what each tie is for, and how much it matters."""
    return sitting.take(request) if request.method == "POST" else sitting.show(request)


@require_http_methods(["GET", "HEAD", "POST"])
def commitments(request: HttpRequest) -> HttpResponse:
    """Look at the ties for the long run, with why and what the last year brought."""
    return longrun.take(request) if request.method == "POST" else longrun.show(request)


@require_POST
def mute(request: HttpRequest, person: str) -> HttpResponse:
    """Never suggest one person again, or let them be suggested."""
    muted = bool(request.POST.get("muted"))
    purposes.mute(access.owner(), person, muted=muted, today=page.today())
    back = {"to": reverse("people.mute", args=[person]), "muted": "" if muted else "yes"}
    page.notice(request, _("Never suggested again.") if muted else _("May be suggested again."), undo=back)
    return page.back(request, "people.one", person=person)


@require_POST
def aside(request: HttpRequest, person: str) -> HttpResponse:
    """Set one person aside, or bring them back."""
    form = Aside(request.POST)
    if not form.is_valid():
        raise Refusal("aside", _("Say why: private life, no longer with us, or not for this."))
    _set_aside(request, access.owner(), [person], form.cleaned_data["why"], page.today())
    return page.back(request, "people.index")


@require_POST
def again(request: HttpRequest, person: str) -> HttpResponse:
    """Let the weeks draw on somebody again who was put off or did not answer."""
    answers.again(access.owner(), person, today=page.today())
    page.notice(request, _("The weeks may draw on them again."))
    return page.back(request, "people.index")


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, person: str) -> HttpResponse:
    """Ask once, then remove a person."""
    owner, today = access.owner(), page.today()
    whole = persons.whole(owner, person, today=today)
    if request.method == "POST":
        people.remove(owner, whole.person.id, today=today)
        page.notice(request, _("%(name)s is no longer in your book.") % {"name": whole.person.name})
        return redirect("people.index")
    return page.show(request, "people/remove.html", {"whole": whole, "person": whole.person})


def _query(form: Filter) -> people.Query:
    """Read the filters; a word the form does not know is as if it were not there."""
    form.is_valid()
    told = {key: value for key, value in form.cleaned_data.items() if value}
    return people.Query(
        text=told.get("q", "").strip(),
        sort=told.get("sort", "strength"),
        state=told.get("state", ""),
        purpose=told.get("purpose", ""),
        importance=told.get("importance", ""),
        organization=areas.fold(told.get("organization", "")),
        aside=told.get("aside", False),
        limit=page.ROWS,
    )


def _told(owner: page.Owner, form: Card, today: date) -> dict[str, Any] | None:
    """Read a valid card with its introducer as an id; None after saying what is wrong."""
    if not form.is_valid():
        return None
    told = dict(form.cleaned_data)
    if told["through"]:
        found = people.find(owner, told["through"], today=today)
        if len(found) != 1:
            several = _("Several people match that name; write it whole.")
            form.add_error(
                "through", several if found else _("Nobody here has that name yet; add them first.")
            )
            return None
        told["through"] = found[0].id
    return told


def _started(forms: Any, today: date) -> list[dict[str, Any]]:  # noqa: ANN401 - Django's formset has no type
    """Read the rows that have a name."""
    rows: list[dict[str, Any]] = []
    for told in filter(lambda told: told.get("name"), (dict(form.cleaned_data) for form in forms)):
        purpose, said, handle = told.pop("purpose"), told.pop("last"), told.pop("handle")
        last = lately.day(said, today=today)
        # Words that nobody can date stay words: an exchange on an invented day would be a lie.
        note = _("Last talked: %(said)s") % {"said": said} if said and last is None else ""
        told["importance"] = _MATTERS if told["importance"] == "" else told["importance"]
        several = {"purpose": (purpose,) if purpose else (), "handles": (handle,) if handle else ()}
        rows.append({**told, **several, "last": last, "note": note})
    return rows


def _candidates(owner: page.Owner, chosen: list[str], today: date) -> dict[str, Any]:
    found = [
        {"person": one.person, "former": sentences.former(one.shared)}
        for one in candidates.of(owner, today=today)
    ]
    return {"candidates": found, "chosen": set(chosen), "most": CHOSEN}


def _set_aside(request: HttpRequest, owner: page.Owner, ids: list[str], why: str, today: date) -> None:
    people.put_aside(owner, ids, why or None, today=today)
    if not why:
        page.notice(request, _("Back in your book."))
        return
    said = ngettext("%(count)s person set aside.", "%(count)s people set aside.", len(ids)) % {
        "count": len(ids)
    }
    page.notice(request, said, undo={"to": reverse("people.bulk"), "aside": "back", "id": ",".join(ids)})


def _leaf_of(request: HttpRequest, newest: persons.Whole) -> str:
    """Find the page to show: the one asked for, or that of the exchange `at`, a new one or the very first."""
    at = request.GET.get("at")
    if not at or at in {exchange.id for exchange in newest.exchanges}:
        return request.GET.get("page", "")
    return str(-(-newest.exchanges_total // page.ROWS))


def _posted(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, even when it is empty; None when the form is only looked at."""
    return request.POST if request.method == "POST" else None


def _ids(request: HttpRequest) -> list[str]:
    """Read the people meant, as boxes of a list or joined by comma in the undo of a notice."""
    return [one for told in request.POST.getlist("id") for one in told.split(",") if one]
