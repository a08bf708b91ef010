"""Beginning again: `again`."""

from __future__ import annotations

import click

from amity.cli import answer, start


@click.command("again")
@click.argument("who", required=False)
def again_command(who: str | None) -> None:
    """Begin this week again after one that went by; with WHO, let somebody who rests be suggested again."""
    owner, today = start.book(), start.today()
    from amity.book import answers  # noqa: PLC0415

    if who is None:
        answers.begin(owner, today=today)
        answer.give({"again": None}, ["A fresh week. See it with `amity plan`."])
        return
    person = start.who(owner, who)
    answers.again(owner, person.id, today=today)
    answer.give(
        {"again": {"id": person.id, "name": person.name}}, [f"The weeks may draw on {person.name} again."]
    )
