"""The picture from a real book: what is drawn, from which exchanges, and what is never counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.book import access, circles, duplicates, interactions, network, owners, people
from amity.book.models import Owner
from amity.core import network as rules
from amity.core.network import Picture

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Owner:
    mine = access.owner()
    owners.set_addresses(mine, ["robin@hale.example"], today=TODAY)
    return mine


def known(owner: Owner, *names: str, organization: str = "", days: int = 30) -> list[str]:
    """Add people with an exchange each, so that they have a tie."""
    ids = [people.add(owner, today=TODAY, name=name, organization=organization) for name in names]
    for one in ids:
        talk(owner, one, days=days)
    return ids


def talk(owner: Owner, *ids: str, days: int = 30, today: date = TODAY) -> None:
    interactions.log(owner, ids, "Talk", how="meeting", on=today - timedelta(days=days), today=today)


def drawn(owner: Owner, *, today: date = TODAY) -> Picture:
    return network.picture(owner, today=today)


def groups(picture: Picture) -> list[tuple[str, set[str]]]:
    return [(one.label, {picture.people[n].name for n in one.members}) for one in picture.communities]


def test_people_of_one_meeting_are_a_group(owner: Owner) -> None:
    ids = known(owner, "Ana", "Bo", "Cy", organization="Acme")
    known(owner, "Dee")
    talk(owner, *ids)
    picture = drawn(owner)
    assert groups(picture) == [("Acme", {"Ana", "Bo", "Cy"})]
    assert [picture.people[number].name for number in picture.alone] == ["Dee"]
    assert picture.coverage.startswith("Drawn from one exchange since November 2024 ")


def test_an_old_meeting_and_one_to_come_say_nothing_of_today(owner: Owner) -> None:
    ids = known(owner, "Ana", "Bo", "Cy", days=20)
    talk(owner, *ids, days=800)
    assert drawn(owner).weights == {}
    later = TODAY + timedelta(days=10)
    talk(owner, *ids, days=0, today=later)
    assert drawn(owner).weights == {}
    assert len(drawn(owner, today=later).weights) == 3


def test_who_is_set_aside_or_removed_is_not_drawn(owner: Owner) -> None:
    ids = known(owner, "Ana", "Bo", "Cy", "Dee")
    talk(owner, *ids)
    people.put_aside(owner, [ids[0]], "private", today=TODAY)
    people.remove(owner, ids[1], today=TODAY)
    assert {node.name for node in drawn(owner).people} == {"Cy", "Dee"}


def test_who_never_exchanged_anything_is_not_drawn(owner: Owner) -> None:
    people.add(owner, today=TODAY, name="Ana")
    assert drawn(owner).people == ()


def test_an_exchange_with_two_addresses_of_one_person_is_no_pair(owner: Owner) -> None:
    ids = known(owner, "Ana", "Ana S")
    talk(owner, *ids)
    duplicates.join(owner, *ids, today=TODAY)
    picture = drawn(owner)
    assert len(picture.people) == 1
    assert picture.weights == {}


def test_circles_and_introductions_count(owner: Owner) -> None:
    ids = known(owner, "Ana", "Bo", "Cy", "Dee")
    circle = circles.add(owner, "Choir")
    circles.put(owner, circle, ids[:3], today=TODAY)
    people.edit(owner, ids[3], through=ids[0], today=TODAY)
    picture = drawn(owner)
    assert len(picture.weights) == 4
    assert groups(picture)[0][0] in {"“Choir”", "mostly “Choir”"}


def test_who_was_taken_out_of_a_circle_is_out(owner: Owner) -> None:
    ids = known(owner, "Ana", "Bo")
    circle = circles.add(owner, "Choir")
    circles.put(owner, circle, ids, today=TODAY)
    assert len(drawn(owner).weights) == 1
    circles.take(owner, circle, ids[1], today=TODAY)
    assert drawn(owner).weights == {}


def test_only_the_strongest_are_drawn(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    (ana,) = known(owner, "Ana", days=400)
    ids = known(owner, "Bo", "Cy")
    for _ in range(3):
        talk(owner, *ids, ana)
    monkeypatch.setattr(rules, "SHOWN", 2)
    assert len(drawn(owner).people) == 2


def test_of_a_long_book_only_the_newest_exchanges_are_read(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = known(owner, "Ana", "Bo", days=300)
    for days in (10, 40, 70):
        talk(owner, *ids, days=days)
    monkeypatch.setattr(network, "TAKEN", 2)
    assert drawn(owner).coverage.startswith("Drawn from two exchanges since October 2026 ")
    monkeypatch.setattr(network, "LOOKED_AT", 1)
    assert drawn(owner).coverage.startswith("Drawn from one exchange since November 2026 ")


def test_the_book_is_asked_as_often_for_forty_as_for_four(owner: Owner) -> None:
    ids = known(owner, "Ana", "Bo", "Cy", "Dee")
    talk(owner, *ids)
    with CaptureQueriesContext(
        connection,
    ) as few:
        drawn(owner)
    ids = known(owner, *(f"Person {at}" for at in range(36)))
    for at in range(0, 36, 4):
        talk(owner, *ids[at : at + 4])
    with CaptureQueriesContext(connection) as many:
        drawn(owner)
    assert len(many) == len(few) <= 13


def test_a_book_of_another_owner_is_never_drawn(owner: Owner) -> None:
    ids = known(owner, "Ana", "Bo")
    talk(owner, *ids)
    other = Owner.objects.create(secret="another")  # noqa: S106 - no password
    assert drawn(other).people == ()
