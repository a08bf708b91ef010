"""Reminders: a plain line the owner wants to see on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from amity.book import access, hand, plan, told
from amity.book.models import Owner, Record
from amity.book.models import Reminder as Row
from amity.core.errors import Refusal
from amity.core.people import Reminder


def open(owner: Owner, id: str) -> list[Reminder]:  # noqa: A001, A002 - "open reminders" of the person `id`
    """Give a person's reminders by hand that are not done, the earliest first."""
    person = access.person(owner, id)
    mine = Record.objects.filter(owner=owner, person=person.pk, source="hand").values("id")
    return [
        _value(row)
        for row in Row.objects.filter(owner=owner, record__in=mine, done=None).order_by("on", "id")
    ]


def pending(owner: Owner, *, told: Mapping[int, Sequence[Reminder]]) -> dict[int, list[Reminder]]:
    """Give all reminders that are not done, by person's number, the earliest first.

    `told` are those that files brought; one whose day the owner has marked as done is left out.
    """
    rows = list(Row.objects.filter(owner=owner).order_by("on", "id"))
    people = dict(
        Record.objects.filter(owner=owner, id__in={row.record_id for row in rows}).values_list(
            "id", "person_id"
        )
    )
    found: dict[int, list[Reminder]] = defaultdict(list)
    finished = {(people.get(row.record_id), row.text, row.on) for row in rows if row.done is not None}
    for row in rows:
        person = people.get(row.record_id)
        if person is not None and row.done is None:
            found[person].append(_value(row))
    for person, several in told.items():
        new = {(one.text, one.on): one for one in several if (person, one.text, one.on) not in finished}
        found[person] = sorted([*found[person], *new.values()], key=lambda one: (one.on, one.id))
    return found


def _value(row: Row) -> Reminder:
    return Reminder(row.uid, row.text, row.on, row.done)


def add(owner: Owner, id: str, text: str, *, on: date, today: date) -> Reminder:  # noqa: A002
    """Remember a line about a person for a day."""
    if not text.strip():
        raise Refusal("empty", "A reminder needs a few words.")
    with transaction.atomic():
        word = hand.record(owner, access.person(owner, id), today=today)
        row = Row.objects.create(
            owner=owner, uid=access.fresh(owner, "reminder"), record=word, text=text.strip()[:400], on=on
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
