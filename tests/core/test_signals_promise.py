"""Promise: the owner's in its week, theirs once when it is a week late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from amity.core import reasons, signals
from amity.core.people import Person
from amity.core.promises import Promise
from amity.core.reasons import Evidence
from amity.core.view import Around, View

TODAY = date(2026, 11, 24)
ANN = View(Person("p1", "Dr. Ann Lee"))
MADE = date(2026, 11, 3)


def said(*made: Promise, view: View = ANN, today: date = TODAY) -> reasons.Signal | None:
    seen = replace(view, promises=made)
    found = [one for one in signals.read(seen, Around(), today=today) if one.reason == "promise"]
    assert all(signals.prove(one, seen, Around(), today=today) for one in found)
    return found[0] if found else None


def mine(id: str, due: date | None, *, on: date = MADE) -> Promise:  # noqa: A002
    return Promise(id, "send the paper", mine=True, on=on, due=due)


def theirs(due: date | None) -> Promise:
    return Promise("t", "introduce me to the CFO", mine=False, on=MADE, due=due)


def test_the_owners_promise_that_comes_first_is_urgent() -> None:
    signal = said(
        theirs(None), mine("m2", date(2026, 11, 30)), mine("m1", date(2026, 11, 20)), mine("m3", None)
    )
    assert signal is not None
    assert signal.urgent
    assert signal.sentence == "On November 3 you promised Ann: “send the paper”, by November 20."
    assert signal.evidence == (Evidence("promise", "m1", "send the paper", date(2026, 11, 20)),)


def test_a_promise_for_next_week_waits() -> None:
    assert said(mine("m", date(2026, 12, 1))) is None


def test_a_promise_without_a_day_is_remembered_after_two_weeks_and_not_urgent() -> None:
    assert said(mine("m", None, on=TODAY - timedelta(days=13))) is None
    signal = said(mine("m", None))
    assert signal is not None
    assert not signal.urgent
    assert signal.sentence == "On November 3 you promised Ann: “send the paper”."


def test_a_promise_that_is_closed_says_nothing() -> None:
    assert said(replace(mine("m", TODAY), closed=TODAY, kept=True)) is None


def test_theirs_is_spoken_of_in_one_week_only() -> None:
    due = date(2026, 11, 12)  # a Thursday: a week late on the 19th, and the next week begins on the 23rd
    days = [TODAY + timedelta(days=step) for step in range(-30, 60)]
    spoken = [day for day in days if said(theirs(due), today=day)]
    assert (spoken[0], spoken[-1], len(spoken)) == (date(2026, 11, 23), date(2026, 11, 29), 7)
    assert said(theirs(None)) is None
    signal = said(theirs(due))
    assert signal is not None
    assert signal.sentence == "On November 3 Ann promised you: “introduce me to the CFO”, by November 12."
    assert not signal.urgent


@pytest.mark.parametrize("today", [date.min, TODAY, date.max])
def test_a_promise_for_the_last_of_all_days_is_read_on_any_day(today: date) -> None:
    assert said(theirs(date.max), today=today) is None
    assert (said(mine("m", date.max), today=today) is None) == (today < date.max)
    assert (said(mine("m", None, on=date.min), today=today) is None) == (today == date.min)


@pytest.mark.parametrize("unanswered", [1, 2, 5])
def test_who_has_not_answered_is_not_asked_about_theirs_but_ones_own_stands(unanswered: int) -> None:
    silent = replace(ANN, unanswered=unanswered)
    assert said(theirs(date(2026, 11, 12)), view=silent) is None
    assert said(mine("m", TODAY), view=silent) is not None


def test_whoever_was_put_off_rests_also_from_promises() -> None:
    assert said(mine("m", TODAY), view=replace(ANN, later=TODAY + timedelta(days=3))) is None
    assert said(mine("m", TODAY), view=replace(ANN, picked=TODAY)) is not None
