"""How can I help: `helpful`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amity.core.suggestions import Suggestion


@click.command("helpful")
@click.argument("who", required=False)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--not-this", "key", help="Lay this suggestion about WHO aside, by its key.")
@click.option("--back", is_flag=True, help="Take it up again instead.")
def helpful_command(who: str | None, limit: int, key: str | None, back: bool) -> None:  # noqa: FBT001
    """Say how you could help somebody, or anybody."""
    owner = start.book()
    from amity.book import helpful  # noqa: PLC0415

    today = start.today()
    person = start.who(owner, who) if who else None
    if key is not None and person is None:
        raise click.UsageError("Say about whom: helpful WHO --not-this KEY.")
    if key is not None and person is not None:
        change = helpful.take_up if back else helpful.lay_aside
        change(owner, person.id, key, today=today)
    found = (
        helpful.for_person(owner, person.id, today=today, limit=limit)
        if person is not None
        else helpful.all(owner, today=today, limit=limit)
    )
    answer.give({"suggestions": [document(one) for one in found]}, _lines(found))


def document(one: Suggestion) -> dict[str, Any]:
    """Write a suggestion as the contract's entry."""
    return {
        "kind": one.kind,
        "person": {"id": one.person, "name": one.name},
        "need": one.need and dataclasses.asdict(one.need),
        "offer": one.offer and dataclasses.asdict(one.offer),
        "people": [{"id": id_, "name": name} for id_, name in one.people],
        "sentence": one.sentence,
        "suggestion": one.next,
        "evidence": [dataclasses.asdict(line) for line in one.evidence],
        "words": [list(pair) for pair in one.words],
        "score": round(one.score, 4),
        "key": one.key,
    }


def _lines(found: Sequence[Suggestion]) -> Iterator[str]:
    if not found:
        yield "Nothing yet. Ask people what they are working on: `amity learn WHO working_on TEXT`."
    for one in found:
        yield f"{one.sentence} {one.next}"
        if one.words:
            pairs = (mine if mine == theirs else f"{mine} ~ {theirs}" for mine, theirs in one.words)
            yield f"    – {', '.join(pairs)}"
        yield f"    {one.key}"
