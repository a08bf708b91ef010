"""Promises: open, late, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from amity.core import promises
from amity.core.promises import Promise

TODAY = date(2026, 11, 24)
MADE = Promise("a", "call", mine=True, on=TODAY)


def test_a_promise_is_late_only_while_it_is_open_and_had_a_day() -> None:
    late = replace(MADE, due=TODAY - timedelta(days=1))
    assert promises.late(late, today=TODAY)
    assert not promises.late(replace(MADE, due=TODAY), today=TODAY)
    assert not promises.late(MADE, today=TODAY)
    assert not promises.late(replace(late, closed=TODAY), today=TODAY)


def test_promises_stand_in_the_order_of_their_days_those_without_one_last() -> None:
    due = replace(MADE, id="b", due=TODAY)
    assert sorted([MADE, due], key=promises.order) == [due, MADE]
