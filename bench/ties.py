"""Judge our ties on real mail by the reference protocol, beside its own F5, in one run.

    python bench/ties.py --data FOLDER [--set email-eu chat edges:FILE:H:cutoffs:dormant:partners]

FOLDER holds `reference/` (the protocol) and `data/` (the sets); `chat` is invented (`bench/chat.py`). Nothing
here is fitted to them; what was chosen on the early months of the sets, before their first cut-off, is said
in docs/model.md.
"""

from __future__ import annotations

import argparse
import importlib
import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE / "src"), str(HERE)]

from amity.core import interactions, paces, ties  # noqa: E402 - the bench also runs from a bare clone
from bench import chat  # noqa: E402

SETS = ("email-eu", "manufacturing", "enron", "chat")
TASKS = ("all", "dormant", "health")
BESIDE = ("recency", "F5 fixed", "active days 90 d")
"""The reference's rows we stand beside; the last two are to be equalled on mail, the first in a chat."""
CHAT = ":30:60,80,100:21:20"
"""How an invented chat is asked: about 30 days, on these days, silent for 21, with 20 partners."""


class Ties:
    """Our own ties as the protocol asks them: a mail weighs 1/√n, and a crowd's adds to the counts alone.

    The pace is learned from what the mailbox has shown until it is asked, exactly as a book learns it.
    """

    horizon = paces.HORIZON

    def __init__(self) -> None:
        """Know nobody."""
        self._told: dict[int, list[ties.Event]] = {}
        self._ties: dict[int, ties.Tie | None] = {}
        self._pace = ties.PLAIN
        self._asked = -math.inf

    def observe(self, person: int, t: float, sent: bool, recipients: int) -> None:  # noqa: FBT001 - theirs
        """Count one message, `t` in days."""
        before, weight = self._ties.setdefault(person, None), self.weigh(recipients)
        if weight:
            crowd = interactions.crowded(recipients)
            event = (
                ties.Event(t, weight, 0.0, crowd=crowd) if sent else ties.Event(t, 0.0, weight, crowd=crowd)
            )
            self._told.setdefault(person, []).append(event)
            self._ties[person] = ties.observe(before, event, pace=self._pace)

    @staticmethod
    def weigh(recipients: int) -> float:
        """Weigh one mail by the number of people it went to."""
        return interactions.weight(recipients)

    def scores(self, now: float) -> dict[int, float]:
        """Say who will exchange messages both ways: higher is likelier."""
        self._learn(now)
        return self._read(lambda tie: ties.odds(tie, now), -math.inf)

    def probability(self, now: float) -> dict[int, float]:
        """Say how likely that is."""
        self._learn(now)
        return self._read(lambda tie: ties.strength(tie, now), 0.0)

    def silence(self, now: float) -> dict[int, float]:
        """Say who will fall silent: higher is likelier."""
        return self._read(lambda tie: ties.silence(tie, now), 1.0)

    def _learn(self, now: float) -> None:
        """Choose the pace once for each time asked at, and count anew where it changed."""
        if now == self._asked:
            return
        self._asked, before = now, self._pace
        self._pace = paces.learn(self._told.values(), now=now, horizon=self.horizon)
        if self._pace != before:
            self._ties |= {person: self._counted(events) for person, events in self._told.items()}

    def _counted(self, events: Iterable[ties.Event]) -> ties.Tie | None:
        tie: ties.Tie | None = None
        for event in events:
            tie = ties.observe(tie, event, pace=self._pace)
        return tie

    def _read(self, ask: Callable[[ties.Tie], float], nobody: float) -> dict[int, float]:
        return {person: nobody if tie is None else ask(tie) for person, tie in self._ties.items()}


class Plain(Ties):
    """The same at the plain pace, as in a book too young to have taught another."""

    def _learn(self, now: float) -> None:
        del now


class Beyond(Ties):
    """The same, with mails to more than thirty people too, which a book does not keep."""

    @staticmethod
    def weigh(recipients: int) -> float:
        """Weigh one mail by the number of people it went to, however many."""
        return 1 / math.sqrt(recipients)


def judge(folder: Path, names: Sequence[str], tasks: Sequence[str]) -> None:
    """Print one table for each set and task: the reference's rows and ours."""
    sys.path.insert(0, str(folder / "reference"))
    protocol: Any = importlib.import_module("ties_protocol")
    data: Any = importlib.import_module("ties_data")
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary, "chat")
        for name in names:
            if name == "chat":
                chat.write(site)
            told = f"edges:{site}{CHAT}" if name == "chat" else name
            _, cut = data.load(folder / "data", told)
            Ties.horizon = cut.horizon
            makers = {one: protocol.BASELINES[one] for one in BESIDE}
            makers |= {"Amity": Ties, "Amity, plain pace": Plain, "Amity, mails beyond thirty too": Beyond}
            report = protocol.run(folder / "data", told, tasks, makers, 0)
            for task, rows in report.items():
                print(f"\n{name}, {task}\n\n{protocol.table(task, rows)}", flush=True)


def clock() -> None:
    """Print what counting and reading cost, on one invented history."""
    events = history(100_000)
    start = time.perf_counter()
    tie = ties.replay(events)
    print(f"\nreplay of 100,000 interactions: {time.perf_counter() - start:.3f} s")
    start, running = time.perf_counter(), None
    for event in events[:50_000]:
        running = ties.observe(running, event)
    print(f"observe: {(time.perf_counter() - start) / 0.05:.2f} µs")
    assert tie is not None  # noqa: S101 - for the type checker; the history is not empty
    for ask in (ties.score, ties.strength, ties.state, ties.silence):
        start = time.perf_counter()
        for silent in range(20_000):
            ask(tie, tie.last + silent / 100)
        print(f"{ask.__name__}: {(time.perf_counter() - start) / 0.02:.2f} µs")


def history(count: int) -> list[ties.Event]:
    """Invent one lively exchange, about twenty interactions a day."""
    luck, at, events = random.Random(1), 20_000.0, []  # noqa: S311 - an invented history, not a secret
    for _ in range(count):
        at += luck.expovariate(20)
        sent = float(luck.random() < 0.5)  # noqa: PLR2004 - a fair coin
        events.append(ties.Event(at, sent, 1 - sent))
    return events


def top(size: int = 100_000) -> None:
    """Print how many of so many ties are read, and how long it takes, to find the best fifty on some days."""
    luck = random.Random(2)  # noqa: S311 - an invented book, not a secret
    today, book = 20_000.0, []
    for who in range(size):
        tie = invented(luck, today)
        book.append((ties.key(tie), tie, who))
    book.sort(key=lambda one: -one[0])
    newest = max(tie.last for _, tie, _ in book)
    for later in (0, 180, 365, 730):
        read, now = 0, today + later

        def counted() -> Iterator[tuple[float, ties.Tie, int]]:
            nonlocal read
            for one in book:
                read += 1
                yield one

        start = time.process_time()
        ties.best(counted(), count=50, now=now, newest=newest)
        took = 1000 * (time.process_time() - start)
        print(f"best 50 of {size:,} ties, {later} days after the newest: {read:,} read, {took:.1f} ms")


def invented(luck: random.Random, now: float) -> ties.Tie:
    """Invent a tie: some months of mail at some rhythm, ended some time in the last six years."""
    end = now - luck.expovariate(1 / 700)
    pause = luck.lognormvariate(3, 1.2)
    events, at = [], end
    for _ in range(1 + int(luck.paretovariate(0.8)) % 200):
        sent = float(luck.random() < 0.5)  # noqa: PLR2004 - a fair coin
        events.append(ties.Event(at, sent, 1 - sent))
        at -= luck.expovariate(1 / pause)
    tie = ties.replay(reversed(events))
    assert tie is not None  # noqa: S101 - for the type checker; there is at least one event
    return tie


def main() -> None:
    """Read the command line and print everything."""
    parser = argparse.ArgumentParser(description="Judge our ties by the reference protocol.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with reference/ and data/")
    parser.add_argument("--set", nargs="+", default=SETS, dest="names")
    parser.add_argument("--task", nargs="+", default=TASKS, choices=TASKS)
    given = parser.parse_args()
    clock()
    top()
    judge(given.data, given.names, given.task)


if __name__ == "__main__":
    main()
