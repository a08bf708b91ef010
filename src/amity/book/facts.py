"""Facts: what the owner learned about people, beside what records say; learned, refreshed and laid aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from amity.book import access, interactions, plan, records, words
from amity.book.models import Fact as Row
from amity.book.models import Owner, Person, Record
from amity.core import facts as rules
from amity.core.errors import Refusal
from amity.core.facts import KINDS, Fact


def own(owner: Owner, people: Iterable[int] | None = None, *, today: date) -> dict[int, list[Fact]]:
    """Give what the owner had learned by `today`, by person's number."""
    found = words.of(owner, Row, people=people, today=today)
    return {person: [_value(row, today=today) for row in several] for person, several in found.items()}


def of(owner: Owner, person: Person, *, today: date) -> tuple[Fact, ...]:
    """Give all facts of one person, the owner's and what records say, kind by kind, the newest first."""
    mine = Record.objects.filter(owner=owner, person=person.pk)
    known = {pk: (uid, source) for pk, uid, source in mine.values_list("id", "uid", "source")}
    told = [(*known[pk], said.claims) for pk, said in records.said(owner, list(known)).items()]
    return rules.facts(told, own=own(owner, [person.pk], today=today).get(person.pk, ()))


def _value(row: Row, *, today: date = date.max) -> Fact:
    return Fact(
        row.kind,
        row.text,
        row.on,
        "hand",
        "",
        id=row.uid,
        sure=words.by(row.sure, today),
        over=words.by(row.over, today),
        exchange=row.exchange,
    )


def learn(
    owner: Owner, id: str, kind: str, text: str, *, on: date, today: date, exchange: str = ""  # noqa: A002
) -> Fact:  # fmt: skip
    """Keep a fact about a person; the same words again say that it still holds."""
    if kind not in KINDS:
        raise Refusal("unknown-fact", f"{kind!r} is no kind of fact; choose from {', '.join(KINDS)}.")
    if on > today:
        raise Refusal("future", "That day has not come yet.")
    with transaction.atomic():
        person = access.person(owner, id)
        said = " ".join(text.split())[: words.LONGEST].casefold()
        same = [
            row
            for row in words.of(owner, Row, people=[person.pk], today=date.max, kind=kind).get(person.pk, ())
            if row.text.casefold() == said
        ]
        if same:
            Row.objects.filter(id=same[0].pk).update(sure=on, over=None)
            row = words.one(owner, Row, same[0].uid)
        else:
            row = words.say(owner, Row, id, text, on=on, today=today, kind=kind, exchange=exchange)
        plan.reconsider(owner, today=today)
    return _value(row)


def confirm(owner: Owner, person: str, fact: str, *, today: date) -> None:
    """Say that a fact still holds."""
    _mark(owner, person, fact, today=today, sure=today, over=None)


def end(owner: Owner, person: str, fact: str, *, today: date) -> None:
    """Say that a fact holds no longer."""
    _mark(owner, person, fact, today=today, over=today)


def back(owner: Owner, person: str, fact: str, *, sure: date | None, over: date | None, today: date) -> None:
    """Let a fact be as sure, or as much over, as it was before."""
    _mark(owner, person, fact, today=today, sure=sure, over=over)


def find(owner: Owner, id: str) -> tuple[Fact, str]:  # noqa: A002
    """Find a fact the owner learned, by its id, and the id of the person it is about."""
    row = words.one(owner, Row, id)
    return _value(row), words.about(owner, row).uid


def forget(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Take a fact back as if it had never been learned; its words stay with the exchange it came from."""
    with transaction.atomic():
        row = words.unsay(owner, Row, id)
        interactions.amend(owner, row.exchange, row.text)
        plan.reconsider(owner, today=today)


def _mark(owner: Owner, person: str, fact: str, *, today: date, **fields: date | None) -> None:
    """Mark a fact; one that a record says is first kept as the owner's own."""
    with transaction.atomic():
        row = Row.objects.filter(owner=owner, uid=fact).first()
        if row is None:
            known = of(owner, access.person(owner, person), today=today)
            found = next((one for one in known if one.id == fact), None)
            if found is None:
                raise access.Missing(f"There is no fact {fact!r}.")
            row = words.say(
                owner, Row, person, found.text, on=found.on or today, today=today, kind=found.kind
            )
        Row.objects.filter(id=row.pk).update(**fields)
        plan.reconsider(owner, today=today)
