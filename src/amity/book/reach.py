"""Reach: the people who can get into this week at all, found without looking at everybody.

First those with something of their own: a promise, a reminder, a birthday, a letter, a part in a goal, help
that fits. Then, for each reason and length of contact, the best by what they can be worth at most, until
nobody left can be worth more than those found (`core.reach`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from amity.book import (
    answers,
    atlas,
    birthdays,
    care,
    helpful,
    owners,
    places,
    ranked,
    records,
    reminders,
    rows,
    sampled,
    ties,
    told,
    views,
)
from amity.book.models import Interaction, Outlook, Owner, Person, Promise, Record, Tie
from amity.core import atlas as atlas_rules
from amity.core import enough, plan, reach, turns, worth
from amity.core import people as shown
from amity.core import ties as tie_rules
from amity.core.enough import Left
from amity.core.index import Arm
from amity.core.reach import Stream
from amity.core.signals import date as days
from amity.core.signals import remind
from amity.core.turns import Week
from amity.core.view import Around, View
from amity.core.worth import Care

FIRST, MORE = 4, 24
"""People of each stream who are looked at first, and at most each time that was not enough."""
ROUNDS = 12
"""Times that people are looked at; if that is not enough, the gap to any other week is stated."""


@dataclass(slots=True)
class Seen:
    """Everybody looked at for a week, the book around them, their namesakes, and the ties of all others.

    `gap` (0-1) bounds how much better a week with anybody not looked at could be; `told` is what is to be
    said of those who were.
    """

    views: list[View] = field(default_factory=list)
    around: Around = field(default_factory=Around)
    care: Care = worth.NO_CARE
    beside: list[shown.Person] = field(default_factory=list)
    others: list[tuple[Arm, float]] = field(default_factory=list)
    gap: float = 0.0
    told: list[plan.Candidate] = field(default_factory=list)


def seen(
    owner: Owner, *, today: date, minutes: int, before: Sequence[Week] = (), but: Collection[str] = ()
) -> Seen:
    """Look at whoever can get into the week of `today` and its `minutes`, and at nobody else.

    `before` tells whom the weeks before held, `but` who is in this week already (ids).
    """
    counts = places.counts(owner, today=today)
    cares = _care(owner, today=today)
    here, known = owners.describe(owner).organization, views.whole(owner, today=today)
    missed = atlas.missed(owner, organization=here, today=today, counts=counts)
    streams = ranked.streams(
        owner, counts, cares, _numbers(owner, missed), organization=atlas_rules.fold(here), jobs=known.jobs,
        today=today,
    )  # fmt: skip
    suggested = helpful.by_person(owner, today=today)
    named = {one for week in before for one in week} | set(suggested) | set(known.stakes) | cares.events
    done: set[int] = set()
    wanted = _own(owner, named, today=today) | set(known.letter)
    for stream in streams:
        wanted.update(stream.take(FIRST))
    found = Seen(care=cares)
    for _ in range(ROUNDS):
        fresh = _look(owner, wanted - done, suggested, known, today=today)
        done |= wanted
        new = [view for view in fresh if view.person.id not in but]
        found.views += new
        around = places.around(counts, new, organization=here, known=found.around.areas, today=today)
        found.around = around = replace(around, missed=missed)
        found.beside += _namesakes(owner, fresh, done, but=but)
        told_of = replace(cares, around=around)
        several = (plan.candidate(view, around, today=today, care=told_of) for view in new)
        found.told += [one for one in several if one is not None]
        week, wanted, found.gap = _hungry(streams, found, before, minutes=minutes)
        if not wanted:
            break
    _say(owner, found, week, counts, today=today)
    found.others = sampled.ties(owner, done, cares.trust, today=today)
    return found


def _hungry(
    streams: Sequence[Stream],
    found: Seen,
    before: Sequence[Week],
    *,
    minutes: int,
) -> tuple[plan.Settled, set[int], float]:
    """Draw the week of those looked at, take those who could better it, and tell by how much."""
    by_id = {view.person.id: view.person for view in found.views}
    unsure = plan.shadowed((*by_id.values(), *found.beside))
    sure = [one for one in (plan.sure(one, shadowed=unsure) for one in found.told) if one is not None]
    week = plan.settle(sure, minutes=minutes, outside=found.around.blind, turn=turns.turn(by_id, before))
    options = sorted(week.others, key=lambda option: -option.rate)
    # At first only what was read is asked; whoever could better the week is then looked at more closely.
    rates, _ = enough.least(week, [Left(one.reason, one.ahead(), one.minutes) for one in streams])
    near = [one for one, rate in zip(streams, rates, strict=True) if one.ahead() >= rate]
    near = [one for one in near if not one.full(options)]
    rates, gap = enough.least(week, [Left(one.reason, one.left(), one.minutes) for one in near])
    several = zip(near, rates, strict=True)
    return week, {number for stream, rate in several for number in stream.take(MORE, above=rate)}, gap


def _say(owner: Owner, found: Seen, week: plan.Settled, counts: places.Counts, *, today: date) -> None:
    """Say in full why to reach out to those chosen whose reason is where they are: with names."""
    outside = {one.person_id for one in week.rest.options if one.signal.reason == "stretch"}
    if not outside:
        return
    views = {view.person.id: view for view in found.views if view.person.id in outside}
    areas = {atlas_rules.where(view.person) for view in views.values()}
    found.around = around = places.named(owner, counts, found.around, areas, today=today)
    care = replace(found.care, around=around)
    for place, one in enumerate(found.told):
        if one.person_id in views:
            said = plan.candidate(views[one.person_id], around, today=today, care=care)
            found.told[place] = said or one


def _look(
    owner: Owner, numbers: Iterable[int], suggested: dict[str, tuple[Any, ...]], known: views.Whole, *,
    today: date,
) -> list[View]:  # fmt: skip
    several = sorted(numbers)
    mine = [
        row
        for part in rows.chunks(several)
        for row in Person.objects.filter(owner=owner, id__in=part, removed=False, aside="")
    ]
    mine.sort(key=lambda row: (row.folded, row.uid))
    looked = views.some(owner, mine, today=today, handles=False, known=known)
    return [replace(view, suggestions=suggested.get(view.person.id, ())) for view in looked]


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
    found = _numbers(owner, named)
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
