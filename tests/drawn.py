"""Weeks drawn twice: from those who can get in, and from everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from amity.book import atlas, care, derivation, reach, views
from amity.book.models import Owner
from amity.core import plan as rules
from amity.core import worth


def both(
    owner: Owner, *, today: date, minutes: int = 90, before: Sequence[Sequence[str]] = ()
) -> list[rules.Plan]:
    derivation.advance(owner, today=today)
    everybody, around = views.all(owner, today=today)
    around = replace(around, missed=atlas.missed(owner, organization=around.organization, today=today))
    seen = reach.seen(owner, today=today, minutes=minutes, before=before)
    here = [view for view in everybody if view.person.aside is None]
    gaps = worth.gaps(here, target, today=today) if (target := care.target(owner)) else {}
    whole = rules.draw(
        everybody, around, today=today, minutes=minutes, before=before,
        care=replace(care.of(owner, today=today), gaps=gaps),
    )  # fmt: skip
    narrow = rules.draw(
        seen.views, seen.around, today=today, minutes=minutes, before=before, care=seen.care,
        others=seen.others, beside=seen.beside, told=seen.told,
    )  # fmt: skip
    assert narrow.price == pytest.approx(whole.price)
    return [whole, narrow]


def told(week: rules.Plan) -> object:
    picks = [(pick.person_id, pick.signal, round(pick.index, 9)) for pick in week.picks]
    return picks, [(day.person_id, day.signal) for day in week.days], week.left_to_chance


def worths(week: rules.Plan) -> object:
    """Tell a week by what its picks are worth: many of whom nothing is on record are worth the same."""
    return [(pick.signal.reason, round(pick.index, 9)) for pick in week.picks], week.left_to_chance
