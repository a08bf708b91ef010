"""The week: `plan` and `pick`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start
from amity.core import answers

if TYPE_CHECKING:
    from amity.book.plan import PickShown, PlanShown


@click.command("plan")
@click.option(
    "--minutes", type=click.IntRange(1, 2400), help="What if the week had so many minutes; nothing is stored."
)
def plan_command(minutes: int | None) -> None:
    """Show this week's few people, and why."""
    owner = start.book()
    from amity.book import plan  # noqa: PLC0415

    week = plan.week(owner, today=start.today(), minutes=minutes)
    lines = _lines(week) if week.picks else _nobody(owner, week)
    answer.give(_document(week), [*start.waiting(owner), *lines])


def _nobody(owner: Any, week: PlanShown) -> Iterator[str]:  # noqa: ANN401 - the owner's row, typed in the book
    """Say why the week holds nobody: nobody is known, nothing fits its minutes, nobody needs a word."""
    from amity.book import people, plan  # noqa: PLC0415

    if not people.count(owner):
        yield "Nothing to suggest yet. Bring files with `amity import`, or add people with `amity add`."
        return
    room = week.budget + week.carried
    more = plan.week(owner, today=start.today(), minutes=_AMPLE).picks if room < _AMPLE else ()
    if more:
        least = min(pick.minutes for pick in more)
        minutes = "1 minute" if room == 1 else f"{room} minutes"
        yield f"{week.week}: nothing fits into {minutes}; the shortest takes {least}."
    else:
        yield f"{week.week}: nobody needs a word this week."
    for day in week.days:
        yield f"Also: {day.person_name} · {day.sentence}"


_AMPLE = 240
"""Minutes into which anything fits."""


def _document(week: PlanShown) -> dict[str, Any]:
    return {
        "week": week.week,
        "minutes": {"budget": week.budget, "planned": week.planned, "carried": week.carried},
        "picks": [_pick(pick) for pick in week.picks],
        "left_to_chance": week.left_to_chance,
        "price": week.price,
        "gap": week.gap,
        "days": [_pick(day) for day in week.days],
    }


def _pick(pick: PickShown) -> dict[str, Any]:
    return {
        "id": pick.id,
        "person": {"id": pick.person_id, "name": pick.person_name},
        "reason": pick.reason,
        "sentence": pick.sentence,
        "evidence": [{"kind": e.kind, "id": e.id, "text": e.text, "on": e.on} for e in pick.evidence],
        "suggestion": pick.suggestion,
        "minutes": pick.minutes,
        "state": pick.state,
    }


def _lines(week: PlanShown) -> Iterator[str]:
    more = f", {week.carried} of them left from last week" if week.carried else ""
    yield f"{week.week}: {week.planned} of your {week.minutes} minutes{more}."
    if week.hundredths:
        yield f"Another week could be better by {week.hundredths} in 100 at most."
    if week.left_to_chance:
        yield f"{week.left_to_chance} others are fine left to chance."
    for pick in week.picks:
        yield ""
        reason = pick.reason.replace("_", " ")
        yield f"{pick.person_name} · {reason} · {pick.minutes} min · {pick.state} · {pick.id}"
        yield f"  {pick.sentence}"
        yield f"  {pick.suggestion}"
        for evidence in pick.evidence:
            yield f"    – {f'{evidence.on}: ' if evidence.on else ''}{evidence.text}"
    for day in week.days:
        yield ""
        yield f"Also: {day.person_name} · {day.sentence}"


@click.command("pick")
@click.argument("state", type=click.Choice(["done", "later", "not-now", "open"]))
@click.argument("id")
@click.argument("text", nargs=-1)
@click.option(
    "--felt", type=click.Choice(answers.FELT), help="How it was to talk again; the pace is learned."
)
def pick_command(state: str, id: str, text: tuple[str, ...], felt: str | None) -> None:  # noqa: A002
    """Answer a pick: done, later or not now; `open` takes back that it was put off."""
    owner = start.book()
    from amity.book import access, person, plan  # noqa: PLC0415

    who = ""
    try:
        if state == "open":
            plan.reopen(owner, id)
        else:
            who = plan.answer(owner, id, state, text=" ".join(text), felt=felt or "", today=start.today())
    except access.Missing as missing:
        answer.say_no("no-such-pick", str(missing))
        answer.leave(4)
    whole = person.whole(owner, who, today=start.today()) if who else None
    follows = (*whole.resting, whole.by_word, whole.learned) if whole is not None else ()
    answer.give({"id": id, "state": state}, ["Noted.", *filter(None, follows)])
