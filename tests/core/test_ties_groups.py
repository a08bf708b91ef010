"""Ties of several names read in one pass are those read one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from amity.core import ties
from amity.core.ties import Event

HISTORIES = st.lists(
    st.tuples(st.sampled_from(("mail", "call", "letter")), st.integers(0, 900), st.booleans()), max_size=60
)


@given(HISTORIES)
def test_one_pass_gives_the_whole_and_each_name_as_replaying_them_apart(
    told: list[tuple[str, int, bool]],
) -> None:
    events = [
        (name, Event(20_000.0 + day, float(sent), float(not sent)))
        for name, day, sent in sorted(told, key=lambda one: one[1])
    ]
    whole, parts = ties.replay_groups(iter(events))
    assert whole == ties.replay(event for _, event in events)
    assert parts == {
        name: ties.replay(event for other, event in events if other == name)
        for name in dict.fromkeys(name for name, _ in events)
    }
