"""The atlas: organizations compared, covered and concentrated in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import atlas
from amity.core.people import Person

TODAY = date(2026, 11, 24)
LATELY, LONG_AGO = date(2026, 5, 1), date(2025, 11, 24)


def people(*places: tuple[str, date | None]) -> list[Person]:
    return [
        Person(f"p{n}", f"Name {n}", organization=place, last=last, strength=0.25)
        for n, (place, last) in enumerate(places)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme, Inc.", "ACME"),
        ("The Acme Company", "acme co."),
        ("Müller GmbH & Co. KG", "Muller"),
        ("Société Générale S.A.", "societe generale"),
        ("Johnson & Johnson", "johnson johnson"),
        ("Globex  Ltd", "globex limited"),
        ("日本電気 KK", "日本電気"),
    ],
)
def test_spellings_of_one_organization_fold_to_one(one: str, other: str) -> None:
    assert atlas.fold(one) == atlas.fold(other)


@pytest.mark.parametrize(("one", "other"), [("Acme Labs", "Acme"), ("SE", "AG"), ("The", "")])
def test_different_organizations_stay_different(one: str, other: str) -> None:
    assert atlas.fold(one) != atlas.fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert atlas.fold(atlas.fold(name)) == atlas.fold(name)


def test_an_area_goes_by_its_commonest_spelling_with_those_in_touch_first() -> None:
    book = people(
        ("ACME", None), ("Acme Inc", LATELY), ("Acme Inc", LONG_AGO), ("Globex", LATELY), ("", LATELY)
    )
    areas = atlas.areas(book, today=TODAY)
    assert list(areas) == ["acme", "globex"]
    assert areas["acme"].name == "Acme Inc"
    assert areas["acme"].people == (("p1", "Name 1"), ("p2", "Name 2"), ("p0", "Name 0"))
    assert areas["acme"].in_touch == (("p1", "Name 1"),)


def test_those_set_aside_are_on_no_map() -> None:
    aside = Person("p9", "Ann", organization="Acme", last=LATELY, aside="deceased")
    assert atlas.areas([aside], today=TODAY) == {}


def test_a_year_and_a_future_day_are_not_in_touch() -> None:
    assert atlas.near(people(("A", date(2025, 11, 25)))[0], today=TODAY)
    assert not atlas.near(people(("A", LONG_AGO))[0], today=TODAY)
    assert not atlas.near(people(("A", date(2026, 11, 25)))[0], today=TODAY)


def test_half_of_at_least_four_in_touch_is_a_focus() -> None:
    half = people(("Acme", LATELY), ("Acme", LATELY), ("B", LATELY), ("C", LATELY))
    assert atlas.around(half, today=TODAY).focus == "acme"
    assert atlas.around(half[:3], today=TODAY).focus == ""
    spread = people(("Acme", LATELY), ("A", LATELY), ("B", LATELY), ("C", LATELY), ("Acme", LONG_AGO))
    assert atlas.around(spread, today=TODAY).focus == ""
    assert atlas.around(half, organization="Acme", today=TODAY).organization == "Acme"


def test_equal_halves_focus_on_the_first_by_name() -> None:
    book = people(("B", LATELY), ("B", LATELY), ("A", LATELY), ("A", LATELY))
    assert atlas.around(book, today=TODAY).focus == "a"
