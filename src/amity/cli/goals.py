"""What must get done, who decides, and who is close to them: `goal`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core import goals as rules

if TYPE_CHECKING:
    from amity.book.goals import GoalShown

ACTS = ("add", "list", "show", "decides", "close", "helps", "leave", "done", "reopen", "remove", "team")


@click.command("goal")
@click.argument("act", type=click.Choice(ACTS))
@click.argument("words", nargs=-1)
@click.option("--due", type=Day(), help="With add: the day by which it must be done.")
@click.option("--why", default="", help="With add: why.")
@click.option("--area", "areas", multiple=True, help="With add: an organization it needs; may be repeated.")
@click.option("--to", default="", help="With close: whom of those who decide they stand close to.")
def goal_command(act: str, words: tuple[str, ...], **told: Any) -> None:  # noqa: ANN401 - click's options
    """Say what must get done, who decides and who stands close to them, and see what is missing."""
    owner = start.book()
    from amity.book import access  # noqa: PLC0415

    act_of: Callable[..., None] = _ACTS.get(act, _change)
    try:
        act_of(owner, act, words, told)
    except access.Missing as missing:
        answer.say_no("no-such-goal", str(missing))
        answer.leave(4)


def _one(words: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Give the words of an act, of which there are just so many."""
    if len(words) != count:
        raise click.UsageError(("Say which goal.", "Say which goal, and who.")[count - 1])
    return words


def _list(owner: Any, act: str, words: tuple[str, ...], told: Any) -> None:  # noqa: ANN401, ARG001
    from amity.book import goals  # noqa: PLC0415

    found = goals.all(owner, today=start.today())
    documents = [_document(one) for one in found]
    answer.give({"goals": documents}, (line for one in found for line in _lines(one)))


def _show(owner: Any, act: str, words: tuple[str, ...], told: Any) -> None:  # noqa: ANN401, ARG001
    _give(owner, *_one(words, 1))


def _add(owner: Any, act: str, words: tuple[str, ...], told: dict[str, Any]) -> None:  # noqa: ANN401, ARG001
    from amity.book import goals  # noqa: PLC0415

    made = goals.add(
        owner, " ".join(words), why=told["why"], due=told["due"], areas=told["areas"], today=start.today()
    )
    _give(owner, made)


def _part(owner: Any, act: str, words: tuple[str, ...], told: dict[str, Any]) -> None:  # noqa: ANN401
    from amity.book import goals  # noqa: PLC0415

    goal, who = _one(words, 2)
    beside = start.who(owner, told["to"]).id if told["to"] else ""
    person = start.who(owner, who).id
    if act == "leave":
        goals.leave(owner, goal, person, today=start.today())
    else:
        goals.take_part(owner, goal, person, act, beside=beside, today=start.today())
    _give(owner, goal)


def _change(owner: Any, act: str, words: tuple[str, ...], told: Any) -> None:  # noqa: ANN401, ARG001
    from amity.book import goals  # noqa: PLC0415

    (goal,) = _one(words, 1)
    changes: dict[str, Callable[..., None]] = {
        "done": goals.done, "reopen": goals.reopen, "remove": goals.remove
    }  # fmt: skip
    changes[act](owner, goal, today=start.today())
    if act == "remove":
        answer.give({"id": goal, "removed": True}, ["Forgotten."])
    else:
        _give(owner, goal)


def _team(owner: Any, act: str, words: tuple[str, ...], told: Any) -> None:  # noqa: ANN401, ARG001
    """Show the people the owner guides; with names, exactly these are."""
    from amity.book import teams  # noqa: PLC0415

    if words:
        teams.guide(owner, [start.who(owner, one).id for one in words], today=start.today())
    found = teams.team(owner, today=start.today())
    document = {
        "people": [_named(person) for person in found.people],
        "brought": [
            {"person": _named(person), "kind": one.kind, "text": one.text, "on": one.on}
            for person, one in found.brought
        ],
        "thin": [{"area": need.name, "sentence": need.sentence} for need in found.thin],
    }
    lines = [", ".join(person.name for person in found.people) or "Nobody is named yet."]
    lines += [f"  {one.on}  {one.kind}, through {person.name}: {one.text}" for person, one in found.brought]
    answer.give(document, [*lines, *(f"  {need.sentence}" for need in found.thin)])


_ACTS: dict[str, Callable[..., None]] = {
    "list": _list, "show": _show, "add": _add, "decides": _part, "close": _part, "helps": _part,
    "leave": _part, "team": _team,
}  # fmt: skip


def _give(owner: Any, goal: str) -> None:  # noqa: ANN401 - the owner's row, typed in the book
    from amity.book import goals  # noqa: PLC0415

    found = goals.one(owner, goal, today=start.today())
    answer.give(_document(found), _lines(found))


def _named(person: Any) -> dict[str, str]:  # noqa: ANN401 - a person of the core
    return {"id": person.id, "name": person.name}


def _document(found: GoalShown) -> dict[str, Any]:
    goal, today = found.goal, start.today()
    return {
        "id": goal.id, "text": goal.text, "why": goal.why, "due": goal.due, "done": goal.done,
        "areas": list(goal.areas),
        "people": [
            {**_named(part.person), "role": part.role, "beside": part.beside or None,
             "tie": rules.standing(part.person, today=today)}
            for part in goal.parts
        ],
        "gaps": [
            {"decides": _named(gap.decider), "ask": _named(gap.through) if gap.through else None,
             "sentence": gap.sentence}
            for gap in found.gaps
        ],
        "needs": [
            {"area": need.name, "sentence": need.sentence, "missing": need.missing} for need in found.needs
        ],
    }  # fmt: skip


def _lines(found: GoalShown) -> Iterator[str]:
    goal = found.goal
    state = f"done {goal.done}" if goal.done else _by(goal.due)
    yield f"{goal.id}  {goal.text}{f'  ({state})' if state else ''}"
    for part in goal.parts:
        yield f"  {part.role:<8} {part.person.name}: {rules.standing(part.person, today=start.today())}"
    yield from (f"  {gap.sentence}" for gap in found.gaps)
    yield from (f"  {need.sentence}" for need in found.needs)


def _by(due: date | None) -> str:
    return f"by {due}" if due else ""
