from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.book import (
    batches,
    briefs,
    campaigns,
    candidates,
    circles,
    debriefs,
    events,
    people,
    person,
    plan,
    promises,
    reach,
    ties,
    views,
)
from amity.book.models import Owner
from tests import village
from tests.village import ROBIN, TODAY, File, book, bring, card, mail

pytestmark = pytest.mark.django_db


def filled(count: int) -> Owner:
    owner = book(ROBIN)
    for number in range(count):
        address = f"p{number}@x.example"
        cards = File(f"{number}.vcf", "vcard", (card(f"c{number}", f"Person {number:03}", address),))
        written = (mail(f"m{number}-{day}", 1 + number + day, ROBIN, address) for day in range(0, 400, 50))
        bring(owner, cards, File(f"{number}.mbox", "mail", tuple(written)))
    everybody = [named.id for named in people.page(owner, people.Query(limit=1000), today=TODAY).people]
    for belongs, name in ((True, "Choir"), (False, "Guild")):
        circles.put(owner, circles.add(owner, name, belongs=belongs), everybody, today=TODAY)
    search = campaigns.start(owner, "job-search", today=TODAY)
    campaigns.put(owner, search, everybody, today=TODAY)
    for one in everybody:
        campaigns.mark(owner, search, one, "sent", on=TODAY - timedelta(days=30), today=TODAY)
    bring(owner, File("ana.mbox", "mail", tuple(
        mail(f"a{day}", day + 1, "ana@acme.example", ROBIN, name="Ana Lima") for day in range(count)
    )))  # fmt: skip
    return owner


def asked(question: Callable[[Owner], object], owner: Owner) -> int:
    with CaptureQueriesContext(connection) as queries:
        question(owner)
    return len(queries)


QUESTIONS: dict[str, Callable[[Owner], object]] = {
    **{
        f"people by {sort}": lambda owner, sort=sort: people.page(owner, people.Query(sort=sort), today=TODAY)  # type: ignore[misc]
        for sort in ("strength", "name", "recent", "gap")
    },
    "people cooling": lambda owner: people.page(owner, people.Query(state="cooling"), today=TODAY),
    "people found": lambda owner: people.page(owner, people.Query(text="person"), today=TODAY),
    "candidates": lambda owner: candidates.of(owner, today=TODAY),
    "views": lambda owner: views.all(owner, today=TODAY),
    "a week tried": lambda owner: plan.week(owner, today=TODAY, minutes=90),
    "a week drawn": lambda owner: plan.week(owner, today=TODAY + timedelta(days=7)),
    "a person": lambda owner: person.whole(owner, village.named(owner, "Ana Lima"), today=TODAY),
    "a brief": lambda owner: briefs.one(owner, village.named(owner, "Ana Lima"), today=TODAY),
    "promises": lambda owner: promises.all(owner, today=TODAY),
    "talks that wait": lambda owner: debriefs.waiting(owner, today=TODAY),
    "batches": batches.all,
    "circles": circles.all,
    "a circle": lambda owner: circles.whole(owner, circles.find(owner, "Choir").id, today=TODAY),
    "doors": lambda owner: circles.doors(owner, today=TODAY),
    "events offered": lambda owner: events.offers(owner, today=TODAY),
    "campaigns": lambda owner: campaigns.all(owner, today=TODAY),
    "who may belong": lambda owner: campaigns.offered(
        owner, campaigns.all(owner, today=TODAY)[0].id, today=TODAY
    ),
}


def test_no_question_asks_more_of_a_larger_book() -> None:
    small, large = filled(5), filled(60)
    for owner in (small, large):
        ties.advance(owner, today=TODAY)
    counts = {name: (asked(question, small), asked(question, large)) for name, question in QUESTIONS.items()}
    # The week asks many narrow questions instead of a few about everybody, and looks at more people until
    # nobody left can be worth more: twelve times at most, however large the book (docs/growth.md).
    drawn = {name: counts.pop(name) for name in ("a week tried", "a week drawn")}
    assert {name: pair for name, pair in counts.items() if pair[0] != pair[1]} == {}
    assert max(few for few, _ in counts.values()) <= 90
    assert max(max(pair) for pair in drawn.values()) <= 150 + reach.ROUNDS * 30
