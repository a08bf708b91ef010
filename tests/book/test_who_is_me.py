from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from amity.book import batches, owners, people, person, ties
from amity.book.models import Interaction, Owner, Tie
from amity.core import owning
from amity.core.findings import InteractionSeen, Participant
from amity.sources import conversation
from tests import village
from tests.village import MAIL, MYSELF, ROBIN, TODAY, File, book, bring, card, exchange, mail, meeting

pytestmark = pytest.mark.django_db
Asked = Callable[[int], AbstractContextManager[object]]


def ways(owner: Owner) -> set[str]:
    return set(Interaction.objects.filter(owner=owner).values_list("direction", flat=True))


def test_with_nobody_known_to_be_the_owner_directions_are_unknown_and_there_are_no_ties() -> None:
    owner = book()
    bring(owner, MAIL)
    assert ways(owner) == {"unknown"}
    assert not Tie.objects.filter(owner=owner).exists()


def test_saying_who_i_am_derives_every_direction_and_saying_otherwise_derives_them_again() -> None:
    owner = book()
    bring(owner, MAIL)
    owners.set_addresses(owner, [ROBIN], today=TODAY)
    assert ways(owner) == {"sent", "received"}
    assert "robin@hale.example" not in str(village.faces(owner))
    owners.set_addresses(owner, ["ana@acme.example"], today=TODAY)
    assert ROBIN in str(village.faces(owner))
    owners.set_addresses(owner, [], today=TODAY)
    assert ways(owner) == {"unknown"}


def test_a_profile_says_who_i_am_until_it_is_taken_back() -> None:
    owner = book()
    bring(owner, MAIL)
    profile = bring(owner, MYSELF)["batch"]
    assert ways(owner) == {"sent", "received"}
    batches.undo(owner, profile, today=TODAY)
    assert ways(owner) == {"unknown"}


def test_my_own_card_is_nobody_else_and_a_housemates_is_somebody() -> None:
    owner = book()
    owners.edit(owner, name="Robin Hale", today=TODAY)
    owners.set_addresses(owner, [ROBIN], today=TODAY)
    bring(owner, village.OWN_CARD, File("b", "vcard", (card("sam", "Sam Hale", ROBIN),)))
    assert set(village.faces(owner)) == {"Eve Moss", "Sam Hale"}


def test_functions_are_not_people_however_often_they_write() -> None:
    owner = book(ROBIN)
    bring(owner, File("a", "mail", (
        mail("1", 3, "jobs@acme.example", ROBIN), mail("2", 2, ROBIN, "info@acme.example"),
        mail("3", 1, "no-reply@acme.example", ROBIN),
    )))  # fmt: skip
    assert village.faces(owner) == {}
    assert Interaction.objects.filter(owner=owner).count() == 3


def crowd(count: int) -> list[str]:
    return [f"p{number}@crowd.example" for number in range(count)]


@pytest.mark.parametrize(("count", "weight"), [(1, 1.0), (4, 0.5), (10, 10**-0.5)])
def test_a_mail_to_many_weighs_one_over_the_root_of_their_number(count: int, weight: float) -> None:
    owner = book(ROBIN)
    bring(owner, File("a", "mail", (mail("1", 1, ROBIN, *crowd(count)),)))
    found = people.page(owner, people.Query(), today=TODAY).people
    assert len(found) == count
    (line,) = person.whole(owner, found[0].id, today=TODAY).exchanges
    assert line.weight == pytest.approx(weight)


def test_more_than_ten_stand_in_the_timeline_only_and_make_nobody_a_person() -> None:
    owner = book(ROBIN)
    bring(owner, File("a", "mail", (mail("1", 1, ROBIN, *crowd(11)),)))
    assert village.faces(owner) == {}
    bring(owner, File("b", "vcard", (card("p", "Pia", "p0@crowd.example"),)))
    (pia,) = people.page(owner, people.Query(), today=TODAY).people
    assert pia.strength is None
    assert [line.weight for line in person.whole(owner, pia.id, today=TODAY).exchanges] == [0.0]


def test_who_only_stood_beside_me_exchanged_nothing_with_me() -> None:
    owner = book(ROBIN)
    bring(
        owner, File("a", "mail", (mail("1", 1, "ana@acme.example", ROBIN, "bo@birch.example", name="Ana"),))
    )
    assert list(village.faces(owner)) == ["Ana"]


def test_a_meeting_ahead_is_counted_from_its_own_day_on() -> None:
    owner = book(ROBIN)
    bring(owner, File("a", "calendar", (meeting("m", -7, ROBIN, "ana@acme.example"),)))
    counted = []
    for days in (0, 6, 7, 8, 6):
        ties.advance(owner, today=TODAY + timedelta(days=days))
        counted.append(Tie.objects.filter(owner=owner).count())
    assert counted == [0, 0, 1, 1, 0]


def test_the_name_chats_know_me_by_gives_their_messages_a_direction() -> None:
    owner = book(ROBIN)
    robin, ana = (conversation.member("whatsapp", name, region=None) for name in ("~ Robin Hále", "Ana"))
    assert robin is not None
    assert ana is not None
    at = datetime(2026, 5, 1, 9, tzinfo=UTC)
    chat = [
        InteractionSeen(
            f"m{number}", f"line {number}", at, "message",
            (Participant("from", who.handle, who.name), Participant("to", other.handle, other.name)),
        )
        for number, (who, other) in enumerate(((robin, ana), (ana, robin)), 1)
    ]  # fmt: skip
    bring(owner, File("chat.txt", "whatsapp", tuple(chat)))
    assert ways(owner) == {"unknown"}
    owners.set_known_as(owner, ["Robin Hále"], today=TODAY)
    assert ways(owner) == {"sent", "received"}
    assert set(village.faces(owner)) == {"Ana"}
    owners.set_addresses(owner, ["robin@home.example"], today=TODAY)
    shown = owners.describe(owner)
    assert (shown.told, shown.known_as) == (("robin@home.example",), ("Robin Hále",))
    owners.set_known_as(owner, [], today=TODAY)
    assert ways(owner) == {"unknown"}
    assert owners.told(owner) == ["robin@home.example"]


def test_among_messages_alone_no_mail_is_looked_for(django_assert_num_queries: Asked) -> None:
    owner = book()
    chat = (
        exchange("c1", datetime(2026, 5, 1, tzinfo=UTC), ("from", "+442071838750", ""), channel="message"),
    )
    bring(owner, File("chat.txt", "whatsapp", chat))
    with django_assert_num_queries(1):
        assert owners.waiting(owner) == (0, ())
    bring(owner, MAIL)
    assert owners.waiting(owner)[0] == len(MAIL.findings)


@pytest.mark.parametrize("service", owning.CHATS)
def test_a_name_told_is_the_account_that_a_chat_makes_of_it(service: str) -> None:
    made = conversation.member(service, "Zoë  Åse-Li", region=None)
    assert made is not None
    assert made.handle.value in {claim.value for claim in owning.known_as("zoe Åse-Li")}


def test_a_lists_own_address_is_never_asked_about() -> None:
    owner = book()
    bring(owner, File("list.mbox", "mail", tuple(
        exchange(f"l{n}", datetime(2026, 11, 1, n, tzinfo=UTC), ("from", f"p{n}@acme.example", ""),
                 ("to", "notmuch@tags.example", ""), ("cc", ROBIN, ""), text="[notmuch] Tags")
        for n in range(6)
    )))  # fmt: skip
    assert [one.address for one in owners.suggested(owner)] == [ROBIN]
