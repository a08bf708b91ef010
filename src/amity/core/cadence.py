"""Cadence: how often a tie is worth a word by itself, in weeks and words; or that chance does well enough."""

from __future__ import annotations

from dataclasses import dataclass

from amity.core import index, phrases
from amity.core.index import Arm

CHANCE = "fine as it is; a word when life brings you together"
AWAY = "you talk elsewhere; here it is fine as it is"
COUNTED = 11
"""Weeks up to which a cadence is said in weeks."""
CHANGED = 1.15
"""How much longer or shorter a cadence must become before it is said."""
YEARS = 78
"""Weeks beyond which nobody is told a cadence: it comes to the same as leaving it to chance."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """The weeks between contacts, None when best left to chance, and both in words ("" while unknown)."""

    weeks: float | None
    words: str


UNKNOWN = Cadence(None, "")
ELSEWHERE = Cadence(None, AWAY)
"""Of a tie that lives elsewhere, by the owner's word: nothing on record says when it needs a word."""


def of(arm: Arm, *, price: float | None, least: float = 0.0) -> Cadence:
    """Tell a tie's natural cadence at the price of a minute (worth); None while no week has been drawn.

    It is never shorter than `least`, the weeks in which nobody is asked again.
    """
    if price is None:
        return UNKNOWN
    weeks = index.cadence(arm, price=price)
    if weeks is None or weeks > YEARS:
        return Cadence(None, CHANCE)
    weeks = max(weeks, least)
    return Cadence(round(weeks, 1), _words(weeks))


def _words(weeks: float) -> str:
    """Say a cadence in weeks as long as they can be counted: "about every six weeks"."""
    whole = round(weeks)
    if whole > COUNTED:
        return phrases.rhythm(weeks * 7)
    return f"about every {phrases.number(whole)} weeks" if whole > 1 else "about every week"


def learned(name: str, *, before: Cadence, after: Cadence, word: str) -> str:
    """Say what the owner's word on a talk has changed; "" when the cadence is nearly the same."""
    if word not in LEARNED or not (before.words and after.words) or _alike(before.weeks, after.weeks):
        return ""
    said = LEARNED[word].format(name=phrases.given(name))
    if after.weeks is None:
        return f"{said}: {after.words}."
    was = f" instead of {before.words}" if before.weeks is not None else ""
    return f"{said}: worth a word {after.words} now{was}."


def _alike(one: float | None, other: float | None) -> bool:
    """Tell whether two cadences differ too little to be worth a sentence."""
    if one is None or other is None:
        return one is other
    return max(one, other) < CHANGED * min(one, other)


LEARNED = {
    "near": "You and {name} pick up where you left off",
    "far": "It takes you and {name} a little to find back",
    "strange": "Time apart has told on you and {name}",
    "silent": "{name} has not answered of late",
}
"""What a word of worth.FELT, or "silent", says of two people."""
