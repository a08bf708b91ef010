"""Outcomes: what came of ties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from amity.book import rows, words
from amity.book.models import Outcome as Row
from amity.book.models import Owner, Person
from amity.core.errors import Refusal
from amity.core.outcomes import KINDS, Outcome


def of(owner: Owner, people: Iterable[int] | None = None, *, today: date) -> dict[int, list[Outcome]]:
    """Give what came of each tie up to `today`, by person's number, the oldest first."""
    found = words.of(owner, Row, people=people, today=today)
    return {person: [_value(row) for row in several] for person, several in found.items()}


@dataclass(frozen=True, slots=True)
class Brought:
    """One outcome with the person whose tie brought it."""

    outcome: Outcome
    person_id: str
    person_name: str


def all(owner: Owner, *, today: date) -> list[Brought]:  # noqa: A001 - "all outcomes"
    """Give what every tie brought up to `today`, the newest first, with names."""
    found = of(owner, today=today)
    people = {
        row.pk: row
        for some in rows.chunks(found)
        for row in Person.objects.filter(owner=owner, removed=False, id__in=some).only("id", "uid", "name")
    }
    several = [
        Brought(outcome, people[who].uid, people[who].name)
        for who, outcomes in found.items()
        for outcome in outcomes
        if who in people
    ]
    return sorted(several, key=lambda one: (-one.outcome.on.toordinal(), one.person_name, one.outcome.id))


def _value(row: Row) -> Outcome:
    return Outcome(row.uid, row.kind, row.text, row.on, row.exchange)


def note(
    owner: Owner, id: str, kind: str, text: str, *, on: date, today: date, exchange: str = "",  # noqa: A002
) -> Outcome:  # fmt: skip
    """Keep what came of a tie."""
    if kind not in KINDS:
        raise Refusal("unknown-outcome", f"{kind!r} is no outcome; choose from {', '.join(KINDS)}.")
    if on > today:
        raise Refusal("future", "That day has not come yet.")
    with transaction.atomic():
        row = words.say(owner, Row, id, text, on=on, today=today, kind=kind, exchange=exchange)
    return _value(row)


def remove(owner: Owner, id: str) -> Outcome:  # noqa: A002
    """Take an outcome back, as if it had not been told, and give what it was."""
    with transaction.atomic():
        row = words.one(owner, Row, id)
        value = _value(row)
        row.delete()
    return value
