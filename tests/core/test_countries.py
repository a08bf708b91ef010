"""Countries of numbers: read, guessed, and a number that is written twice shown once."""

from __future__ import annotations

import pytest

from amity.core import countries
from amity.core.errors import Refusal
from amity.core.handles import Handle


def test_a_country_is_two_letters_that_some_number_has() -> None:
    assert (countries.read(" no "), countries.read("")) == ("NO", "")
    for wrong in ("XX", "Norway", "4"):
        with pytest.raises(Refusal):
            countries.read(wrong)


@pytest.mark.parametrize(
    ("numbers", "country"),
    [
        (["+4722225555", "+4722225556", "+442071838750"], "NO"),
        (["+4722225555", "+442071838750"], ""),
        (["22225555", "+", "+999", "+80012345678", "+4722225555"], "NO"),
        ([], ""),
    ],
)
def test_the_country_is_that_of_most_numbers_that_tell_theirs(numbers: list[str], country: str) -> None:
    assert countries.likely(numbers) == country


def test_a_number_with_and_without_its_country_is_shown_once() -> None:
    whole, bare = Handle("phone", "+442071838750"), Handle("phone", "02071838750")
    other, mail = Handle("phone", "22225555"), Handle("email", "2071838750")
    assert countries.shown([bare, whole, other, mail]) == (whole, other, mail)
    assert countries.shown([bare, Handle("account", "table:1")]) == (bare,)


def test_a_number_of_a_few_figures_is_anybodys() -> None:
    short, whole = Handle("phone", "225555"), Handle("phone", "+4722225555")
    assert countries.shown([short, whole]) == (short, whole)
