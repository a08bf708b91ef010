"""Introductions: what the owner's own mail, meetings and circles show of who is close to somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from amity.book import rows, ties
from amity.book.models import Owner, Participation, Person, Record, Tie
from amity.core import introducers as rules
from amity.core import ties as tie_rules
from amity.core.areas import Introducer
from amity.core.circles import Circle
from amity.core.introducers import Link

YEARS = 3
"""How far back shared exchanges are looked for: beyond, they count for an eighth."""
NEWEST = 200
"""Newest shared exchanges of one target that are looked at."""
COLLEAGUES = 200
"""Most people of one organization that are thought of as one place where people know each other."""
_MET = frozenset({"meeting", "call", "social"})


@dataclass(frozen=True, slots=True)
class _Shared:
    """One exchange of several: how, how many took part (the owner among them), its day and text."""

    id: int
    channel: str
    people: int
    on: date
    text: str


def to(
    owner: Owner, targets: Sequence[str], circles: Iterable[Circle], *, today: date
) -> dict[str, tuple[Introducer, ...]]:
    """Name who could introduce the owner to each of a few people (by id), the best first."""
    found = {row.uid: row for row in Person.objects.filter(owner=owner, uid__in=list(targets), removed=False)}
    links = _links(owner, found, tuple(circles), today=today)
    able = {who for several in links.values() for who in several}
    names, strength = _able(owner, able, today=today)
    return {
        uid: rules.name(
            {uid_of: several for uid_of, several in links[uid].items() if uid_of != uid},
            strength, names=names, target=(uid, row.name), today=today,
        )
        for uid, row in found.items()
    }  # fmt: skip


def _able(owner: Owner, ids: Iterable[str], *, today: date) -> tuple[dict[str, str], dict[str, float]]:
    """Give the names and strengths of those who may be asked: not set aside, not muted, with a tie."""
    numbers: dict[int, str] = {}
    names: dict[str, str] = {}
    strength: dict[str, float] = {}
    now = ties.now(today)
    for some in rows.chunks(sorted(ids)):
        mine = Person.objects.filter(owner=owner, uid__in=some, removed=False, aside="", muted=False)
        for pk, uid, name in mine.values_list("id", "uid", "name"):
            numbers[pk], names[uid] = uid, name
    for several in rows.chunks(numbers):
        for pk, row in Tie.objects.filter(owner=owner, person__in=several).values_list("person_id", "row"):
            tie = tie_rules.from_row(row)
            strength[numbers[pk]] = tie_rules.strength(tie, max(now, tie.last))
    return names, strength


def _links(
    owner: Owner, targets: Mapping[str, Person], circles: Sequence[Circle], *, today: date
) -> dict[str, dict[str, list[Link]]]:
    found: dict[str, dict[str, list[Link]]] = {uid: defaultdict(list) for uid in targets}
    uids = {row.pk: uid for uid, row in targets.items()}
    shared = _shared(owner, list(uids), today=today)
    there = _there(owner, {one.id for several in shared.values() for one in several})
    others = _uids(owner, {pk for several in there.values() for pk in several})
    for target, several in shared.items():
        for one in several:
            for pk, wrote in there[one.id].items():
                if pk != target and pk in others:
                    direct = wrote or there[one.id].get(target, False)
                    found[uids[target]][others[pk]].append(_link(one, direct=direct, today=today))
    for uid, who, link in (*_together(targets, circles), *_colleagues(owner, targets)):
        if who != uid:
            found[uid][who].append(link)
    return found


def _link(one: _Shared, *, direct: bool, today: date) -> Link:
    way: rules.Way = "meeting" if one.channel in _MET else "mail"
    return Link(way, one.people, float((today - one.on).days), direct, str(one.id), one.text, one.on)


def _shared(owner: Owner, targets: Iterable[int], *, today: date) -> dict[int, list[_Shared]]:
    """Give the newest exchanges each target was in with others beside the owner.

    Asked for target by target: no more than `NEWEST` are read of each, however many there are.
    """
    mine: dict[int, list[int]] = defaultdict(list)
    for some in rows.chunks(targets):
        theirs = Record.objects.filter(owner=owner, person__in=some).order_by("id")
        for record, person in theirs.values_list("id", "person_id"):
            mine[person or 0].append(record)
    parts = Participation.objects.filter(
        owner=owner, interaction__current=True, interaction__others__gte=2,
        interaction__others__lte=rules.MOST_PEOPLE, interaction__at__lt=ties.end(today),
        interaction__at__gte=ties.end(today - timedelta(days=365 * YEARS)),
    )  # fmt: skip
    columns = [f"interaction__{name}" for name in ("id", "channel", "others", "at", "text")]
    found: dict[int, list[_Shared]] = {}
    for person, records in mine.items():
        newest = parts.filter(record__in=records).order_by("-interaction__at", "interaction_id")
        told = newest.values_list(*columns).distinct()[:NEWEST]
        several = ((pk, channel, others + 1, at.date(), text) for pk, channel, others, at, text in told)
        found[person] = [_Shared(*one) for one in several]
    return found


def _there(owner: Owner, interactions: Iterable[int]) -> dict[int, dict[int, bool]]:
    """Give who of the book was in each exchange, and whether they wrote it or called it together."""
    there: dict[int, dict[int, bool]] = defaultdict(dict)
    for some in rows.chunks(sorted(interactions)):
        parts = Participation.objects.filter(owner=owner, interaction__in=some, record__person__isnull=False)
        for interaction, role, person in parts.values_list("interaction_id", "role", "record__person_id"):
            held = there[interaction]
            held[person or 0] = held.get(person or 0, False) or role in {"from", "organizer"}
    return there


def _uids(owner: Owner, numbers: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in rows.chunks(sorted(numbers)):
        found |= dict(Person.objects.filter(owner=owner, id__in=some, removed=False).values_list("id", "uid"))
    return found


def _together(targets: Iterable[str], circles: Sequence[Circle]) -> Iterator[tuple[str, str, Link]]:
    """Give (target, other, sign) for everybody who is in a circle with a target."""
    inside = [({member.id for member in circle.here}, circle) for circle in circles]
    for uid in targets:
        for here, circle in inside:
            for other in sorted(here) if uid in here else ():
                size = len(here) + bool(circle.belongs)
                yield uid, other, Link("circle", size, id=circle.id, text=circle.name)


def _colleagues(owner: Owner, targets: Mapping[str, Person]) -> Iterator[tuple[str, str, Link]]:
    """Give the same for an organization, unless it is too large for one to know the other."""
    at = {row.area for row in targets.values()} - {""}
    here = Person.objects.filter(owner=owner, removed=False, aside="", area__in=at)
    sizes = dict(here.values_list("area").annotate(n=Count("id")).order_by())
    small = [area for area, size in sizes.items() if size <= COLLEAGUES]
    there: dict[str, list[str]] = defaultdict(list)
    for area, uid in here.filter(area__in=small).order_by("id").values_list("area", "uid"):
        there[area].append(uid)
    for uid, row in targets.items():
        name = row.organization or row.domain
        for other in there[row.area]:
            yield uid, other, Link("organization", sizes[row.area], id=row.area, text=name)
