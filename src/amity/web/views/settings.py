"""Settings: who the owner is, their minutes, what is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity import options
from amity.book import access, career, owners
from amity.core import placing, purposes
from amity.core.errors import Refusal
from amity.web import page
from amity.web.forms.settings import Mine, Settings


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show and change; new addresses derive all directions again."""
    owner = access.owner()
    told = owners.describe(owner)
    form = Settings(request.POST if request.method == "POST" else None, initial=_initial(told))
    if request.method != "POST":
        return page.show(request, "settings/index.html", {"form": form, **_about(owner, told)})
    if not form.is_valid():
        return page.wrong(request, "settings/index.html", {"form": form, **_about(owner, told)})
    said = _save(owner, told, dict(form.cleaned_data))
    page.notice(request, " ".join([_("Saved."), *said]))
    return redirect("settings.index")


def _about(owner: page.Owner, told: owners.OwnerShown) -> dict[str, Any]:
    """Give what stands beside the form: what was found in files, what is asked, where all of it lies."""
    return {
        "folder": options.current().data,
        "found": [address for address in told.addresses if address not in told.told and "@" in address],
        "profiles": [address for address in told.addresses if "@" not in address],
        "numbers": told.numbers,
        "asked": owners.asked(owner, region=options.current().region),
        "guess": "" if owner.region else owners.likely_region(owner),
        "career": career.of(owner),
        "usual": "/".join(str(share) for share in purposes.target(told.level, {}).values()),
        "pages": len(career.journal(owner)),
    }


def _save(owner: page.Owner, told: owners.OwnerShown, fields: dict[str, Any]) -> tuple[str, ...]:
    """Keep what was changed; own addresses and names only then, for they derive every direction again.

    Returns what is to be said of words that name no known area.
    """
    today, addresses, known_as = page.today(), fields.pop("addresses"), fields.pop("known_as")
    if set(addresses) != set(_mails(told)):
        others = [one for one in told.told if "@" not in one]
        owners.set_addresses(owner, [*addresses, *others], today=today)
    if set(known_as) != set(told.known_as):
        owners.set_known_as(owner, known_as, today=today)
    owners.edit(owner, today=today, **fields)
    told_new = {name: fields[name] for name in ("industry", "place") if fields[name] != getattr(told, name)}
    return placing.own_words(told_new)


@require_POST
def mine(request: HttpRequest) -> HttpResponse:
    """Take an address that was asked about for one of the owner's own."""
    form = Mine(request.POST)
    if not form.is_valid():
        raise Refusal("no-address", _("That is no mail address."))
    owners.add_addresses(access.owner(), [form.cleaned_data["address"]], today=page.today())
    page.notice(request, _("Yours. Every direction is derived again."))
    return page.back(request, "settings.index")


@require_POST
def region(request: HttpRequest) -> HttpResponse:
    """Keep the country of numbers written without one."""
    owners.edit(access.owner(), today=page.today(), region=request.POST.get("region", ""))
    page.notice(request, _("Kept. Bring the files with such numbers again, and the numbers are read anew."))
    return page.back(request, "settings.index")


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Show the owner's own journal, as other programs kept it, fifty pages at a time."""
    written = career.journal(access.owner())
    leaf = page.pages(len(written), request.GET.get("page", ""))
    shown = written[leaf["offset"] : leaf["offset"] + page.ROWS]
    return page.show(request, "settings/journal.html", {"written": shown, **leaf})


def _mails(told: owners.OwnerShown) -> list[str]:
    return [one for one in told.told if "@" in one]


def _initial(told: Any) -> dict[str, Any]:  # noqa: ANN401 - the book's description of the owner
    words = ("role", "level", "industry", "organization", "place", "minutes", "slot", "region", "subjects",
             "snippets")  # fmt: skip
    targets = "/".join(str(share) for share in told.targets.values())
    lines = {"addresses": "\n".join(_mails(told)), "known_as": "\n".join(told.known_as), "targets": targets}
    return {**lines, **{word: getattr(told, word) for word in words}}
