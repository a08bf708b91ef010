"""Isolation: whether a circle is closing, said kindly and only beyond noise, with one step to take.

Three notices, each with its rule. *Fewer*: distinct people, or organizations, in touch were fewer than `LESS`
of the quarter before in each of the last two whole quarters, and by `PEOPLE` (`AREAS`) or more in all; a few
people come and go by chance. *One place*: `ALONE` or more of at least `ENOUGH` people in touch within a year
whose organization is known are at one. *Left behind*: of `OLD` or more people of the place the owner left who
were in touch in the year before, fewer than half have been since, `jobs.SETTLED` days or more after.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from amity.core import atlas, periods, phrases, reviews
from amity.core.contacts import Spans
from amity.core.jobs import Passage
from amity.core.reviews import Known

LESS = 0.8
PEOPLE, AREAS = 5, 3
ALONE, ENOUGH = 0.9, 10
OLD = 5
QUARTERS = 3
"""Whole quarters that are compared."""
FRESH = timedelta(days=14)
"""A quarter is known whole when the newest exchange lies no longer than this before its end."""
NAMED = 3
"""Whom a notice names for the one step to take."""
Kind = Literal["people", "areas", "one-place", "left-behind"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sign that a circle is closing: its sentence, the one step to take, and with whom."""

    kind: Kind
    sentence: str
    step: str
    people: tuple[Known, ...]


def quarters(*, today: date, newest: date | None) -> tuple[date, ...]:
    """Give the bounds of the last whole quarters; none where the book does not reach to their end."""
    bounds = [periods.containing("quarter", today).start]
    if newest is None or newest < bounds[0] - FRESH:
        return ()
    for _ in range(QUARTERS):
        bounds.insert(0, periods.containing("quarter", bounds[0] - timedelta(days=1)).start)
    return tuple(bounds)


def fewer(spans: Mapping[int, Spans], people: Mapping[int, Known]) -> list[Notice]:
    """Read whether distinct people, or organizations, became fewer twice; people first."""
    seen = [
        {one for one, told in spans.items() if number in told or _lasts(people[one], told, number)}
        for number in range(QUARTERS)
    ]
    areas = [{people[one].area for one in quarter} - {""} for quarter in seen]
    left = (people[one] for one in seen[0] - seen[-1])
    gone = reviews.strongest(one for one in left if not one.muted)
    found: list[Notice] = []
    if _shrinks([len(one) for one in seen], least=PEOPLE):
        told = _three(seen, "people")
        step = "Each of these was in touch with you half a year ago. Write to one of them this week."
        found.append(Notice("people", told, step, gone[:NAMED]))
    if _shrinks([len(one) for one in areas], least=AREAS):
        lost = tuple(one for one in gone if one.area in areas[0] - areas[-1])
        told = _three(areas, "organizations")
        step = "Through one of these the window opens again. A short line is enough."
        found.append(Notice("areas", told, step, lost[:NAMED]))
    return found


def _lasts(one: Known, told: Spans, number: int) -> bool:
    """Tell whether somebody in touch before goes on elsewhere, by the owner's word."""
    return one.elsewhere and min(told, default=number) < number


def narrows(people: Sequence[int], areas: Sequence[int]) -> bool:
    """Tell from the numbers of three quarters whether there is anything to read (`fewer`)."""
    return _shrinks(people, least=PEOPLE) or _shrinks(areas, least=AREAS)


def _shrinks(counts: Sequence[int], *, least: int) -> bool:
    falls = all(after < LESS * before for before, after in pairwise(counts))
    return falls and counts[0] - counts[-1] >= least


def _three(seen: Sequence[Collection[object]], what: str) -> str:
    first, second, third = (phrases.number(len(one)) for one in seen)
    of = "in touch with" if what == "people" else "in touch with people of"
    return f"You were {of} {first} {what} three quarters ago, then {second}, then {third}."


def one_place(
    in_touch: Mapping[str, int], names: Mapping[str, str], outside: Sequence[Known]
) -> Notice | None:
    """Read whether one organization is all that is left; `in_touch` counts people by area, within a year."""
    total = sum(in_touch.values())
    area, most = max(in_touch.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    if not alone(most, total):
        return None
    place = phrases.plain(names.get(area, area))
    share = f"All {phrases.number(total)}"
    if most < total:
        share = f"{phrases.number(most).capitalize()} of {phrases.number(total)}"
    told = (
        f"{share} people you were in touch with this year, and whose organization is known, are at {place}."
    )
    step = (
        "These know you and are elsewhere. Reconnect with one of them."
        if outside
        else "Ask one of them whom they like to talk to elsewhere, and say hello."
    )
    return Notice("one-place", told, step, tuple(outside[:NAMED]))


def alone(most: int, total: int) -> bool:
    """Tell whether so many of all in touch are all that is left: nearly all, of enough."""
    return total >= ENOUGH and most >= ALONE * total


def left_behind(passage: Passage | None, *, today: date) -> Notice | None:
    """Read whether the ties to the place the owner left fall away."""
    if passage is None or not passage.change.settled(today):
        return None
    old = atlas.fold(passage.change.before.organization)
    quiet = tuple(one for one in passage.quiet if one.area == old)
    kept = sum(one.area == old for one in passage.kept)
    if len(quiet) + kept < OLD or kept >= len(quiet):
        return None
    place = phrases.plain(passage.change.before.organization)
    there = phrases.number(len(quiet) + kept)
    told = (
        f"Of the {there} people at {place} you were in touch with in your last year there,"
        f" {phrases.number(kept)} {'has' if kept == 1 else 'have'} heard from you since."
    )
    step = f"They were good company once. Tell one of them how it goes since you left {place}."
    named = tuple(one for one in quiet if not one.muted)
    return Notice("left-behind", told, step, named[:NAMED])
