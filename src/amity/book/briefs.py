"""Briefs: what to know before meeting one person or several, with as many questions for one as for many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from django.db.models import QuerySet

from amity.book import access, helpful, known, records, views
from amity.book.models import Owner, Participation, Record
from amity.book.models import Person as Row
from amity.core import briefs as rules
from amity.core import relations
from amity.core.briefs import Brief, Next

AHEAD = timedelta(days=60)
LOOKED = 200
"""Ways to help among which those for a brief are looked for."""
MOST = 12
"""More people on one page would be read by nobody."""


def of(owner: Owner, ids: Iterable[str], *, today: date) -> list[Brief]:
    """Give the brief of each of these people, in the order asked."""
    found = access.people(owner, list(ids)[:MOST])
    seen, _ = views.of(owner, found, today=today)
    through = _introducers(owner, found)
    ways = [one for one in helpful.all(owner, today=today, limit=LOOKED) if one.kind != "question"]
    coming = _coming(owner, [row.pk for row in found], today=today)
    return [
        rules.brief(
            view,
            introducer=through[row.pk],
            meeting=coming.get(row.pk),
            helpful=ways,
            today=today,
        )
        for row, view in zip(found, seen, strict=True)
    ]


def one(owner: Owner, id: str, *, today: date) -> Brief:  # noqa: A002
    """Give the brief of one person."""
    return of(owner, [id], today=today)[0]


def _introducers(owner: Owner, found: Sequence[Row]) -> dict[int, tuple[str, str]]:
    """Find who introduced each person, as (id, name); a name alone where only a file tells it."""
    ids = {row.through for row in found if row.through}
    by_id = {uid: (uid, name) for uid, name in _living(owner, uid__in=ids).values_list("uid", "name")}
    joined = Record.objects.filter(owner=owner, uid__in=ids, person__removed=False)
    for uid, person, name in joined.values_list("uid", "person__uid", "person__name"):
        by_id.setdefault(uid, (person, name))
    told = records.told(owner, [row.pk for row in found])
    return {
        row.pk: by_id.get(row.through) or ("", relations.introducer(told.get(row.pk, ()))) for row in found
    }


def _living(owner: Owner, **wanted: object) -> QuerySet[Row]:
    return Row.objects.filter(owner=owner, removed=False, **wanted)


def _coming(owner: Owner, numbers: Sequence[int], *, today: date) -> dict[int, Next]:
    """Give each person's next meeting on the calendar, by number."""
    begin = datetime(today.year, today.month, today.day, tzinfo=UTC)
    parts = Participation.objects.filter(
        known.exchanged(owner), owner=owner, record__in=access.records(owner, numbers),
        interaction__current=True, interaction__channel="meeting", interaction__at__gte=begin,
        interaction__at__lt=begin + AHEAD,
    ).exclude(interaction__source="hand")  # fmt: skip
    fields = ("record__person_id", *(f"interaction__{name}" for name in ("at", "text", "place", "minutes")))
    found: dict[int, Next] = {}
    for person, *told in parts.order_by("interaction__at", "interaction_id").values_list(*fields):
        found.setdefault(person, Next(*told))
    return found
