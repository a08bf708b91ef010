"""Coverage: which areas the owner's people cover, counted in one pass over people and one over ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from amity.book import owners, rows, ties
from amity.book.models import Owner, Person, Tie
from amity.core import areas, atlas, domains, families, industries, places, placing, tally, titles
from amity.core import ties as rules
from amity.core.areas import DIMENSIONS, Coverage, Dimension
from amity.core.circles import Circle
from amity.core.tally import Row

_FIRST, _COUNT = (rules.Tie._fields.index(name) for name in ("first", "interactions"))
_AT_ONCE = 2_000
Spellings = Counter[tuple[str, str, str]]
"""How many people of an area write it so: (area, organization, domain)."""
_COLUMNS = (
    "id", "uid", "name", "organization", "domain", "basis", "area", "industry", "function", "level",
    "country",
)  # fmt: skip


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
    columns = ("person_id", f"row__{_FIRST}", f"row__{_COUNT}")
    lately = [*held.values_list(*columns), *_elsewhere(owner, today=today)]
    near = {number for number, _, _ in lately}
    strong = _strong(owner, now=now)
    spellings: Spellings = Counter()
    told = tally.tally(_people(owner, spellings), near=near, strong=strong)
    # A tie by the owner's word alone has no age: when it began is not on record.
    firsts = ((number, first) for number, first, count in lately if count)
    tally.count_ages(told, firsts, now=now, strong=strong)
    close = {told.near[number][0] for number in strong if number in told.near}
    tally.count_circles(told, circles, strong=close)
    own = own_areas(owner, circles)
    named: dict[Dimension, Mapping[str, str]] = {
        "organization": tally.spelled(spellings),
        "circle": {circle.id: circle.name for circle in circles},
    }
    return tuple(
        tally.coverage(
            told, dimension, names=named.get(dimension) or tally.names(dimension), own=own.of(dimension)
        )
        for dimension in DIMENSIONS
    )


def spelled(owner: Owner, area: str) -> str:
    """Name an organization as most of its people write it; empty where nobody is there."""
    here = Person.objects.filter(owner=owner, area=area, removed=False, aside="").order_by()
    told = here.values_list("area", "organization", "domain").annotate(count=Count("id"))
    counts = {(area, written, domain): count for area, written, domain, count in told}
    return tally.spelled(counts).get(area, "")


def elsewhere(owner: Owner, *, today: date) -> set[int]:
    """Give those with nothing on record for a year to whom the owner talks elsewhere."""
    return {number for number, _, _ in _elsewhere(owner, today=today)}


def _elsewhere(owner: Owner, *, today: date) -> list[tuple[int, float, int]]:
    """Give them with the first time and the count of their exchanges.

    Such a tie fades so little that its key still lies ahead.
    """
    since, _ = tally.in_touch(today)
    alive = Tie.objects.filter(owner=owner, last__lt=since, key__gte=ties.now(today))
    told = ((pk, rules.from_row(row)) for pk, row in alive.values_list("person_id", "row"))
    return [(pk, tie.first, tie.interactions) for pk, tie in told if tie.elsewhere]


def _strong(owner: Owner, *, now: float) -> set[int]:
    """Find those whose tie is strong: only keys that reach so far are looked at."""
    least = tally.lasting(areas.STRONG, now=now, paces=ties.every_pace(owner))
    held = Tie.objects.filter(owner=owner, key__gte=least).values_list("person_id", "row")
    judged = ((pk, rules.from_row(row)) for pk, row in held.iterator(_AT_ONCE))
    return {pk for pk, tie in judged if rules.strength(tie, max(now, tie.last)) >= areas.STRONG}


def _people(owner: Owner, spellings: Spellings) -> Iterator[Row]:
    # As text: reading the same few words of a hundred thousand people as JSON would cost half of it all.
    read: dict[tuple[object, bool], tuple[bool, ...]] = {}
    for pk, uid, name, organization, domain, basis, *keys in rows.every(
        Person, _COLUMNS, owner=owner.pk, removed=False, aside=""
    ):
        if keys[0]:
            spellings[keys[0], organization, domain] += 1
        about = (basis if isinstance(basis, str) else rows.plain(basis), bool(keys[1]))
        if about not in read:
            read[about] = _only_read(rows.parsed(basis), industry=bool(keys[1]))
        yield Row(pk, uid, name, keys, read[about])


def _only_read(basis: Mapping[str, str], *, industry: bool) -> tuple[bool, ...]:
    whole = placing.whole(basis, industry="known" if industry else "")
    return tuple(whole.get(dimension) in placing.READ for dimension in tally.KEPT)


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
