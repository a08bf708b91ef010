"""The areas the owner's people cover: `atlas`."""

from __future__ import annotations

import click

from amity.cli import answer, start


@click.command("atlas")
def atlas_command() -> None:
    """Show organizations: whom you know there, who is in touch, where you concentrate."""
    owner = start.book()
    from amity.book import atlas  # noqa: PLC0415

    found = atlas.areas(owner, today=start.today())
    rows = [
        {"organization": r.name, "known": r.known, "in_touch": r.in_touch, "share": round(r.share, 4),
         "strength": round(r.strength, 4), "only": {"id": r.only[0], "name": r.only[1]} if r.only else None}
        for r in found.rows
    ]  # fmt: skip
    document = {
        "dimension": "organization", "areas": rows, "in_touch": found.in_touch, "unplaced": found.unplaced,
        "blau": found.spread, "sentence": found.sentence,
    }  # fmt: skip
    lines = (
        f"{row['known']:4} known  {row['in_touch']:4} in touch  {row['organization']}" for row in rows[:40]
    )
    answer.give(document, [found.sentence, *lines])
