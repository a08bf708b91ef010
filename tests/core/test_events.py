from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from amity.core import events
from amity.core.circles import Circle, Member
from amity.core.errors import Refusal
from amity.core.events import Meeting

TODAY = date(2026, 11, 24)
SIX = tuple((str(number), f"Person {number}") for number in range(6))


def meeting(title: str, days: int, people: tuple[tuple[str, str], ...] = SIX, id: str = "1") -> Meeting:  # noqa: A002
    return Meeting(id, title, TODAY - timedelta(days=days), people=people)


def test_a_meeting_of_many_or_with_a_telling_title_is_offered_newest_first() -> None:
    found = events.offers(
        [meeting("Lunch", 9, id="a"), meeting("Harbor Summit", 3, SIX[:1], id="b")], (), today=TODAY
    )
    assert [one.id for one in found] == ["b", "a"]


@pytest.mark.parametrize("one", [
    meeting(" ", 3),
    meeting("Lunch", 3, SIX[:4]),
    meeting("Harbor Summit", 3, ()),
    meeting("Harbor Summit", 61),
    meeting("Harbor Summit", -1),
])  # fmt: skip
def test_what_is_small_old_or_to_come_is_no_event(one: Meeting) -> None:
    assert events.offers([one], (), today=TODAY) == ()


def test_a_series_is_no_event_and_one_that_is_kept_is_not_offered_again() -> None:
    weekly = [meeting("Team", days) for days in (7, 14, 21)]
    kept = Circle("x", "harbor summit", "event", began=TODAY - timedelta(days=3))
    assert events.offers([*weekly, meeting("Harbor Summit", 3)], [kept], today=TODAY) == ()


def test_chosen_and_resting_are_told_apart() -> None:
    ana, bo = Member("ana", "Ana", "chosen"), Member("bo", "Bo", "rests")
    event = Circle("x", "Summit", "event", members=(ana, bo, Member("cy", "Cy")))
    assert (events.chosen(event), events.resting(event)) == ((ana,), (bo,))
    assert events.decided(event)
    assert not events.decided(replace(event, members=(Member("cy", "Cy"),)))


def test_more_than_five_second_conversations_are_refused_kindly() -> None:
    events.allow(5)
    with pytest.raises(Refusal, match="Six second conversations would become none"):
        events.allow(6)
