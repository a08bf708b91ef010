from __future__ import annotations

import pytest

from amity.core import blocking
from amity.core.faces import Face, traits
from amity.core.frequency import Frequency


def pairs(*faces: Face) -> list[tuple[int, int]]:
    made = [traits(face) for face in faces]
    return list(blocking.pairs(made, Frequency(made)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Face(1, ("Ana Lima",)), Face(2, ("Lima, Ana",))),
        (Face(1, ("Дмитрий Щербаков",)), Face(2, ("Dmitry Shcherbakov",))),
        (Face(1, ("A. Lima",)), Face(2, ("Ana Lima",))),
        (Face(1, ("Xiao Ming Wang",)), Face(2, ("王小明",))),
        (Face(1, ("Ana Marquist",)), Face(2, ("Bo Marquist",))),
        (Face(1, (), handles=frozenset({("email", "alima@a.example")})), Face(2, ("Ana Lima",))),
        (
            Face(1, (), handles=frozenset({("phone", "030123456")})),
            Face(2, (), handles=frozenset({("phone", "+4930123456")})),
        ),
        (Face(1, (), birthdays=frozenset({"1980-02-03"})), Face(2, (), birthdays=frozenset({"1980-02-03"}))),
    ],
)
def test_what_may_be_one_person_is_compared(one: Face, other: Face) -> None:
    assert pairs(one, other) == [(0, 1)]


def test_what_has_nothing_in_common_is_not_compared() -> None:
    assert pairs(Face(1, ("Ana Lima",)), Face(2, ("Bo Chen",)), Face(3, ())) == []


def test_a_key_that_very_many_share_is_no_key() -> None:
    crowd = [Face(number, ("Ana Lima",)) for number in range(81)]
    assert pairs(*crowd) == []
    assert len(pairs(*crowd[:80])) == 80 * 79 // 2


def test_large_blocks_are_left_out_when_there_would_be_too_many_pairs() -> None:
    assert blocking._largest({2: 10, 3: 4, 50: 3}, 100) == 3
    assert blocking._largest({2: 1_000, 3: 1}, 10) == 2
    assert blocking._largest({1: 5}, 10) == 1


def test_fields_of_a_million_characters_are_read_by_their_beginning() -> None:
    long = "x" * 1_000_000
    much = frozenset({long})
    face = Face(1, (long, f"{long} {long}"), (long,), frozenset(), much, much, much, much, much)
    made = traits(face)
    assert max(len(word) for name in made.names for word in name.words) == 200
    assert {len(value) for value in (*made.firms, *made.titles, *made.places, made.address)} == {200}
    assert pairs(face, face) == [(0, 1)]
