"""Help: somebody needs what another of the owner's people, or the owner, can give."""

from __future__ import annotations

from datetime import date, timedelta

from amity.core.reasons import Signal
from amity.core.suggestions import Suggestion
from amity.core.view import Around, View

FRESH = timedelta(days=180)
"""A need told of longer ago asks to be refreshed first."""
MINUTES = 15
LEAST, MORE = 0.7, 0.6
"""Worth of a suggestion, and what the surest has beyond it."""


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read the surest suggestion for a need that somebody told of lately and that still holds."""
    del around
    held = {fact.id: fact for fact in view.facts}
    for one in view.suggestions:
        fact = held.get(one.need.id) if one.need is not None else None
        told = max(filter(None, (fact.on, fact.sure)), default=None) if fact is not None else None
        if told is not None and timedelta() <= today - told <= FRESH:
            return _signal(view, one)
    return None


def _signal(view: View, one: Suggestion) -> Signal:
    weight = LEAST + MORE * one.score
    return Signal("help", view.person.id, one.sentence, one.evidence, one.next, MINUTES, weight)
