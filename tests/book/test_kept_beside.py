"""What is kept beside a tie is what its exchanges tell: state, days in touch, minutes of each year."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest

from amity.book import (
    access,
    contacts,
    corrections,
    coverage,
    interactions,
    isolation,
    people,
    purposes,
    reviews,
    standing,
    ties,
    views,
)
from amity.book.models import Outlook, Owner, Person, Tie
from amity.core import areas, placing, tally
from amity.core import mix as mixing
from amity.core import ties as rules
from bench import growth_book

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = growth_book.TODAY
STATES = ("new", "warming", "steady", "cooling", "dormant")


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - a book needs a database
    growth_book.make(people=300, interactions=6_000)
    made = access.owner()
    ties.advance(made, today=TODAY)
    return made


def judged(owner: Owner, state: str, *, today: date) -> set[int]:
    told = Tie.objects.filter(owner=owner).values_list("person_id", "row")
    read = ((pk, rules.from_row(row)) for pk, row in told)
    return {pk for pk, tie in read if rules.state(tie, max(ties.now(today), tie.last)) == state}


def listed(owner: Owner, state: str, *, today: date) -> set[int]:
    found = standing.Standing(owner, state, today=today)
    here = Person.objects.filter(owner=owner).filter(found.among("id"))
    stream = list(found.strongest())
    assert [bound for bound, _ in stream] == sorted((bound for bound, _ in stream), reverse=True)
    strength = {
        pk: rules.from_row(row) for pk, row in Tie.objects.filter(owner=owner).values_list("person_id", "row")
    }
    for bound, pk in stream:
        assert rules.strength(strength[pk], max(ties.now(today), strength[pk].last)) <= bound
    assert {pk for _, pk in stream} == set(here.values_list("id", flat=True))
    return {pk for _, pk in stream}


@pytest.mark.parametrize("ahead", [0, 1, 9, 40, 200, -3])
def test_whoever_is_in_a_state_is_known_before_and_after_the_days_are_counted(
    owner: Owner, ahead: int
) -> None:
    day = TODAY + timedelta(days=ahead)
    for state in STATES:
        assert listed(owner, state, today=day) == judged(owner, state, today=day)
    ties.advance(owner, today=day)
    for state in STATES:
        assert listed(owner, state, today=day) == judged(owner, state, today=day)
    now = (day - date(1970, 1, 1)).days
    assert not Outlook.objects.filter(owner=owner, turns__lte=now).exists()


def test_days_in_touch_are_those_of_the_exchanges(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = people.page(owner, people.Query(limit=1), today=TODAY).people[0].id
    for ago in (0, 3, 500):
        interactions.log(owner, [ana], "spoke", how="call", on=TODAY - timedelta(days=ago), today=TODAY)

    def read() -> list[object]:
        found: list[object] = [
            reviews.of(owner, kind, name, today=TODAY)
            for kind, name in (
                ("week", ""),
                ("quarter", ""),
                ("quarter", "2025-Q2"),
                ("year", ""),
                ("year", "2025"),
            )
        ]
        return [*found, isolation.notices(owner, today=TODAY)]

    kept = read()
    monkeypatch.setattr(contacts, "_DAY", timedelta(0))
    spans = [TODAY - timedelta(days=ago) for ago in (900, 500, 90, 0)]
    looked: list[object] = []
    monkeypatch.setattr(contacts, "_kept", lambda *_: looked.append(1))
    monkeypatch.setattr(contacts, "_kept_before", lambda *_: {})
    assert read() == kept
    assert contacts.spans(owner, spans)
    assert not looked


def test_minutes_of_the_years_are_those_of_the_exchanges(owner: Owner) -> None:
    everybody = people.page(owner, people.Query(limit=40), today=TODAY).people
    interactions.log(owner, [one.id for one in everybody[:3]], "lunch", how="meeting", on=TODAY, today=TODAY)
    people.set_words(owner, [one.id for one in everybody[::2]], purposes=["social"], today=TODAY)
    people.set_words(
        owner, [one.id for one in everybody[::3]], purposes=["tactical", "strategic"], today=TODAY
    )
    seen: dict[int, set[int]] = defaultdict(set)
    minutes: dict[int, float] = defaultdict(float)
    columns = (
        "record__person_id",
        *(f"interaction__{name}" for name in ("id", "at", "channel", "minutes", "others")),
    )
    said = {pk for pk, told in Person.objects.filter(owner=owner).values_list("id", "purposes") if told}
    for person, number, at, channel, told, others in views.parts(owner, today=TODAY).values_list(*columns):
        if person in said and number not in seen[person]:
            seen[person].add(number)
            minutes[at.year] += mixing.minutes(channel, told, others=others)
    found = purposes.mix(owner, today=TODAY)
    assert {year.year: year.minutes for year in found.years} == {
        year: round(told) for year, told in minutes.items()
    }
    unsaid = Person.objects.filter(owner=owner, purposes=[], aside="", removed=False, muted=False)
    tied = set(Tie.objects.filter(owner=owner).values_list("person_id", flat=True))
    assert found.unsaid == sum(one.pk in tied or one.importance > 0 for one in unsaid)


def test_the_atlas_counts_as_one_would_person_by_person(owner: Owner) -> None:
    shown = people.page(owner, people.Query(limit=60), today=TODAY).people
    people.put_aside(owner, [shown[1].id], "private", today=TODAY)
    corrections.say(owner, shown[-1].id, "elsewhere", "monthly", today=TODAY)
    corrections.say(owner, _silent(owner), "elsewhere", "weekly", today=TODAY)
    counted: dict[str, dict[str, list[int]]] = {}
    coverages = coverage.read(owner, [], today=TODAY)
    for row in Person.objects.filter(owner=owner, removed=False, aside=""):
        held = Tie.objects.filter(owner=owner, person=row).values_list("row", flat=True).first()
        tie = None if held is None else rules.from_row(held)
        since, until = tally.in_touch(TODAY)
        near = tie is not None and (since <= tie.last < until or tie.elsewhere > 0)
        at = ties.now(TODAY)
        strong = tie is not None and near and rules.strength(tie, max(at, tie.last)) >= areas.STRONG
        keys = dict(
            zip(tally.KEPT, (row.area, row.industry, row.function, row.level, row.country), strict=True)
        )
        read = placing.whole(row.basis, industry=row.industry)
        for dimension, key in keys.items():
            if key:
                sums = counted.setdefault(dimension, {}).setdefault(key, [0, 0, 0, 0])
                for place, one in enumerate((True, near, strong, read.get(dimension) in placing.READ)):
                    sums[place] += one
    found = {
        told.dimension: {cell.key: [cell.known, cell.in_touch, cell.strong, cell.read] for cell in told.cells}
        for told in coverages
        if told.dimension in tally.KEPT
    }
    assert {name: cells for name, cells in found.items() if cells} == counted
    assert all(cell.only for told in coverages for cell in told.cells if 1 in {cell.known, cell.in_touch})


def _silent(owner: Owner) -> str:
    since, _ = tally.in_touch(TODAY)
    tie = Tie.objects.filter(owner=owner, last__lt=since).order_by("last").first()
    assert tie is not None
    return str(tie.person.uid)
