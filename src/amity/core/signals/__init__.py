"""Signals: one file is one reason to act on a person. What cannot say its sentence does not exist."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Protocol

from amity.core import reasons, ties, worth
from amity.core.reasons import Evidence, Reason, Signal
from amity.core.signals import circle_back, date, help, promise, reconnect, remind, stretch, warm  # noqa: A004
from amity.core.view import Around, View

__all__ = ["SIGNALS", "Evidence", "Reader", "Signal", "peace", "prove", "read", "rests"]

ATTEMPTS = 2
"""After so many unanswered attempts a person is left in peace."""
PEACE = dt.timedelta(days=365)
"""For so long after the last of them; then another attempt is fair, at most one within the same time."""
COOLDOWN = (60, 42, 28, 21)
"""Days after a pick before the next one, by importance; a quicker rhythm of the tie's own shortens it."""
SOONEST = 14
"""No rhythm brings somebody back sooner than after so many days."""


class Reader(Protocol):
    """What a module in this folder offers."""

    def read(self, view: View, around: Around, *, today: dt.date) -> Signal | None:
        """Return the reason with sentence and evidence; None when it does not hold or cannot be said."""
        ...


SIGNALS: dict[Reason, Reader] = {
    "promise": promise,
    "remind": remind,
    "date": date,
    "warm": warm,
    "reconnect": reconnect,
    "help": help,
    "circle_back": circle_back,
    "stretch": stretch,
}
"""By reason, in the order in which equals stand in a plan."""
SPOKEN = frozenset({"remind", "promise"})
"""What the owner wrote themself: it speaks also of somebody they never want to be suggested."""
INTENT = "You do not meet by nature, and they matter to you: that is why this stands here."
TURNS: tuple[Reason, ...] = ("reconnect", "circle_back")
"""Reasons of people not spoken to for a while: one named and left open gives way to another."""
STANDING: tuple[Reason, ...] = ("promise", "remind", "date")
"""Reasons that have a day of their own, so that no cooldown holds them back."""


def read(view: View, around: Around, *, today: dt.date) -> tuple[Signal, ...]:
    """Read every signal of one person that may be acted on today, in the order of `SIGNALS`."""
    if view.person.aside is not None:
        return ()
    resting = rests(view, today=today)
    wanted = [reason for reason in SIGNALS if _welcome(reason, view, resting=resting, today=today)]
    found = (SIGNALS[reason].read(view, around, today=today) for reason in wanted)
    return tuple(kindly(signal, view) for signal in found if signal is not None)


def kindly(signal: Signal, view: View) -> Signal:
    """Say for the owner's eyes alone that a tie takes a little intent; it is never part of a draft."""
    if signal.reason in STANDING or not worth.on_purpose(view.person):
        return signal
    return replace(signal, suggestion=f"{signal.suggestion} {INTENT}")


def _welcome(reason: Reason, view: View, *, resting: bool, today: dt.date) -> bool:
    """Tell whether a reason may speak: reminders always, others not against the owner's wish.

    A promise asks for no answer, so silence does not hold it back.
    """
    if reason == "remind":
        return True
    if (view.person.muted and reason not in SPOKEN) or reason in view.declined:
        return False
    if reason in TURNS and _stood(view, today=today):
        return False
    until = peace(view)
    silent = until is not None and until > today and reason != "promise"
    if silent or (view.later is not None and view.later > today):
        return False
    return reason in STANDING or not resting


def peace(view: View) -> dt.date | None:
    """Return until when somebody who left so many attempts unanswered is left in peace, else None."""
    if view.unanswered < ATTEMPTS:
        return None
    return view.recent[0].at.astimezone(dt.UTC).date() + PEACE if view.recent else dt.date.max


def rests(view: View, *, today: dt.date) -> bool:
    """Tell whether the person was picked so lately that another pick would be too soon."""
    if view.picked is None:
        return False
    rhythm = None if view.tie is None else ties.rhythm(view.tie)
    return (today - view.picked).days < cooldown(view.person.importance, rhythm)


def cooldown(importance: int, rhythm: float | None) -> float:
    """Return the days after a pick before the next one, by importance and the tie's own rhythm in days."""
    longest = COOLDOWN[importance]
    return longest if rhythm is None else min(longest, max(SOONEST, rhythm))


def _stood(view: View, *, today: dt.date) -> bool:
    """Tell whether the person was named and left open within the cooldown; no past rhythm shortens it."""
    return view.stood is not None and (today - view.stood).days < COOLDOWN[view.person.importance]


def prove(signal: Signal, view: View, around: Around, *, today: dt.date) -> bool:
    """Derive a signal again from nothing but its evidence, and tell whether the same sentence comes out.

    The view is narrowed to the exchanges, records, positions and reminders that the evidence names; of the
    book only the areas it names are left. What a sentence says did *not* happen is checked against all.
    """
    named = {item.id for item in signal.evidence if item.kind == "area"}
    areas = {key: area for key, area in around.areas.items() if key in named}
    seen = reasons.narrow(view, signal.evidence)
    counted = sum(area.near for area in around.areas.values())
    drawn = replace(around, areas=areas, in_touch=counted)
    again = SIGNALS[signal.reason].read(seen, drawn, today=today)
    if again is None or (again.sentence, again.evidence) != (signal.sentence, signal.evidence):
        return False
    return signal.person_id == view.person.id and _nothing_later(signal, view)


def _nothing_later(signal: Signal, view: View) -> bool:
    """Tell whether no exchange came after what the evidence names, where the sentence says so."""
    if signal.reason not in {"warm", "reconnect", "circle_back", "stretch"} or not view.recent:
        return True
    return any(item.id == view.recent[0].id for item in signal.evidence) or any(
        item.kind == "record" and item.on is not None and item.on > reasons.day(view.recent[0])
        for item in signal.evidence
    )
