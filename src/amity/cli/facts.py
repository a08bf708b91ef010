"""What the owner learned about people: `learn`."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core.facts import KINDS

ME = "me"
"""Who stands for the owner: what they can help with is looked at when it is asked how they could."""


@click.command("learn")
@click.argument("who")
@click.argument("kind", type=click.Choice(KINDS), required=False)
@click.argument("text", nargs=-1)
@click.option("--on", type=Day(), help="The day you learned it; today by default.")
@click.option("--still", help="Say of a fact, by its id, that it still holds.")
@click.option("--over", help="Say of a fact, by its id, that it holds no longer.")
def learn_command(  # noqa: PLR0917 - click passes them by name
    who: str, kind: str | None, text: tuple[str, ...], on: date | None, still: str | None, over: str | None
) -> None:
    """Keep a fact about somebody (or `me`), or say whether one still holds."""
    if bool(kind) + bool(still) + bool(over) != 1:
        raise click.UsageError("Give a kind and a text, or --still ID, or --over ID.")
    owner = start.book()
    from amity.book import facts  # noqa: PLC0415

    today = start.today()
    if kind and who == ME:
        _of_oneself(owner, kind, " ".join(text), on or today, today)
        return
    found = start.who(owner, who)
    if kind:
        made = facts.learn(owner, found.id, kind, " ".join(text), on=on or today, today=today)
        answer.give(
            {**dataclasses.asdict(made), "person": found.id}, [f"{found.name}: {_said(made.kind, made.text)}"]
        )
        return
    _answer(owner, found.id, still, over, today)


def _of_oneself(owner: Any, kind: str, text: str, on: date, today: date) -> None:  # noqa: ANN401
    from amity.book import helpful  # noqa: PLC0415

    made = helpful.say(owner, kind, text, on=on, today=today)
    answer.give({**dataclasses.asdict(made), "person": ME}, [f"You: {_said(made.kind, made.text)}"])


def _answer(owner: Any, person: str, still: str | None, over: str | None, today: date) -> None:  # noqa: ANN401
    from amity.book import access, facts  # noqa: PLC0415

    try:
        if still:
            facts.confirm(owner, person, still, today=today)
        else:
            facts.end(owner, person, over or "", today=today)
    except access.Missing as missing:
        answer.say_no("no-such-fact", str(missing))
        answer.leave(4)
    answer.give({"id": still or over, "person": person, "holds": bool(still)}, ["Noted."])


def _said(kind: str, text: str) -> str:
    return f"{kind.replace('_', ' ')} – {text}"
