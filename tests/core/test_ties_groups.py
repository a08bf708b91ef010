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
    paces = {"call": ties.Pace(7.0, 30.0, 1.0, -0.3, 0.5), "letter": ties.Pace(30.0, 90.0, 0.25, 0.2, 0.4)}
    whole, parts = ties.replay_groups(iter(events), paces=paces)
    pace = paces.get(ties.main(parts), ties.PLAIN)
    assert whole == ties.replay((event for _, event in events), pace=pace)
    assert parts == {
        name: ties.replay(
            (event for other, event in events if other == name), pace=paces.get(name, ties.PLAIN)
        )
        for name in dict.fromkeys(name for name, _ in events)
    }
