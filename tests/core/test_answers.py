"""What the owner says to a pick is learned from: rests grow with each putting off, and end with a word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.core import answers
from amity.core.answers import Answer, Rest

MONDAY = date(2026, 4, 6)


def said(*told: tuple[str, date] | tuple[str, date, str], reason: str = "warm") -> Rest:
    return answers.rest(Answer(one[0], reason, one[1], *one[2:]) for one in told)


def test_nothing_said_is_no_rest() -> None:
    assert said() == Rest()
    assert said(("open", MONDAY)) == Rest()


def test_later_comes_back_next_week_and_rests_longer_each_time_in_a_row() -> None:
    assert said(("later", MONDAY)).until == date(2026, 4, 13)
    twice = said(("later", date(2026, 3, 30)), ("later", MONDAY))
    assert (twice.until, twice.put_off) == (date(2026, 5, 4), 2)
    days = [date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 2), MONDAY]
    assert said(*(("later", day) for day in days)).until == date(2026, 6, 29)


def test_not_now_rests_four_weeks_then_eight_and_never_more_than_half_a_year() -> None:
    assert said(("not-now", MONDAY, "Not this month")).until == date(2026, 5, 4)
    assert said(("not-now", MONDAY, "moving house")).until == date(2026, 5, 4)
    assert said(("not-now", date(2026, 3, 2)), ("not-now", MONDAY)).until == date(2026, 6, 1)
    assert said(("not-now", MONDAY, "no reason to")).until == date(2026, 6, 29)
    many = said(*(("not-now", date(2020, month, 1)) for month in range(1, 13)), ("not-now", MONDAY))
    assert many.until == date(2026, 10, 5)


def test_done_ends_the_rest_and_makes_the_next_one_short_again() -> None:
    answered = (("later", date(2026, 3, 16)), ("later", date(2026, 3, 23)), ("done", date(2026, 3, 30)))
    assert said(*answered) == Rest(None, 0, frozenset(), date(2026, 3, 30))
    assert said(*answered, ("later", MONDAY)).until == date(2026, 4, 13)


def test_a_shorter_answer_never_cuts_a_longer_rest() -> None:
    assert said(("not-now", date(2026, 4, 1), "no reason to"), ("later", MONDAY)).until == date(2026, 6, 24)


def test_the_wrong_person_for_a_reason_is_not_named_for_it_again_even_after_something_else_was_done() -> None:
    rest = answers.rest(
        [
            Answer("not-now", "stretch", date(2026, 3, 2), "wrong person: she left the field"),
            Answer("done", "warm", MONDAY),
        ]
    )
    assert rest.declined == {"stretch"}
    assert rest.until is None


def test_a_tie_let_go_on_purpose_is_not_asked_to_be_woken() -> None:
    assert said(("not-now", MONDAY, "lost touch on purpose")).declined == answers.KEEPING


def test_trying_again_forgets_what_was_said_up_to_that_day() -> None:
    told = [Answer("not-now", "warm", MONDAY, "wrong person"), Answer("later", "warm", date(2026, 4, 20))]
    assert answers.rest(told, again=MONDAY) == Rest(date(2026, 4, 27), 1)


def test_a_reason_and_own_words_are_one_text_from_which_the_reason_is_read_again() -> None:
    assert answers.said("no reason to", " she moved ") == "no reason to: she moved"
    assert answers.said("", "moving") == "moving"
    assert [answers.why(one) for one in ("Wrong  Person", "not this month: busy", "busy", "")] == [
        "wrong person",
        "not this month",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (Rest(date(2026, 5, 4), 2), ("You put this off twice; it rests until May 4.",)),
        (Rest(date(2026, 5, 4), 1), ("You put this off once; it rests until May 4.",)),
        (Rest(date(2027, 1, 4), 3), ("You put this off three times; it rests until January 4, 2027.",)),
        (Rest(MONDAY, 1), ()),
        (Rest(), ()),
        (
            Rest(declined=answers.KEEPING),
            ("You let this tie rest on purpose. Ada comes up only for days and promises.",),
        ),
        (
            Rest(declined=frozenset({"stretch"})),
            ("You said that some suggestions do not suit Ada; those stay away.",),
        ),
    ],
)
def test_the_rest_is_said_in_a_sentence(rest: Rest, told: tuple[str, ...]) -> None:
    assert answers.sentences(rest, name="Ada Vance", unanswered=1, peace=None, today=MONDAY) == told


def test_two_unanswered_attempts_are_said_kindly() -> None:
    until = MONDAY + timedelta(days=30)
    (told,) = answers.sentences(Rest(), name="Ada Vance", unanswered=2, peace=until, today=MONDAY)
    assert told.startswith("You wrote on two days without an answer. Ada is left in peace until ")
    assert told.endswith(", or until they write.")
    assert answers.sentences(Rest(), name="Ada Vance", unanswered=2, peace=until, today=until) == ()


def test_how_a_talk_felt_is_kept_with_the_weeks_apart_and_a_doubt_until_something_is_done() -> None:
    felt = [
        Answer("done", "warm", MONDAY, felt="near", waited=70),
        Answer("done", "warm", date(2026, 1, 5), felt="far", waited=28),
        Answer("done", "warm", date(2026, 2, 2), felt="near"),
        Answer("done", "warm", date(2026, 3, 2)),
    ]
    assert answers.rest(felt).felt == ((4.0, "far"), (10.0, "near"))
    doubts = (
        ("not-now", date(2026, 2, 2), "no reason to"),
        ("not-now", date(2026, 3, 2), "No reason to: moved"),
    )
    assert said(*doubts, ("later", MONDAY)).doubted == 2
    assert said(*doubts, ("done", MONDAY)).doubted == 0


@pytest.mark.parametrize(
    ("told", "since", "sentence"),
    [
        ([], None, ""),
        ([Answer("later", "warm", MONDAY)], None, ""),
        ([Answer("done", "warm", MONDAY)], MONDAY, ""),
        ([Answer("done", "warm", date(2026, 1, 2))], None, "You were in touch on January 2, by your word."),
        (
            [
                Answer("done", "warm", date(2026, 1, 2)),
                Answer("done", "warm", date(2026, 1, 3), felt="silent"),
            ],
            date(2025, 6, 1),
            "You tried on January 3, by your word.",
        ),
    ],
)
def test_what_was_done_is_said_where_nothing_on_record_is_as_new(
    told: list[Answer], since: date | None, sentence: str
) -> None:
    assert answers.lately(told, since=since, today=MONDAY) == sentence
