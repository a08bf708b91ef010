"""Events: an evening or a day with many people, of whom a few are worth a second conversation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amity.core import names, phrases
from amity.core.circles import Circle, Member
from amity.core.errors import Refusal

MOST = 5
"""At most so many people of one event are worth a second conversation."""
MANY = 5
"""So many others of the book make a meeting an event."""
LATELY = 60
"""Days for which a meeting of the calendar is offered as an event."""
SERIES = 3
"""A title that stands in the calendar so often is a series and no event."""
_WORDS = re.compile(
    r"\b(?:conference|congress|summit|meet-?up|workshop|symposium|fair|expo|reception|retreat|offsite|forum"
    r"|breakfast talk|open day|hackathon|reunion|gala|unconference|evenings?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """An entry of the calendar that is over, with (id, name) of the people of the book who were on it."""

    id: str
    title: str
    on: date
    place: str = ""
    people: tuple[tuple[str, str], ...] = ()


def offers(meetings: Sequence[Meeting], known: Iterable[Circle], *, today: date) -> tuple[Meeting, ...]:
    """Give the meetings that look like events: many people, or a title that says so; the newest first.

    A series is none, nor what is kept as an event already; after `LATELY` days nothing is offered any more.
    """
    there = {(names.fold(one.name), one.began) for one in known}
    often: dict[str, set[date]] = defaultdict(set)
    for meeting in meetings:
        often[names.fold(meeting.title)].add(meeting.on)
    found = [
        meeting
        for meeting in meetings
        if phrases.plain(meeting.title)
        and timedelta(0) <= today - meeting.on <= timedelta(days=LATELY)
        and len(often[names.fold(meeting.title)]) < SERIES
        and (names.fold(meeting.title), meeting.on) not in there
        and (len(meeting.people) >= MANY or (_WORDS.search(meeting.title) and meeting.people))
    ]
    return tuple(sorted(found, key=lambda meeting: (meeting.on, meeting.id), reverse=True))


def chosen(event: Circle) -> tuple[Member, ...]:
    """Give those worth a second conversation."""
    return tuple(member for member in event.here if member.role == "chosen")


def resting(event: Circle) -> tuple[Member, ...]:
    """Give those who rest."""
    return tuple(member for member in event.here if member.role == "rests")


def decided(event: Circle) -> bool:
    """Tell whether the owner has chosen yet."""
    return any(member.role in {"chosen", "rests"} for member in event.members)


def allow(count: int) -> None:
    """Refuse more than `MOST` people, kindly."""
    if count > MOST:
        raise Refusal(
            "too-many",
            f"{phrases.number(count).capitalize()} second conversations would become none. Choose up to"
            f" {phrases.number(MOST)}; the others rest, and stay in your book.",
        )
