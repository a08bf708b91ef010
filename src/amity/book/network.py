"""The picture of the strongest ties: who of this book is drawn, and who was seen together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db.models import Max

from amity.book import callers, past, records, rows, ties
from amity.book.models import Interaction, Member, Owner, Participation, Person, Record, Tie
from amity.core import circles as groups
from amity.core import network as rules
from amity.core import ties as tie_rules
from amity.core.interactions import NO_EVIDENCE
from amity.core.network import Node, Picture

_STREAM = 500
"""Ties read at a time while the strongest are looked for."""
LOOKED_AT, TAKEN = 60_000, 10_000
"""The newest exchanges that are looked at, and of those with several people the newest that are taken.

So the picture of a book of five million exchanges costs what that of a hundred thousand does.
"""
MIN_OTHERS = 2
_TOLD = ("circle", "school")


class _Drawn(NamedTuple):
    """Somebody who is drawn: their row's number, strength and last day."""

    number: int
    strength: float
    last: date


def picture(owner: Owner, *, today: date) -> Picture:
    """Draw the strongest ties as of a day: as many questions for a hundred thousand people as for ten."""
    best = _strongest(owner, today=today)
    place = {one.number: at for at, one in enumerate(best)}
    of_record = {
        pk: place[person]
        for some in rows.chunks(place)
        for pk, person in Record.objects.filter(owner=owner, person__in=some).values_list("id", "person_id")
        if person is not None
    }
    known = {row.pk: row for row in Person.objects.filter(owner=owner, id__in=list(place))}
    inside = _circles(owner, of_record)
    people = [_node(known[one.number], one, inside.get(at, ())) for at, one in enumerate(best)]
    by_id = {node.id: at for at, node in enumerate(people)}
    through = [(at, by_id[row.through]) for pk, row in known.items()
               if row.through in by_id and by_id[row.through] != (at := place[pk])]  # fmt: skip
    return rules.draw(people, _together(owner, of_record, today=today), through=through, today=today)


def _strongest(owner: Owner, *, today: date) -> list[_Drawn]:
    """Give the strongest, read in the order of their keys until no other can be among them."""
    here = Tie.objects.filter(owner=owner, person__removed=False, person__aside="")
    stored = here.order_by("-key", "person_id").values_list("key", "row", "person_id").iterator(_STREAM)
    pairs = (one for some in rows.chunks(stored, _STREAM) for one in _spoken_with(owner, some))
    now = ties.now(today)
    newest = here.aggregate(last=Max("last"))["last"] or now
    found = tie_rules.best(pairs, count=rules.SHOWN, now=now, paces=ties.every_pace(owner), newest=newest)
    return [
        _Drawn(pk, tie_rules.strength(tie, max(now, tie.last)), ties.day(tie.last)) for _, tie, pk in found
    ]


def _spoken_with(
    owner: Owner, several: Iterable[tuple[float, Sequence[object], int]]
) -> Iterator[tuple[float, tie_rules.Tie, int]]:
    """Read some ties and leave out those with people who only call."""
    read = [(key, tie_rules.from_row(row), pk) for key, row, pk in several]
    spoken_of = callers.spoken_of(owner, [pk for _, tie, pk in read if tie.sent <= 0])
    return (one for one in read if not callers.only_calls(one[1], spoken_of=one[2] in spoken_of))


def _node(row: Person, drawn: _Drawn, inside: Sequence[str]) -> Node:
    place = row.organization or (row.area and row.domain)
    return Node(row.uid, row.name, drawn.strength, drawn.last, place, tuple(inside), row.area)


def _circles(owner: Owner, of_record: Mapping[int, int]) -> dict[int, list[str]]:
    """Give the circles of each person drawn, by name: those the owner keeps, and those records tell of."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in rows.chunks(of_record):
        members = Member.objects.filter(owner=owner, record__in=some).select_related("circle").order_by("id")
        for member in past.rewound(owner, members):
            for circle in past.rewound(owner, [member.circle] if member.role != "out" else ()):
                found[of_record[member.record_id]].append(circle.name)
        cards = Record.objects.filter(owner=owner, id__in=some, mention=False).values_list("id", flat=True)
        for record, said in records.said(owner, list(cards)).items():
            found[of_record[record]] += [
                claim.value for claim in said.claims if claim.field in _TOLD and groups.key(claim.value)
            ]
    return found


def _together(owner: Owner, of_record: Mapping[int, int], *, today: date) -> rules.Seen:
    """Give who was seen together in the newest exchanges, and what each tells of a pair."""
    newest, since = _newest(owner, today=today)
    present: dict[int, set[int]] = defaultdict(set)
    for some in rows.chunks(newest):
        parts = Participation.objects.filter(owner=owner, interaction__in=some).exclude(role="delivered")
        for interaction, record in parts.values_list("interaction_id", "record_id").iterator(rows.CHUNK):
            if record in of_record:
                present[interaction].add(of_record[record])
    return rules.seen(((several, *newest[one]) for one, several in present.items()), since=since)


def _newest(owner: Owner, *, today: date) -> tuple[dict[int, tuple[int, bool]], date]:
    """Give the newest exchanges with several others, and the day they begin.

    By exchange: how many others, and whether it is of this month. Read backward in time and no further than
    `LOOKED_AT` exchanges, however large the book.
    """
    month = datetime(today.year, today.month, 1, tzinfo=UTC)
    begin = month.replace(year=max(1, month.year - rules.YEARS))
    lately = Interaction.objects.filter(
        owner=owner, current=True, at__gte=begin, at__lt=ties.end(today)
    ).exclude(direction="unknown")
    late = lately.filter(at__gte=month).count()
    newest = lately.order_by("-at", "-id").values_list("id", "others")[:LOOKED_AT]
    found: dict[int, tuple[int, bool]] = {}
    oldest, looked = 0, 0
    for exchange, others in newest.iterator(rows.CHUNK):
        oldest, looked = exchange, looked + 1
        if MIN_OTHERS <= others <= NO_EVIDENCE:
            found[exchange] = (others, looked <= late)
            if len(found) == TAKEN:
                break
    if looked == LOOKED_AT or len(found) == TAKEN:
        begin = Interaction.objects.values_list("at", flat=True).get(owner=owner, id=oldest)
    return found, begin.astimezone(UTC).date()
