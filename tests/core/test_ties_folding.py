"""What must hold for every history: however it is counted, and however long nothing happens."""

from __future__ import annotations

import json
from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import ties
from amity.core.ties import Event, Tie

WAITS = st.one_of(st.floats(0, 2), st.floats(0, 40), st.floats(0, 1500))
WAYS = st.sampled_from([(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.5, 0.0), (0.0, 0.1), (0.25, 0.25)])


@st.composite
def histories(draw: st.DrawFn, least: int = 1) -> list[Event]:
    at, events = draw(st.floats(-5000, 25_000)), []
    for wait, (sent, received) in draw(st.lists(st.tuples(WAITS, WAYS), min_size=least, max_size=40)):
        at += wait
        events.append(Event(at, sent, received))
    return events


def counted(events: list[Event]) -> Tie:
    tie = ties.replay(events)
    assert tie is not None
    return tie


@given(histories())
def test_a_replay_is_the_fold_of_its_interactions(events: list[Event]) -> None:
    tie: Tie | None = None
    for event in events:
        tie = ties.observe(tie, event)
    assert tie == ties.replay(events)


@given(histories(least=2), st.data())
def test_a_history_in_two_stretches_is_one_history(events: list[Event], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(events) - 1))
    stored = ties.from_row(json.loads(json.dumps(ties.to_row(counted(events[:cut])))))
    assert reduce(ties.observe, events[cut:], stored) == ties.replay(events)


@given(histories(), st.lists(st.floats(0, 36_525), min_size=2, max_size=8))
def test_strength_falls_in_silence_and_stays_between_0_and_1(events: list[Event], waits: list[float]) -> None:
    tie = counted(events)
    strengths = [ties.strength(tie, tie.last + wait) for wait in sorted(waits)]
    assert all(0 < strength < 1 for strength in strengths)
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(strengths))


@given(histories(), st.floats(0, 36_525))
def test_what_is_read_from_a_tie_is_always_within_its_limits(events: list[Event], wait: float) -> None:
    tie = counted(events)
    now = tie.last + wait
    share = ties.reciprocity(tie)
    assert 0 < ties.silence(tie, now) <= 1
    assert ties.rhythm(tie) > 0
    assert share is None or 0 <= share <= 1
    assert ties.state(tie, now) in {"new", "warming", "steady", "cooling", "dormant"}
    assert tie.active_days <= tie.interactions == len(events)


@given(histories())
def test_the_state_kept_is_the_state_of_the_last_active_day(events: list[Event]) -> None:
    tie = counted(events)
    assert ties.state(tie, tie.last) == tie.state


@settings(deadline=None)
@given(st.floats(0, 36_525))
def test_a_century_of_silence_overflows_nothing(gap: float) -> None:
    tie = counted([Event(0.0, 1.0, 1.0), Event(gap, 1.0, 0.0), Event(gap + 36_525, 0.0, 1.0)])
    assert 0 < ties.strength(tie, gap + 3 * 36_525) < 0.1
    assert ties.state(tie, gap + 3 * 36_525) == "dormant"


def test_a_million_interactions_overflow_nothing() -> None:
    tie = ties.replay(Event(k / 1000, 1.0, 1.0) for k in range(1_000_000))
    assert tie is not None
    assert (tie.interactions, tie.active_days) == (1_000_000, 1000)
    assert ties.strength(tie, tie.last) == pytest.approx(0.99, abs=0.01)
