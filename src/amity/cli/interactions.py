"""An exchange by hand: `log`."""

from __future__ import annotations

from datetime import date

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core.interactions import CHANNELS


@click.command("log")
@click.argument("who")
@click.argument("text", nargs=-1)
@click.option("--how", type=click.Choice(CHANNELS), default="call", show_default=True)
@click.option("--on", type=Day(), help="The day; today by default.")
@click.option("--sent", "direction", flag_value="sent", help="You reached out.")
@click.option("--received", "direction", flag_value="received", help="They did.")
@click.option("--mutual", "direction", flag_value="mutual", default=True, help="Both (the default).")
def log_command(who: str, text: tuple[str, ...], how: str, on: date | None, direction: str | None) -> None:
    """Log an exchange with one person, or several joined by commas."""
    owner = start.book()
    from amity.book import interactions  # noqa: PLC0415

    people = [start.who(owner, one.strip()) for one in who.split(",") if one.strip()]
    made = interactions.log(
        owner, [person.id for person in people], " ".join(text), how=how, on=on or start.today(),
        direction=direction or "mutual", today=start.today(),
    )  # fmt: skip
    names = ", ".join(person.name for person in people)
    answer.give({"id": made, "people": [person.id for person in people]}, [f"Logged with {names}."])
