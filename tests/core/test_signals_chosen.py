"""What the owner's own words do to signals: goals, ties that take intent, and whoever is never suggested."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from amity.core import drafts, goals, signals, ties, worth
from amity.core.interactions import Direction
from amity.core.people import Exchange, Person, Reminder
from amity.core.reasons import Signal
from amity.core.signals import warm
from amity.core.view import Around, Stake, View

TODAY = date(2026, 11, 24)
AROUND = Around()


WAYS: tuple[Direction, ...] = ("received", "sent")


def seen(name: str, *days: int, **words: object) -> View:
    exchanges = tuple(
        Exchange(
            f"x{day}", datetime(2026, 11, 24, 12, tzinfo=UTC) - timedelta(days=day), "mail", way, "Plans"
        )
        for day, way in zip(days, WAYS * len(days), strict=False)
    )
    tie = ties.replay(ties.Event(e.at.timestamp() / 86400, 1.0, 1.0) for e in reversed(exchanges))
    person = Person(name.lower(), f"{name} Vale", **words)  # type: ignore[arg-type]
    return View(person, tie if exchanges else None, exchanges)


def warmed(view: View) -> Signal | None:
    signal = warm.read(view, AROUND, today=TODAY)
    if signal is not None:
        assert signals.prove(signal, view, AROUND, today=TODAY)
    return signal


def test_who_decides_and_is_silent_is_named_with_the_way_to_them() -> None:
    way = Stake("g", "Budget for spring", "decides", other="Bo Chen", last=TODAY - timedelta(days=9))
    signal = warmed(replace(seen("Ines", 250), stakes=(way,)))
    assert signal is not None
    assert signal.sentence == (
        "Ines decides on “Budget for spring”, and nothing is on record between you since March;"
        " Bo stands close to Ines and is in touch with you."
    )
    assert [(one.kind, one.id) for one in signal.evidence] == [("goal", "g"), ("interaction", "x250")]
    assert signal.evidence[0].text == (
        "“Budget for spring”: Ines decides; Bo stands close to Ines (last in touch with you on November 15)"
    )
    assert (signal.suggestion, signal.urgent) == ("Ask Bo how best to reach Ines.", False)


def test_who_decides_without_an_exchange_is_named_and_soon_it_is_urgent() -> None:
    stake = Stake("g", "Budget", "decides", due=TODAY + timedelta(days=20))
    signal = warmed(replace(seen("Ines"), stakes=(stake,)))
    assert signal is not None
    assert signal.sentence == "Ines decides on “Budget”, and nothing between you is on record yet."
    assert signal.urgent


def test_who_stands_close_is_asked_while_the_tie_to_who_decides_is_missing() -> None:
    stake = Stake("g", "Budget", "close", other="Ines Vale", last=TODAY - timedelta(days=250), quiet=True)
    signal = warmed(replace(seen("Bo", 9), stakes=(stake,)))
    assert signal is not None
    assert signal.sentence == (
        "Bo stands close to Ines, who decides on “Budget”; nothing is on record between you and Ines since"
        " March."
    )
    assert signal.suggestion == "Ask Bo how best to reach Ines."
    never = warmed(replace(seen("Bo", 9), stakes=(replace(stake, last=None),)))
    assert never is not None
    assert never.evidence[0].text == "“Budget”: Ines decides (nothing on record); Bo stands close"
    assert warmed(replace(seen("Bo", 9), stakes=(replace(stake, quiet=False),))) is None
    assert warmed(replace(seen("Bo", 200), stakes=(stake,))) is None
    assert warmed(replace(seen("Bo"), stakes=(stake,))) is None


def test_a_goal_makes_its_people_worth_more() -> None:
    bare = seen("Ines", 30)
    for role in goals.ROLES:
        staked = replace(bare, stakes=(Stake("g", "Budget", role), Stake("h", "Hall", "helps")))
        factor = worth.arm(staked, today=TODAY).worth / worth.arm(bare, today=TODAY).worth
        assert factor == worth.BY_STAKE[role]


def test_a_tie_that_matters_and_is_an_effort_loses_to_no_other() -> None:
    easy, effort = Person("a", "Ana", importance=2), Person("b", "Bo", importance=2, affinity="low")
    assert worth.of(effort) == worth.EFFORT * worth.of(easy)
    assert worth.of(replace(effort, importance=1)) == worth.of(replace(easy, importance=1))


def test_the_intent_is_said_to_the_owner_and_never_stands_in_a_draft() -> None:
    view = seen("Ines", 200, importance=2, affinity="low", state="dormant")
    (signal,) = (one for one in signals.read(view, AROUND, today=TODAY) if one.reason == "warm")
    assert signal.suggestion.endswith(signals.INTENT)
    assert signals.prove(signal, view, AROUND, today=TODAY)
    draft = drafts.draft(signal, view, owner="Robin Hale", today=TODAY)
    assert signals.INTENT not in draft.body + draft.subject
    easy = replace(view, person=replace(view.person, affinity="normal"))
    assert all(signals.INTENT not in one.suggestion for one in signals.read(easy, AROUND, today=TODAY))


def test_whoever_is_muted_is_suggested_for_nothing_but_a_reminder() -> None:
    note = Reminder("r", "send the paper", TODAY)
    stake = Stake("g", "Budget", "decides")
    view = replace(
        seen("Ines", 200, importance=3, state="dormant", birthday="1980-11-25"),
        reminders=(note,), stakes=(stake,),
    )  # fmt: skip
    loud = {one.reason for one in signals.read(view, AROUND, today=TODAY)}
    assert {"remind", "date", "warm"} <= loud
    muted = replace(view, person=replace(view.person, muted=True))
    assert [one.reason for one in signals.read(muted, AROUND, today=TODAY)] == ["remind"]


def test_a_reminder_of_a_tie_that_takes_intent_is_left_as_it_was_written() -> None:
    view = replace(seen("Ines", 3, importance=2, affinity="low"), reminders=(Reminder("r", "call", TODAY),))
    (signal,) = signals.read(view, AROUND, today=TODAY)
    assert signals.INTENT not in signal.suggestion
