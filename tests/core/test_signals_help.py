"""Help: a need told of lately, and somebody who can give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from amity.core import index, plan, reasons, signals, suggestions
from amity.core.facts import Fact
from amity.core.helpful import Line, Match
from amity.core.people import Person
from amity.core.signals import help as help_
from amity.core.view import Around, View

TODAY = date(2026, 11, 24)
NAMES = {"i": "Ines Duarte", "b": "Bo Chen"}
NEED = Line("f1", "i", "struggling_with", "hiring", date(2026, 9, 20))
OFFER = Line("f2", "b", "can_help_with", "recruiting")
ONE = suggestions.of(Match(NEED, OFFER, 0.5, ()), NAMES, today=TODAY)
FACT = Fact(NEED.kind, NEED.text, NEED.on, "hand", "", "f1")
INES = View(
    Person("i", "Ines Duarte"), facts=(FACT, replace(FACT, id="f9", text="sailing")), suggestions=(ONE,)
)


def told(view: View) -> reasons.Signal | None:
    signal = help_.read(view, Around(), today=TODAY)
    assert signal is None or signals.prove(signal, view, Around(), today=TODAY)
    return signal


def test_a_need_and_an_offer_are_a_reason_with_both_as_evidence() -> None:
    signal = told(INES)
    assert signal is not None
    assert signal.reason == "help"
    assert (
        signal.sentence == "Ines struggles with “hiring” (said in September); Bo can help with “recruiting”."
    )
    assert signal.suggestion == "Ask both whether they would like to meet."
    assert [line.id for line in signal.evidence] == ["f1", "f2"]
    assert signal.worth == 1.0
    assert not reasons.absence(signal)
    assert "help" in [one.reason for one in signals.read(INES, Around(), today=TODAY)]


def test_no_reason_without_a_suggestion_or_with_a_need_that_is_over() -> None:
    assert told(replace(INES, suggestions=())) is None
    assert told(replace(INES, facts=())) is None
    assert told(replace(INES, suggestions=(suggestions.question("i", "Ines Duarte"),))) is None


def test_an_old_need_asks_to_be_refreshed_first() -> None:
    old = replace(FACT, on=date(2026, 1, 2))
    assert told(replace(INES, facts=(old,))) is None
    assert told(replace(INES, facts=(replace(FACT, on=None),))) is None
    assert told(replace(INES, facts=(replace(old, sure=date(2026, 11, 1)),))) is not None


def test_help_is_worth_its_minutes_in_a_living_tie_too() -> None:
    arm = index.Arm(reply=0.7, worth=1.0, minutes=15, decay=0.1, strength=0.99)
    signal = told(INES)
    assert signal is not None
    warm = replace(signal, reason="warm")
    one = plan.Candidate("i", "Ines Duarte", "", (signal, warm), arm)
    helps, warms = plan.options(one)
    assert helps.value > 100 * warms.value
    (faded, again) = plan.options(replace(one, arm=arm._replace(strength=0.1)))
    assert faded.value == again.value
