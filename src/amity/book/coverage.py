"""Coverage: which areas the owner's people cover, counted in one pass over people and one over ties."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count

from amity.book import owners, ties
from amity.book.models import Owner, Person, Tie
from amity.core import areas, atlas, domains, industries, phrases, places, placing, tally, titles
from amity.core import ties as rules
from amity.core.areas import DIMENSIONS, Coverage, Dimension
from amity.core.circles import Circle
from amity.core.tally import Row, Tally

_FIRST = rules.Tie.__slots__.index("first")
_AT_ONCE = 2_000
_COLUMNS = ("id", "uid", "name", "area", "industry", "function", "level", "country", "basis")


@dataclass(frozen=True, slots=True)
class Own:
    """The owner's own areas by dimension; a dimension is missing while nothing tells it."""

    keys: Mapping[Dimension, frozenset[str]]

    def of(self, dimension: Dimension) -> frozenset[str]:
        """Give the keys of one dimension."""
        return self.keys.get(dimension, frozenset())


def read(owner: Owner, circles: list[Circle], *, today: date) -> tuple[Coverage, ...]:
    """Count every dimension. Those removed or set aside are on no map."""
    now, (since, until) = ties.now(today), tally.in_touch(today)
    held = Tie.objects.filter(owner=owner, last__gte=since, last__lt=until)
    firsts = dict(held.values_list("person_id", f"row__{_FIRST}"))
    strong = _strong(owner, now=now)
    told = tally.tally(_people(owner), near=firsts, strong=strong)
    tally.count_ages(told, firsts.items(), now=now, strong=strong)
    close = {told.near[number][0] for number in strong if number in told.near}
    tally.count_circles(told, circles, strong=close)
    own = own_areas(owner, circles)
    return tuple(_coverage(owner, told, dimension, own, circles) for dimension in DIMENSIONS)


def _coverage(owner: Owner, told: Tally, dimension: Dimension, own: Own, circles: list[Circle]) -> Coverage:
    if dimension == "organization":
        named: Mapping[str, str] = names(owner)
    elif dimension == "circle":
        named = {circle.id: circle.name for circle in circles}
    else:
        named = tally.names(dimension)
    return tally.coverage(told, dimension, names=named, own=own.of(dimension))


def _strong(owner: Owner, *, now: float) -> set[int]:
    """Find those whose tie is strong: only keys that reach so far are looked at."""
    least = tally.lasting(areas.STRONG, now=now)
    held = Tie.objects.filter(owner=owner, key__gte=least).values_list("person_id", "row")
    judged = ((pk, rules.from_row(row)) for pk, row in held.iterator(_AT_ONCE))
    return {pk for pk, tie in judged if rules.strength(tie, max(now, tie.last)) >= areas.STRONG}


def _people(owner: Owner) -> Iterator[Row]:
    here = Person.objects.filter(owner=owner, removed=False, aside="").order_by()
    for pk, uid, name, *keys, basis in here.values_list(*_COLUMNS).iterator(_AT_ONCE):
        yield Row(pk, (uid, name), keys, _only_read(json.dumps(placing.whole(basis, industry=keys[1]))))


@lru_cache(maxsize=4_096)
def _only_read(basis: str) -> frozenset[Dimension]:
    return frozenset(name for name, how in json.loads(basis).items() if how in placing.READ)


def names(owner: Owner) -> dict[str, str]:
    """Name every organization by the spelling most of its people use, else by the domain of their mail."""
    here = Person.objects.filter(owner=owner, removed=False, aside="").exclude(area="")
    said = (
        here.exclude(organization="").values_list("area", "organization").annotate(n=Count("id")).order_by()
    )
    mailed = here.filter(organization="").values_list("area", "domain").annotate(n=Count("id")).order_by()
    found: dict[str, tuple[int, str]] = {}
    for told in (said, mailed):
        best: dict[str, tuple[int, str]] = {}
        for area, spelling, count in told:
            best[area] = min(best.get(area, (0, "")), (-count, phrases.plain(spelling)))
        found = {**best, **found}
    return {area: spelling for area, (_, spelling) in found.items()}


def own_areas(owner: Owner, circles: list[Circle]) -> Own:
    """Tell where the owner belongs: by their own words, else by their addresses."""
    shown = owners.describe(owner)
    domain = next(filter(None, (domains.organization(one) for one in shown.addresses if "@" in one)), "")
    role = titles.read(shown.role)
    told: dict[Dimension, str] = {
        "industry": industries.stated(shown.industry)
        or industries.of_name(shown.organization) or industries.of_domain(domain),
        "function": role.function,
        "level": shown.level if shown.level in titles.LEVELS else role.level if not shown.level else "",
        "place": places.read(shown.place) or owner.region or domains.country(domain),
    }  # fmt: skip
    mine = frozenset(circle.id for circle in circles if circle.belongs)
    keys = {dimension: frozenset({key}) for dimension, key in told.items() if key}
    # Colleagues of whom only mail is known stand under the domain until a card names both.
    at = frozenset({atlas.fold(shown.organization), _by_mail(owner, domain)} - {""})
    keys |= {"organization": at} if at else {}
    return Own({**keys, **({"circle": mine} if mine else {})})


def _by_mail(owner: Owner, domain: str) -> str:
    """Give the organization of the owner's own domain, as most who write from it are placed."""
    if not domain:
        return ""
    mailed = Person.objects.filter(owner=owner, domain=domain).exclude(area="")
    there = mailed.values_list("area").annotate(n=Count("id")).order_by("-n", "area").first()
    return str(there[0]) if there else atlas.fold(domains.label(domain))
