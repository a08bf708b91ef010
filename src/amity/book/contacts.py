"""Contacts: who was in touch in which stretch of time, counted by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Case, IntegerField, Max, Min, Q, QuerySet, Value, When

from amity.book import rows, ties
from amity.book.models import Outlook, Owner, Participation, Person, Tie
from amity.book.views import EXCHANGED
from amity.core import contacts as rules
from amity.core.contacts import Span
from amity.core.interactions import TIMELINE_ONLY
from amity.core.reviews import Known

_KNOWN = ("id", "uid", "name", "organization", "domain", "area", "purposes", "muted")
_EPOCH, _DAY = date(1970, 1, 1), timedelta(days=1)


def _counting(owner: Owner) -> QuerySet[Participation]:
    """Give the parts in exchanges that count."""
    return Participation.objects.filter(
        EXCHANGED, owner=owner, interaction__owner=owner, interaction__current=True,
        interaction__others__gte=1, interaction__others__lte=TIMELINE_ONLY, record__person__isnull=False,
    )  # fmt: skip


def spans(owner: Owner, bounds: Sequence[date]) -> dict[int, dict[int, Span]]:
    """Give, by person, the first and last day in touch in each stretch between neighboring bounds.

    Those removed or set aside are left out. Of the last three years the days in touch are kept (`outlook`);
    exchanges are read for what lies before them, or after the day up to which ties are counted.
    """
    numbers = [(day - _EPOCH).days for day in bounds]
    counted = owner.ties_on
    if counted is not None and bounds[-1] <= counted + _DAY and bounds[0] > counted - rules.KEPT * _DAY:
        return _kept(owner, numbers)
    return _read(owner, bounds)


def _kept(owner: Owner, bounds: Sequence[int]) -> dict[int, dict[int, Span]]:
    here = Outlook.objects.filter(owner=owner, away=False, last__gte=bounds[0]).exclude(days="")
    told = here.values_list("person_id", "last", "days").iterator(rows.CHUNK)
    found = ((person, rules.stretches(int(days, 16), last or 0, bounds)) for person, last, days in told)
    return {person: spans for person, spans in found if spans}


def _read(owner: Owner, bounds: Sequence[date]) -> dict[int, dict[int, Span]]:
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
    several = list(numbers)
    if owner.ties_on is not None and day <= owner.ties_on + _DAY:
        found = _kept_before(owner, several, (day - _EPOCH).days)
    for some in rows.chunks(one for one in several if one not in found):
        before = _counting(owner).filter(record__person__in=some, interaction__at__lt=end)
        last = before.values_list("record__person_id").annotate(Max("interaction__at"))
        found |= {person: at.astimezone(UTC).date() for person, at in last}
    return found


def _kept_before(owner: Owner, numbers: Sequence[int], day: int) -> dict[int, date]:
    found: dict[int, date] = {}
    for some in rows.chunks(numbers):
        kept = Outlook.objects.filter(owner=owner, person__in=some).exclude(days="")
        for person, last, days in kept.values_list("person_id", "last", "days"):
            on = rules.latest(int(days, 16), last or 0, day)
            found |= {} if on is None else {person: on}
    return found


def newest(owner: Owner) -> date | None:
    """Give the day of the newest exchange of all, up to the day the ties are counted to."""
    last = Tie.objects.filter(owner=owner).order_by("-last").values_list("last", flat=True).first()
    return None if last is None else ties.day(last)


def known(owner: Owner, numbers: Iterable[int]) -> tuple[dict[int, Known], dict[int, date]]:
    """Give who these people are with the order of their ties, and the day of the first exchange with each."""
    several = sorted(set(numbers))
    order = dict(rows.having(Tie, ("person_id", "key"), "person_id", several, owner=owner.pk))
    tied = rows.having(Outlook, ("person_id", "since"), "person_id", several, owner=owner.pk)
    firsts = {pk: ties.day(first) for pk, first in tied if first is not None}
    found: dict[int, Known] = {}
    away = set(
        Outlook.objects.filter(owner=owner, said=True, elsewhere=True).values_list("person_id", flat=True)
    )
    for pk, uid, name, organization, domain, area, purposes, muted in rows.having(
        Person, _KNOWN, "id", several, owner=owner.pk
    ):
        place = organization or (domain if area else "")
        # Of most people no purpose is said: nothing has to be read of it.
        said = () if purposes == "[]" else tuple(rows.parsed(purposes))
        found[pk] = Known(uid, name, place, area, said, order.get(pk, 0.0), bool(muted), pk in away)
    return found, firsts
