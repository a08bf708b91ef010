"""Date: a birthday within the next seven days, or a round year since the two first were in touch."""

from __future__ import annotations

from datetime import date

from amity.core import dates, phrases, reasons
from amity.core.reasons import Evidence, Signal
from amity.core.view import Around, View

AHEAD = 7
"""Days ahead that a birthday is said, today included."""
MINUTES = 5
ROUND = (1, 2, 3, 5, 10, 15, 20, 25, 30, 40)
"""Years after which a first exchange is worth a word."""
SENTENCE = "{name}’s birthday is on {weekday}, {day}."
TODAY = "{name}’s birthday is today, {day}."
FIRST = "It is {years} this week since you and {name} were first in touch, on {day}."


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read a birthday that comes this week; on February 28 for those born on a leap day in other years."""
    del around
    return _birthday(view, today=today) or _anniversary(view, today=today)


def _birthday(view: View, *, today: date) -> Signal | None:
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


def _anniversary(view: View, *, today: date) -> Signal | None:
    """Read a round year since the first exchange with somebody chosen; worth a line, never a pick."""
    if view.first is None or view.person.importance == 0:
        return None
    began = reasons.day(view.first)
    comes = dates.next_occurrence(began.isoformat(), today)
    if comes is None or (comes - today).days >= AHEAD or comes.year - began.year not in ROUND:
        return None
    name, years = phrases.given(view.person.name), phrases.plural(comes.year - began.year, "year")
    sentence = FIRST.format(name=name, years=years, day=phrases.exact(began, today=today))
    lines = (reasons.shown(view.first, name=view.person.name),)
    told = f"Remember it with {name}, if it was a good beginning."
    return Signal("date", view.person.id, sentence, lines, told, MINUTES, 0.0)
