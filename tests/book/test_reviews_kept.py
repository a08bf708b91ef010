"""Reviews of a book: counted by the database, with promises, help and outcomes, and what is noticed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.book import access, circles, interactions, isolation, outcomes, people, promises, reviews
from amity.book.models import Owner

TODAY = date(2026, 11, 24)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    return access.owner()


def met(owner: Owner, name: str, *days: date, organization: str = "Acme", today: date = TODAY) -> str:
    id_ = people.add(owner, name=name, organization=organization, today=today)
    for day in days:
        interactions.log(owner, [id_], "Tea", how="meeting", on=day, today=today)
    return id_


def test_a_quarter_tells_who_is_new_who_came_back_and_what_was_kept(owner: Owner) -> None:
    ada = met(owner, "Ada Vance", date(2024, 3, 1), date(2026, 10, 5))
    met(owner, "Bo Chen", date(2026, 9, 1), date(2026, 10, 6))
    met(owner, "Cem Kaya", date(2026, 11, 3), organization="Globex")
    gone = met(owner, "Dee Ito", date(2026, 11, 3))
    people.put_aside(owner, [gone], "private", today=TODAY)
    promise = promises.promise(owner, ada, "send the paper", on=date(2026, 10, 5), today=TODAY)
    promises.keep(owner, promise.id, on=date(2026, 10, 9), today=TODAY)
    outcomes.note(owner, ada, "insight", "begin with the end", on=date(2026, 10, 9), today=TODAY)
    outcomes.note(owner, ada, "support", "long ago", on=date(2026, 1, 9), today=TODAY)
    whole = reviews.of(owner, "quarter", "2026-Q4", today=TODAY)
    assert {one.name for one in whole.review.people} == {"Ada Vance", "Bo Chen", "Cem Kaya"}
    assert [one.name for one in whole.review.new] == ["Cem Kaya"]
    assert [(one.name, back.last) for one, back in whole.review.revived] == [("Ada Vance", date(2024, 3, 1))]
    said = {line.topic: line.sentence for line in whole.lines}
    assert said["promises"] == "You kept one promise with Ada Vance."
    assert said["help"] == "You were of help to Ada Vance."
    assert said["outcomes"] == "An insight through Ada Vance: “begin with the end”."


def test_what_a_year_brought_stands_by_tie_and_by_circle(owner: Owner) -> None:
    ada, bo = met(owner, "Ada Vance"), met(owner, "Bo Chen")
    outcomes.note(owner, bo, "insight", "one", on=date(2026, 2, 1), today=TODAY)
    for text in ("two", "three"):
        outcomes.note(owner, ada, "support", text, on=date(2026, 3, 1), today=TODAY)
    outcomes.note(owner, ada, "support", "too old", on=date(2025, 11, 1), today=TODAY)
    for name in ("Guild", "Choir"):
        circles.put(owner, circles.add(owner, name), [ada, bo], today=TODAY)
    people.edit(owner, ada, met="at the Guild", today=TODAY)
    found = reviews.brought(owner, today=TODAY)
    assert [(one.name, [mention.text for _, mention in several]) for one, several in found.ties] == [
        ("Ada Vance", ["two", "three"]),
        ("Bo Chen", ["one"]),
    ]
    assert [line.sentence for line in found.circles] == ["Guild brought something through Ada Vance."]


def test_a_review_asks_no_more_of_the_database_when_more_people_are_in_it(owner: Owner) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            reviews.of(owner, "year", today=TODAY)
            isolation.notices(owner, today=TODAY)
        return len(found)

    for number in range(12):
        met(owner, f"Person {number}", date(2024, 1, 1), TODAY - timedelta(days=number))
    few = asked()
    for number in range(12, 30):
        met(owner, f"Person {number}", date(2024, 1, 1), TODAY - timedelta(days=number))
    assert asked() == few


def test_one_place_alone_is_noticed_with_a_sleeping_tie_elsewhere(owner: Owner) -> None:
    assert isolation.notices(owner, today=TODAY) == ()
    for number in range(10):
        met(owner, f"Person {number}", TODAY - timedelta(days=number))
    away = met(owner, "Ada Vance", date(2024, 3, 1), organization="Globex")
    (notice,) = isolation.notices(owner, today=TODAY)
    assert notice.kind == "one-place"
    assert [one.id for one in notice.people] == [away]


def test_a_shrinking_circle_is_noticed(owner: Owner) -> None:
    ends = ((12, date(2026, 2, 1)), (8, date(2026, 5, 1)), (5, date(2026, 9, 25)))
    for number in range(12):
        days = [day for count, day in ends if number < count]
        met(owner, f"Person {number:02}", *days, organization=f"Place {number}")
    kinds = [notice.kind for notice in isolation.notices(owner, today=TODAY)]
    assert kinds == ["people", "areas"]
