"""Frequency: how likely two different people agree on a value, estimated from the book itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from amity.core import names, spelling
from amity.core.faces import Traits

_BELIEF = 200.0
"""How many people's worth of belief a value's usual frequency has beside what the book shows."""
_FIRM_BELIEF = {"birthday": 20_000.0, "day": 1_825.0}
"""The same, where the frequency is known: days of birth are spread evenly."""
_OWN = {"email": 3.5, "local": 2.0, "page": 3.5}
"""Bits more for what one person in ten or fewer shares with somebody."""
USUAL = {
    "given": 1 / 150, "odd-given": 1 / 3_000, "family": 1 / 100, "odd-family": 1 / 4_000, "firm": 1 / 400,
    "title": 1 / 60, "place": 1 / 100, "phone": 1e-6, "email": 1e-7, "local": 1e-5, "page": 1e-7,
    "birthday": 1 / 20_000, "day": 1 / 365,
}  # fmt: skip
"""Chance that somebody has a value, before the book is looked at; for a name, known far and wide or odd."""


_COUNTED = (
    "word", "sound", "full", "firm", "title", "place", "phone", "email", "local", "birthday", "page",
)  # fmt: skip


class Frequency:
    """How many faces have each value, and the chance that two different people share it."""

    def __init__(self, faces: Sequence[Traits]) -> None:
        """Count every value once a face."""
        self.people = len(faces)
        self._counts: dict[str, Counter[str]] = {kind: Counter() for kind in _COUNTED}
        for face in faces:
            self._count("word", found := {word for name in face.names for word in name.words})
            self._count("sound", {spelling.sound(word) for word in found})
            self._count(
                "full", {full(name.words[0], name.words[-1]) for name in face.names if len(name.words) > 1}
            )
            self._count("firm", {*face.firms, *face.domains})
            self._count("title", face.titles)
            self._count("place", face.places)
            self._count("phone", {*face.phones, *face.tails})
            self._count("email", face.emails)
            self._count("local", set(face.locals))
            self._count("birthday", {*face.birthdays, *(day[-5:] for day in face.birthdays)})
            self._count("page", face.pages)

    def _count(self, kind: str, values: Iterable[str]) -> None:
        self._counts[kind].update(values)

    def holders(self, kind: str, value: str) -> int:
        """Count the faces that have a value."""
        return self._counts[kind][value]

    def bits(self, kind: str, value: str, *, usual: str = "", met: int = 1) -> float:
        """Tell how surprising it is that two others share a value, in bits: -log₂ of its frequency.

        That two people have it at all makes it likelier to be frequent. With a gamma prior of mean p
        and shape 200·p for the frequency, the odds of one person against two are E[f]/E[f²], so that
        the frequency to be taken is (n - 2 + 200·p + 1) / (N - 2 + 200), where n of N faces have the
        value, the two included. With `met` 0 the mean frequency E[f] is given.
        """
        kind_of = usual or kind
        belief = _FIRM_BELIEF.get(kind_of, _BELIEF)
        others = max(self._counts[kind][value] - 2, 0)
        share = (others + belief * USUAL[kind_of] + met) / (max(self.people - 2, 0) + belief)
        return max(-math.log2(share), 0.01) + _OWN.get(kind, 0.0)

    def name_bits(self, word: str, *, given: bool, met: int = 1) -> float:
        """Tell how surprising a shared word of a name is."""
        odd = "" if names.frequent(word, given=given) else "odd-"
        return self.bits("word", word, usual=f"{odd}{'given' if given else 'family'}", met=met)

    def sound_bits(self, word: str, *, given: bool) -> float:
        """Tell how surprising it is that two words are forms of one name: less than that they are equal."""
        odd = "" if names.frequent(word, given=given) else "odd-"
        heard = self.bits("sound", spelling.sound(word), usual=f"{odd}{'given' if given else 'family'}")
        return max(min(heard, self.name_bits(word, given=given)) - _LOOSE, 1.0)

    def full_bits(self, given: str, family: str) -> float:
        """Tell how surprising a whole shared name is.

        Parts hang together: who is called Dmitry is likelier called Ivanov than others are. So the product p
        of both mean frequencies is only the mean of a gamma prior of shape 1.2, which the name's own count
        corrects: (n - 2 + 1.2 + 1) / (N - 2 + 1.2/p).
        """
        apart = self.name_bits(given, given=True, met=0) + self.name_bits(family, given=False, met=0)
        others = max(self._counts["full"][full(given, family)] - 2, 0)
        share = (others + _SHAPE + 1) / (max(self.people - 2, 0) + _SHAPE * 2.0**apart)
        return min(max(-math.log2(share), 0.01), apart)


def full(first: str, last: str) -> str:
    """Give a whole name by sound, in whatever order it is written."""
    return " ".join(sorted((spelling.sound(first), spelling.sound(last))))


_SHAPE = 1.2
"""How widely frequencies of whole names spread around what their parts make expect."""
_LOOSE = 1.5
"""Bits a form of a name is worth less than the name itself: it has about three."""
