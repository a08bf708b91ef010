"""Coverage: which areas the owner's people cover, counted by the database; who is in touch is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db.models import Count, Min, TextField
from django.db.models.functions import Cast

from amity.book import callers, owners, rows, ties
from amity.book.models import Outlook, Owner, Person, Tie
from amity.core import atlas, domains, families, industries, places, placing, tally, titles
from amity.core.areas import DIMENSIONS, Cell, Coverage, Dimension
from amity.core.circles import Circle
from amity.core.tally import Group, Row

_COLUMNS = ("area", "industry", "function", "level", "country")
"""The columns of a person that keep `tally.KEPT`."""
Spellings = Counter[tuple[str, str, str]]
"""How many people of an area write it so: (area, organization, domain)."""


@dataclass(frozen=True, slots=True)
class Own:
    """The owner's own areas by dimension; a dimension is missing while nothing tells it."""

    keys: Mapping[Dimension, frozenset[str]]

    def of(self, dimension: Dimension) -> frozenset[str]:
        """Give the keys of one dimension."""
        return self.keys.get(dimension, frozenset())


def read(owner: Owner, circles: list[Circle], *, today: date) -> tuple[Coverage, ...]:
    """Count every dimension. Those removed or set aside are on no map."""
    now, strong = ties.now(today), _strong(owner, today=today)
    known, spellings, groups = _groups(owner)
    near, firsts = _near(owner, today=today)
    told = tally.tally(groups, near, known=known, strong=strong)
    told.name(_names(owner, told.alone()))
    tally.count_ages(told, firsts, now=now, strong=strong)
    close = {told.near[number][0] for number in strong if number in told.near}
    tally.count_circles(told, circles, strong=close)
    own = own_areas(owner, circles)
    named: dict[Dimension, Mapping[str, str]] = {
        "organization": tally.spelled(spellings),
        "circle": {circle.id: circle.name for circle in circles},
    }
    found = [
        tally.coverage(
            told, dimension, names=named.get(dimension) or tally.names(dimension), own=own.of(dimension)
        )
        for dimension in DIMENSIONS
    ]
    return _without_callers(owner, found)


def _without_callers(owner: Owner, found: Iterable[Coverage]) -> tuple[Coverage, ...]:
    """Let nobody who only calls be the one in touch in an area: the counts stay, and no name is told."""
    found = list(found)
    alone = {cell.only[0] for one in found for cell in one.cells if cell.in_touch == 1 and cell.only}
    numbers: dict[int, str] = {}
    for some in rows.chunks(sorted(alone)):
        numbers |= dict(Person.objects.filter(owner=owner, uid__in=some).values_list("id", "uid"))
    calling = {numbers[pk] for pk in callers.among(owner, numbers)}
    return tuple(replace(one, cells=tuple(_named(cell, calling) for cell in one.cells)) for one in found)


def _named(cell: Cell, calling: Collection[str]) -> Cell:
    calls = cell.in_touch == 1 and cell.only is not None and cell.only[0] in calling
    return replace(cell, only=None) if calls else cell


def spelled(owner: Owner, area: str) -> str:
    """Name an organization as most of its people write it; empty where nobody is there."""
    here = Person.objects.filter(owner=owner, area=area, removed=False, aside="").order_by()
    told = here.values_list("area", "organization", "domain").annotate(count=Count("id"))
    counts = {(area, written, domain): count for area, written, domain, count in told}
    return tally.spelled(counts).get(area, "")


def elsewhere(owner: Owner, *, today: date) -> set[int]:
    """Give those with nothing on record for a year to whom the owner talks elsewhere.

    Such a tie fades so little that its key still lies ahead.
    """
    since, _ = tally.in_touch(today)
    said = Outlook.objects.filter(owner=owner, said=True, elsewhere=True, last__lt=since)
    return {
        pk
        for some in rows.chunks(said.values_list("person_id", flat=True))
        for pk in Tie.objects.filter(owner=owner, person__in=some, key__gte=ties.now(today)).values_list(
            "person_id", flat=True
        )
    }


def _strong(owner: Owner, *, today: date) -> set[int]:
    """Find those whose tie is strong; until when it is, if nothing happens, is kept (`outlook`)."""
    held = Outlook.objects.filter(owner=owner, close__gt=ties.now(today))
    return set(held.values_list("person_id", flat=True))


def _groups(owner: Owner) -> tuple[int, Spellings, list[Group]]:
    """Count everybody, how organizations are written, and people by area: the database counts.

    Once by organization and once by all other dimensions: of both together no two people are alike.
    """
    here = Person.objects.filter(owner=owner, removed=False, aside="").order_by()
    told = here.annotate(how=Cast("basis", TextField())).values_list("how")
    spellings: Spellings = Counter()
    known, groups = 0, list[Group]()
    by_organization = told.values_list("how", "area", "organization", "domain")
    for how, area, organization, domain, count, one in by_organization.annotate(Count("id"), Min("id")):
        known += count
        if area:
            spellings[area, organization, domain] += count
            groups.append(Group((area, "", "", "", ""), _only_read(how), count, one))
    others = told.values_list("how", *_COLUMNS[1:]).annotate(Count("id"), Min("id"))
    for how, *keys, count, one in others:
        groups.append(Group(("", *keys), _only_read(how, industry=bool(keys[0])), count, one))
    return known, spellings, groups


@lru_cache(maxsize=1_000)
def _only_read(basis: str, *, industry: bool = False) -> tuple[bool, ...]:
    whole = placing.whole(rows.parsed(basis), industry="known" if industry else "")
    return tuple(whole.get(dimension) in placing.READ for dimension in tally.KEPT)


def _near(owner: Owner, *, today: date) -> tuple[list[Row], list[tuple[int, float]]]:
    """Give who was in touch within a year, and when each tie began.

    A tie by the owner's word alone has no age: when it began is not on record.
    """
    since, until = tally.in_touch(today)
    kept = Outlook.objects.filter(owner=owner, away=False)
    asked = [kept.filter(last__gte=since, last__lt=until)]
    asked += [kept.filter(person__in=some) for some in rows.chunks(elsewhere(owner, today=today))]
    near, firsts = list[Row](), list[tuple[int, float]]()
    columns = ("person_id", "since", "oldest", *(f"person__{name}" for name in ("uid", "name", *_COLUMNS)))
    for some in asked:
        for number, first, oldest, uid, name, *keys in some.values_list(*columns).iterator(rows.CHUNK):
            near.append(Row(number, uid, name, keys))
            if oldest is not None and first is not None:
                firsts.append((number, first))
    return near, firsts


def _names(owner: Owner, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    return {
        pk: (uid, name)
        for some in rows.chunks(sorted(numbers))
        for pk, uid, name in Person.objects.filter(owner=owner, id__in=some).values_list("id", "uid", "name")
    }


def own_areas(owner: Owner, circles: list[Circle]) -> Own:
    """Tell where the owner belongs: by their own words, else by their addresses."""
    shown = owners.describe(owner)
    domain = _own_domain(shown.addresses, shown.name)
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
    at = own_organizations(owner, shown.organization)
    keys |= {"organization": at} if at else {}
    return Own({**keys, **({"circle": mine} if mine else {})})


def own_organizations(owner: Owner, organization: str) -> frozenset[str]:
    """Give the keys of the owner's own organization, by its name and by their own addresses.

    Colleagues of whom only mail is known stand under the domain until a card names both. The domain of the
    owner's own name is their family's.
    """
    domain = _own_domain(owners.addresses(owner), owners.name(owner))
    return frozenset({atlas.fold(organization), _by_mail(owner, domain)} - {""})


def _own_domain(addresses: Iterable[str], name: str) -> str:
    told = (domains.organization(one) for one in addresses if "@" in one)
    return next((one for one in told if one and not families.own(one, [name])), "")


def _by_mail(owner: Owner, domain: str) -> str:
    """Give the organization of the owner's own domain, as most who write from it are placed."""
    if not domain:
        return ""
    mailed = Person.objects.filter(owner=owner, domain=domain).exclude(area="").order_by()
    there = dict(mailed.values("area").annotate(count=Count("id")).values_list("area", "count"))
    most = min(there, key=lambda area: (-there[area], area), default="")
    return most or atlas.fold(domains.label(domain))
