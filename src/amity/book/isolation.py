"""Isolation: whether the owner's circle is closing, and whom to write to."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Max

from amity.book import contacts, jobs, ties
from amity.book.models import Owner, Tie
from amity.core import atlas
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
    if not bounds:
        return []
    spans = contacts.spans(owner, bounds)
    people, _ = contacts.known(owner, seen.among(spans, range(rules.QUARTERS)))
    return rules.fewer(spans, people)


def _one_place(owner: Owner, *, today: date) -> Notice | None:
    here = Tie.objects.filter(owner=owner, person__removed=False, person__aside="").exclude(person__area="")
    near = here.filter(last__gte=ties.now(today) - atlas.IN_TOUCH, last__lt=ties.now(today) + 1)
    told = list(
        near.values_list("person__area").annotate(
            Count("id"), Max("person__organization"), Max("person__domain")
        )
    )
    in_touch = {area: count for area, count, *_ in told}
    if not in_touch:
        return None
    most = max(in_touch, key=lambda area: (in_touch[area], area))
    outside = (
        here.filter(person__muted=False).exclude(person__area=most).order_by("-person__importance", "-key")
    )
    numbers = list(outside.values_list("person_id", flat=True)[: rules.NAMED])
    people, _ = contacts.known(owner, numbers)
    chosen: list[Known] = [people[number] for number in numbers]
    return rules.one_place(in_touch, {area: name or domain for area, _, name, domain in told}, chosen)
