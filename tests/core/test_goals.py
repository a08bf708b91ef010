"""Goals: where a tie to somebody who decides is missing, who could be asked, what an area hangs on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from amity.core import goals
from amity.core.goals import Goal, Part
from amity.core.people import Person, State
from amity.core.view import Area

TODAY = date(2026, 11, 24)


def somebody(
    name: str, *, days: int | None = None, state: State | None = None, strength: float = 0.5
) -> Person:
    last = None if days is None else TODAY - timedelta(days=days)
    return Person(name.lower(), f"{name} Vale", last=last, state=state, strength=strength)


INES = somebody("Ines", days=250, state="dormant")
BO = somebody("Bo", days=9, state="steady")
CY = somebody("Cy", days=20, state="warming", strength=0.2)
GOAL = Goal("g", "Budget", parts=(Part(INES, "decides"), Part(BO, "close", "ines"), Part(CY, "close")))


def said(goal: Goal) -> list[str]:
    return [gap.sentence for gap in goals.gaps(goal, today=TODAY)]


def test_a_quiet_tie_to_who_decides_is_a_gap_with_the_strongest_way() -> None:
    (sentence,) = said(GOAL)
    assert sentence == (
        "Nothing is on record since March between you and Ines, who decides; Bo stands close to Ines and is"
        " in touch with you: ask Bo."
    )
    assert goals.gaps(GOAL, today=TODAY)[0].through == BO


def test_where_nobody_is_close_or_in_touch_it_says_so() -> None:
    asleep = replace(BO, state="dormant")
    never = replace(INES, last=None)
    for parts in ((), (Part(asleep, "close", "ines"),), (Part(BO, "close", "somebody-else"),)):
        (sentence,) = said(replace(GOAL, parts=(Part(never, "decides"), *parts)))
        assert sentence == (
            "Nothing is on record between you and Ines, who decides."
            " Nobody you are in touch with stands close to Ines yet."
        )


def test_who_is_in_touch_is_no_gap_and_a_goal_that_is_done_has_none() -> None:
    assert said(replace(GOAL, parts=(Part(BO, "decides"),))) == []
    assert said(replace(GOAL, done=TODAY)) == []


def test_each_part_is_seen_with_the_other_that_matters() -> None:
    helper = Part(somebody("Di"), "helps")
    seen = {part.person.id: stake for part, stake in goals.seen(
        replace(GOAL, parts=(*GOAL.parts, helper)), today=TODAY
    )}  # fmt: skip
    assert (seen["ines"].other, seen["ines"].last, seen["ines"].quiet) == ("Bo Vale", BO.last, False)
    assert (seen["bo"].other, seen["bo"].last, seen["bo"].quiet) == ("Ines Vale", INES.last, True)
    assert (seen["cy"].other, seen["cy"].quiet) == ("Ines Vale", True)
    assert seen["di"].quiet is False
    ((_, only),) = goals.seen(replace(GOAL, parts=(Part(BO, "decides"),)), today=TODAY)
    assert (only.other, only.last) == ("", None)
    apart = replace(GOAL, parts=(Part(INES, "decides"), Part(BO, "close", "gone")))
    assert [stake.quiet for _, stake in goals.seen(apart, today=TODAY)] == [False, False]


def test_how_a_tie_stands_is_said_in_words() -> None:
    assert goals.standing(somebody("Di"), today=TODAY) == "nothing on record yet"
    assert goals.standing(INES, today=TODAY) == "dormant since March"
    assert goals.standing(BO, today=TODAY) == "steady, last in touch on November 15"


def test_an_area_is_missing_thin_or_well_reached() -> None:
    many = Area("Birch", (("bo", "Bo Vale"), ("cy", "Cy Vale")), (("bo", "Bo Vale"), ("cy", "Cy Vale")))
    silent = Area("Cedar", (("ines", "Ines Vale"),), ())
    thin = Area("Dale", (("cy", "Cy Vale"),), (("cy", "Cy Vale"),))
    firm = Area("Elm", (("bo", "Bo Vale"),), (("bo", "Bo Vale"),))
    areas = {"birch": many, "cedar": silent, "dale": thin, "elm": firm}
    goal = replace(GOAL, areas=("Acme", "Birch", "Cedar Ltd", "Dale", "Elm"))
    needs = goals.needs(goal, areas.items(), people=[BO, CY, INES])
    assert [(need.missing, need.sentence) for need in needs] == [
        (True, "You know nobody at Acme yet."),
        (False, "You are in touch with two people at Birch."),
        (True, "At Cedar Ltd you know Ines, and nobody is in touch this year."),
        (True, "Dale hangs on one thin tie: Cy."),
        (False, "Elm hangs on one tie: Bo."),
    ]


def test_what_is_due_first_stands_first_and_what_is_done_last() -> None:
    soon, later = replace(GOAL, due=TODAY), replace(GOAL, text="Atlas")
    done = replace(GOAL, done=TODAY, due=TODAY)
    assert sorted([done, later, soon], key=goals.order) == [soon, later, done]


def test_nobody_muted_is_named_as_the_one_to_ask() -> None:
    muted = replace(
        GOAL, parts=(GOAL.parts[0], replace(GOAL.parts[1], person=replace(BO, muted=True)), GOAL.parts[2])
    )
    assert goals.gaps(muted, today=TODAY)[0].through == CY
