"""Briefs: what to know before meeting somebody, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from amity.core import facts, openings, promises, questions
from amity.core.facts import Fact
from amity.core.people import Exchange, Person
from amity.core.promises import Promise
from amity.core.questions import Question
from amity.core.suggestions import Suggestion
from amity.core.view import View

EXCHANGES = 4
"""The last exchanges, a line each."""
HELPFUL = 2
"""Ways to help, at most."""


@dataclass(frozen=True, slots=True)
class Next:
    """The next meeting with somebody."""

    at: datetime
    title: str = ""
    where: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A fact, and whether it is so old that it asks to be refreshed."""

    fact: Fact
    stale: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """All a page before a meeting says of one person.

    `introducer` is who brought the two together, by name. `silent` are the kinds of fact they never spoke of.
    """

    person: Person
    introducer: str
    introducer_id: str
    exchanges: tuple[Exchange, ...]
    mine: tuple[Promise, ...]
    theirs: tuple[Promise, ...]
    known: tuple[Known, ...]
    silent: tuple[str, ...]
    questions: tuple[Question, ...]
    meeting: Next | None = None
    helpful: tuple[Suggestion, ...] = ()


def brief(
    view: View,
    *,
    introducer: tuple[str, str] = ("", ""),
    meeting: Next | None = None,
    helpful: Iterable[Suggestion] = (),
    today: date,
) -> Brief:
    """Put together what a view knows; `introducer` is (id, name), `helpful` are ways to help anybody."""
    person = view.person
    opened = sorted(view.promises, key=promises.order)
    return Brief(
        person,
        introducer[1],
        introducer[0],
        last(view.recent),
        tuple(one for one in opened if one.mine),
        tuple(one for one in opened if not one.mine),
        known(view.facts, today=today),
        questions.silent(view.facts),
        questions.following(view.facts, name=person.name, person=person.id, today=today),
        meeting,
        tuple(one for one in helpful if person.id in {one.person, *dict(one.people)})[:HELPFUL],
    )


def last(recent: Iterable[Exchange]) -> tuple[Exchange, ...]:
    """Give the last exchanges, of several about one thing the newest."""
    once: dict[str, Exchange] = {}
    for exchange in recent:
        about = openings.subject(exchange.text)
        once.setdefault(about.casefold() or exchange.id, replace(exchange, text=about))
    return tuple(once.values())[:EXCHANGES]


def known(several: Iterable[Fact], *, today: date) -> tuple[Known, ...]:
    """Give the facts that hold, each with whether it is stale."""
    return tuple(Known(fact, facts.stale(fact, today=today)) for fact in several if facts.holds(fact))
