"""Remind and date: what has a day of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from amity.core import reasons, signals
from amity.core.people import Exchange, Person, Reminder, State
from amity.core.reasons import Evidence
from amity.core.signals import date as date_
from amity.core.signals import remind
from amity.core.view import Around, View

TODAY = date(2026, 11, 24)
ANN = View(Person("p1", "Dr. Ann Lee"))


def reminded(*lines: Reminder, view: View = ANN) -> reasons.Signal | None:
    seen = replace(view, reminders=lines)
    signal = remind.read(seen, Around(), today=TODAY)
    assert signal is None or signals.prove(signal, seen, Around(), today=TODAY)
    return signal


def born(
    text: str, *, importance: int = 0, state: State | None = None, today: date = TODAY
) -> reasons.Signal | None:
    person = replace(ANN.person, birthday=text, importance=importance, state=state)
    view = replace(ANN, person=person, records={"birthday": "rec4"})
    signal = date_.read(view, Around(), today=today)
    assert signal is None or signals.prove(signal, view, Around(), today=today)
    return signal


def test_the_earliest_open_reminder_of_the_week_is_urgent() -> None:
    signal = reminded(
        Reminder("r3", "done", date(2026, 11, 1), done=date(2026, 11, 2)),
        Reminder("r2", "send the paper", date(2026, 11, 30)),
        Reminder("r1", "ask about\nBerlin", date(2026, 11, 20)),
    )
    assert signal is not None
    assert signal.urgent
    assert signal.sentence == "For November 20 you noted about Ann: “ask about Berlin”."
    assert signal.evidence == (Evidence("reminder", "r1", "ask about Berlin", date(2026, 11, 20)),)
    assert signal.suggestion == "Do it, or move it to a better day."


def test_a_reminder_for_next_week_waits() -> None:
    assert reminded(Reminder("r1", "call", date(2026, 12, 1))) is None
    assert reminded(Reminder("r1", "call", date(2026, 11, 30))) is not None


def test_a_reminder_is_read_on_the_last_of_all_days() -> None:
    view = replace(ANN, reminders=(Reminder("r1", "call", date.max),))
    assert remind.read(view, Around(), today=date.max) is not None
    assert remind.read(view, Around(), today=TODAY) is None


def test_a_reminder_suggests_nothing_but_itself() -> None:
    mail = Exchange("x1", datetime(2026, 11, 2, tzinfo=UTC), "mail", "received", "AW: Re: flat")
    signal = reminded(Reminder("r1", "call", TODAY), view=replace(ANN, recent=(mail,)))
    assert signal is not None
    assert signal.suggestion == "Do it, or move it to a better day."


def test_a_birthday_within_seven_days_is_named_with_its_weekday() -> None:
    signal = born("1980-11-27")
    assert signal is not None
    assert signal.sentence == "Ann’s birthday is on Friday, November 27."
    assert signal.evidence == (Evidence("record", "rec4", "Birthday: 1980-11-27", date(2026, 11, 27)),)
    assert signal.suggestion == "Write Ann two lines for the day."
    assert not signal.urgent


def test_a_birthday_today_is_called_today() -> None:
    signal = born("--11-24")
    assert signal is not None
    assert signal.sentence == "Ann’s birthday is today, November 24."


@pytest.mark.parametrize("text", ["--12-01", "--11-23", "", "soon"])
def test_no_other_day_is_a_birthday(text: str) -> None:
    assert born(text) is None


def test_a_birthday_in_january_is_seen_in_december() -> None:
    signal = born("1980-01-02", today=date(2026, 12, 29))
    assert signal is not None
    assert signal.sentence == "Ann’s birthday is on Saturday, January 2, 2027."


def test_a_birthday_pushes_others_aside_only_for_a_living_tie() -> None:
    cases: list[tuple[int, State | None, bool]] = [
        (0, None, False), (0, "dormant", False), (1, None, True), (0, "steady", True),
    ]  # fmt: skip
    for importance, state, urgent in cases:
        signal = born("--11-26", importance=importance, state=state)
        assert signal is not None
        assert signal.urgent == urgent


def test_without_a_known_record_the_person_stands_as_evidence() -> None:
    view = replace(ANN, person=replace(ANN.person, birthday="--11-26"))
    signal = date_.read(view, Around(), today=TODAY)
    assert signal is not None
    assert signal.evidence[0].id == "p1"


def test_a_round_year_since_the_first_exchange_with_somebody_chosen_is_worth_a_line_and_no_pick() -> None:
    first = Exchange("x1", datetime(2021, 11, 27, tzinfo=UTC), "meeting", "mutual", "Summer school")
    view = replace(ANN, person=replace(ANN.person, importance=1), first=first)
    signal = date_.read(view, Around(), today=TODAY)
    assert signal is not None
    assert signals.prove(signal, view, Around(), today=TODAY)
    assert signal.sentence == (
        "It is five years this week since you and Ann were first in touch, on November 27, 2021."
    )
    assert (signal.worth, signal.urgent) == (0.0, False)


@pytest.mark.parametrize(
    ("importance", "year", "month"), [(0, 2021, 11), (1, 2020, 11), (1, 2021, 12), (1, 2026, 11)]
)
def test_no_other_day_is_an_anniversary(importance: int, year: int, month: int) -> None:
    first = Exchange("x1", datetime(year, month, 27, tzinfo=UTC), "meeting", "mutual")
    view = replace(ANN, person=replace(ANN.person, importance=importance), first=first)
    assert date_.read(view, Around(), today=TODAY) is None
