"""Events: `event` with its own commands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, circles, start
from amity.cli.door import Day

if TYPE_CHECKING:
    from amity.book.access import Owner
    from amity.core.circles import Circle


@click.group("event")
def event_command() -> None:
    """Keep events; afterwards choose at most five people for a second conversation."""


def _find(owner: Owner, which: str) -> Circle:
    from amity.book import access, events  # noqa: PLC0415

    found = circles.find(owner, which)
    try:
        return events.one(owner, found.id)
    except access.Missing as missing:
        answer.say_no("no-such-event", str(missing))
        answer.leave(4)


def _give(event: Circle) -> None:
    document = {**circles.row(event), "members": circles.members(event)}
    answer.give(document, _lines(event))


def _lines(event: Circle) -> Iterator[str]:
    yield f"{event.name}, {event.began}{f', {event.place}' if event.place else ''}: {event.id}"
    yield from (f"  {one.name}{f', {one.role}' if one.role != 'member' else ''}" for one in event.here)


@event_command.command("add")
@click.argument("name", nargs=-1, required=True)
@click.option("--on", type=Day(), required=True, help="Its day.")
@click.option("--place", default="", help="Where it was.")
def _add(name: tuple[str, ...], on: date, place: str) -> None:
    """Keep an event."""
    owner = start.book()
    from amity.book import events  # noqa: PLC0415

    made = events.add(owner, " ".join(name), on=on, place=place, today=start.today())
    _give(events.one(owner, made))


@event_command.command("list")
def _list() -> None:
    """List all events, the latest first, and what the calendar offers as one."""
    owner = start.book()
    from amity.book import events  # noqa: PLC0415

    found, offers = events.all(owner), events.offers(owner, today=start.today())
    document: dict[str, Any] = {
        "events": [circles.row(event) for event in found],
        "offers": [{"id": o.id, "title": o.title, "on": o.on, "place": o.place, "people": len(o.people)}
                   for o in offers],
    }  # fmt: skip
    answer.give(document, (f"{event.id}  {event.began}  {event.name}" for event in found))


@event_command.command("show")
@click.argument("which", nargs=-1, required=True)
def _show(which: tuple[str, ...]) -> None:
    """Show an event and who was there."""
    owner = start.book()
    _give(_find(owner, " ".join(which)))


@event_command.command("attended")
@click.argument("which")
@click.argument("who", nargs=-1, required=True)
def _attended(which: str, who: tuple[str, ...]) -> None:
    """Say who was there."""
    owner = start.book()
    from amity.book import events  # noqa: PLC0415

    event = _find(owner, which)
    events.attended(owner, event.id, [start.who(owner, one).id for one in who], today=start.today())
    _give(events.one(owner, event.id))


@event_command.command("choose")
@click.argument("which")
@click.argument("who", nargs=-1)
def _choose(which: str, who: tuple[str, ...]) -> None:
    """Choose up to five people for a second conversation; the others rest."""
    owner = start.book()
    from amity.book import events  # noqa: PLC0415

    event = _find(owner, which)
    ids = [start.who(owner, one).id for one in who]
    _give(events.choose(owner, event.id, ids, today=start.today()))


@event_command.command("note")
@click.argument("which")
@click.argument("who")
@click.option("--working-on", default="", help="What they are working on.")
@click.option("--promise", default="", help="What you could do for them.")
@click.option("--due", type=Day(), help="By when.")
def _note(which: str, who: str, working_on: str, promise: str, due: date | None) -> None:
    """Keep what somebody chosen is working on, and what you could do for them."""
    owner = start.book()
    from amity.book import events  # noqa: PLC0415

    event, person = _find(owner, which), start.who(owner, who)
    events.note(
        owner, event.id, person.id, working_on=working_on, promise=promise, due=due, today=start.today()
    )
    _give(events.one(owner, event.id))
