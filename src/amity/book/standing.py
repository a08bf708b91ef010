"""Standing: whose tie is in which state on a day, and how strong at most, told from what is kept of it."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator
from datetime import date
from heapq import merge
from typing import get_args

from django.db.models import Q

from amity.book import rows, ties
from amity.book.models import Outlook, Owner, Tie
from amity.core import ties as rules
from amity.core.ties import State

STATES: tuple[State, ...] = get_args(State)
_SLACK = 1e-9


class Standing:
    """Those in one state, or in any: as kept until each turns; the few who have turned since are judged."""

    def __init__(self, owner: Owner, state: str = "", *, today: date) -> None:
        """Find who has turned; all may have, where ties are counted to a later day than `today`."""
        self.states = (state,) if state else STATES
        self.kept = Outlook.objects.filter(owner=owner, state__in=self.states)
        tied = Outlook.objects.filter(owner=owner, last__isnull=False)
        if owner.ties_on is None or owner.ties_on <= today:
            tied = tied.filter(turns__lte=ties.now(today))
        self.turned = list(tied.values_list("person_id", flat=True))
        self.judged = sorted(_judged(owner, self.turned, self.states, today=today))

    def among(self, column: str) -> Q:
        """Give what narrows rows to these people by the column that names them."""
        kept = Q(**{f"{column}__in": self.kept.values("person_id")})
        if not self.turned:
            return kept
        return Q(**{f"{column}__in": self.judged}) | kept & ~Q(**{f"{column}__in": self.turned})

    def strongest(self) -> Iterator[tuple[float, int]]:
        """Give (what their strength cannot exceed, number), the first falling: none grows by itself."""
        yield from ((math.inf, person) for person in self.judged)
        passed = set(self.turned)
        # State by state, as the index has them: together they would have to be sorted.
        for strong, person in merge(*map(self._falling, self.states), reverse=True):
            if person not in passed:
                yield strong + _SLACK, person

    def _falling(self, state: str) -> Iterator[tuple[float, int]]:
        kept = self.kept.filter(state=state).order_by("-strong", "-person_id")
        for strong, person in kept.values_list("strong", "person_id").iterator(rows.CHUNK):
            yield strong or 0.0, person


def _judged(owner: Owner, people: Iterable[int], states: Container[str], *, today: date) -> set[int]:
    found: set[int] = set()
    for some in rows.chunks(people):
        for person, row in Tie.objects.filter(owner=owner, person__in=some).values_list("person_id", "row"):
            tie = rules.from_row(row)
            if rules.state(tie, max(ties.now(today), tie.last)) in states:
                found.add(person)
    return found
