"""Before a meeting: `brief`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start

if TYPE_CHECKING:
    from amity.core.briefs import Brief
    from amity.core.people import Exchange
    from amity.core.promises import Promise


@click.command("brief")
@click.argument("who")
def brief_command(who: str) -> None:
    """Say on one page what to know before meeting somebody, or several people joined by commas."""
    owner = start.book()
    from amity.book import briefs  # noqa: PLC0415

    people = [start.who(owner, one.strip()) for one in who.split(",") if one.strip()]
    found = briefs.of(owner, [person.id for person in people], today=start.today())
    several = [_document(one) for one in found]
    answer.give(several[0] if len(several) == 1 else {"briefs": several}, _pages(found))


def _document(brief: Brief) -> dict[str, Any]:
    return {
        "person": answer.person_row(brief.person),
        "met": brief.person.met,
        "introducer": {"id": brief.introducer_id, "name": brief.introducer} if brief.introducer else None,
        "meeting": dataclasses.asdict(brief.meeting) if brief.meeting else None,
        "exchanges": [_exchange(one) for one in brief.exchanges],
        "promises": {
            "mine": [dataclasses.asdict(one) for one in brief.mine],
            "theirs": [dataclasses.asdict(one) for one in brief.theirs],
        },
        "facts": [{**dataclasses.asdict(one.fact), "stale": one.stale} for one in brief.known],
        "helpful": [{"sentence": one.sentence, "suggestion": one.next} for one in brief.helpful],
        "silent": list(brief.silent),
        "questions": [dataclasses.asdict(one) for one in brief.questions],
    }


def _exchange(one: Exchange) -> dict[str, Any]:
    return {
        "id": one.id, "at": one.at, "channel": one.channel, "direction": one.direction, "text": one.text
    }  # fmt: skip


def _pages(found: list[Brief]) -> Iterator[str]:
    for place, brief in enumerate(found):
        if place:
            yield ""
        yield from _lines(brief)


def _lines(brief: Brief) -> Iterator[str]:
    person = brief.person
    yield person.name
    yield (
        " · ".join(part for part in (person.title, person.organization, person.place) if part)
        or "(no job on record)"
    )
    if person.met or brief.introducer:
        through = f", through {brief.introducer}" if brief.introducer else ""
        yield f"  You met: {person.met or 'not noted'}{through}"
    if brief.meeting:
        yield f"  Next: {brief.meeting.at:%Y-%m-%d %H:%M} {brief.meeting.title}".rstrip()
    yield from _section("Last", [f"{one.at:%Y-%m-%d} {one.text or one.channel}" for one in brief.exchanges])
    yield from _section("You promised", map(_promise, brief.mine))
    yield from _section("They promised", map(_promise, brief.theirs))
    known = [
        f"{one.fact.kind.replace('_', ' ')}: {one.fact.text}{' (still so?)' if one.stale else ''}"
        for one in brief.known
    ]
    yield from _section("You know", known)
    yield from _section("You might help", [one.sentence for one in brief.helpful])
    yield from _section("Nothing noted yet on", [kind.replace("_", " ") for kind in brief.silent])
    yield from _section("Ask", [f"{one.text} ({one.why})" for one in brief.questions])


def _promise(one: Promise) -> str:
    return f"{one.text}{f', by {one.due}' if one.due else ''}"


def _section(title: str, lines: Any) -> Iterator[str]:  # noqa: ANN401 - any lines
    several = list(lines)
    if several:
        yield f"  {title}:"
        yield from (f"    {line}" for line in several)
