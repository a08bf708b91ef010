"""Date: a birthday within the next seven days."""

from __future__ import annotations

from datetime import date

from amity.core import dates, phrases
from amity.core.reasons import Evidence, Signal
from amity.core.view import Around, View

AHEAD = 7
"""Days ahead that a birthday is said, today included."""
MINUTES = 5
SENTENCE = "{name}’s birthday is on {weekday}, {day}."
TODAY = "{name}’s birthday is today, {day}."


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read a birthday that comes this week; on February 28 for those born on a leap day in other years."""
    del around
    person = view.person
    comes = dates.next_occurrence(person.birthday, today)
    if comes is None or (comes - today).days >= AHEAD:
        return None
    template = TODAY if comes == today else SENTENCE
    day = phrases.exact(comes, today=today)
    name = phrases.given(person.name)
    evidence = Evidence(
        "record", view.records.get("birthday", person.id), f"Birthday: {person.birthday}", comes
    )
    return Signal(
        "date",
        person.id,
        template.format(name=name, weekday=phrases.weekday(comes), day=day),
        (evidence,),
        f"Write {name} two lines for the day.",
        MINUTES,
        # Address books hold birthdays of people long out of sight; those may come, but push nobody aside.
        urgent=person.importance > 0 or person.state not in {None, "dormant"},
    )
