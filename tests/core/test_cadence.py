"""Cadence: weeks and words, and what a word on a talk has changed."""

from __future__ import annotations

import math

import pytest

from amity.core import cadence, index
from amity.core.cadence import Cadence
from amity.core.index import Arm

ARM = Arm(reply=0.7, worth=2.0, minutes=20.0, decay=math.log(2) / 10, strength=0.5)


def test_while_no_week_was_drawn_nobody_can_say_how_often() -> None:
    assert cadence.of(ARM, price=None) == Cadence(None, "")


def test_a_tie_that_never_earns_its_minutes_is_fine_as_it_is() -> None:
    found = cadence.of(ARM, price=index.ceiling(ARM) * 1.01)
    assert found == Cadence(None, "fine as it is; a word when life brings you together")


def test_a_cadence_beyond_a_year_and_a_half_is_left_to_chance_too() -> None:
    assert cadence.of(ARM, price=index.ceiling(ARM) * (1 - 1e-9)).weeks is None


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (0.5, "about every week"),
        (6.2, "about every six weeks"),
        (11, "about every 11 weeks"),
        (13, "about every three months"),
        (60, "about once a year"),
    ],
)
def test_a_cadence_is_said_in_weeks_months_or_a_year(weeks: float, words: str) -> None:
    price = index.whittle(ARM._replace(strength=math.exp(-ARM.decay * weeks)))
    assert cadence.of(ARM, price=price) == Cadence(weeks, words)


def test_a_cadence_is_never_shorter_than_the_weeks_in_which_nobody_is_asked_again() -> None:
    price = index.whittle(ARM._replace(strength=math.exp(-ARM.decay * 2)))
    assert cadence.of(ARM, price=price, least=4.0) == Cadence(4.0, "about every four weeks")
    assert cadence.of(ARM, price=price, least=1.0).weeks == 2


def test_what_was_learned_is_said_where_the_words_change() -> None:
    six, ten = Cadence(6, "about every six weeks"), Cadence(10, "about every ten weeks")
    chance, unknown = Cadence(None, cadence.CHANCE), cadence.UNKNOWN
    assert cadence.learned("Ana Sousa", before=six, after=ten, word="near") == (
        "You and Ana pick up where you left off: worth a word about every ten weeks now"
        " instead of about every six weeks."
    )
    assert cadence.learned("Ana", before=chance, after=six, word="strange") == (
        "Time apart has told on you and Ana: worth a word about every six weeks now."
    )
    assert cadence.learned("Ana", before=six, after=chance, word="silent") == (
        "Ana has not answered of late: fine as it is; a word when life brings you together."
    )
    for before, after, word in (
        (six, six, "near"),
        (chance, chance, "near"),
        (unknown, six, "near"),
        (six, unknown, "far"),
        (six, ten, ""),
    ):
        assert not cadence.learned("Ana", before=before, after=after, word=word)
