"""The line of a tie: points, ticks, labels and the table beside them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amity.web import charts

TODAY = date(2026, 11, 24)


def test_a_tie_with_less_than_two_points_is_not_drawn() -> None:
    assert charts.line([], [], today=TODAY) is None
    assert charts.line([(TODAY, 0.5)], [], today=TODAY) is None
    assert charts.line([(TODAY, 0.5), (TODAY, 0.6)], [], today=TODAY) is None


def test_the_line_begins_left_and_ends_today() -> None:
    start = TODAY - timedelta(days=100)
    drawn = charts.line([(start, 0.0), (TODAY, 1.0)], [], today=TODAY)
    assert drawn is not None
    assert drawn.path == "M0.0,116.0 660.0,6.0"
    assert drawn.area.startswith("M0.0,120 L0.0,116.0")
    assert [label.day for label in drawn.labels] == [start, TODAY]


def test_each_way_of_an_exchange_has_its_own_tick_and_together_is_longer() -> None:
    start = TODAY - timedelta(days=1000)
    day = start + timedelta(days=500)
    ticks = [
        (day, "sent"),
        (day, "received"),
        (day, "mutual"),
        (day, "sent"),
        (TODAY + timedelta(days=9), "sent"),
    ]
    drawn = charts.line([(start, 0.1), (TODAY, 0.2)], ticks, today=TODAY)
    assert drawn is not None
    assert [(tick.way, tick.bottom) for tick in drawn.ticks] == [
        ("sent", "136"),
        ("received", "136"),
        ("mutual", "142"),
    ]


def test_the_table_has_the_last_value_of_every_quarter() -> None:
    points = [(date(2026, 1, 5), 0.1), (date(2026, 3, 5), 0.2), (date(2026, 5, 5), 0.3)]
    drawn = charts.line(points, [], today=TODAY)
    assert drawn is not None
    assert drawn.rows == ((date(2026, 3, 5), 0.2), (date(2026, 5, 5), 0.3))


@given(
    st.lists(st.tuples(st.dates(date(1990, 1, 1), TODAY), st.floats(0, 1)), min_size=2, max_size=600),
    st.lists(
        st.tuples(st.dates(date(1990, 1, 1), TODAY), st.sampled_from(["sent", "received"])), max_size=900
    ),
)
def test_however_long_the_tie_the_drawing_stays_small_and_inside(
    points: list[tuple[date, float]], ticks: list[tuple[date, str]]
) -> None:
    drawn = charts.line(sorted(points), ticks, today=TODAY)
    if drawn is None:
        assert min(points)[0] >= TODAY
        return
    xy = [tuple(map(float, pair.split(","))) for pair in drawn.path[1:].split()]
    assert len(xy) <= 182
    assert all(0 <= x <= 660 and 0 <= y <= 120 for x, y in xy)
    assert len(drawn.ticks) <= 2 * 331
    assert len(drawn.labels) <= 7


def test_a_share_is_never_longer_than_its_bar_and_something_is_always_seen() -> None:
    assert [charts.share(part) for part in (0.0, 0.001, 0.5, 1.0, 7.0)] == [
        "0.0",
        "2.0",
        "50.0",
        "100.0",
        "100.0",
    ]
