"""The areas the owner's people cover: `atlas`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start

if TYPE_CHECKING:
    from amity.core.mix import Mix


@click.command("atlas")
def atlas_command() -> None:
    """Show organizations: whom you know there, who is in touch, where you concentrate."""
    owner = start.book()
    from amity.book import atlas, purposes  # noqa: PLC0415

    found, mix = atlas.areas(owner, today=start.today()), purposes.mix(owner, today=start.today())
    rows = [
        {"organization": r.name, "known": r.known, "in_touch": r.in_touch, "share": round(r.share, 4),
         "strength": round(r.strength, 4), "only": {"id": r.only[0], "name": r.only[1]} if r.only else None}
        for r in found.rows
    ]  # fmt: skip
    document = {
        "dimension": "organization", "areas": rows, "in_touch": found.in_touch, "unplaced": found.unplaced,
        "blau": found.spread, "sentence": found.sentence, "mix": _mix(mix),
    }  # fmt: skip
    lines = (
        f"{row['known']:4} known  {row['in_touch']:4} in touch  {row['organization']}" for row in rows[:40]
    )
    answer.give(document, [found.sentence, *lines, *([mix.sentence] if mix.sentence else [])])


def _mix(mix: Mix) -> dict[str, Any]:
    years = [
        {"year": year.year, "minutes": year.minutes, "people": year.count, "by_time": _rounded(year.time),
         "by_people": _rounded(year.people)}
        for year in mix.years
    ]  # fmt: skip
    return {"target": mix.target, "years": years, "unsaid": mix.unsaid, "sentence": mix.sentence}


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in shares.items()}
