"""Balance: how help went with a person over the years, read from what the book has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from amity.book import access, facts, help, promises, records, views  # noqa: A004 - the house's word
from amity.book.models import Owner
from amity.book.person import Whole
from amity.core import balance as rules
from amity.core import facts as fact_rules
from amity.core import help as help_rules
from amity.core.balance import Clause

MOST = 2000
"""Exchanges that are looked at of one person, the newest."""


def of(owner: Owner, id: str, *, today: date) -> tuple[Clause, ...]:  # noqa: A002
    """Say how help went with one person, a clause for each thing that can be proved."""
    person = access.person(owner, id)
    told = records.told(owner, [person.pk]).get(person.pk, [])
    written = views.exchanges(owner, [person.pk], count=MOST, today=today).get(person.pk, [])
    return rules.balance(
        person.name,
        help_rules.help(told, own=help.own(owner, [person.pk], today=today).get(person.pk, ())),
        promises=promises.of(owner, [person.pk], today=today).get(person.pk, ()),
        exchanges=written if len(written) < MOST else (),
        facts=fact_rules.facts(told, own=facts.own(owner, [person.pk], today=today).get(person.pk, ())),
        today=today,
    )


def between(owner: Owner, whole: Whole, *, today: date) -> tuple[Clause, ...]:
    """Say the same of a person who has been read whole."""
    number = access.person(owner, whole.person.id).pk
    written = views.exchanges(owner, [number], count=MOST, today=today).get(number, [])
    return rules.balance(
        whole.person.name,
        whole.help,
        promises=whole.promises,
        exchanges=written if len(written) < MOST else (),
        facts=whole.facts,
        today=today,
    )


def before(whole: Whole, *, today: date) -> Clause | None:
    """Give the quiet sentence before one more ask of a person who has been read whole."""
    return rules.sign(whole.person.name, whole.help, facts=whole.facts, today=today)


def signs(owner: Owner, ids: Iterable[str], *, today: date) -> dict[str, Clause]:
    """Give the quiet sentence before one more ask, by person's id, for those where there is one."""
    found = access.people(owner, ids)
    numbers = [person.pk for person in found]
    told, learned = records.told(owner, numbers), facts.own(owner, numbers, today=today)
    helped = help.own(owner, numbers, today=today)
    given = {
        person.uid: rules.sign(
            person.name,
            help_rules.help(told.get(person.pk, ()), own=helped.get(person.pk, ())),
            facts=fact_rules.facts(told.get(person.pk, ()), own=learned.get(person.pk, ())),
            today=today,
        )
        for person in found
    }
    return {id_: sign for id_, sign in given.items() if sign is not None}


def sign(owner: Owner, id: str, *, today: date) -> Clause | None:  # noqa: A002
    """Give the quiet sentence before one more ask of this person; None where there is nothing to say."""
    return next(iter(signs(owner, [id], today=today).values()), None)
