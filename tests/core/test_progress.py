from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import progress
from amity.core.progress import Mark, Pace

STEADY: Pace = tuple(Mark(at, at / 100, int(at) * 50) for at in range(11))


def test_nothing_is_said_before_there_is_something_to_go_by() -> None:
    assert progress.left((), 0.0) is None
    assert progress.rate(()) is None
    assert progress.left(STEADY[:3], 0.02) is None
    assert progress.rate(STEADY[:3]) is None
    assert progress.left((Mark(0, 0.1, 5), Mark(9, 0.1, 5)), 0.1) is None


def test_a_steady_pace_tells_the_time_that_is_left() -> None:
    assert progress.left(STEADY, 0.1) == pytest.approx(90)
    assert progress.left(STEADY, 1.0) == 0
    assert progress.rate(STEADY) == pytest.approx(50)


def test_only_the_last_seconds_count() -> None:
    pace: Pace = ()
    for tick in range(400):
        fast = tick > 200
        share = tick / 4 / 1000 if not fast else 0.05 + (tick - 200) / 4 / 100
        pace = progress.note(pace, Mark(tick / 4, share, tick))
    assert pace[-1].at - pace[0].at <= progress.WINDOW
    assert progress.left(pace, pace[-1].share) == pytest.approx((1 - pace[-1].share) * 100, rel=0.01)


def test_marks_too_near_each_other_say_nothing_new() -> None:
    pace = progress.note((), Mark(1.0, 0.1, 1))
    assert progress.note(pace, Mark(1.2, 0.2, 2)) == pace
    assert len(progress.note(pace, Mark(1.6, 0.2, 2))) == 2


def test_putting_together_has_its_share() -> None:
    assert progress.share(0, 0) == 0
    assert progress.share(50, 100) == pytest.approx(progress.READING / 2)
    assert progress.share(900, 100) == progress.READING
    first = progress.share(1, 1, read_in=88, deriving=0)
    assert first == progress.READING
    assert (
        first
        < progress.share(1, 1, read_in=88, deriving=6)
        < progress.share(1, 1, read_in=88, deriving=60)
        < 1
    )
    assert progress.deriving_left(88, 2) == pytest.approx(10)
    assert progress.deriving_left(88, 20) is None


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""), (0, "a few seconds"), (9.9, "a few seconds"), (10, "about 10 seconds"),
        (44, "about 40 seconds"), (55, "about 1 minute"), (100, "about 2 minutes"),
        (3_000, "about 50 minutes"), (3_500, "about 1 hour"), (9_000, "about 2 hours"),
    ],
)  # fmt: skip
def test_a_time_is_said_as_people_say_it(seconds: float | None, said: str) -> None:
    assert progress.words(seconds) == said


@given(st.lists(st.tuples(st.floats(0, 5), st.floats(0, 0.1), st.integers(0, 99)), max_size=60))
def test_any_course_of_events_gives_a_time_or_none(steps: list[tuple[float, float, int]]) -> None:
    pace: Pace = ()
    at = share = 0.0
    records = 0
    for wait, more, found in steps:
        at, share, records = at + wait, min(1.0, share + more), records + found
        pace = progress.note(pace, Mark(at, share, records))
        left = progress.left(pace, share)
        assert left is None or left >= 0
        assert isinstance(progress.words(left), str)
