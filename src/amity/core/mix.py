"""The mix: how people and time are spread over the purposes, year by year, beside what was meant."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from amity.core.people import PURPOSES

MINUTES: dict[str, int] = {
    "mail": 5, "message": 2, "letter": 30, "call": 15, "meeting": 30, "social": 20,
}  # fmt: skip
"""Minutes of an exchange that tells none: this house's estimate, in the open."""
LONGEST = 480
"""No single exchange counts for more minutes than a working day."""
SHARE = 2_520
"""What divides a minute so that it can be shared among up to ten without a rest."""
HALF = 0.5
"""Above this share a purpose had most of the time."""
OFF = 10
"""Points (per cent) from which on the mix is said to differ from what was meant."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Some exchanges with one person in one year: their minutes, already shared among those who took part."""

    year: int
    person: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Year:
    """One year: the share (0-1) of each purpose by people in touch and by minutes, and how many of each."""

    year: int
    people: Mapping[str, float]
    time: Mapping[str, float]
    count: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Mix:
    """The years, oldest first, what is meant in per cent, a sentence; how many are `unsaid`."""

    years: tuple[Year, ...]
    target: Mapping[str, int]
    unsaid: int
    sentence: str


def minutes(channel: str, told: int | None, *, others: int) -> float:
    """Give the minutes an exchange cost for one of those who took part: what it tells, else `MINUTES`."""
    whole = MINUTES[channel] if told is None else min(told, LONGEST)
    return whole / max(1, others)


def shares(channel: str, told: int | None, *, others: int) -> int:
    """Give the same in parts of a minute, `SHARE` of which are one: they add up the same in any order."""
    return round(minutes(channel, told, others=others) * SHARE)


def read(
    spent: Iterable[Spent], purposes: Mapping[str, tuple[str, ...]], *, target: Mapping[str, int], unsaid: int
) -> Mix:
    """Draw the mix; somebody of several purposes counts for each in equal parts, one of none not at all."""
    people: dict[int, set[str]] = defaultdict(set)
    time: dict[int, dict[str, float]] = defaultdict(lambda: dict.fromkeys(map(str, PURPOSES), 0.0))
    for one in spent:
        several = purposes.get(one.person, ())
        for purpose in several:
            people[one.year].add(one.person)
            time[one.year][purpose] += one.minutes / len(several)
    years = tuple(_year(year, people[year], time[year], purposes) for year in sorted(people))
    return Mix(years, target, unsaid, _sentence(years, target))


def _year(
    year: int, people: set[str], time: Mapping[str, float], purposes: Mapping[str, tuple[str, ...]]
) -> Year:
    counted = {
        str(purpose): math.fsum(1 / len(purposes[one]) for one in people if purpose in purposes[one])
        for purpose in PURPOSES
    }
    total = sum(time.values())
    return Year(year, _shares(counted), _shares(time), len(people), round(total))


def _shares(parts: Mapping[str, float]) -> dict[str, float]:
    total = sum(parts.values())
    return {name: part / total if total else 0.0 for name, part in parts.items()}


def _sentence(years: tuple[Year, ...], target: Mapping[str, int]) -> str:
    """Say where the time of the latest year went, and which purpose is furthest from what was meant."""
    if not years:
        return ""
    last = years[-1]
    part = {name: round(last.time[name] * 100) for name in PURPOSES}
    first = max(PURPOSES, key=lambda name: last.time[name])
    much = "most" if last.time[first] > HALF else "the largest part"
    start = f"In {last.year} {much} of the time on record with people whose purpose you said was {first}"
    off = {name: last.time[name] * 100 - target[name] for name in PURPOSES}
    most = max(PURPOSES, key=lambda name: abs(off[name]))
    if abs(off[most]) < OFF:
        return f"{start} ({part[first]}%), and all of it close to what is meant."
    than = f"{'more' if off[most] > 0 else 'less'} than the {target[most]}% that is meant"
    if most == first:
        return f"{start}: {part[most]}%, {than}."
    share = f"{part[most]}%" if part[most] else "next to none"
    return f"{start} ({part[first]}%); {share} was {most}, {than}."
