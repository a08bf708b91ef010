from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import names

NAMES = st.lists(
    st.sampled_from(["Ana", "ana", "A.", "Lima", "Bo", "Bob", "Robert", "Chen", "Dr."]), max_size=4
).map(" ".join)


def test_names_are_compared_without_case_marks_or_wide_spaces() -> None:
    assert names.fold("Zoë  Ångström") == "zoe angstrom"
    assert names.fold("Straße Søren Łódź") == "strasse soren lodz"


def test_titles_and_brackets_are_no_words_of_a_name() -> None:
    assert names.words("Dr. Ana (she/her) Lima [ext], PhD") == ("ana", "lima")


def test_a_senor_is_no_senior() -> None:
    assert names.read("Sr. Lima").generation == ""
    assert names.words("Sr. Lima") == ("lima",)
    assert names.read("Ana Lima Sr.").generation == "1"


def test_a_family_name_before_the_comma_goes_last() -> None:
    assert names.words("Lima, Ana Maria") == ("ana", "maria", "lima")
    assert names.words("Lima, ") == ("lima",)
    assert names.words("Lima, Ana, Leeds") == ("lima", "ana", "leeds")


def test_an_address_is_no_name() -> None:
    assert names.words("ana@home.example") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Lima", "Bo Lima"),
        ("Ana Lima", "Bo Chen"),
        ("Ana", "Bo Lima"),
        ("Jo Park", "John Park"),
        ("Pat Murphy", "Ana Murphy"),
    ],
)
def test_different_people_have_contradicting_names(one: str, other: str) -> None:
    assert names.contradict(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", "Ana Lima"),
        ("Ana Lima", "LIMA, Ana"),
        ("Ana Lima", "A. Lima"),
        ("Bob Chen", "Robert Chen"),
        ("Ana Lima", "Ana Silva"),
        ("Ana", "Ana Lima"),
        ("Lima", "Ana Lima"),
        ("Chen Bo", "Bo Chen"),
        ("Chen Bob", "Robert Chen"),
        ("Alex Kim", "Alexandra Kim"),
        ("Maria Ana Lima", "Ana Lima"),
        ("ana@home.example", "Bo Chen"),
    ],
)
def test_one_person_may_go_by_several_names(one: str, other: str) -> None:
    assert not names.contradict(one, other)


@given(NAMES, NAMES)
def test_contradiction_has_no_direction(one: str, other: str) -> None:
    assert names.contradict(one, other) == names.contradict(other, one)


@given(NAMES)
def test_no_name_contradicts_itself(name: str) -> None:
    assert not names.contradict(name, name)


@given(NAMES, NAMES)
def test_equal_names_never_contradict(one: str, other: str) -> None:
    assert not (names.same(one, other) and names.contradict(one, other))


def test_equal_names_may_come_in_any_order_but_not_empty() -> None:
    assert names.same("Lima, Ana", "ana LIMA")
    assert not names.same("Ana", "Ana Lima")
    assert not names.same("", "")
    assert not names.same("Ji-min Park", "Min-ji Park")
