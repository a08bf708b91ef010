"""One person once: `duplicates`, `join`, `split`, `different`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start

if TYPE_CHECKING:
    from amity.book.duplicates import Pair


@click.command("duplicates")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many pairs.")
@click.option("--certain", is_flag=True, help="Only the pairs that leave no doubt.")
@click.option(
    "--join", "join_them", is_flag=True, help="With --certain: make each of these pairs one person."
)
@click.option(
    "--unjoin", default="", metavar="ID,ID…", help="Take exactly these joins back, by the ids --join gave."
)
def duplicates_command(limit: int, certain: bool, join_them: bool, unjoin: str) -> None:  # noqa: FBT001 - click passes flags so
    """List the pairs that may be one person, the most probable first, each with its reasons."""
    if join_them and not certain:
        raise click.UsageError("--join goes with --certain: the others are for you to decide one by one.")
    owner = start.book()
    from amity.book import duplicates  # noqa: PLC0415

    if unjoin:
        ids = [one.strip() for one in unjoin.split(",") if one.strip()]
        duplicates.unjoin(owner, ids, today=start.today())
        answer.give({"unjoined": ids}, ["Taken back; what you wrote since stays with its records."])
        return
    if duplicates.stale(owner):
        duplicates.refresh(owner)
    found = duplicates.open(owner, today=start.today(), certain=certain, limit=limit)
    document: dict[str, Any] = {
        "duplicates": [_row(pair) for pair in found],
        "total": duplicates.total(owner, certain=certain),
    }
    if join_them:
        done = duplicates.join_certain(owner, [pair.id for pair in found], today=start.today())
        document |= {"joined": len(done), "joins": [{"id": one.id, "name": one.name} for one in done]}
    answer.give(document, _lines(found, joins=document.get("joins")))


def _row(pair: Pair) -> dict[str, Any]:
    return {
        "id": pair.id,
        "one": answer.person_row(pair.one),
        "other": answer.person_row(pair.other),
        "probability": round(pair.probability, 4),
        "certain": pair.certain,
        "sentence": pair.sentence,
        "reasons": [{"code": code, "text": text} for code, text in pair.reasons],
    }


def _lines(found: Iterable[Pair], *, joins: list[dict[str, str]] | None) -> Iterator[str]:
    count = 0
    for count, pair in enumerate(found, 1):  # noqa: B007 - counted for the last line
        names = " and ".join(f"{person.name} ({person.id})" for person in pair.both)
        yield f"{pair.probability:4.0%}  {names}"
        yield f"      {pair.sentence}"
    if not count:
        yield "Nobody seems to stand here twice."
    elif joins is not None:
        yield f"{len(joins)} pairs are one person each now; `amity split WHO` takes one apart again."
        yield f"Take exactly these back: amity duplicates --unjoin {','.join(one['id'] for one in joins)}"
    else:
        yield "Decide with: amity join WHO WHO, or amity different WHO WHO."


@click.command("join")
@click.argument("who")
@click.argument("other")
@click.option(
    "--keep", multiple=True, metavar="FIELD=VALUE", help="What is to be shown of the two; may be repeated."
)
def join_command(who: str, other: str, keep: tuple[str, ...]) -> None:
    """Make two people one; `split` takes it back."""
    chosen = {field: value for field, _, value in (told.partition("=") for told in keep)}
    owner = start.book()
    from amity.book import duplicates  # noqa: PLC0415

    one, two = start.who(owner, who), start.who(owner, other)
    id_ = duplicates.join(owner, one.id, two.id, today=start.today(), keep=chosen)
    answer.give(
        {"id": id_, "joined": [one.id, two.id]}, [f"{one.name} and {two.name} are one person: {id_}."]
    )


@click.command("split")
@click.argument("who")
@click.option(
    "--record",
    multiple=True,
    metavar="ID",
    help="A record to take out (`person` lists them); may be repeated.",
)
def split_command(who: str, record: tuple[str, ...]) -> None:
    """Take one person apart again: your joins, or the records you name."""
    owner = start.book()
    from amity.book import duplicates  # noqa: PLC0415

    found = start.who(owner, who)
    parts = duplicates.split(owner, found.id, today=start.today(), take=record)
    answer.give({"ids": parts}, [f"{found.name} is {len(parts)} people now: {', '.join(parts)}."])


@click.command("different")
@click.argument("who")
@click.argument("other")
def different_command(who: str, other: str) -> None:
    """Remember for ever that two people are not one."""
    owner = start.book()
    from amity.book import duplicates  # noqa: PLC0415

    one, two = start.who(owner, who), start.who(owner, other)
    duplicates.different(owner, one.id, two.id, today=start.today())
    answer.give({"different": [one.id, two.id]}, [f"{one.name} and {two.name} stay two people, for ever."])
