"""Places: how many people of each organization are known and in touch, counted by the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from django.db.models import Count, F, Q

from amity.book import rows
from amity.book.models import Outlook, Owner, Person
from amity.core import atlas, tally, worth
from amity.core.reasons import NAMED
from amity.core.view import Area, Around, View

YEAR = atlas.IN_TOUCH
NOWHERE: Mapping[str, Area] = MappingProxyType({})
key = atlas.fold


@dataclass(frozen=True, slots=True)
class Counts:
    """By folded organization how many are known and how many of them in touch; where those concentrate."""

    of: Mapping[str, tuple[int, int]]
    focus: str
    in_touch: int

    def missed(self, area: str, *, near: bool) -> bool:
        """Tell whether somebody is outside the focus, where nobody else is in touch; `near`: they are."""
        known, touched = self.of.get(area, (0, 0))
        return area not in {"", self.focus} and (known == 1 or touched == 0 or (touched == 1 and near))


def counts(owner: Owner, *, today: date) -> Counts:
    """Count people by organization, with one question."""
    now = today.toordinal() - worth.EPOCH
    here = Outlook.objects.filter(owner=owner, away=False, area__gt="")
    near = Count("id", filter=Q(last__gt=now - YEAR, last__lte=now))
    told = here.order_by().values_list("area").annotate(known=Count("id"), near=near)
    of = {area: (known, touched) for area, known, touched in told}
    # Asked without the area, the few of whom the owner said so are found by an index of their own.
    said = Outlook.objects.filter(owner=owner, said=True, elsewhere=True)
    for area, last, away in said.values_list("area", "last", "away"):
        if area and not away and (last is None or not now - YEAR < last <= now):
            of[area] = (of[area][0], of[area][1] + 1)
    total = sum(touched for _, touched in of.values())
    return Counts(of, atlas.densest({area: touched for area, (_, touched) in of.items()}, total=total), total)


def in_touch(now: int) -> Q:
    """Ask for those in touch within the year before a day, or elsewhere."""
    return Q(last__gt=now - YEAR, last__lte=now) | Q(elsewhere=True)


def around(
    counted: Counts, seen: Iterable[View], *, organization: str, today: date,
    known: Mapping[str, Area] = NOWHERE,
) -> Around:  # fmt: skip
    """Draw the book around these people: their areas as counted, with nobody named but who alone is in touch.

    `organization` is the owner's own, as they or a source said it; `known` are areas that were drawn before.
    """
    areas = {counted.focus: Area(counted.focus, (), (), counted.of[counted.focus])} if counted.focus else {}
    areas |= known
    for person in (view.person for view in seen if view.person.aside is None):
        where = atlas.where(person)
        if where in counted.of:
            bare = areas.setdefault(where, Area(where, (), (), counted.of[where]))
            if bare.near == 1 and atlas.near(person, today=today):
                areas[where] = replace(bare, in_touch=((person.id, person.name),))
    return Around(organization, areas, counted.focus, counted.in_touch)


def named(owner: Owner, counted: Counts, drawn: Around, wanted: Iterable[str], *, today: date) -> Around:
    """Name these areas and the focus as a sentence does: their spelling, and the first few people.

    Names are read of few: of whoever is chosen for a week, not of everybody who was looked at.
    """
    several = sorted({*wanted, counted.focus} & set(counted.of))
    spelled, first = names(owner, several), _first(owner, several, counted, today=today)
    told = {
        one: Area(
            spelled.get(one) or one,
            tuple(person for _, person in first[one]),
            tuple(person for near, person in first[one] if near),
            counted.of[one],
        )
        for one in several
    }
    return replace(drawn, areas={**drawn.areas, **told})


def names(owner: Owner, wanted: Iterable[str]) -> dict[str, str]:
    """Name organizations as most of their people write it, else by the domain of their mail."""
    several = sorted(wanted)
    told = _spelled(owner, several, "organization")
    mailed = _spelled(owner, [one for one in several if not told.get(one)], "domain")
    return told | mailed


def _spelled(owner: Owner, several: Sequence[str], column: str) -> dict[str, str]:
    """Name them by one column alone, which an index counts in its own order."""
    found: Counter[tuple[str, str, str]] = Counter()
    for part in rows.chunks(several):
        # Asked as one of a list, an index holds them together; asked as "not removed", it does not.
        here = Person.objects.filter(owner=owner, area__in=part, removed__in=[False], aside="").order_by()
        told = here.exclude(**{column: ""}).values_list("area", column).annotate(n=Count("id"))
        found.update({(area, text, ""): n for area, text, n in told})
    return tally.spelled(found)


def _first(
    owner: Owner, several: Iterable[str], counted: Counts, *, today: date
) -> dict[str, list[tuple[bool, tuple[str, str]]]]:
    """Give the first few people of areas, those in touch first, the last exchange first.

    Of the focus only those in touch: an index holds them in order, and most of a book may be there.
    """
    now = today.toordinal() - worth.EPOCH
    found: dict[str, list[tuple[bool, int, str, str]]] = defaultdict(list)
    here = Outlook.objects.filter(owner=owner, away=False)
    outside = rows.chunks(one for one in several if one != counted.focus)
    asked = [here.filter(area__in=part) for part in outside]
    if counted.focus in several:
        latest = (F("last").desc(nulls_last=True), "person__name", "person__uid")
        asked.append(here.filter(in_touch(now), area=counted.focus).order_by(*latest)[:NAMED])
    for some in asked:
        told = some.values_list("area", "last", "elsewhere", "person__uid", "person__name")
        for area, last, away, uid, name in told:
            close = away or (last is not None and 0 <= now - last < YEAR)
            found[area].append((not close, -(-1 if last is None else last), name, uid))
    return {
        area: [(not far, (uid, name)) for far, _, name, uid in sorted(several)[:NAMED]]
        for area, several in found.items()
    }
