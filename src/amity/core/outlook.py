"""Outlook: what would change a tie, found by counting it on with the functions that count what happens."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from amity.core import phrases, ties
from amity.core.ties import Event, State, Tie

FAR = 400
"""So many days are looked ahead: by then every tie that nothing happens to is dormant."""
MONTH = 30

What = Literal["exchange", "letter", "silence"]

BOTH = "One exchange both ways today: {then}, {state}."
LETTER = "A mail from you today, not answered yet: {then}, {state}."
NOTHING = "With nothing more: {month} in a month, {season} in three{turns}."
ELSEWHERE = "With nothing more on record it goes no lower than {least}: you talk elsewhere."


@dataclass(frozen=True, slots=True)
class Change:
    """What a tie would come to: `strength` (0-1) and `state` on a day, after what happened until then."""

    what: What
    on: date
    strength: float
    state: State
    sentence: str


def day(moment: float) -> date:
    """Give the UTC day of a time."""
    return date.fromordinal(ties.EPOCH + int(moment // 1))


def to(before: float, then: float) -> str:
    """Say what a number becomes; one that stays as it is shown is said to."""
    was, comes = f"{before:.2f}", f"{then:.2f}"
    return f"{comes}, as now" if was == comes else f"{was} to {comes}"


def after(tie: Tie, now: float, *, sent: float, received: float) -> Tie:
    """Count one more exchange today."""
    return ties.observe(tie, Event(max(now, tie.as_of), sent, received))


def turns(tie: Tie, now: float) -> tuple[tuple[date, State], ...]:
    """Give the days, and the states from then on, on which a tie would turn if nothing more happened."""
    found: list[tuple[date, State]] = []
    state = ties.state(tie, now)
    for ahead in range(1, FAR + 1):
        then = ties.state(tie, now + ahead)
        if then != state:
            found.append((day(now + ahead), then))
            state = then
    return tuple(found)


def lasting(tie: Tie, now: float) -> tuple[State, int | None]:
    """Give the state of a tie and the day, since 1970, on which it turns if nothing happens; None for never.

    A tie that sleeps stays asleep, and none that is spoken for turns after `FAR` days.
    """
    state, today = ties.state(tie, now), max(math.floor(now), tie.last_day)
    if state == "dormant":
        return state, None
    ahead = range(today + 1, today + FAR + 1)
    return state, next((day for day in ahead if ties.state(tie, float(day)) != state), None)


def changes(tie: Tie, now: float) -> tuple[Change, ...]:
    """Say what one exchange today, a letter without an answer, and nothing more would make of a tie."""
    before = ties.strength(tie, now)
    return (
        _change("exchange", BOTH, after(tie, now, sent=1.0, received=1.0), now, before),
        _change("letter", LETTER, after(tie, now, sent=1.0, received=0.0), now, before),
        _nothing(tie, now),
    )


def _change(what: What, template: str, tie: Tie, now: float, before: float) -> Change:
    strength, state = ties.strength(tie, now), ties.state(tie, now)
    sentence = template.format(then=to(before, strength), state=state)
    return Change(what, day(now), strength, state, sentence)


def _nothing(tie: Tie, now: float) -> Change:
    strength, state = ties.strength(tie, now + ties.SEASON), ties.state(tie, now + ties.SEASON)
    month = f"{ties.strength(tie, now + MONTH):.2f}"
    said = NOTHING.format(month=month, season=f"{strength:.2f}", turns=_turns(tie, now))
    if tie.elsewhere:
        said = ELSEWHERE.format(least=f"{ties.strength(tie, now + FAR):.2f}")
    return Change("silence", day(now + ties.SEASON), strength, state, said)


def course(tie: Tie, now: float) -> str:
    """Say how a tie's state goes on if nothing more happens."""
    found = _turned(tie, now)
    return f"With nothing more: {found}." if found else f"With nothing more it stays {ties.state(tie, now)}."


def _turns(tie: Tie, now: float) -> str:
    found = _turned(tie, now)
    return f"; {found}" if found else ""


def _turned(tie: Tie, now: float) -> str:
    today = day(now)
    return phrases.listed([f"{state} on {phrases.exact(on, today=today)}" for on, state in turns(tie, now)])
