"""Promises: kept with a person until they are kept or released."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from amity.book import plan, words
from amity.book.models import Owner
from amity.book.models import Promise as Row
from amity.core import promises as rules
from amity.core.errors import Refusal
from amity.core.promises import Promise


def of(
    owner: Owner, people: Iterable[int] | None = None, *, closed: bool | None = None
) -> dict[int, list[Promise]]:
    """Give promises by person's number, in order of the day they are due: all, only open, or only closed."""
    wanted = {} if closed is None else {"closed__isnull": not closed}
    found = words.of(owner, Row, people=people, **wanted)
    return {who: sorted(map(_value, several), key=rules.order) for who, several in found.items()}


def _value(row: Row) -> Promise:
    return Promise(row.uid, row.text, row.mine, row.on, row.due, row.kind, row.closed, row.kept, row.exchange)


def promise(
    owner: Owner, id: str, text: str, *, mine: bool = True, due: date | None = None, kind: str = "",  # noqa: A002
    on: date | None = None, today: date, exchange: str = "",
) -> Promise:  # fmt: skip
    """Remember a promise with a person; once kept it counts as help given or received."""
    if due is not None and on is not None and due < on:
        raise Refusal("due", "A promise cannot be due before it was made.")
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


def _close(owner: Owner, id: str, *, on: date | None, kept: bool, today: date) -> Promise:  # noqa: A002
    with transaction.atomic():
        row = words.one(owner, Row, id)
        row.closed, row.kept = on, kept
        row.save()
        plan.reconsider(owner, today=today, begun=True)
    return _value(row)
