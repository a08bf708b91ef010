"""Reminders: a plain line the owner wants to see on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from amity.book import access, hand, plan, rows, told
from amity.book.models import Owner, Record
from amity.book.models import Reminder as Row
from amity.core.errors import Refusal
from amity.core.people import Reminder


def open(owner: Owner, id: str) -> list[Reminder]:  # noqa: A001, A002 - "open reminders" of the person `id`
    """Give a person's reminders by hand that are not done, the earliest first."""
    person = access.person(owner, id)
    mine = Record.objects.filter(owner=owner, person=person.pk, source="hand").values("id")
    return [
        _value(row) for row in _known(owner).filter(record__in=mine).order_by("on", "id") if _open(owner, row)
    ]


def pending(owner: Owner, *, told: Mapping[int, Sequence[Reminder]]) -> dict[int, list[Reminder]]:
    """Give all reminders that are not done, by person's number, the earliest first.

    `told` are those that files brought; one whose day the owner has marked as done is left out.
    """
    rows = list(_known(owner).order_by("on", "id"))
    people = dict(
        Record.objects.filter(owner=owner, id__in={row.record_id for row in rows}).values_list(
            "id", "person_id"
        )
    )
    found: dict[int, list[Reminder]] = defaultdict(list)
    finished = {(people.get(row.record_id), row.text, row.on) for row in rows if not _open(owner, row)}
    for row in rows:
        person = people.get(row.record_id)
        if person is not None and _open(owner, row):
            found[person].append(_value(row))
    for person, several in told.items():
        new = {(one.text, one.on): one for one in several if (person, one.text, one.on) not in finished}
        found[person] = sorted([*found[person], *new.values()], key=lambda one: (one.on, one.id))
    return found


def people(owner: Owner, *, until: date) -> set[int]:
    """Give the numbers of the people of whom a reminder is open and due by a day."""
    due = [row.record_id for row in _known(owner).filter(on__lte=until) if _open(owner, row)]
    found: set[int] = set()
    for some in rows.chunks(due):
        mine = Record.objects.filter(owner=owner, id__in=some, person__isnull=False)
        found |= {pk or 0 for pk in mine.values_list("person_id", flat=True)}
    return found


def _known(owner: Owner) -> QuerySet[Row]:
    """Find the reminders the owner had said by the day the book is read on."""
    mine = Row.objects.filter(owner=owner)
    return mine if owner.until is None else mine.filter(Q(told=None) | Q(told__lte=owner.until))


def _open(owner: Owner, row: Row) -> bool:
    return row.done is None or (owner.until is not None and row.done > owner.until)


def _value(row: Row) -> Reminder:
    return Reminder(row.uid, row.text, row.on, None)


def add(owner: Owner, id: str, text: str, *, on: date, today: date) -> Reminder:  # noqa: A002
    """Remember a line about a person for a day."""
    if not text.strip():
        raise Refusal("empty", "A reminder needs a few words.")
    with transaction.atomic():
        word = hand.record(owner, access.person(owner, id), today=today)
        row = Row.objects.create(
            owner=owner,
            uid=access.fresh(owner, "reminder"),
            record=word,
            text=text.strip()[:400],
            on=on,
            told=today,
        )
        plan.reconsider(owner, today=today)
    return _value(row)


def done(owner: Owner, reminder: str, *, on: date) -> None:
    """Mark a reminder as done."""
    row = Row.objects.filter(owner=owner, uid=reminder).first()
    if row is None and told.done(owner, reminder, on=on):
        return
    if row is None:
        raise access.Missing(f"There is no reminder {reminder!r}.")
    row.done = on
    row.save()
