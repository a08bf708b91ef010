"""The mix of the years: shared among purposes, by people and by minutes, and said in a sentence."""

from __future__ import annotations

import pytest

from amity.core import mix
from amity.core.mix import Spent
from amity.core.people import Purpose

TARGET = {"tactical": 50, "social": 20, "strategic": 30}
PURPOSES: dict[str, tuple[Purpose, ...]] = {"a": ("tactical",), "b": ("tactical", "strategic"), "c": ()}


def test_somebody_of_two_purposes_counts_half_for_each() -> None:
    told = mix.read([Spent(2026, "a", 60), Spent(2026, "b", 40), Spent(2026, "c", 500)], PURPOSES,
                    target=TARGET, unsaid=3)  # fmt: skip
    (year,) = told.years
    assert (year.year, year.count, year.minutes) == (2026, 2, 100)
    assert year.time == {"tactical": 0.8, "social": 0.0, "strategic": 0.2}
    assert year.people == {"tactical": 0.75, "social": 0.0, "strategic": 0.25}
    assert told.sentence == (
        "In 2026 most of the time on record with people whose purpose you said was tactical: 80%,"
        " more than the 50% that is meant."
    )


def test_a_mix_near_what_is_meant_is_said_to_be() -> None:
    all_three: dict[str, tuple[Purpose, ...]] = {"a": ("tactical",), "d": ("social",), "e": ("strategic",)}
    spent = [Spent(2026, "a", 50), Spent(2026, "d", 20), Spent(2026, "e", 30)]
    close = mix.read(spent, all_three, target=TARGET, unsaid=0)
    assert close.sentence == (
        "In 2026 the largest part of the time on record with people whose purpose you said was tactical"
        " (50%), and all of it close to what is meant."
    )
    without = mix.read([Spent(2026, "a", 60), Spent(2026, "d", 40)], all_three, target=TARGET, unsaid=0)
    assert without.sentence.endswith(
        " was tactical (60%); next to none was strategic, less than the 30% that is meant."
    )
    some = [Spent(2026, "a", 60), Spent(2026, "d", 35), Spent(2026, "e", 5)]
    little = mix.read(some, all_three, target=TARGET, unsaid=0).sentence
    assert little.endswith(" was tactical (60%); 5% was strategic, less than the 30% that is meant.")


def test_years_are_kept_apart_and_none_says_nothing() -> None:
    told = mix.read([Spent(2026, "a", 1), Spent(2025, "a", 0)], PURPOSES, target=TARGET, unsaid=0)
    assert [year.year for year in told.years] == [2025, 2026]
    assert set(told.years[0].time.values()) == {0.0}
    assert mix.read([], {}, target=TARGET, unsaid=0).sentence == ""


def test_shares_are_the_same_in_whatever_order_people_are_added_up() -> None:
    kinds: tuple[tuple[Purpose, ...], ...] = (
        ("tactical", "social", "strategic"), ("tactical", "social"), ("tactical",),
    )  # fmt: skip
    several = {f"p{n}": kinds[n // 4] for n in range(9)}
    (year,) = mix.read([Spent(2026, who, 1) for who in several], several, target=TARGET, unsaid=0).years
    whole = 4 / 3 + 4 / 2 + 1  # floats add up to a little more or less than it, by their order
    assert year.people["tactical"] == whole / (whole + (4 / 3 + 4 / 2) + 4 / 3)


@pytest.mark.parametrize(
    ("channel", "told", "others", "minutes"),
    [("mail", None, 1, 5), ("mail", None, 5, 1), ("meeting", 60, 1, 60), ("meeting", 60, 3, 20),
     ("call", None, 1, 15), ("meeting", 10_000, 1, 480), ("meeting", 30, 0, 30)],
)  # fmt: skip
def test_an_exchange_costs_what_it_tells_or_the_estimate(
    channel: str, told: int | None, others: int, minutes: float
) -> None:
    assert mix.minutes(channel, told, others=others) == minutes


@pytest.mark.parametrize("others", range(1, 11))
def test_shares_of_a_minute_add_up_whole(others: int) -> None:
    assert mix.shares("mail", None, others=others) * others == 5 * mix.SHARE
    assert mix.shares("call", 25, others=others) == round(mix.minutes("call", 25, others=others) * mix.SHARE)
