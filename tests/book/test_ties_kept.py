from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from amity.book import interactions, people, ties
from amity.book.models import Owner, Tie
from amity.book.outlook import Exchange
from amity.core.ties import Event
from tests.village import CALENDAR, MAIL, MORE_MAIL, ROBIN, TODAY, book, bring

pytestmark = pytest.mark.django_db


def kept(owner: Owner) -> list[tuple[object, ...]]:
    return list(
        Tie.objects.filter(owner=owner)
        .order_by("person")
        .values_list("person", "key", "last", "row", "channels")
    )


@pytest.mark.parametrize("jump", [1, 30, 400, -1, -200])
def test_advancing_day_by_day_equals_counting_anew(jump: int) -> None:
    owner = book(ROBIN)
    bring(owner, MAIL, MORE_MAIL, CALENDAR)
    ties.advance(owner, today=TODAY + timedelta(days=jump))
    advanced = kept(owner)
    ties.replay(owner, None, today=TODAY + timedelta(days=jump))
    assert kept(owner) == advanced
    ties.advance(owner, today=TODAY)
    back = kept(owner)
    ties.replay(owner, None, today=TODAY)
    assert kept(owner) == back


def test_extending_a_tie_in_order_equals_replaying_it() -> None:
    owner = book(ROBIN)
    id_ = people.add(owner, name="Ana", handles=["ana@acme.example"], today=TODAY)
    days = sorted(random.Random(7).sample(range(1, 900), 40), reverse=True)  # noqa: S311 - the same days in every run
    events = [(TODAY - timedelta(days=day), ("call", "mail", "message")[day % 3]) for day in days]
    interactions.log(owner, [id_], "first", how="call", on=TODAY - timedelta(days=1000), today=TODAY)
    number = Tie.objects.get(owner=owner).person.pk
    for on, how in events:
        at = ties.moment(datetime(on.year, on.month, on.day, 12, tzinfo=UTC))
        noted = Exchange(at, 0, on.year, 0)
        assert ties.extend(owner, number, Event(at, 1.0, 1.0), how, noted=noted, today=TODAY)
    extended = kept(owner)
    Tie.objects.filter(owner=owner).delete()
    for on, how in events:
        interactions.log(owner, [id_], "again", how=how, on=on, today=TODAY)
    assert kept(owner) == extended


def test_what_comes_before_the_last_or_has_no_tie_is_not_extended() -> None:
    owner = book(ROBIN)
    id_ = people.add(owner, name="Ana", last=date(2026, 1, 1), today=TODAY)
    number = Tie.objects.get(owner=owner).person.pk
    early, late = (Exchange(at, 0, 1970, 0) for at in (1.0, 99_999.0))
    assert not ties.extend(owner, number, Event(1.0, 1.0, 0.0), "mail", noted=early, today=TODAY)
    late_event = Event(99_999.0, 1.0, 0.0)
    assert not ties.extend(owner, number + 1, late_event, "mail", noted=late, today=TODAY)
    assert id_
