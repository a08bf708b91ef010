"""Offers: why somebody may belong to a campaign, one rule a reason, each said in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from amity.core import atlas, phrases
from amity.core.campaigns import Campaign, Why
from amity.core.career import Entry
from amity.core.help import Help
from amity.core.outcomes import Outcome
from amity.core.people import Person
from amity.core.view import Position

Months = tuple[date, date]
"""The first and the last day of the months that a campaign looks back on."""
Touch = tuple[tuple[date, str, str], ...]
"""The days on which something was exchanged, each with its channel and its way, the oldest first."""
ASKED: Mapping[str, frozenset[str]] = {
    "job-search": frozenset({"help", "applied", "connected", "exchange"}),
    "thanks": frozenset({"help"}),
    "new-role": frozenset({"matters", "exchange"}),
    "move": frozenset({"matters", "exchange"}),
    "other": frozenset({"matters"}),
}
"""Which rules are asked for each kind of campaign."""
AROUND = timedelta(days=60)
"""A search begins before the old job ends, and its last letters go out after the new one began."""
SEARCH = timedelta(days=270)
"""How long a search is thought to have been, where nothing tells its beginning."""
YEAR = timedelta(days=365)
CONSTANT = 21
"""Somebody whose last exchange is so few days ago, in a tie that goes on, hears the news anyway."""
OFTEN = 21
"""An exchange every so many days, all these months long, is work and no search."""
FEW = 6
"""So many days of exchange are never too many."""
MATTERS = 2
"""The importance from which on the owner has said that somebody matters."""


def months(kind: str, jobs: Sequence[Position], applied: Sequence[date], *, today: date) -> Months:
    """Give the months a campaign looks back on.

    A job search: from before the job that ended last (or the first application) until after the present one
    began. Anything else looks back on a year, and news of a new place or role on two.
    """
    if kind != "job-search":
        return (today - (YEAR if kind in {"thanks", "other"} else 2 * YEAR), today)
    now = max((job.started for job in jobs if job.finished is None and job.started), default=None)
    until = min(today, now + AROUND) if now is not None else today
    left = max((job.finished for job in jobs if job.finished and job.finished <= until), default=None)
    begun = [day for day in applied if day <= until]
    since = [left - AROUND] if left is not None and left > until - 2 * YEAR else []
    since += [min(begun)] if begun and min(begun) > until - 2 * YEAR else []
    return (min(since) if since else until - SEARCH, until)


def window(campaign: Campaign, *, today: date) -> Months:
    """Give the months of a campaign; a day that was not told is a year ago, or today."""
    return (campaign.began or today - YEAR, campaign.ended or today)


def helped(person: Person | None, several: Sequence[Help], within: Months, *, today: date) -> Iterator[Why]:
    """Say what help they gave in these months; a recommendation counts whenever it was written."""
    for one in several:
        if person is None or one.way != "received":
            continue
        said, _, rest = phrases.plain(one.text).partition(": ")
        name, when = phrases.given(person.name), f" {phrases.at(one.on, today=today)}" if one.on else ""
        if said == "Recommendation" and rest:
            yield Why("recommendation", f"{name} recommended you{when}.", one.on)
        elif one.on is None or within[0] <= one.on <= within[1]:
            yield Why("help", f"{name} helped you{when}: {phrases.quoted(one.text, most=120)}.", one.on)


def introduced(
    person: Person | None, came: Sequence[Outcome], within: Months, *, today: date
) -> Iterator[Why]:
    """Say what came of the tie in these months."""
    for one in came:
        if person is not None and within[0] <= one.on <= within[1]:
            text = phrases.quoted(one.text, most=120)
            name, when = phrases.given(person.name), phrases.at(one.on, today=today)
            yield Why("introduced", f"Knowing {name} brought you {text} {when}.", one.on)


def applied(person: Person, there: Mapping[str, Entry], *, today: date) -> Iterator[Why]:
    """Say that they are where the owner applied, or marked a job; `there` is by folded organization."""
    entry = there.get(atlas.fold(person.organization)) if person.organization else None
    if entry is None:
        return
    did = "applied to" if entry.kind == "application" else "marked a job at"
    when = f" {phrases.at(entry.on, today=today)}" if entry.on else ""
    place, name = phrases.plain(entry.organization), phrases.given(person.name)
    yield Why("applied", f"You {did} {place}{when}, where {name} is.", entry.on)


def connected(person: Person, on: date, *, today: date) -> Why:
    """Say that the two connected in these months."""
    name = phrases.given(person.name)
    return Why("connected", f"You and {name} connected on LinkedIn {phrases.at(on, today=today)}.", on)


def exchanged(person: Person, touch: Touch, within: Months, *, today: date) -> Iterator[Why]:
    """Say that the two wrote or met in these months, unless they are in constant touch anyway."""
    days = len({day for day, *_ in touch})
    constant = person.last is not None and (today - person.last).days <= CONSTANT
    if not days or days > max(FEW, (within[1] - within[0]).days / OFTEN):
        return
    if constant and person.state in {"steady", "warming"}:
        return
    met = sum(channel == "meeting" for _, channel, _ in touch)
    wrote = sum(channel in {"mail", "message", "letter", "social"} for _, channel, _ in touch)
    spoke = len(touch) - met - wrote
    did = [_times(word, count) for word, count in (("met", met), ("spoke", spoke), ("wrote", wrote)) if count]
    last = touch[-1][0]
    name, when = phrases.given(person.name), phrases.at(last, today=today)
    told = f"{', '.join(did[:-1])}, and {did[-1]}" if len(did) > 1 else did[0]
    closing = when if days == 1 else f"in these months, the last time {when}"
    yield Why("exchange", f"{_who(touch, name=name, told=told)} {closing}.", last)


def _who(touch: Touch, *, name: str, told: str) -> str:
    """Say who did it: both, unless all that is on record went one way."""
    ways = {way for *_, way in touch}
    if ways == {"sent"}:
        return f"You {told.replace('wrote', f'wrote to {name}', 1)}"
    return (
        f"{name} {told.replace('wrote', 'wrote to you', 1)}"
        if ways == {"received"}
        else f"You and {name} {told}"
    )


def _times(did: str, count: int) -> str:
    """Say how often: "met", "met twice", "wrote on four days"."""
    if count == 1:
        return did
    return f"{did} twice" if count == 2 else f"{did} {phrases.number(count)} times"  # noqa: PLR2004


def matters(person: Person, *, today: date) -> Iterator[Why]:
    """Say that the owner wants this tie, in their own word."""
    if person.importance < MATTERS:
        return
    last = f"; the last exchange was {phrases.at(person.last, today=today)}" if person.last else ""
    yield Why("matters", f"You said that {phrases.given(person.name)} matters{last}.", person.last)
