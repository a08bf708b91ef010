"""A plain reminder: `remind`."""

from __future__ import annotations

import dataclasses
from datetime import date

import click

from amity.cli import answer, start
from amity.cli.door import Day


@click.command("remind")
@click.argument("who")
@click.argument("text", nargs=-1, required=True)
@click.option("--on", type=Day(), required=True, help="The day.")
def remind_command(who: str, text: tuple[str, ...], on: date) -> None:
    """Remember a line about somebody for a day."""
    owner = start.book()
    from amity.book import reminders  # noqa: PLC0415

    found = start.who(owner, who)
    made = reminders.add(owner, found.id, " ".join(text), on=on, today=start.today())
    answer.give({**dataclasses.asdict(made), "person": found.id}, [f"{found.name}, on {on}: {made.text}"])
