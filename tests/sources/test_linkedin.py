"""LinkedIn's tables: what each row says, and whose archive it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import Source, linkedin
from tests.sources.contract import Contract

SAMPLES = Path(__file__).parent / "samples" / "linkedin"
TODAY = date(2026, 11, 24)
OWNER = "linkedin.com/in/nora-vale"
MESSAGES = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"


class TestContract(Contract):
    source: ClassVar[Source] = linkedin
    folder = "linkedin"


def read(name: str, *, snippets: bool = True) -> list[Finding]:
    archive = "Complete_LinkedInDataExport_05-14-2026.zip"
    settings = Settings(today=TODAY, snippets=snippets, name=f"{archive}/{name}")
    return list(linkedin.pull(BytesIO((SAMPLES / name).read_bytes()), settings))


def pull(text: str, name: str = "") -> list[Finding]:
    return list(linkedin.pull(BytesIO(text.encode()), Settings(today=TODAY, name=name)))


def problems(found: list[Finding]) -> list[tuple[str, str]]:
    return [(one.place, one.code) for one in found if isinstance(one, Problem)]


def people(found: list[Finding]) -> list[PersonSeen]:
    return [one for one in found if isinstance(one, PersonSeen)]


def exchanges(found: list[Finding]) -> list[InteractionSeen]:
    return [one for one in found if isinstance(one, InteractionSeen)]


def said(person: PersonSeen) -> dict[str, str]:
    return {claim.field: claim.value for claim in person.claims}


NAMED = {
    "Certifications.csv", "Honors.csv", "Languages.csv", "PhoneNumbers.csv", "Profile Summary.csv",
    "Projects.csv", "Publications.csv", "Recommendations_Given.csv", "Recommendations_Received.csv",
    "Skills.csv", "Volunteering.csv", "Whatsapp Phone Numbers.csv",
}  # fmt: skip
"""Tables whose columns could be anybody's: only their names make them LinkedIn's."""


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.csv")), ids=lambda path: path.name)
def test_every_table_is_recognized_by_its_columns_where_they_are_its_own(path: Path) -> None:
    assert linkedin.recognizes(path.read_bytes(), "whatever.txt") == (path.name not in NAMED)
    assert linkedin.recognizes(path.read_bytes(), f"a.zip/Jobs/{path.name}")


@pytest.mark.parametrize(
    "head", ["", "Name,Given Name,E-mail 1 - Value\n", "Title,Description,Url,Started On\n"]
)
def test_other_tables_are_not_recognized(head: str) -> None:
    assert not linkedin.recognizes(head.encode(), "Connections.csv")


def test_a_connection_is_a_person_with_what_the_row_says() -> None:
    mira = people(read("Connections.csv"))[0]
    assert (mira.key, mira.place, mira.as_of) == ("linkedin.com/in/mira-okafor", "row 6", date(2026, 5, 14))
    assert said(mira) == {
        "name": "Mira Okafor",
        "given": "Mira",
        "family": "Okafor",
        "profile": "https://www.linkedin.com/in/mira-okafor",
        "email": "mira@example.com",
        "organization": "Lantern, Inc.",
        "title": 'Head of "Craft"',
        "connected_on": "2024-06-05",
    }
    assert [handle.value for handle in mira.handles] == [
        "linkedin.com/in/mira-okafor",
        "mira@example.com",
        "linkedin-row:mira okafor, lantern, inc.",
    ]


def test_connections_without_a_name_or_a_profile_are_kept_by_the_other() -> None:
    found = read("Connections.csv")
    assert [person.key for person in people(found)[1:]] == [
        "linkedin.com/in/tomás-ruiz",
        "linkedin.com/in/quiet-one",
        "row:Old Friend 03/15/2014",
    ]
    assert problems(found) == [("row 8", "empty")]


def test_two_namesakes_of_one_day_are_two_people_and_one_row_twice_is_one() -> None:
    row = "Ann,Lee,{},01 Jan 2012\n"
    text = "First Name,Last Name,Company,Connected On\n" + row.format("A") + row.format("B") + row.format("A")
    first, second, again = people(pull(text))
    assert first.key == again.key
    assert first.key != second.key


def test_a_message_has_its_sender_recipients_time_and_beginning() -> None:
    first = exchanges(read("messages.csv"))[0]
    assert first.key == f"linkedin:c1 2023-06-11T15:33:58+00:00 {OWNER}"
    assert (first.at, first.channel) == (datetime(2023, 6, 11, 15, 33, 58, tzinfo=UTC), "message")
    assert first.direction is None
    assert first.text == "Hello Mira, how is the workshop?"
    assert [(one.role, one.handle.value, one.name) for one in first.people] == [
        ("from", OWNER, "Nora Vale"),
        ("to", "linkedin.com/in/mira-okafor", "Mira Okafor"),
    ]


def test_two_messages_of_one_second_are_told_apart() -> None:
    _, second, third = exchanges(read("messages.csv"))[:3]
    assert third.key.startswith(second.key + " ")


def test_a_group_has_all_its_recipients_and_a_subject_stands_for_no_text() -> None:
    lunch = exchanges(read("messages.csv"))[3]
    assert [one.name for one in lunch.people] == ["Tomás Ruiz", "Nora Vale", "Mira Okafor"]
    assert lunch.text == "Lunch"


def test_names_that_do_not_come_out_even_are_left_out() -> None:
    urls = "https://www.linkedin.com/in/a;https://www.linkedin.com/in/b"
    found = pull(MESSAGES + f'c,Ann,,"Lee, PhD, Bob",{urls},2023-07-06 12:00:00 UTC,,Hi,INBOX\n')
    assert [(one.handle.value, one.name) for one in exchanges(found)[0].people] == [
        ("linkedin.com/in/a", ""),
        ("linkedin.com/in/b", ""),
    ]


def test_messages_that_are_no_exchange_say_why() -> None:
    assert problems(read("messages.csv")) == [
        ("row 9", "no-people"),
        ("row 10", "draft"),
        ("row 11", "spam"),
        ("row 12", "no-date"),
    ]


def test_markup_is_read_as_text_and_no_text_is_kept_when_it_is_not_allowed() -> None:
    assert exchanges(read("messages.csv"))[-1].text == "Dear & old friend"
    assert {one.text for one in exchanges(read("messages.csv", snippets=False))} == {""}


def test_the_beginning_of_a_message_has_a_hundred_and_forty_characters() -> None:
    found = pull(
        MESSAGES + f"c,A,https://www.linkedin.com/in/a,,,2023-07-06 12:00:00 UTC,,{'my word ' * 99},INBOX\n"
    )
    assert len(exchanges(found)[0].text) == 140


def test_a_message_to_very_many_is_no_evidence() -> None:
    urls = ";".join(f"https://www.linkedin.com/in/p{number}" for number in range(32))
    found = pull(MESSAGES + f"c,,,,{urls},2023-07-06 12:00:00 UTC,,Hi,INBOX\n")
    assert problems(found) == [("row 2", "too-many-people")]


def test_who_takes_part_in_every_conversation_is_the_owner() -> None:
    (owner,) = people(read("messages.csv"))
    assert (owner.key, owner.about_owner) == ("me:messages", True)
    assert said(owner) == {"name": "Nora Vale", "profile": "https://www.linkedin.com/in/nora-vale"}


def test_two_conversations_do_not_show_the_owner() -> None:
    at = "2023-07-06 12:00:00 UTC"
    row = "{},A,https://linkedin.com/in/a,B{},https://linkedin.com/in/b{}," + at + ",,Hi,INBOX\n"
    assert people(pull(MESSAGES + row.format(1, 1, 1) + row.format(2, 2, 2))) == []
    assert people(pull(MESSAGES + "".join(row.format(number, 1, 1) for number in range(5)))) == []


def test_the_assistants_messages_are_no_conversations() -> None:
    assert problems(read("guide_messages.csv")) == [("row 2", "not-a-conversation")]
    assert pull(MESSAGES) == []


def test_an_invitation_knows_its_direction() -> None:
    sent, received = exchanges(read("Invitations.csv"))
    assert (sent.direction, sent.channel, sent.text) == ("sent", "social", "Good to meet you")
    assert sent.at == datetime(2023, 6, 11, 15, 33, tzinfo=UTC)
    assert (received.direction, received.people[0].name) == ("received", "Tomás Ruiz")


def test_invitations_show_the_owner_and_say_what_they_lack() -> None:
    found = read("Invitations.csv")
    assert problems(found) == [("row 4", "no-date"), ("row 5", "no-people")]
    (owner,) = people(found)
    assert (owner.key, owner.about_owner, owner.handles[0].value) == ("me:invitations", True, OWNER)


def test_the_profile_is_about_the_owner_without_birth_date_and_address() -> None:
    (owner,) = people(read("Profile.csv"))
    assert (owner.key, owner.about_owner) == ("me:profile", True)
    assert said(owner) == {
        "name": "Nora Vale",
        "given": "Nora",
        "family": "Vale",
        "headline": "Builder of bridges",
        "industry": "Civil Engineering",
        "place": "Oslo, Norway",
    }


def test_positions_have_their_first_and_last_day() -> None:
    found = read("Positions.csv")
    first, second = people(found)
    assert said(first) == {
        "organization": "Harbour Works",
        "title": "Bridge engineer",
        "place": "Oslo",
        "started": "2019-10-01",
        "finished": "2024-02-29",
        "other": "Built bridges.",
    }
    assert second.key == "position:Lantern Head of works Mar 2024"
    assert "finished" not in said(second)
    assert problems(found) == [("row 4", "empty")]


def test_own_addresses_are_the_owners_once_they_are_confirmed() -> None:
    found = read("Email Addresses.csv")
    assert [(one.key, one.about_owner) for one in people(found)] == [
        ("me:email:nora.vale@example.com", True),
        ("me:email:nora@harbour.example", True),
    ]
    assert [handle.value for one in people(found) for handle in one.handles] == [
        "nora.vale@example.com",
        "nora@harbour.example",
    ]
    assert problems(found) == [("row 4", "unconfirmed"), ("row 5", "empty")]


def test_own_addresses_count_where_no_column_speaks_of_confirming() -> None:
    (own,) = people(pull("Email Address,Primary,Updated On\nnora@harbour.example,Yes,2020-01-01\n"))
    assert own.handles[0].value == "nora@harbour.example"


@pytest.mark.parametrize(
    "name",
    [
        "Votes.csv",
        "Complete_LinkedInDataExport_05-14-2026.zip/Jobs/Job Seeker Preferences.csv",
        "export\\Receipts_v2.csv",
        "a.zip/Articles/Articles/2018-07-15_on-shipping-small.html",
    ],
)
def test_parts_of_the_archive_that_are_not_read_are_known_by_their_names(name: str) -> None:
    assert linkedin.declines(name) == "This part of LinkedIn's archive is not needed yet."


@pytest.mark.parametrize("name", ["my skills.csv", "Connections.csv", "page.html", "Skills.csv/other.csv"])
def test_other_files_are_not_taken_for_parts_of_the_archive(name: str) -> None:
    assert linkedin.declines(name) == ""


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.csv")), ids=lambda path: path.name)
def test_a_broken_row_is_a_problem_in_every_table(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    settings = Settings(today=TODAY, name=path.name)
    found = list(linkedin.pull(BytesIO((text + '"never closed\n').encode()), settings))
    assert problems(found)[-1] == (f"row {text.count(chr(10)) + 1}", "broken-row")


def test_broken_rows_before_any_good_one_are_problems() -> None:
    assert problems(pull('First Name,Last Name,Connected On\n"never closed\n')) == [("row 2", "broken-row")]
