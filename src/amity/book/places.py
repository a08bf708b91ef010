"""Places: how many people of each organization are known and in touch, counted by the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Count, Q

from amity.book import rows
from amity.book.models import Outlook, Owner, Person
from amity.core import atlas, phrases, worth
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
    owner: Owner, counted: Counts, seen: Iterable[View], *, organization: str, today: date,
    known: Mapping[str, Area] = NOWHERE,
) -> Around:  # fmt: skip
    """Draw the book around these people: their areas, with names where a sentence may need them.

    `organization` is the owner's own, as they or a source said it; `known` are areas that were named before.
    """
    wanted = ({atlas.where(view.person) for view in seen} & set(counted.of)) - set(known)
    new = {one for one in wanted if counted.of[one][1] <= 1} | ({counted.focus} - set(known))
    named = _named(owner, counted, new, today=today) if counted.focus and new else {}
    areas = {one: named.get(one) or Area(one, (), (), counted.of[one]) for one in sorted(wanted)}
    return Around(organization, {**known, **named, **areas}, counted.focus, counted.in_touch)


def _named(owner: Owner, counted: Counts, wanted: set[str], *, today: date) -> dict[str, Area]:
    """Name areas that may be missed, or the focus: their spelling, and the first few people."""
    several = sorted(wanted)
    spelled: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for part in rows.chunks(several):
        mine = Person.objects.filter(owner=owner, area__in=part, removed=False, aside="").order_by()
        for area, written, domain, n in mine.values_list("area", "organization", "domain").annotate(
            n=Count("id")
        ):
            # What people say goes before what only their mail tells.
            spelled[area][(not written, phrases.plain(written) or domain or area)] += n
    first = _first(owner, several, counted, today=today)
    return {
        one: Area(
            min(spelled[one], key=lambda text: (text[0], -spelled[one][text], text[1]))[1],
            tuple(person for _, person in first[one]),
            tuple(person for near, person in first[one] if near),
            counted.of[one],
        )
        for one in several
    }


def _first(
    owner: Owner, several: Iterable[str], counted: Counts, *, today: date
) -> dict[str, list[tuple[bool, tuple[str, str]]]]:
    """Give the first few people of areas, those in touch first, by name; of the focus only those in touch."""
    now = today.toordinal() - worth.EPOCH
    found: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    here = Outlook.objects.filter(owner=owner, away=False)
    fields = ("area", "last", "elsewhere", "person__uid", "person__name")
    in_focus = here.filter(in_touch(now), area=counted.focus).order_by("person__name", "person__uid")[:NAMED]
    asked = [in_focus.values_list(*fields)] if counted.focus in several else []
    outside = rows.chunks(one for one in several if one != counted.focus)
    asked += [here.filter(area__in=part).values_list(*fields) for part in outside]
    for some in asked:
        for area, last, away, uid, name in some:
            found[area].append((not (away or (last is not None and 0 <= now - last < YEAR)), name, uid))
    return {
        area: [(not far, (uid, name)) for far, name, uid in sorted(several)[:NAMED]]
        for area, several in found.items()
    }
