"""What a few lines after a talk say: promises with their days, facts, and the words that are left."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import debriefs
from amity.core.debriefs import Understood

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
ANA = (("ana", "Ana Lima"),)
BOTH = (("ana", "Ana Lima"), ("bo", "Bo Chen"))


def read(text: str, people: tuple[tuple[str, str], ...] = ANA, *, chip: str = "") -> debriefs.Debrief:
    return debriefs.read(text, people, on=TUESDAY, chip=chip)


def mine(text: str, due: date | None = None, *people: str, kind: str = "information") -> Understood:
    return Understood("promise", people or ("ana",), text, kind, mine=True, due=due)


def theirs(text: str, due: date | None = None, *people: str, kind: str = "") -> Understood:
    return Understood("promise", people or ("ana",), text, kind, mine=False, due=due)


def fact(kind: str, text: str, *people: str) -> Understood:
    return Understood("fact", people or ("ana",), text, kind)


@pytest.mark.parametrize(("text", "expected"), [
    ("I'll send her the paper by Friday.", mine("send her the paper", FRIDAY)),
    ("I’ll send her the paper by Friday", mine("send her the paper", FRIDAY)),
    ("I will also look over her talk", mine("look over her talk", kind="feedback")),
    ("And I promised to call", mine("call", kind="")),
    ("I promised Ana to call", mine("call", kind="")),
    ("I'm going to introduce her to Kai", mine("introduce her to Kai", kind="introduction")),
    ("He'll introduce me to his CFO", theirs("introduce me to his CFO", kind="introduction")),
    ("Ana will call next week", theirs("call", date(2026, 12, 4))),
    ("Ana Lima promised to call", theirs("call")),
    ("she said she'd send the deck", theirs("send the deck", kind="information")),
    ("They will call", theirs("call")),
    ("Ich schicke ihr das Papier bis Freitag", mine("schicke ihr das Papier", FRIDAY)),
    ("Er wird mich seiner Chefin vorstellen", theirs("mich seiner Chefin vorstellen", kind="introduction")),
])  # fmt: skip
def test_a_promise_is_understood_with_whose_it_is_and_its_day(text: str, expected: Understood) -> None:
    assert read(text).understood == (expected,)


@pytest.mark.parametrize(("text", "expected"), [
    ("Working on the new depot", fact("working_on", "the new depot")),
    ("She's working on the new depot", fact("working_on", "the new depot")),
    ("They work on the new depot", fact("working_on", "the new depot")),
    ("Ana is still stuck with hiring.", fact("struggling_with", "hiring")),
    ("She cares a lot about clean rivers", fact("cares_about", "clean rivers")),
    ("but he can help me with contracts", fact("can_help_with", "contracts")),
    ("Good at maps", fact("can_help_with", "maps")),
    ("She grew up in Porto", fact("background", "grew up in Porto")),
    ("Sie arbeitet gerade an einem Lager", fact("working_on", "einem Lager")),
])  # fmt: skip
def test_a_fact_is_understood_with_its_kind(text: str, expected: Understood) -> None:
    assert read(text).understood == (expected,)


@pytest.mark.parametrize("text", [
    "I'll be in Porto next week",
    "She will probably move",
    "I won't send it",
    "She is not working on it",
    "Working on it",
    "Kai will send me the deck",
    "I'm working on the plan, struggling with time",
    "I'm working on the plan and stuck with the time",
    "I'll do",
    "We talked about rivers",
])  # fmt: skip
def test_what_promises_nothing_and_says_nothing_of_them_stays_words(text: str) -> None:
    assert read(text) == debriefs.Debrief((), text)


def test_several_things_in_one_line_are_taken_apart() -> None:
    told = read(
        "Great lunch at 1 p.m. on Nov. 20. She is struggling with hiring and working on the Porto move; "
        "loves old radios, and she'll introduce me to Dr. Ode, but I'll send the deck tomorrow. Rain, later"
    )
    assert told.understood == (
        fact("struggling_with", "hiring"),
        fact("working_on", "the Porto move"),
        fact("cares_about", "old radios"),
        theirs("introduce me to Dr. Ode", kind="introduction"),
        mine("send the deck", date(2026, 11, 25)),
    )
    assert told.said == "Great lunch at 1 p.m. on Nov. 20. Rain, later"


def test_the_pieces_of_a_line_that_are_not_understood_stay_together() -> None:
    told = read("Good to see her, she'll probably move, I'll call")
    assert told.understood == (mine("call", kind=""),)
    assert told.said == "Good to see her, she'll probably move"


def test_a_point_after_a_day_of_a_month_ends_no_sentence() -> None:
    told = read("Ich schicke das Papier am 3. Dezember. Bis bald")
    assert told == debriefs.Debrief((mine("schicke das Papier", date(2026, 12, 3)),), "Bis bald")


def test_lines_that_begin_with_a_name_are_about_that_one() -> None:
    told = read("Ana: working on the depot.\nBo: I'll send him the paper by Friday. He'll call", BOTH)
    assert told.understood == (
        fact("working_on", "the depot"),
        mine("send him the paper", FRIDAY, "bo"),
        theirs("call", None, "bo"),
    )


def test_one_line_may_be_about_everybody() -> None:
    assert read("Working on the depot. They'll call", BOTH).understood == (
        fact("working_on", "the depot", "ana", "bo"),
        theirs("call", None, "ana", "bo"),
    )


def test_who_is_meant_is_whoever_was_named_last() -> None:
    told = read("Bo looked tired. He'll call. I'll send him the deck. I'll call Ana. I'll write", BOTH)
    assert told.understood == (
        theirs("call", None, "bo"),
        mine("send him the deck", None, "bo"),
        mine("call Ana", None, "ana", kind=""),
        mine("write", None, "ana", "bo", kind=""),
    )


def test_a_she_that_may_be_either_is_nobody() -> None:
    assert read("She'll call", BOTH) == debriefs.Debrief((), "She'll call")
    assert read("She is working on maps", BOTH).understood == ()
    assert read("Ana and Bo were here. She'll call", BOTH).understood == ()


def test_a_name_two_people_share_is_nobody() -> None:
    told = read("Ana will call. Ana Ode will write", (("a", "Ana Lima"), ("b", "Ana Ode")))
    assert told.understood == (theirs("write", None, "b"),)


def test_a_name_and_a_colon_alone_stay_as_they_are() -> None:
    assert read("Bo:", BOTH).said == "Bo:"
    assert read("At noon: rain", BOTH).said == "At noon: rain"


def test_a_chip_says_what_bare_words_are() -> None:
    told = read("- the Porto move.\n- and the depot. I'll call", chip="working_on")
    assert told.understood == (mine("call", kind=""), fact("working_on", "the Porto move. and the depot"))
    assert told.said == "- the Porto move. - and the depot. I'll call"
    assert read("the Porto move", chip="hobby").understood == ()


@given(st.text(max_size=80), st.text(max_size=20), st.dates())
def test_no_text_and_no_name_breaks_it(text: str, name: str, on: date) -> None:
    for said in (text, f"I'll {text}", f"{name} will {text} by Friday", f"{name}: working on {text}"):
        told = debriefs.read(said, (("a", name), ("b", "Bo Chen")), on=on)
        assert all(one.text and one.people for one in told.understood)


def test_what_follows_a_promise_behind_a_comma_is_about_them_again() -> None:
    told = read(
        "I'll send her the paper by Friday, he'll introduce me to his CFO next week, struggling with hiring"
    )
    assert [(one.what, one.text) for one in told.understood] == [
        ("promise", "send her the paper"), ("promise", "introduce me to his CFO"), ("fact", "hiring"),
    ]  # fmt: skip
    assert [one.what for one in read("I'll send it, struggling with hiring").understood] == [
        "promise",
        "fact",
    ]
    assert read("I am tired, struggling with hiring").understood == ()


def test_a_promise_to_her_among_several_of_whom_nobody_was_named_stays_words() -> None:
    people = (("a", "Amara Toll"), ("o", "Olu Fash"))
    assert read("I'll send her the paper by Friday", people).understood == ()
    (one,) = read("Met Amara. I'll send her the paper by Friday", people).understood
    assert one.people == ("a",)
