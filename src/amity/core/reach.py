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

from amity.core import compose, index, purposes, ties, worth
from amity.core.compose import Option
from amity.core.index import Arm
from amity.core.people import Person
from amity.core.reasons import Reason
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

FAINT = ties.SHORT_SILENCE
"""Days of silence after which a faint tie is asleep."""
_QUARTERS = 5
FLAT = 0.38
"""Least of 1 / (1 - (1 + x) e^-x) - 2/x^2 - 4/(3x) over all x > 0, rounded down (`order`)."""
_SOON = 0.01
"""Days by which the day may be off on which a tie is said to be faint."""


UNSAID = Person("", "")
"""Somebody of whom the owner said nothing."""
_WORTH, _MINUTES = worth.of(UNSAID), worth.minutes(UNSAID)


class Row(NamedTuple):
    """What is kept of one person: `number`, what the tie allows, and what the index of contact is made of.

    `ceiling` is the highest index if nobody's letters lowered it, `reply` and `decay` (per week, its
    logarithm known to `unsure`) as in `index.Arm`, `began` how many conversations the other began since the
    day `first`. `last` is the day of the last exchange that counts (None: never), `heard` of the last one of
    any kind, `gap` the usual days between two active ones, `lively` and `stability` what `ties.silence` is
    made of, counted at `last`. On the day `faint` (a float) strength falls to `ties.FADED`; `high` tells of a
    high post, `area` is the folded organization. `worth` and `minutes` are of a contact, `more` is what the
    whole book may add to its worth.
    """

    number: int
    ceiling: float
    decay: float
    kind: int
    last: int | None
    unsure: float = 0.0
    gap: float = 0.0
    area: str = ""
    reply: float = worth.REPLY.mean
    first: int | None = None
    began: float = 0.0
    lively: float = 0.0
    stability: float = 1.0
    heard: int | None = None
    faint: float = math.inf
    high: bool = True
    worth: float = _WORTH
    minutes: int = _MINUTES
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


def kept(person: Person, tie: Tie | None) -> Row:
    """Tell what is kept of a person beside their tie, but for number and area.

    A part in a goal, an event near and how a talk felt may raise the index, and those who have one are looked
    at anyway; letters without an answer only lower it.
    """
    arm = worth.arm(View(person, tie), today=_EPOCH)
    found = Row(
        0, index.weigh(arm._replace(strength=0.0, inbound=0.0)), arm.decay, kind(tie), None, arm.unsure,
        gap(tie), reply=arm.reply, faint=0.0, high=purposes.high(person.title), worth=arm.worth,
        minutes=worth.minutes(person),
    )  # fmt: skip
    if tie is None:
        return found
    return found._replace(
        last=tie.last_day,
        first=tie.first_day,
        began=tie.starts - tie.started,
        lively=ties.lively(tie, tie.last_day),
        stability=tie.stability,
        heard=tie.last_day if tie.crowd_day is None else max(tie.crowd_day, tie.last_day),
        faint=ties.key(tie),
    )


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


def arm(row: Row, *, today: int) -> Arm:
    """Give the tie as the plan weighs it, from what is kept of it: `worth.arm` of somebody not spoken for."""
    silent = None if row.last is None else max(0, today - row.last)
    return Arm(
        reply=row.reply,
        worth=row.worth,
        minutes=row.minutes,
        decay=row.decay,
        strength=0.0 if silent is None else math.exp(-row.decay * silent / 7),
        inbound=worth.begun(row.began, None if row.first is None else today - row.first),
        restore=worth.RESTORE,
        unsure=row.unsure,
    )


def bound(row: Row, reason: str, *, today: int, near: int | None = None, here: str = "") -> float:
    """Return what a minute with this person cannot be worth more than for this reason today.

    The index of contact, times what the whole book may add, times what the reason multiplies worth by at
    most, times how much longer a contact is than the next word. `near` counts those in touch at the person's
    organization, `here` is the owner's own, folded.
    """
    whole = most(row, reason, today=today, near=near, here=here) * row.minutes / length(row, today=today)
    return index.weigh(arm(row, today=today)) * row.more * whole


def length(row: Row, *, today: int) -> int:
    """Return the minutes of the next word with a person (`worth.first`)."""
    return worth.first(row.minutes, None if row.last is None else today - row.last)


def most(row: Row, reason: str, *, today: int, near: int | None = None, here: str = "") -> float:
    """Return what a reason multiplies the worth of contact with a person by at most."""
    known, unknown = MOST[reason]
    if row.last is None:
        return unknown
    silent = max(0, today - row.last)
    if reason == "warm":
        return 1 + _alarm(row, today=today)
    if reason == "reconnect":
        placed = bool(row.area)
        news = (silent >= reconnect.LONG, row.high, placed and row.area != here, placed and near == 0)
        return reconnect.ANSWERED + reconnect.BONUS * sum(news)
    return known


def _alarm(row: Row, *, today: int) -> float:
    """Return how much a tie is at risk of falling silent, as `ties.silence` tells."""
    last = row.last or 0
    heard = last if row.heard is None else row.heard
    return ties.at_risk(row.lively, row.stability, age=max(0, today - last), gap=max(0, today - heard))


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
    if row.kind == ESTABLISHED and silent >= FAINT and today > row.faint + _SOON:
        return False
    return silent >= max(warm.LEAST, warm.PATIENCE * row.gap)


def order(row: Row, *, today: int) -> float:
    """Bound the index of contact from above with nothing but sums and quotients, as a database can.

    The least of two bounds. Letters alone (e a week, index.Arm): the mean of 1/(d + m) over the points of
    `index.weigh` is at most that of their mean 1/d (Jensen), and m is at least e. Fading alone, for a tie to
    whom nobody writes: 1 - (1 + x) e^-x <= 1 / (2/x^2 + 4/(3x) + `_FLAT`), x being lifetimes of silence.
    """
    letters = worth.begun(row.began, None if row.first is None else today - row.first)
    wrote = 1 + row.ceiling * letters * row.minutes / (row.reply * row.worth)
    if row.last is None:
        return row.ceiling / wrote
    y = 7 / (row.decay * max(1, today - row.last))
    return row.ceiling / max(wrote, y * (2 * y + 4 / 3) + FLAT)


class Stream:
    """People for one reason and length, the best bound first, read as far as needed.

    `rows` are (bound, row) by a falling bound that is quick to tell, and are read lazily; what is read waits
    in a heap by `bound` until it is the best.
    """

    def __init__(
        self, reason: Reason, minutes: int, rows: Iterable[tuple[float, Row]], *, today: int,
        near: Mapping[str, int] | None = None, here: str = "",
    ) -> None:  # fmt: skip
        """Begin with nothing read; `near` counts those in touch by organization, `here` is the owner's."""
        self.reason, self.minutes, self.today = reason, minutes, today
        self._near, self._here = near or {}, here
        self._rows = iter(rows)
        self._heap: list[tuple[float, int]] = []
        self._unread = math.inf

    def _read(self) -> None:
        self._unread, row = next(self._rows, (-math.inf, None))
        if row is not None:
            near = self._near.get(row.area, 0)
            rate = bound(row, self.reason, today=self.today, near=near, here=self._here)
            heappush(self._heap, (-rate, row.number))

    def ahead(self) -> float:
        """Return what nobody who is left can be worth more than, as far as was read; `left` reads on."""
        return max(self._unread, -self._heap[0][0] if self._heap else -math.inf)

    def left(self) -> float:
        """Return what nobody who is left can be worth more than; minus infinity when nobody is."""
        while self._unread > -math.inf and (not self._heap or -self._heap[0][0] < self._unread):
            self._read()
        return -self._heap[0][0] if self._heap else -math.inf

    def take(self, count: int, *, above: float = 0.0) -> list[int]:
        """Take the numbers of the best who are left, of those only who may be worth so much."""
        found: list[int] = []
        while len(found) < count and self.left() > 0 and self.left() >= above:
            found.append(heappop(self._heap)[1])
        return found

    def full(self, options: Iterable[Option]) -> bool:
        """Tell whether these options, all looked at so far, are enough: whoever is left is worth no more.

        `compose.undominated` keeps twice `SIZE` of a class, with `SAME_PLACE` of one organization: of so many
        at least one is free and may stand, whatever else a week holds. Options with circles are not counted,
        since a circle may be full.
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
