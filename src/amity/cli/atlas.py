"""The areas the owner's people cover, and what is missed: `atlas`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start
from amity.core import diversity, titles
from amity.core.areas import DIMENSIONS, Coverage, Dimension, Drawn, Spot

if TYPE_CHECKING:
    from amity.core.mix import Mix

_SHOWN = 12
"""Areas of a dimension that are written as lines; the document has all."""


@click.command("atlas")
@click.option("--dimension", type=click.Choice(DIMENSIONS), help="Only this one, with all of its areas.")
def atlas_command(dimension: Dimension | None) -> None:
    """Show what your people cover by seven dimensions, and the blind spots with who could introduce you."""
    owner = start.book()
    from amity.book import atlas, purposes  # noqa: PLC0415

    found, mix = atlas.drawn(owner, today=start.today()), purposes.mix(owner, today=start.today())
    coverages = [one for one in found.coverages if dimension in {None, one.dimension}]
    document = {
        **_coverage(found.of(dimension or "organization")),
        "dimensions": {one.dimension: _coverage(one) for one in coverages},
        "spots": [_spot(spot) for spot in found.spots],
        "bridges": [dataclasses.asdict(bridge) for bridge in found.bridges],
        "mix": _mix(mix),
    }
    lines = [*start.waiting(owner)]
    if not coverages[0].in_touch:
        lines.append(coverages[0].sentence)
    lines += [line for one in coverages for line in _lines(one, most=None if dimension else _SHOWN)]
    lines += [] if dimension else [*_missed(found), *([mix.sentence] if mix.sentence else [])]
    answer.give(document, lines)


def _coverage(one: Coverage) -> dict[str, Any]:
    areas = [
        {"key": cell.key, "name": cell.name, one.dimension: cell.name, "known": cell.known,
         "in_touch": cell.in_touch,
         "strong": cell.strong, "share": round(cell.in_touch / max(1, one.placed), 4), "own": cell.own,
         "read": cell.read, "only": _who(cell.only) if cell.only else None}
        for cell in one.cells
    ]  # fmt: skip
    return {
        "dimension": one.dimension, "unplaced": one.unplaced, "areas": areas, "known": one.known,
        "in_touch": one.in_touch, "placed": one.placed, "blau": one.blau,
        "evenness": one.evenness, "inside_outside": one.inside_outside, "sentence": one.sentence,
    }  # fmt: skip


def _who(one: tuple[str, str]) -> dict[str, str]:
    return {"id": one[0], "name": one[1]}


def _spot(spot: Spot) -> dict[str, Any]:
    through = [
        {**_who((one.id, one.name)), "score": round(one.score, 4), "sentence": one.sentence,
         "evidence": [dataclasses.asdict(line) for line in one.evidence],
         "target": _who(one.target) if one.target else None}
        for one in spot.introducers
    ]  # fmt: skip
    return {
        "kind": spot.kind, "dimension": spot.dimension, "key": spot.key, "name": spot.name,
        "cost": round(spot.cost, 4), "sentence": spot.sentence, "because": spot.because,
        "action": spot.action, "people": [_who(one) for one in spot.people], "introducers": through,
        "partial": spot.partial, "evidence": [dataclasses.asdict(line) for line in spot.evidence],
    }  # fmt: skip


def _lines(one: Coverage, *, most: int | None) -> Iterator[str]:
    """Write a dimension's sentence and areas; what holds for all of them, that nobody was in touch, once."""
    title = answer.DIMENSIONS[one.dimension].capitalize()
    if one.in_touch or one.cells:
        yield f"{title}. {one.sentence}" if one.in_touch else f"{title}."
    for cell in one.cells[:most]:
        name = titles.SAID.get(cell.key, cell.name) if one.dimension == "level" else cell.name
        yield f"  {cell.known:4} known  {cell.in_touch:4} in touch  {cell.strong:4} strong  {name}"
    if most is not None and len(one.cells) > most:
        yield f"  and {len(one.cells) - most:,} more: amity atlas --dimension {one.dimension}"


def _missed(found: Drawn) -> Iterator[str]:
    for spot in found.spots:
        yield f"{spot.sentence} {spot.action}{f' ({spot.because})' if spot.because else ''}"
        for one in spot.introducers:
            yield f"    {one.sentence}"
    partial = next((spot.partial for spot in found.spots if spot.introducers), "")
    single, bridges = diversity.held(found)
    yield from filter(None, (single, *(bridge.sentence for bridge in bridges)))
    if partial:
        yield partial


def _mix(mix: Mix) -> dict[str, Any]:
    years = [
        {"year": year.year, "minutes": year.minutes, "people": year.count, "by_time": _rounded(year.time),
         "by_people": _rounded(year.people)}
        for year in mix.years
    ]  # fmt: skip
    return {"target": mix.target, "years": years, "unsaid": mix.unsaid, "sentence": mix.sentence}


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in shares.items()}
