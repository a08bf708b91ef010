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


def test_reading_is_the_share_of_the_bytes_and_less_of_the_whole_the_more_is_new() -> None:
    assert progress.share(0, 0) == 0
    assert progress.share(50, 100) == 0.5
    assert progress.share(900, 100) == 1
    assert progress.reading(0, 100) == 1
    assert progress.reading(0, 0) == progress.reading(100, 100) == progress.reading(300, 100)
    assert progress.reading(100, 100) == pytest.approx(1 / (1 + progress.DERIVING))
    assert progress.reading(100, 100) < progress.reading(50, 100) < 1


def test_putting_together_goes_from_step_to_step() -> None:
    steps = [("", 0, 0), ("people", 0, 10), ("people", 5, 10), ("ties", 0, 10), ("ties", 5, 10)]
    shares = [progress.derived(*step) for step in steps]
    assert shares == sorted(shares)
    assert (shares[0], progress.derived("people", 10, 10), progress.derived("ties", 9, 9)) == (0, 0.6, 1)


def test_the_rest_of_putting_together_follows_from_what_is_done_of_it() -> None:
    assert progress.rest(10, 0.5, expected=99) == 10
    assert progress.rest(2, 0.01, expected=12) == 10
    assert progress.rest(20, 0.01, expected=12) is None


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


def test_a_share_that_hardly_moves_tells_no_time() -> None:
    pace = (progress.Mark(0.0, 0.0, 0), progress.Mark(10.0, 5e-324, 1))
    assert progress.left(pace, 5e-324) is None
