"""Views: everything a signal may know of each person, gathered with a fixed number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from amity.book import (
    access,
    answers,
    facts,
    goals,
    helpful,
    letters,
    owners,
    people,
    promises,
    records,
    reminders,
    rows,
    ties,
    told,
)
from amity.book.models import Interaction, Outlook, Owner, Participation, Record
from amity.book.models import Person as Row
from amity.core import atlas, dates, moves
from amity.core import facts as fact_rules
from amity.core.answers import Rest
from amity.core.facts import Fact, Told
from amity.core.findings import Claim
from amity.core.interactions import TIMELINE_ONLY, crowded, weight
from amity.core.people import Exchange, Person, Reminder
from amity.core.view import Around, Move, Position, Shared, Stake, View, Waiting

RECENT = 5
NO_REST = Rest()
EXCHANGED = (
    Q(interaction__direction="mutual") & ~Q(role="delivered")
    | Q(interaction__direction="sent", role__in=("to", "cc", "attendee"))
    | Q(interaction__direction="received", role__in=("from", "organizer"))
)


@dataclass(slots=True)
class _Cards:
    """What the cards of people add: changed jobs, which record says what, told reminders and facts."""

    moves: dict[int, list[Move]] = field(default_factory=lambda: defaultdict(list))
    sayers: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    told: dict[int, list[Reminder]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[int, list[Told]] = field(default_factory=lambda: defaultdict(list))
    again: dict[int, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Whole:
    """What is told of the whole book at once, whomever the views are of."""

    jobs: Sequence[Position]
    letter: Mapping[int, Waiting]
    written: Mapping[int, date]
    stood: Mapping[int, date]
    passed: Mapping[int, date]
    stakes: Mapping[str, tuple[Stake, ...]]


def whole(owner: Owner, *, today: date) -> Whole:
    """Ask what the views of anybody need, once for several questions of `some`."""
    waiting, written = letters.waiting(owner, today=today), letters.written(owner, today=today)
    stakes = goals.stakes(owner, today=today)
    return Whole(owners.positions(owner), waiting, written, *answers.stood(owner, today=today), stakes)


def all(owner: Owner, *, today: date) -> tuple[list[View], Around]:  # noqa: A001 - "all views"
    """Give the view of everybody not removed, and the book around them."""
    found = list(Row.objects.filter(owner=owner, removed=False).order_by("folded", "uid"))
    views, around = of(owner, found, today=today)
    return helpful.attach(owner, views, today=today), around


def of(owner: Owner, found: Sequence[Row], *, today: date) -> tuple[list[View], Around]:
    """Give the view of these people; the book around them is drawn from them too."""
    views = some(owner, found, today=today)
    return views, around(owner, (view.person for view in views), today=today)


def some(
    owner: Owner, found: Sequence[Row], *, today: date, handles: bool = True, known: Whole | None = None
) -> list[View]:
    """Give the view of these people, with a fixed number of questions for each few thousand.

    `known` is what the whole book was asked before.
    """
    known = known or whole(owner, today=today)
    numbers = [row.pk for row in found]
    shown, stored = people.shown_with_ties(owner, found, today=today, handles=handles)
    if owner.ties_on == today:
        recent, first = _ends(owner, numbers, count=RECENT)
    else:
        recent = exchanges(owner, numbers, count=RECENT, today=today)
        first = exchanges(owner, numbers, count=1, today=today, oldest=True)
    cards = _cards(owner, numbers, today=today)
    pending = reminders.pending(owner, told=cards.told)
    learned = facts.own(owner, numbers, today=today)
    promised = promises.of(owner, numbers, closed=False, today=today)
    rests = answers.rests(owner, again=cards.again, today=today)
    views = []
    for row, person in zip(found, shown, strict=True):
        last, rest = recent.get(row.pk, []), rests.get(row.pk, NO_REST)
        views.append(
            View(
                person,
                stored.get(row.pk),
                tuple(last),
                unanswered(last, since=cards.again.get(row.pk)),
                shared(row, known.jobs, cards.sayers[row.pk]),
                tuple(cards.moves[row.pk]),
                tuple(pending.get(row.pk, ())),
                row.connected_on,
                max(filter(None, (rest.done, known.written.get(row.pk))), default=None),
                max(filter(None, (rest.until, known.passed.get(row.pk))), default=None),
                next(iter(first.get(row.pk, ())), None),
                cards.sayers[row.pk],
                _facts(cards.facts.get(row.pk, ()), learned.get(row.pk, ())),
                tuple(promised.get(row.pk, ())),
                letter=known.letter.get(row.pk),
                stood=known.stood.get(row.pk),
                declined=rest.declined,
                put_off=rest.put_off,
                felt=rest.felt,
                doubted=rest.doubted,
                stakes=known.stakes.get(person.id, ()),
            )
        )
    return views


def _facts(said: Sequence[Told], own: Sequence[Fact]) -> tuple[Fact, ...]:
    """Give the facts that still hold."""
    return tuple(filter(fact_rules.holds, fact_rules.facts(said, own=own))) if said or own else ()


def around(owner: Owner, shown: Iterable[Person], *, today: date) -> Around:
    """Draw the book around a person."""
    return atlas.around(shown, organization=owners.describe(owner).organization, today=today)


def unanswered(recent: Sequence[Exchange], *, since: date | None = None) -> int:
    """Count the days on which the owner wrote since the person last answered; `recent` is newest first.

    Days up to `since`, on which the owner chose to try again, are forgotten.
    """
    days: set[date] = set()
    for exchange in recent:
        if exchange.direction != "sent":
            break
        days.add(exchange.at.astimezone(UTC).date())
    return sum(since is None or day > since for day in days)


def exchanges(
    owner: Owner, numbers: Sequence[int], *, count: int, today: date, oldest: bool = False
) -> dict[int, list[Exchange]]:
    """Give each person's newest (or oldest) exchanges that count, up to `today`.

    Those kept with the outlooks are read by their numbers, however long a history is; others are looked for.
    """
    if owner.ties_on == today and count <= (1 if oldest else RECENT):
        return _kept(owner, numbers, count=count, oldest=oldest)
    return _looked_for(owner, numbers, count=count, today=today, oldest=oldest)


def _kept(owner: Owner, numbers: Sequence[int], *, count: int, oldest: bool) -> dict[int, list[Exchange]]:
    return _ends(owner, numbers, count=count)[oldest]


def _ends(
    owner: Owner, numbers: Sequence[int], *, count: int
) -> tuple[dict[int, list[Exchange]], dict[int, list[Exchange]]]:
    """Give each person's newest exchanges, and the oldest, by the numbers kept with the outlooks."""
    newest: dict[int, list[int]] = {}
    oldest: dict[int, list[int]] = {}
    for part in rows.chunks(numbers):
        mine = Outlook.objects.filter(owner=owner, person__in=part)
        for person, recent, first in mine.values_list("person_id", "recent", "oldest"):
            newest[person] = [number for _, number in recent[:count]]
            oldest[person] = [first] if first is not None else []
    wanted = {number for named in (newest, oldest) for several in named.values() for number in several}
    made = {
        told_of[0]: exchange(told_of)
        for part in rows.chunks(sorted(wanted))
        for told_of in Interaction.objects.filter(owner=owner, id__in=part).values_list(*_EXCHANGE)
    }
    return _made(newest, made), _made(oldest, made)


def _made(named: Mapping[int, list[int]], made: Mapping[int, Exchange]) -> dict[int, list[Exchange]]:
    return {
        person: [made[number] for number in several if number in made]
        for person, several in named.items()
        if several
    }


_EXCHANGE = ("id", "at", "channel", "direction", "text", "place", "minutes", "others", "source")


def _looked_for(
    owner: Owner, numbers: Sequence[int], *, count: int, today: date, oldest: bool
) -> dict[int, list[Exchange]]:
    counts = parts(owner, today=today)
    if len(numbers) <= rows.CHUNK:
        counts = counts.filter(record__in=access.records(owner, numbers))
    at = F("interaction__at").asc() if oldest else F("interaction__at").desc()
    order = [at, F("interaction_id").asc()]
    ranked = counts.annotate(
        rank=Window(RowNumber(), partition_by=[F("record__person_id")], order_by=order)
    ).filter(rank__lte=count * 2)
    found: dict[int, list[Exchange]] = defaultdict(list)
    for person, *told_of in ranked.order_by("rank").values_list(
        "record__person_id", *(f"interaction__{name}" for name in _EXCHANGE)
    ):
        one = exchange(told_of)
        if one.id not in {other.id for other in found[person]} and len(found[person]) < count:
            found[person].append(one)
    return found


def parts(owner: Owner, *, today: date) -> QuerySet[Participation]:
    """Find the parts of people in exchanges that count, up to `today`."""
    return Participation.objects.filter(
        EXCHANGED, owner=owner, interaction__current=True, interaction__at__lt=ties.end(today),
        interaction__others__gte=1, interaction__others__lte=TIMELINE_ONLY, record__person__isnull=False,
    )  # fmt: skip


def exchange(told_of: Sequence[Any]) -> Exchange:
    """Make an exchange of (id, at, channel, direction, text, place, minutes, others, source)."""
    pk, at, channel, direction, text, place, minutes, others, source = told_of
    heavy = 0.0 if crowded(others) else weight(others)
    return Exchange(str(pk), at, channel, direction, text, place, minutes, others, heavy, source == "hand")


def unweighted(one: Exchange) -> Exchange:
    """Give the same exchange as it stands in the timeline only."""
    return replace(one, weight=0.0)


def _cards(owner: Owner, numbers: Sequence[int], *, today: date) -> _Cards:
    cards = _Cards()
    mine = Record.objects.filter(owner=owner, mention=False)
    known = {
        pk: (uid, source, person)
        for part in rows.chunks(numbers)
        for pk, uid, source, person in mine.filter(person__in=part).values_list(
            "id", "uid", "source", "person_id"
        )
        if person is not None
    }
    for pk, editions in records.history(owner, sorted(known)).items():
        uid, source, person = known[pk]
        if editions:
            for name in {claim[0] for claim in editions[-1]["claims"]}:
                cards.sayers[person].setdefault(name, uid)
            claims = editions[-1]["claims"]
            cards.told[person] += told.of(uid, claims, today=today)
            said = [Claim(*claim) for claim in claims if claim[0] in fact_rules.KINDS]
            if said:
                cards.facts[person].append((uid, source, said))
            if source == "hand" and (day := _again(claims)) is not None:
                cards.again[person] = max(day, cards.again.get(person, day))
        if source != "hand":
            cards.moves[person] += filter(moves.ordered, moves.moves(uid, source, editions))
    return cards


def _again(claims: Iterable[Sequence[str]]) -> date | None:
    """Read the day on which the owner chose to try again with somebody."""
    return next((dates.day(claim[1]) for claim in claims if claim[0] == "again"), None)


def shared(row: Row, jobs: Sequence[Position], sayers: Mapping[str, str]) -> tuple[Shared, ...]:
    """Derive the weak evidence of time at one employer together, the newest job first."""
    found: list[Shared] = []
    for job in jobs:
        if job.started is None or not job.organization:
            continue
        until = job.finished or date.max
        if row.connected_on is not None and job.started <= row.connected_on <= until:
            found.append(Shared(job, "connected", sayers.get("connected_on", row.uid), row.connected_on))
        elif row.organization and row.area == atlas.fold(job.organization):
            found.append(Shared(job, "organization", sayers.get("organization", row.uid)))
    return tuple(found)
