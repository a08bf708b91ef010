"""Listing: the order of people."""

from __future__ import annotations

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
