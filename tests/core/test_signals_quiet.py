"""Warm and reconnect: what silence with whom is a reason, and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from amity.core import reasons, signals, ties
from amity.core.interactions import Channel, Direction
from amity.core.people import Exchange, Person, State
from amity.core.reasons import Evidence
from amity.core.signals import reconnect, warm
from amity.core.view import Area, Around, View

TODAY = date(2026, 11, 24)
WAYS: tuple[Direction, ...] = ("received", "sent")


def seen(
    days: Iterable[date], *, state: State, channel: Channel = "mail", ways: tuple[Direction, ...] = WAYS
) -> View:
    """Marcus, with exchanges on these days, oldest first, in turn in these directions; a subject on each."""
    found = [
        Exchange(
            f"x{n}",
            datetime(on.year, on.month, on.day, 12, tzinfo=UTC),
            channel,
            ways[n % len(ways)],
            "Re: X",
        )
        for n, on in enumerate(days)
    ]
    tie = ties.replay(
        ties.Event(e.at.timestamp() / 86400, float(e.direction != "received"), float(e.direction != "sent"))
        for e in found
    )
    person = Person("p1", "Marcus Lindqvist", state=state)
    return View(person, tie, tuple(reversed(found[-5:])), first=found[0])


def every(gap: int, *, count: int, until: date) -> list[date]:
    return [until - timedelta(days=gap * n) for n in reversed(range(count))]


def warmed(view: View) -> reasons.Signal:
    signal = warm.read(view, Around(), today=TODAY)
    assert signal is not None
    assert signals.prove(signal, view, Around(), today=TODAY)
    return signal


def reconnected(view: View, around: Around | None = None) -> reasons.Signal:
    signal = reconnect.read(view, around or Around(), today=TODAY)
    assert signal is not None
    assert signals.prove(signal, view, around or Around(), today=TODAY)
    return signal


def test_a_long_rhythm_and_its_silence_are_said_in_words() -> None:
    signal = warmed(seen(every(21, count=35, until=date(2026, 6, 2)), state="cooling"))
    assert signal.sentence == (
        "For two years you and Marcus wrote to each other, lately about every three weeks."
        " It has been quiet since June."
    )
    assert [item.id for item in signal.evidence] == ["x34", "x33", "x32", "x31", "x30", "x0"]
    assert signal.evidence[0] == Evidence("interaction", "x34", "Marcus wrote: “Re: X”", date(2026, 6, 2))
    assert signal.evidence[1].text == "You wrote: “Re: X”"
    assert signal.suggestion == "Ask what became of “X”, your last subject in June."


def test_meetings_are_called_meetings_and_near_days_are_named() -> None:
    view = seen(
        every(7, count=5, until=date(2026, 10, 20)), state="steady", channel="meeting", ways=("mutual",)
    )
    assert warmed(view).sentence == "You and Marcus met about every week. It has been quiet since October 20."


def test_without_both_directions_at_hand_only_the_silence_is_said() -> None:
    view = seen(every(7, count=12, until=date(2026, 9, 1)), state="cooling")
    mine = tuple(replace(exchange, direction="sent") for exchange in view.recent)
    sentence = warmed(replace(view, recent=mine, first=None)).sentence
    assert sentence == "Nothing is on record between you and Marcus since September."


def test_a_single_day_among_the_last_exchanges_shows_no_rhythm() -> None:
    view = seen([*every(7, count=5, until=date(2026, 8, 1)), *[date(2026, 9, 1)] * 5], state="cooling")
    assert warmed(view).sentence == "Nothing is on record between you and Marcus since September."


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (every(7, count=5, until=date(2026, 11, 10)), "cooling"),
        (every(60, count=8, until=date(2026, 9, 1)), "steady"),
        (every(21, count=4, until=date(2026, 9, 1)), "cooling"),
        (every(21, count=9, until=date(2026, 9, 1)), "warming"),
    ],
)
def test_short_usual_few_or_warming_silence_is_no_reason(days: list[date], state: State) -> None:
    assert warm.read(seen(days, state=state), Around(), today=TODAY) is None


def test_a_one_sided_tie_is_not_kept_warm() -> None:
    view = seen(every(7, count=12, until=date(2026, 9, 1)), state="cooling", ways=("received",))
    assert warm.read(view, Around(), today=TODAY) is None


def test_fewer_active_days_sound_a_louder_alarm() -> None:
    few = warmed(seen(every(7, count=5, until=date(2026, 9, 1)), state="cooling"))
    many = warmed(seen(every(7, count=40, until=date(2026, 9, 1)), state="cooling"))
    assert few.worth > many.worth > 1


def test_somebody_chosen_with_a_thin_tie_is_named_with_the_owners_word() -> None:
    view = seen([date(2026, 5, 28)], state="new", ways=("sent",))
    view = replace(view, person=replace(view.person, importance=2), records={"importance": "rec9"})
    signal = warmed(view)
    assert signal.sentence == "Marcus matters to you, and nothing is on record since May."
    assert signal.evidence[0] == Evidence("record", "rec9", "Your word: matters")
    assert signal.evidence[1].id == "x0"


def test_somebody_chosen_is_not_named_within_two_weeks_of_an_exchange() -> None:
    view = seen([TODAY - timedelta(days=13)], state="new")
    assert warm.read(replace(view, person=replace(view.person, importance=3)), Around(), today=TODAY) is None


def test_somebody_chosen_with_an_established_tie_is_left_to_its_rhythm_for_two_months() -> None:
    view = seen([TODAY - timedelta(days=59 + 10 * n) for n in reversed(range(5))], state="warming")
    assert warm.read(replace(view, person=replace(view.person, importance=3)), Around(), today=TODAY) is None


def test_somebody_chosen_with_nothing_on_record_is_said_so() -> None:
    signal = warmed(View(Person("p2", "Ann Lee", importance=3)))
    assert signal.sentence == "You chose Ann as one who matters; nothing between you is on record yet."
    assert signal.evidence == (Evidence("record", "p2", "Your word: for the long run"),)


def test_nothing_is_said_of_somebody_neither_chosen_nor_met() -> None:
    assert warm.read(View(Person("p2", "Ann Lee", importance=1)), Around(), today=TODAY) is None


def test_exchanges_that_were_not_handed_over_or_do_not_count_are_not_called_nothing() -> None:
    view = seen([date(2026, 5, 28)], state="new")
    chosen = replace(view, person=replace(view.person, importance=3))
    assert warm.read(replace(chosen, recent=()), Around(), today=TODAY) is None
    assert warm.read(replace(chosen, tie=None), Around(), today=TODAY) is None
    assert not warm.cooling(replace(chosen, tie=None), silent=400)


def test_a_sleeping_tie_is_said_with_its_first_and_last_month() -> None:
    view = seen([date(2021, 3, 3), date(2022, 1, 1), date(2024, 6, 5)], state="dormant")
    signal = reconnected(view)
    sentence = "You and Marcus wrote to each other from March 2021 to June 2024; nothing is on record since."
    assert signal.sentence == sentence
    assert {item.id for item in signal.evidence} == {"x0", "x1", "x2"}


def test_a_tie_of_one_month_names_it_once() -> None:
    view = seen([date(2024, 6, 5), date(2024, 6, 7), date(2024, 6, 9)], state="dormant")
    sentence = "You and Marcus wrote to each other in June 2024; nothing is on record since."
    assert reconnected(view).sentence == sentence


def test_a_sleeping_tie_whose_last_exchanges_show_one_side_says_only_the_silence() -> None:
    view = seen([date(2024, 6, 5), date(2024, 7, 7), date(2024, 8, 9)], state="dormant")
    one_side = tuple(replace(exchange, direction="received") for exchange in view.recent)
    sentence = "Nothing is on record between you and Marcus since August 2024."
    assert reconnected(replace(view, recent=one_side, first=None)).sentence == sentence


def test_only_a_tie_that_slept_half_a_year_and_went_both_ways_is_woken() -> None:
    asleep = seen([date(2024, 6, 5), date(2024, 6, 7), date(2024, 6, 9)], state="dormant")
    awake = replace(asleep, person=replace(asleep.person, state="steady"))
    short = seen(every(7, count=5, until=TODAY - timedelta(days=179)), state="dormant")
    one_way = seen([date(2024, 6, n) for n in (1, 2, 3)], state="dormant", ways=("sent",))
    few = seen([date(2024, 6, 5), date(2024, 6, 7)], state="dormant")
    untied = (replace(asleep, tie=None), replace(asleep, recent=()))
    for view in (awake, short, one_way, few, *untied):
        assert reconnect.read(view, Around(), today=TODAY) is None
    assert reconnected(replace(few, person=replace(few.person, importance=1))).reason == "reconnect"


def test_what_makes_a_sleeping_tie_new_counts_not_how_strong_it_was() -> None:
    view = seen([date(2026, 1, 5), date(2026, 1, 6), date(2026, 2, 9)], state="dormant")
    plain = reconnected(view)
    assert plain.worth == pytest.approx(0.6)
    person = replace(view.person, organization="Globex Inc.", title="VP Sales", strength=0.01)
    around = Around("Acme", {"globex": Area("Globex", (("p1", "Marcus Lindqvist"),), ())})
    assert reconnected(replace(view, person=person), around).worth == pytest.approx(1.05)
    long_ago = seen([date(2022, 6, 5), date(2022, 6, 7), date(2022, 6, 9)], state="dormant")
    assert reconnected(long_ago).worth == pytest.approx(0.75)
    same_house = replace(view, person=replace(view.person, organization="ACME"))
    assert reconnected(same_house, around).worth == pytest.approx(0.6)
