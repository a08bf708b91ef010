"""The picture of the strongest ties: who of this book is drawn, and who was seen together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from amity.book import records, rows, ties
from amity.book.models import Member, Owner, Participation, Person, Record, Tie
from amity.core import circles as groups
from amity.core import network as rules
from amity.core import ties as tie_rules
from amity.core.interactions import NO_EVIDENCE
from amity.core.network import Node, Picture

_STREAM = 500
"""Ties read at a time while the strongest are looked for."""
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
    together, exchanges = _together(owner, of_record, today=today)
    return rules.draw(people, together, through=through, exchanges=exchanges, today=today)


def _strongest(owner: Owner, *, today: date) -> list[_Drawn]:
    """Give the strongest, read in the order of their keys until no other can be among them."""
    here = Tie.objects.filter(owner=owner, person__removed=False, person__aside="")
    stored = here.order_by("-key", "person_id").values_list("key", "row", "person_id")
    pairs = ((key, tie_rules.from_row(row), pk) for key, row, pk in stored.iterator(_STREAM))
    now = ties.now(today)
    found = tie_rules.best(pairs, count=rules.SHOWN, now=now)
    return [
        _Drawn(pk, tie_rules.strength(tie, max(now, tie.last)), ties.day(tie.last)) for _, tie, pk in found
    ]


def _node(row: Person, drawn: _Drawn, inside: Sequence[str]) -> Node:
    return Node(row.uid, row.name, drawn.strength, drawn.last, row.organization, tuple(inside))


def _circles(owner: Owner, of_record: Mapping[int, int]) -> dict[int, list[str]]:
    """Give the circles of each person drawn, by name: those the owner keeps, and those records tell of."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in rows.chunks(of_record):
        kept = Member.objects.filter(owner=owner, record__in=some).exclude(role="out")
        for record, name in kept.order_by("id").values_list("record_id", "circle__name"):
            found[of_record[record]].append(name)
        cards = Record.objects.filter(owner=owner, id__in=some, mention=False).values_list("id", flat=True)
        for record, said in records.said(owner, list(cards)).items():
            found[of_record[record]] += [
                claim.value for claim in said.claims if claim.field in _TOLD and groups.key(claim.value)
            ]
    return found


def _together(
    owner: Owner, of_record: Mapping[int, int], *, today: date
) -> tuple[dict[tuple[int, ...], float], int]:
    """Give who was seen together, what it tells of each pair, and from how many exchanges that is known."""
    present: dict[int, set[int]] = defaultdict(set)
    others: dict[int, int] = {}
    for interaction, record, many in _parts(owner, of_record, today=today):
        present[interaction].add(of_record[record])
        others[interaction] = many
    found: dict[tuple[int, ...], float] = defaultdict(float)
    exchanges = 0
    for interaction, several in present.items():
        if len(several) > 1:
            found[tuple(sorted(several))] += rules.gain(others[interaction])
            exchanges += 1
    return found, exchanges


def _parts(owner: Owner, of_record: Mapping[int, int], *, today: date) -> Iterator[tuple[int, int, int]]:
    """Yield (exchange, record, others) of exchanges with several others that the owner was part of."""
    since = ties.end(today) - timedelta(days=round(rules.YEARS * 365.25))
    shared = Participation.objects.filter(
        owner=owner, interaction__current=True, interaction__others__gte=2,
        interaction__others__lte=NO_EVIDENCE, interaction__at__gte=since, interaction__at__lt=ties.end(today),
    ).exclude(role="delivered").exclude(interaction__direction="unknown")  # fmt: skip
    for some in rows.chunks(of_record):
        yield from (
            shared.filter(record__in=some)
            .values_list("interaction_id", "record_id", "interaction__others")
            .iterator(rows.CHUNK)
        )
