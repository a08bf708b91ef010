"""Help both ways: `help`."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core.help import KINDS, WAYS, Help

if TYPE_CHECKING:
    from amity.book.access import Owner

_MISSING = 4


@click.command("help")
@click.argument("who", required=False)
@click.argument("way", required=False)
@click.argument("text", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS), default=None)
@click.option("--on", type=Day(), help="The day; today by default.")
@click.pass_context
def help_command(  # noqa: PLR0917 - click passes them by name
    context: click.Context, who: str | None, way: str | None, text: tuple[str, ...], kind: str | None,
    on: date | None,
) -> None:  # fmt: skip
    """Note help asked, offered, given, received or declined; or `help remove ID`.

    `amity help` alone says what every command does, as `amity --help`.
    """
    if who is None or way is None:
        told = (context.parent or context).get_help()
        answer.give({"help": told}, [told])
        return
    if who == "remove" and not text:
        _remove(start.book(), way)
        return
    if way not in WAYS:
        raise click.BadParameter(f"{way!r} is not one of {', '.join(map(repr, WAYS))}.", param_hint="WAY")
    if not text:
        raise click.MissingParameter(param_hint="TEXT", param_type="argument")
    _note(start.book(), who, way, " ".join(text), kind=kind or "", on=on)


def _note(owner: Owner, who: str, way: str, text: str, *, kind: str, on: date | None) -> None:
    from amity.book import balance  # noqa: PLC0415
    from amity.book import help as helping  # noqa: PLC0415

    found = start.who(owner, who)
    today = start.today()
    sign = balance.sign(owner, found.id, today=today) if way == "asked" else None
    made = helping.note(owner, found.id, way, text, kind=kind, on=on or today, today=today)
    if sign is not None:
        answer.say(f"{sign.sentence} {sign.suggestion}")
    answer.give(
        {**document(made), "person": found.id, "sign": sign and dataclasses.asdict(sign)},
        [f"{found.name}, {way}: {made.text}", f"  {made.id}"],
    )


def _remove(owner: Owner, id: str) -> None:  # noqa: A002
    from amity.book import access  # noqa: PLC0415
    from amity.book import help as helping  # noqa: PLC0415

    try:
        gone = helping.remove(owner, id)
    except access.Missing as missing:
        answer.say_no("no-such-help", str(missing))
        answer.leave(_MISSING)
    answer.give({"id": id, "removed": True}, [f"No longer kept: {gone.text}"])


def document(one: Help) -> dict[str, Any]:
    """Write a piece of help as the contract's entry."""
    return {"id": one.id, "way": one.way, "text": one.text, "kind": one.kind or None, "on": one.on}
