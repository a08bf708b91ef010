"""Circles: `circle` with its own commands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core.circles import KINDS, Brought, Circle

if TYPE_CHECKING:
    from amity.book.access import Owner
    from amity.book.circles import Whole

_OF_EVENTS = "event"


@click.group("circle")
def circle_command() -> None:
    """Keep groups of people: teams, projects, communities; and see which ties each one brought."""


def find(owner: Owner, which: str) -> Circle:
    """Find the circle of this id or name; ends the command with 4 where there is none."""
    from amity.book import access, circles  # noqa: PLC0415

    try:
        return circles.find(owner, which)
    except access.Missing as missing:
        answer.say_no("no-such-circle", str(missing))
        answer.leave(4)


def row(circle: Circle) -> dict[str, Any]:
    """Write a circle without its people."""
    return {
        "id": circle.id, "name": circle.name, "kind": circle.kind, "belongs": circle.belongs,
        "leads": circle.guides, "began": circle.began, "ended": circle.ended, "place": circle.place,
        "note": circle.note, "people": len(circle.here),
    }  # fmt: skip


def members(circle: Circle) -> list[dict[str, Any]]:
    """Write the people of a circle who were not taken out."""
    return [
        {"id": one.id, "name": one.name, "role": one.role, "on": one.on, "text": one.text, "told": one.told}
        for one in circle.here
    ]


@circle_command.command("add")
@click.argument("name", nargs=-1, required=True)
@click.option(
    "--kind", type=click.Choice([kind for kind in KINDS if kind != _OF_EVENTS]), default="community"
)
@click.option("--leads", is_flag=True, help="You guide the people in it.")
@click.option("--theirs", is_flag=True, help="Others belong to it, you do not.")
def _add(name: tuple[str, ...], kind: str, leads: bool, theirs: bool) -> None:  # noqa: FBT001
    """Keep a circle."""
    owner = start.book()
    from amity.book import circles  # noqa: PLC0415

    id = circles.add(owner, " ".join(name), kind=kind, leads=leads, belongs=not theirs, today=start.today())  # noqa: A001
    answer.give({**row(circles.one(owner, id)), "members": []}, [f"{' '.join(name)} is kept: {id}"])


@circle_command.command("list")
def _list() -> None:
    """List all circles, also those that only files tell of."""
    owner = start.book()
    from amity.book import circles  # noqa: PLC0415

    found = circles.all(owner)
    lines = (f"{one.id}  {len(one.here):4} people  {one.name} ({one.kind})" for one in found)
    answer.give({"circles": [row(one) for one in found]}, lines)


@circle_command.command("show")
@click.argument("which", nargs=-1, required=True)
def _show(which: tuple[str, ...]) -> None:
    """Show a circle: who is in it, which ties it brought, and its last year."""
    owner = start.book()
    from amity.book import circles  # noqa: PLC0415

    found = find(owner, " ".join(which))
    whole = circles.whole(owner, found.id, today=start.today())
    answer.give(_document(whole), _lines(whole))


def _tie(tie: Brought) -> dict[str, Any]:
    return {"person": {"id": tie.id, "name": tie.name}, "why": tie.why, "on": tie.on}


def _document(whole: Whole) -> dict[str, Any]:
    year = whole.year and {
        "since": whole.year.since,
        "new": [_tie(tie) for tie in whole.year.new],
        "revived": [_tie(tie) for tie in whole.year.revived],
        "outcomes": [
            {"person": {"id": id, "name": name}, **dataclasses.asdict(outcome)}
            for id, name, outcome in whole.year.outcomes  # noqa: A001
        ],
    }
    brought = [_tie(tie) for tie in whole.ties]
    return {**row(whole.circle), "members": members(whole.circle), "brought": brought, "year": year}


def _lines(whole: Whole) -> Iterator[str]:
    circle = whole.circle
    yield f"{circle.name} ({circle.kind}), {len(circle.here)} people"
    yield from (f"  {one.name}{f', {one.role}' if one.role != 'member' else ''}" for one in circle.here)
    if whole.ties:
        yield "Brought you:"
        yield from (f"  {tie.name}: {tie.why}" for tie in whole.ties)


@circle_command.command("put")
@click.argument("which")
@click.argument("who", nargs=-1, required=True)
def _put(which: str, who: tuple[str, ...]) -> None:
    """Put people into a circle."""
    owner = start.book()
    from amity.book import circles  # noqa: PLC0415

    found = find(owner, which)
    ids = [start.who(owner, one).id for one in who]
    circles.put(owner, found.id, ids, today=start.today())
    shown = circles.one(owner, found.id)
    answer.give({**row(shown), "members": members(shown)}, [f"{len(shown.here)} people are in {shown.name}."])


@circle_command.command("take")
@click.argument("which")
@click.argument("who")
def _take(which: str, who: str) -> None:
    """Take somebody out of a circle; they stay out, whatever files say."""
    owner = start.book()
    from amity.book import circles  # noqa: PLC0415

    found, person = find(owner, which), start.who(owner, who)
    circles.take(owner, found.id, person.id, today=start.today())
    shown = circles.one(owner, found.id)
    answer.give({**row(shown), "members": members(shown)}, [f"{person.name} is out of {shown.name}."])


@circle_command.command("join")
@click.argument("which")
@click.option("--on", type=Day(), help="The day; today by default.")
def _join(which: str, on: date | None) -> None:
    """Say that you have joined a circle."""
    owner = start.book()
    from amity.book import circles  # noqa: PLC0415

    found = find(owner, which)
    circles.join(owner, found.id, on=on or start.today(), today=start.today())
    answer.give(
        row(circles.one(owner, found.id)), [f"You are part of {found.name}. See in a year what it brought."]
    )


@circle_command.command("leave")
@click.argument("which")
@click.option("--on", type=Day(), help="The day; today by default.")
def _leave(which: str, on: date | None) -> None:
    """Say that you are no longer part of a circle; its people stay."""
    owner = start.book()
    from amity.book import circles  # noqa: PLC0415

    found = find(owner, which)
    circles.leave(owner, found.id, on=on or start.today(), today=start.today())
    answer.give(row(circles.one(owner, found.id)), [f"You are not part of {found.name}; its people stay."])


@circle_command.command("remove")
@click.argument("which")
def _remove(which: str) -> None:
    """Remove a circle; its people stay in the book."""
    owner = start.book()
    from amity.book import circles  # noqa: PLC0415

    found = find(owner, which)
    circles.remove(owner, found.id)
    answer.give({"id": found.id, "removed": True}, [f"{found.name} is gone; its people stay."])


@circle_command.command("doors")
def _doors() -> None:
    """Name circles worth joining where you know few, and whom to ask about each."""
    owner = start.book()
    from amity.book import circles  # noqa: PLC0415

    found = circles.doors(owner, today=start.today())
    document = [
        {"circle": {"id": door.circle, "name": door.name}, "area": door.area, "sentence": door.sentence,
         "ask": {"id": door.asks, "name": door.ask_name}}
        for door in found
    ]  # fmt: skip
    answer.give({"doors": document}, (f"{door.name}: {door.sentence} Ask {door.ask_name}." for door in found))
