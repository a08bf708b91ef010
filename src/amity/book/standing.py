"""Standing: whose tie is in a state on a day, told from what is kept beside it (`outlook`)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from amity.book import rows, ties
from amity.book.models import Outlook, Owner, Tie
from amity.core import ties as rules

_SLACK = 1e-9


class Standing:
    """Those in one state: kept until the day on which each turns; the few who have turned since, judged."""

    def __init__(self, owner: Owner, state: str, *, today: date) -> None:
        """Find who has turned; all may have, where ties are counted to a later day than `today`."""
        self.kept = Outlook.objects.filter(owner=owner, state=state)
        tied = Outlook.objects.filter(owner=owner, last__isnull=False)
        if owner.ties_on is None or owner.ties_on <= today:
            tied = tied.filter(turns__lte=ties.now(today))
        self.turned = list(tied.values_list("person_id", flat=True))
        self.judged = sorted(_judged(owner, self.turned, state, today=today))

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
        kept = self.kept.order_by("-strong", "person_id").values_list("strong", "person_id")
        for strong, person in kept.iterator(rows.CHUNK):
            if person not in passed:
                yield strong + _SLACK, person


def _judged(owner: Owner, people: Iterable[int], state: str, *, today: date) -> set[int]:
    found: set[int] = set()
    for some in rows.chunks(people):
        for person, row in Tie.objects.filter(owner=owner, person__in=some).values_list("person_id", "row"):
            tie = rules.from_row(row)
            if rules.state(tie, max(ties.now(today), tie.last)) == state:
                found.add(person)
    return found
