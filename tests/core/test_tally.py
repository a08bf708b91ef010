"""Tally: people counted by area, once each, with who is the only one."""

from __future__ import annotations

from datetime import date

from amity.core import tally
from amity.core.circles import Circle, Member
from amity.core.tally import Group, Row, Tally

NOW = 20_000.0


def row(number: int, area: str = "", industry: str = "") -> Row:
    return Row(number, f"p{number}", f"Name {number}", (area, industry, "", "", ""))


def group(
    area: str = "", industry: str = "", *, count: int = 1, number: int = 0, read: bool = False
) -> Group:
    return Group((area, industry, "", "", ""), (read, False, False, False, False), count, number)


def told() -> Tally:
    groups = [group("acme"), group("acme", read=True), group("globex"), group("", "health", number=3)]
    near = [row(1, "acme"), row(3, "globex", "health"), row(4)]
    return tally.tally(groups, near, known=4, strong={1, 2})


def test_known_in_touch_strong_and_merely_read_are_counted_apart() -> None:
    counted = told()
    acme, globex = tally.coverage(counted, "organization", names={"acme": "Acme"}, own=["acme"]).cells
    assert (acme.name, acme.known, acme.in_touch, acme.strong, acme.read, acme.own) == (
        "Acme",
        2,
        1,
        1,
        1,
        True,
    )
    assert acme.only == ("p1", "Name 1")
    assert (globex.name, globex.only, globex.own) == ("globex", ("p3", "Name 3"), False)


def test_the_only_one_known_is_named_while_nobody_is_in_touch() -> None:
    groups = [group("acme", number=1), group("globex", count=2, number=3), group("initech", number=4)]
    counted = tally.tally(groups, [row(4, "initech")], known=4, strong=())
    assert counted.alone() == {1}
    counted.name({1: ("p1", "Name 1"), 3: ("p3", "Name 3")})
    assert counted.alone() == set()
    cells = {cell.key: cell.only for cell in tally.coverage(counted, "organization", names={}, own=()).cells}
    assert cells == {"acme": ("p1", "Name 1"), "globex": None, "initech": ("p4", "Name 4")}


def test_a_coverage_tells_how_many_it_cannot_place() -> None:
    counted = told()
    organization = tally.coverage(counted, "organization", names={}, own=["acme"])
    assert (organization.known, organization.in_touch, organization.placed, organization.unplaced) == (
        4,
        3,
        2,
        1,
    )
    assert organization.inside_outside == 0
    level = tally.coverage(counted, "level", names={}, own=())
    assert (level.placed, level.unplaced, level.cells) == (0, 4, ())


def test_somebody_of_two_circles_counts_in_each_and_is_one_person() -> None:
    counted = told()
    ana, bo, cy = (Member(f"p{n}", f"Name {n}") for n in (1, 2, 3))
    choir = Circle("c1", "Choir", belongs=True, members=(ana, bo))
    club = Circle("c2", "Club", belongs=True, members=(ana, cy))
    tally.count_circles(counted, [choir, club], strong={"p1", "p2"})
    drawn = tally.coverage(counted, "circle", names={"c1": "Choir"}, own=["c1", "c2"])
    assert [(cell.name, cell.known, cell.in_touch, cell.strong) for cell in drawn.cells] == [
        ("c2", 2, 2, 1), ("Choir", 2, 1, 1),
    ]  # fmt: skip
    assert (drawn.placed, drawn.unplaced, drawn.inside_outside) == (2, 1, -1)


def test_ties_are_sorted_by_their_age() -> None:
    firsts = ((0, "0"), (364, "0"), (365, "1"), (1095, "3"), (2555, "7"), (9000, "7"), (-3, "0"))
    assert [tally.age(NOW - days, now=NOW) for days, _ in firsts] == [key for _, key in firsts]
    counted = told()
    tally.count_ages(counted, [(1, NOW - 10), (3, NOW - 400), (9, NOW)], now=NOW, strong={1})
    ages = tally.coverage(counted, "age", names=tally.names("age"), own=())
    assert [(cell.name, cell.strong) for cell in ages.cells] == [
        ("for less than a year", 1), ("for one to three years", 0),
    ]  # fmt: skip
    assert ages.placed == 2
    assert tally.names("place")["DE"] == "Germany"
    assert tally.names("level") == {}


def test_in_touch_is_within_a_year_and_not_after_today() -> None:
    since, until = tally.in_touch(date(1970, 1, 1))
    assert (since, until) == (-364.0, 1.0)


def test_an_organization_goes_by_the_spelling_of_most_and_a_domain_only_where_nobody_says_one() -> None:
    spellings = {
        ("acme", "ACME", "acme.example"): 1, ("acme", "ACME", ""): 1, ("acme", "Acme", "x.example"): 1,
        ("acme", "", "acme.example"): 9, ("zinc", "", "zinc.example"): 2, ("birch", "Birch", ""): 1,
        ("birch", "BIRCH", ""): 1,
    }  # fmt: skip
    assert tally.spelled(spellings) == {"acme": "ACME", "zinc": "zinc.example", "birch": "BIRCH"}
