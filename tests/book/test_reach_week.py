"""A week drawn from those who can get into it is the week drawn from everybody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from amity import village
from amity.book import access, derivation, ranked, reach, records, ties
from amity.book.models import Batch, Outlook, Owner, Person, Promise, Record, Reminder
from amity.core.changes import RecordKept
from amity.core.reach import Row, order
from amity.sync import run
from bench import growth_book
from tests.drawn import both, told, worths

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def one_sided(owner: Owner) -> None:
    """Let most people in touch be at one place, some have moved lately, and the owner have left a place."""
    now = growth_book.TODAY + timedelta(days=10)
    near = Outlook.objects.filter(owner=owner, last__gt=ties.now(now) - 365).order_by("person_id")
    there = [pk for place, pk in enumerate(near.values_list("person_id", flat=True)) if place % 10 < 7]
    keys = Record.objects.filter(owner=owner, person__in=there, source="google").values_list("key", flat=True)
    moved = [f"c{n}" for n in range(0, 600, 9)]
    cards = [
        RecordKept("google", key, f"n-{key}", (("name", f"Moved {key}", ""), ("organization", place, "")), ())
        for several, place in ((keys, "Place 0"), (moved, "Place 5"))
        for key in several
    ]  # fmt: skip
    job = (("organization", "Place 3", ""), ("started", "2019-01-01", ""), ("finished", "2025-06-01", ""))
    cards.append(RecordKept("linkedin", "position:Place 3", "job", job, (), mine=True))
    cache: dict[tuple[str, str], int] = {}
    with transaction.atomic():
        batch = Batch.objects.create(
            owner=owner, uid="later", started=datetime(2026, 11, 1, tzinfo=UTC), today=now, state="done"
        )
        records.keep(owner, batch, 0, cards, on=now, cache=cache)
        derivation.derive(owner, set(cache.values()), today=now)


@pytest.fixture
def large(db: None) -> Owner:  # noqa: ARG001 - a book needs a database
    growth_book.make(people=600, interactions=9_000)
    # What has its day would fill every week; two of each are enough.
    for word in (Promise, Reminder):
        word.objects.exclude(id__in=list(word.objects.values_list("id", flat=True)[:2])).delete()
    owner = access.owner()
    Owner.objects.filter(id=owner.pk).update(level="manager")
    return access.owner()


def test_the_village_is_drawn_as_if_everybody_were_looked_at(tmp_path: Path) -> None:
    cast = village.write(tmp_path, today=TODAY)
    owner = access.owner()
    run.bring(owner, [tmp_path / name for name in cast.files.names()], me=cast.addresses, today=TODAY)
    for ahead in range(0, 60, 12):
        whole, narrow = both(owner, today=TODAY + timedelta(days=ahead))
        assert told(narrow) == told(whole)


@pytest.mark.slow
def test_a_large_book_is_drawn_as_if_everybody_were_looked_at(
    large: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "FIRST", 3)
    monkeypatch.setattr(reach, "MORE", 3)
    monkeypatch.setattr(reach, "ROUNDS", 200)
    weeks: list[list[str]] = []
    for ahead in (0, 40, 200):
        today = growth_book.TODAY + timedelta(days=ahead)
        whole, narrow = both(large, today=today, before=weeks[-1:])
        assert told(narrow) == told(whole)
        weeks.append([pick.person_id for pick in whole.picks])
    assert any(weeks)


@pytest.mark.slow
def test_a_one_sided_book_is_drawn_as_if_everybody_were_looked_at(
    large: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_sided(large)
    monkeypatch.setattr(reach, "FIRST", 3)
    monkeypatch.setattr(reach, "MORE", 3)
    monkeypatch.setattr(reach, "ROUNDS", 200)
    reasons: set[str] = set()
    for ahead, minutes in ((10, 90), (40, 300), (130, 200)):
        whole, narrow = both(large, today=growth_book.TODAY + timedelta(days=ahead), minutes=minutes)
        assert worths(narrow) == worths(whole)
        said = {pick.person_id: pick.signal for pick in whole.picks}
        assert all(said.get(pick.person_id, pick.signal) == pick.signal for pick in narrow.picks)
        reasons |= {pick.signal.reason for pick in whole.picks}
    assert "stretch" in reasons
    assert len(reasons) > 3


def test_what_the_database_orders_by_is_what_the_rules_say(tmp_path: Path) -> None:
    cast = village.write(tmp_path, today=TODAY)
    owner = access.owner()
    run.bring(owner, [tmp_path / name for name in cast.files.names()], me=cast.addresses, today=TODAY)
    derivation.advance(owner, today=TODAY)
    now = int(ties.now(TODAY))
    kept = Outlook.objects.filter(owner=owner).annotate(told=ranked.bound(now))
    read = kept.values_list("told", *ranked.FIELDS)
    for bound, *fields in read:
        assert bound == pytest.approx(order(Row(*fields), today=now))
    assert len(read) > 50


@pytest.mark.slow
def test_not_everybody_of_a_large_book_is_looked_at(large: Owner) -> None:
    ties.advance(large, today=growth_book.TODAY)
    with CaptureQueriesContext(connection) as queries:
        seen = reach.seen(large, today=growth_book.TODAY, minutes=90)
    assert 20 < len(seen.views) < 450
    assert len(seen.views) + len(seen.others) <= Person.objects.filter(owner=large).count()
    assert len(queries) < 260
