"""Events: circles with a day; afterwards a few are chosen for a second conversation, the others rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from amity.book import access, circles, facts, promises, ties
from amity.book.models import Interaction, Owner, Participation
from amity.core import events as rules
from amity.core.circles import Circle
from amity.core.errors import Refusal
from amity.core.events import Meeting
from amity.core.promises import Promise

_LOOKED = 500
"""Days of the calendar that are looked at, to tell a series from a single day."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted of somebody since an event: what they are working on, and what the owner will do."""

    working_on: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()


def all(owner: Owner) -> list[Circle]:  # noqa: A001 - "all events"
    """Give every event, the latest first."""
    found = [circle for circle in circles.all(owner) if circle.kind == "event"]
    return sorted(found, key=lambda event: (event.began or date.min, event.name), reverse=True)


def one(owner: Owner, id: str) -> Circle:  # noqa: A002
    """Find an event by its id, or `Missing`."""
    found = next((event for event in all(owner) if event.id == id), None)
    if found is None:
        raise access.Missing(f"There is no event {id!r}.")
    return found


def offers(owner: Owner, *, today: date) -> tuple[Meeting, ...]:
    """Give the meetings of the last weeks that look like events and are not kept as one."""
    those = Interaction.objects.filter(
        owner=owner, current=True, channel="meeting", at__lt=ties.end(today),
        at__gte=ties.end(today - timedelta(days=_LOOKED)),
    ).exclude(source="hand")  # fmt: skip
    found = list(those.order_by("id").values_list("id", "text", "at", "place"))
    near = ties.end(today - timedelta(days=rules.LATELY + 1))
    there = _there(owner, [pk for pk, _, at, _ in found if at >= near])
    meetings = [
        Meeting(str(pk), title, at.date(), place, tuple(there[pk].items())) for pk, title, at, place in found
    ]
    return rules.offers(meetings, all(owner), today=today)


def _there(owner: Owner, those: Iterable[int]) -> dict[int, dict[str, str]]:
    """Give who of the book was on meetings: {meeting: {id: name}}."""
    parts = Participation.objects.filter(
        owner=owner, interaction__in=list(those), record__person__removed=False, record__person__aside=""
    )
    found: dict[int, dict[str, str]] = defaultdict(dict)
    columns = ("interaction_id", "record__person__uid", "record__person__name")
    for meeting, uid, name in parts.order_by("record__person__folded", "id").values_list(*columns):
        found[meeting][uid] = name
    return found


def noted(owner: Owner, id: str, *, today: date) -> dict[str, Noted]:  # noqa: A002
    """Give, by person, what was noted of those chosen: what they work on, and the owner's open promises."""
    event = one(owner, id)
    ids = [member.id for member in rules.chosen(event)]
    people = access.people(owner, ids)
    learned = facts.own(owner, [person.pk for person in people], today=today)
    promised = promises.of(owner, [person.pk for person in people], closed=False, today=today)
    since = event.began or date.min
    return {
        person.uid: Noted(
            tuple(
                f.text
                for f in learned.get(person.pk, ())
                if f.kind == "working_on" and (f.on or since) >= since
            ),
            tuple(p for p in promised.get(person.pk, ()) if p.mine and p.on >= since),
        )
        for person in people
    }


def add(owner: Owner, name: str, *, on: date, place: str = "", who: Iterable[str] = (), today: date) -> str:
    """Keep an event with its day and who was there, and give its id."""
    with transaction.atomic():
        id = circles.add(owner, name, kind="event", began=on, place=place, today=today)  # noqa: A001
        attended(owner, id, who, today=today)
    return id


def accept(owner: Owner, meeting: str, *, today: date) -> str:
    """Keep an offered meeting as an event, with everybody who was on it; give its id."""
    found = next((offer for offer in offers(owner, today=today) if offer.id == meeting), None)
    if found is None:
        raise access.Missing(f"The calendar offers no event {meeting!r}.")
    ids = [id for id, _ in found.people]  # noqa: A001
    return add(owner, found.title, on=found.on, place=found.place, who=ids, today=today)


def attended(owner: Owner, id: str, who: Iterable[str], *, today: date) -> list[str]:  # noqa: A002
    """Say who was at an event; whoever has a role there keeps it."""
    known = {member.id for member in one(owner, id).here}
    new = [person.uid for person in access.people(owner, who) if person.uid not in known]
    return circles.put(owner, id, new, today=today) if new else []


def choose(owner: Owner, id: str, who: Iterable[str], *, today: date) -> Circle:  # noqa: A002
    """Choose exactly these for a second conversation, at most five; everybody else of the event rests."""
    picked = [person.uid for person in access.people(owner, who)]
    rules.allow(len(picked))
    event = one(owner, id)
    others = [member.id for member in event.here if member.id not in picked and member.role != "organizer"]
    with transaction.atomic():
        if picked:
            circles.put(owner, id, picked, role="chosen", on=today, today=today)
        if others:
            circles.put(owner, id, others, role="rests", today=today)
    return one(owner, id)


def note(
    owner: Owner, id: str, who: str, *, working_on: str = "", promise: str = "", due: date | None = None,  # noqa: A002
    today: date,
) -> None:  # fmt: skip
    """Keep what somebody chosen is working on, and what the owner could do for them, as a promise."""
    event, person = one(owner, id), access.person(owner, who)
    if person.uid not in {member.id for member in rules.chosen(event)}:
        raise Refusal("not-chosen", f"Choose {person.name} for a second conversation first.")
    on = min(event.began or today, today)
    with transaction.atomic():
        if working_on.strip():
            facts.learn(owner, person.uid, "working_on", working_on, on=on, today=today)
        if promise.strip():
            promises.promise(owner, person.uid, promise, mine=True, due=due, on=on, today=today)
