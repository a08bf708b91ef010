"""What columns are taken for, by their names in many languages, by known programs, by the owner's word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.claims import FIELDS
from amity.formats import cells, columns
from amity.formats.columns import Guess


def fields(*names: str) -> list[str]:
    return [one.field for one in columns.guess(names)]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (
            "First Name|Surname|E-Mail Address|Mobile|Employer|Job Title",
            "given family email phone organization title",
        ),
        (
            "Vorname|Nachname|E-Mail|Handynummer|Firma|Geburtstag",
            "given family email phone organization birthday",
        ),
        (
            "Prénom|Nom de famille|Courriel|Téléphone|Société|Poste",
            "given family email phone organization title",
        ),
        (
            "Nombre|Apellidos|Correo electrónico|Teléfono|Empresa|Notas",
            "given family email phone organization note",
        ),
        (
            "Nome|Sobrenome|Endereço de e-mail|Telefone|Empresa|Aniversário",
            "given family email phone organization birthday",
        ),
        (
            "Nome|Cognome|Posta elettronica|Cellulare|Azienda|Compleanno",
            "given family email phone organization birthday",
        ),
        (
            "Voornaam|Achternaam|E-mailadres|Telefoonnummer|Bedrijf|Verjaardag",
            "given family email phone organization birthday",
        ),
        (
            "Tags|Circles|How we met|Introduced by|Last contacted|LinkedIn",
            "tag circle met introducer last_contact profile",
        ),
        (
            "Work Email|E-mail 2 Address|email_3|Home Phone|Phone1|Telefon privat",
            "email email email phone phone phone",
        ),
        ("Home City|Business Postal Code|Straße geschäftlich|Land", "city postcode street country"),
        (
            "Twitter|Relationship|Gender|Spouse|Website|Favourite tea",
            "twitter relationship other spouse url other",
        ),
    ],
)  # fmt: skip
def test_a_name_is_known_in_many_spellings(names: str, found: str) -> None:
    assert fields(*names.split("|")) == found.split()


def test_no_spelling_stands_for_two_fields() -> None:
    seen: dict[str, str] = {}
    for field, spelled in columns._TABLE["fields"].items():
        for name in spelled:
            assert seen.setdefault(columns.fold(name), field) == field, name


def test_every_field_has_its_words_and_is_read_into_a_claim() -> None:
    assert set(columns.FIELDS) == {*columns._TABLE["fields"], "other", "skip"}
    pseudo = {*cells._READERS}
    assert [field for field in columns.FIELDS if field not in FIELDS and field not in pseudo] == []
    assert set(columns._SPELLED.values()) < set(columns.FIELDS)


def test_name_is_the_family_name_beside_a_given_name_alone() -> None:
    assert fields("Vorname", "Name", "Ort") == ["given", "family", "city"]
    assert fields("Vorname", "Nachname", "Name") == ["given", "family", "name"]
    assert fields("First Name", "Name") == ["given", "name"]


def test_the_group_tells_several_apart() -> None:
    found = columns.guess(["Home City", "Business City", "City"])
    assert [one.group for one in found] == ["home", "business", ""]


def test_the_owner_s_word_goes_first_then_a_known_program_s_table() -> None:
    contrack = ["Name", "About", "Tracked", "Cadence Days"]
    assert columns.guess(contrack)[1] == Guess("headline", "Contrack")
    assert columns.guess(contrack, {"about": "note"})[1] == Guess("note", "said")


@pytest.mark.parametrize(
    ("names", "is_so"),
    [
        (["Name", "Email"], True), (["Email", "Notes"], True), (["First Name", "Company"], True),
        (["Name"], False), (["Company", "Phone"], False), (["Name", "Price"], False), ([], False),
        (["Name", "Email"] + ["c"] * 2_000, False),
    ],
)  # fmt: skip
def test_a_header_is_about_people_by_a_name_or_address_and_one_more(names: list[str], is_so: bool) -> None:  # noqa: FBT001
    assert columns.about_people(names) is is_so


def test_a_fingerprint_knows_a_header_in_any_order_and_spelling() -> None:
    one = columns.fingerprint(["First Name", "E-Mail"])
    assert columns.fingerprint(["e_mail", "FIRST NAME"]) == one
    assert columns.fingerprint(["First Name", "E-Mail", "Town"]) != one
    assert len(one) == 32


@pytest.mark.parametrize(
    ("written", "field"),
    [
        (["a@x.example", "", " b@y.example "], "email"),
        (["https://www.linkedin.com/in/a"], "profile"),
        (["www.x.example", "http://y.example"], "url"),
        (["+49 30 123456", "0049 (30) 123-456"], "phone"),
        (["a@x.example", "none"], "other"),
        (["12"], "other"),
        (["0171 2345678", "(030) 1234-567"], "phone"),
        (["(555) 123-4567", "555.123.4567"], "phone"),
        (["01.02.2024", "2024-01-02"], "other"),
        (["0123456"], "other"),
        ([""], "other"),
    ],
)
def test_a_nameless_column_is_guessed_by_what_stands_in_it(written: list[str], field: str) -> None:
    assert columns.by_content(written) == field


@pytest.mark.parametrize(
    ("name", "written", "found"),
    [
        ("X1", "+49 30 123456", Guess("phone", "content")),
        ("X1", "@ana", Guess("other")),
        ("X", "+49 30 123456", Guess("phone", "content")),
        ("X", "@ana", Guess("twitter", "name")),
        ("Twitter 2", "+49 30 123456", Guess("phone", "content", "2")),
        ("Signal", "+49 30 123456", Guess("signal", "name")),
        ("Notes", "+49 30 123456", Guess("note", "name")),
    ],
)
def test_a_name_that_may_be_anything_gives_way_to_what_stands_there(
    name: str, written: str, found: Guess
) -> None:
    (one,) = columns.guess([name])
    assert columns.weighed(one, [written, ""]) == found


@given(st.lists(st.text("aA 2'1", max_size=4), max_size=12))
def test_columns_always_have_keys_of_their_own(names: list[str]) -> None:
    keys = columns.unique(names)
    assert len(set(keys)) == len(keys) == len(names)


def test_a_number_added_to_a_name_never_makes_it_another_s() -> None:
    assert columns.unique(["a", "a 3", "a", ""]) == ("a", "a 3", "a 3'", "column 4")


def test_half_a_million_columns_have_their_keys_in_no_time() -> None:
    assert len(set(columns.unique(["c"] * 500_000))) == 500_000
