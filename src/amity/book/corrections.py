"""Corrections: what the owner says of a tie that no record shows, kept among their words about a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from amity.book import access, hand, records, rows
from amity.book.models import Edition, Owner
from amity.core import corrections as rules
from amity.core import dates
from amity.core.corrections import Said
from amity.core.errors import Refusal
from amity.core.findings import Claim
from amity.core.ties import Word

EPOCH = date(1970, 1, 1).toordinal()
_TOLD = Q(claims__icontains='"closer"') | Q(claims__icontains='"elsewhere"')


def heard(owner: Owner) -> set[int]:
    """Give the records by hand that ever held a correction."""
    return set(_editions(owner).values_list("record_id", flat=True))


def said(owner: Owner, people: Iterable[int], *, today: date) -> dict[int, list[Said]]:
    """Give what the owner had said by a day to correct the ties of these people, by person's number."""
    mine: dict[int, int] = {}
    for some in rows.chunks(people):
        told = _editions(owner).filter(record__person__in=some)
        mine |= {pk: person or 0 for pk, person in told.values_list("record_id", "record__person_id")}
    found: dict[int, list[Said]] = defaultdict(list)
    for record, editions in records.history(owner, sorted(mine)).items():
        found[mine[record]] += _in_force(editions, today=today)
    return found


def words(owner: Owner, people: Iterable[int], *, today: date) -> dict[int, list[Word]]:
    """Give the corrections in force on a day as their ties heed them, by person's number."""
    told = said(owner, people, today=today)
    return {person: found for person, several in told.items() if (found := rules.words(several))}


def _editions(owner: Owner) -> QuerySet[Edition]:
    return Edition.objects.filter(_TOLD, owner=owner, record__source="hand")


def _in_force(editions: Iterable[Mapping[str, Any]], *, today: date) -> list[Said]:
    """Read the corrections of what a record by hand said last by a day."""
    seen = [
        (number, edition["claims"])
        for edition in editions
        for as_of, on, number, _ in edition["seen"]
        if (as_of or on) <= today
    ]
    claims = max(seen, key=lambda one: one[0])[1] if seen else ()
    told = ((field, value, dates.day(label)) for field, value, label in claims if field in rules.FIELDS)
    return [
        Said(field, value, day.toordinal() - EPOCH)
        for field, value, day in told
        if day is not None and day <= today
    ]


def say(
    owner: Owner, id: str, field: str, word: str, *, today: date, on: date | None = None,  # noqa: A002
) -> Said | None:  # fmt: skip
    """Correct a tie — how close, or how often you talk elsewhere — and give what was said before.

    The word counts from the day `on`, today unless told; `corrections.NO` takes it back.
    """
    from amity.book import derivation, plan  # noqa: PLC0415 - ties are derived with these words

    if field not in rules.FIELDS or word not in {*rules.FIELDS[field], rules.NO}:
        choices = ", ".join((*rules.FIELDS.get(field, ()), rules.NO))
        raise Refusal(f"unknown-{field}", f"{word!r} does not correct a tie; choose from {choices}.")
    if (on or today) > today:
        raise Refusal("future", "That day has not come yet; a word counts from the day it is said.")
    person = access.person(owner, id)
    before = rules.latest(said(owner, [person.pk], today=today).get(person.pk, ())).get(field)
    with transaction.atomic():
        record = hand.record(owner, person, today=today)
        left = [claim for claim in hand.claims(owner, record) if claim.field != field]
        hand.say(owner, record, [*left, Claim(field, word, (on or today).isoformat())], today=today)
        derivation.derive(owner, {record.pk}, today=today)
        plan.reconsider(owner, today=today)
    return before
