"""Spots: the blind spots of a book, the people each is about, and who could introduce the owner to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from amity.book import answers, coverage, introductions, past, rows, ties
from amity.book.models import Goal, Outlook, Owner, Person, Tie
from amity.core import areas, phrases, tally
from amity.core import introducers as asking
from amity.core import spots as rules
from amity.core import ties as tie_rules
from amity.core.areas import Bridge, Coverage, Dimension, Introducer, Spot
from amity.core.circles import Circle
from amity.core.spots import Fading, Need, Thin

COLUMN: dict[Dimension, str] = {
    "organization": "area", "industry": "industry", "function": "function", "level": "level",
    "place": "country",
}  # fmt: skip
"""The column of a person that keeps each dimension."""
LINKING: tuple[Dimension, ...] = ("organization", "industry", "place", "circle")
"""Dimensions in which one person alone may link the owner to others."""
TARGETS, REACHED = 3, 6
"""People of a silent area who are named, and spots for whose people introducers are looked for."""
LATE = 2.0
"""A tie silent for so many of its usual gaps is about to break."""
BRIDGES = 12
_ALONE = ("thread", "silent")
"""Kinds of spot in which the owner is in touch with one or none."""
CHOSEN = 2
MOST_THIN = 50


def find(
    owner: Owner, coverages: Sequence[Coverage], circles: Sequence[Circle], *, today: date
) -> tuple[tuple[Spot, ...], tuple[Bridge, ...]]:
    """Find the blind spots by cost, and the people who alone link the owner to an area."""
    alone, done = _alone(coverages), answers.done(owner, today=today)
    fading = _fading(owner, {who for who, _ in alone}, done, today=today)
    away = tuple(coverage.elsewhere(owner, today=today))
    peopled = _peopled(owner, coverages, fading, away, done, today=today)
    asked = [one for one in peopled if one.kind != "thread" or one.people[0][0] not in done.values()]
    met = _met(owner, asked)
    found = tuple(one if _ever(one, met) else rules.unmet(one) for one in asked)
    wanted = {who for spot in found[:REACHED] for who, _ in _targets(spot)}
    through = introductions.to(owner, sorted(wanted), circles, today=today)
    return tuple(_reached(spot, through) for spot in found), _bridges(alone, coverages, fading)


def missed(
    owner: Owner, coverages: Sequence[Coverage], away: Iterable[int], *, today: date
) -> dict[str, Spot]:
    """Give, by person, the costliest blind spot a word with them would open, without introducers."""
    done = answers.done(owner, today=today)
    fading = _fading(owner, {who for who, _ in _alone(coverages)}, done, today=today)
    return rules.missed(_peopled(owner, coverages, fading, tuple(away), done, today=today))


def _peopled(
    owner: Owner, coverages: Sequence[Coverage], fading: Iterable[Fading], away: Sequence[int],
    done: Mapping[int, str], *, today: date,
) -> tuple[Spot, ...]:  # fmt: skip
    """Find the spots with the people they are about; whom something was lately done with is not asked for."""
    level = owner.level or next(
        (c.key for one in coverages if one.dimension == "level" for c in one.cells if c.own), ""
    )
    # Only the ages of ties ask how old the book is: a week does not, and finding out costs.
    history = _history(owner, today=today) if any(one.dimension == "age" for one in coverages) else 0.0
    found = rules.find(
        coverages, level=level, needs=needs(owner, today=today), thin=_thin(owner, done, today=today),
        fading=fading, history=history, today=today,
    )  # fmt: skip
    own = [c.key for one in coverages if one.dimension == "organization" for c in one.cells if c.own]
    keys: dict[str, set[str]] = defaultdict(set)
    for spot in found:
        if spot.kind in _ALONE and spot.dimension in COLUMN:
            keys[COLUMN[spot.dimension]].add(spot.key)
    out = (*away, *done)
    quiet = {column: _quiet(owner, column, sorted(some), out, today=today) for column, some in keys.items()}
    told = (_without(_with(spot, _people(owner, spot, own, quiet)), done.values()) for spot in found)
    # A place of which only others' mail tells people is not one the owner was ever in touch with.
    return tuple(spot for spot in told if spot.people or spot.kind != "silent")


def _history(owner: Owner, *, today: date) -> float:
    """Give `rules.AGED` days where a tie is that old, else 0: in a book of years one is soon found."""
    old = Outlook.objects.filter(owner=owner, oldest__isnull=False, since__lte=ties.now(today) - rules.AGED)
    return float(rules.AGED) if old.exists() else 0.0


def needs(owner: Owner, *, today: date) -> list[Need]:
    """Give the areas the owner named: those of open goals, then their wishes."""
    begun = Goal.objects.filter(Q(began=None) | Q(began__lte=today), owner=owner).order_by("id")
    open_ = [goal for goal in past.rewound(owner, begun) if goal.ended is None or goal.ended > today]
    told = [Need("goal", area, text=goal.name) for goal in open_ for area in goal.areas]
    return [*told, *(Need("wish", name, dimension or None) for dimension, name in owner.wishes)]


def _thin(owner: Owner, done: Iterable[int], *, today: date) -> list[Thin]:
    """Give those who matter to the owner and whose tie is thin, the most important first."""
    here = Person.objects.filter(owner=owner, removed=False, aside="", muted=False, importance__gte=CHOSEN)
    here = here.exclude(id__in=list(done))
    told = list(here.order_by("-importance", "folded", "uid").values_list("id", "uid", "name", "importance"))
    now = ties.now(today)
    held: dict[int, tie_rules.Tie] = {}
    for some in rows.chunks(pk for pk, *_ in told):
        found = Tie.objects.filter(owner=owner, person__in=some).values_list("person_id", "row")
        held |= {pk: tie_rules.from_row(row) for pk, row in found}
    thin = []
    for pk, uid, name, importance in told:
        tie = held.get(pk)
        at = max(now, tie.last) if tie else now
        fresh = tie is not None and tie_rules.state(tie, at) == "new"
        away = tie is not None and tie.elsewhere > 0
        if tie is None or (tie_rules.strength(tie, at) < areas.THIN and not fresh and not away):
            thin.append(Thin(uid, name, importance, ties.day(tie.last) if tie else None))
    return thin[:MOST_THIN]


def _alone(coverages: Sequence[Coverage]) -> list[tuple[tuple[str, str], tuple[Dimension, str, str]]]:
    """Give whoever is the only one in touch in an area that is not the owner's own, largest area first."""
    found = [
        (cell.known, cell.only, (coverage.dimension, cell.key, cell.name))
        for coverage in coverages
        if coverage.dimension in {*LINKING, *rules.MISSED}
        for cell in coverage.cells
        if cell.in_touch == 1 and cell.only and not cell.own
    ]
    found.sort(key=lambda one: (-one[0], one[2]))
    return [(who, area) for _, who, area in found]


def _fading(
    owner: Owner, alone: Iterable[tuple[str, str]], done: Mapping[int, str], *, today: date
) -> list[Fading]:
    """Tell whose tie is about to break: cooling, or silent for twice its usual gap, and nothing just done."""
    now, found = ties.now(today), []
    ids = {uid for uid, _ in alone} - set(done.values())
    for some in rows.chunks(sorted(ids)):
        mine = dict(Person.objects.filter(owner=owner, uid__in=some).values_list("id", "uid"))
        for pk, row in Tie.objects.filter(owner=owner, person__in=list(mine)).values_list("person_id", "row"):
            tie = tie_rules.from_row(row)
            at = max(now, tie.last)
            late = tie_rules.quiet(tie, at) > LATE * tie_rules.rhythm(tie) and tie.active_days > 2  # noqa: PLR2004 - two gaps
            if late or tie_rules.state(tie, at) in {"cooling", "dormant"}:
                found.append(
                    Fading(mine[pk], f"silent since {phrases.rough(ties.day(tie.last), today=today)}")
                )
    return found


def _bridges(
    alone: Iterable[tuple[tuple[str, str], tuple[Dimension, str, str]]], coverages: Sequence[Coverage],
    fading: Iterable[Fading],
) -> tuple[Bridge, ...]:  # fmt: skip
    breaking = {one.id: one.words for one in fading}
    known = {(one.dimension, cell.key): cell.known for one in coverages for cell in one.cells}
    found: dict[str, Bridge] = {}
    for (uid, name), (dimension, key, area) in alone:
        if dimension in LINKING and uid not in found:
            more = known[dimension, key] - 1
            given, there = phrases.given(name), areas.said(dimension, area)
            told = f"{given} alone keeps you in touch with {there}"
            if uid in breaking:
                told = f"{given} alone was in touch with you from {there} this year"
            told += f", where you know {phrases.number(more)} more" if more else ""
            told += f"; {breaking[uid]}" if uid in breaking else ""
            found[uid] = Bridge(uid, name, dimension, key, area, f"{told}.", uid in breaking)
    ordered = sorted(found.values(), key=lambda one: not one.fading)
    return tuple(ordered[:BRIDGES])


def _people(
    owner: Owner, spot: Spot, own: Sequence[str], quiet: Mapping[str, Mapping[str, list[tuple[str, str]]]]
) -> Iterable[tuple[str, str]]:
    """Name the people a spot is about: those known there and quiet; where one area is all, those outside.

    Where nobody is known, those strong with the owner who work elsewhere: they may know somebody.
    """
    column = COLUMN.get(spot.dimension)
    if spot.kind == "empty":
        ties_of = Tie.objects.filter(
            owner=owner, person__removed=False, person__aside="", person__muted=False
        )
        outside = ties_of.exclude(person__area__in=["", *own]).order_by("-key", "person_id")
        return outside.values_list("person__uid", "person__name")[:TARGETS]
    if spot.kind in _ALONE and column:
        return quiet[column].get(spot.key, ())
    if spot.kind in {"one-organization", "one-industry"} and column:
        held = Tie.objects.filter(owner=owner, person=OuterRef("pk"))
        here = Person.objects.filter(Exists(held), owner=owner, removed=False, aside="", muted=False)
        found = here.exclude(**{column: ""}).exclude(**{column: spot.key})
        return found.order_by("-importance", "folded", "uid").values_list("uid", "name")[:TARGETS]
    return ()


def _quiet(
    owner: Owner, column: str, keys: Sequence[str], elsewhere: Iterable[int], *, today: date
) -> dict[str, list[tuple[str, str]]]:
    """Name the first few with whom nothing is on record for a year, of each of these areas, at one go."""
    here = Person.objects.filter(owner=owner, removed=False, aside="", muted=False, **{f"{column}__in": keys})
    held = Tie.objects.filter(owner=owner, person=OuterRef("pk"))
    near = held.filter(last__gte=tally.in_touch(today)[0])
    found = here.filter(~Exists(near), Exists(held) | ~Q(organization="")).exclude(id__in=list(elsewhere))
    order = (F("importance").desc(), F("folded").asc(), F("uid").asc())
    ranked = found.annotate(rank=Window(RowNumber(), partition_by=[F(column)], order_by=order))
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    few = ranked.filter(rank__lte=TARGETS).order_by("rank")
    for key, uid, name in few.values_list(column, "uid", "name"):
        told[key].append((uid, name))
    return told


def _met(owner: Owner, spots: Iterable[Spot]) -> set[tuple[str, str]]:
    """Tell in which silent areas, by column and key, something was ever exchanged with anybody."""
    keys: dict[str, set[str]] = defaultdict(set)
    for spot in spots:
        if spot.kind == "silent" and spot.dimension in COLUMN:
            keys[COLUMN[spot.dimension]].add(spot.key)
    held = Tie.objects.filter(owner=owner, person=OuterRef("pk"))
    here = Person.objects.filter(Exists(held), owner=owner, removed=False, aside="").order_by()
    return {
        (column, key)
        for column, some in keys.items()
        for key in here.filter(**{f"{column}__in": sorted(some)}).values_list(column, flat=True).distinct()
    }


def _ever(spot: Spot, met: Container[tuple[str, str]]) -> bool:
    """Tell whether a tie could be taken up again: of any spot but a silent one it could."""
    return spot.kind != "silent" or (COLUMN.get(spot.dimension, ""), spot.key) in met


def _with(spot: Spot, told: Iterable[tuple[str, str]]) -> Spot:
    people = tuple(dict.fromkeys((*spot.people, *told)))
    return replace(spot, people=people)


def _without(spot: Spot, done: Container[str]) -> Spot:
    """Leave out those with whom something was lately done, but for whoever holds the one thread."""
    held = spot.people[: spot.kind in {"thread", "bridge"}]
    return replace(spot, people=(*held, *(one for one in spot.people[len(held) :] if one[0] not in done)))


def _targets(spot: Spot) -> tuple[tuple[str, str], ...]:
    """Give whom one would want to be introduced to: of a thread not the thread itself."""
    if spot.kind == "thread":
        return spot.people[1:]
    return spot.people[:TARGETS] if spot.kind in {"silent", "thin"} else ()


def _reached(spot: Spot, through: dict[str, tuple[Introducer, ...]]) -> Spot:
    """Name who could introduce: the best over all whom the spot is about, each once, and none of these."""
    told = [one for who, _ in _targets(spot) for one in through.get(who, ())]
    best: dict[str, Introducer] = {}
    about = {who for who, _ in spot.people}
    for one in sorted(told, key=lambda one: (-one.score, one.id)):
        if one.id not in about:
            best.setdefault(one.id, one)
    named = tuple(best.values())[: asking.NAMED]
    return replace(spot, introducers=named, partial=asking.PARTIAL if _targets(spot) else "")
