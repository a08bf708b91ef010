"""Purposes: what a tie is for, suggested with weak evidence and never applied; since when it was said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from amity.core import atlas, phrases
from amity.core.errors import Refusal
from amity.core.people import PURPOSES, Exchange, Person, Purpose

YEARS = 2
"""A suggestion looks back so many years."""
RECURRING = 4
"""Meetings of one title from which on they recur."""
LONG_MINUTES = 45
"""A meeting of so many minutes is a long one."""
RARE = 45
"""Days between long meetings, by the median, from which on they are rare."""
SHARE, FEWEST = 0.4, 3
"""A habit is named when it is this share (0-1) of what is on record, and no fewer exchanges than that."""
EVENING, MORNING, SATURDAY = 19, 6, 5
"""Hours and the weekday that belong to nobody's office."""
ENOUGH = 2
"""A suggestion needs so many points; one organization gives two at once."""
PRIVATE = frozenset({"message", "call", "social"})
_HIGH = re.compile(
    r"\b(chief|c[efiot]o|chair\w*|director|dean|founder|head|owner|partner|president|principal|professor|vp)"
    r"\b",
    re.IGNORECASE,
)
TARGETS: dict[str, dict[Purpose, int]] = {
    "": {"tactical": 50, "social": 20, "strategic": 30},
    "individual": {"tactical": 60, "social": 20, "strategic": 20},
    "lead": {"tactical": 55, "social": 20, "strategic": 25},
    "manager": {"tactical": 45, "social": 20, "strategic": 35},
    "director": {"tactical": 35, "social": 20, "strategic": 45},
    "executive": {"tactical": 25, "social": 20, "strategic": 55},
    "founder": {"tactical": 30, "social": 20, "strategic": 50},
    "between-jobs": {"tactical": 10, "social": 40, "strategic": 50},
}
"""Per cent of the time for people, by the owner's level; the empty one while none is said.

That whoever leads needs more of the strategic, and that almost all have too little of it, is found in Ibarra
and Hunter 2007 and in Hill and Lineback 2011; neither gives figures. **The per cents are this house's own
judgement**, a place to begin from, and the owner's own word replaces them (docs/using/purposes.md).
"""
WHOLE = 100
_STARTS = {
    "tactical": "Perhaps for the work of the day",
    "social": "Perhaps for the company",
    "strategic": "Perhaps for the wider view",
}


@dataclass(frozen=True, slots=True)
class Habits:
    """How two people met over the past years, counted; `title` is the meeting that recurred most often."""

    exchanges: int = 0
    together: int = 0
    title: str = ""
    recurring: int = 0
    off_hours: int = 0
    private: int = 0
    by_name: int = 0
    long: int = 0
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """One piece of weak evidence for a purpose, as the end of a sentence."""

    purpose: Purpose
    text: str
    points: int = 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a tie may be for: the sentence says why, and that it is weak."""

    purpose: Purpose
    sentence: str
    points: int


@dataclass(frozen=True, slots=True)
class Span:
    """The owner's word that a tie had a purpose, from one day on; `until` is None while it holds."""

    purpose: str
    since: date
    until: date | None = None


def target(level: str, told: Mapping[str, int]) -> dict[str, int]:
    """Give the per cent of time each purpose should have: the owner's own word, else that of the level."""
    meant = TARGETS.get(level, TARGETS[""])
    return dict(told) or {str(name): share for name, share in meant.items()}


def read_target(text: str) -> dict[str, int]:
    """Read "40/20/40" as tactical, social and strategic per cent; nothing takes the owner's word back."""
    if not text.strip():
        return {}
    parts = [part.strip().removesuffix("%").strip() for part in text.split("/")]
    shares = [int(part) for part in parts if part.isascii() and part.isdigit()]
    if len(parts) != len(PURPOSES) or len(shares) != len(PURPOSES) or sum(shares) != WHOLE:
        raise Refusal(
            "targets", "Write three per cents that add up to 100, tactical/social/strategic: 40/20/40."
        )
    return dict(zip(PURPOSES, shares, strict=True))


def high(title: str) -> bool:
    """Tell whether a title names a high post."""
    return bool(_HIGH.search(title))


def habits(exchanges: Iterable[Exchange], *, names: Sequence[str] = ()) -> Habits:
    """Count how two people met; the times are the owner's own, `names` what the two are called by."""
    known = [exchange for exchange in exchanges if exchange.weight > 0]
    met = [exchange for exchange in known if exchange.channel == "meeting"]
    titles = Counter(phrases.plain(exchange.text) for exchange in met if exchange.text.strip())
    title, often = titles.most_common(1)[0] if titles else ("", 0)
    long = sorted(one.at.date() for one in met if (one.minutes or 0) >= LONG_MINUTES)
    gaps = [(later - earlier).days for earlier, later in pairwise(long)]
    return Habits(
        exchanges=len(known),
        together=sum(exchange.others > 1 for exchange in known),
        title=title if often >= RECURRING else "",
        recurring=often if often >= RECURRING else 0,
        off_hours=sum(_off(exchange) for exchange in known),
        private=sum(exchange.channel in PRIVATE for exchange in known),
        by_name=sum(_called(exchange, names) for exchange in known if exchange.channel in PRIVATE),
        long=len(long),
        gap=float(median(gaps)) if gaps else 0.0,
    )


def _off(exchange: Exchange) -> bool:
    """Tell whether an exchange was in an evening, at night or on a weekend."""
    return exchange.at.weekday() >= SATURDAY or not MORNING <= exchange.at.hour < EVENING


def _called(exchange: Exchange, names: Sequence[str]) -> bool:
    said = {word.casefold() for word in re.findall(r"\w+", exchange.text)}
    return any(name.casefold() in said for name in names if name)


def suggest(person: Person, seen: Habits, *, organization: str, title: str = "") -> tuple[Suggestion, ...]:
    """Suggest purposes the owner has not said, the best grounded first; nothing on too little evidence.

    `organization` and `title` are the owner's. Who is who for whom cannot be known from records: a person's
    own manager is found first in 31 % of cases (docs/using/purposes.md).
    """
    found = (
        *_tactical(person, seen, organization),
        *_social(seen),
        *_strategic(person, seen, organization, title),
    )
    several = [_suggestion(purpose, found) for purpose in PURPOSES if purpose not in person.purposes]
    kept = [one for one in several if one.points >= ENOUGH]
    return tuple(sorted(kept, key=lambda one: (-one.points, PURPOSES.index(one.purpose))))


def _suggestion(purpose: Purpose, grounds: Iterable[Ground]) -> Suggestion:
    mine = [ground for ground in grounds if ground.purpose == purpose]
    sentence = f"{_STARTS[purpose]}: {phrases.listed([ground.text for ground in mine])}."
    return Suggestion(purpose, sentence, sum(ground.points for ground in mine))


def _same(person: Person, organization: str) -> bool:
    mine = atlas.fold(organization)
    return bool(mine) and atlas.fold(person.organization) == mine


def _elsewhere(person: Person, organization: str) -> bool:
    return bool(person.organization) and bool(organization) and not _same(person, organization)


def _tactical(person: Person, seen: Habits, organization: str) -> Iterable[Ground]:
    if _same(person, organization):
        yield Ground("tactical", f"you are both at {phrases.plain(person.organization)}", 2)
    if seen.recurring:
        times = phrases.number(seen.recurring)
        yield Ground("tactical", f"you met {times} times for {phrases.quoted(seen.title, most=40)}")
    if _usual(seen.together, seen.exchanges):
        yield Ground("tactical", "much of it was among several people")


def _social(seen: Habits) -> Iterable[Ground]:
    if _usual(seen.off_hours, seen.exchanges):
        yield Ground("social", "much of it was in evenings or on weekends")
    if _usual(seen.private, seen.exchanges):
        yield Ground("social", "you chat and call more than you mail")
    if seen.by_name >= FEWEST:
        yield Ground("social", "you call each other by first name")


def _strategic(person: Person, seen: Habits, organization: str, title: str) -> Iterable[Ground]:
    if _elsewhere(person, organization):
        yield Ground("strategic", f"{phrases.plain(person.organization)} is another organization than yours")
        if high(person.title) and title and not high(title):
            yield Ground("strategic", f"“{phrases.plain(person.title)}” is a post above yours")
        elif high(person.title):
            yield Ground("strategic", f"“{phrases.plain(person.title)}” is a high post")
    if seen.long and (seen.long == 1 or seen.gap >= RARE):
        yield Ground("strategic", "you met rarely and long")


def _usual(count: int, total: int) -> bool:
    return count >= FEWEST and count >= SHARE * total


def spans(editions: Iterable[tuple[date, Iterable[str]]]) -> tuple[Span, ...]:
    """Tell since when each purpose holds, from what was said on each day, oldest first; the newest first.

    A word taken back on the day it was said was a slip and leaves no trace.
    """
    open_: dict[str, date] = {}
    closed: list[Span] = []
    for on, said in editions:
        now = set(said)
        for purpose in sorted(open_.keys() - now):
            since = open_.pop(purpose)
            closed += [Span(purpose, since, on)] if since < on else []
        for purpose in sorted(now - open_.keys()):
            back = next((one for one in closed if (one.purpose, one.until) == (purpose, on)), None)
            open_[purpose] = back.since if back else on
            closed = [one for one in closed if one is not back]
    found = [*closed, *(Span(purpose, since) for purpose, since in open_.items())]
    return tuple(sorted(found, key=lambda one: (one.until is not None, -one.since.toordinal(), one.purpose)))
