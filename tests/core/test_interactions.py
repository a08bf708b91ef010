from __future__ import annotations

import pytest

from amity.core import interactions
from amity.core.interactions import CHANNELS, Direction, Role


def test_every_channel_belongs_to_a_group() -> None:
    groups = {channel: interactions.group(channel) for channel in CHANNELS}
    assert groups == {
        "mail": "mail", "letter": "mail", "message": "chat", "social": "chat", "call": "meetings",
        "meeting": "meetings",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("others", "weight"), [(0, 0.0), (1, 1.0), (4, 0.5), (9, 1 / 3), (25, 0.2), (31, 0.0)]
)
def test_an_exchange_weighs_one_over_the_root_of_the_number_of_others(others: int, weight: float) -> None:
    assert interactions.weight(others) == weight


@pytest.mark.parametrize(
    ("roles", "way"),
    [
        ([("from", True), ("to", False)], "sent"),
        ([("from", False), ("to", True)], "received"),
        ([("from", False), ("cc", True)], "received"),
        ([("from", False), ("to", False), ("delivered", True)], "received"),
        ([("from", True), ("to", True)], "sent"),
        ([("from", False), ("to", False)], "unknown"),
        ([], "unknown"),
    ],
)
def test_direction_follows_from_who_the_owner_is(roles: list[tuple[Role, bool]], way: Direction) -> None:
    assert interactions.direction(roles) == way


def test_a_source_that_knows_the_direction_is_believed() -> None:
    assert interactions.direction([("from", True)], given="received") == "received"


@pytest.mark.parametrize(
    ("role", "way", "share"),
    [
        ("attendee", "mutual", (1.0, 1.0)),
        ("delivered", "mutual", None),
        ("to", "sent", (1.0, 0.0)),
        ("cc", "sent", (1.0, 0.0)),
        ("from", "sent", None),
        ("from", "received", (0.0, 1.0)),
        ("to", "received", None),
        ("organizer", "received", (0.0, 1.0)),
        ("from", "unknown", None),
    ],
)
def test_only_who_exchanged_something_is_counted(
    role: Role, way: Direction, share: tuple[float, float] | None
) -> None:
    assert interactions.counted(role, way) == share


@pytest.mark.parametrize(("others", "crowd"), [(1, False), (10, False), (11, True), (30, True)])
def test_from_eleven_others_on_an_exchange_is_a_crowd(others: int, crowd: bool) -> None:  # noqa: FBT001 - a case
    assert interactions.crowded(others) is crowd
