"""Settings: who the owner is, their minutes, what is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amity import options
from amity.book import access, career, owners
from amity.web import page
from amity.web.forms.settings import Settings


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show and change; new addresses derive all directions again."""
    owner, today = access.owner(), page.today()
    told = owners.describe(owner)
    form = Settings(request.POST if request.method == "POST" else None, initial=_initial(told))
    if request.method != "POST" or not form.is_valid():
        found = [address for address in told.addresses if address not in told.told]
        context = {
            "form": form,
            "folder": options.current().data,
            "found": found,
            "career": career.of(owner),
        }
        return page.show(
            request, "settings/index.html", context, status=200 if request.method != "POST" else 422
        )
    fields = dict(form.cleaned_data)
    addresses = fields.pop("addresses")
    if set(addresses) != set(told.told):
        owners.set_addresses(owner, addresses, today=today)
    owners.edit(owner, today=today, **fields)
    page.notice(request, _("Saved."))
    return redirect("settings.index")


def _initial(told: Any) -> dict[str, Any]:  # noqa: ANN401 - the book's description of the owner
    words = ("role", "level", "industry", "organization", "place", "minutes", "slot", "subjects", "snippets")
    return {"addresses": "\n".join(told.told), **{word: getattr(told, word) for word in words}}
