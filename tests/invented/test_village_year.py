"""A year of weeks in the village: people, places and reasons take turns."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from amity import village
from amity.book import access, interactions, people, plan
from amity.core import signals
from amity.sync import run

TODAY = date(2026, 11, 24)
DIFFERENT = {"reconnect", "circle_back"}


@pytest.mark.django_db
@pytest.mark.slow
def test_over_a_year_of_weeks_many_people_and_places_have_their_turn(tmp_path: Path) -> None:
    cast = village.write(tmp_path, today=TODAY)
    owner = access.owner()
    run.bring(owner, [tmp_path / name for name in cast.files.names()], me=cast.addresses, today=TODAY)
    named: list[tuple[int, plan.PickShown]] = []
    for number in range(52):
        today = TODAY + timedelta(weeks=number)
        for pick in plan.week(owner, today=today).picks:
            plan.answer(owner, pick.id, "done", today=today)
            named.append((number, pick))
            if len(named) % 3:  # two of three have time
                who = [pick.person_id]
                interactions.log(
                    owner, who, "We talked", how="call", on=today, direction="mutual", today=today
                )
    known = people.page(owner, people.Query(limit=500), today=TODAY).people
    places = {one.id: one.organization for one in known}
    assert len(named) >= 200
    assert len({pick.person_id for _, pick in named}) >= 50
    assert len({places.get(pick.person_id, "") for _, pick in named}) >= 15
    dates = Counter(number for number, pick in named if pick.reason == "date")
    assert max(dates.values(), default=0) <= 1
    last: dict[str, int] = {}
    for number, pick in named:
        if pick.reason in DIFFERENT:
            assert 7 * (number - last.get(pick.person_id, -100)) >= signals.SOONEST
            last[pick.person_id] = number
