"""Google Contacts: what each row says, in the new, the old and mixed forms."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest

from amity.core.findings import Finding, PersonSeen, Problem, Settings
from amity.sources import Source, google
from tests.sources.contract import Contract

SAMPLES = Path(__file__).parent / "samples" / "google"
TODAY = date(2026, 11, 24)


class TestContract(Contract):
    source: ClassVar[Source] = google
    folder = "google"


def pull(raw: bytes | str, region: str | None = None) -> list[Finding]:
    text = raw if isinstance(raw, bytes) else raw.encode()
    return list(google.pull(BytesIO(text), Settings(today=TODAY, region=region)))


def read(name: str) -> list[Finding]:
    return pull((SAMPLES / name).read_bytes())


def people(found: list[Finding]) -> list[PersonSeen]:
    return [one for one in found if isinstance(one, PersonSeen)]


def said(person: PersonSeen) -> list[tuple[str, str, str]]:
    return [(claim.field, claim.value, claim.label) for claim in person.claims]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.csv")), ids=lambda path: path.name)
def test_both_forms_are_recognized_and_pulled_alike_twice(path: Path) -> None:
    assert google.recognizes(path.read_bytes(), "whatever.txt")
    assert read(path.name) == read(path.name)


@pytest.mark.parametrize(
    "header",
    [
        "Given Name,Organization Name,Phone 1 - Value",
        "First Name,Labels,File As",
        "Name,Group Membership",
        "Name;E-mail 1 - Value",
    ],
)
def test_mixed_forms_are_recognized(header: str) -> None:
    assert google.recognizes(header.encode() + b"\nAnn\n", "")


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Action,ID,Name,E-mail Address,Notes,E-mail 2 Address,Mobile Phone,Company",
        "Title,First Name,Last Name,Company,E-mail Address,E-mail 2 Address,Notes",
        "E-mail 1 - Value,Phone 1 - Value",
        "Name,Email",
        "",
    ],
)
def test_other_tables_are_not_recognized(header: str) -> None:
    assert not google.recognizes(header.encode() + b"\n", "contacts.csv")


def test_a_new_row_says_everything_that_stands_in_it() -> None:
    mira = people(read("new.csv"))[0]
    assert said(mira) == [
        ("name", "Mira Ada Okafor", ""),
        ("given", "Mira", ""),
        ("middle", "Ada", ""),
        ("family", "Okafor", ""),
        ("prefix", "Dr.", ""),
        ("suffix", "PhD", ""),
        ("nickname", "Mi", ""),
        ("organization", "Lantern", ""),
        ("title", "Head", ""),
        ("department", "Craft", ""),
        ("note", "Met at\nthe fair", ""),
        ("birthday", "--03-07", ""),
        ("tag", "Friends", ""),
        ("email", "mira@example.com", "Work"),
        ("email", "m.okafor@example.org", ""),
        ("other", "not an address", "Home"),
        ("phone", "+47 22 22 55 55", "Mobile"),
        ("address", "1 Mill Lane, 0150 Oslo", "Home"),
        ("place", "Oslo", ""),
        ("profile", "https://www.linkedin.com/in/mira-okafor", "LinkedIn"),
        ("anniversary", "2011-05-21", "Anniversary"),
        ("other", "38", "Shoe size"),
        ("other", "Mee-ra", "Phonetic First Name"),
        ("other", "Okafor, Mira", "File As"),
        ("other", "https://photos.example.com/mira.jpg", "Photo"),
    ]
    assert [handle.value for handle in mira.handles] == [
        "mira@example.com",
        "m.okafor@example.org",
        "+4722225555",
        "linkedin.com/in/mira-okafor",
    ]


def test_an_old_row_says_everything_that_stands_in_it() -> None:
    tomas = people(read("old.csv"))[0]
    assert said(tomas) == [
        ("name", "Tomás Ruiz", ""),
        ("given", "Tomás", ""),
        ("family", "Ruiz", ""),
        ("organization", "Harbour Works", ""),
        ("title", "Engineer", ""),
        ("tag", "Rowing", ""),
        ("email", "tomas@example.com", "Home"),
        ("other", "12", "Work"),
        ("account", "Matrix:tomas:example.org", "Matrix"),
        ("address", "2 Quay, Bergen, Norway", "Home"),
        ("place", "Bergen, Norway", ""),
        ("url", "https://tomas.example.com/", "Blog"),
        ("other", "2001-01-01", "Founding"),
        ("relation", "Ana", "Sister"),
        ("other", "spring", "Birthday"),
        ("other", "Bergen", "Location"),
        ("other", "HW", "Organization 1 - Symbol"),
    ]


def test_a_row_with_an_address_alone_is_a_person_and_one_with_nothing_is_a_problem() -> None:
    found = read("new.csv")
    quiet = people(found)[1]
    assert said(quiet) == [("email", "quiet@example.com", "Other")]
    assert [(one.place, one.code) for one in found if isinstance(one, Problem)] == [("row 5", "empty")]


def test_namesakes_without_an_address_are_two_people_and_one_row_twice_is_one() -> None:
    one, two = people(read("old.csv"))[1:]
    assert one.key != two.key
    again = people(pull("Name,E-mail 1 - Value\nAnn,ann@example.com\nAnn,ann@example.com\n"))
    assert again[0].key == again[1].key


def test_a_key_does_not_depend_on_the_owners_country() -> None:
    text = "Name,Phone 1 - Value\nAnn,22 22 55 55\n"
    at_home, abroad = people(pull(text, region="NO"))[0], people(pull(text))[0]
    assert at_home.handles[0].value == "+4722225555"
    assert at_home.key == abroad.key


def test_an_address_of_parts_that_the_formatted_text_leaves_out_is_kept() -> None:
    text = "Name,Address 1 - Formatted,Address 1 - City,Address 1 - Country\nAnn,1 Mill Lane,Oslo,\nBob,,,\n"
    ann, bob = people(pull(text))
    assert said(ann)[1:] == [
        ("address", "1 Mill Lane", ""),
        ("place", "Oslo", ""),
        ("other", "Oslo", "Address 1 - City"),
    ]
    assert said(bob) == [("name", "Bob", "")]


def test_a_label_without_a_value_says_nothing_and_a_chat_without_a_service_is_kept() -> None:
    text = "Name,E-mail 1 - Type,E-mail 1 - Value,IM 1 - Value,Address 1 - Type,Phone 1 - Type\n"
    text += "Ann,Work,,ann42,Home,Mobile\n"
    assert said(people(pull(text))[0])[1:] == [("other", "ann42", "")]


def test_a_label_stays_where_something_else_of_its_number_is_said() -> None:
    text = "Name,Organization 1 - Type,Organization 1 - Symbol,Organization 2 - Type\nAnn,Work,HW,School\n"
    assert said(people(pull(text))[0])[1:] == [
        ("other", "Work", "Organization 1 - Type"),
        ("other", "HW", "Organization 1 - Symbol"),
    ]


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("ann@example.com", True),
        ("info@example.com", False),
        ("+47 22 22 55 55", True),
        ("22 22 55 55", False),
        ("", False),
    ],
)
def test_a_row_of_the_old_form_is_a_record_of_its_own_where_an_address_joins_the_two(
    address: str,
    own: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    kind = "E-mail" if "@" in address else "Phone"
    new = pull(f"First Name,Last Name,Labels,{kind} 1 - Value\nAnn,Lee,,{address}\n", region="NO")
    old = pull(f"Given Name,Family Name,Group Membership,{kind} 1 - Value\nAnn,Lee,,{address}\n", region="NO")
    assert (people(new)[0].key != people(old)[0].key) is own


def test_a_row_that_names_an_organization_and_nobody_in_it_is_no_person() -> None:
    text = "First Name,Labels,Organization Name,E-mail 1 - Value,Phone 1 - Value\n"
    text += ",,Lantern,,+47 22 22 55 55\n,,Lantern,info@lantern.example,\n,,Lantern,ann@lantern.example,\n"
    assert [getattr(one, "code", None) for one in pull(text)] == ["not-a-person", "not-a-person", None]


def test_a_broken_row_is_a_problem() -> None:
    found = pull('Name,E-mail 1 - Value\n"Ann,ann@example.com\nBob,bob@example.com\n')
    assert [type(one) for one in found] == [Problem, PersonSeen]


def test_who_is_related_and_how_is_said_also_with_stars_and_several_in_one_cell() -> None:
    text = "First Name,File As,Labels,Relation 1 - Label,Relation 1 - Value,Relation 2 - Value\n"
    text += "Ann,,* Friends ::: * myContacts,* Spouse ::: Child,Ole ::: Liv,Nobody said how\n"
    assert said(people(pull(text))[0])[2:] == [
        ("tag", "Friends", ""),
        ("relation", "Ole", "Spouse"),
        ("relation", "Liv", "Child"),
        ("other", "Nobody said how", ""),
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1987-10-06", "1987-10-06"),
        ("--03-07", "--03-07"),
        ("--0307", "--03-07"),
        (" 1987-10-06 ", "1987-10-06"),
    ],
)
def test_a_birthday_comes_in_each_form(written: str, kept: str) -> None:
    assert ("birthday", kept, "") in said(people(pull(f"Name,Labels,Notes,Birthday\nAnn,,,{written}\n"))[0])


def test_a_former_family_name_is_one() -> None:
    old = "Name,Group Membership,Maiden Name\nAnn Lee,,Berg\n"
    assert ("maiden", "Berg", "") in said(people(pull(old))[0])
