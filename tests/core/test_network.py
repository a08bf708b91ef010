"""The picture of the strongest ties: groups with their names, who alone links them, and what is not seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, permutations

import pytest

from amity.core import atlas, network
from amity.core.network import Node, Picture, Seen

TODAY = date(2026, 11, 24)
NAMES = ("Ana", "Bo", "Cy", "Dee", "Eli", "Flo", "Gus", "Hal", "Ida", "Jo", "Kim", "Lou", "Mae")


def people(*organizations: str, days: int = 20) -> list[Node]:
    """Give people of these organizations, "" for none, the strongest first."""
    return [
        Node(
            f"{at:02}", NAMES[at], 0.9 - at / 100, TODAY - timedelta(days=days), organization,
            area=atlas.fold(organization),
        )
        for at, organization in enumerate(organizations)
    ]  # fmt: skip


def meet(*groups: tuple[int, ...], times: int = 4) -> Seen:
    """Let these people meet with the owner so many times."""
    told = ((group, len(group), False) for group in groups * times)
    return network.seen(told, since=date(2024, 11, 24))


def draw(nodes: list[Node], *groups: tuple[int, ...], times: int = 4) -> Picture:
    return network.draw(nodes, meet(*groups, times=times), today=TODAY)


def test_who_is_seen_together_is_a_group_named_by_its_organization() -> None:
    drawn = draw(people("Acme", "ACME Inc.", "Acme", "", "", ""), (0, 1, 2), (3, 4, 5))
    assert [(one.label, one.members) for one in drawn.communities] == [
        ("Acme", (0, 1, 2)),
        ("around Dee", (3, 4, 5)),
    ]
    assert drawn.groups == (0, 0, 0, 1, 1, 1)
    assert (drawn.twos, drawn.alone) == ((), ())


def test_whom_only_mail_places_is_of_the_group_and_the_name_is_as_most_write_it() -> None:
    nodes = people("acme.example", "Acme", "Acme")
    nodes[0] = replace(nodes[0], area="acme")
    assert draw(nodes, (0, 1, 2)).communities[0].label == "Acme"


def test_a_group_mostly_of_one_organization_says_so() -> None:
    drawn = draw(people("Acme", "Acme", "Kiosk"), (0, 1, 2))
    assert drawn.communities[0].label == "mostly Acme"
    assert drawn.communities[0].said == "Acme"


def test_a_group_is_named_by_a_circle_where_that_is_what_they_share() -> None:
    nodes = [replace(node, circles=("Choir",)) for node in people("Acme", "Kiosk", "", "")]
    assert draw(nodes, (0, 1, 2, 3)).communities[0].label == "“Choir”"


def test_two_groups_of_one_name_are_told_apart_by_who_stands_in_the_middle() -> None:
    drawn = draw(people(*["Acme"] * 6), (0, 1, 2), (3, 4, 5), (4, 5))
    assert {one.label for one in drawn.communities} == {"Acme, around Ana", "Acme, around Eli"}
    assert {one.said for one in drawn.communities} == {
        "the Acme people around Ana",
        "the Acme people around Eli",
    }


def test_the_center_is_who_stands_closest_to_the_others() -> None:
    drawn = draw(people("Acme", "Acme", "Acme"), (0, 2), (1, 2))
    assert drawn.communities[0].center == 2


def test_one_large_mail_makes_nobody_acquainted() -> None:
    nodes = people(*["Acme"] * 8)
    assert draw(nodes, tuple(range(8)), times=1).weights == {}
    assert len(draw(nodes, tuple(range(8)), times=2).weights) == 28


@pytest.mark.parametrize("others", list(permutations([7, 25, 25])))
def test_exchanges_that_tell_just_enough_do_in_any_order(others: tuple[int, ...]) -> None:
    # A sixth and two twenty-fourths are a quarter, whatever a float makes of it.
    seen = network.seen([((0, 1), many, False) for many in others], since=TODAY)
    assert (0, 1) in network.draw(people("Acme", "Acme"), seen, today=TODAY).weights


def test_an_exchange_with_two_says_all_and_one_with_thirty_next_to_nothing() -> None:
    assert [round(network.gain(others), 2) for others in (2, 3, 11, 30)] == [1.0, 0.5, 0.1, 0.03]


def test_circles_and_introductions_bring_people_together_without_any_mail() -> None:
    nodes = [replace(node, circles=("Choir", "Choir") if at < 3 else ("Solo",) if at == 3 else ())
             for at, node in enumerate(people("", "", "", "", ""))]  # fmt: skip
    drawn = network.draw(nodes, Seen({}), through=[(4, 3)], today=TODAY)
    assert drawn.weights == {(0, 1): 2.0, (0, 2): 2.0, (1, 2): 2.0, (3, 4): network.INTRODUCED}
    assert drawn.communities[0].label == "“Choir”"
    assert (drawn.twos, drawn.alone) == (((3, 4),), ())


def test_a_large_circle_alone_does_not_make_its_members_acquainted() -> None:
    nodes = [Node(f"{at:02}", f"Person {at}", 0.5, TODAY, "", ("Alumni",)) for at in range(30)]
    assert network.draw(nodes, Seen({}), today=TODAY).weights == {}


def test_who_alone_links_two_groups_is_said_and_marked() -> None:
    drawn = draw(people(*["Acme"] * 4, *["Kiosk"] * 4), (0, 1, 2, 3), (4, 5, 6, 7), (3, 4), (3, 5))
    (bridge,) = drawn.bridges
    assert bridge.people == (3,)
    assert bridge.between == (0, 1)
    assert bridge.sentence == "Dee is the only one seen between Acme and Kiosk."
    assert drawn.marked == {3}
    assert drawn.sentence == (
        "Two groups are seen among your eight strongest ties. The largest is Acme, with four of them."
    )


def test_where_one_pair_is_all_there_is_both_are_named() -> None:
    drawn = draw(people(*["Kiosk"] * 4, *["Acme"] * 5), (0, 1, 2, 3), (4, 5, 6, 7, 8), (3, 4))
    (bridge,) = drawn.bridges
    assert bridge.people == (4, 3)
    assert bridge.sentence == "Eli and Dee are the only ones seen between Acme and Kiosk."


def test_two_ways_across_are_no_bridge() -> None:
    drawn = draw(people(*["Acme"] * 4, *["Kiosk"] * 4), (0, 1, 2, 3), (4, 5, 6, 7), (3, 4), (2, 5))
    assert drawn.bridges == ()


def test_the_only_one_of_a_group_still_in_touch_is_a_bridge() -> None:
    nodes = people("Acme", "Acme", "Acme", days=400)
    nodes[1] = replace(nodes[1], last=TODAY)
    drawn = draw(nodes, (0, 1, 2))
    assert drawn.bridges[0].people == (1,)
    assert drawn.bridges[0].between == (0,)
    assert drawn.bridges[0].sentence == (
        "Of the three people drawn as Acme, Bo is the only one who was in touch within the past year."
    )


def test_the_bridge_whose_loss_would_cost_most_comes_first() -> None:
    nodes = people(*["Acme"] * 5, *["Kiosk"] * 5, *["Mill"] * 3)
    drawn = draw(nodes, (0, 1, 2, 3, 4), (5, 6, 7, 8, 9), (10, 11, 12), (9, 10), (4, 5))
    sizes = [[len(drawn.communities[at].members) for at in one.between] for one in drawn.bridges]
    assert [min(one) for one in sizes] == [5, 3]


@pytest.mark.parametrize(
    ("strength", "days", "band"),
    [(0.8, 0, "strong"), (0.5, 364, "strong"), (0.3, 10, "warm"), (0.1, 10, "thin"), (0.9, 365, "asleep")],
)
def test_a_tie_is_drawn_by_strength_and_sleeps_after_a_year(strength: float, days: int, band: str) -> None:
    assert network.band(Node("a", "Ana", strength, TODAY - timedelta(days=days)), today=TODAY) == band


def test_a_tie_without_a_day_sleeps() -> None:
    assert network.band(Node("a", "Ana", 0.9), today=TODAY) == "asleep"


def test_pairs_are_twos_and_whoever_is_seen_with_nobody_is_alone() -> None:
    drawn = draw(people("", "", "", "Acme"), (1, 3))
    assert drawn.communities == ()
    assert (drawn.twos, drawn.alone) == (((1, 3),), (0, 2))
    assert drawn.sentence == "No group is seen among your four strongest ties, only people in twos."


def test_who_is_in_no_group_stands_in_twos_with_whom_they_are_seen_most() -> None:
    weights = {(0, 1): 1.0, (0, 2): 3.0, (0, 3): 2.0, (3, 4): 2.0}
    assert network._twos((0, None, None, None, None), weights) == ((0, 1), (0, 2), (0, 3), (3, 4))
    assert network._twos((0, 0, 0, None, None), weights) == ((0, 3), (3, 4))


def test_why_there_is_no_picture_is_said() -> None:
    assert draw(people("", "")).sentence == (
        "No exchange of yours since November 2024 was with two or more of your two strongest ties."
    )
    assert draw(people(*[""] * 8), tuple(range(8)), times=1).sentence == (
        "Since November 2024 what you exchanged with several of your eight strongest ties was among too many"
        " people to tell who knows whom."
    )


def test_one_group_is_said_as_one() -> None:
    assert draw(people("Acme", "Acme", "Acme", ""), (0, 1, 2)).sentence == (
        "One group is seen among your four strongest ties: Acme, with three of them."
    )
    assert draw(people("", "", "", ""), (0, 1, 2)).sentence.endswith(": three people around Ana.")


def test_what_it_is_drawn_from_is_always_said() -> None:
    assert draw(people("Acme", "Acme", "Acme", ""), (0, 1, 2), times=1).coverage == (
        "Drawn from one exchange since November 2024 that you had with two or more of them, and from circles"
        " and introductions you know of. Ties you cannot see are missing."
    )


def test_of_an_exchange_only_those_drawn_are_seen_and_all_the_others_thin_it() -> None:
    seen = network.seen([((2, 0), 5, False), ((0, 2), 3, True), ((1,), 2, True), ((), 4, False)], since=TODAY)
    assert seen == Seen({(0, 2): 0.75}, 2, TODAY, {(0, 2): 0.25})


def test_what_is_new_this_month_mends_the_groups_of_before_and_does_not_make_them_up_afresh() -> None:
    nodes = [replace(node, area="") for node in people(*[""] * 9)]
    groups: dict[tuple[int, ...], float] = {(0, 1, 2, 3): 2.0, (4, 5, 6, 7): 2.0}
    before = network.draw(nodes, Seen(groups, earlier=groups), today=TODAY)
    more = {**groups, (7, 8): 1.0, (3, 4): 0.5}
    after = network.draw(nodes, Seen(more, earlier=groups), today=TODAY)
    assert [one.members for one in before.communities] == [(0, 1, 2, 3), (4, 5, 6, 7)]
    assert sorted(one.members for one in after.communities) == [(0, 1, 2, 3), (4, 5, 6, 7, 8)]


def test_the_picture_does_not_depend_on_how_strong_each_tie_is() -> None:
    nodes = people(*["Acme"] * 5, *["Kiosk"] * 5, *["Mill"] * 3)
    groups = [(0, 1, 2, 3, 4), (5, 6, 7, 8, 9), (10, 11, 12), (4, 5)]
    turned = nodes[::-1]
    mirrored = [tuple(sorted(12 - number for number in group)) for group in groups]

    def ids(drawn: Picture) -> list[tuple[str, frozenset[str]]]:
        return [(one.label, frozenset(drawn.people[n].id for n in one.members)) for one in drawn.communities]

    assert ids(draw(nodes, *groups)) == ids(draw(turned, *mirrored))


def test_nobody_at_all_is_an_empty_picture() -> None:
    drawn = network.draw([], Seen({}), today=TODAY)
    assert (drawn.people, drawn.communities, drawn.twos, drawn.alone, drawn.bridges) == ((), (), (), (), ())


def test_every_pair_of_an_exchange_gains() -> None:
    drawn = draw(people(*["Acme"] * 4), (0, 1, 2, 3))
    assert set(drawn.weights) == set(combinations(range(4), 2))
