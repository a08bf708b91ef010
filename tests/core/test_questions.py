"""The next question to ask: from what is not known, or was learned long ago."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.core import questions
from amity.core.facts import KINDS, Fact
from amity.core.questions import Question

TUESDAY = date(2026, 11, 24)
EVERYTHING = [Fact(kind, "it", TUESDAY, "hand", "", id=kind) for kind in KINDS]


def fact(kind: str, text: str, days: int | None, *, over: date | None = None) -> Fact:
    on = None if days is None else TUESDAY - timedelta(days=days)
    return Fact(kind, text, on, "hand", "", id=f"f{days}", over=over)


def asked(*known: Fact, today: date = TUESDAY) -> tuple[Question, ...]:
    return questions.following(known, name="Ana Lima", person="p1", today=today)


def others(kind: str) -> list[Fact]:
    return [one for one in EVERYTHING if one.kind != kind]


def test_while_nothing_is_known_the_first_question_is_what_they_work_on() -> None:
    first, second = asked()
    assert first == Question(
        "What are you working on these days?", "You do not know what Ana is working on.", "working_on"
    )
    assert second.kind != "working_on"


def test_what_was_hard_long_ago_is_asked_after_in_its_own_words() -> None:
    (one,) = asked(*others("struggling_with"), fact("struggling_with", "The move to Porto", 250))
    assert one == Question(
        "Is the move to Porto behind you?",
        "You noted it in March, as hard for Ana.",
        "struggling_with",
        "f250",
    )


@pytest.mark.parametrize(("text", "said"), [
    ("hiring a designer", "How are things with hiring a designer by now?"),
    ("the layoffs", "How are things with the layoffs by now?"),
    ("budget", "How are things with budget by now?"),
    ("his boss does not listen", "How are things with “his boss does not listen” by now?"),
    ("finding a house, which is hard", "How are things with “finding a house, which is hard” by now?"),
])  # fmt: skip
def test_words_that_name_no_one_thing_are_quoted_or_asked_about_openly(text: str, said: str) -> None:
    (one,) = asked(*others("struggling_with"), fact("struggling_with", text, 250))
    assert one.text == said


@pytest.mark.parametrize(("kind", "said"), [
    ("working_on", "What became of the depot?"),
    ("can_help_with", "Are you still the one to ask about the depot?"),
    ("cares_about", "What is new with the depot?"),
])  # fmt: skip
def test_an_old_fact_of_each_kind_has_its_question(kind: str, said: str) -> None:
    (one,) = asked(*others(kind), fact(kind, "the depot", 800))
    assert (one.text, one.fact) == (said, "f800")


def test_a_fact_of_no_day_was_noted_once() -> None:
    (one,) = asked(*others("cares_about"), fact("cares_about", "rivers", None))
    assert one.why == "You noted once that Ana cares about it."


def test_what_is_known_and_fresh_asks_nothing() -> None:
    assert asked(*EVERYTHING) == ()


def test_what_is_over_is_as_if_it_was_not_known() -> None:
    (one,) = asked(*others("background"), fact("background", "sailed", 10, over=TUESDAY))
    assert one.kind == "background"
    assert questions.silent([*others("background"), fact("background", "sailed", 10, over=TUESDAY)]) == (
        "background",
    )


def test_the_questions_stay_for_a_week_and_then_take_turns() -> None:
    known = [fact("working_on", "the depot", 10)]
    weeks = [TUESDAY - timedelta(days=1) + timedelta(days=7 * week) for week in range(4)]
    each = [{asked(*known, today=monday + timedelta(days=day)) for day in range(7)} for monday in weeks]
    assert [len(one) for one in each] == [1, 1, 1, 1]
    assert len(set.union(*each)) > 1


def test_at_the_beginning_of_the_calendar_it_still_asks() -> None:
    assert asked(today=date.min)[0].kind == "working_on"
