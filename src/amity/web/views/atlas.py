"""Atlas: where the owner's people are, what is missed and who could introduce, and who stands beside whom."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.book import access, atlas, network, placed
from amity.core import diversity
from amity.core.areas import DIMENSIONS, Dimension, Drawn
from amity.core.network import TOLD, Picture
from amity.core.tally import KEPT
from amity.web import discs, grid, mixed, page

_SPOTS, _BRIDGES = 7, 5


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what is missed, and the areas of one dimension."""
    owner, today = access.owner(), page.today()
    drawn = atlas.drawn(owner, today=today)
    shown = drawn.of(_dimension(request))
    leaf = page.pages(len(shown.cells), request.GET.get("page", ""))
    context: dict[str, Any] = {
        **page.waiting(owner),
        "organizations": drawn.of("organization"),
        "shown": shown,
        **grid.folded(grid.rows(shown, offset=leaf["offset"], count=page.ROWS), shown.dimension),
        "chance": grid.chance(shown.blau),
        "read": sum(cell.read for cell in shown.cells),
        "dimensions": DIMENSIONS,
        "listed": KEPT,
        "kept": urlencode({"by": shown.dimension}),
        "anchor": "#areas",
    }
    if not leaf["offset"]:
        context |= _missed(drawn) | mixed.shown(owner, today=today)
    return page.show(request, "atlas/index.html", {**context, **leaf})


def _dimension(request: HttpRequest) -> Dimension:
    """Read which dimension is asked for; a word that is none is the first."""
    asked = request.GET.get("by", "")
    return next((one for one in DIMENSIONS if one == asked), DIMENSIONS[0])


def _missed(drawn: Drawn) -> dict[str, Any]:
    single, bridges = diversity.held(drawn)
    awake = drawn.of("organization").in_touch
    # where nobody was in touch every area is silent: to list them all would say nothing of any
    spots = [spot for spot in drawn.spots if awake or spot.kind != "silent"]
    told = {"single": single, "bridges": bridges[:_BRIDGES], "quiet": not awake}
    return {"spots": spots[:_SPOTS], "more": spots[_SPOTS:], **told}


@require_safe
def area(request: HttpRequest) -> HttpResponse:
    """Show who is in one area, by what each was placed there, and where to say that it is wrong."""
    dimension, key = _dimension(request), request.GET.get("of", "")
    if dimension not in KEPT or not key:
        raise Http404("nobody is kept by that")
    owner, today = access.owner(), page.today()
    total = placed.count(owner, dimension, key)
    if not total and not placed.heard(owner, dimension, key):
        raise Http404("there is no such area")
    leaf = page.pages(total, request.GET.get("page", ""))
    people = placed.inside(owner, dimension, key, offset=leaf["offset"], count=page.ROWS, today=today)
    kept = urlencode({"by": dimension, "of": key})
    told = {"name": placed.name(owner, dimension, key), "people": people, "dimension": dimension}
    return page.show(request, "atlas/area.html", {**told, "kept": kept, **leaf})


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Show who of the strongest stands beside whom."""
    owner = access.owner()
    drawn = network.picture(owner, today=page.today())
    told = drawn.bridges[:TOLD]
    shown = {drawn.bands[number] for one in drawn.communities for number in one.members}
    bridges = [
        {"sentence": bridge.sentence, "people": [drawn.people[number] for number in bridge.people]}
        for bridge in told
    ]
    context = {
        **page.waiting(owner),
        "picture": drawn,
        "wide": discs.drawing(drawn, discs.WIDE),
        "tall": discs.drawing(drawn, discs.TALL),
        "bridges": bridges,
        "more": len(drawn.marked - {number for bridge in told for number in bridge.people}),
        "twos": [(drawn.people[one], drawn.people[two]) for one, two in drawn.twos],
        "alone": [drawn.people[number] for number in drawn.alone],
        "table": _groups(drawn),
        "bands": [(band, radius) for band, radius in discs.RADII.items() if band in shown],
    }
    return page.show(request, "atlas/picture.html", context)


def _groups(drawn: Picture) -> list[dict[str, Any]]:
    """Give the picture as rows, a group each."""
    return [
        {
            "label": one.label,
            "people": [drawn.people[number] for number in one.members],
            "bridges": [drawn.people[number] for number in one.members if number in drawn.marked],
        }
        for one in drawn.communities
    ]
