"""Reviews: what a week, a quarter or a year brought, with a fixed number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from amity.book import circles, contacts, help, outcomes, promises, rows  # noqa: A004 - the house's word
from amity.book.models import Owner, Person
from amity.core import contacts as rules
from amity.core import periods, review_lines, reviews
from amity.core.contacts import Span, Window
from amity.core.periods import Period
from amity.core.reviews import Known, Line, Mention, Review, Told, Words

YEAR = timedelta(days=365)
FEW = 200
"""Of so many who came back the day of the last exchange before is looked up."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A review with its sentences, and the words of that time with the people they are about."""

    review: Review
    lines: tuple[Line, ...]
    words: Words
    people: Mapping[int, Known]


def of(owner: Owner, kind: str, name: str = "", *, today: date) -> Whole:
    """Look back on a period (by name, or the one of `today`) and compare it with the one before."""
    period = periods.named(kind, name, today=today)
    window = rules.window(period, today=today)
    told = _told(owner, period, window, today=today)
    review = reviews.review(period, periods.before(period), window, told, today=today)
    return Whole(review, review_lines.lines(review, told), told.words, told.people)


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of ties in a year: by tie, who brought most first, as (kind, mention); and by circle."""

    ties: tuple[tuple[Known, tuple[tuple[str, Mention], ...]], ...]
    circles: tuple[Line, ...]


def brought(owner: Owner, *, today: date) -> Brought:
    """Give what came of the owner's ties in the past year."""
    found = outcomes.of(owner, today=today)
    several = [(who, one) for who, one in _each(found) if today - YEAR < one.on]
    people, firsts = contacts.known(owner, {who for who, _ in several})
    told = Told(people, {}, firsts, Words(outcomes=several), _circles(owner, people, today=today))
    by_tie: dict[int, list[tuple[str, Mention]]] = defaultdict(list)
    for who, one in several:
        by_tie[who].append((one.kind, Mention(people[who].id, people[who].name, one.text, one.on)))
    order = sorted(by_tie, key=lambda who: (-len(by_tie[who]), people[who].name))
    return Brought(tuple((people[who], tuple(by_tie[who])) for who in order), review_lines.circles(told))


def _told(owner: Owner, period: Period, window: Window, *, today: date) -> Told:
    spans = contacts.spans(owner, window.bounds)
    words = _words(owner, period, until=period.until(today))
    named = {one for several in (words.promises, words.help, words.outcomes) for one, _ in several}
    seen = rules.among(spans, window.now | window.then)
    people, firsts = contacts.known(owner, seen | named)
    spans = _completed(owner, spans, window, firsts)
    return Told(
        people, spans, firsts, words, _circles(owner, {one for one, _ in words.outcomes}, today=today)
    )


def _completed(
    owner: Owner, spans: dict[int, dict[int, Span]], window: Window, firsts: Mapping[int, date]
) -> dict[int, dict[int, Span]]:
    """Add when those who came back were last in touch, where that was before all stretches looked at."""
    now = rules.among(spans, window.now)
    unknown = {
        one
        for one in now
        if (back := rules.revived(spans[one], window, first=firsts.get(one, date.max))) and back.last is None
    }
    few = sorted(unknown)[:FEW]
    for one, last in contacts.last_before(owner, few, window.bounds[0]).items():
        spans[one][-1] = Span(last, last)
    return spans


def _words(owner: Owner, period: Period, *, until: date) -> Words:
    """Give the promises closed, the help and the outcomes of the period."""

    def within(day: date | None) -> bool:
        return day is not None and period.start <= day < until

    closed = _each(promises.of(owner, closed=True, today=until))
    return Words(
        [(who, one) for who, one in closed if within(one.closed)],
        [(who, one) for who, one in _each(help.own(owner, today=until)) if within(one.on)],
        [(who, one) for who, one in _each(outcomes.of(owner, today=until)) if within(one.on)],
    )


def _each(found: Mapping[int, Sequence[Any]]) -> list[tuple[int, Any]]:
    return [(who, one) for who, several in found.items() for one in several]


def _circles(owner: Owner, numbers: Iterable[int], *, today: date) -> dict[int, list[str]]:
    """Name the circles that brought some people, with the evidence `circles.wholes` has for it."""
    kept = [circle for circle in circles.all(owner) if circle.belongs]
    uids: dict[str, int] = {}
    for some in rows.chunks(numbers):
        uids.update(Person.objects.filter(owner=owner, id__in=some).values_list("uid", "id"))
    found: dict[int, list[str]] = defaultdict(list)
    for whole in circles.wholes(owner, kept, today=today) if uids else []:
        for tie in whole.ties:
            if tie.id in uids:
                found[uids[tie.id]].append(whole.circle.name)
    return found
