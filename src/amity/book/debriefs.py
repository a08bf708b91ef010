"""Debriefs: a line after a talk, kept as an exchange, promises and facts; and the talks that wait for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from amity.book import access, facts, interactions, promises, ties
from amity.book.models import Interaction, Owner, Participation
from amity.core import debriefs as rules
from amity.core.facts import Fact
from amity.core.promises import Promise

FEW = 4
"""A meeting of more people waits for no line."""
LOGGED = 1_000
"""So many talks logged since yesterday are looked at."""
OFFERED = 2
"""So many meetings wait for a line at most; the rest need none."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing a debrief left with a person. `new` is false for a fact that was known and holds still."""

    person: str
    name: str
    word: Fact | Promise
    new: bool = True


@dataclass(frozen=True, slots=True)
class Debrief:
    """What became of a debrief: the exchange with its words, and what was understood, person by person."""

    exchange: str
    said: str
    people: tuple[tuple[str, str], ...]
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting that has been and of which nothing was said yet: (id, name) of its people."""

    at: datetime
    minutes: int | None
    title: str
    people: tuple[tuple[str, str], ...]


def waiting(owner: Owner, *, today: date) -> list[Met]:
    """Give yesterday's and today's small meetings after which the owner logged nothing with these people.

    Whether one of today is over already only a door can know.
    """
    begin = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(days=1)
    held = Interaction.objects.filter(
        owner=owner, current=True, channel="meeting", at__gte=begin, at__lt=ties.end(today), others__lte=FEW,
    ).exclude(source="hand").order_by("-at", "id")  # fmt: skip
    rows = list(held[: OFFERED * 4])
    here = Participation.objects.filter(owner=owner, record__person__removed=False)
    known = here.filter(record__person__aside="", interaction__in=[row.pk for row in rows])
    people: dict[int, dict[str, str]] = defaultdict(dict)
    for row, uid, name in known.values_list("interaction_id", "record__person__uid", "record__person__name"):
        people[row][uid] = name
    # First the few exchanges, then who took part: the other way round the database reads everybody.
    by_hand = Interaction.objects.filter(owner=owner, at__gte=begin, at__lt=ties.end(today), source="hand")
    logged = here.filter(interaction__in=list(by_hand.values_list("id", flat=True)[:LOGGED]))
    told = set(logged.values_list("record__person__uid", "interaction__at__date"))
    return [
        Met(row.at, row.minutes, row.text, tuple(people[row.pk].items()))
        for row in rows
        if people[row.pk] and not any(who in people[row.pk] and on >= row.at.date() for who, on in told)
    ][:OFFERED]


def debrief(
    owner: Owner, ids: Sequence[str], text: str, *, chip: str = "", how: str = "call", on: date,
    direction: str = "mutual", today: date,
) -> Debrief:  # fmt: skip
    """Keep a debrief of a talk: its promises and facts with those they are about, the rest as its words."""
    people = [(row.uid, row.name) for row in access.people(owner, ids)]
    read = rules.read(text, people, on=on, chip=chip)
    with transaction.atomic():
        exchange = interactions.log(
            owner, list(dict(people)), read.said, how=how, on=on, direction=direction, today=today
        )
        key = interactions.key(owner, exchange)
        names = dict(people)
        kept = tuple(
            _keep(owner, one, person, names[person], on=on, key=key, today=today)
            for one in read.understood
            for person in one.people
        )
    return Debrief(exchange, read.said, tuple(people), kept)


def _keep(
    owner: Owner, one: rules.Understood, person: str, name: str, *, on: date, key: str, today: date
) -> Kept:
    if one.what == "fact":
        fact = facts.learn(owner, person, one.kind, one.text, on=on, today=today, exchange=key)
        return Kept(person, name, fact, new=fact.exchange == key)
    promise = promises.promise(
        owner, person, one.text, mine=one.mine, due=one.due, kind=one.kind, on=on, today=today, exchange=key
    )
    return Kept(person, name, promise)
