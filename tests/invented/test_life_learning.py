"""What the village's owner learned and promised: lively, dated, and proved where the week speaks of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from amity import village
from amity.book import access, briefs, facts, people, plan, promises, views
from amity.book.models import Owner
from amity.core import facts as rules
from amity.core import promises as promising
from amity.core import signals
from amity.sync import run

TODAY = date(2026, 11, 24)


@pytest.fixture
def owner(db: None, tmp_path: Path) -> Owner:  # noqa: ARG001 - the database is wanted
    cast = village.write(tmp_path, today=TODAY)
    owner = access.owner()
    report = run.bring(
        owner, [tmp_path / name for name in cast.files.names()], me=cast.addresses, today=TODAY
    )
    village.live(owner, report["batch"], today=TODAY)
    return owner


def test_the_village_knows_and_promises_both_ways_and_the_week_proves_it(owner: Owner) -> None:
    known = [fact for several in facts.own(owner, today=TODAY).values() for fact in several]
    assert {fact.kind for fact in known} == set(rules.KINDS)
    assert any(rules.stale(fact, today=TODAY) for fact in known)
    opened = [one.promise for one in promises.all(owner, today=TODAY)]
    assert {one.mine for one in opened} == {True, False}
    assert any(promising.late(one, today=TODAY) for one in opened)
    assert {one.promise.kept for one in promises.all(owner, closed=True, today=TODAY)} == {True, False}
    seen, around = views.all(owner, today=TODAY)
    by_id = {view.person.id: view for view in seen}
    picks = [one for one in plan.week(owner, today=TODAY).picks if one.reason == "promise"]
    assert len(picks) >= 2
    for pick in picks:
        said = signals.read(by_id[pick.person_id], around, today=TODAY)
        (found,) = [one for one in said if one.reason == "promise"]
        assert found.sentence == pick.sentence
        assert signals.prove(found, by_id[pick.person_id], around, today=TODAY)


def test_theirs_that_is_late_is_spoken_of_this_week_and_not_the_next(owner: Owner) -> None:
    emeka = access.person(owner, people.find(owner, "Emeka Obiwulu", today=TODAY)[0].id)

    def spoken(today: date) -> bool:
        (view,), around = views.of(owner, [emeka], today=today)
        return any(one.reason == "promise" for one in signals.read(view, around, today=today))

    assert spoken(TODAY)
    assert not spoken(TODAY + timedelta(days=7))


def test_the_brief_of_a_coming_meeting_has_something_to_say(owner: Owner) -> None:
    brief = briefs.one(owner, people.find(owner, "Freya Hallorand", today=TODAY)[0].id, today=TODAY)
    assert brief.meeting is not None
    assert brief.exchanges
    assert brief.theirs
    assert brief.known
    assert brief.questions
