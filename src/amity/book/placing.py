"""Placing: people placed by what others at their organization say, wherever somebody there has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import OuterRef, Subquery

from amity.book import claims, records, rows
from amity.book.models import Outlook, Owner, Person, Record
from amity.core import placing as rules
from amity.core.claims import Said
from amity.core.placing import Stands

_PLACED = ("area", "domain", "industry", "function", "level", "country")
_TOGETHER = 1_000
"""People whose records are in memory at one time."""
_COLUMNS = ("id", "domain", "area", "industry", "basis", "name")


def settle(
    owner: Owner, changed: Iterable[int], *, left: Iterable[tuple[str, str]] = (), own: bool = False
) -> None:  # fmt: skip
    """Place again those whom only others can place, around the people who changed.

    `left` are the (domain, area) that some had before: others may stand differently without them. `own` says
    that something about the owner has changed, whose word counts for their own organization.
    """
    touched = set(left)
    for some in rows.chunks(changed):
        touched |= set(Person.objects.filter(owner=owner, id__in=some).values_list("domain", "area"))
    domains, areas = {domain for domain, _ in touched} - {""}, {area for _, area in touched} - {""}
    mailed = _standing(owner, "domain", domains)
    known = rules.areas(mailed)
    moved = {one.id: known[one.id] for one in mailed if known.get(one.id, one.area) != one.area}
    rows.update(Person, ("area",), [(area[:200], pk) for pk, area in moved.items()])
    area_of = Person.objects.filter(id=OuterRef("person_id")).values("area")[:1]
    for some in rows.chunks(moved):
        Outlook.objects.filter(owner=owner, person__in=some).update(area=Subquery(area_of))
    areas |= {one.area for one in mailed} | set(moved.values())
    there = _standing(owner, "area", areas - {""})
    mine = told(owner)
    if own:
        # Where the owner was until now, or said otherwise, others may stand by what no longer holds.
        by_others = Person.objects.filter(owner=owner).exclude(industry="").exclude(basis__has_key="industry")
        before = set(by_others.order_by().values_list("area", flat=True).distinct())
        there = _standing(owner, "area", (areas | mine.keys() | before) - {""})
    found = rules.industries_of(there, own=mine)
    new = [(found[one.id][:60], one.id) for one in there if found.get(one.id, one.industry) != one.industry]
    rows.update(Person, ("industry",), new)


def told(owner: Owner) -> dict[str, str]:
    """Give the industry of the owner's own organization, by each key it is known under; nothing if unsaid."""
    from amity.book import coverage, owners  # noqa: PLC0415 - both ask where people are

    organization, industry = owners.work(owner)
    if not industry:
        return {}
    return dict.fromkeys(coverage.own_organizations(owner, organization), industry)


def renew() -> None:
    """Place everybody of the books that were derived before areas were kept; others are left alone."""
    for owner in Owner.objects.filter(placed=False):
        with transaction.atomic():
            everybody = list(Person.objects.filter(owner=owner).values_list("id", flat=True))
            for some in rows.chunks(everybody, _TOGETHER):
                _place(owner, some)
            settle(owner, everybody, own=True)
            Owner.objects.filter(id=owner.pk).update(placed=True)


def _place(owner: Owner, people: list[int]) -> None:
    mine = dict(Record.objects.filter(owner=owner, person__in=people).values_list("id", "person_id"))
    said: dict[int, list[Said]] = defaultdict(list)
    for pk, one in records.said(owner, sorted(mine)).items():
        said[mine[pk] or 0].append(one)
    told = [
        (*(fields[name] for name in _PLACED), rows.plain(fields["basis"]), person)
        for person in people
        for fields in [claims.fields(said[person])]
    ]
    rows.update(Person, (*_PLACED, "basis"), told)


def _standing(owner: Owner, column: str, values: Iterable[str]) -> list[Stands]:
    found = rows.having(Person, (*_COLUMNS, "removed"), column, values, owner=owner.pk)
    return [
        Stands(pk, domain, area, industry, rows.parsed(basis), name)
        for pk, domain, area, industry, basis, name, removed in found
        if not removed
    ]
