"""Diversity: Blau, evenness, E-I and the sentences that say of how many they speak."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import diversity
from amity.core.areas import Bridge, Cell, Coverage, Dimension, Drawn


def cells(*counts: int) -> list[Cell]:
    return [Cell(f"k{n}", f"Area {n}", count, count) for n, count in enumerate(counts)]


def cover(
    *counts: int, in_touch: int = 0, inside: int | None = None, dimension: Dimension = "organization"
) -> Coverage:
    total = sum(counts)
    return diversity.cover(
        dimension, cells(*counts), known=total, in_touch=in_touch or total, placed=total, inside=inside
    )


def test_blau_is_the_chance_that_two_differ() -> None:
    assert diversity.blau([5, 5]) == pytest.approx(0.5)
    assert diversity.blau([4]) == 0
    assert diversity.blau([]) is None
    assert diversity.normalized([5, 5], areas=2) == pytest.approx(1)
    assert diversity.normalized([5, 5], areas=1) is None
    assert diversity.normalized([], areas=3) is None


def test_evenness_is_smoothed_so_that_three_people_are_not_called_one_sided() -> None:
    assert diversity.evenness([3]) is None
    assert diversity.evenness([3, 0]) == pytest.approx(2 * (1 - (3.5 / 4) ** 2 - (0.5 / 4) ** 2))
    assert diversity.evenness([300, 0]) == pytest.approx(0, abs=0.01)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=12))
def test_shares_add_up_and_evenness_stays_within_its_bounds(counts: list[int]) -> None:
    even = diversity.evenness(counts)
    assert even is not None
    assert -1e-9 <= even <= 1 + 1e-9


def test_e_i_runs_from_all_inside_to_all_outside() -> None:
    assert diversity.inside_outside(4, 0) == -1
    assert diversity.inside_outside(0, 4) == 1
    assert diversity.inside_outside(0, 0) is None


def test_a_coverage_says_of_how_many_it_speaks_and_where_they_are() -> None:
    told = cover(4, 1, in_touch=8, inside=4)
    assert told.sentence == (
        "Of the eight people in touch within the past year, the organization of five is known; of these, four"
        " are at Area 0. One of five is outside your own organization."
    )
    assert told.inside_outside == pytest.approx(-0.6)
    assert told.blau == pytest.approx(0.32)


def test_a_spread_book_names_the_largest_and_how_many_there_are() -> None:
    told = cover(2, 1, 2, dimension="industry")
    assert told.sentence == (
        "Of the five people in touch within the past year, two are in Area 0, which is the most; they are"
        " spread over three industries."
    )
    assert told.inside_outside is None
    assert cover(1, 1, dimension="place").sentence == (
        "Of the two people in touch within the past year, no two are in the same one; they are"
        " spread over two countries."
    )


def test_one_area_all_inside_and_none_inside_are_said() -> None:
    assert cover(3, inside=3).sentence.endswith(
        "all are at Area 0. Nobody of them is outside your own organization."
    )
    assert cover(3, inside=0).sentence.endswith("Nobody of them is in your own organization.")
    assert cover(4, 3, inside=4).sentence.endswith("Three of seven are outside your own organization.")


def test_where_most_are_at_the_owners_own_place_one_sentence_says_both() -> None:
    cells = [Cell("hale", "Hale", 5, 5, own=True), Cell("mill", "Mill", 1, 1)]
    told = diversity.cover("organization", cells, known=6, in_touch=6, placed=6, inside=5)
    assert told.sentence == (
        "Of the six people in touch within the past year, five are at Hale, your own, and one elsewhere."
    )
    alone = diversity.cover("organization", cells[:1], known=5, in_touch=5, placed=5, inside=5)
    assert alone.sentence.endswith("all are at Hale, your own.")
    two_own = diversity.cover("organization", cells, known=6, in_touch=6, placed=6, inside=6)
    assert two_own.sentence.endswith("five are at Hale. Nobody of them is outside your own organization.")


def test_an_empty_book_and_one_without_areas_say_so() -> None:
    assert cover().sentence == "Nobody was in touch within the past year."
    told = diversity.cover("level", [], known=3, in_touch=2, placed=0, inside=0)
    one = diversity.cover("circle", [], known=3, in_touch=1, placed=1, inside=None)
    assert one.sentence == "Of the one person in touch within the past year, one is in a circle you know of."
    assert told.sentence == "Of the two people in touch within the past year, the level of nobody is known."
    assert (told.blau, told.evenness, told.inside_outside) == (None, None, None)


def test_a_coverage_of_a_few_areas_in_which_nobody_is_in_touch_says_no_more_than_it_knows() -> None:
    told = diversity.cover("place", [], known=3, in_touch=4, placed=4, inside=None)
    assert told.sentence == "Of the four people in touch within the past year, the country of four is known."


def test_the_drawn_atlas_gives_a_dimension_by_name() -> None:
    drawn = Drawn((cover(3), cover(2, dimension="level")), ())
    assert drawn.of("level").in_touch == 2


def drawn(*known: int, fading: str = "") -> Drawn:
    """Draw organizations a, b, … one in touch of so many known, and one industry, with their bridges."""
    found = [
        Cell(key, key.upper(), n, min(n, 1) if n < 9 else n)
        for key, n in zip("abcdefgh", known, strict=False)
    ]
    bridges = [
        Bridge(f"p{one.key}", "Ann", "organization", one.key, one.name, "", one.key == fading)
        for one in found
        if one.in_touch == 1
    ]
    bridges.append(Bridge("pi", "Ann", "industry", "health", "health", ""))
    place = diversity.cover("organization", found, known=9, in_touch=9, placed=9, inside=None)
    return Drawn((place,), (), tuple(bridges))


def test_where_most_organizations_hold_one_person_a_sentence_says_so_and_few_lines_stay() -> None:
    told, kept = diversity.held(drawn(1, 1, 1, 3, 9, fading="b"))
    assert told == "At four of the five other organizations one person alone keeps you in touch."
    assert [one.id for one in kept] == ["pb", "pd", "pi"]
    told, kept = diversity.held(drawn(1, 1, 1, 1, 1))
    assert told == "At each of the five other organizations one person alone keeps you in touch."
    assert [one.id for one in kept] == ["pi"]


@pytest.mark.parametrize("known", [(1, 1, 1, 1), (1, 1, 1, 9, 9, 9), (1, 0, 0, 0, 0)])
def test_where_few_organizations_hold_one_person_each_has_its_line(known: tuple[int, ...]) -> None:
    told, kept = diversity.held(drawn(*known))
    assert (told, len(kept)) == ("", known.count(1) + 1)


def test_levels_keep_the_order_of_the_ladder_and_the_sentence_names_the_largest() -> None:
    counts = {"director": 3, "boss": 2, "manager": 1, "individual": 2}
    found = [Cell(key, key, count, count) for key, count in counts.items()]
    told = diversity.cover("level", found, known=8, in_touch=8, placed=8, inside=None)
    assert [cell.key for cell in told.cells] == ["individual", "manager", "director", "boss"]
    assert "three are at the level “director”" in told.sentence
