"""Turns: what the last weeks were full of counts for less, so that picks rotate over purposes and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from amity.core import atlas
from amity.core.people import Person

WEEKS = 4
"""Weeks that are looked back on."""
SHARE = 0.5
"""A purpose that filled more than this share of the last weeks' picks has had its turn."""
PLACE, PURPOSE = 0.8, 0.8
"""Worth left for each week in which somebody of the same place stood; and for a purpose in excess."""
ENOUGH = 6
"""Picks from which a share of purposes says anything."""

Week = Sequence[str]
"""Ids of the people who stood in one week."""
Turn = Callable[[str], float]
"""Gives, by a person's id, how much of their worth counts this week (0-1)."""


def everybody(person_id: str) -> float:
    """Give everybody their turn."""
    del person_id
    return 1.0


def turn(people: Mapping[str, Person], before: Sequence[Week]) -> Turn:
    """Weigh whose turn it is by the people of the weeks before, the nearest first."""
    looked = [[people[one] for one in week if one in people] for week in before[:WEEKS]]
    if not any(looked):
        return everybody
    places = Counter(place for week in looked for place in {atlas.where(one) for one in week} - {""})
    picks = [one for week in looked for one in week]
    shares = {purpose: count / len(picks) for purpose, count in _purposes(picks).items()}
    full = {purpose for purpose, share in shares.items() if share > SHARE and len(picks) >= ENOUGH}

    def weigh(person_id: str) -> float:
        person = people[person_id]
        had = bool(person.purposes) and full.issuperset(person.purposes)
        return float(PLACE ** places[atlas.where(person)]) * (PURPOSE if had else 1.0)

    return weigh


def _purposes(picks: Sequence[Person]) -> Counter[str]:
    return Counter(purpose for one in picks for purpose in one.purposes)
