"""Reach: who can at all get into a week, told from a few numbers kept of each person.

Looking at everybody costs seconds in a large book. What is kept of a tie bounds from above what any signal
about it can be worth; whoever's bound lies below those found already need not be looked at
(`ties.best` does the same for strength). Days are whole days since 1970-01-01 UTC.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from amity.core import compose, index, ties, worth
from amity.core.compose import Option
from amity.core.people import Person
from amity.core.signals import circle_back, reconnect, stretch, warm
from amity.core.ties import LONG_SILENCE, Tie
from amity.core.view import View

KINDS = ("one-way", "two-way", "slept", "established", "spoken for")
"""What a tie allows: nothing of it, a word to somebody chosen, waking it, asking why it went quiet.

The last is one of which the owner said more than its exchanges do: how close the two are, or that they talk
elsewhere.
"""
ONE_WAY, TWO_WAY, SLEPT, ESTABLISHED, SPOKEN = range(5)
_LONGEST = 1 + circle_back.LONG_ENOUGH / 10
MOST: dict[str, tuple[float, float]] = {
    "warm": (2.0, warm.UNTOLD),
    "reconnect": (reconnect.ANSWERED + 4 * reconnect.BONUS, 0.0),
    "circle_back": (
        max(circle_back.MOVED, circle_back.KNOWN * _LONGEST),
        max(circle_back.MOVED_UNKNOWN, circle_back.CONNECTED * _LONGEST),
    ),
    "stretch": (stretch.KNOWN, stretch.UNKNOWN),
    "date": (1.0, 1.0),
}
"""What a reason multiplies the worth of contact by at most: with an exchange on record, and without one."""
_EPOCH = date(1970, 1, 1)
ASLEEP = LONG_SILENCE
"""Days of silence after which a tie is asleep, whatever it was."""

_QUARTERS = 5


class Row(NamedTuple):
    """What is kept of one person: `number`, highest index, decay per week, kind, `last` day (None: never).

    `unsure` is the standard deviation of ln decay, `gap` the usual days between two active ones, `area` the
    folded organization. `more` is what the whole book may add to the worth of this person.
    """

    number: int
    ceiling: float
    decay: float
    kind: int
    last: int | None
    unsure: float = 0.0
    gap: float = 0.0
    area: str = ""
    more: float = 1.0


def kind(tie: Tie | None) -> int:
    """Tell what a tie allows (`KINDS`)."""
    if tie is not None and (tie.elsewhere or tie.vouched is not None):
        return SPOKEN
    if tie is None or min(tie.sent, tie.received) <= 0:
        return ONE_WAY
    if tie.active_days >= warm.ESTABLISHED:
        return ESTABLISHED
    return SLEPT if tie.active_days >= reconnect.ESTABLISHED else TWO_WAY


def ceiling(person: Person, tie: Tie | None) -> tuple[float, float, float]:
    """Return the highest index of contact with a person, the decay of the tie per week, and how unsure it is.

    Letters of theirs, every attempt unanswered and whatever strength is left lower the index. A part in a
    goal, an event near and how a talk felt may raise it, and those who have one are looked at anyway.
    """
    arm = worth.arm(View(person, tie), today=_EPOCH)
    return index.weigh(arm._replace(strength=0.0, inbound=0.0)), arm.decay, arm.unsure


def gap(tie: Tie | None) -> float:
    """Return the usual days between two active ones, 0 without a tie."""
    return 0.0 if tie is None else ties.rhythm(tie)


def quarter(day: date) -> int:
    """Give the number of a day's calendar quarter: year * 4 + 0-3."""
    return day.year * 4 + (day.month - 1) // 3


def quarters(tie: Tie | None) -> tuple[int | None, int]:
    """Return the calendar quarter of the last exchange (year * 4 + 0-3), and in which the two were in touch.

    Bit k stands for the quarter k before that one, as far as the days of the last year tell.
    """
    if tie is None:
        return None, 0
    last, found, later = quarter(date.fromordinal(tie.last_day + worth.EPOCH)), 0, -1
    for before in range(min(_QUARTERS, last - 3)):
        begin = date((last - before) // 4, (last - before) % 4 * 3 + 1, 1).toordinal() - worth.EPOCH
        ago = tie.last_day - begin
        days = tie.recent >> later + 1 & (1 << ago - later) - 1
        found |= (days > 0) << before
        later = ago
    return last, found


def bound(row: Row, reason: str, *, today: int, near: int | None = None) -> float:
    """Return what a minute with this person cannot be worth more than for this reason today.

    The index that nobody's letters lower (`index.weigh`), for a tie of this age, times what the reason
    multiplies worth by at most. `near` counts those in touch at the person's organization.
    """
    known, unknown = MOST[reason]
    if row.last is None:
        return row.ceiling * row.more * unknown
    silent = max(0, today - row.last)
    if reason == "reconnect":
        known -= reconnect.BONUS * ((silent < reconnect.LONG) + (not row.area) + (near != 0 or not row.area))
    return row.ceiling * row.more * _lost(row.decay * silent / 7, row.unsure) * known


def _lost(faded: float, unsure: float) -> float:
    """Return the share of its ceiling that a tie is worth after so many lifetimes, as `index.weigh` does."""
    top = lost = 0.0
    for place, weight in index.NODES:
        factor = math.exp(place * unsure)
        gone = faded * factor
        top += weight / factor
        lost += weight / factor * (1 - math.exp(-gone) * (1 + gone))
    return lost / top


def may(row: Row, reason: str, *, importance: int, today: int) -> bool:
    """Tell whether a reason that rests on the tie alone, `warm` or `reconnect`, may speak of a person."""
    silent = today - row.last if row.last is not None else None
    if reason == "reconnect":
        least = TWO_WAY if importance else SLEPT
        return silent is not None and silent >= reconnect.SILENT and row.kind >= least
    if importance >= warm.CHOSEN and (silent is None or silent >= warm.THIN_WAIT):
        return True
    if row.kind < ESTABLISHED or silent is None or silent >= ASLEEP:
        return False
    return silent >= max(warm.LEAST, warm.PATIENCE * row.gap)


class Stream:
    """People for one reason and length, the best bound first, read as far as needed.

    `rows` come by falling ceiling times `more` and are read lazily; what is read waits in a heap until it is
    the best.
    """

    def __init__(
        self, reason: str, minutes: int, rows: Iterable[Row], *, today: int,
        near: Mapping[str, int] | None = None,
    ) -> None:  # fmt: skip
        """Begin with nothing read; `near` counts those in touch by folded organization."""
        self.reason, self.minutes, self.today = reason, minutes, today
        self._near = near or {}
        self._rows = iter(rows)
        self._heap: list[tuple[float, int]] = []
        self._unread = math.inf

    def _read(self) -> None:
        row = next(self._rows, None)
        if row is None:
            self._unread = -math.inf
            return
        self._unread = row.ceiling * row.more * max(MOST[self.reason])
        near = self._near.get(row.area, 0)
        heappush(self._heap, (-bound(row, self.reason, today=self.today, near=near), row.number))

    def left(self) -> float:
        """Return what nobody who is left can be worth more than; minus infinity when nobody is."""
        while self._unread > -math.inf and (not self._heap or -self._heap[0][0] < self._unread):
            self._read()
        return -self._heap[0][0] if self._heap else -math.inf

    def take(self, count: int) -> list[int]:
        """Take the numbers of the best who are left."""
        found: list[int] = []
        while len(found) < count and self.left() > 0:
            found.append(heappop(self._heap)[1])
        return found

    def full(self, options: Iterable[Option]) -> bool:
        """Tell whether these options, all looked at so far, are enough: whoever is left is worth no more.

        `compose.undominated` keeps twice `SIZE` of a class, with `SAME_PLACE` of one organization.
        """
        below = self.left()
        if below <= 0:
            return True
        places: Counter[str] = Counter()
        kept: set[str] = set()
        for option in options:
            mine = (option.signal.reason, option.minutes) == (self.reason, self.minutes)
            several = bool(option.circles)
            crowded = bool(option.organization) and places[option.organization] >= compose.SAME_PLACE
            if not mine or several or crowded or option.rate < below or option.person_id in kept:
                continue
            places[option.organization] += 1
            kept.add(option.person_id)
        return len(kept) >= 2 * compose.SIZE
