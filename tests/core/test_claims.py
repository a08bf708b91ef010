from __future__ import annotations

from datetime import date

import pytest

from amity.core import claims
from amity.core.claims import Said
from amity.core.findings import Claim
from amity.core.handles import Handle

OLD, NEW = date(2025, 1, 1), date(2026, 1, 1)
HOME, WORK = Handle("email", "ana@home.example", "Ana@home.example"), Handle("email", "ana@acme.example")


def said(source: str, *, since: date = OLD, mention: bool = False, order: int = 0, **fields: str) -> Said:
    return Said(
        source, tuple(Claim(name, value) for name, value in fields.items()), (), since, mention, order
    )


def test_of_one_source_the_newest_word_counts() -> None:
    known = claims.derive(
        [said("vcard", since=NEW, title="Director"), said("vcard", since=OLD, title="Engineer")]
    )
    assert known.one["title"] == "Director"


def test_of_one_day_the_word_that_arrived_last_counts() -> None:
    known = claims.derive(
        [said("vcard", order=2, title="Director"), said("vcard", order=1, title="Engineer")]
    )
    assert known.one["title"] == "Director"


def test_a_trusted_source_counts_before_a_newer_one() -> None:
    known = claims.derive(
        [said("google", since=NEW, organization="Zinc"), said("linkedin", organization="Acme")]
    )
    assert known.one["organization"] == "Acme"


def test_the_owners_own_word_always_wins() -> None:
    known = claims.derive(
        [said("linkedin", since=NEW, organization="Acme"), said("hand", organization="Birch")]
    )
    assert known.one["organization"] == "Birch"


def test_an_empty_word_by_hand_clears_a_field_and_by_a_file_does_not() -> None:
    card = said("vcard", organization="Acme", title="Engineer")
    assert claims.derive([card, said("hand", organization="")]).one == {"title": "Engineer"}
    assert claims.derive([card, said("linkedin", organization="")]).one["organization"] == "Acme"


def test_a_source_nobody_ranked_comes_last() -> None:
    assert (
        claims.derive([said("fax", since=NEW, place="Rome"), said("mail", place="Bonn")]).one["place"]
        == "Bonn"
    )


def test_a_card_names_a_person_before_a_mention_does() -> None:
    mention = said("hand", since=NEW, mention=True, name="ana")
    assert claims.derive([mention, said("vcard", name="Ana Lima")]).name == "Ana Lima"
    assert claims.derive([mention, said("vcard", title="Engineer")]).name == "ana"


def test_somebody_without_a_name_goes_by_their_address() -> None:
    assert claims.derive([Said("mail", (), (HOME,))]).name == "Ana@home.example"
    assert claims.derive([]).name == ""


def test_addresses_are_collected_once_and_those_not_theirs_are_dropped() -> None:
    records = [Said("vcard", (), (HOME, WORK)), Said("mail", (), (WORK,))]
    assert claims.derive(records).handles == (HOME, WORK)
    refused = Said("hand", (Claim("other", "email:ana@home.example", "not-theirs"),))
    assert claims.derive([*records, refused]).handles == (WORK,)


def test_tags_and_notes_are_collected_from_all_without_repeats() -> None:
    known = claims.derive([said("vcard", tag="choir", note="tea"), said("google", tag="choir", note="")])
    assert known.tags == ("choir",)
    assert known.notes == ("tea",)


def test_purposes_are_the_owners_alone_and_in_one_order() -> None:
    hand = Said("hand", (Claim("purpose", "strategic"), Claim("purpose", "tactical")))
    assert claims.derive([hand, said("vcard", purpose="social")]).purposes == ("tactical", "strategic")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"name": " Ana Lima ", "given": "A"}, "Ana Lima"),
        ({"given": "Ana", "family": "Lima", "nickname": "Nani"}, "Ana Lima"),
        ({"family": "Lima"}, "Lima"),
        ({"nickname": "Nani"}, "Nani"),
        ({}, ""),
    ],
)
def test_a_record_goes_by_its_fullest_name(told: dict[str, str], name: str) -> None:
    assert claims.full_name(Claim(field, value) for field, value in told.items()) == name


def test_an_edition_counts_from_the_latest_day_it_speaks_of() -> None:
    assert claims.effective([(OLD, NEW), (None, OLD), (date(2025, 6, 1), NEW)]) == date(2025, 6, 1)


def test_an_edition_that_speaks_of_no_day_counts_from_its_first_arrival() -> None:
    assert claims.effective([(None, NEW), (None, OLD)]) == OLD


def test_a_title_at_another_company_is_not_shown_beside_this_one() -> None:
    old = Said(
        "table", (Claim("organization", "Nordlicht"), Claim("title", "Architect")), since=date(2026, 1, 1)
    )
    new = Said("vcard", (Claim("organization", "Holm & Co"),), since=date(2026, 1, 2))
    assert claims.derive([old, new]).one == {"organization": "Holm & Co"}
    mine = Said("hand", (Claim("organization", "Elsewhere"),))
    assert claims.derive([old, mine]).one == {"organization": "Elsewhere", "title": "Architect"}
