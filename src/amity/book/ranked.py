"""Ranked: people by what contact with them can be worth at most, read from the outlooks as far as needed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from typing import Any

from django.db.models import Case, ExpressionWrapper, F, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from amity.book import places
from amity.book.models import Outlook, Owner
from amity.core import openings, reach, worth
from amity.core import people as shown
from amity.core.reach import UNSAID, Row, Stream
from amity.core.reasons import Reason
from amity.core.signals import circle_back, reconnect, stretch, warm
from amity.core.view import Position
from amity.core.worth import Care

REASONS: tuple[Reason, ...] = ("warm", "reconnect", "circle_back", "stretch")
_ORDERED, _READ = 1024, 128
"""People who are ordered at once at first, and whose rows are read at once."""
_BANDS = (0.5, 0.35, 0.0)
"""Shares of the highest ceiling, down to which people are read one after the other."""
_WAKING = (reach.SLEPT, reach.ESTABLISHED)
_ANY = tuple(range(len(reach.KINDS)))
FIELDS = (
    "person_id", "ceiling", "decay", "kind", "last", "unsure", "gap", "area", "reply", "first", "began",
    "lively", "stability", "heard", "faint", "high",
)  # fmt: skip
"""Columns of an outlook that make a `Row`."""
UNSAID_MINUTES = worth.minutes(UNSAID)


@dataclass(frozen=True, slots=True)
class Book:
    """What of the whole book decides who may be spoken of: `counts` by organization, who is `missed`, `here`.

    `now` is the day, `here` the owner's own organization, folded.
    """

    counts: places.Counts
    missed: frozenset[int]
    now: int
    here: str

    def wanted(self, reason: str, row: Row, *, importance: int) -> bool:
        """Tell whether a reason may speak of a person."""
        if reason == "stretch":
            near = row.last is not None and 0 <= self.now - row.last < places.YEAR
            return row.number in self.missed or self.counts.missed(row.area, near=near)
        return reason == "circle_back" or reach.may(row, reason, importance=importance, today=self.now)


def streams(
    owner: Owner, counts: places.Counts, cares: Care, missed: Iterable[int], *, organization: str,
    jobs: Iterable[Position], today: date,
) -> list[Stream]:  # fmt: skip
    """Give the streams of people for every reason and length; of whom nothing was said is read lazily.

    `organization` is the owner's own, folded, and `jobs` are theirs.
    """
    book = Book(counts, frozenset(missed), today.toordinal() - worth.EPOCH, organization)
    here = Outlook.objects.filter(owner=owner, away=False, muted=False)
    asks: dict[Reason, Q | None] = {"circle_back": _circling(jobs, today=today), "stretch": _outside(book)}
    blind = worth.BLIND if counts.focus else 1.0
    near = {area: touched for area, (_, touched) in counts.of.items()}
    lists = _lists(here.filter(said=True), asks, book, cares, blind)
    found = []
    for (reason, length), some in lists.items():
        several: Iterable[tuple[float, Row]] = _sorted(some, reason, book, near)
        if length == UNSAID_MINUTES:
            others = _unsaid(owner, here.filter(said=False), reason, asks.get(reason), book)
            lazily = ((key * blind, row._replace(more=blind)) for key, row in others)
            several = merge(several, lazily, key=_falls)
        found.append(Stream(reason, length, several, today=book.now, near=near, here=organization))
    return found


def _lists(
    said: QuerySet[Outlook], asks: Mapping[Reason, Q | None], book: Book, cares: Care, blind: float
) -> dict[tuple[Reason, int], list[Row]]:
    """List those of whom the owner said something by reason and length; there is a list of the unsaid's."""
    lists: dict[tuple[Reason, int], list[Row]] = {(reason, UNSAID_MINUTES): [] for reason in REASONS}
    for asked, reasons in ((Q(), tuple(one for one in REASONS if one not in asks)), *_each(asks)):
        for row, person in _said(said.filter(asked)):
            more = row._replace(more=_more(person, cares) * blind)
            for reason in reasons:
                if book.wanted(reason, row, importance=person.importance):
                    lists.setdefault((reason, reach.length(row, today=book.now)), []).append(more)
    return dict(sorted(lists.items(), key=lambda one: (REASONS.index(one[0][0]), one[0][1])))


def _each(asks: Mapping[Reason, Q | None]) -> Iterator[tuple[Q, tuple[Reason, ...]]]:
    return ((asked, (reason,)) for reason, asked in asks.items() if asked is not None)


def _sorted(some: Iterable[Row], reason: Reason, book: Book, near: dict[str, int]) -> list[tuple[float, Row]]:
    """Order people of whom the owner said something by their bound."""
    told = [
        (reach.bound(row, reason, today=book.now, near=near.get(row.area, 0), here=book.here), row)
        for row in some
    ]
    return sorted(told, key=_falls)


def _falls(one: tuple[float, Row]) -> float:
    """Order by a falling bound."""
    return -one[0]


def _outside(book: Book) -> Q | None:
    """Ask for the quiet of a blind spot, and for those outside the one place that holds most people."""
    asked = Q(person__in=sorted(book.missed)) if book.missed else None
    if book.counts.focus:
        # No range: people are read from the index that orders them, not from that of organizations.
        outside = ~Q(area__in=["", book.counts.focus])
        asked = outside if asked is None else outside | asked
    return None if asked is None else asked & (Q(last=None) | Q(last__lte=book.now - stretch.QUIET))


def _more(person: shown.Person, cares: Care) -> float:
    """Return what the book adds to the worth of somebody: how the owner is believed, time that lacks."""
    word = worth.word(person)
    said = worth.believed(word, cares.trust) / word if person.importance else 1.0
    return said * worth.gap(person, cares.gaps)


def _said(asked: QuerySet[Outlook]) -> Iterator[tuple[Row, shown.Person]]:
    fields = (*FIELDS, "person__importance", "person__purposes", "person__affinity")
    for *row, importance, purposes, affinity in asked.order_by("person_id").values_list(*fields):
        person = person_of(purposes, importance, affinity)
        yield Row(*row)._replace(worth=worth.of(person), minutes=worth.minutes(person)), person


def person_of(purposes: Iterable[Any], importance: int, affinity: Any) -> shown.Person:  # noqa: ANN401 - stored
    """Make a person of the owner's words alone."""
    return shown.Person("", "", purposes=tuple(purposes), importance=importance, affinity=affinity)


def _unsaid(
    owner: Owner, here: QuerySet[Outlook], reason: Reason, asked: Q | None, book: Book
) -> Iterator[tuple[float, Row]]:
    """Read those the owner said nothing of, by a falling bound."""
    if reason in {"circle_back", "stretch"} and asked is None:
        return iter(())
    if reason == "warm":
        quiet = Q(last__gt=book.now - reach.ASLEEP, last__lte=book.now - warm.LEAST)
        awake = Q(last__gt=book.now - reach.FAINT) | Q(faint__gte=book.now - 1)
        asked = Q(quiet, awake, kind=reach.ESTABLISHED)
    elif reason == "reconnect":
        asked = Q(last__lte=book.now - reconnect.SILENT)
    told = here.filter(asked).annotate(bound=bound(book.now) * _most(reason, book.now))
    if reason == "reconnect":
        several = _banded(owner, here, told, _WAKING, most=max(reach.MOST[reason]))
    elif reason == "stretch" and book.counts.focus:
        several = _banded(owner, here, told, _ANY, most=max(reach.MOST[reason]))
    else:
        several = _falling(owner, told)
    return ((key, row) for key, row in several if book.wanted(reason, row, importance=0))


def _banded(
    owner: Owner, here: QuerySet[Outlook], told: QuerySet[Any], kinds: Sequence[int], *, most: float
) -> Iterator[tuple[float, Row]]:
    """Read people of these kinds by a falling bound, those of the highest ceilings first.

    Most of a large book sleeps, or is outside the one place that holds most people, and no bound is above its
    ceiling times the `most` that the reason multiplies worth by: while a bound is that high, an index need be
    read no further.
    """
    tops = [
        here.filter(kind=kind).order_by("-ceiling").values_list("ceiling", flat=True)[:1] for kind in kinds
    ]
    top = max((ceiling for some in tops for ceiling in some), default=0.0)
    told, high = told.filter(kind__in=kinds), math.inf
    for share in _BANDS:
        low = top * share * most
        band = told.filter(ceiling__gte=top * share, bound__gte=low)
        yield from _falling(owner, band if high == math.inf else band.filter(bound__lt=high))
        high = low


def _falling(owner: Owner, told: QuerySet[Any]) -> Iterator[tuple[float, Row]]:
    """Read rows by a falling bound, a growing stretch at a time: most streams need no more than the first.

    The numbers and their order come from an index alone; ordering costs more than telling a few more of them.
    """
    ordered = told.order_by("-bound", "person_id").values_list("person_id", "bound")
    place, size = 0, _ORDERED
    while part := list(ordered[place : place + size]):
        for begin in range(0, len(part), _READ):
            yield from _rows(owner, part[begin : begin + _READ])
        if len(part) < size:
            return
        place = size = place + size


def _rows(owner: Owner, part: list[tuple[int, float]]) -> Iterator[tuple[float, Row]]:
    told = Outlook.objects.filter(owner=owner, person__in=[number for number, _ in part])
    read = {row[0]: Row(*row) for row in told.values_list(*FIELDS)}
    # Another process may be counting somebody anew: who is missing for that moment is not read.
    return ((key, read[number]) for number, key in part if number in read)


def bound(now: int) -> Combinable:
    """Bound the index of contact with somebody of whom nothing was said, as `core.reach.order` does."""
    weeks = Greatest((now - Coalesce(F("first"), Value(now))) / Value(7.0), F("began"))
    letters = (1.0 + F("began")) / (worth.INBOUND.no + worth.INBOUND.yes + weeks)
    bare = UNSAID_MINUTES / worth.of(UNSAID)
    wrote = 1.0 + F("ceiling") * letters * bare / F("reply")
    y = Value(7.0) / (F("decay") * Greatest(now - F("last"), 1))
    # Said apart: of nothing and a number, SQLite's greatest is nothing and PostgreSQL's is the number.
    fades = Case(When(last=None, then=Value(0.0)), default=y * (y * 2.0 + 4.0 / 3.0) + reach.FLAT)
    return ExpressionWrapper(F("ceiling") / Greatest(wrote, fades), output_field=FloatField())


def _most(reason: Reason, now: int) -> Combinable:
    """Give what a reason multiplies worth by at most, as far as an index tells."""
    if reason != "reconnect":
        return Value(max(reach.MOST[reason]))
    long = Case(When(last__lte=now - reconnect.LONG, then=Value(reconnect.BONUS)), default=Value(0.0))
    high = Case(When(high=True, then=Value(reconnect.BONUS)), default=Value(0.0))
    return Value(reconnect.ANSWERED + 2 * reconnect.BONUS) + long + high


def _circling(jobs: Iterable[Position], *, today: date) -> Q | None:
    """Ask for those who moved lately, and for those of a place the owner has left, quiet since they did."""
    now = today.toordinal() - worth.EPOCH
    asked = Q(moved__gte=today - timedelta(days=openings.FRESH))
    for job in jobs:
        if job.started is None or not job.organization or job.finished is None or job.finished > today:
            continue
        left = min(job.finished.toordinal() - worth.EPOCH, now - circle_back.QUIET)
        there = Q(area=places.key(job.organization))
        there |= Q(person__connected_on__gte=job.started, person__connected_on__lte=job.finished)
        asked |= there & (Q(last=None) | Q(last__lte=left))
    return asked
