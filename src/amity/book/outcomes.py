"""Outcomes: what came of ties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from amity.book import words
from amity.book.models import Outcome as Row
from amity.book.models import Owner
from amity.core.errors import Refusal
from amity.core.outcomes import KINDS, Outcome


def of(owner: Owner, people: Iterable[int] | None = None) -> dict[int, list[Outcome]]:
    """Give what came of each tie, by person's number, the oldest first."""
    found = words.of(owner, Row, people=people)
    return {person: [_value(row) for row in several] for person, several in found.items()}


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
