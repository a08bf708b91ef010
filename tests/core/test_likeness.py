from __future__ import annotations

import pytest

from amity.core import duplicates, likeness
from amity.core.faces import Face, traits
from amity.core.frequency import Frequency
from amity.core.likeness import FIELDS


def levels(one: Face, other: Face) -> dict[str, str]:
    a, b = traits(one), traits(other)
    told = Frequency([a, b])
    found, bits = likeness.compare(a, b, told)
    assert likeness.compare(b, a, told)[0] == found
    assert all(bit >= 0 for bit in bits)
    return {name: FIELDS[name][level] for name, level in zip(FIELDS, found, strict=True) if level}


def named(one: str, other: str) -> dict[str, str]:
    return levels(Face(1, (one,)), Face(2, (other,)))


@pytest.mark.parametrize(
    ("one", "other", "given", "family"),
    [
        ("Ana Lima", "Lima Ana", "same", "same"),
        ("Ana Lima", "Anna Lima", "near", "same"),
        ("Fulano Lima", "Fulaney Lima", "close", "same"),
        ("A. Lima", "Ana Lima", "initial", "same"),
        ("Q. Lima", "Ana Lima", "unlike", "same"),
        ("Xanthe Lima", "Thorold Lima", "unlike", "same"),
        ("Ana Lima", "Bo Lima", "other", "same"),
        ("Ana Marquist", "Ana Marqusit", "same", "near"),
        ("Ana Marquist", "Ana Marquest-Thorn", "same", "unlike"),
        ("Ana Marquist", "Ana Marquist-Thorn", "same", "kin"),
        ("Ana Lund née Marquist", "Ana Marquist", "same", "same"),
        ("Ana Schmidt", "Ana Fischer", "same", "other"),
        ("Emmet George", "Emmet Geor ge", "close", "close"),
        ("amarquist", "Ana Marquist", "initial", "same"),
        ("anamarquist", "Ana Marquist", "same", "same"),
    ],
)
def test_two_names_have_a_level_each_for_given_and_family_name(
    one: str, other: str, given: str, family: str
) -> None:
    found = named(one, other)
    assert (found["given"], found["family"]) == (given, family)


def test_a_single_word_is_compared_with_the_part_it_fits() -> None:
    assert named("Ana", "Ana Lima") == {"given": "same"}
    assert named("Lima", "Ana Lima") == {"family": "same"}


def test_a_nickname_stands_for_the_given_name() -> None:
    one, other = Face(1, ("Friedrich Lima",), nicknames=("Bobo",)), Face(2, ("Bobo Lima",))
    assert levels(one, other)["given"] == "near"
    assert levels(other, one)["given"] == "near"


@pytest.mark.parametrize(
    ("one", "other", "middle"),
    [
        ("Ana B. Lima", "Ana Beatriz Lima", "agree"),
        ("Ana B. Lima", "Ana C. Lima", "differ"),
        ("Ana Lima Jr.", "Ana Lima Sr.", "differ"),
        ("Ana Lima Jr.", "Ana Lima", ""),
        ("Ana Wexley Lima", "Ana Wexleya Lima", ""),
        ("Ana B. Lima", "Ana Lima", ""),
    ],
)
def test_middle_names_and_generations_agree_or_differ(one: str, other: str, middle: str) -> None:
    assert named(one, other).get("middle", "") == middle


def with_one(field: str, one: str, other: str) -> str:
    faces = [Face(n, (), **{field: frozenset({value})}) for n, value in ((1, one), (2, other))]  # type: ignore[arg-type]
    (found,) = levels(*faces).values()
    return found


@pytest.mark.parametrize(
    ("field", "one", "other", "level"),
    [
        ("organizations", "Acme Labs, Inc.", "ACME LABS", "same"),
        ("organizations", "Acme", "Acme Research", "near"),
        ("organizations", "Acme", "Bolt", "differ"),
        ("organizations", "GmbH", "gmbh", "same"),
        ("titles", "Engineer", "engineer", "same"),
        ("titles", "Engineer", "Senior Engineer", "near"),
        ("titles", "Engineer", "Nurse", "differ"),
        ("places", "Riga", "Riga, Latvia", "part"),
        ("places", "Riga", "Oslo", "differ"),
        ("places", "7 Mill Lane, Oldbury, OL3 4AB", "7 Mill Lane, Oldbury OL3 4AB", "address"),
        ("places", "7 Mill Lane, Oldbury, OL3 4AB", "7 Mil lLane, Oldbuyr, O L34AB", "address"),
        ("birthdays", "1980-02-03", "1980-02-03", "same"),
        ("birthdays", "1980-02-03", "--02-03", "day"),
        ("birthdays", "1980-02-03", "1980-03-02", "near"),
        ("birthdays", "1980-02-03", "1980-02-08", "near"),
        ("birthdays", "--02-03", "--02-04", "differ"),
        ("birthdays", "1980-02-03", "1975-11-20", "differ"),
    ],
)
def test_every_other_field_has_its_levels(field: str, one: str, other: str, level: str) -> None:
    assert with_one(field, one, other) == level


@pytest.mark.parametrize(
    ("kind", "one", "other", "level"),
    [
        ("phone", "+4930123456", "+4930123456", "same"),
        ("phone", "030123456", "+4930123456", "tail"),
        ("phone", "110", "+4930123456", "differ"),
        ("email", "a@a.example", "a@a.example", "same"),
        ("email", "birdie77@a.example", "birdie77@b.example", "local"),
        ("email", "a@a.example", "c@b.example", "differ"),
        ("profile", "linkedin.com/in/a", "linkedin.com/in/a", "same"),
        ("profile", "linkedin.com/in/a", "linkedin.com/in/b", "differ"),
    ],
)
def test_handles_have_their_levels(kind: str, one: str, other: str, level: str) -> None:
    faces = [
        Face(n, ("Ana Lima",), handles=frozenset({(kind, value)})) for n, value in ((1, one), (2, other))
    ]
    assert levels(*faces)[{"profile": "page"}.get(kind, kind)] == level


def test_pages_of_two_kinds_and_web_addresses_say_nothing() -> None:
    one = Face(1, (), handles=frozenset({("url", "a.example")}))
    assert levels(one, Face(2, (), handles=frozenset({("url", "b.example")}))) == {}


def test_an_address_made_of_the_name_tells_little() -> None:
    faces = [
        Face(n, ("Ana Marquist",), handles=frozenset({("email", f"ana.marquist@{host}.example")}))
        for n, host in ((1, "a"), (2, "b"))
    ]
    assert levels(*faces)["email"] == "styled"


def test_a_shared_address_does_not_also_count_as_an_employer() -> None:
    faces = [Face(n, ("Ana Lima",), handles=frozenset({("email", "a@acme.example")})) for n in (1, 2)]
    assert "firm" not in levels(*faces)


def test_reasons_name_parts_that_are_nearly_alike() -> None:
    one = Face(1, ("Fulaney",), organizations=frozenset({"Acme"}))
    other = Face(2, ("Fulano Marquist",), organizations=frozenset({"Acme Research"}))
    (found,) = duplicates.weigh([one, other], [(1, 2)])
    assert duplicates.sentence(found) == "Names written alike, organizations of nearly the same name."
    (found,) = duplicates.weigh([Face(1, ("F.",)), other], [(1, 2)])
    assert duplicates.sentence(found) == "Same initial."
