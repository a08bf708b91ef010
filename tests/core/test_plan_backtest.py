"""The backtest: nothing of the future reaches a name, and what became of a tie is read right."""

from __future__ import annotations

import random

from bench import backtest
from bench.backtest import Outcome

Row = tuple[int, float, bool, int]


def mailbox(seed: int) -> list[Row]:
    """Mail of two years with 30 partners, some quick, some slow, some that stop."""
    chance = random.Random(seed)  # noqa: S311 - an invented mailbox
    rows: list[Row] = []
    for person in range(30):
        gap, until = chance.choice([2, 7, 20, 60]), chance.uniform(200, 700)
        at = chance.uniform(0, 60)
        while at < until:
            rows.append((person, at, chance.random() < 0.5, chance.choice([1, 1, 2])))
            at += chance.expovariate(1 / gap)
    return sorted(rows, key=lambda row: row[1])


def test_whom_a_week_names_does_not_change_with_what_comes_after_it() -> None:
    rows = mailbox(1)
    early = [row for row in rows if row[1] < 400]
    other = early + [(row[0], row[1], not row[2], 1) for row in mailbox(2) if row[1] >= 400]
    seen = [backtest.replay(some, start=200, seed=3) for some in (rows, other, early)]
    until = [
        {name: [one for one in named if one[0] <= 390] for name, named in played.items()} for played in seen
    ]
    assert until[0] == until[1] == until[2]
    assert all(until[0].values())
    assert seen[0] != seen[1]


def test_mail_to_a_crowd_is_counted_as_the_product_counts_it() -> None:
    past, events = backtest.Past(), [(10.0, True, 15), (11.0, False, 15), (12.0, True, 1), (30.0, False, 20)]
    seen = []
    for at, sent, recipients in events:
        past.take(at, sent=sent, recipients=recipients)
        seen.append((past.tie is not None, len(past.recent)))
    assert seen == [(False, 0), (False, 0), (True, 1), (True, 1)]
    assert past.tie is not None
    assert (past.tie.active_days, past.tie.crowd_day) == (1, 30)


def test_every_rule_names_as_many_and_nobody_twice_within_six_weeks() -> None:
    played = backtest.replay(mailbox(4), start=200, seed=3)
    counts = {name: len(named) for name, named in played.items()}
    assert max(counts.values()) == counts[backtest.DRAWN]
    for name in (*backtest.RULES, backtest.TIERED):
        last: dict[int, float] = {}
        for at, person in played[name]:
            assert at - last.get(person, -1000) >= backtest.REST
            last[person] = at


def test_a_tie_that_wakes_and_one_that_stops_are_read_with_the_weeks_before() -> None:
    wakes = [(1, day, sent, 1) for day, sent in ((0, True), (1, False), (100, True), (110, False))]
    stops = [(2, float(day), day % 2 == 0, 1) for day in range(6)]
    lives = [(3, float(day), day % 2 == 0, 1) for day in range(0, 400, 5)]
    rows = sorted([*wakes, *stops, *lives], key=lambda row: row[1])
    found = set(backtest.outcomes(rows, quiet=60, horizon=90))
    assert Outcome("revived", 1, 61.0, 100.0) in found
    assert Outcome("silent", 2, 5.0 + 90 - 56, 95.0) in found
    assert {one.person for one in found} == {1, 2}


def test_one_letter_that_stays_unanswered_is_no_revival() -> None:
    rows = [(1, 0.0, True, 1), (1, 1.0, False, 1), (1, 100.0, True, 1), (2, 400.0, True, 1)]
    assert not [one for one in backtest.outcomes(rows, quiet=60, horizon=90) if one.kind == "revived"]
