"""The product's index and beliefs as a policy of the reference's world (its interface is in its README)."""

from __future__ import annotations

import math
from typing import Any

from amity.core import index, learning, worth
from amity.core.index import Arm
from amity.core.learning import Chance, Decay
from amity.core.people import PURPOSES

SMALLEST = 5.0
"""Minutes below which the week is full."""


class Weighed:
    """Everybody by the product's index, the best first until the minutes are full; it believes alike."""

    def start(self, contacts: Any, minutes_per_week: float) -> None:  # noqa: ANN401 - theirs
        """Begin with what is known of everybody, and with what is usual of what is not."""
        del minutes_per_week
        self.told = contacts.half_life_weeks is not None
        self.restore = float(contacts.restore)
        self.minutes = contacts.minutes.tolist()
        self.age = contacts.weeks_since.tolist()
        self.purposes = [PURPOSES[number] for number in contacts.purpose.tolist()]
        self.worth = self._worth(contacts.worth.tolist())
        if self.told:
            self.fades = [learning.usual(h)._replace(variance=0.0) for h in contacts.half_life_weeks.tolist()]
            self.replies = [Chance(p, 1 - p) for p in contacts.reply.tolist()]
            self.letters = [Chance(e, 1 - e) for e in contacts.inbound.tolist()]
        else:
            self.fades = [learning.usual(worth.typical(purpose)[1]) for purpose in self.purposes]
            self.replies = [worth.REPLY] * len(self.age)
            self.letters = [worth.INBOUND] * len(self.age)
        self.strength = [math.exp(-fades.rate * age) for fades, age in zip(self.fades, self.age, strict=True)]

    def _worth(self, told: list[float]) -> list[float]:
        """Believe what is told as far as the product would, beside what is typical of the purpose."""
        usual = [worth.typical(purpose)[0] for purpose in self.purposes]
        words = [said / base for said, base in zip(told, usual, strict=True)]
        trust = worth.trust(words)
        return [base * worth.believed(word, trust) for base, word in zip(usual, words, strict=True)]

    def _usual(self, person: int) -> float:
        return worth.typical(self.purposes[person])[0]

    def arm(self, person: int) -> Arm:
        """Put a person into the product's form."""
        fades: Decay = self.fades[person]
        return Arm(
            self.replies[person].mean, self.worth[person], self.minutes[person], fades.rate,
            self.strength[person], self.letters[person].mean, self.restore, fades.unsure,
        )  # fmt: skip

    def choose(self, week: int, minutes: float) -> list[int]:
        """Fill the week by index."""
        del week
        chosen: list[int] = []
        ranked = sorted(((index.weigh(self.arm(n)), n) for n in range(len(self.age))), reverse=True)
        for score, person in ranked:
            if score <= 0 or minutes < SMALLEST:
                break
            if self.minutes[person] <= minutes:
                chosen.append(person)
                minutes -= self.minutes[person]
        return chosen

    def learn(
        self,
        week: int,
        attempted: list[int],
        answered: list[int],
        warmth: dict[int, float],
        wrote_first: list[int],
    ) -> None:
        """Restore those who answered, let all fade a week, restore those who wrote first, and learn."""
        del week
        if not self.told:
            self._believe(attempted, set(answered), warmth, set(wrote_first))
        self._again(answered)
        self.age = [age + 1 for age in self.age]
        self.strength = [
            strength * math.exp(-fades.rate)
            for strength, fades in zip(self.strength, self.fades, strict=True)
        ]
        self._again(wrote_first)

    def _believe(
        self, attempted: list[int], answered: set[int], warmth: dict[int, float], wrote_first: set[int]
    ) -> None:
        for person in attempted:
            yes = person in answered
            self.replies[person] = self.replies[person].seen(yes=yes, no=not yes)
        for person, warm in warmth.items():
            self.fades[person] = learning.felt(self.fades[person], weeks=self.age[person], warmth=warm)
        self.letters = [
            chance.seen(yes=person in wrote_first, no=person not in wrote_first)
            for person, chance in enumerate(self.letters)
        ]

    def _again(self, people: list[int]) -> None:
        for person in people:
            self.strength[person] += self.restore * (1 - self.strength[person])
            self.age[person] = 0
