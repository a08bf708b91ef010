"""Listing: who stands on a page of people, read from an order that is kept, as far as the page needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from amity.book import rows, ties
from amity.book.models import Outlook, Owner, Person, Tie
from amity.book.standing import Standing
from amity.core import listing as rules
from amity.core import ties as tie_rules
from amity.core.listing import Listed

FEW = 2_000
"""So many people are judged one by one; of more, an order is read that is kept."""
_STEP = 250
_FIELDS = ("id", "folded", "importance", "aside")


def page(
    owner: Owner, found: QuerySet[Person], sort: str, *, state: str = "", mixed: bool, offset: int,
    limit: int, today: date,
) -> tuple[list[int], int]:  # fmt: skip
    """Give the numbers of the people on a stretch of a list, and how many there are in all.

    `mixed` says that people set aside may stand among the others.
    """
    standing = Standing(owner, state, today=today) if state else None
    everybody = found
    if standing is not None:
        found = found.filter(standing.among("id"))
    total = found.count()
    until = offset + limit
    if sort == "name":
        return list(_by_name(found, mixed=mixed)[offset:until]), total
    if total <= FEW:
        several = rules.ordered(_judged(owner, found, None, today=today), sort)
    else:
        first = _read(owner, everybody.filter(aside=""), standing, sort, count=until, today=today)
        several = _ordered(owner, found, first, sort, until=until, today=today)
    return [one.number for one in several[offset:until]], total


def _by_name(found: QuerySet[Person], *, mixed: bool) -> QuerySet[Person, int]:
    """Give everybody by name; where people set aside stand among them, these last."""
    away = (Case(When(aside="", then=0), default=1),) if mixed else ()
    return found.order_by(*away, "folded", "uid").values_list("id", flat=True)


def _ordered(
    owner: Owner, found: QuerySet[Person], best: Iterable[Listed], sort: str, *, until: int, today: date
) -> list[Listed]:
    """Give at least the first `until` people of an order: those with a tie, the others, those away.

    `best` reads those with a tie as far as needed, for an order of ties.
    """
    here = found.filter(aside="")
    if sort == "gap":
        chosen = _chosen(owner, here)
        first = rules.ordered(_judged(owner, here, chosen, today=today), sort)
        rest = here.exclude(id__in=chosen) if len(chosen) <= rows.CHUNK else here.filter(importance=0)
    else:
        first = rules.ordered(best, sort)
        rest = here.filter(~Exists(Tie.objects.filter(owner=owner, person=OuterRef("pk"))))
    if len(first) < until:
        first += _plain(rest.order_by("folded", "id"), until - len(first))
    if len(first) < until:
        away = _judged(owner, found.exclude(aside=""), None, today=today)
        first += rules.ordered(away, sort)
    return first


def _plain(rest: QuerySet[Person], count: int) -> list[Listed]:
    return [
        Listed(pk, folded, importance) for pk, folded, importance, _ in rest.values_list(*_FIELDS)[:count]
    ]


def _chosen(owner: Owner, here: QuerySet[Person]) -> list[int]:
    """Give the numbers of those here of whom an importance was said."""
    said = Outlook.objects.filter(owner=owner, said=True).values_list("person_id", flat=True)
    return [
        pk
        for some in rows.chunks(list(said))
        for pk in here.filter(id__in=some, importance__gt=0).values_list("id", flat=True)
    ]


def _read(
    owner: Owner, here: QuerySet[Person], standing: Standing | None, sort: str, *, count: int, today: date
) -> Iterator[Listed]:
    """Read ties by the order kept of them until the best are among them (`core.listing.enough`)."""
    if sort == "recent":
        tied = Tie.objects.filter(owner=owner)
        tied = tied.filter(standing.among("person")) if standing is not None else tied
        latest = tied.order_by("-last", "id").values_list("last", "person_id")
        pairs = _pairs(owner, here, latest.iterator(rows.CHUNK), today=today)
        return rules.enough(pairs, count=count, measure=lambda one: one.last)
    several = standing or Standing(owner, today=today)
    pairs = _pairs(owner, here, several.strongest(), today=today)
    return rules.enough(pairs, count=count, measure=lambda one: one.strength)


def _pairs(
    owner: Owner, here: QuerySet[Person], stream: Iterable[tuple[float, int]], *, today: date
) -> Iterator[tuple[float, Listed]]:
    """Read the ties of people a growing stretch at a time, leaving out who is not here."""
    size, rest = _STEP, iter(stream)
    while part := list(islice(rest, size)):
        numbers = [person for _, person in part]
        judged = {one.number: one for one in _judged(owner, here, numbers, today=today)}
        yield from ((bound, judged[person]) for bound, person in part if person in judged)
        size = min(size * 2, rows.CHUNK)


def _judged(
    owner: Owner, found: QuerySet[Person], numbers: Sequence[int] | None, *, today: date
) -> Iterator[Listed]:
    """Judge people one by one: all who are found, or these of them."""
    at = ties.now(today)
    asked: Iterable[QuerySet[Person]] = (
        [found] if numbers is None else (found.filter(id__in=some) for some in rows.chunks(numbers))
    )
    for some in asked:
        people = list(some.values_list(*_FIELDS))
        for part in rows.chunks(people):
            kept = Tie.objects.filter(owner=owner, person__in=[pk for pk, *_ in part])
            known = dict(kept.values_list("person_id", "row"))
            for told in part:
                yield _listed(told, known.get(told[0]), at)


def _listed(told: Sequence[object], row: Sequence[float | int | str | None] | None, at: float) -> Listed:
    pk, folded, importance, aside = told
    one = Listed(pk, folded, importance, bool(aside))  # type: ignore[arg-type]
    if row is None:
        return one
    tie = tie_rules.from_row(row)
    now = max(at, tie.last)
    strength, state = tie_rules.strength(tie, now), tie_rules.state(tie, now)
    return Listed(one.number, one.folded, one.importance, one.away, strength, state, tie.last)
