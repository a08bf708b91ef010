"""Outcomes, what came of ties: `outcome`, `outcomes`."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core.outcomes import KINDS

if TYPE_CHECKING:
    from amity.book.access import Owner

_MISSING = 4


@click.command("outcome")
@click.argument("who")
@click.argument("kind")
@click.argument("text", nargs=-1)
@click.option("--on", type=Day(), help="The day; today by default.")
def outcome_command(who: str, kind: str, text: tuple[str, ...], on: date | None) -> None:
    """Note what came of a tie; or `outcome remove ID`."""
    if who == "remove" and not text:
        _remove(start.book(), kind)
        return
    if kind not in KINDS:
        raise click.BadParameter(f"{kind!r} is not one of {', '.join(map(repr, KINDS))}.", param_hint="KIND")
    if not text:
        raise click.MissingParameter(param_hint="TEXT", param_type="argument")
    owner = start.book()
    from amity.book import outcomes  # noqa: PLC0415

    found, today = start.who(owner, who), start.today()
    made = outcomes.note(owner, found.id, kind, " ".join(text), on=on or today, today=today)
    answer.give(
        {**dataclasses.asdict(made), "person": found.id},
        [f"{found.name}, {kind}: {made.text}", f"  {made.id}"],
    )


def _remove(owner: Owner, id: str) -> None:  # noqa: A002
    from amity.book import access, outcomes  # noqa: PLC0415

    try:
        gone = outcomes.remove(owner, id)
    except access.Missing as missing:
        answer.say_no("no-such-outcome", str(missing))
        answer.leave(_MISSING)
    answer.give({"id": id, "removed": True}, [f"No longer kept: {gone.text}"])


@click.command("outcomes")
def outcomes_command() -> None:
    """List what came of your ties, newest first."""
    owner = start.book()
    from amity.book import outcomes  # noqa: PLC0415

    found = outcomes.all(owner, today=start.today())
    document = [
        {**dataclasses.asdict(one.outcome), "person": {"id": one.person_id, "name": one.person_name}}
        for one in found
    ]
    lines = [
        f"{one.outcome.on}  {one.outcome.kind:<12} {one.person_name}: {one.outcome.text}" for one in found
    ]
    answer.give({"outcomes": document}, lines or ["Nothing is noted yet. `amity outcome WHO KIND TEXT`."])
