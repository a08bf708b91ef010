"""Listing: the order of people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from amity.core import listing
from amity.core.listing import Listed

ANA = Listed(1, "ana", importance=3, strength=0.2, last=10.0)
BO = Listed(2, "bo", importance=0, strength=0.6, last=5.0)
CY = Listed(3, "cy", importance=2)
DEE = Listed(4, "dee", away=True, strength=0.9, last=20.0)


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("strength", ["bo", "ana", "cy", "dee"]), ("recent", ["ana", "bo", "cy", "dee"]),
        ("gap", ["ana", "cy", "bo", "dee"]), ("name", ["ana", "bo", "cy", "dee"]),
        ("no such order", ["bo", "ana", "cy", "dee"]),
    ],
)  # fmt: skip
def test_people_are_in_order_and_those_set_aside_come_last(sort: str, names: list[str]) -> None:
    assert [one.folded for one in listing.ordered([DEE, CY, BO, ANA], sort)] == names


def test_whose_importance_was_never_said_has_no_gap_however_weak_the_tie() -> None:
    weak, strong = Listed(5, "eve", strength=0.01), Listed(6, "fay", importance=1, strength=0.9)
    assert [one.folded for one in listing.ordered([weak, strong], "gap")] == ["fay", "eve"]


def test_reading_stops_when_nobody_later_can_be_among_the_best() -> None:
    read: list[int] = []

    def people() -> Iterator[tuple[float, Listed]]:
        for number in range(100):
            read.append(number)
            yield 1.0 - number / 100, Listed(number, "", strength=0.9 - number / 50)

    found = list(listing.enough(people(), count=3, measure=lambda one: one.strength))
    assert max(one.strength for one in found) == 0.9
    assert len(found) < len(read) < 30
    assert len(list(listing.enough(people(), count=200, measure=lambda one: one.strength))) == 100


def test_nobody_is_read_where_nobody_is_asked_for() -> None:
    assert list(listing.enough([(1.0, ANA)], count=0, measure=lambda one: one.strength)) == []
