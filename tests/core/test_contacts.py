"""Days in touch are kept as one number; stretches are read from it as from the days themselves."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amity.core import contacts
from amity.core.contacts import KEPT, Span

EPOCH = date(1970, 1, 1)


def on(day: int) -> date:
    return EPOCH + timedelta(days=day)


def marked(days: list[int]) -> int:
    told, last = 1, days[0]
    for day in days[1:]:
        told, last = contacts.mark(told, day - last), day
    return told


@given(
    st.lists(st.integers(20_000, 20_000 + KEPT - 1), min_size=1, max_size=40, unique=True).map(sorted),
    st.lists(st.integers(19_990, 20_000 + KEPT + 10), min_size=2, max_size=8, unique=True).map(sorted),
)
def test_a_stretch_is_read_as_from_the_days_themselves(days: list[int], bounds: list[int]) -> None:
    wanted = {}
    for number, start in enumerate(bounds[:-1]):
        inside = [day for day in days if start <= day < bounds[number + 1]]
        if inside:
            wanted[number] = Span(on(inside[0]), on(inside[-1]))
    assert contacts.stretches(marked(days), days[-1], bounds) == wanted
    before = [day for day in days if day < bounds[1]]
    told = contacts.latest(marked(days), days[-1], bounds[1])
    assert told == (on(before[-1]) if before else None)


def test_what_lies_further_back_than_is_kept_is_forgotten() -> None:
    assert contacts.mark(1, KEPT) == 1
    assert contacts.mark(1, KEPT - 1) == (1 << KEPT - 1) + 1
    assert contacts.mark(contacts.mark(1, KEPT - 1), 1) == 0b11
