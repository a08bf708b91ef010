"""Replay real mail week by week: who was named in time of the ties that later revived or fell silent.

    python -m bench.backtest --data FOLDER [--set email-eu manufacturing enron] [--egos 30]

FOLDER holds `reference/` (its loader) and `data/` (the sets). Each week the product draws its week of 90
minutes from what lies before it, by signals, index and constraints as they are, nobody's worth being told;
every pick counts as an attempt, answered if a mail then came. Every other rule names as many people, nobody
twice within six weeks, and like the product nobody after two attempts without a mail since. Nothing is
fitted. In truth nobody was written to: it says who was thought of in time, never what a word would have done.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import math
import random
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from amity.core import index, interactions, plan, signals, ties, worth
from amity.core.people import Exchange, Person
from amity.core.ties import Event, Tie
from amity.core.view import Around, View

SETS = ("email-eu", "manufacturing", "enron")
WEEK, REST = 7.0, 42.0
"""Days of a week, and days in which nobody is named again by the same rule."""
FEW, MANY = 5, 20
"""Active days that make a tie established; past partners of a mailbox that takes part."""
WINDOW = 8
"""Weeks before a revival or a loss in which to be named is in time (N)."""
TIERS = 0.3
"""Share of the strongest that cadence apps would have the owner call monthly; the others quarterly."""
MONTHLY, QUARTERLY = 30.0, 91.0
RECENT = 5
"""Exchanges a signal sees, as in the product."""
DRAWS = 1_000
CLOCK = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Past:
    """What is known of one partner before a moment: the tie, days of mail each way, the last day of any."""

    counted: Tie | None = None
    sent: bool = False
    received: bool = False
    first: float = 0.0
    last: float = 0.0
    days: set[int] = field(default_factory=set)
    recent: deque[Exchange] = field(default_factory=lambda: deque(maxlen=RECENT))
    oldest: Exchange | None = None
    picked: date | None = None
    attempts: int = 0

    @property
    def tie(self) -> Tie | None:
        """The tie; what only ever happened in crowds makes none."""
        return self.counted if self.counted is not None and self.counted.interactions else None

    def take(self, at: float, *, sent: bool, recipients: int) -> None:
        """Count one message as the product counts it."""
        weight, crowd = interactions.weight(recipients), interactions.crowded(recipients)
        if weight:
            sides = (weight, 0.0) if sent else (0.0, weight)
            self.counted = ties.observe(self.counted, Event(at, *sides, crowd=crowd))
        if weight and not crowd:
            when = CLOCK + timedelta(days=at)
            one = Exchange(f"{at}", when, "mail", "sent" if sent else "received", weight=weight)
            self.recent.appendleft(one)
            self.oldest = self.oldest or one
        if not self.days:
            self.first = at
        self.sent, self.received = self.sent or sent, self.received or not sent
        self.last = at
        self.attempts = self.attempts if sent else 0
        self.days.add(math.floor(at))

    def view(self, number: int, today: date) -> View:
        """See the partner as the product does, of whom nothing is said."""
        tie, now = self.tie, float(today.toordinal() - worth.EPOCH)
        person = Person(f"p{number}", f"Name{number} Partner")
        recent = tuple(self.recent)
        if tie is not None:
            at = max(now, tie.last)
            state, strength = ties.state(tie, at), ties.strength(tie, at)
            last = date.fromordinal(worth.EPOCH + tie.last_day)
            person = replace(person, state=state, strength=strength, last=last, interactions=tie.interactions)
        silent = max(_unanswered(recent), self.attempts)
        return View(person, tie, recent, silent, picked=self.picked, first=self.oldest)


def _unanswered(recent: Sequence[Exchange]) -> int:
    """Count the days on which the owner wrote since the partner last answered, as `book.views` does."""
    written = itertools.takewhile(lambda one: one.direction == "sent", recent)
    return len({one.at.date() for one in written})


Rule = Callable[[Past, float, random.Random], float]


def by_index(past: Past, now: float, chance: random.Random) -> float:
    """Weigh by the product's index at equal worth, all else as the product learns it from the tie."""
    del chance
    today = date.fromordinal(worth.EPOCH + math.floor(now))
    return index.weigh(worth.arm(past.view(0, today), today=today))


def by_silence(past: Past, now: float, chance: random.Random) -> float:
    """Put the longest silent first."""
    del chance
    return now - past.last


def by_chance(past: Past, now: float, chance: random.Random) -> float:
    """Put anybody first."""
    del past, now
    return chance.random()


RULES: dict[str, Rule] = {
    "amity: the index alone": by_index,
    "longest silent first": by_silence,
    "random": by_chance,
}
DRAWN, TIERED = "amity: the week as drawn", "monthly/quarterly tiers"


@dataclass(frozen=True)
class Outcome:
    """One tie that revived or fell silent at the day `at`, and the days from which to be named is in time."""

    kind: str
    person: int
    since: float
    at: float


def outcomes(
    rows: Sequence[tuple[int, float, bool, int]], *, quiet: float, horizon: float
) -> Iterator[Outcome]:
    """Find what became of the ties of a mailbox: read with all of time, only to judge by.

    Revived: both ways before, nothing for `quiet` days, then a message and, within `horizon` days, both ways.
    Silent: `FEW` active days and both ways, then nothing for `horizon` days that the set still covers.
    """
    several: dict[int, list[tuple[float, bool]]] = {}
    for person, at, sent, _ in rows:
        several.setdefault(person, []).append((at, sent))
    end = rows[-1][1]
    for person, mails in several.items():
        ways: set[bool] = set()
        days: set[int] = set()
        for place, (at, sent) in enumerate(mails):
            ways.add(sent)
            days.add(math.floor(at))
            later = mails[place + 1][0] if place + 1 < len(mails) else math.inf
            if len(ways) < 2:  # noqa: PLR2004 - both ways
                continue
            if later - at >= quiet and later < math.inf:
                back = {way for when, way in mails[place + 1 :] if when <= later + horizon}
                if len(back) == 2:  # noqa: PLR2004
                    yield Outcome("revived", person, max(at + quiet, later - WINDOW * WEEK), later)
            if len(days) >= FEW and later - at > horizon and at + horizon <= end:
                lost = at + horizon
                yield Outcome("silent", person, max(at, lost - WINDOW * WEEK), lost)


def replay(rows: Sequence[tuple[int, float, bool, int]], *, start: float, seed: int) -> dict[str, Any]:
    """Name people week by week, from what lies before each week: {rule: [(day, person), ...]}."""
    known: dict[int, Past] = {}
    tried: dict[str, Counter[int]] = {name: Counter() for name in (TIERED, *RULES)}
    named: dict[str, list[tuple[float, int]]] = {name: [] for name in (DRAWN, TIERED, *RULES)}
    rested: dict[str, dict[int, float]] = {name: {} for name in named}
    chance = random.Random(seed)  # noqa: S311 - a fair draw
    place, now, end = 0, start, rows[-1][1]
    while now <= end:
        while place < len(rows) and rows[place][1] < now:
            person, at, sent, recipients = rows[place]
            known.setdefault(person, Past()).take(at, sent=sent, recipients=recipients)
            for counted in () if sent else tried.values():
                counted[person] = 0
            place += 1
        drawn = _drawn(known, now)
        named[DRAWN] += [(now, person) for person in drawn]
        picks = len(drawn)
        both = {person: past for person, past in known.items() if past.sent and past.received and past.tie}
        for name, rule in RULES.items():
            scored = {person: rule(past, now, chance) for person, past in both.items()}
            _name(named[name], rested[name], tried[name], scored, now=now, picks=picks)
        tiers = _tiers(both, rested[TIERED], now)
        _name(named[TIERED], rested[TIERED], tried[TIERED], tiers, now=now, picks=picks)
        now += WEEK
    return named


def _drawn(known: dict[int, Past], now: float) -> list[int]:
    """Draw the product's week, and note its picks as done."""
    today = date.fromordinal(worth.EPOCH + math.floor(now))
    seen = [past.view(number, today) for number, past in known.items() if past.tie is not None]
    chosen = [int(pick.person_id[1:]) for pick in plan.draw(seen, Around(), today=today).picks]
    for person in chosen:
        known[person].picked = today
        known[person].attempts += 1
    return chosen


def _tiers(both: dict[int, Past], rested: dict[int, float], now: float) -> dict[int, float]:
    """Score by how far each is overdue in its tier: the strongest monthly, the others quarterly."""
    ranked = sorted(both, key=lambda person: -ties.score(both[person].tie, now))  # type: ignore[arg-type]
    monthly = set(ranked[: round(TIERS * len(ranked))])
    return {
        person: (now - max(past.last, rested.get(person, -math.inf)))
        / (MONTHLY if person in monthly else QUARTERLY)
        for person, past in both.items()
    }


def _name(
    named: list[tuple[float, int]], rested: dict[int, float], tried: Counter[int],
    scored: dict[int, float], *, now: float, picks: int,
) -> None:  # fmt: skip
    """Name the best of those who may be named, and count it as an attempt."""
    least = {person: REST if tried[person] < signals.ATTEMPTS else signals.PEACE.days for person in scored}
    free = [person for person in scored if now - rested.get(person, -math.inf) >= least[person]]
    for person in sorted(free, key=lambda person: (-scored[person], person))[:picks]:
        named.append((now, person))
        rested[person] = now
        tried[person] += 1


def judge(boxes: Sequence[Any], cut: Any, *, egos: int, seed: int) -> str:  # noqa: ANN401
    """Replay a sample of mailboxes and lay out, by rule, the share named in time with 95 % intervals.

    The first week is at the protocol's first cut-off, when a history is there.
    """
    start = cut.cutoffs[0]
    large = [box for box in boxes if len({row[0] for row in _rows(box) if row[1] < start}) >= MANY]
    sample = random.Random(seed).sample(large, min(egos, len(large)))  # noqa: S311
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    names = weeks = 0
    for box in sample:
        rows = _rows(box)
        events = [one for one in outcomes(rows, quiet=cut.dormant, horizon=cut.horizon) if one.since >= start]
        played = replay(rows, start=start, seed=seed)
        names += len(played[DRAWN])
        weeks += math.floor((rows[-1][1] - start) / WEEK) + 1
        for name, named in played.items():
            when: dict[int, list[float]] = {}
            for at, person in named:
                when.setdefault(person, []).append(at)
            for kind in ("revived", "silent"):
                those = [one for one in events if one.kind == kind]
                hit = sum(any(one.since <= at < one.at for at in when.get(one.person, ())) for one in those)
                found.setdefault((name, kind), []).append((hit, len(those)))
    pace = f"{names / max(1, weeks):.1f} names a week"
    head = f"{len(sample)} mailboxes of {len(large)}, {pace}, N = {WINDOW} weeks"
    lines = [head, "| rule | revived, named in time | fell silent, named in time |", "|---|---|---|"]
    for name in (DRAWN, *RULES, TIERED):
        cells = [_share(found[name, kind]) for kind in ("revived", "silent")]
        lines.append(f"| {name} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def _share(pairs: list[tuple[int, int]]) -> str:
    """Give hits of all with an interval by resampling whole mailboxes."""
    total = sum(count for _, count in pairs)
    if not total:
        return "none"
    chance, shares = random.Random(1), []  # noqa: S311
    for _ in range(DRAWS):
        drawn = [pairs[chance.randrange(len(pairs))] for _ in pairs]
        shares.append(sum(hit for hit, _ in drawn) / max(1, sum(count for _, count in drawn)))
    shares.sort()
    low, high = shares[DRAWS // 40], shares[-DRAWS // 40]
    return f"{sum(hit for hit, _ in pairs) / total:.3f} [{low:.3f}–{high:.3f}] of {total}"


def _rows(box: Any) -> list[tuple[int, float, bool, int]]:  # noqa: ANN401 - theirs
    return [(int(p), float(t), bool(sent), int(n)) for p, t, sent, n in box.events()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Replay the sets asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--egos", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(options.data / "reference"))
    loader: Any = importlib.import_module("ties_data")
    for name in options.set:
        began = time.perf_counter()
        messages, cut = loader.load(options.data / "data", name)
        boxes = loader.mailboxes(messages)
        print(f"\n{name}: named in time")
        print(judge(boxes, cut, egos=options.egos, seed=options.seed))
        print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
