"""Reach: the people who can get into this week at all, found without looking at everybody.

First those with something of their own: a promise, a reminder, a birthday, a letter, a part in a goal, help
that fits. Then, for each reason and length of contact, the best by what they can be worth at most, until
nobody left can be worth more than those found (`core.reach`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import merge
from typing import Any

from django.db.models import Q, QuerySet

from amity.book import (
    answers,
    atlas,
    birthdays,
    care,
    goals,
    helpful,
    letters,
    owners,
    places,
    records,
    reminders,
    rows,
    sampled,
    ties,
    told,
    views,
)
from amity.book.models import Interaction, Outlook, Owner, Person, Promise, Record, Tie
from amity.core import openings, plan, reach, turns, worth
from amity.core import people as shown
from amity.core import ties as tie_rules
from amity.core.compose import Option
from amity.core.index import Arm
from amity.core.reach import Row, Stream
from amity.core.signals import date as days
from amity.core.signals import reconnect, remind, warm
from amity.core.turns import Week
from amity.core.view import Around, View
from amity.core.worth import Care

FIRST, MORE = 16, 24
"""People of each stream who are looked at first, and then each time that was not enough."""
ROUNDS = 12
"""Times that more are looked at; the week is then drawn from whom was seen."""
REASONS = ("warm", "reconnect", "circle_back", "stretch")


@dataclass(slots=True)
class Seen:
    """Everybody looked at for a week, the book around them, their namesakes, and the ties of all others."""

    views: list[View] = field(default_factory=list)
    around: Around = field(default_factory=Around)
    care: Care = worth.NO_CARE
    beside: list[shown.Person] = field(default_factory=list)
    others: list[tuple[Arm, float]] = field(default_factory=list)


def seen(owner: Owner, *, today: date, before: Sequence[Week] = (), but: Collection[str] = ()) -> Seen:
    """Look at whoever can get into the week of `today`, and at nobody else.

    `before` tells whom the weeks before held, `but` who is in this week already (ids).
    """
    counts = places.counts(owner, today=today)
    cares = _care(owner, today=today)
    missed = atlas.missed(owner, organization=owners.describe(owner).organization, today=today)
    streams = _streams(owner, counts, cares, _numbers(owner, missed), today=today)
    suggested = helpful.by_person(owner, today=today)
    named = {one for week in before for one in week} | set(suggested) | set(goals.stakes(owner, today=today))
    named |= cares.events
    done: set[int] = set()
    wanted = _own(owner, named, today=today)
    for stream in streams:
        wanted.update(stream.take(FIRST))
    found = Seen(care=cares)
    told: list[plan.Candidate] = []
    for _ in range(ROUNDS):
        fresh = _look(owner, wanted - done, suggested, today=today)
        done |= wanted
        new = [view for view in fresh if view.person.id not in but]
        found.views += new
        around = replace(places.around(owner, counts, new, today=today), missed=missed)
        found.around = replace(around, areas={**found.around.areas, **around.areas})
        found.beside += _namesakes(owner, fresh, done, but=but)
        here = replace(cares, around=around)
        several = (plan.candidate(view, around, today=today, care=here) for view in new)
        told += [one for one in several if one is not None]
        options = _options(found, told, before)
        hungry = [stream for stream in streams if not stream.full(options)]
        if not hungry:
            break
        wanted = {number for stream in hungry for number in stream.take(MORE)}
    found.others = sampled.ties(owner, done, cares.trust, today=today)
    return found


def _look(
    owner: Owner, numbers: Iterable[int], suggested: dict[str, tuple[Any, ...]], *, today: date
) -> list[View]:
    several = sorted(numbers)
    mine = [
        row
        for part in rows.chunks(several)
        for row in Person.objects.filter(owner=owner, id__in=part, removed=False, aside="")
    ]
    mine.sort(key=lambda row: (row.folded, row.uid))
    looked = views.some(owner, mine, today=today, handles=False)
    return [replace(view, suggestions=suggested.get(view.person.id, ())) for view in looked]


def _options(found: Seen, told: Iterable[plan.Candidate], before: Sequence[Week]) -> list[Option]:
    """Weigh everything that may be said of those looked at, as the week itself will."""
    by_id = {view.person.id: view.person for view in found.views}
    turn = turns.turn(by_id, before)
    unsure = plan.shadowed((*by_id.values(), *found.beside))
    sure = (plan.sure(one, shadowed=unsure) for one in told)
    return sorted(
        (option for one in sure if one is not None for option in plan.options(one, turn=turn(one.person_id))),
        key=lambda option: -option.rate,
    )


def _care(owner: Owner, *, today: date) -> Care:
    """Gather what the whole book adds to the worth of people, the purposes that lack time among it."""
    found, target = care.of(owner, today=today), care.target(owner)
    if not target:
        return found
    said = Outlook.objects.filter(owner=owner, away=False, said=True)
    purposes = dict(said.exclude(person__purposes=[]).values_list("person_id", "person__purposes"))
    tied: list[View] = []
    for part in rows.chunks(sorted(purposes)):
        kept = Tie.objects.filter(owner=owner, person__in=part).order_by("person_id")
        for pk, row in kept.values_list("person_id", "row"):
            tied.append(View(shown.Person("", "", purposes=tuple(purposes[pk])), tie_rules.from_row(row)))
    return replace(found, gaps=worth.gaps(tied, target, today=today))


def _numbers(owner: Owner, ids: Iterable[str]) -> set[int]:
    return {
        pk
        for part in rows.chunks(sorted(ids))
        for pk in Person.objects.filter(owner=owner, uid__in=part).values_list("id", flat=True)
    }


# -- those with something of their own


def _own(owner: Owner, named: Collection[str], *, today: date) -> set[int]:
    """Give the numbers of all who have something of their own this week; `named` are others by id."""
    found = set(letters.waiting(owner, today=today)) | _numbers(owner, named)
    spoken = Outlook.objects.filter(owner=owner, said=True, kind=reach.SPOKEN)
    found |= set(spoken.values_list("person_id", flat=True))
    told = answers.of(owner, today=today).items()
    found |= {who for who, several in told if any(one.felt for one in several)}
    open_ = Promise.objects.filter(Q(closed=None) | Q(closed__gt=today), owner=owner)
    found |= _whose(open_)
    found |= reminders.people(owner, until=today + remind.AHEAD)
    found |= _told(owner, today=today) | birthdays.near(owner, today=today)
    found |= _round_years(owner, today=today)
    return found


def _whose(words: QuerySet[Any]) -> set[int]:
    return {pk for pk in words.values_list("record__person_id", flat=True) if pk is not None}


def _told(owner: Owner, *, today: date) -> set[int]:
    """Give those of whom a card tells a reminder that is due."""
    tell = Outlook.objects.filter(owner=owner, tells__gt="", tells__contains="r", away=False)
    found: set[int] = set()
    for part in rows.chunks(list(tell.values_list("person_id", flat=True))):
        mine = Record.objects.filter(owner=owner, person__in=part, mention=False)
        known = {pk: (person, uid) for pk, person, uid in mine.values_list("id", "person_id", "uid")}
        for pk, said in records.said(owner, list(known), fields={"reminder"}).items():
            claims = [(one.field, one.value, one.label) for one in said.claims]
            if any(one.on <= today + remind.AHEAD for one in told.of(known[pk][1], claims, today=today)):
                found.add(known[pk][0] or 0)
    return found


def _round_years(owner: Owner, *, today: date) -> set[int]:
    """Give those chosen with whom the first exchange comes round this week."""
    chosen = Outlook.objects.filter(owner=owner, away=False, said=True, person__importance__gt=0)
    told = chosen.filter(oldest__isnull=False).values_list("oldest", "person_id")
    firsts = {oldest or 0: person for oldest, person in told}
    week = {((today + timedelta(days=n)).month, (today + timedelta(days=n)).day) for n in range(days.AHEAD)}
    week |= {(2, 29)} if (2, 28) in week else set()
    found: set[int] = set()
    for part in rows.chunks(pk for pk in firsts if pk is not None):
        for pk, at in Interaction.objects.filter(owner=owner, id__in=part).values_list("id", "at"):
            if (at.month, at.day) in week:
                found.add(firsts[pk])
    return found


# -- the others, by what they can be worth at most


def _streams(
    owner: Owner, counts: places.Counts, cares: Care, missed: set[int], *, today: date
) -> list[Stream]:
    """Give the streams of people for every reason and length; of whom nothing was said is read lazily."""
    now = today.toordinal() - worth.EPOCH
    here = Outlook.objects.filter(owner=owner, away=False, muted=False)
    asks = {
        "circle_back": _circling(owner, today=today),
        "stretch": _outside(counts, missed),
    }
    lists: dict[tuple[str, int], list[Row]] = {}
    blind = worth.BLIND if counts.focus else 1.0
    for reason in REASONS:
        if reason in asks and asks[reason] is None:
            continue
        asked = here.filter(said=True)
        asked = asked.filter(asks[reason]) if reason in asks else asked
        for row, person in _said(asked):
            if _wanted(reason, row, counts, missed, importance=person.importance, now=now):
                more = row._replace(more=_more(person, cares) * blind)
                lists.setdefault((reason, worth.minutes(person)), []).append(more)
    unsaid = worth.minutes(shown.Person("", ""))
    near = {area: touched for area, (_, touched) in counts.of.items()}
    found = []
    for reason in REASONS:
        lazily = (
            row._replace(more=blind)
            for row in _unsaid(here.filter(said=False), reason, asks.get(reason), counts, missed, now=now)
        )
        several = {length: rows for (one, length), rows in lists.items() if one == reason}
        several.setdefault(unsaid, [])
        for length, some in sorted(several.items()):
            some.sort(key=_FALLING)
            mixed = merge(some, lazily, key=_FALLING) if length == unsaid else iter(some)
            found.append(Stream(reason, length, mixed, today=now, near=near))
    return found


def _outside(counts: places.Counts, missed: set[int]) -> Q | None:
    """Ask for those of a blind spot, and for those outside the one place that holds most people."""
    if not counts.focus:
        return Q(person__in=sorted(missed)) if missed else None
    return Q(area__gt="") & ~Q(area=counts.focus) | Q(person__in=sorted(missed))


def _more(person: shown.Person, cares: Care) -> float:
    """Return what the book adds to the worth of somebody: how the owner is believed, time that lacks."""
    word = worth.word(person)
    said = worth.believed(word, cares.trust) / word if person.importance else 1.0
    return said * worth.gap(person, cares.gaps)


_FALLING: Callable[[Row], float] = lambda row: -row.ceiling * row.more  # noqa: E731 - an order with a name
_ROW = ("person_id", "ceiling", "decay", "kind", "last", "unsure", "gap", "area")


def _said(asked: QuerySet[Outlook]) -> Iterator[tuple[Row, shown.Person]]:
    fields = (*_ROW, "person__importance", "person__purposes", "person__affinity")
    for *row, importance, purposes, affinity in asked.order_by("person_id").values_list(*fields):
        person = shown.Person(
            "", "", purposes=tuple(purposes), importance=importance,
            affinity=affinity,
        )  # fmt: skip
        yield Row(*row), person


def _wanted(
    reason: str, row: Row, counts: places.Counts, missed: set[int], *, importance: int, now: int
) -> bool:
    if reason == "stretch":
        near = row.last is not None and 0 <= now - row.last < places.YEAR
        return row.number in missed or counts.missed(row.area, near=near)
    return reason == "circle_back" or reach.may(row, reason, importance=importance, today=now)


def _unsaid(
    here: QuerySet[Outlook],
    reason: str,
    asked: Q | None,
    counts: places.Counts,
    missed: set[int],
    *,
    now: int,
) -> Iterator[Row]:
    """Read those the owner said nothing of, by falling ceiling, from an index where there may be many."""
    if reason in {"circle_back", "stretch"} and asked is None:
        return iter(())
    if reason == "warm":
        quiet = Q(last__gt=now - reach.ASLEEP, last__lte=now - warm.LEAST)
        several = _falling(here.filter(quiet, kind=reach.ESTABLISHED))
        return (row for row in several if reach.may(row, reason, importance=0, today=now))
    if reason == "reconnect":
        asleep = here.filter(last__lte=now - reconnect.SILENT)
        kinds = (reach.SLEPT, reach.ESTABLISHED)
        return merge(*(_falling(asleep.filter(kind=kind)) for kind in kinds), key=_FALLING)
    if reason == "circle_back":
        return _falling(here.filter(asked))
    outside = (_falling(here.filter(asked, kind=kind)) for kind in range(len(reach.KINDS)))
    several = merge(*outside, key=_FALLING)
    return (row for row in several if _wanted(reason, row, counts, missed, importance=0, now=now))


def _falling(asked: QuerySet[Outlook]) -> Iterator[Row]:
    """Read rows by falling ceiling, a growing stretch at a time: most streams need no more than the first."""
    ordered = asked.order_by("-ceiling", "person_id").values_list(*_ROW)
    place, size = 0, FIRST * 8
    while part := list(ordered[place : place + size]):
        for row in part:
            yield Row(*row)
        if len(part) < size:
            return
        place, size = place + size, size * 2


def _circling(owner: Owner, *, today: date) -> Q | None:
    """Ask for those who moved lately, and for those of a place the owner has left."""
    asked = Q(moved__gte=today - timedelta(days=openings.FRESH))
    for job in owners.positions(owner):
        if job.started is None or not job.organization or job.finished is None or job.finished > today:
            continue
        asked |= Q(area=places.key(job.organization))
        asked |= Q(person__connected_on__gte=job.started, person__connected_on__lte=job.finished)
    return asked


# -- what is asked of the whole book


def _namesakes(
    owner: Owner, fresh: Sequence[View], done: Collection[int], *, but: Collection[str]
) -> list[shown.Person]:
    """Give those of the same name as somebody looked at, who were not looked at themselves."""
    folded = dict(
        Person.objects.filter(owner=owner, uid__in=[view.person.id for view in fresh]).values_list(
            "id", "folded"
        )
    )
    found: list[shown.Person] = []
    for part in rows.chunks(sorted(set(folded.values()))):
        same = Person.objects.filter(owner=owner, folded__in=part, removed=False, aside="")
        others = [
            row for row in same.values_list("id", "uid", "name") if row[0] not in done and row[1] not in but
        ]
        last = dict(
            Tie.objects.filter(owner=owner, person__in=[pk for pk, *_ in others]).values_list(
                "person_id", "last"
            )
        )
        found += [
            shown.Person(uid, name, last=ties.day(last[pk]) if pk in last else None)
            for pk, uid, name in others
        ]
    return found
