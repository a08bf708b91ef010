"""Campaigns: the list, one with its next person, and a letter at a time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.book import access, balance, campaigns
from amity.core import campaigns as rules
from amity.core.campaigns import STATES, Campaign
from amity.core.campaigns import Letter as Shown
from amity.core.errors import Refusal
from amity.web import letters, naming, page
from amity.web.forms.campaigns import Change, Letter, Mark, Start
from amity.web.forms.circles import Who


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the campaigns that run, and those that are over."""
    found = campaigns.all(access.owner(), today=page.today())
    shown = [(one, letters.progress(one, today=page.today())) for one in found]
    running = [pair for pair in shown if not pair[0].over]
    over = [pair for pair in shown if pair[0].over]
    return page.show(request, "campaigns/index.html", {"running": running, "over": over})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a campaign."""
    form = Start(
        request.POST if request.method == "POST" else None, initial={"kind": request.GET.get("kind")}
    )
    if request.method != "POST":
        return page.show(request, "campaigns/start.html", {"form": form})
    if not form.is_valid():
        return page.wrong(request, "campaigns/start.html", {"form": form})
    told = form.cleaned_data
    try:
        made = campaigns.start(access.owner(), told.pop("kind"), **told, today=page.today())
    except Refusal as no:
        form.add_error("since", no.sentence)
        return page.wrong(request, "campaigns/start.html", {"form": form})
    return redirect("campaigns.one", campaign=made)


@require_safe
def one(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show a campaign: who is next, how far each letter is, and who else may belong to it."""
    owner, today = access.owner(), page.today()
    found = campaigns.one(owner, campaign, today=today)
    offers = campaigns.offered(owner, campaign, today=today) if not found.over else ()
    up = rules.up(found, today=today)
    leaf = page.pages(len(offers), request.GET.get("page", ""))
    context = {
        "campaign": found, "sentence": letters.progress(found, today=today), "parts": _parts(found, up),
        "up": up, "form": Who(), **leaf,
        "offers": offers[leaf["offset"] : leaf["offset"] + page.ROWS],
    }  # fmt: skip
    return page.show(request, "campaigns/one.html", context)


def _parts(campaign: Campaign, up: Shown | None) -> list[tuple[str, list[Shown]]]:
    """Give the letters by state, those that wait first; the one that is next stands above them."""
    rest = [one for one in campaign.letters if up is None or one.id != up.id]
    parts = [(state, [one for one in rest if one.state == state]) for state in STATES]
    return [(state, several) for state, several in parts if several]


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, campaign: str) -> HttpResponse:
    """Change a campaign's name, news and words."""
    owner, today = access.owner(), page.today()
    found = campaigns.one(owner, campaign, today=today)
    begun = {name: getattr(found, name) for name in ("name", "note", "subject", "body")}
    form = Change(request.POST if request.method == "POST" else None, initial=begun)
    if request.method != "POST":
        return page.show(request, "campaigns/edit.html", {"form": form, "campaign": found})
    if not form.is_valid():
        return page.wrong(request, "campaigns/edit.html", {"form": form, "campaign": found})
    campaigns.change(owner, campaign, **form.cleaned_data, today=today)
    return redirect("campaigns.one", campaign=campaign)


@require_POST
def choose(request: HttpRequest, campaign: str) -> HttpResponse:
    """Take those who are ticked into a campaign."""
    new = campaigns.put(access.owner(), campaign, request.POST.getlist("who"), today=page.today())
    page.notice(request, _("They belong to it. One letter at a time.") if new else _("Nobody was ticked."))
    return redirect("campaigns.one", campaign=campaign)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, campaign: str) -> HttpResponse:
    """Take people into a campaign by their names."""
    owner, today = access.owner(), page.today()
    found = campaigns.one(owner, campaign, today=today)
    ids = naming.named(request, "campaigns/add.html", {"campaign": found})
    if isinstance(ids, HttpResponse):
        return ids
    campaigns.put(owner, campaign, ids, today=today)
    return redirect("campaigns.one", campaign=campaign)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, campaign: str, person: str) -> HttpResponse:
    """Show the letter to somebody, begun or in the owner's own words, and keep these."""
    owner, today = access.owner(), page.today()
    form = Letter(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        campaigns.write(owner, campaign, person, **form.cleaned_data, today=today)
        return redirect("campaigns.letter", campaign=campaign, person=person)
    found = campaigns.one(owner, campaign, today=today)
    begun = campaigns.begin(owner, campaign, person, today=today)
    if not form.is_bound:
        form = Letter(initial={"subject": begun.subject, "body": begun.body})
    enough = begun.letter.state in rules.WAITING and not rules.left(found, today=today) and not found.paused
    sign = balance.sign(owner, person, today=today) if found.kind in rules.ASKING else None
    context = {"campaign": found, "begun": begun, "person": begun.person, "form": form, "enough": enough}
    status = 422 if form.is_bound else 200
    return page.show(request, "campaigns/letter.html", {**context, "sign": sign}, status=status)


@require_POST
def mark(request: HttpRequest, campaign: str, person: str) -> HttpResponse:
    """Say how far a letter is."""
    form = Mark(request.POST)
    if not form.is_valid():
        raise Refusal("state", _("A letter is open, drafted, sent, or it rests."))
    state = form.cleaned_data["state"]
    campaigns.mark(access.owner(), campaign, person, state, today=page.today())
    if state in {"sent", "rests"}:
        undo = {"to": reverse("campaigns.mark", args=[campaign, person]), "state": "open"}
        said = (
            _("Noted as sent. An answer is noticed by the next import.")
            if state == "sent"
            else _("They rest.")
        )
        page.notice(request, said, undo=undo)
    return redirect("campaigns.one", campaign=campaign)


@require_POST
def pause(request: HttpRequest, campaign: str) -> HttpResponse:
    """Let a campaign pause, or go on."""
    on = request.POST.get("on") == "1"
    campaigns.pause(access.owner(), campaign, on=on, today=page.today())
    page.notice(request, _("It pauses until you go on.") if on else _("It goes on."))
    return redirect("campaigns.one", campaign=campaign)


@require_POST
def done(request: HttpRequest, campaign: str) -> HttpResponse:
    """End a campaign with grace."""
    campaigns.done(access.owner(), campaign, today=page.today())
    page.notice(request, _("It is done. Whoever you did not write to rests."))
    return redirect("campaigns.one", campaign=campaign)


@require_POST
def remove(request: HttpRequest, campaign: str) -> HttpResponse:
    """Remove a campaign, or with `back` take that back."""
    owner, today = access.owner(), page.today()
    if request.POST.get("back") == "1":
        campaigns.back(owner, campaign, today=today)
        return redirect("campaigns.one", campaign=campaign)
    campaigns.remove(owner, campaign, today=today)
    undo = {"to": reverse("campaigns.remove", args=[campaign]), "back": "1"}
    page.notice(request, _("It is gone, with its letters; its people stay in your book."), undo=undo)
    return redirect("campaigns.index")
