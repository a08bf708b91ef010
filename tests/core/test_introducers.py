"""Introducers: strength times closeness, each with evidence, never without a sign."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import introducers
from amity.core.introducers import Link

TODAY = date(2026, 11, 24)
MAIL = Link("mail", 3, direct=True, id="7", text="Lunch", on=date(2026, 11, 1))


def test_a_small_group_says_more_than_a_large_one_and_a_crowd_nothing() -> None:
    assert introducers.weight(MAIL) == pytest.approx(1 / math.log(3))
    assert introducers.weight(Link("mail", 20, direct=True)) < introducers.weight(MAIL)
    assert introducers.weight(Link("mail", 32, direct=True)) == 0
    assert introducers.weight(Link("mail", 31, direct=True)) > 0


def test_being_on_one_mail_counts_half_and_a_meeting_whole() -> None:
    beside, met = Link("mail", 3), Link("meeting", 3)
    assert introducers.weight(beside) * 2 == pytest.approx(introducers.weight(met))


def test_half_is_forgotten_in_a_year() -> None:
    assert introducers.weight(Link("meeting", 3, 365.0)) * 2 == pytest.approx(
        introducers.weight(Link("meeting", 3))
    )


def test_an_organization_and_a_large_circle_are_weaker_than_any_recent_exchange_of_few() -> None:
    assert introducers.weight(Link("organization", 50)) < introducers.weight(Link("circle", 3))
    assert introducers.weight(Link("circle", 3)) < introducers.weight(MAIL)


@given(st.lists(st.builds(Link, st.just("mail"), st.integers(2, 40), st.floats(0, 2000)), max_size=20))
def test_closeness_grows_with_every_sign_and_stays_below_one(links: list[Link]) -> None:
    assert introducers.UNSEEN <= introducers.closeness(links) <= 1
    assert introducers.closeness([*links, MAIL]) >= introducers.closeness(links)


def test_both_ties_are_needed() -> None:
    links = {"near": [MAIL], "weak": [MAIL, MAIL]}
    ranked = introducers.ranked(links, {"near": 0.8, "weak": 0.01, "strong": 0.9})
    assert [who for who, _ in ranked] == ["near", "strong"]
    assert introducers.ranked({}, {"b": 0.5, "a": 0.5, "c": 0.6})[0][0] == "c"
    assert [who for who, _ in introducers.ranked({}, {"b": 0.5, "a": 0.5})] == ["a", "b"]


def test_nobody_is_named_without_a_sign_that_can_be_shown() -> None:
    names = {"a": "Ana Lima", "s": "Sol Strong"}
    named = introducers.name(
        {"a": [MAIL], "x": [MAIL]},
        {"a": 0.6, "s": 0.9, "x": 0.9},
        names=names,
        target=("t", "Tom Berg"),
        today=TODAY,
    )
    (one,) = named
    assert (one.id, one.target) == ("a", ("t", "Tom Berg"))
    assert one.sentence == (
        "Ana and Tom were on one mail with you, last on November 1; your tie with Ana is strong."
    )
    assert [(line.kind, line.id, line.text) for line in one.evidence] == [("interaction", "7", "Lunch")]


def test_every_way_is_said_in_words_with_its_evidence() -> None:
    links = [
        Link("meeting", 4, id="1"), Link("meeting", 4, id="2"), Link("circle", 9, id="c", text="Choir"),
        Link("organization", 40, id="acme", text="Acme"),
    ]  # fmt: skip
    (one,) = introducers.name(
        {"a": links}, {"a": 0.3}, names={"a": "Ana Lima"}, target=("t", "Tom Berg"), today=TODAY
    )
    assert one.sentence == (
        "Ana and Tom were in two meetings with you, are both in Choir and are both at Acme; your tie with Ana"
        " holds."
    )
    assert [(line.kind, line.text) for line in one.evidence] == [
        ("interaction", "meeting"), ("interaction", "meeting"), ("area", "Acme"),
    ]  # fmt: skip
