"""LinkedIn on its owner: jobs, schools, events, skills, works and numbers; never anybody else's."""

from __future__ import annotations

import pytest

from amity.core.findings import Claim
from amity.sources import linkedin_rows
from tests.sources.test_linkedin import SAMPLES, people, problems, read, said

ABOUT_OWNER = [
    "Certifications.csv", "Company Follows.csv", "Education.csv", "Events.csv", "Honors.csv",
    "Jobs/Job Applications.csv", "Jobs/Saved Jobs.csv", "Languages.csv", "PhoneNumbers.csv", "Positions.csv",
    "Profile Summary.csv", "Projects.csv", "Publications.csv", "Skills.csv", "Volunteering.csv",
    "Whatsapp Phone Numbers.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", ABOUT_OWNER)
def test_what_is_about_the_owner_is_nobody_elses(name: str) -> None:
    found = people(read(name))
    assert found
    assert all(person.about_owner and str(person.as_of) == "2026-05-14" for person in found)


def test_an_application_is_a_job_with_its_day_and_its_form_is_kept_as_it_is() -> None:
    (job,) = people(read("Jobs/Job Applications.csv"))
    assert job.claims == (
        Claim("application", "Head of works, Lantern", "2025-03-03"),
        Claim("organization", "Lantern"),
        Claim("title", "Head of works"),
        Claim("url", "https://jobs.example/lantern/1"),
        Claim("other", "nora.vale@harbur.example", "Contact Email"),
        Claim("other", "+1 212 555 0199", "Contact Phone Number"),
        Claim("other", "nora-4.pdf", "Resume Name"),
        Claim("other", "Q: May you work here? A: Yes.", "Question And Answers"),
    )
    assert problems(read("Jobs/Job Applications.csv")) == [("row 3", "empty")]


def test_an_address_typed_into_an_application_makes_nobody_the_owner() -> None:
    assert all(person.handles == () for person in people(read("Jobs/Job Applications.csv")))


def test_a_saved_job_without_a_title_goes_by_its_address() -> None:
    first, second = people(read("Jobs/Saved Jobs.csv"))
    assert first.claims[0] == Claim("saved_job", "Planner, Ferry Lines", "2025-06-21")
    assert second.claims[0] == Claim("saved_job", "https://jobs.example/3")
    assert Claim("other", "someday", "Saved Date") in second.claims


def test_a_school_has_its_degree_and_its_years() -> None:
    fjord, harbour = people(read("Education.csv"))
    assert fjord.claims[0] == Claim("school", "Fjord Institute of Technology", "MSc, Structures")
    assert (said(fjord)["started"], said(fjord)["finished"]) == ("2004-01-01", "2009-06-30")
    assert Claim("other", "Rowing", "Activities") in fjord.claims
    assert Claim("other", "before", "Start Date") in harbour.claims


def test_what_the_owner_follows_has_its_day_where_there_is_one() -> None:
    lantern, ferry = people(read("Company Follows.csv"))
    assert lantern.claims == (Claim("follows", "Lantern", "2024-11-28"),)
    assert ferry.claims == (Claim("follows", "Ferry Lines"),)


def test_only_events_the_owner_went_to_were_attended() -> None:
    days, fair = people(read("Events.csv"))
    assert days.claims[0] == Claim("attended", "Bridge Days 2024", "2024-03-05")
    assert {(claim.field, claim.label) for claim in fair.claims} == {
        ("other", "Event Name"), ("other", "Event Time"), ("other", "Status"),
    }  # fmt: skip


def test_skills_and_works_say_what_the_owner_can_and_did() -> None:
    bridges, again = people(read("Skills.csv"))
    assert bridges.claims == (Claim("can_help_with", "Bridges"),)
    assert bridges.key == again.key
    (project,) = people(read("Projects.csv"))
    assert project.claims[0] == Claim("background", "Project: Footbridge over the Aker")
    assert (said(project)["started"], said(project)["finished"]) == ("2023-01-08", "2023-11-30")
    timber, rope = people(read("Publications.csv"))
    assert timber.claims[0] == Claim("background", "Publication: On timber", "2022-01-14")
    assert rope.claims[1] == Claim("other", "Jan 2023", "Published On")


def test_own_numbers_are_the_owners_with_their_countrys_code() -> None:
    found = read("PhoneNumbers.csv")
    assert [handle.value for one in people(found) for handle in one.handles] == [
        "+12125550100",
        "+12125550101",
    ]
    assert [claim.label for one in people(found) for claim in one.claims] == ["home", "mobile"]
    assert problems(found) == [("row 4", "empty")]
    (same,) = people(read("Whatsapp Phone Numbers.csv"))
    assert (same.key, same.handles[0].value) == ("me:whatsapp:+12125550101", "+12125550101")


def test_every_cell_of_every_sample_is_told() -> None:
    for name in ABOUT_OWNER:
        text = (SAMPLES / name).read_text("utf-8")
        told = " ".join(claim.value + claim.label for one in people(read(name)) for claim in one.claims)
        words = [
            word for word in ("Welding", "W-17", "Skipper", "Children", "Native", "Essay") if word in text
        ]
        assert all(word in told for word in words), name


def test_repetitions_are_known_among_the_first_rows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkedin_rows, "_REMEMBERED", 0)
    found = people(read("Recommendations_Given.csv"))
    assert found[0].key == found[2].key
