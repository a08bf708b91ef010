"""Words: the owner's dated lines about people, of every kind, and how they come and go with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import F

from amity.book import access, hand, rows
from amity.book.models import GROUPS, Batch, Owner, Person, Record, Word
from amity.core.errors import Refusal

LONGEST = 400
"""Characters of a line."""
Kind = TypeVar("Kind", bound=Word)


def of(
    owner: Owner, table: type[Kind], *, people: Iterable[int] | None = None, today: date, **wanted: Any,  # noqa: ANN401
) -> dict[int, list[Kind]]:  # fmt: skip
    """Give the lines of one kind up to `today`, by person's number, oldest first; of all or of `people`."""
    found = table.objects.filter(owner=owner, record__person__removed=False, on__lte=today, **wanted)
    found = found.annotate(person=F("record__person_id")).order_by("on", "id")
    several = (
        [found] if people is None else [found.filter(record__person__in=some) for some in rows.chunks(people)]
    )
    by_person: dict[int, list[Kind]] = defaultdict(list)
    for some in several:
        for row in some:
            by_person[row.person].append(row)
    return by_person


def by(day: date | None, today: date) -> date | None:
    """Give a day that has come; None for one that `today` knows nothing of yet."""
    return day if day is not None and day <= today else None


def one(owner: Owner, table: type[Kind], id: str) -> Kind:  # noqa: A002
    """Find a line by its id, or `Missing`."""
    found: Kind | None = table.objects.filter(owner=owner, uid=id, record__person__removed=False).first()
    if found is None:
        raise access.Missing(f"There is no {table.__name__.lower()} {id!r}.")
    return found


def about(owner: Owner, row: Word) -> Person:
    """Give the person a line is about."""
    number = Record.objects.filter(owner=owner, id=row.record_id).values_list("person_id", flat=True).first()
    return Person.objects.get(owner=owner, id=number or 0)


def say(
    owner: Owner, table: type[Kind], id: str, text: str, *, on: date, today: date, **fields: Any,  # noqa: A002, ANN401
) -> Kind:  # fmt: skip
    """Keep a line about a person; a refusal when it is empty. In a transaction."""
    said = " ".join(text.split())[:LONGEST]
    if not said:
        raise Refusal("empty", "Write a few words.")
    record = hand.record(owner, access.person(owner, id), today=today)
    name = access.fresh(owner, table.__name__.lower())
    made: Kind = table.objects.create(owner=owner, uid=name, record=record, text=said, on=on, **fields)
    return made


def unsay(owner: Owner, table: type[Kind], id: str) -> Kind:  # noqa: A002
    """Take a line back as if it had never been said, and give it."""
    row = one(owner, table, id)
    table.objects.filter(owner=owner, uid=id).delete()
    return row


def forget(owner: Owner, batch: Batch) -> None:
    """Take back every line and group that a restored book brought."""
    for table in hand.HANGING:
        table.objects.filter(owner=owner, batch=batch).delete()
    for group, part, field in GROUPS:
        gone = group.objects.filter(owner=owner, batch=batch)
        part.objects.filter(owner=owner, **{f"{field}__in": gone.values("id")}).delete()
        gone.delete()
