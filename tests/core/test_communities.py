"""Communities: planted ones are found, every time the same, and one more mail turns hardly anything."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import communities

Pairs = dict[tuple[int, int], float]


def cliques(*groups: range) -> Pairs:
    return {pair: 1.0 for group in groups for pair in combinations(group, 2)}


def modularity(count: int, weights: Pairs, labels: list[int]) -> float:
    """Compute modularity by its definition: the share of weight within groups, less what chance gives."""
    total = sum(weights.values())
    degree = [0.0] * count
    for (one, two), weight in weights.items():
        degree[one] += weight
        degree[two] += weight
    within = sum(weight for (one, two), weight in weights.items() if labels[one] == labels[two])
    sums = [sum(d for d, label in zip(degree, labels, strict=True) if label == one) for one in set(labels)]
    return within / total - sum((one / (2 * total)) ** 2 for one in sums)


def test_two_circles_with_one_bond_between_them_are_two_groups() -> None:
    weights = {**cliques(range(4), range(4, 9)), (3, 4): 1.0}
    assert communities.found(9, weights, start=range(9)) == [0, 0, 0, 0, 1, 1, 1, 1, 1]


def test_who_stands_with_nobody_is_a_group_alone() -> None:
    assert communities.found(4, {(0, 2): 1.0}, start=range(4)) == [0, 1, 0, 2]


def test_without_any_weight_everybody_is_alone() -> None:
    assert communities.found(3, {}, start=[0, 0, 0]) == [0, 1, 2]
    assert communities.found(0, {}, start=[]) == []


def test_one_start_for_all_is_taken_apart_where_nothing_holds_it() -> None:
    weights = cliques(range(3), range(3, 6))
    assert communities.found(6, weights, start=[0] * 6) == [0, 0, 0, 1, 1, 1]


def test_groups_move_as_one_where_no_single_member_would() -> None:
    """A ring of thirty triangles: the best known division joins neighboring triangles in twos."""
    triangles = [range(at, at + 3) for at in range(0, 90, 3)]
    weights = cliques(*triangles)
    weights |= {(at + 2, at + 3): 1.0 for at in range(0, 87, 3)} | {(0, 89): 1.0}
    found = communities.found(90, weights, start=range(90))
    alone = [member // 3 for member in range(90)]
    assert modularity(90, weights, found) > modularity(90, weights, alone)
    assert all(found[one[0]] == found[one[2]] for one in triangles)


def planted(random: Random, count: int, groups: int) -> Pairs:
    return {
        (one, two): random.random() * 3 + 0.2
        for one, two in combinations(range(count), 2)
        if random.random() < (0.3 if one % groups == two % groups else 0.01)
    }


def test_planted_groups_are_found() -> None:
    weights = planted(Random(1), 240, 8)  # noqa: S311 - no secret
    found = communities.found(240, weights, start=range(240))
    pairs = list(combinations(range(240), 2))
    agreed = sum((found[one] == found[two]) == (one % 8 == two % 8) for one, two in pairs)
    assert agreed / len(pairs) > 0.98


def test_one_more_exchange_turns_hardly_anything() -> None:
    random = Random(2)  # noqa: S311 - no secret
    weights = planted(random, 240, 8)
    before = communities.found(240, weights, start=range(240))
    turned = 0
    for _ in range(40):
        one, two = sorted(random.sample(range(240), 2))
        more = {**weights, (one, two): weights.get((one, two), 0.0) + 0.7}
        after = communities.found(240, more, start=range(240))
        moved = sum(a != b for a, b in zip(before, after, strict=True))
        turned += moved > 12
    assert turned <= 2


@given(
    st.integers(1, 12).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.dictionaries(
                st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda p: p[0] < p[1]),
                st.floats(0.1, 9),
            ),
            st.lists(st.integers(0, count - 1), min_size=count, max_size=count),
        )
    )
)
@settings(max_examples=150, deadline=None)
def test_a_division_ends_hangs_together_and_is_never_worse_than_all_alone(
    told: tuple[int, Pairs, list[int]],
) -> None:
    count, weights, start = told
    found = communities.found(count, weights, start=start)
    assert found == communities.found(count, dict(reversed(weights.items())), start=start)
    near = {member: {m for pair in weights if member in pair for m in pair} for member in range(count)}
    for label in set(found):
        members = {member for member in range(count) if found[member] == label}
        seen, waiting = set(), [min(members)]
        while waiting:
            member = waiting.pop()
            seen.add(member)
            waiting += (near[member] & members) - seen
        assert seen == members
    if weights and start == list(range(count)):
        assert modularity(count, weights, found) >= modularity(count, weights, start) - 1e-6
