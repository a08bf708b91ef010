"""Told: reminders that files brought, kept as claims; only the owner's *done* is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from amity.book import access, hand, records
from amity.book.models import Owner, Person, Record
from amity.book.models import Reminder as Row
from amity.core import reminders as rules
from amity.core.people import Reminder
from amity.formats import keys

LONGEST = 400
"""Characters of a reminder's text."""


def of(record: str, claims: Iterable[Sequence[str]], *, today: date) -> list[Reminder]:
    """Give the reminders among a record's claims, each on its next day; `record` is the record's id."""
    found = []
    for name, text, label in claims:
        on = rules.next_day(label, today) if name == "reminder" else None
        if on is not None and text.strip():
            found.append(Reminder(f"{record}-{keys.digest(text, label)[:8]}", text.strip()[:LONGEST], on))
    return found


def done(owner: Owner, id: str, *, on: date) -> bool:  # noqa: A002
    """Mark the present day of a told reminder as done; False when no file tells this one."""
    record = Record.objects.filter(owner=owner, uid=id.rpartition("-")[0]).first()
    said = records.said(owner, [record.pk]).get(record.pk) if record else None
    person = Person.objects.filter(owner=owner, pk=(record.person_id if record else 0) or 0).first()
    if record is None or said is None or person is None:
        return False
    claims = [(claim.field, claim.value, claim.label) for claim in said.claims]
    mine = next((one for one in of(record.uid, claims, today=on) if one.id == id), None)
    if mine is None:
        return False
    word = hand.record(owner, person, today=on)
    Row.objects.create(
        owner=owner,
        uid=access.fresh(owner, "reminder"),
        record=word,
        text=mine.text,
        on=mine.on,
        done=on,
        told=on,
    )
    return True
