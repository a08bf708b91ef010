"""Contacts: who was in touch in which stretch of time, counted by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from django.db.models import Case, IntegerField, Max, Min, Q, QuerySet, Value, When

from amity.book import rows, ties
from amity.book.models import Owner, Participation, Person, Tie
from amity.book.views import EXCHANGED
from amity.core.contacts import Span
from amity.core.interactions import TIMELINE_ONLY
from amity.core.reviews import Known
from amity.core.ties import Tie as Counted

_READ = tuple(f"row__{Counted._fields.index(name)}" for name in ("first", "elsewhere"))
"""Where in a stored tie (`core.ties.to_row`) the first exchange's time and talks elsewhere stand."""


def _counting(owner: Owner) -> QuerySet[Participation]:
    """Give the parts in exchanges that count."""
    return Participation.objects.filter(
        EXCHANGED, owner=owner, interaction__owner=owner, interaction__current=True,
        interaction__others__gte=1, interaction__others__lte=TIMELINE_ONLY, record__person__isnull=False,
    )  # fmt: skip


def spans(owner: Owner, bounds: Sequence[date]) -> dict[int, dict[int, Span]]:
    """Give, by person, the first and last day in touch in each stretch between neighboring bounds.

    Those removed or set aside are left out.
    """
    moments = [datetime.combine(day, time.min, tzinfo=UTC) for day in bounds]
    within = _counting(owner).filter(interaction__at__gte=moments[0], interaction__at__lt=moments[-1])
    numbers = [When(interaction__at__lt=end, then=Value(n)) for n, end in enumerate(moments[1:])]
    told = within.annotate(stretch=Case(*numbers, output_field=IntegerField()))
    mine = Person.objects.filter(owner=owner)
    away = set(mine.filter(Q(removed=True) | ~Q(aside="")).values_list("id", flat=True))
    found: dict[int, dict[int, Span]] = defaultdict(dict)
    for person, stretch, first, last in told.values_list("record__person_id", "stretch").annotate(
        Min("interaction__at"), Max("interaction__at")
    ):
        if person not in away:
            found[person][stretch] = Span(first.astimezone(UTC).date(), last.astimezone(UTC).date())
    return found


def last_before(owner: Owner, numbers: Iterable[int], day: date) -> dict[int, date]:
    """Give the day on which each of a few people was last in touch before another day."""
    end = datetime.combine(day, time.min, tzinfo=UTC)
    found: dict[int, date] = {}
    for some in rows.chunks(numbers):
        before = _counting(owner).filter(record__person__in=some, interaction__at__lt=end)
        last = before.values_list("record__person_id").annotate(Max("interaction__at"))
        found |= {person: at.astimezone(UTC).date() for person, at in last}
    return found


def newest(owner: Owner) -> date | None:
    """Give the day of the newest exchange of all, up to the day the ties are counted to."""
    last = Tie.objects.filter(owner=owner).order_by("-last").values_list("last", flat=True).first()
    return None if last is None else ties.day(last)


def known(owner: Owner, numbers: Iterable[int]) -> tuple[dict[int, Known], dict[int, date]]:
    """Give who these people are with the order of their ties, and the day of the first exchange with each."""
    found: dict[int, Known] = {}
    firsts: dict[int, date] = {}
    for some in rows.chunks(sorted(set(numbers))):
        # The database takes the one number out of the row: thousands of whole ties cost seconds.
        kept = Tie.objects.filter(owner=owner, person__in=some)
        order: dict[int, float] = {}
        away: dict[int, bool] = {}
        for pk, order[pk], first, days in kept.values_list("person_id", "key", *_READ):
            firsts[pk], away[pk] = ties.day(first), (days or 0) > 0
        told = Person.objects.filter(owner=owner, id__in=some)
        fields = ("id", "uid", "name", "organization", "domain", "area", "purposes", "muted")
        for pk, uid, name, organization, domain, area, purposes, muted in told.values_list(*fields):
            place = organization or (domain if area else "")
            found[pk] = Known(
                uid, name, place, area, tuple(purposes), order.get(pk, 0.0), muted, away.get(pk, False)
            )
    return found, firsts
