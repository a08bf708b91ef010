"""Bearing: the days that a tie rests on, and what each of them weighs today."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from amity.core import outlook
from amity.core.corrections import ELSEWHERE, Elsewhere
from amity.core.ties import Event, Word

Way = Literal["sent", "received", "mutual"]


@dataclass(frozen=True, slots=True)
class Ground:
    """A day on which a number rests: which way it went, how many exchanges, and what they weigh today."""

    on: date
    way: Way
    count: int
    weight: float


def grounds(told: Sequence[Event | Word], *, now: float, half_life: float) -> tuple[Ground, ...]:
    """Give the days on which a tie rests, those that weigh most at `now` first, the later of equals.

    `told` is all that counts in it, in order of time; together they weigh what its counts have come to.
    """
    found: dict[int, list[float]] = {}
    for event, age in _aged(told, now=now):
        one = found.setdefault(math.floor(event.at), [0.0, 0.0, 0])
        fade = math.exp2(-age / half_life)
        one[0] += event.sent * fade
        one[1] += event.received * fade
        one[2] += 1
    days = (
        Ground(outlook.day(on), _way(sent, received), int(count), sent + received)
        for on, (sent, received, count) in found.items()
    )
    return tuple(sorted(days, key=lambda one: (-one.weight, -one.on.toordinal())))


def _aged(told: Sequence[Event | Word], *, now: float) -> list[tuple[Event, float]]:
    """Give the events of a tie, each with the days by which it has faded until `now`.

    Once the owner said that they talk elsewhere, no silence counts for more than between two talks there.
    """
    found: list[tuple[Event, float]] = []
    clock, last, most = 0.0, told[0].at, math.inf
    for one in told:
        if isinstance(one, Elsewhere):
            most = ELSEWHERE[one.rhythm]
            continue
        clock += min(one.at - last, most)
        last = one.at
        if isinstance(one, Event):
            found.append((one, clock))
    clock += min(now - last, most)
    return [(event, clock - then) for event, then in found]


def _way(sent: float, received: float) -> Way:
    return "mutual" if sent and received else "sent" if sent else "received"
