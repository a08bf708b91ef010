"""Listing: who stands on a page of people, read from an order that is kept, as far as the page needs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from amity.book import rows, ties
from amity.book.models import Outlook, Owner, Person, Tie
from amity.core import listing as rules
from amity.core import ties as tie_rules
from amity.core.listing import Listed
from amity.core.reach import SPOKEN

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
    if state == "dormant":
        found, state = _asleep(owner, found, today=today), ""
    elif state:
        found = _awake(owner, found, today=today)
    total = found.count()
    until = offset + limit
    if sort == "name" and not state:
        return list(_by_name(found, mixed=mixed)[offset:until]), total
    if state or total <= FEW:
        several = rules.ordered(_judged(owner, found, None, today=today), sort)
        several = [one for one in several if one.state == state] if state else several
        return [one.number for one in several[offset:until]], len(several) if state else total
    ordered = _ordered(owner, found, sort, until=until, today=today)
    return [one.number for one in ordered[offset:until]], total


def _by_name(found: QuerySet[Person], *, mixed: bool) -> QuerySet[Person, int]:
    """Give everybody by name; where people set aside stand among them, these last."""
    away = (Case(When(aside="", then=0), default=1),) if mixed else ()
    return found.order_by(*away, "folded", "uid").values_list("id", flat=True)


def _ordered(owner: Owner, found: QuerySet[Person], sort: str, *, until: int, today: date) -> list[Listed]:
    """Give at least the first `until` people of an order: those with a tie, the others, those away."""
    here = found.filter(aside="")
    if sort == "gap":
        chosen = _chosen(owner, here)
        first = rules.ordered(_judged(owner, here, chosen, today=today), sort)
        rest = here.exclude(id__in=chosen) if len(chosen) <= rows.CHUNK else here.filter(importance=0)
    else:
        first = rules.ordered(_read(owner, here, sort, count=until, today=today), sort)
        tied = Tie.objects.filter(owner=owner, person=OuterRef("pk"))
        rest = here.filter(~Exists(tied))
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


def _read(owner: Owner, here: QuerySet[Person], sort: str, *, count: int, today: date) -> Iterator[Listed]:
    """Read ties by the order kept of them until the best are among them (`core.listing.enough`)."""
    at = ties.now(today)
    if sort == "recent":
        pairs = _pairs(owner, here, "-last", today=today, bound=lambda _, last: last)
        return rules.enough(pairs, count=count, measure=lambda one: one.last)
    paces = ties.every_pace(owner)
    pairs = _pairs(owner, here, "-key", today=today, bound=lambda key, _: _strongest(key, at, paces))
    return rules.enough(pairs, count=count, measure=lambda one: one.strength)


def _strongest(key: float, at: float, paces: Iterable[tie_rules.Pace]) -> float:
    """Return the strength that a tie with this key cannot exceed, at any of these paces."""
    return 1 / (1 + math.exp(-tie_rules.bound(key, at, paces=paces)))


def _pairs(
    owner: Owner, here: QuerySet[Person], order: str, *, today: date, bound: Callable[[float, float], float]
) -> Iterator[tuple[float, Listed]]:
    """Read ties in a kept order, a growing stretch at a time, leaving out whose people are not here."""
    kept = (
        Tie.objects.filter(owner=owner).order_by(order, "id").values_list("person_id", "key", "last", "row")
    )
    place, size = 0, _STEP
    while part := list(kept[place : place + size]):
        people = {one[0]: one for one in here.filter(id__in=[row[0] for row in part]).values_list(*_FIELDS)}
        for person, key, last, row in part:
            if person in people:
                yield bound(key, last), _listed(people[person], row, ties.now(today))
        place, size = place + size, min(size * 2, rows.CHUNK)


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


def _asleep(owner: Owner, found: QuerySet[Person], *, today: date) -> QuerySet[Person]:
    """Narrow to those whose tie sleeps (`core.ties.state`): its key is the time at which it has faded.

    Of whom the owner said more than their exchanges do, each is judged.
    """
    now, spoken = ties.now(today), _spoken(owner)
    judged = [one.number for one in _judged(owner, found, spoken, today=today) if one.state == "dormant"]
    silent = Outlook.objects.filter(owner=owner, person=OuterRef("pk"))
    long = Exists(silent.filter(last__lte=now - tie_rules.LONG_SILENCE))
    quiet = Exists(silent.filter(last__lte=now - tie_rules.SHORT_SILENCE))
    faded = Exists(Tie.objects.filter(owner=owner, person=OuterRef("pk"), key__lte=now))
    return found.filter(Q(id__in=judged) | ~Q(id__in=spoken) & (Q(long) | Q(quiet) & Q(faded)))


def _awake(owner: Owner, found: QuerySet[Person], *, today: date) -> QuerySet[Person]:
    """Narrow to those who may be in any other state; which one is judged tie by tie."""
    lately = Outlook.objects.filter(owner=owner, person=OuterRef("pk"))
    lately = lately.filter(last__gt=ties.now(today) - tie_rules.LONG_SILENCE)
    return found.filter(Exists(lately) | Q(id__in=_spoken(owner)))


def _spoken(owner: Owner) -> list[int]:
    """Give those of whom the owner said more than their exchanges do: closer than that, or elsewhere."""
    said = Outlook.objects.filter(owner=owner, said=True, kind=SPOKEN)
    return list(said.values_list("person_id", flat=True))
