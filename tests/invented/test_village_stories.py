"""The village's people do what their part says: the files show it."""

import mailbox
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from amity import village
from amity.village.exchanges import ZONE
from amity.village.villagers import Villager

TODAY = date(2026, 11, 24)


@dataclass
class Letters:
    """The days on which the owner wrote to somebody and heard from them, ascending."""

    sent: list[date]
    received: list[date]

    @property
    def days(self) -> list[date]:
        return sorted({*self.sent, *self.received})

    @property
    def silent(self) -> int:
        return (TODAY - self.days[-1]).days


class Village:
    """A village with its mailbox read."""

    def __init__(self, folder: Path) -> None:
        self.cast = village.write(folder, today=TODAY)
        with closing(mailbox.mbox(folder / self.cast.files.mail, create=False)) as box:
            self.messages = list(box)
        self.by_address: dict[str, Letters] = defaultdict(lambda: Letters([], []))
        for message in self.messages:
            self._count(message)

    def _count(self, message: Message) -> None:
        (_, sender), *_ = getaddresses([message["From"]])
        day = parsedate_to_datetime(message["Date"]).astimezone(ZONE).date()
        if sender not in self.cast.addresses:
            self.by_address[sender].received.append(day)
            return
        for _, address in getaddresses([message["To"]]):
            self.by_address[address].sent.append(day)

    def letters(self, one: Villager) -> Letters:
        found = [self.by_address[address] for address in one.emails]
        return Letters(
            sorted(day for each in found for day in each.sent),
            sorted(day for each in found for day in each.received),
        )


@pytest.fixture(scope="module", name="here")
def read(tmp_path_factory: pytest.TempPathFactory) -> Village:
    return Village(tmp_path_factory.mktemp("village"))


def test_close_colleagues_write_every_week_in_both_directions(here: Village) -> None:
    for one in here.cast.colleagues:
        found = here.letters(one)
        assert found.silent <= 7
        assert min(len(found.sent), len(found.received)) > 50
        assert _gap(found) <= 7


def test_the_mentor_wrote_monthly_for_years_and_is_silent_for_eleven_months(here: Village) -> None:
    found = here.letters(here.cast.mentor)
    assert 325 <= found.silent <= 345
    assert (found.days[-1] - found.days[0]).days > 5 * 365
    assert 20 <= _gap(found, years=7) <= 40
    assert min(len(found.sent), len(found.received)) > 50


def test_cooling_ties_kept_a_rhythm_for_two_years_and_stopped_months_ago(here: Village) -> None:
    for one in here.cast.cooling:
        found = here.letters(one)
        assert 110 <= found.silent < 180
        assert (found.days[-1] - found.days[0]).days > 600
        assert 15 <= _gap(found) <= 50
        assert min(len(found.sent), len(found.received)) > 8


def test_the_one_who_asks_always_begins_and_the_silent_one_never_answers(here: Village) -> None:
    first = [message for message in here.messages if not message["In-Reply-To"]]
    asks, silent = here.letters(here.cast.asks), here.letters(here.cast.silent)
    assert not [message for message in first if here.cast.asks.emails[0] in str(message["To"])]
    assert len(asks.received) > len(asks.sent) > 0
    assert (len(silent.sent), len(silent.received)) == (2, 0)


def test_former_colleagues_were_connected_at_northwind_and_never_wrote_since(here: Village) -> None:
    left = TODAY - timedelta(days=425)
    assert len(here.cast.former_colleagues) >= 8
    for one in here.cast.former_colleagues:
        assert one.organization == "Northwind"
        assert one.connected is not None
        assert one.connected < left
        assert not here.letters(one).sent


def test_the_search_for_a_job_brought_help_in_both_directions(here: Village) -> None:
    months = (TODAY - timedelta(days=460), TODAY - timedelta(days=365))
    for one in here.cast.helpers:
        during = [day for day in here.letters(one).days if months[0] <= day <= months[1]]
        assert len(during) >= 8


def test_thin_ties_lie_in_organizations_where_nobody_else_is_known(here: Village) -> None:
    places = [one.organization for one in here.cast.people.values()]
    for one in here.cast.stretch:
        found = here.letters(one)
        assert places.count(one.organization) == 1
        assert len(found.days) == 1
        assert min(len(found.sent), len(found.received)) == 1


def test_half_of_the_people_in_touch_are_at_one_place(here: Village) -> None:
    near = [
        one.organization
        for one in here.cast.people.values()
        if one.organization and (days := here.letters(one).days) and (TODAY - days[-1]).days < 365
    ]
    assert near.count("Lumen Works") * 2 > len(near)


def test_exactly_one_birthday_falls_into_the_coming_week(here: Village) -> None:
    week = {f"{TODAY + timedelta(days=ahead):%m-%d}" for ahead in range(7)}
    born = [one for one in here.cast.people.values() if one.birthday and f"{one.birthday:%m-%d}" in week]
    assert born == [here.cast.birthday_person]
    assert here.letters(here.cast.birthday_person).silent < 60


def test_a_birthday_on_a_leap_day_can_be_written(tmp_path: Path) -> None:
    cast = village.write(tmp_path, today=date(2028, 2, 26))
    assert cast.birthday_person.birthday == date(1984, 2, 29)


def test_one_person_writes_from_two_addresses(here: Village) -> None:
    studio, private = here.cast.two_addresses.emails
    assert here.by_address[studio].received
    assert here.by_address[private].received


def test_two_people_have_the_same_name_and_nothing_else_in_common(here: Village) -> None:
    one, other = here.cast.namesakes
    assert one.name == other.name
    assert one.organization != other.organization
    assert not set(one.emails) & set(other.emails)


def test_the_spouse_and_the_landlord_are_among_the_liveliest_ties(here: Village) -> None:
    lively = sorted(here.cast.people.values(), key=lambda one: -len(here.letters(one).days))
    assert here.cast.spouse in lively[:5]
    assert here.letters(here.cast.landlord).silent < 60


def test_office_matters_are_begun_on_weekdays_and_climbing_knows_weekends(here: Village) -> None:
    begun = [message for message in here.messages if not message["In-Reply-To"] and not message["Precedence"]]
    office = [at for at in _times(begun, "@lumenworks.example") if at.weekday() > 4]
    assert not office
    lucia = here.cast.people["lucia"].emails[0]
    assert any(at.weekday() > 4 for at in _times(here.messages, lucia))


def test_promises_stand_in_subjects(here: Village) -> None:
    subjects = [str(message["Subject"]) for message in here.messages]
    assert any(subject == "I'll send you the figures by Friday" for subject in subjects)


def test_the_owner_and_all_machines_are_no_villagers(here: Village) -> None:
    addresses = {address for one in here.cast.people.values() for address in one.emails}
    assert not addresses & {*here.cast.machines, *here.cast.addresses}
    assert here.cast.owner not in {one.name for one in here.cast.people.values()}
    assert here.cast.one_sided == (here.cast.asks, here.cast.silent)


def _gap(letters: Letters, *, years: int = 1) -> float:
    """Return the usual gap between conversations of the last years: answers of the next days begin none."""
    days = [day for day in letters.days if (letters.days[-1] - day).days < 365 * years]
    return median(gap for before, after in pairwise(days) if (gap := (after - before).days) > 2)


def _times(messages: list[mailbox.mboxMessage], end: str) -> Iterator[datetime]:
    for message in messages:
        if getaddresses([message["From"]])[0][1].endswith(end) and "jobs@" not in message["From"]:
            yield parsedate_to_datetime(message["Date"]).astimezone(ZONE)
