"""Spots: what is missed, what it costs this owner, and the one thing to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from amity.core import areas, spots
from amity.core.areas import Cell, Coverage, Dimension, Spot
from amity.core.diversity import cover
from amity.core.errors import Refusal
from amity.core.spots import Fading, Need, Thin

TODAY = date(2026, 11, 24)
ANA = ("a", "Ana Lima")


def area(dimension: Dimension, *cells: Cell, in_touch: int = 0) -> Coverage:
    near = sum(cell.in_touch for cell in cells)
    known = sum(cell.known for cell in cells)
    return cover(dimension, cells, known=known, in_touch=in_touch or near, placed=near, inside=None)


def kinds(found: tuple[Spot, ...]) -> list[tuple[str, str]]:
    return [(spot.kind, spot.name) for spot in found]


def test_a_place_where_nobody_is_in_touch_is_silent() -> None:
    (spot,) = spots.find([area("organization", Cell("acme", "Acme", 3))], today=TODAY)
    assert (spot.kind, spot.sentence) == (
        "silent", "You know three people at Acme, and nobody of them was in touch with you this year.",
    )  # fmt: skip
    assert spot.action == "Write to one of them."
    assert spot.because


def test_one_of_several_in_touch_is_a_thread_and_one_alone_no_spot() -> None:
    (spot,) = spots.find([area("industry", Cell("health", "health", 3, 1, only=ANA))], today=TODAY)
    assert spot.sentence == (
        "Ana Lima is the only one in health who was in touch with you this year; two more you know there are"
        " quiet."
    )
    assert (spot.action, spot.people) == ("Ask Ana whom else to meet there.", (ANA,))
    (two,) = spots.find([area("industry", Cell("health", "health", 2, 1, only=ANA))], today=TODAY)
    assert two.sentence.endswith("one more you know there is quiet.")
    assert spots.find([area("industry", Cell("health", "health", 1, 1, only=ANA))], today=TODAY) == ()


@pytest.mark.parametrize(
    ("dimension", "told"),
    [
        ("organization", "whose organization is known are at Acme."),
        ("industry", "whose industry is known are in Acme."),
        ("age", "whose first exchange is on record you have known Acme."),
    ],
)
def test_a_share_is_never_said_of_people_whose_area_nobody_knows(dimension: Dimension, told: str) -> None:
    cells = (Cell("acme", "Acme", 9, 9, own=True), Cell("globex", "Globex", 1, 1))
    (spot,) = spots.find([area(dimension, *cells, in_touch=40)], today=TODAY)
    assert spot.sentence == f"Nine of the ten people in touch with you this year {told}"


def test_a_single_bridge_about_to_break_costs_more_than_a_thread() -> None:
    coverages = [
        area(
            "organization",
            Cell("acme", "Acme", 3, 1, only=ANA),
            Cell("globex", "Globex", 3, 1, only=("b", "Bo Ek")),
        )
    ]
    found = spots.find(coverages, fading=[Fading("b", "silent since June")], today=TODAY)
    assert kinds(found) == [("bridge", "Globex"), ("thread", "Acme")]
    assert found[0].sentence == (
        "Bo Ek is the only one at Globex who was in touch with you this year, silent since June."
    )
    assert found[0].action == "Write to Bo this week."


def test_what_the_owner_named_counts_most_even_where_nobody_is_known() -> None:
    held = [area("organization", Cell("acme", "Acme", 8)), area("industry", Cell("health", "health", 2, 2))]
    needs = [Need("goal", "Globex", text="Win the hospital"), Need("wish", "energy"), Need("wish", "health")]
    found = spots.find(held, needs=needs, today=TODAY)
    assert kinds(found) == [("empty", "Globex"), ("empty", "energy"), ("silent", "Acme")]
    assert found[0].because == "your goal “Win the hospital” needs it"
    assert found[0].sentence == "You know nobody at Globex yet."
    assert (found[1].dimension, found[1].because) == (
        "industry",
        "you named this area as one you want to reach",
    )


def test_a_named_area_with_one_person_is_a_spot() -> None:
    held = [
        area(
            "organization",
            Cell("acme", "Acme", 1, only=ANA),
            Cell("globex", "Globex", 1, 1, only=("b", "Bo Ek")),
        )
    ]
    needs = [Need("goal", "Acme"), Need("goal", "Globex")]
    silent, thread = spots.find(held, needs=needs, today=TODAY)
    assert silent.sentence == "You know Ana Lima at Acme, and were not in touch this year."
    assert silent.action == "Write to Ana."
    assert silent.because == "an open goal needs this area"
    assert thread.sentence == "Bo Ek is the only one at Globex who was in touch with you this year."


def test_a_need_is_found_in_the_dimension_it_names_or_fits() -> None:
    held = {
        "organization": area("organization", Cell("acme", "Acme", 1)),
        "place": area("place", Cell("DE", "Germany", 1)),
    }
    assert spots.resolve(Need("wish", "Germany"), held)[1].known == 1  # type: ignore[arg-type]
    for name, dimension in (
        ("France", "place"),
        ("director", "level"),
        ("sales", "function"),
        ("health", "industry"),
        ("X", "organization"),
    ):
        assert spots.resolve(Need("wish", name), held)[0] == dimension  # type: ignore[arg-type]
    assert spots.resolve(Need("wish", "director", "level"), held) == ("level", Cell("director", "director"))  # type: ignore[arg-type]


@pytest.mark.parametrize(("importance", "cost"), [(2, 2.5), (3, 3.75)])
def test_somebody_important_with_a_thin_tie_is_a_spot(importance: int, cost: float) -> None:
    (spot,) = spots.find([], thin=[Thin("a", "Ana Lima", importance, date(2026, 6, 3))], today=TODAY)
    assert (spot.kind, spot.people) == ("thin", (ANA,))
    assert spot.cost == pytest.approx(cost)
    assert spot.sentence == "Ana Lima matters to you, and the tie is thin, last in touch in June."
    (never,) = spots.find([], thin=[Thin("a", "Ana Lima", 2, None)], today=TODAY)
    assert never.sentence.endswith("with nothing on record yet.")


def test_only_the_own_company_is_a_spot_that_costs_more_the_higher_one_stands() -> None:
    held = [area("organization", Cell("acme", "Acme", 9, 9, own=True), Cell("globex", "Globex", 1, 1))]
    costs = [
        spots.find(held, level=level, today=TODAY)[0].cost
        for level in ("", "individual", "manager", "executive")
    ]
    assert costs == sorted(costs)
    assert costs[0] < costs[-1]
    (spot,) = spots.find(held, level="executive", today=TODAY)
    assert (spot.kind, spot.because) == ("one-organization", "at your level what matters comes from outside")
    assert spot.sentence == "Nine of the ten people in touch with you this year are at Acme."


def test_another_company_is_no_closed_circle_of_ones_own() -> None:
    assert spots.find([area("organization", Cell("acme", "Acme", 9, 9))], today=TODAY) == ()
    assert spots.find([area("organization", Cell("acme", "Acme", 4, 4, own=True))], today=TODAY) == ()
    mixed = area("organization", Cell("acme", "Acme", 6, 6, own=True), Cell("b", "B", 4, 4))
    assert spots.find([mixed], today=TODAY) == ()


def test_one_industry_and_one_age_of_tie_are_spots() -> None:
    industry = area("industry", Cell("health", "health", 6, 6, own=True))
    age = area("age", Cell("0", "for less than a year", 5, 5))
    found = spots.find([industry, age], today=TODAY)
    assert kinds(found) == [("one-industry", "health"), ("one-age", "for less than a year")]
    assert found[1].sentence == (
        "Five of the five people in touch with you this year you have known for less than a year."
    )


def test_a_book_younger_than_three_years_says_nothing_of_the_age_of_its_ties() -> None:
    age = area("age", Cell("0", "for less than a year", 5, 5))
    assert spots.find([age], history=1094, today=TODAY) == ()
    assert kinds(spots.find([age], history=1095, today=TODAY)) == [("one-age", "for less than a year")]


def test_countries_and_levels_are_said_as_a_sentence_and_the_page_do() -> None:
    held = [area("place", Cell("US", "United States", 3)), area("level", Cell("lead", "lead", 3))]
    told = {spot.dimension: spot.sentence for spot in spots.find(held, today=TODAY)}
    assert "three people in the United States, and" in told["place"]
    assert "three people at the level “guiding a few”, and" in told["level"]
    assert (areas.said("place", "Germany"), areas.said("organization", "Acme")) == ("Germany", "Acme")
    assert areas.said("level", "director") == "“director”"


def test_a_level_above_the_owner_counts_more() -> None:
    held = [area("level", Cell("director", "director", 3), Cell("lead", "lead", 3))]
    found = spots.find(held, level="manager", today=TODAY)
    assert [spot.key for spot in found] == ["director", "lead"]
    assert found[0].because == "whoever decides on what comes next stands above you"
    plain = spots.find(held, today=TODAY)
    assert plain[0].cost == plain[1].cost


def test_of_one_area_and_of_one_person_only_the_costliest_spot_is_kept() -> None:
    held = [
        area("organization", Cell("acme", "Acme", 3, 1, only=ANA)),
        area("industry", Cell("health", "health", 2, 1, only=ANA)),
    ]
    found = spots.find(held, thin=[Thin("a", "Ana Lima", 2, None)], today=TODAY)
    assert kinds(found) == [("thin", "Ana Lima")]


def test_a_long_list_is_varied_and_never_leaves_out_what_was_named() -> None:
    silent = area("organization", *(Cell(f"o{n}", f"O{n}", 3) for n in range(20)))
    level = area("level", Cell("director", "director", 2))
    assert kinds(spots.find([silent, level], today=TODAY)) == [
        *(("silent", f"O{n}") for n in (0, 1, 10, 11)), ("silent", "director"),
    ]  # fmt: skip
    needs = [Need("wish", f"O{n}", "organization") for n in range(20)]
    found = spots.find([silent, level], needs=needs, today=TODAY)
    assert (len(found), {one.dimension for one in found}) == (spots.MOST, {"organization"})


def test_the_own_area_is_no_blind_spot_of_its_own() -> None:
    assert spots.find([area("organization", Cell("acme", "Acme", 3, own=True))], today=TODAY) == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("industry: health", ("industry", "health")),
        ("Level:director", ("level", "director")),
        ("Acme Labs", ("", "Acme Labs")),
        ("organization: Acme: Labs", ("organization", "Acme: Labs")),
    ],
)
def test_a_wish_names_an_area_with_or_without_its_dimension(text: str, read: tuple[str, str]) -> None:
    assert spots.wish(text) == read


@pytest.mark.parametrize(
    "text", ["", "industry: ", ":::", "place: ?!", "dragons: health", "Acme: Labs", "age: old"]
)
def test_an_empty_wish_and_an_unknown_dimension_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match="Write an area"):
        spots.wish(text)


def test_a_wish_for_a_level_nobody_knows_is_refused_and_any_other_own_word_is_said_to_be_one() -> None:
    with pytest.raises(Refusal, match="one of individual, lead"):
        spots.wish("level: boss")
    assert spots.wish("level: Director") == ("level", "Director")
    (told,) = spots.own_words([("industry", "health"), ("function", "xyzzy"), ("", "Acme")])
    assert told.startswith("'xyzzy' is kept as your own word")


def test_a_spot_cites_the_counts_it_rests_on() -> None:
    (spot,) = spots.find([area("organization", Cell("acme", "Acme", 3))], today=TODAY)
    assert [(line.kind, line.id, line.text) for line in spot.evidence] == [
        ("area", "acme", "Acme: 0 of 3 in touch within a year"),
    ]  # fmt: skip


def test_a_word_with_the_quiet_ones_opens_a_spot_and_never_with_the_one_thread() -> None:
    held = [
        area("organization", Cell("acme", "Acme", 9)),
        area("industry", Cell("health", "health", 4, 1, only=ANA)),
    ]
    silent, thin, thread = spots.find(held, thin=[Thin("t", "Tom Berg", 2, None)], today=TODAY)
    filled = [
        thin,
        replace(silent, people=(("q", "Quin"), ("b", "Bo"))),
        replace(thread, people=(ANA, ("b", "Bo"), ("c", "Cy"))),
    ]
    opened = spots.missed(filled)
    assert {who: spot.kind for who, spot in opened.items()} == {"q": "silent", "b": "silent", "c": "thread"}


def test_where_no_tie_ever_was_none_is_taken_up_again() -> None:
    held = [area("organization", Cell("acme", "Acme", 3))]
    for level in ("", "between-jobs"):
        (spot,) = spots.find(held, level=level, today=TODAY)
        told = spots.unmet(spot)
        assert told.because == "you have their names, and nothing was ever exchanged with any of them"
    (named,) = spots.find(held, needs=[Need("wish", "Acme")], today=TODAY)
    assert spots.unmet(named) == named


def test_of_a_thin_tie_the_sentence_says_why_and_nothing_says_it_twice() -> None:
    (spot,) = spots.find([], thin=[Thin("a", "Ana Lima", 2, None)], today=TODAY)
    assert spot.because == ""
