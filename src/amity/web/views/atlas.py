"""Atlas: which organizations the owner's ties reach, and where one person is the only one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.book import access, atlas, network
from amity.core import atlas as rules
from amity.core.network import TOLD, Picture
from amity.web import discs, mixed, page

_SPOTS, _ENOUGH = 3, 10


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the areas by organization."""
    owner = access.owner()
    areas = atlas.areas(owner, today=page.today())
    leaf = page.pages(len(areas.rows), request.GET.get("page", ""))
    # The table shows plain shares; the smoothed ones only decide what the sentence may say.
    shown = areas.rows[leaf["offset"] : leaf["offset"] + page.ROWS]
    rows = [(row, _share(row, areas.in_touch)) for row in shown]
    spots = {"blind": _blind(areas.rows), "single": _single(areas.rows)} if not leaf["offset"] else {}
    found = {} if leaf["offset"] else mixed.shown(owner, today=page.today())
    return page.show(request, "atlas/index.html", {"areas": areas, "rows": rows, **spots, **leaf, **found})


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Show who of the strongest stands beside whom."""
    drawn = network.picture(access.owner(), today=page.today())
    bridges = [
        {"sentence": bridge.sentence, "people": [drawn.people[number] for number in bridge.people]}
        for bridge in drawn.bridges[:TOLD]
    ]
    context = {
        "picture": drawn,
        "drawing": discs.drawing(drawn),
        "bridges": bridges,
        "more": len(drawn.marked - {number for bridge in drawn.bridges[:TOLD] for number in bridge.people}),
        "table": _groups(drawn),
        "bands": discs.RADII.items(),
    }
    return page.show(request, "atlas/picture.html", context)


def _groups(drawn: Picture) -> list[dict[str, Any]]:
    """Give the picture as rows: groups, and last who is in none."""
    rows = [(one.label, one.members) for one in drawn.communities]
    rows += [("", drawn.alone)] if drawn.alone else []
    return [
        {
            "label": label,
            "people": [drawn.people[number] for number in members],
            "bridges": [drawn.people[number] for number in members if number in drawn.marked],
        }
        for label, members in rows
    ]


def _share(row: rules.Row, in_touch: int) -> float:
    """Give the share of those in touch, 0 where one person or a handful would make a percentage of chance."""
    return row.in_touch / in_touch if row.in_touch > 1 and in_touch >= _ENOUGH else 0.0


def _blind(rows: Iterable[rules.Row]) -> list[rules.Row]:
    """Give the places with the most people known and nobody in touch."""
    silent = (row for row in rows if row.blind and row.known > 1)
    return sorted(silent, key=lambda row: (-row.known, row.key))[:_SPOTS]


def _single(rows: Iterable[rules.Row]) -> list[rules.Row]:
    """Give the places that hang on one tie in touch, the strongest first."""
    alone = (row for row in rows if row.only and row.in_touch)
    return sorted(alone, key=lambda row: (-row.strength, row.key))[:_SPOTS]
