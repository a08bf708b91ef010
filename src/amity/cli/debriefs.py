"""A few words after a talk: `debrief`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core.facts import KINDS
from amity.core.interactions import CHANNELS

if TYPE_CHECKING:
    from amity.book.debriefs import Debrief, Kept


@click.command("debrief")
@click.argument("who")
@click.argument("text", nargs=-1, required=True)
@click.option("--how", type=click.Choice(CHANNELS), default="meeting", show_default=True)
@click.option("--on", type=Day(), help="The day of the talk; today by default.")
@click.option(
    "--as", "chip", type=click.Choice(KINDS), default=None, help="What words that say nothing else are."
)
@click.option("--sent", "direction", flag_value="sent", help="You reached out.")
@click.option("--received", "direction", flag_value="received", help="They did.")
@click.option("--mutual", "direction", flag_value="mutual", default=True, help="Both (the default).")
def debrief_command(  # noqa: PLR0917 - click passes them by name
    who: str, text: tuple[str, ...], how: str, on: date | None, chip: str | None, direction: str | None
) -> None:
    """Keep a few words after a talk, with the promises and facts they hold."""
    owner = start.book()
    from amity.book import debriefs  # noqa: PLC0415

    people = [start.who(owner, one.strip()) for one in who.split(",") if one.strip()]
    made = debriefs.debrief(
        owner, [person.id for person in people], " ".join(text), chip=chip or "", how=how,
        on=on or start.today(), direction=direction or "mutual", today=start.today(),
    )  # fmt: skip
    answer.give(document(made), lines(made))


def document(made: Debrief) -> dict[str, Any]:
    """Write what was kept."""
    return {
        "id": made.exchange,
        "people": list(dict(made.people)),
        "said": made.said,
        "promises": [_row(one) for one in made.kept if hasattr(one.word, "mine")],
        "facts": [{**_row(one), "new": one.new} for one in made.kept if not hasattr(one.word, "mine")],
    }


def _row(one: Kept) -> dict[str, Any]:
    return {**dataclasses.asdict(one.word), "person": {"id": one.person, "name": one.name}}


def lines(made: Debrief) -> Iterator[str]:
    """Say what was kept, a line each."""
    yield f"Logged with {', '.join(name for _, name in made.people)}: {made.said}"
    for row in document(made)["promises"]:
        who = f"You to {row['person']['name']}" if row["mine"] else f"{row['person']['name']} to you"
        yield f"  promise {row['id']}  {who}: {row['text']}" + (f", by {row['due']}" if row["due"] else "")
    for row in document(made)["facts"]:
        about = f"{row['person']['name']}, {row['kind'].replace('_', ' ')}"
        yield f"  fact {row['id']}  {about}: {row['text']}{'' if row['new'] else ' (known, and still so)'}"
