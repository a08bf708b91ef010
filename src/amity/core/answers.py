"""Answers: what the owner said to the picks of past weeks, and how long a person rests for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from amity.core import phrases
from amity.core.reasons import Reason

State = Literal["open", "done", "later", "not-now", "passed"]
"""`passed` is a pick of a week that went by: the owner began again, and it says nothing of the person."""
ANSWERS: tuple[State, ...] = ("done", "later", "not-now")
Why = Literal["not this month", "lost touch on purpose", "wrong person", "no reason to"]
WHYS: tuple[Why, ...] = ("not this month", "lost touch on purpose", "wrong person", "no reason to")
"""Why not now, as it stands at the beginning of a pick's text; anything else is the owner's own words."""
LATER = (1, 4, 12)
"""Weeks of rest after the first, second and each further putting off in a row."""
Felt = Literal["near", "far", "strange", "silent"]
FELT: tuple[Felt, ...] = ("near", "far", "strange", "silent")
"""How it was to talk again: as if no time had passed, some way to go, hardly known any more; or no answer."""
NO_REASON: Why = "no reason to"
REST: dict[str, int] = {NO_REASON: 12}
"""Weeks of rest after "not now" for a reason; four for any other."""
SHORTEST, LONGEST = 4, 26
"""Weeks: a "not now" rests at least so long, twice as long with each one in a row, and never longer."""
KEEPING: frozenset[Reason] = frozenset({"warm", "reconnect", "circle_back", "stretch", "help"})
"""Reasons that only say that two have lost touch; not wanted where that was on purpose."""
PAUSE = 30
"""Days after something done with somebody in which no blind spot asks for them again."""
AGO = 3
"""Fewer times are said as words of their own: once, twice."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the owner said to a pick of this reason on the day `on`.

    `felt` is how the talk felt (a word of `FELT`), `waited` the days apart before it.
    """

    state: str
    reason: str
    on: date
    text: str = ""
    felt: str = ""
    waited: int | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """How long a person rests.

    `until` is the day before which nothing is suggested, None for no rest; `put_off` counts the puttings off
    since the last time something was done; `declined` are the reasons not wanted for them any more. `felt`
    are (weeks apart, word) of the talks the owner told of, oldest first; `doubted` counts how often there was
    no reason to, since something was last done.
    """

    until: date | None = None
    put_off: int = 0
    declined: frozenset[str] = frozenset()
    done: date | None = None
    felt: tuple[tuple[float, str], ...] = ()
    doubted: int = 0


def why(text: str) -> Why | None:
    """Read why not now from what was said; None for the owner's own words or nothing."""
    said = " ".join(text.casefold().split())
    return next((one for one in WHYS if said.startswith(one)), None)


def said(reason: str, more: str = "") -> str:
    """Write the reason chosen and the owner's own words as one text."""
    return ": ".join(part for part in (reason.strip(), more.strip()) if part)


def rest(answers: Iterable[Answer], *, again: date | None = None) -> Rest:
    """Derive a person's rest from all answers by their day, those of one day as given.

    What was put off up to the day `again`, on which the owner chose to try again, is forgotten. Something
    done ends a rest and lets the next one be short again; the word that a reason suits somebody ill stays.
    Every putting off in a row makes the rest longer.
    """
    until: date | None = None
    done: date | None = None
    row = 0
    doubted = 0
    declined: set[str] = set()
    felt: list[tuple[float, str]] = []
    for one in sorted(answers, key=lambda one: one.on):
        if one.state == "done":
            until, done, row, doubted = None, one.on, 0, 0
            felt += [(one.waited / 7, one.felt)] if one.felt and one.waited is not None else []
        elif one.state in {"later", "not-now"} and (again is None or one.on > again):
            until = max(until or date.min, one.on + timedelta(weeks=_weeks(one, row)))
            row += 1
            doubted += one.state == "not-now" and why(one.text) == NO_REASON
            declined |= _declined(one)
    return Rest(until, row, frozenset(declined), done, tuple(felt), doubted)


def _weeks(one: Answer, row: int) -> int:
    """Give the weeks of rest after an answer that follows `row` puttings off."""
    if one.state == "later":
        return LATER[min(row, len(LATER) - 1)]
    first: int = REST.get(why(one.text) or "", SHORTEST)
    return min(LONGEST, first * int(2 ** min(row, LONGEST)))


def _declined(one: Answer) -> set[str]:
    told = why(one.text) if one.state == "not-now" else None
    if told == "lost touch on purpose":
        return set(KEEPING)
    return {one.reason} if told == "wrong person" else set()


def sentences(rest: Rest, *, name: str, unanswered: int, peace: date | None, today: date) -> tuple[str, ...]:
    """Say why somebody is not suggested now, in the order of what holds longest; nothing when they may be.

    After so many days `unanswered` they are left in peace until `peace`.
    """
    given = phrases.given(name)
    said: list[str] = []
    if rest.declined >= KEEPING:
        said.append(f"You let this tie rest on purpose. {given} comes up only for days and promises.")
    elif rest.declined:
        said.append(f"You said that some suggestions do not suit {given}; those stay away.")
    if rest.put_off and rest.until is not None and rest.until > today and not rest.declined >= KEEPING:
        when = phrases.exact(rest.until, today=today)
        said.append(f"You put this off {_times(rest.put_off)}; it rests until {when}.")
    if peace is not None and peace > today:
        said.append(
            f"You wrote on {phrases.number(unanswered)} days without an answer."
            f" {given} is left in peace until {phrases.exact(peace, today=today)}, or until they write."
        )
    return tuple(said)


def lately(answers: Iterable[Answer], *, since: date | None, today: date) -> str:
    """Say when something was last done by the owner's word alone, where that is newer than `since`.

    `since` is the last day on record; where no answer came, the sentence says that the owner tried.
    """
    last = max((one for one in answers if one.state == "done"), key=lambda one: one.on, default=None)
    if last is None or (since is not None and last.on <= since):
        return ""
    told = "You tried" if last.felt == "silent" else "You were in touch"
    return f"{told} on {phrases.exact(last.on, today=today)}, by your word."


def _times(count: int) -> str:
    return ("", "once", "twice")[count] if 0 < count < AGO else f"{phrases.number(count)} times"
