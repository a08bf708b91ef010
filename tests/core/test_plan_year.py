"""Over a year of weeks people, purposes and places take turns, and nobody is named twice in a cooldown."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from amity.core import signals, turns
from amity.core.people import Person
from amity.core.plan import Plan
from tests.core import year

DIFFERENT = {"reconnect", "circle_back"}


@pytest.fixture(scope="module")
def played() -> tuple[dict[str, Person], list[Plan]]:
    friends = year.book()
    return {friend.person.id: friend.person for friend in friends}, year.weeks(friends)


def test_a_year_reaches_many_people_and_places_and_every_purpose(
    played: tuple[dict[str, Person], list[Plan]],
) -> None:
    people, weeks = played
    picks = [people[pick.person_id] for week in weeks for pick in week.picks]
    assert len(picks) >= 200
    assert len({one.id for one in picks}) >= 80
    assert len({one.organization for one in picks}) >= 30
    shares = Counter(purpose for one in picks for purpose in one.purposes)
    assert set(shares) == {"tactical", "social", "strategic"}
    assert max(shares.values()) < 0.55 * len(picks)


def test_every_week_names_somebody_not_spoken_to_for_a_while_and_in_turns(
    played: tuple[dict[str, Person], list[Plan]],
) -> None:
    _, weeks = played
    named = [[pick.person_id for pick in week.picks if pick.signal.reason in DIFFERENT] for week in weeks]
    assert all(named)
    assert len({one for week in named for one in week}) >= 0.75 * sum(map(len, named))
    assert all(not set(one) & set(following) for one, following in pairwise(named))


def test_nobody_is_named_again_within_the_shortest_cooldown(
    played: tuple[dict[str, Person], list[Plan]],
) -> None:
    _, weeks = played
    last: dict[str, int] = {}
    for number, week in enumerate(weeks):
        for pick in week.picks:
            gap = timedelta(weeks=number - last.get(pick.person_id, -100))
            assert gap.days >= signals.SOONEST, pick
            last[pick.person_id] = number


def test_the_same_places_do_not_fill_every_week(played: tuple[dict[str, Person], list[Plan]]) -> None:
    people, weeks = played
    spread = _spread(people, weeks)
    friends = year.book()
    assert spread >= 0.75
    assert spread > _spread(people, year.weeks(friends, turning=False)) + 0.1


def _spread(people: dict[str, Person], weeks: list[Plan]) -> float:
    """Give the mean share of different places among the picks of four weeks in a row."""
    fours = [[people[pick.person_id] for week in weeks[n : n + 4] for pick in week.picks] for n in range(49)]
    return sum(len({one.organization for one in four}) / len(four) for four in fours) / len(fours)


def test_an_owner_who_never_answers_is_named_another_sleeping_tie_until_the_cooldown_is_over() -> None:
    friends = year.book()
    importance = {friend.person.id: friend.person.importance for friend in friends}
    weeks = year.weeks(friends, count=9, answering=False)
    last: dict[str, int] = {}
    for number, week in enumerate(weeks):
        for pick in week.picks:
            if pick.signal.reason in DIFFERENT:
                gap = timedelta(weeks=number - last.get(pick.person_id, -100))
                assert gap.days >= signals.COOLDOWN[importance[pick.person_id]]
                last[pick.person_id] = number
    assert len(last) >= 5


def test_a_purpose_that_filled_the_last_weeks_counts_for_less_until_it_is_mixed_again() -> None:
    people = {
        "a": Person("a", "A", organization="Acme, Inc.", purposes=("tactical",)),
        "b": Person("b", "B", organization="ACME", purposes=("tactical", "strategic")),
        "c": Person("c", "C", purposes=("tactical",)),
        "d": Person("d", "D"),
    }
    weigh = turns.turn(people, [["a", "c", "gone"], ["a"], ["a", "c"], ["c"], ["d"]])
    assert weigh("a") == pytest.approx(turns.PLACE**3 * turns.PURPOSE)
    assert weigh("b") == pytest.approx(turns.PLACE**3)
    assert weigh("c") == pytest.approx(turns.PURPOSE)
    assert weigh("d") == 1.0
    assert turns.turn(people, [[], ["gone"]])("a") == 1.0
