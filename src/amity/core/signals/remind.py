"""Remind: a line the owner wanted to see about now."""

from __future__ import annotations

from datetime import date, timedelta

from amity.core import phrases
from amity.core.reasons import Evidence, Signal
from amity.core.view import Around, View

AHEAD = timedelta(days=6)
"""A reminder stands in the plan of the week it falls into."""
MINUTES = 10
SENTENCE = "For {day} you noted about {name}: {text}."


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read the earliest reminder that is due this week or was due before."""
    del around
    due = [reminder for reminder in view.reminders if reminder.done is None and reminder.on - today <= AHEAD]
    if not due:
        return None
    first = min(due, key=lambda reminder: (reminder.on, reminder.id))
    text, when = phrases.quoted(first.text, most=140), phrases.exact(first.on, today=today)
    return Signal(
        "remind",
        view.person.id,
        SENTENCE.format(day=when, name=phrases.given(view.person.name), text=text),
        (Evidence("reminder", first.id, phrases.plain(first.text), first.on),),
        "Do it, or move it to a better day.",
        MINUTES,
        urgent=True,
    )
