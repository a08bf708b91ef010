"""Corrections: what the owner says of a tie that no record shows, counted like everything else.

*Closer* says how close two people are on the day it is said: it counts as so many exchanges both ways, on as
many days, that the strength of that day is at least the one named; from then on it fades like all that was
exchanged. *Elsewhere* says how often they talk where nothing is read: silence on record then proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from operator import attrgetter, itemgetter
from typing import NamedTuple

from amity.core import ties
from amity.core.counting import PLAIN, STABILITY, Event, Pace, Tie, Word

NO = "no"
"""The word that takes a correction back."""
CLOSER: dict[str, float] = {"close": 0.8, "good": 0.6, "loose": 0.35}
"""The strength each word of closeness stands for: what about ten, two or half an exchange both ways make."""
ELSEWHERE: dict[str, int] = {"weekly": 7, "monthly": 30, "quarterly": 91}
"""Days between two talks elsewhere, by the owner's word."""
LASTS = 90.0
"""Days a tie lasts at least without contact once its owner has vouched for it: as long as its counts."""
FIELDS: dict[str, tuple[str, ...]] = {"closer": tuple(CLOSER), "elsewhere": tuple(ELSEWHERE)}
"""The fields of a claim that correct a tie, with the words each may have beside `NO`."""
_STEPS = 60


class Said(NamedTuple):
    """A correction as a record by hand keeps it: `field` of `FIELDS`, its word, and its day since 1970."""

    field: str
    word: str
    day: int


@dataclass(frozen=True, slots=True)
class Closer:
    """The owner's word, at a time, that two people are so close."""

    at: float
    level: str

    def heed(self, tie: Tie | None, pace: Pace = PLAIN) -> Tie:
        """Give the tie with so much more exchanged both ways that it is as strong as was said."""
        today = math.floor(self.at)
        before = nobody(self.at, pace) if tie is None else ties.faded(tie, self.at)
        silent = ties.quiet(before, self.at)
        lasts = max(before.stability if tie is None else ties.grown(before.stability, silent), LASTS)
        alive = before._replace(stability=lasts, vouched=today)
        return lent(alive, _missing(alive, CLOSER[self.level], now=alive.as_of))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The owner's word, at a time, that they talk elsewhere so often."""

    at: float
    rhythm: str

    def heed(self, tie: Tie | None, pace: Pace = PLAIN) -> Tie:
        """Give the tie that fades no more than in that rhythm; one exchange counts if none is on record."""
        known = lent(nobody(self.at, pace), 1.0)._replace(stability=LASTS) if tie is None else tie
        return known._replace(elsewhere=float(ELSEWHERE[self.rhythm]))


def nobody(at: float, pace: Pace = PLAIN) -> Tie:
    """Give the tie of somebody with whom nothing is on record, when the owner first says something of it."""
    day = math.floor(at)
    return Tie(
        sent=0.0, received=0.0, days=0.0, as_of=at, stability=STABILITY, first=at, last=at, first_day=day,
        last_day=day, active_days=0, interactions=0, started=0, starts=0, recent=0, state=None, pace=pace,
    )  # fmt: skip


def lent(tie: Tie, count: float) -> Tie:
    """Give the tie with so many more exchanges both ways, on as many days, at the time of its counts."""
    more = (tie.sent + count, tie.received + count, tie.days + count, tie.lively + count)
    return tie._replace(sent=more[0], received=more[1], days=more[2], lively=more[3])


def _missing(tie: Tie, level: float, *, now: float) -> float:
    """Find how many exchanges both ways a tie lacks to be of a strength; 0 when it has them. By halving."""
    low, high = 0.0, 1.0
    if ties.strength(tie, now) >= level:
        return 0.0
    while ties.strength(lent(tie, high), now) < level:
        high *= 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if ties.strength(lent(tie, middle), now) < level else (low, middle)
    return high


def latest(said: Iterable[Said]) -> dict[str, Said]:
    """Give, by field, the correction said last; one that was taken back is none."""
    found: dict[str, Said] = {}
    for one in sorted(said, key=attrgetter("day")):
        found[one.field] = one
    return {field: one for field, one in found.items() if one.word in FIELDS[field]}


def words(said: Iterable[Said]) -> list[Word]:
    """Give the corrections in force as words that a tie heeds, in order of time."""
    force = latest(said)
    found: list[Closer | Elsewhere] = []
    if "elsewhere" in force:
        found.append(Elsewhere(float(force["elsewhere"].day), force["elsewhere"].word))
    if "closer" in force:
        found.append(Closer(float(force["closer"].day), force["closer"].word))
    return [*sorted(found, key=attrgetter("at"))]


def among(events: Iterable[tuple[str, Event]], said: Iterable[Word]) -> Iterator[tuple[str, Event | Word]]:
    """Put words among the events of a history, each in its time and before what follows on its day."""
    told: list[tuple[float, str, Event | Word]] = [(word.at, "", word) for word in said]
    counted: Iterator[tuple[float, str, Event | Word]] = ((event.at, name, event) for name, event in events)
    return ((name, one) for _, name, one in merge(told, counted, key=itemgetter(0)))
