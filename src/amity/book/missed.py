"""Missed: the quiet people of the costliest blind spots, found for a week without counting the whole atlas.

A week is drawn while somebody waits. Organizations are counted from an index and from who was in touch;
only the few that could be a spot are counted exactly, and other dimensions only where the owner named an
area of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from amity.book import coverage, places, rows, spots, ties
from amity.book.models import Outlook, Owner, Person, Tie
from amity.core import diversity, tally
from amity.core import spots as rules
from amity.core.areas import Cell, Coverage, Dimension, Spot

LOOKED_AT = 40
"""Largest organizations with nobody or one in touch that are counted exactly."""


@dataclass(frozen=True, slots=True)
class _Near:
    """Who was in touch within a year, by area of one dimension: how many, and one of them as (id, name)."""

    counts: Mapping[str, int]
    one: Mapping[str, tuple[str, str]]


def of(
    owner: Owner, *, organization: str, today: date, counts: places.Counts | None = None
) -> dict[str, Spot]:
    """Give, by person, the costliest blind spot that a word with them would open.

    `organization` is the owner's own, as they or a source said it; `counts` are those of `places.counts`.
    """
    named: dict[Dimension, set[str]] = {dimension: set() for dimension in spots.COLUMN}
    for need in spots.needs(owner, today=today):
        for dimension in rules.meant(need):
            named[dimension].add(rules.key_of(dimension, need.name))
    away = coverage.elsewhere(owner, today=today)
    counts = places.counts(owner, today=today) if counts is None else counts
    several = [one for one in spots.COLUMN if named[one] and one != "organization"]
    near = _near(owner, several, away, today=today) if several else {}
    own = coverage.own_organizations(owner, organization)
    wanted = {**named, "organization": named["organization"] | _large(counts)}
    near["organization"] = _there(owner, counts, wanted["organization"], today=today)
    held = [_organizations(owner, counts, sorted(wanted["organization"]), near["organization"], own)]
    held += [_covered(owner, one, sorted(wanted[one] - {""}), near[one], own) for one in several]
    return spots.missed(owner, held, away, today=today)


def _near(
    owner: Owner, dimensions: Sequence[Dimension], away: Iterable[int], *, today: date
) -> dict[Dimension, _Near]:
    since, until = tally.in_touch(today)
    close = Tie.objects.filter(
        owner=owner, person__removed=False, person__aside="", last__gte=since, last__lt=until
    )
    columns = [f"person__{spots.COLUMN[one]}" for one in dimensions]
    told = list(close.order_by().values_list("person__uid", "person__name", *columns))
    unseen = Tie.objects.filter(
        owner=owner, person__removed=False, person__aside="",
        person__in=list(away),
    )  # fmt: skip
    told += unseen.order_by().values_list("person__uid", "person__name", *columns)
    return {
        dimension: _Near(
            Counter(row[place] for row in told if row[place]), {row[place]: row[:2] for row in told}
        )
        for place, dimension in enumerate(dimensions, start=2)
    }


def _there(owner: Owner, counts: places.Counts, wanted: Iterable[str], *, today: date) -> _Near:
    """Tell who was in touch at each organization as it is counted, by name where it is one of the wanted."""
    near = {area: touched for area, (_, touched) in counts.of.items() if touched}
    alone = sorted(area for area in wanted if near.get(area) == 1)
    one: dict[str, tuple[str, str]] = {}
    near_by = places.in_touch(int(ties.now(today)))
    for part in rows.chunks(alone):
        there = Outlook.objects.filter(near_by, owner=owner, away=False, area__in=part)
        one |= {
            area: (uid, name) for area, uid, name in there.values_list("area", "person__uid", "person__name")
        }
    return _Near(near, one)


def _large(counts: places.Counts) -> set[str]:
    """Name the organizations that could be a spot: the largest with one in touch or none, and the focus."""
    few = {area: n for area, (n, touched) in counts.of.items() if n >= rules.SOME and touched <= 1}
    focus = max(counts.of, key=lambda area: (counts.of[area][1], area), default="")
    return {*sorted(few, key=lambda area: (-few[area], area))[:LOOKED_AT], focus}


def _organizations(
    owner: Owner, counts: places.Counts, wanted: Iterable[str], near: _Near, own: Collection[str]
) -> Coverage:
    """Put a few organizations together, as they are counted already.

    Where several are in touch there is a spot only if it is the owner's own: no other is named.
    """
    held = {key: counts.of[key] for key in wanted if key in counts.of}
    names = places.names(owner, [key for key, (_, touched) in held.items() if touched <= 1 or key in own])
    cells = [_cell(key, names.get(key, ""), known, near, own) for key, (known, _) in held.items()]
    return _cover("organization", cells, near)


def _covered(
    owner: Owner, dimension: Dimension, keys: Sequence[str], near: _Near, own: Collection[str]
) -> Coverage:
    """Count a few areas exactly."""
    column = spots.COLUMN[dimension]
    here = Person.objects.filter(owner=owner, removed=False, aside="", **{f"{column}__in": keys}).order_by()
    known = here.values_list(column).annotate(Count("id"))
    names = tally.names(dimension)
    return _cover(dimension, [_cell(key, names.get(key, ""), count, near, own) for key, count in known], near)


def _cell(key: str, name: str, known: int, near: _Near, own: Collection[str]) -> Cell:
    only = near.one[key] if near.counts.get(key) == 1 else None
    return Cell(key, name or key, known, near.counts.get(key, 0), only=only, own=key in own)


def _cover(dimension: Dimension, cells: Sequence[Cell], near: _Near) -> Coverage:
    placed, known = sum(near.counts.values()), sum(cell.known for cell in cells)
    return diversity.cover(dimension, cells, known=known, in_touch=placed, placed=placed, inside=None)
