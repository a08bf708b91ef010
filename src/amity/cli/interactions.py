"""An exchange by hand: `log`."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core.interactions import CHANNELS

REMOVE = "remove"


@click.command("log")
@click.argument("who")
@click.argument("text", nargs=-1)
@click.option("--how", type=click.Choice(CHANNELS), default="call", show_default=True)
@click.option("--on", type=Day(), help="The day; today by default.")
@click.option("--sent", "direction", flag_value="sent", help="You reached out.")
@click.option("--received", "direction", flag_value="received", help="They did.")
@click.option("--mutual", "direction", flag_value="mutual", default=True, help="Both (the default).")
def log_command(who: str, text: tuple[str, ...], how: str, on: date | None, direction: str | None) -> None:
    """Log an exchange with one person, or several joined by commas; or `log remove ID`."""
    owner = start.book()
    from amity.book import interactions  # noqa: PLC0415

    if who == REMOVE and len(text) == 1 and text[0].isdecimal():
        _remove(owner, text[0])
        return
    people = [start.who(owner, one.strip()) for one in who.split(",") if one.strip()]
    made = interactions.log(
        owner, [person.id for person in people], " ".join(text), how=how, on=on or start.today(),
        direction=direction or "mutual", today=start.today(),
    )  # fmt: skip
    names = ", ".join(person.name for person in people)
    answer.give({"id": made, "people": [person.id for person in people]}, [f"Logged with {names}."])


def _remove(owner: Any, id: str) -> None:  # noqa: A002, ANN401
    from amity.book import access, interactions  # noqa: PLC0415

    try:
        said = interactions.unlog(owner, id, today=start.today())
    except access.Missing as missing:
        answer.say_no("no-such-exchange", str(missing))
        answer.leave(4)
    answer.give({"id": id, "removed": True}, [f"No longer logged: {said}"])
