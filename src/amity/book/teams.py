"""Teams: the people the owner guides, and what ties to the outside bring them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from amity.book import access, circles, goals, outcomes, people
from amity.book.models import Owner, Person
from amity.core.circles import Circle
from amity.core.goals import Need
from amity.core.outcomes import Outcome
from amity.core.people import Person as Shown

NAME = "My team"
"""What a team is called that has no other name yet."""
YEAR = 365
"""Days for which what came of a tie is told."""


@dataclass(frozen=True, slots=True)
class Team:
    """The people the owner guides, what strategic ties brought lately, what hangs on one thin tie."""

    people: tuple[Shown, ...]
    brought: tuple[tuple[Shown, Outcome], ...]
    thin: tuple[Need, ...]


def team(owner: Owner, *, today: date, known: Sequence[goals.GoalShown] | None = None) -> Team:
    """Give the people the owner guides, and what ties to the outside bring them; `known` are all goals."""
    ids = {member.id for circle in _guided(owner) for member in circle.here}
    mine = Person.objects.filter(owner=owner, removed=False, uid__in=ids).order_by("folded", "uid")
    outside = Person.objects.filter(owner=owner, removed=False, aside="").exclude(uid__in=ids)
    rows = [row for row in outside.exclude(purposes=[]) if "strategic" in row.purposes]
    found = goals.all(owner, today=today) if known is None else known
    needed = [need for goal in found if goal.goal.done is None for need in goal.needs]
    thin = {need.name: need for need in needed if need.missing and need.only}
    inside = people.shown(owner, list(mine), today=today)
    return Team(tuple(inside), _brought(owner, rows, today=today), tuple(thin.values()))


def _guided(owner: Owner) -> list[Circle]:
    return [circle for circle in circles.all(owner) if circle.guides and circle.ended is None]


def _brought(owner: Owner, rows: Sequence[Person], *, today: date) -> tuple[tuple[Shown, Outcome], ...]:
    came = outcomes.of(owner, [row.pk for row in rows], today=today)
    known = [row for row in rows if row.pk in came]
    since = today - timedelta(days=YEAR)
    found = [
        (person, one)
        for row, person in zip(known, people.shown(owner, known, today=today), strict=True)
        for one in came[row.pk]
        if since < one.on
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1].on, pair[1].id), reverse=True))


def guide(owner: Owner, ids: Iterable[str], *, today: date) -> None:
    """Let exactly these be the people the owner guides: in the first team they guide, or in a new one."""
    wanted = [row.uid for row in access.people(owner, ids)]
    with transaction.atomic():
        guided = _guided(owner)
        first = guided[0] if guided else None
        begun = {"leads": True, "began": today, "today": today}
        id = first.id if first else circles.add(owner, NAME, kind="team", **begun)  # type: ignore[arg-type]  # noqa: A001
        for circle in guided:
            for member in circle.here:
                if member.id not in wanted:
                    circles.take(owner, circle.id, member.id, today=today)
        inside = {member.id for member in first.here} if first else set()
        circles.put(owner, id, [uid for uid in wanted if uid not in inside], today=today)
