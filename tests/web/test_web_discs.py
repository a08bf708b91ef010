"""Discs: nobody stands on another, and everybody stays where they stood as long as little changes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from math import hypot
from random import Random

import pytest

from amity.core import network
from amity.core.network import Node, Picture, Seen
from amity.web import discs

TODAY = date(2026, 11, 24)


def crowd(count: int, groups: int) -> tuple[list[Node], dict[tuple[int, ...], float]]:
    """Give people of several groups with a few links between these, and six seen with nobody."""
    random = Random(3)  # noqa: S311 - no secret
    people = []
    for at in range(count):
        place = f"place {at % groups}"
        node = Node(
            f"{random.getrandbits(40):010x}", f"Person {at}", random.random(), TODAY, place, (), place
        )
        people.append(node)
    together: dict[tuple[int, ...], float] = {}
    for group in range(groups):
        members = range(group, count - 6, groups)
        together |= dict.fromkeys(combinations(members, 2), 2.0)
    for _ in range(groups):
        one, two = sorted(random.sample(range(count - 6), 2))
        together[one, two] = 1.0
    return people, together


def pairs(*groups: tuple[int, ...]) -> dict[tuple[int, ...], float]:
    """Let each two of a group be seen together once."""
    return {pair: 1.0 for group in groups for pair in combinations(group, 2)}


def drawn(
    count: int = 120, groups: int = 9, frame: discs.Frame = discs.WIDE
) -> tuple[Picture, discs.Drawing]:
    people, together = crowd(count, groups)
    picture = network.draw(people, Seen(together), today=TODAY)
    return picture, discs.drawing(picture, frame)


def places(drawing: discs.Drawing) -> dict[str, tuple[str, str]]:
    return {dot.id: (dot.x, dot.y) for disc in drawing.discs for dot in disc.dots}


@pytest.mark.parametrize("frame", [discs.WIDE, discs.TALL])
@pytest.mark.parametrize(("count", "groups"), [(9, 1), (40, 3), (120, 9), (300, 25), (300, 80)])
def test_everybody_of_a_group_is_drawn_once_within_the_frame_and_on_nobody(
    count: int, groups: int, frame: discs.Frame
) -> None:
    picture, drawing = drawn(count, groups, frame)
    at = places(drawing)
    assert set(at) == {picture.people[number].id for one in picture.communities for number in one.members}
    spots = [(float(x), float(y)) for x, y in at.values()]
    assert all(0 < x < float(drawing.width) and 0 < y < float(drawing.height) for x, y in spots)
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(spots, 2)) > discs.STEP - 2


@pytest.mark.parametrize("frame", [discs.WIDE, discs.TALL])
@pytest.mark.parametrize("groups", [3, 25, 80])
def test_no_group_lies_on_another_or_on_its_name(groups: int, frame: discs.Frame) -> None:
    _, drawing = drawn(300, groups, frame)
    boxes = []
    for disc in drawing.discs:
        half = max(float(disc.radius), max(len(text) for text, _ in disc.lines) * discs.CHARACTER / 2)
        top = float(disc.lines[0][1]) - discs.LINE
        boxes.append((float(disc.x), half, top, float(disc.y) + float(disc.radius)))
    assert [
        (one, two)
        for one, two in combinations(boxes, 2)
        if abs(one[0] - two[0]) < one[1] + two[1] and one[2] < two[3] and two[2] < one[3]
    ] == []


@pytest.mark.parametrize(("count", "groups"), [(9, 1), (120, 9), (300, 25), (300, 80)])
def test_a_phone_s_drawing_is_no_wider_than_a_phone(count: int, groups: int) -> None:
    _, drawing = drawn(count, groups, discs.TALL)
    assert float(drawing.width) == discs.TALL.width
    assert drawing.near
    assert count < 120 or float(drawing.height) > float(drawing.width)


def test_a_group_wider_than_a_phone_is_drawn_whole() -> None:
    _, drawing = drawn(300, 1, discs.TALL)
    (disc,) = drawing.discs
    assert 2 * float(disc.radius) < float(drawing.width) < discs.WIDE.width
    assert not drawing.near


def test_one_more_mail_moves_nobody() -> None:
    people, together = crowd(120, 9)
    before = places(discs.drawing(network.draw(people, Seen(together), today=TODAY)))
    for pair in [(0, 9), (1, 46), (50, 59)]:
        more = {**together, pair: together.get(pair, 0.0) + 0.3}
        newer = [replace(node, strength=node.strength * 1.0001) for node in people]
        assert places(discs.drawing(network.draw(newer, Seen(more), today=TODAY))) == before


def test_who_comes_to_be_stronger_within_their_band_stays_where_they_are() -> None:
    people, together = crowd(120, 9)
    before = places(discs.drawing(network.draw(people, Seen(together), today=TODAY)))
    order = sorted(range(120), key=lambda at: -people[at].strength)
    swapped = {number: place for place, number in enumerate(order)}
    sorted_people = [people[number] for number in order]
    turned = {tuple(sorted(swapped[one] for one in pair)): weight for pair, weight in together.items()}
    assert places(discs.drawing(network.draw(sorted_people, Seen(turned), today=TODAY))) == before


def test_who_stands_nearest_to_the_middle_is_strong() -> None:
    picture, drawing = drawn()
    for disc in drawing.discs:
        ranked = sorted(
            disc.dots, key=lambda dot: hypot(float(dot.x) - float(disc.x), float(dot.y) - float(disc.y))
        )
        bands = [network.BANDS.index(dot.band) for dot in ranked]
        assert bands[0] == min(bands)
    assert picture.bands.count("strong") > 9


def test_people_are_given_row_by_row_so_that_the_tab_key_reads_them() -> None:
    _, drawing = drawn()
    for disc in drawing.discs:
        at = [(int(dot.y), int(dot.x)) for dot in disc.dots]
        assert at == sorted(at)


def test_bridges_are_diamonds_and_the_first_have_their_names() -> None:
    people = [Node(f"{at}", f"Person {at}", 0.9, TODAY, "Acme" if at < 4 else "Mill") for at in range(8)]
    together = pairs((0, 1, 2, 3), (4, 5, 6, 7)) | {(3, 4): 1.0}
    drawing = discs.drawing(network.draw(people, Seen(together), today=TODAY))
    marked = {dot.id for disc in drawing.discs for dot in disc.dots if dot.diamond and dot.named}
    assert marked == {"3", "4"}
    assert re.fullmatch(r"M[\d.]+,[\d.]+L[\d.]+,[\d.]+", drawing.across)
    assert drawing.near


def test_a_crowd_in_one_meeting_is_not_a_ball_of_lines() -> None:
    people = [Node(f"{at:02}", f"Person {at}", 0.9, TODAY - timedelta(days=1)) for at in range(20)]
    together = {tuple(range(20)): 5.0}
    (disc,) = discs.drawing(network.draw(people, Seen(together), today=TODAY)).discs
    assert 19 <= disc.path.count("M") <= 20 * discs.BESIDE


def test_nobody_is_an_empty_drawing() -> None:
    assert discs.drawing(network.draw([], Seen({}), today=TODAY)).discs == ()


def test_whoever_is_seen_with_nobody_or_in_twos_is_no_loose_mark() -> None:
    people = [Node(f"{at:02}", f"Person {at}", 0.9, TODAY) for at in range(290)]
    picture = network.draw(people, Seen(pairs((0, 1, 2), (3, 4))), today=TODAY)
    assert (len(picture.twos), len(picture.alone)) == (1, 285)
    assert set(places(discs.drawing(picture))) == {"00", "01", "02"}


def test_a_long_name_takes_two_lines_before_it_is_cut_and_a_person_one_more() -> None:
    long = "The Long Institute of Everything That Floats, and Sinks"
    people = [Node(f"{at}", f"Person {at}", 0.9, TODAY, long, (), "long") for at in range(6)]
    drawn = network.draw(people, Seen(pairs((0, 1, 2), (3, 4, 5))), today=TODAY)
    lines = discs.drawing(drawn).discs[0].lines
    told = [text for text, _ in lines]
    assert told == ["The Long Institute of", "Everything That Floats,…", "around Person 0"]


def test_a_name_is_only_seen_for_good_where_it_covers_nobody() -> None:
    people = [Node(f"{at:02}", f"Person {at}", 0.9, TODAY, "Acme" if at < 19 else "Mill") for at in range(24)]
    together = pairs(tuple(range(19)), tuple(range(19, 24))) | {(0, 19): 1.0}
    dots = [
        dot
        for disc in discs.drawing(network.draw(people, Seen(together), today=TODAY)).discs
        for dot in disc.dots
    ]
    middle = next(dot for dot in dots if dot.id == "00")
    assert (bool(middle.diamond), middle.named) == (True, False)
    for dot in dots:
        half = len(dot.name) * discs.CHARACTER / 2
        near = [one for one in dots if one != dot and abs(float(one.x) - float(dot.x)) < half]
        assert not dot.named or all(abs(float(one.y) - float(dot.above) + 5) > 10 for one in near)
