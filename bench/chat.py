"""An invented chat site: people who join in one spring, talk for some evenings, and mostly do not come back.

Its shape follows what is published of such a site, in which who wrote last foresees better than any count
does; `bench.ties` judges our ties in it beside real mail. Nobody in it lives.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

PEOPLE, DAYS = 1_900, 193.0
"""Members, and days from the first message to the last."""
JOINING, STAYING = 25.0, 30.0
"""Mean days from the opening until somebody joins, and for which most of them stay."""
LOYAL = 0.15
"""Share of members who stay for good."""
OFTEN, LULL, QUIET = 0.24, 75.0, 0.35
"""Talks an ordinary member begins a day; the day from which it is a `QUIET` part of it."""
STRANGER, ANSWERED, GOES_ON = 0.5, 0.43, 0.66
"""Chances that a talk begins with somebody new, that it is answered, and that each message has another."""
FORGETTING, HABIT = 0.85, 0.4
"""Exponents by which somebody known is chosen: of the days since, and of the talks had."""
LONGEST = 60


class Member(NamedTuple):
    """One member: when they join and leave, how busy and how well known they are, and whom they talked to.

    `known` maps another's number to the time of the last talk, how many there were, and whether one was
    answered.
    """

    joins: float
    leaves: float
    busy: float
    renown: float
    known: dict[int, tuple[float, int, bool]]


def write(place: Path, *, seed: int = 1) -> None:
    """Write a site's messages as `sender receiver seconds`, in order of time."""
    told = sorted((at, one, other) for at, one, other in messages(seed) if at < DAYS)
    place.write_text("".join(f"{one} {other} {at * 86_400:.0f}\n" for at, one, other in told))


def messages(seed: int) -> Iterator[tuple[float, int, int]]:
    """Give (day, sender, receiver) of every message, talk by talk."""
    luck = random.Random(seed)  # noqa: S311 - an invented site
    members = [_member(luck) for _ in range(PEOPLE)]
    order = sorted(range(PEOPLE), key=lambda number: members[number].joins)
    joined = [members[number].joins for number in order]
    renown = list(accumulate(members[number].renown for number in order))
    for at, one in sorted(begun for number in order for begun in _begun(luck, members, number)):
        there = bisect(joined, at)
        other = _chosen(luck, members[one], at)
        if other is None:
            other = order[bisect(renown, luck.random() * renown[there - 1], 0, there - 1)]
        if other != one:
            yield from _talk(luck, members, at, one, other)


def _member(luck: random.Random) -> Member:
    joins = min(luck.expovariate(1 / JOINING), DAYS)
    stays = DAYS if luck.random() < LOYAL else luck.expovariate(1 / STAYING) * (0.3 + luck.random())
    return Member(joins, joins + stays, luck.lognormvariate(0, 1.25), luck.lognormvariate(0, 1), {})


def _begun(luck: random.Random, members: list[Member], number: int) -> Iterator[tuple[float, int]]:
    """Give when a member begins talks."""
    me = members[number]
    at = me.joins
    while True:
        at += luck.expovariate(OFTEN * me.busy * (1.0 if at < LULL else QUIET))
        if at > min(DAYS, me.leaves):
            return
        yield at, number


def _chosen(luck: random.Random, me: Member, at: float) -> int | None:
    """Choose whom to talk to among those known, rather recent ones; None for somebody new."""
    if not me.known or luck.random() < STRANGER:
        return None
    weights = [talks**HABIT / (max(at - last, 0) + 0.3) ** FORGETTING for last, talks, _ in me.known.values()]
    return luck.choices(list(me.known), weights)[0]


def _talk(
    luck: random.Random, members: list[Member], at: float, one: int, other: int
) -> Iterator[tuple[float, int, int]]:
    """Give a talk's messages, and note it with both; unanswered, with half of those it went to."""
    yield at, one, other
    known = members[other].known.get(one)
    likely = ANSWERED * (1.0 if known is None or known[2] else 0.5)
    answered = luck.random() < likely * (1.0 if at < members[other].leaves else 0.08)
    sender, receiver, count, goes_on = other, one, 1, 1 - (1 - GOES_ON) * luck.expovariate(1)
    while answered:
        at += luck.expovariate(1 / 0.08) if luck.random() < 0.6 else luck.expovariate(1 / 0.6)  # noqa: PLR2004
        yield at, sender, receiver
        sender, receiver, count = receiver, sender, count + 1
        if luck.random() > goes_on or count > LONGEST:
            break
    for number, with_whom in ((one, other), (other, one)):
        if number == one or answered or luck.random() < 0.5:  # noqa: PLR2004 - a fair coin
            _, talks, before = members[number].known.get(with_whom, (at, 0, False))
            members[number].known[with_whom] = (at, talks + 1, before or answered)
