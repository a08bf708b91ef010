"""LinkedIn on help: what was recommended and endorsed, by whom, and when."""

from __future__ import annotations

import pytest

from amity.core.findings import Claim, PersonSeen, Problem
from amity.sources import linkedin_people
from tests.sources.test_linkedin import people, problems, pull, read, said

GIVEN = "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url\n"


def help_of(person: PersonSeen) -> list[Claim]:
    return [claim for claim in person.claims if claim.field.startswith(("help_", "can_"))]


def test_a_recommendation_is_help_with_its_text_and_its_day() -> None:
    mira, tomas, again = people(read("Recommendations_Given.csv"))
    assert help_of(mira) == [
        Claim("help_given", "Recommendation: Mira finds the one question\nthat matters.", "2021-03-22")
    ]
    assert help_of(tomas) == [Claim("help_given", "Recommendation", "2022-06-14")]
    assert said(mira)["organization"] == "Lantern, Inc."
    assert mira.key == "recommendation-given:Mira Okafor 22 Mar 2021"
    assert again.key.startswith(mira.key + " ")


def test_a_recommendation_counts_from_the_day_it_was_written() -> None:
    mira, *_ = people(read("Recommendations_Given.csv"))
    assert str(mira.as_of) == "2021-03-22"
    (ines,) = people(read("Recommendations_Received.csv"))
    assert str(ines.as_of) == "2026-05-14"


def test_a_status_out_of_the_ordinary_and_a_day_not_understood_are_kept() -> None:
    _, tomas, _ = people(read("Recommendations_Given.csv"))
    assert Claim("other", "HIDDEN", "Status") in tomas.claims
    (ines,) = people(read("Recommendations_Received.csv"))
    assert Claim("other", "sometime", "Creation Date") in ines.claims
    assert help_of(ines) == [Claim("help_received", "Recommendation: Nora keeps her word.")]


CONNECTIONS = "First Name,Last Name,URL,Company,Connected On\n"
RECOMMENDED = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"


def accounts(found: list[PersonSeen]) -> list[list[str]]:
    return [[handle.value for handle in one.handles if handle.inner] for one in found]


def recommended(name: str, company: str) -> list[str]:
    found = pull(
        f"{RECOMMENDED}{name},Lee,{company},Poet,,22 Mar 2021,VISIBLE\n", "Recommendations_Given.csv"
    )
    return accounts(people(found))[0]


def test_a_recommendation_is_of_the_one_connection_of_its_name_and_company() -> None:
    row = "Ann,Lee,https://www.linkedin.com/in/ann-lee,Acme  Ltd,01 Jan 2012\n"
    once, again = accounts(people(pull(CONNECTIONS + row + row)))
    assert once == again == recommended("ANN", "acme ltd")
    assert recommended("Ann", "Birch") != once
    assert recommended("Ann", "") == []


def test_connections_of_one_name_and_company_are_not_known_by_these() -> None:
    rows = [f"Ann,Lee,https://www.linkedin.com/in/{slug},Acme,01 Jan 2012\n" for slug in ("ann-1", "ann-2")]
    assert accounts(people(pull(CONNECTIONS + "".join(rows)))) == [[], []]


def test_of_a_table_too_long_to_be_held_every_row_is_given_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkedin_people, "_HELD", 1_100)
    rows = "".join(f"A{number},Lee,,Acme,01 Jan 2012\n" for number in range(4))
    assert accounts(people(pull(CONNECTIONS + "x\n" + rows))) == [[], [], [], [], []]


def test_rows_that_name_nobody_say_so() -> None:
    assert problems(read("Recommendations_Given.csv")) == [("row 5", "empty")]
    assert problems(read("Endorsement_Given_Info.csv")) == [("row 4", "empty")]


def test_what_the_owner_endorsed_is_help_given_and_what_the_person_can_help_with() -> None:
    carpentry, workshops = people(read("Endorsement_Given_Info.csv"))
    assert help_of(carpentry) == [
        Claim("help_given", "Endorsed for Carpentry", "2020-06-05"),
        Claim("can_help_with", "Carpentry", "2020-06-05"),
    ]
    assert carpentry.handles == workshops.handles
    assert carpentry.key != workshops.key
    assert Claim("other", "PENDING", "Endorsement Status") in workshops.claims


def test_what_others_endorsed_is_help_received_and_no_skill_of_theirs() -> None:
    tomas, friend = people(read("Endorsement_Received_Info.csv"))
    assert help_of(tomas) == [Claim("help_received", "Endorsed for Bridges", "2020-06-05")]
    assert [handle.value for handle in tomas.handles] == ["linkedin.com/in/tomás-ruiz"]
    assert friend.key == "endorsement-received:Old Friend Bridges 05 Jun 2020"


def test_an_endorsement_without_a_skill_and_with_a_companys_page_keeps_what_it_has() -> None:
    (person,) = people(pull(GIVEN + "05 Jun 2020,,Ann,Lee,https://www.linkedin.com/company/x\n"))
    assert help_of(person) == []
    assert person.handles == ()
    assert Claim("other", "https://www.linkedin.com/company/x", "Endorsee Public Url") in person.claims


def test_the_same_endorsement_twice_is_one() -> None:
    row = "05 Jun 2020,Rope,Ann,Lee,https://www.linkedin.com/in/ann\n"
    first, second = people(pull(GIVEN + row + row))
    assert first.key == second.key


def test_a_connection_keeps_what_no_field_fits_under_its_columns_name() -> None:
    text = "First Name,Last Name,URL,Email Address,Connected On,Nick\nAnn,Lee,none,at home,one day,Annie\n"
    (ann,) = [one for one in pull(text) if not isinstance(one, Problem)]
    assert isinstance(ann, PersonSeen)
    assert {(claim.label, claim.value) for claim in ann.claims if claim.field == "other"} == {
        ("URL", "none"), ("Email Address", "at home"), ("Connected On", "one day"), ("Nick", "Annie"),
    }  # fmt: skip


def test_old_endorsements_without_day_and_profile_are_read() -> None:
    (person,) = people(pull("Skill Name,Endorser First Name,Endorser Last Name\nRope,Ann,Lee\n"))
    assert help_of(person) == [Claim("help_received", "Endorsed for Rope")]
    assert person.key == "endorsement-received:Ann Lee Rope "
