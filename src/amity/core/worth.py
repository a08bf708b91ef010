"""Worth: what contact with a person is worth, costs and does, from the owner's word and the tie's history."""

from __future__ import annotations

import math
from datetime import date

from amity.core import index, ties
from amity.core.people import Person, Purpose
from amity.core.ties import Tie
from amity.core.view import View

BY_PURPOSE: dict[Purpose, tuple[float, float, int]] = {
    "tactical": (1.0, 5.0, 12),
    "social": (1.5, 16.0, 25),
    "strategic": (3.0, 10.0, 45),
}
"""Worth per week, half-life in weeks and minutes of a contact: the medians of docs/signals.md."""
UNKNOWN = (1.0, 10.0, 18)
"""While no purpose is known: the least worth, the middle half-life, a fifth of the default week's minutes."""
BY_IMPORTANCE = (0.5, 1.0, 2.0, 3.0)
"""How often the owner's own word counts a person; no strength ever changes it."""
BY_STAKE = {"decides": 1.5, "close": 1.25, "helps": 1.25}
"""What a part in an open goal adds (docs/signals.md): the owner said that their work needs this person."""
EFFORT = 1.25
"""Somebody who matters and with whom contact is an effort: nothing brings the two together by itself."""
CHOSEN = 2
"""Importance from which on a person matters."""
PRIOR = (6.0, 2.5)
"""Answers and silences every tie starts with (a Beta distribution, mean .71)."""
LEARNED = 20
"""Active days after which a tie's own rhythm counts as much as its purpose's half-life."""
SPREAD = 2.0
"""A learned half-life stays within this factor of its purpose's: so far do people of one purpose differ."""
EPOCH = date(1970, 1, 1).toordinal()


def of(person: Person) -> float:
    """Return the worth per week of a tie at full strength, by purpose, importance and effort."""
    return _purpose(person)[0] * BY_IMPORTANCE[person.importance] * (EFFORT if on_purpose(person) else 1.0)


def on_purpose(person: Person) -> bool:
    """Tell whether a tie matters though the two do not naturally get on: it is looked after on purpose."""
    return person.importance >= CHOSEN and person.affinity == "low"


def stake(view: View) -> float:
    """Return what a person's parts in open goals add to their worth: the greatest counts."""
    return max((BY_STAKE[part.role] for part in view.stakes), default=1.0)


def minutes(person: Person) -> int:
    """Return the minutes a contact costs, by purpose."""
    return _purpose(person)[2]


def _purpose(person: Person) -> tuple[float, float, int]:
    """Choose the purpose of highest worth when there are several."""
    return max((BY_PURPOSE[purpose] for purpose in person.purposes), default=UNKNOWN)


def half_life(person: Person, tie: Tie | None) -> float:
    """Return the weeks in which the tie fades by half: the purpose's, drawn to the tie's own rhythm.

    The geometric mean of both, the rhythm weighing n / (n + `LEARNED`) after n active days.
    """
    prior = _purpose(person)[1]
    if tie is None:
        return prior
    share = tie.active_days / (tie.active_days + LEARNED)
    own = max(ties.rhythm(tie) / 7, 1 / 7)
    return prior * min(SPREAD, max(1 / SPREAD, math.exp(share * math.log(own / prior))))


def reply(tie: Tie | None, *, unanswered: int = 0) -> float:
    """Return the chance of an answer: what came back for what was sent, on top of `PRIOR`."""
    yes, no = PRIOR
    if tie is not None:
        yes += min(tie.sent, tie.received)
        no += max(tie.sent - tie.received, 0.0)
    return yes / (yes + no + unanswered)


def faded(person: Person, tie: Tie | None, *, today: date) -> float:
    """Return the strength left (0-1), halved with every half-life since the last exchange; 0 without one."""
    if tie is None:
        return 0.0
    weeks = ties.quiet(tie, today.toordinal() - EPOCH) / 7
    return float(0.5 ** (weeks / half_life(person, tie)))


def arm(view: View, *, today: date) -> index.Arm:
    """Put a person's tie into the form in which the plan weighs it."""
    person, tie = view.person, view.tie
    return index.Arm(
        reply=reply(tie, unanswered=view.unanswered),
        worth=of(person) * stake(view),
        minutes=minutes(person),
        decay=math.log(2) / half_life(person, tie),
        strength=faded(person, tie, today=today),
    )
