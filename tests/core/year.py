"""A year of weeks in an invented book of 300: every pick is done, and most are answered."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from amity.core import atlas, plan, ties
from amity.core.people import Exchange, Person, Purpose
from amity.core.plan import Plan
from amity.core.view import View

BEGAN = date(2026, 1, 5)
PURPOSES: tuple[Purpose, ...] = ("tactical",) * 9 + ("social",) * 7 + ("strategic",) * 4
CLOCK = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Friend:
    """One person with all that was exchanged, in order, and what the weeks asked of the owner."""

    person: Person
    exchanges: list[Exchange]
    picked: date | None = None
    stood: date | None = None

    def view(self, today: date) -> View:
        events = [ties.Event((one.at - CLOCK) / timedelta(days=1), 1.0, 1.0) for one in self.exchanges]
        tie = ties.replay(events)
        now = float((today - CLOCK.date()).days)
        person = self.person
        if tie is not None:
            last = CLOCK.date() + timedelta(days=tie.last_day)
            at = max(now, tie.last)
            person = replace(person, state=ties.state(tie, at), strength=ties.strength(tie, at), last=last)
        recent = tuple(reversed(self.exchanges[-5:]))
        first = self.exchanges[0] if self.exchanges else None
        return View(person, tie, recent, picked=self.picked, stood=self.stood, first=first)

    def meet(self, on: date) -> None:
        at = datetime.combine(on, time(10), tzinfo=UTC)
        self.exchanges.append(
            Exchange(f"{self.person.id}-{len(self.exchanges)}", at, "call", "mutual", "talk")
        )


def book(*, seed: int = 7, people: int = 300, places: int = 40) -> list[Friend]:
    """Make friends of few large and many small places, met often or seldom, lately or long ago."""
    chance = random.Random(seed)  # noqa: S311 - an invented book
    friends = []
    for number in range(people):
        place = int(places * chance.random() ** 3)
        purpose = chance.choice(PURPOSES)
        person = Person(
            f"p{number:03}",
            f"Name{number:03} Person",
            organization=f"Place {place:02}",
            purposes=(purpose,),
            importance=chance.choice((0, 0, 0, 0, 1, 1, 2)),
        )
        friend = Friend(person, [])
        gap, silent = chance.choice((14, 30, 60, 120)), chance.choice((5, 20, 60, 200, 500))
        days = [silent + gap * n for n in range(chance.randrange(1, 14))]
        for day in reversed(days):
            friend.meet(BEGAN - timedelta(days=day))
        friends.append(friend)
    return friends


def weeks(
    friends: Sequence[Friend], *, count: int = 52, turning: bool = True, answering: bool = True, seed: int = 1
) -> list[Plan]:
    """Play the weeks: draw, do every pick or leave them all open, and let seven in ten answer."""
    chance = random.Random(seed)  # noqa: S311 - an invented year
    known = {friend.person.id: friend for friend in friends}
    drawn: list[Plan] = []
    for week in range(count):
        today = BEGAN + timedelta(days=7 * week)
        seen = [friend.view(today) for friend in friends]
        around = atlas.around([view.person for view in seen], organization="Place 00", today=today)
        before = [[pick.person_id for pick in one.picks] for one in reversed(drawn[-4:])]
        drawn.append(plan.draw(seen, around, today=today, before=before if turning else ()))
        for pick in drawn[-1].picks:
            friend = known[pick.person_id]
            if not answering:
                friend.stood = today
                continue
            friend.picked = today
            if chance.random() < 0.7:
                friend.meet(today)
        for friend in chance.sample(list(friends), 6):
            friend.meet(today + timedelta(days=3))
            friend.exchanges.sort(key=lambda one: one.at)
    return drawn
