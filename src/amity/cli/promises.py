"""Promises, the owner's and theirs: `promise`, `promises`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core import promises as rules
from amity.core.help import KINDS

if TYPE_CHECKING:
    from amity.book.promises import With

_ANSWERS = ("keep", "release", "reopen")


@click.command("promise")
@click.argument("who")
@click.argument("text", nargs=-1, required=True)
@click.option("--mine/--theirs", default=True, help="Whose promise it is; yours by default.")
@click.option("--due", type=Day(), help="The day it is due, where one was said.")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="Which kind of help it is.")
@click.option("--on", type=Day(), help="The day it was made; today by default.")
def promise_command(  # noqa: PLR0917 - click passes them by name
    who: str, text: tuple[str, ...], mine: bool, due: date | None, kind: str | None, on: date | None  # noqa: FBT001
) -> None:  # fmt: skip
    """Remember a promise; or `promise keep ID`, `promise release ID`, `promise reopen ID`."""
    owner = start.book()
    if who in _ANSWERS and len(text) == 1 and _answer(owner, who, text[0]):
        return
    from amity.book import promises  # noqa: PLC0415

    found = start.who(owner, who)
    made = promises.promise(
        owner, found.id, " ".join(text), mine=mine, due=due, kind=kind or "", on=on, today=start.today()
    )
    _give(promises.With(made, found.id, found.name))


def _answer(owner: Any, word: str, id: str) -> bool:  # noqa: A002, ANN401
    """Answer a promise of this id; false where there is none, and the word is somebody's name."""
    from amity.book import access, people, promises  # noqa: PLC0415

    try:
        found = promises.find(owner, id)
    except access.Missing as missing:
        if people.find(owner, word, today=start.today()):
            return False
        answer.say_no("no-such-promise", str(missing))
        answer.leave(4)
    today = start.today()
    if word == "reopen":
        changed = promises.reopen(owner, id, today=today)
    else:
        close = promises.keep if word == "keep" else promises.release
        changed = close(owner, id, on=today, today=today)
    _give(dataclasses.replace(found, promise=changed))
    return True


def _give(one: With) -> None:
    answer.give(_row(one), [_line(one)])


@click.command("promises")
@click.option("--mine", "whose", flag_value="mine", help="Only yours.")
@click.option("--theirs", "whose", flag_value="theirs", help="Only theirs.")
@click.option("--late", is_flag=True, help="Only those whose day is past.")
@click.option("--done", is_flag=True, help="Those kept or released instead, the newest first.")
def promises_command(whose: str | None, late: bool, done: bool) -> None:  # noqa: FBT001
    """List the promises that are open, yours and theirs, by the day they are due."""
    owner = start.book()
    from amity.book import promises  # noqa: PLC0415

    several = promises.all(owner, closed=done, today=start.today())
    found = [one for one in several if _wanted(one, whose, late=late)]
    answer.give({"promises": [_row(one) for one in found]}, _lines(found))


def _wanted(one: With, whose: str | None, *, late: bool) -> bool:
    if whose is not None and one.promise.mine != (whose == "mine"):
        return False
    return not late or rules.late(one.promise, today=start.today())


def _row(one: With) -> dict[str, Any]:
    """Write a promise as the contract's row."""
    return {
        **dataclasses.asdict(one.promise),
        "late": rules.late(one.promise, today=start.today()),
        "person": {"id": one.person, "name": one.name},
    }


def _lines(found: list[With]) -> Iterator[str]:
    if not found:
        yield "No promises here."
    for one in found:
        yield _line(one)


def _line(one: With) -> str:
    promise = one.promise
    who = f"You to {one.name}" if promise.mine else f"{one.name} to you"
    due = f", by {promise.due}" if promise.due else ""
    done = f" ({'kept' if promise.kept else 'released'} {promise.closed})" if promise.closed else ""
    return f"{promise.id}  {who}: {promise.text}{due}{done}"
