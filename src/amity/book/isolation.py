"""Isolation: whether the owner's circle is closing, and whom to write to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Count

from amity.book import contacts, coverage, jobs, rows, ties
from amity.book.models import Outlook, Owner, Tie
from amity.core import atlas, reach
from amity.core import contacts as seen
from amity.core import isolation as rules
from amity.core.isolation import Notice
from amity.core.jobs import Passage
from amity.core.reviews import Known


def notices(owner: Owner, *, today: date) -> tuple[Notice, ...]:
    """Give the signs that a circle is closing; none is what most books have."""
    return about(owner, jobs.latest(owner, today=today), today=today)


def about(owner: Owner, passage: Passage | None, *, today: date) -> tuple[Notice, ...]:
    """Give the same, where what became of a change of organization is known already."""
    found = (_one_place(owner, today=today), rules.left_behind(passage, today=today))
    return tuple(filter(None, (*_fewer(owner, today=today), *found)))


def _fewer(owner: Owner, *, today: date) -> list[Notice]:
    bounds = rules.quarters(today=today, newest=contacts.newest(owner))
    if not bounds or not _narrows(owner, bounds):
        return []
    spans = contacts.spans(owner, bounds)
    people, _ = contacts.known(owner, seen.among(spans, range(rules.QUARTERS)))
    return rules.fewer(spans, people)


def _narrows(owner: Owner, bounds: Sequence[date]) -> bool:
    """Count people and organizations of the whole quarters from what is kept with the outlooks."""
    numbers = [reach.quarter(bound) for bound in bounds[:-1]]
    kept = Outlook.objects.filter(owner=owner, away=False, quarter__gte=numbers[0]).order_by()
    people, places = [0] * len(numbers), [set[str]() for _ in numbers]
    for last, bits, area, count in kept.values_list("quarter", "quarters", "area").annotate(n=Count("id")):
        for place, number in enumerate(numbers):
            if last >= number and bits >> last - number & 1:
                people[place] += count
                places[place].add(area)
    return rules.narrows(people, [len(one - {""}) for one in places])


def _one_place(owner: Owner, *, today: date) -> Notice | None:
    now = ties.now(today)
    kept = Outlook.objects.filter(owner=owner, away=False, area__gt="").order_by()
    near = [kept.filter(last__gte=now - atlas.IN_TOUCH, last__lte=now)]
    near += [kept.filter(person__in=some) for some in rows.chunks(coverage.elsewhere(owner, today=today))]
    in_touch: Counter[str] = Counter()
    for several in near:
        in_touch.update(dict(several.values_list("area").annotate(Count("id"))))
    most = max(in_touch, key=lambda area: (in_touch[area], area), default="")
    if not rules.alone(in_touch.get(most, 0), sum(in_touch.values())):
        return None
    outside = (
        Tie.objects.filter(owner=owner, person__removed=False, person__aside="", person__muted=False)
        .exclude(person__area__in=["", most])
        .order_by("-person__importance", "-key")
    )
    numbers = list(outside.values_list("person_id", flat=True)[: rules.NAMED])
    people, _ = contacts.known(owner, numbers)
    chosen: list[Known] = [people[number] for number in numbers]
    return rules.one_place(in_touch, {most: coverage.spelled(owner, most)}, chosen)
