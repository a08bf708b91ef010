"""Goals: what the owner must get done, who decides and who stands close to them; and the team they guide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from amity.book import access, atlas, hand, past, people, plan, words
from amity.book.models import Goal as Row
from amity.book.models import Owner, Person, Record, Stake
from amity.core import atlas as folding
from amity.core import goals as rules
from amity.core.errors import Refusal
from amity.core.goals import Gap, Goal, Need, Part
from amity.core.people import Person as Shown
from amity.core.view import Area
from amity.core.view import Stake as Seen

LONGEST = 200
TEAM = "team"
YEAR = 365


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A goal as doors show it: where a tie is missing, and how each area it needs is reached."""

    goal: Goal
    gaps: tuple[Gap, ...]
    needs: tuple[Need, ...]


def all(owner: Owner, *, today: date) -> list[GoalShown]:  # noqa: A001 - "all goals"
    """Give every goal there was by `today`, those open first."""
    return _shown(owner, _rows(owner, today=today), today=today)


def one(owner: Owner, id: str, *, today: date) -> GoalShown:  # noqa: A002
    """Give one goal."""
    found = _shown(owner, past.rewound(owner, [_row(owner, id)]), today=today)
    if not found:
        raise access.Missing(f"There is no goal {id!r} yet.")
    return found[0]


def _rows(owner: Owner, *, today: date) -> list[Row]:
    there = Row.objects.filter(Q(began=None) | Q(began__lte=today), owner=owner)
    return past.rewound(owner, there.order_by("id"))


def _row(owner: Owner, id: str) -> Row:  # noqa: A002
    found: Row | None = Row.objects.filter(owner=owner, uid=id).first()
    if found is None:
        raise access.Missing(f"There is no goal {id!r}.")
    return found


def _shown(owner: Owner, rows: Sequence[Row], *, today: date) -> list[GoalShown]:
    parts = _parts(owner, [row.pk for row in rows], today=today)
    goals = sorted((_value(row, parts.get(row.pk, ()), today=today) for row in rows), key=rules.order)
    needed = {folding.fold(area) for goal in goals for area in goal.areas}
    known = atlas.around(owner, needed, today=today) if needed else ({}, [])
    return [_with_gaps(goal, *known, today=today) for goal in goals]


def _with_gaps(goal: Goal, areas: dict[str, Area], everybody: list[Shown], *, today: date) -> GoalShown:
    return GoalShown(goal, rules.gaps(goal, today=today), rules.needs(goal, areas.items(), people=everybody))


def _value(row: Row, parts: Iterable[Part], *, today: date) -> Goal:
    ordered = sorted(parts, key=lambda part: (rules.ROLES.index(part.role), part.person.name))
    done = words.by(row.ended, today)
    return Goal(row.uid, row.name, row.note, row.due, done, tuple(row.areas), tuple(ordered))


def _parts(owner: Owner, goals: Sequence[int], *, today: date) -> dict[int, list[Part]]:
    """Give the people of goals: four questions, however many."""
    there = Stake.objects.filter(owner=owner, goal__in=goals).order_by("id")
    # A part said anew on a later day was there before: only as it stood does its day tell.
    found = [stake for stake in past.rewound(owner, there) if stake.on is None or stake.on <= today]
    named = {pk for stake in found for pk in (stake.record_id, stake.beside_id) if pk is not None}
    whose = dict(Record.objects.filter(owner=owner, id__in=named).values_list("id", "person_id"))
    rows = list(Person.objects.filter(owner=owner, id__in=set(whose.values()) - {None}, removed=False))
    shown = dict(
        zip(
            (row.pk for row in rows),
            people.shown_with_ties(owner, rows, today=today, handles=False)[0] if rows else (), strict=True,
        )
    )  # fmt: skip
    parts: dict[int, list[Part]] = defaultdict(list)
    for stake in found:
        person = shown.get(whose.get(stake.record_id) or 0)
        beside = shown.get(whose.get(stake.beside_id or 0) or 0)
        known = {part.person.id for part in parts[stake.goal_id]}
        if person is not None and person.aside is None and person.id not in known:
            parts[stake.goal_id].append(Part(person, stake.role, beside.id if beside else ""))
    return parts


def stakes(owner: Owner, *, today: date) -> dict[str, tuple[Seen, ...]]:
    """Give everybody's parts in open goals, by their id, as signals see them."""
    rows = [row for row in _rows(owner, today=today) if words.by(row.ended, today) is None]
    parts = _parts(owner, [row.pk for row in rows], today=today) if rows else {}
    found: dict[str, list[Seen]] = defaultdict(list)
    for row in rows:
        goal = _value(row, parts.get(row.pk, ()), today=today)
        for part, seen in rules.seen(goal, today=today):
            found[part.person.id].append(seen)
    return {person: tuple(several) for person, several in found.items()}


def add(
    owner: Owner, text: str, *, why: str = "", due: date | None = None, areas: Iterable[str] = (),
    today: date,
) -> str:  # fmt: skip
    """Write down what must get done, and give its id."""
    row = Row(owner=owner, uid=access.fresh(owner, "goal"), began=today)
    _fill(row, text, why=why, due=due, areas=areas, today=today)
    row.save()
    plan.reconsider(owner, today=today)
    return row.uid


def edit(
    owner: Owner, id: str, text: str, *, why: str = "", due: date | None = None, areas: Iterable[str] = (),  # noqa: A002
    today: date,
) -> None:  # fmt: skip
    """Write a goal anew."""
    row = _row(owner, id)
    _fill(row, text, why=why, due=due, areas=areas, today=today)
    row.save()
    plan.reconsider(owner, today=today)


def _fill(row: Row, text: str, *, why: str, due: date | None, areas: Iterable[str], today: date) -> None:
    said = " ".join(text.split())[:LONGEST]
    if not said:
        raise Refusal("empty", "Write what must get done.")
    needed = [area for area in dict.fromkeys(" ".join(area.split())[:LONGEST] for area in areas) if area]
    past.say(row, today, name=said, note=" ".join(why.split())[:400], due=due, areas=needed)


def take_part(
    owner: Owner, id: str, who: str, role: str, *, beside: str = "", today: date  # noqa: A002
) -> None:  # fmt: skip
    """Say what somebody is in a goal: who decides, who is close to them (`beside`), who helps."""
    if role not in rules.ROLES:
        raise Refusal("unknown-role", f"{role!r} is no part; choose from {', '.join(rules.ROLES)}.")
    with transaction.atomic():
        row, person = _row(owner, id), access.person(owner, who)
        other = access.person(owner, beside) if beside else None
        if other is not None and other.pk == person.pk:
            raise Refusal("themself", "Somebody cannot stand close to themself.")
        record = hand.record(owner, person, today=today)
        near = hand.record(owner, other, today=today) if other is not None else None
        there = Stake.objects.filter(owner=owner, goal=row.pk, record=record.pk).first()
        _leave(owner, row, person, but=record.pk)
        stake = there or Stake(owner=owner, goal=row, record=record)
        past.say(stake, today, role=role, on=today, beside=near.pk if near is not None else None)
        stake.save()
        plan.reconsider(owner, today=today)


def leave(owner: Owner, id: str, who: str, *, today: date) -> None:  # noqa: A002
    """Take somebody out of a goal."""
    _leave(owner, _row(owner, id), access.person(owner, who))
    plan.reconsider(owner, today=today)


def _leave(owner: Owner, row: Row, person: Person, *, but: int = 0) -> None:
    mine = Record.objects.filter(owner=owner, person=person.pk).exclude(id=but).values("id")
    Stake.objects.filter(owner=owner, goal=row.pk, record__in=mine).delete()


def done(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Say that a goal is done; it asks for nobody any more."""
    _end(owner, id, today, today=today)


def reopen(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Say that a goal is open again."""
    _end(owner, id, None, today=today)


def _end(owner: Owner, id: str, on: date | None, *, today: date) -> None:  # noqa: A002
    row = _row(owner, id)
    past.say(row, today, ended=on)
    row.save()
    plan.reconsider(owner, today=today, begun=True)


def remove(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Forget a goal; its people stay as they are."""
    row = _row(owner, id)
    with transaction.atomic():
        Stake.objects.filter(owner=owner, goal=row.pk).delete()
        row.delete()
        plan.reconsider(owner, today=today, begun=True)
