"""Jobs: what became of the owner's ties after they changed organizations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amity.core import atlas, contacts, phrases, reviews
from amity.core.contacts import Spans, Window
from amity.core.reviews import Known
from amity.core.view import Position

RECENT = timedelta(days=730)
"""For so long a change is worth looking back on."""
YEAR = timedelta(days=365)
"""What is compared: the year before the change, and what has passed of the year after it."""
SETTLED = timedelta(days=90)
"""Before so many days nobody can be said to have gone quiet."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of organization: the position left (`before`) and the one taken up (`after`)."""

    before: Position
    after: Position
    on: date

    def settled(self, today: date) -> bool:
        """Tell whether enough time has passed to say who went quiet."""
        return today - self.on >= SETTLED


@dataclass(frozen=True, slots=True)
class Passage:
    """What a change did: ties of the year before that went on, those gone quiet, and new ones since."""

    change: Change
    kept: tuple[Known, ...]
    quiet: tuple[Known, ...]
    new: tuple[Known, ...]
    sentence: str


def latest(positions: Iterable[Position], *, today: date) -> Change | None:
    """Give the owner's last change of organization, while it is worth looking back on."""
    begun = sorted((job.started, job.id, job) for job in positions if job.started and job.organization)
    told = [(on, job) for on, _, job in begun if on <= today]
    for number in range(len(told) - 1, 0, -1):
        (_, before), (on, after) = told[number - 1], told[number]
        if today - on > RECENT:
            return None
        if atlas.fold(before.organization) != atlas.fold(after.organization):
            return Change(before, after, on)
    return None


def window(change: Change, *, today: date) -> Window:
    """Compare the year before a change with what has passed of the year after it."""
    until = min(change.on + YEAR, max(change.on, today) + timedelta(days=1))
    return contacts.between(change.on - YEAR, (change.on - YEAR, change.on), (change.on, until))


def passage(
    change: Change, seen: Window, people: Mapping[int, Known], spans: Mapping[int, Spans],
    firsts: Mapping[int, date], *, today: date,
) -> Passage | None:  # fmt: skip
    """Say what became of ties after a change; None while nothing is on record on one of its sides."""
    then, now = contacts.among(spans, seen.then), contacts.among(spans, seen.now)
    if not then or not now:
        return None
    new = reviews.strongest(people[one] for one in now - then if firsts[one] >= change.on)
    now |= {one for one in then if people[one].elsewhere}
    kept = reviews.strongest(people[one] for one in then & now)
    quiet = reviews.strongest(people[one] for one in then - now) if change.settled(today) else ()
    return Passage(change, kept, quiet, new, _sentence(change, kept, quiet, new))


def _sentence(change: Change, kept: Sequence[Known], quiet: Sequence[Known], new: Sequence[Known]) -> str:
    places = (phrases.plain(change.before.organization), phrases.plain(change.after.organization))
    parts = [f"{phrases.plural(len(kept), 'tie')} went on"]
    parts += [f"{phrases.number(len(quiet))} went quiet"] if quiet else []
    parts += [f"{phrases.number(len(new))} began"] if new else []
    told = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"Since you went from {places[0]} to {places[1]} in {phrases.dated(change.on)}, {told}."
