"""The week as the product composes it, inside the reference's world: every constraint on, or some of them."""

from __future__ import annotations

import math
import random
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from amity.core import index, plan, signals
from amity.core.plan import Candidate
from amity.core.reasons import Reason, Signal
from bench.weighed import Weighed

PLACES, CIRCLES = 60, 25
"""Organizations of the invented book, few of them large, and circles; two in three people are in one."""
QUIET, THIN = 26, 0.3
"""Weeks without an exchange after which `reconnect` speaks, strength below which `stretch` does (signals)."""
AGAIN = 26
"""Weeks in peace after which the owner of the second row says "Suggest again"."""
PEACE = signals.PEACE.days // 7
"""Weeks in peace after which the product tries once more by itself."""
GAPS = 5
"""Gaps between exchanges that the rhythm is read from."""


class Composed(Weighed):
    """`plan.compose_week` over everybody the product would look at."""

    again: int | None = None
    """Weeks after which the owner says "Suggest again" of those left in peace; None is never."""

    def start(self, contacts: Any, minutes_per_week: float) -> None:  # noqa: ANN401 - theirs
        """Invent organizations, circles and how much somebody matters; begin with nobody picked."""
        super().start(contacts, minutes_per_week)
        chance, count = random.Random(11), len(self.age)  # noqa: S311 - an invented book
        self.places = [f"place {int(PLACES * chance.random() ** 3)}" for _ in range(count)]
        self.circles = [
            (f"circle {chance.randrange(CIRCLES)}",) if chance.random() < 2 / 3 else () for _ in range(count)
        ]
        self.focus = Counter(self.places).most_common(1)[0][0]
        self.matters = [_importance(self.worth[n] / self._usual(n)) for n in range(count)]
        self.picked: dict[int, int] = {}
        self.unanswered: Counter[int] = Counter()
        self.gaps: list[deque[int]] = [deque(maxlen=GAPS) for _ in range(count)]

    def choose(self, week: int, minutes: float) -> list[int]:
        """Compose the week; minutes are whole here, as in the product."""
        self.week = week
        found = [one for n in range(len(self.age)) if (one := self._candidate(n)) is not None]
        composed = plan.compose_week(found, week="", minutes=math.floor(minutes), outside=True)
        return [int(pick.person_id) for pick in composed.picks]

    def learn(
        self,
        week: int,
        attempted: list[int],
        answered: list[int],
        warmth: dict[int, float],
        wrote_first: list[int],
    ) -> None:
        """Note who was picked, who answers and who wrote, then believe."""
        self.picked |= dict.fromkeys(attempted, week)
        self.unanswered.update(attempted)
        for person in (*answered, *wrote_first):
            self.unanswered[person] = 0
            self.gaps[person].append(max(1, int(self.age[person])))
        super().learn(week, attempted, answered, warmth, wrote_first)

    def _candidate(self, person: int) -> Candidate | None:
        """Say what the product would: nobody within the cooldown, nobody who left two attempts unanswered."""
        since = self.week - self.picked.get(person, -1_000)
        if self.unanswered[person] >= signals.ATTEMPTS:
            if self.again is not None and since >= self.again:
                self.unanswered[person] = 0
            elif since < PEACE:
                return None
        if since * 7 < signals.cooldown(self.matters[person], self._rhythm(person)):
            return None
        arm = self.arm(person)
        if index.weigh(arm) <= 0:
            return None
        reason: Reason = "warm"
        if self.age[person] >= QUIET:
            reason = "reconnect"
        elif self.places[person] != self.focus and self.strength[person] < THIN:
            reason = "stretch"
        cost = math.ceil(self.minutes[person])
        signal = Signal(reason, str(person), "", (), "", cost)
        place = self.places[person]
        whole = arm._replace(minutes=cost)
        return Candidate(str(person), f"{person:03}", place, (signal,), whole, self.circles[person])

    def _rhythm(self, person: int) -> float | None:
        gaps = sorted(self.gaps[person])
        return gaps[len(gaps) // 2] * 7.0 if gaps else None


def _importance(ratio: float) -> int:
    """Say how much somebody matters (0-3), by their worth beside what is typical: the nearest word."""
    return min(range(4), key=lambda level: abs(math.log(ratio) - math.log((0.5, 1.0, 2.0, 3.0)[level])))


class Again(Composed):
    """The same for an owner who suggests again, after half a year, who has left two attempts unanswered."""

    again = AGAIN


MAKERS: dict[str, Callable[[], Any]] = {
    "amity: composed week, all constraints": Composed,
    "the same, suggested again": Again,
}
