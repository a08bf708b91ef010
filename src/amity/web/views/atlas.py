"""Atlas: which organizations the owner's ties reach, and where one person is the only one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.book import access, atlas
from amity.web import page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the areas by organization."""
    areas = atlas.areas(access.owner(), today=page.today())
    leaf = page.pages(len(areas.rows), request.GET.get("page", ""))
    # The table shows plain shares; the smoothed ones only decide what the sentence may say.
    shown = areas.rows[leaf["offset"] : leaf["offset"] + page.ROWS]
    rows = [(row, row.in_touch / max(1, areas.in_touch)) for row in shown]
    return page.show(request, "atlas/index.html", {"areas": areas, "rows": rows, **leaf})
