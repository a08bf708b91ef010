"""Promise: what the owner promised somebody, in its week; theirs once, when it is a week late."""

from __future__ import annotations

from datetime import date, timedelta

from amity.core import phrases, promises
from amity.core.promises import Promise
from amity.core.reasons import Evidence, Signal
from amity.core.view import Around, View

AHEAD = timedelta(days=6)
"""A promise stands in the plan of the week it is due in."""
WAITED = timedelta(days=14)
"""A promise without a day is remembered after so long."""
LATE = timedelta(days=7)
"""So late is theirs before a word about it; the word comes in the week that begins next, and in no other."""
MINUTES, ASKING = 15, 5
MINE = "On {day} you promised {name}: {text}, by {due}."
OPEN = "On {day} you promised {name}: {text}."
THEIRS = "On {day} {name} promised you: {text}, by {due}."


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read the owner's promise that comes first; else theirs that is a week late and not yet spoken of."""
    del around
    several = sorted(filter(promises.is_open, view.promises), key=promises.order)
    mine = next((one for one in several if one.mine and _now(one, today)), None)
    if mine is not None:
        return _mine(mine, view, today=today)
    theirs = next((one for one in several if not one.mine and _once(one, today)), None)
    return None if theirs is None or view.unanswered else _theirs(theirs, view, today=today)


def _now(promise: Promise, today: date) -> bool:
    """Tell whether a promise of the owner is due this week or late, or has waited long without a day."""
    if promise.due is not None:
        return promise.due - today <= AHEAD
    return today - promise.on >= WAITED


def _once(promise: Promise, today: date) -> bool:
    """Tell whether this is the one week, Monday to Sunday, in which their late promise is spoken of."""
    if promise.due is None:
        return False
    monday = today - timedelta(days=today.weekday())
    return LATE <= monday - promise.due < 2 * LATE


def _mine(promise: Promise, view: View, *, today: date) -> Signal:
    name = phrases.given(view.person.name)
    urgent = promise.due is not None
    return Signal(
        "promise",
        view.person.id,
        _said(MINE if urgent else OPEN, promise, name, today),
        (_evidence(promise),),
        f"Do it now, tell {name} when, or let it go with a word.",
        MINUTES,
        worth=1.0 if urgent else 1.5,
        urgent=urgent,
    )


def _theirs(promise: Promise, view: View, *, today: date) -> Signal:
    name = phrases.given(view.person.name)
    return Signal(
        "promise",
        view.person.id,
        _said(THEIRS, promise, name, today),
        (_evidence(promise),),
        f"Ask {name} lightly how it stands, or let it go; this comes only once.",
        ASKING,
    )


def _said(template: str, promise: Promise, name: str, today: date) -> str:
    due = phrases.exact(promise.due, today=today) if promise.due else ""
    text, day = phrases.quoted(promise.text, most=140), phrases.exact(promise.on, today=today)
    return template.format(day=day, name=name, text=text, due=due)


def _evidence(promise: Promise) -> Evidence:
    return Evidence("promise", promise.id, phrases.plain(promise.text), promise.due or promise.on)
