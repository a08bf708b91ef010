"""Promises: kept with a person until they are kept or released."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from amity.book import interactions, plan, words
from amity.book.models import Owner
from amity.book.models import Promise as Row
from amity.core import promises as rules
from amity.core.errors import Refusal
from amity.core.help import KINDS
from amity.core.promises import Promise


def of(
    owner: Owner, people: Iterable[int] | None = None, *, closed: bool | None = None, today: date
) -> dict[int, list[Promise]]:
    """Give promises by person's number, in order of the day they are due: all, only open, or only closed.

    One made after `today` is not there yet, one closed after it is open still.
    """
    found = words.of(owner, Row, people=people, today=today)
    told = {who: [_value(row, today=today) for row in several] for who, several in found.items()}
    if closed is not None:
        told = {who: [one for one in some if rules.is_open(one) != closed] for who, some in told.items()}
    return {who: sorted(several, key=rules.order) for who, several in told.items() if several}


@dataclass(frozen=True, slots=True)
class With:
    """A promise with whom it is: id and name."""

    promise: Promise
    person: str
    name: str


def all(owner: Owner, *, closed: bool = False, since: date | None = None, today: date) -> list[With]:  # noqa: A001 - "all promises"
    """Give everybody's open promises, in order of the day they are due, or those `closed`, newest first."""
    open_ = Q(closed=None) | Q(closed__gt=today)
    rows = Row.objects.filter(~open_ if closed else open_, owner=owner, record__person__removed=False)
    rows = rows.filter(on__lte=today)
    rows = rows.filter(closed__gte=since) if since else rows
    found = [
        With(_value(row, today=today), row.person, row.name)
        for row in rows.annotate(person=F("record__person__uid"), name=F("record__person__name"))
    ]
    if closed:
        return sorted(found, key=lambda one: (one.promise.closed or date.min, one.promise.id), reverse=True)
    return sorted(found, key=lambda one: rules.order(one.promise))


def find(owner: Owner, id: str) -> With:  # noqa: A002
    """Find a promise by its id, with whom it is."""
    row = words.one(owner, Row, id)
    person = words.about(owner, row)
    return With(_value(row), person.uid, person.name)


def _value(row: Row, *, today: date = date.max) -> Promise:
    closed = words.by(row.closed, today)
    kept = row.kept and closed is not None
    return Promise(row.uid, row.text, row.mine, row.on, row.due, row.kind, closed, kept, row.exchange)


def promise(
    owner: Owner, id: str, text: str, *, mine: bool = True, due: date | None = None, kind: str = "",  # noqa: A002
    on: date | None = None, today: date, exchange: str = "",
) -> Promise:  # fmt: skip
    """Remember a promise with a person; once kept it counts as help given or received."""
    if on is not None and on > today:
        raise Refusal("future", "That day has not come yet.")
    if due is not None and on is not None and due < on:
        raise Refusal("due", "A promise cannot be due before it was made.")
    if kind and kind not in KINDS:
        raise Refusal("unknown-kind", f"{kind!r} is no kind of help; choose from {', '.join(KINDS)}.")
    with transaction.atomic():
        row = words.say(
            owner,
            Row,
            id,
            text,
            on=on or today,
            today=today,
            mine=mine,
            due=due,
            kind=kind,
            exchange=exchange,
        )
        plan.reconsider(owner, today=today)
    return _value(row)


def keep(owner: Owner, id: str, *, on: date, today: date) -> Promise:  # noqa: A002
    """Mark a promise as kept."""
    return _close(owner, id, on=on, kept=True, today=today)


def release(owner: Owner, id: str, *, on: date, today: date) -> Promise:  # noqa: A002
    """Let a promise go with grace: it was not kept, and that is all right."""
    return _close(owner, id, on=on, kept=False, today=today)


def reopen(owner: Owner, id: str, *, today: date) -> Promise:  # noqa: A002
    """Take a closing back."""
    return _close(owner, id, on=None, kept=False, today=today)


def forget(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Take a promise back as if it had never been made; its words stay with the exchange it came from."""
    with transaction.atomic():
        row = words.unsay(owner, Row, id)
        interactions.amend(owner, row.exchange, row.text)
        plan.reconsider(owner, today=today, begun=True)


def _close(owner: Owner, id: str, *, on: date | None, kept: bool, today: date) -> Promise:  # noqa: A002
    with transaction.atomic():
        row = words.one(owner, Row, id)
        row.closed, row.kept = on, kept
        row.save()
        plan.reconsider(owner, today=today, begun=True)
    return _value(row)
