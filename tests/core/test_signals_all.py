"""Every signal: who is left in peace, and what a sentence may rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from amity.core import reasons, signals, ties
from amity.core.interactions import Direction
from amity.core.people import Exchange, Person, Reminder
from amity.core.reasons import Evidence
from amity.core.view import Around, View

TODAY = date(2026, 11, 24)


def exchange(number: int, on: date, way: Direction = "sent", text: str = "Platform move") -> Exchange:
    return Exchange(f"x{number}", datetime(on.year, on.month, on.day, 12, tzinfo=UTC), "mail", way, text)


def history(days: Iterable[date]) -> View:
    """Marcus, with mail back and forth on these days (oldest first)."""
    found = [exchange(n, on, "sent" if n % 2 else "received") for n, on in enumerate(days)]
    tie = ties.replay(
        ties.Event(on.at.timestamp() / 86400, float(on.direction == "sent"), float(on.direction != "sent"))
        for on in found
    )
    assert tie is not None
    last = reasons.day(found[-1])
    now = TODAY.toordinal() - date(1970, 1, 1).toordinal()
    person = Person("p1", "Marcus Lindqvist", state=ties.state(tie, now), last=last)
    return View(person, tie, tuple(reversed(found[-5:])), first=found[0])


def three_weekly() -> View:
    """Return a tie of two years, every 21 days until June 2."""
    return history(date(2026, 6, 2) - timedelta(days=21 * n) for n in reversed(range(35)))


def told(view: View, around: Around | None = None) -> tuple[reasons.Signal, ...]:
    return signals.read(view, around or Around(), today=TODAY)


def test_a_quiet_tie_is_read_once_and_its_sentence_is_proved_by_its_evidence() -> None:
    view = three_weekly()
    view = replace(view, person=replace(view.person, state="cooling"))
    [signal] = told(view)
    assert signal.reason == "warm"
    assert signals.prove(signal, view, Around(), today=TODAY)


@pytest.mark.parametrize(
    "change",
    [
        {"sentence": "You and Marcus met every week."},
        {"person_id": "p2"},
        {"evidence": ()},
        {"evidence": (Evidence("interaction", "x34", "You wrote", date(2026, 6, 2)),)},
    ],
)
def test_a_changed_signal_is_not_proved(change: dict[str, object]) -> None:
    view = replace(three_weekly(), person=replace(three_weekly().person, state="cooling"))
    [signal] = told(view)
    changed = replace(signal, **change)  # type: ignore[arg-type]
    assert not signals.prove(changed, view, Around(), today=TODAY)


def test_a_sentence_about_silence_is_not_proved_once_something_newer_is_on_record() -> None:
    view = replace(three_weekly(), person=replace(three_weekly().person, state="cooling"))
    [signal] = told(view)
    newer = replace(view, recent=(exchange(99, date(2026, 11, 20)), *view.recent))
    assert not signals.prove(signal, newer, Around(), today=TODAY)


def test_nobody_set_aside_is_ever_named_even_by_a_reminder() -> None:
    view = replace(three_weekly(), reminders=(Reminder("r1", "call", TODAY),))
    aside = replace(view, person=replace(view.person, state="cooling", aside="private"))
    assert told(aside) == ()


def test_two_unanswered_attempts_leave_a_person_in_peace_except_for_the_owners_reminder() -> None:
    view = replace(three_weekly(), unanswered=2, reminders=(Reminder("r1", "call", TODAY),))
    view = replace(view, person=replace(view.person, state="cooling", birthday="--11-25"))
    assert [signal.reason for signal in told(view)] == ["remind"]
    answered_once = replace(view, unanswered=1)
    assert [signal.reason for signal in told(answered_once)] == ["remind", "date", "warm"]


def test_a_year_after_the_last_unanswered_letter_one_more_is_fair() -> None:
    written = exchange(99, date(2025, 11, 20))
    view = replace(three_weekly(), unanswered=2, recent=(written, *three_weekly().recent[:1]))
    view = replace(view, person=replace(view.person, birthday="--11-25"))
    until = written.at.date() + timedelta(days=365)
    assert signals.peace(view) == until
    assert signals.peace(replace(view, recent=())) == date.max
    assert signals.read(view, Around(), today=until - timedelta(days=1)) == ()
    assert signals.read(replace(view, unanswered=3), Around(), today=TODAY) != ()


def test_whoever_was_put_off_rests_until_that_day() -> None:
    view = replace(three_weekly(), person=replace(three_weekly().person, state="cooling"))
    assert told(replace(view, later=TODAY + timedelta(days=1))) == ()
    assert len(told(replace(view, later=TODAY))) == 1


def test_a_pick_rests_for_one_rhythm_but_a_birthday_still_speaks() -> None:
    view = replace(three_weekly(), person=replace(three_weekly().person, state="cooling", birthday="--11-25"))
    lately = replace(view, picked=TODAY - timedelta(days=20))
    assert [signal.reason for signal in told(lately)] == ["date"]
    rested = replace(view, picked=TODAY - timedelta(days=21))
    assert [signal.reason for signal in told(rested)] == ["date", "warm"]


@pytest.mark.parametrize(("importance", "days"), [(0, 60), (1, 42), (2, 28), (3, 21)])
def test_without_a_rhythm_the_rest_goes_by_importance(importance: int, days: int) -> None:
    view = View(Person("p1", "Ann Lee", importance=importance), picked=TODAY - timedelta(days=days - 1))
    assert signals.rests(view, today=TODAY)
    assert not signals.rests(replace(view, picked=TODAY - timedelta(days=days)), today=TODAY)


def test_a_daily_rhythm_still_rests_for_two_weeks() -> None:
    view = history(TODAY - timedelta(days=n) for n in reversed(range(10)))
    assert signals.rests(replace(view, picked=TODAY - timedelta(days=13)), today=TODAY)
    assert not signals.rests(replace(view, picked=TODAY - timedelta(days=14)), today=TODAY)


def test_every_signal_stands_under_its_own_reason() -> None:
    assert list(signals.SIGNALS) == [
        "promise", "remind", "date", "warm", "reconnect", "help", "circle_back", "stretch",
    ]  # fmt: skip


def asleep() -> View:
    """A tie of a year that ended in January."""
    return history(date(2026, 1, 12) - timedelta(days=21 * n) for n in reversed(range(17)))


def reasons_of(view: View) -> list[str]:
    return [signal.reason for signal in told(view)]


def test_who_was_named_and_left_open_gives_way_to_another_sleeping_tie_for_the_cooldown() -> None:
    assert reasons_of(asleep()) == ["reconnect"]
    assert reasons_of(replace(asleep(), stood=TODAY - timedelta(days=59))) == []
    assert reasons_of(replace(asleep(), stood=TODAY - timedelta(days=60))) == ["reconnect"]


def test_a_muted_person_is_never_suggested_but_for_the_owners_own_reminder() -> None:
    person = replace(asleep().person, muted=True)
    reminder = Reminder("r1", "send the paper", TODAY)
    assert reasons_of(replace(asleep(), person=person, reminders=(reminder,))) == ["remind"]


def test_a_reason_that_does_not_suit_somebody_is_not_given_again() -> None:
    assert reasons_of(replace(asleep(), declined=frozenset({"reconnect"}))) == []
