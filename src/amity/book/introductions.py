"""Introductions: what the owner's own mail, meetings and circles show of who is close to somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
class _Mail:
    """One exchange with others on it: its day, text, how many took part, and who of them wrote it."""

    id: int
    channel: str
    people: int
    on: date
    text: str
    wrote: frozenset[int]
    there: frozenset[int]


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
    for uid, row in targets.items():
        mails = _mails(owner, row, today=today)
        others = _uids(owner, {pk for mail in mails for pk in mail.there} - {row.pk})
        for mail in mails:
            way: rules.Way = "meeting" if mail.channel in _MET else "mail"
            for pk in mail.there - {row.pk}:
                direct = bool(mail.wrote & {pk, row.pk})
                days = float((today - mail.on).days)
                if pk in others:
                    found[uid][others[pk]].append(
                        Link(way, mail.people, days, direct, str(mail.id), mail.text, mail.on)
                    )
        for who, link in (*_together(uid, circles), *_colleagues(owner, row)):
            if who != uid:
                found[uid][who].append(link)
    return found


def _mails(owner: Owner, row: Person, *, today: date) -> list[_Mail]:
    """Give the newest exchanges the target was in with others beside the owner, with who was there."""
    mine = list(Record.objects.filter(owner=owner, person=row.pk).values_list("id", flat=True))
    parts = Participation.objects.filter(
        owner=owner, record__in=mine, interaction__current=True, interaction__others__gte=2,
        interaction__others__lte=rules.MOST_PEOPLE, interaction__at__lt=ties.end(today),
        interaction__at__gte=ties.end(today - timedelta(days=365 * YEARS)),
    )  # fmt: skip
    columns = (
        "interaction_id",
        "interaction__channel",
        "interaction__others",
        "interaction__at",
        "interaction__text",
    )
    newest = {told[0]: told for told in parts.order_by("-interaction__at").values_list(*columns)[:NEWEST]}
    there: dict[int, set[int]] = defaultdict(set)
    wrote: dict[int, set[int]] = defaultdict(set)
    together = Participation.objects.filter(
        owner=owner, interaction__in=list(newest), record__person__isnull=False
    )
    for interaction, role, person in together.values_list("interaction_id", "role", "record__person_id"):
        there[interaction].add(person or 0)
        if role in {"from", "organizer"}:
            wrote[interaction].add(person or 0)
    return [
        _Mail(pk, channel, others + 1, at.date(), text, frozenset(wrote[pk]), frozenset(there[pk]))
        for pk, channel, others, at, text in newest.values()
    ]


def _uids(owner: Owner, numbers: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in rows.chunks(sorted(numbers)):
        found |= dict(Person.objects.filter(owner=owner, id__in=some, removed=False).values_list("id", "uid"))
    return found


def _together(uid: str, circles: Iterable[Circle]) -> Iterable[tuple[str, Link]]:
    for circle in circles:
        here = {member.id for member in circle.here}
        if uid in here:
            for other in here:
                yield other, Link("circle", len(here) + bool(circle.belongs), id=circle.id, text=circle.name)


def _colleagues(owner: Owner, row: Person) -> Iterable[tuple[str, Link]]:
    """Give the people of the target's organization, unless it is too large for one to know the other."""
    if not row.area:
        return
    there = Person.objects.filter(owner=owner, area=row.area, removed=False, aside="").order_by("id")
    several = list(there.values_list("uid", flat=True)[: COLLEAGUES + 1])
    if len(several) <= COLLEAGUES:
        name = row.organization or row.domain
        yield from ((uid, Link("organization", len(several), id=row.area, text=name)) for uid in several)
