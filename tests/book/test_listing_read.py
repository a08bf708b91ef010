"""A list read from a kept order is the list of everybody judged and sorted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amity.book import access, candidates, listing, owners, people, ties, views
from amity.book.models import Owner
from amity.core.view import Position
from bench import growth_book

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = growth_book.TODAY


@pytest.fixture
def large(db: None) -> Owner:  # noqa: ARG001 - a book needs a database
    growth_book.make(people=500, interactions=6_000)
    owner = access.owner()
    shown = people.page(owner, people.Query(sort="name", limit=12), today=TODAY).people
    people.put_aside(owner, [one.id for one in shown[:3]], "private", today=TODAY)
    return owner


def names(owner: Owner, query: people.Query) -> tuple[list[str], int]:
    found = people.page(owner, query, today=TODAY)
    return [one.id for one in found.people], found.total


def test_every_order_is_the_same_whether_all_are_judged_or_a_kept_order_is_read(
    large: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = [
        people.Query(text=text, sort=sort, offset=offset, limit=20)
        for sort in ("strength", "recent", "gap", "name")
        for text, offset in (("", 0), ("", 60), ("", 390), ("", 480), ("ada", 0), ("place", 20))
    ]
    judged = [names(large, query) for query in queries]
    monkeypatch.setattr(listing, "FEW", 0)
    monkeypatch.setattr(listing, "_STEP", 16)
    assert [names(large, query) for query in queries] == judged
    assert {total for _, total in judged} > {497}


def test_every_state_is_listed_whole(large: Owner) -> None:
    ties.advance(large, today=TODAY)
    everybody = people.page(large, people.Query(limit=1_000), today=TODAY).people
    for state in ("new", "warming", "steady", "cooling", "dormant"):
        wanted = [one.id for one in everybody if one.state == state]
        found = people.page(large, people.Query(state=state, limit=1_000), today=TODAY)
        assert ([one.id for one in found.people], found.total) == (wanted, len(wanted))


def test_a_list_of_those_set_aside_is_read_too(large: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "FEW", 0)
    for sort in ("strength", "name"):
        found = people.page(large, people.Query(sort=sort, aside=True), today=TODAY + timedelta(days=0))
        assert (len(found.people), found.total) == (3, 3)


@pytest.mark.parametrize("few", [0, 2_000])
def test_those_offered_are_the_first_of_everybody(
    large: Owner, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    job = Position("j1", "Place 3", "Engineer", date(2019, 3, 1), date(2020, 9, 1))
    monkeypatch.setattr(owners, "positions", lambda _: [job])
    monkeypatch.setattr(listing, "FEW", few)
    seen, _ = views.all(large, today=TODAY)
    here = [view for view in seen if view.person.aside is None]
    here.sort(key=lambda view: (-view.person.importance, -(view.person.strength or 0.0), view.person.name))
    strong = [view for view in here if view.tie is not None][: candidates.OFFERED * 2 // 3]
    met = [view for view in here if view.shared]
    wanted = list(dict.fromkeys(view.person.id for view in [*strong, *met, *here]))[: candidates.OFFERED]
    found = candidates.of(large, today=TODAY)
    assert [one.person.id for one in found] == wanted
    assert {len(one.shared) for one in found} == {0, 1}
