"""A review says who, what for and what came of it, compared with the time before; its sentences name all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from amity.core import contacts, periods, review_lines, reviews
from amity.core.contacts import Revived, Span
from amity.core.help import Help
from amity.core.outcomes import Outcome
from amity.core.periods import Period
from amity.core.promises import Promise
from amity.core.reviews import Count, Known, Line, Review, Told, Words

TODAY = date(2026, 11, 24)
THIRD = periods.named("quarter", "2026-Q3", today=TODAY)
PEOPLE = {
    1: Known("p1", "Ada Vance", "Acme, Inc.", "acme", ("strategic",), 9.0),
    2: Known("p2", "Bo Chen", "Globex", "globex", ("tactical", "social"), 5.0),
    3: Known("p3", "Cem Kaya", "", "", (), 7.0),
    4: Known("p4", "Dee Ito", "Initech", "initech", ("tactical",), 1.0),
}
OLD = date(2020, 1, 1)


def told(
    days: dict[int, list[date]], period: Period, *, today: date = TODAY, words: Words | None = None,
    firsts: dict[int, date] | None = None, circles: dict[int, list[str]] | None = None,
    people: dict[int, Known] = PEOPLE,
) -> tuple[Review, tuple[Line, ...]]:  # fmt: skip
    window = contacts.window(period, today=today)
    spans: dict[int, dict[int, Span]] = {}
    for person, several in days.items():
        for day in several:
            number = max(n for n, bound in enumerate(window.bounds) if bound <= day)
            before = spans.setdefault(person, {}).get(number)
            first = min(day, before.first) if before else day
            spans[person][number] = Span(first, max(day, before.last) if before else day)
    known = {**dict.fromkeys(days, OLD), **(firsts or {})}
    seen = Told(people, spans, known, words or Words(), circles or {})
    review = reviews.review(period, periods.before(period), window, seen, today=today)
    return review, review_lines.lines(review, seen)


def sentences(lines: tuple[Line, ...], *topics: str) -> list[str]:
    return [line.sentence for line in lines if line.topic in topics]


def test_a_quarter_that_is_over_is_compared_with_the_whole_one_before() -> None:
    review, lines = told(
        {
            1: [date(2026, 5, 2), date(2026, 8, 3)],
            2: [date(2026, 8, 9)],
            3: [date(2026, 5, 9), date(2026, 7, 1)],
            4: [date(2026, 6, 30)],
        },
        THIRD,
        firsts={2: date(2026, 8, 9)},
    )
    assert [one.id for one in review.people] == ["p1", "p3", "p2"]
    assert (review.people_before, review.places, review.places_before) == (3, 2, 2)
    assert review.areas == (Count("Acme, Inc.", 1, 1), Count("Globex", 1, 0), Count("Initech", 0, 1))
    assert sentences(lines, "people") == [
        (
            "In the third quarter of 2026 you were in touch with three people, as far as known from two"
            " organizations; in the quarter before with three from two."
        )
    ]
    assert sentences(lines, "new") == ["New on record: Bo Chen."]
    assert sentences(lines, "areas") == [
        "You reached Globex, where nobody was in touch in the quarter before.",
        "With Initech it has been quiet since the quarter before.",
    ]
    assert sentences(lines, "purposes") == [
        (
            "Of those whose purpose you know, one strategic, one tactical and one social; in the quarter"
            " before, one strategic and one tactical."
        )
    ]


def test_a_running_period_is_compared_with_as_many_days_of_the_one_before() -> None:
    days = {1: [date(2026, 11, 17), date(2026, 11, 23)], 3: [date(2026, 11, 19)]}
    review, lines = told(days, periods.named("week", "", today=TODAY))
    assert (len(review.people), review.people_before) == (1, 1)
    assert sentences(lines, "people") == [
        (
            "So far this week you were in touch with one person, as far as known from one organization;"
            " by this time in the week before with one from one."
        )
    ]


def test_a_time_without_anybody_is_said_plainly() -> None:
    _, lines = told({}, THIRD)
    assert [line.sentence for line in lines] == [
        "In the third quarter of 2026, nothing is on record with anybody yet."
    ]


def test_the_first_time_of_all_has_nothing_to_be_compared_with() -> None:
    _, lines = told({3: [date(2026, 8, 1)]}, THIRD)
    assert sentences(lines, "people", "areas") == [
        "In the third quarter of 2026 you were in touch with one person."
    ]


@pytest.mark.parametrize(
    ("days", "first", "back"),
    [
        ([date(2026, 8, 1)], OLD, Revived(date(2026, 8, 1), None)),
        ([date(2026, 8, 1)], date(2026, 8, 1), None),
        ([date(2026, 5, 1), date(2026, 8, 1)], OLD, None),
        ([date(2026, 5, 1)], OLD, None),
    ],
)
def test_a_tie_is_revived_after_half_a_year_of_silence(
    days: list[date], first: date, back: Revived | None
) -> None:
    review, _ = told({1: days}, THIRD, firsts={1: first})
    assert [one for _, one in review.revived] == ([back] if back else [])


def test_a_silence_within_a_year_is_seen_and_said_with_its_length() -> None:
    days = [date(2026, 1, 5), date(2026, 8, 3)]
    year = periods.named("year", "2026", today=TODAY)
    review, lines = told({1: [*days], 3: [date(2026, 9, 1)]}, year, firsts={1: OLD, 3: OLD})
    assert [(one.id, back.on) for one, back in review.revived] == [
        ("p1", date(2026, 1, 5)),
        ("p3", date(2026, 9, 1)),
    ]
    assert sentences(lines, "revived") == ["You picked up again with Ada Vance and Cem Kaya."]
    day = date(2025, 12, 1)
    review, lines = told({1: [day, day + timedelta(days=250)]}, year)
    assert sentences(lines, "revived") == ["You picked up again with Ada Vance (after eight months)."]
    (line,) = [line for line in lines if line.topic == "revived"]
    assert line.mentions[0].text == "In touch again, for the first time since December 2025"


def test_where_the_owner_talks_elsewhere_nothing_went_quiet_and_nobody_came_back() -> None:
    away = {n: replace(one, elsewhere=n in {1, 4}) for n, one in PEOPLE.items()}
    days = {1: [date(2026, 8, 1)], 2: [date(2026, 5, 1)], 4: [date(2026, 6, 30)]}
    review, lines = told(days, THIRD, people=away)
    assert review.revived == ()
    assert (review.places, set(review.elsewhere)) == (1, {"Initech"})
    assert sentences(lines, "areas")[1:] == ["With Globex it has been quiet since the quarter before."]


def test_promises_help_and_outcomes_are_said_with_whom_and_what() -> None:
    day = date(2026, 8, 3)
    words = Words(
        promises=[
            (1, Promise("a", "send the paper", mine=True, on=day, closed=day, kept=True)),
            (2, Promise("b", "the draft", mine=False, on=day, closed=day, kept=True)),
            (4, Promise("c", "lunch", mine=True, on=day, closed=day, kept=False)),
            (2, Promise("e", "the map", mine=False, on=day, closed=day, kept=False)),
            (4, Promise("d", "open", mine=True, on=day)),
        ],
        help=[
            (1, Help("given", "notes", day, "hand", "")),
            (1, Help("given", "more notes", day, "hand", "")),
            (2, Help("received", "a name", day, "hand", "")),
        ],
        outcomes=[
            (2, Outcome("o1", "opportunity", "a pilot", day)),
            (1, Outcome("o2", "introduction", "met the museum", day)),
        ],
    )
    _, lines = told({1: [day]}, THIRD, words=words, circles={2: ["Guild {x}", "Alumni"], 1: ["Alumni"]})
    assert sentences(lines, "promises") == [
        "You kept one promise with Ada Vance.",
        "Kept with you: one promise, by Bo Chen.",
        "Let go with grace: one promise of yours, with Dee Ito.",
        "Let go with grace: one promise to you, by Bo Chen.",
    ]
    assert sentences(lines, "help") == ["You were of help to Ada Vance.", "Bo Chen helped you."]
    assert sentences(lines, "outcomes") == [
        "An introduction through Ada Vance: “met the museum”.",
        "An opportunity through Bo Chen: “a pilot”.",
    ]
    assert sentences(lines, "circles") == [
        "Alumni brought something through Bo Chen and Ada Vance.",
        "Guild x brought something through Bo Chen.",
    ]
    assert [one.text for line in lines if line.topic == "help" for one in line.mentions] == [
        "notes",
        "more notes",
        "a name",
    ]


def test_a_sentence_names_four_and_its_mentions_all() -> None:
    people = {number: Known(f"q{number}", f"Person {number}", order=float(-number)) for number in range(7)}
    window = contacts.window(THIRD, today=TODAY)
    number = min(window.now)
    day = window.bounds[number]
    seen = Told(people, {one: {number: Span(day, day)} for one in people}, dict.fromkeys(people, day))
    review = reviews.review(THIRD, periods.before(THIRD), window, seen, today=TODAY)
    lines = review_lines.lines(review, seen)
    (new,) = [line for line in lines if line.topic == "new"]
    assert new.sentence == "New on record: Person 0, Person 1, Person 2, Person 3 and three more."
    assert len(new.mentions) == 7
