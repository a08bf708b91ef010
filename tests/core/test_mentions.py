from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import mentions
from amity.core.findings import Participant
from amity.core.handles import Handle
from amity.core.mentions import Mention

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ANA = Handle("email", "ana@acme.example", "Ana@Acme.example")


def person(name: str, role: str = "from", written: str = "") -> Participant:
    return Participant(role, Handle("email", "ana@acme.example", written or "ana@acme.example"), name)  # type: ignore[arg-type]


def test_only_what_says_more_than_who_they_are_is_written_down() -> None:
    assert mentions.write([person("")]) == ""
    assert list(mentions.read("")) == []
    told = mentions.write([person("Ana"), person("", "to", "ANA@acme.example")])
    assert list(mentions.read(told)) == [
        ("@email:ana@acme.example", "from", "Ana", ""),
        ("@email:ana@acme.example", "to", "", "ANA@acme.example"),
    ]


def test_a_mention_of_nothing_is_none() -> None:
    assert mentions.again(("email", "a@b.example"), [], own="@email:a@b.example") is None


EXCHANGES = st.lists(
    st.tuples(
        st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1), max_value=datetime(2030, 1, 1)),  # noqa: DTZ001
        st.sampled_from(["from", "to", "cc"]),
        st.sampled_from(["", "Ana", "Ana Lima", "ana@acme.example", "A\x00\ud800"]),
        st.sampled_from(["ana@acme.example", "Ana@Acme.example"]),
    ),
    min_size=1,
)


@given(EXCHANGES)
def test_made_anew_it_is_what_it_was(exchanges: list[tuple[datetime, str, str, str]]) -> None:
    first: Mention | None = None
    said = []
    for at, role, name, written in exchanges:
        one = person(name, role, written)
        first = first or Mention(("email", "ana@acme.example", written))
        first.note(name, role, at)
        said.append((at, role, mentions.write([one])))
    key = mentions.key("email", "ana@acme.example")
    assert mentions.again(("email", "ana@acme.example"), said, own=key) == first


def test_the_record_of_a_mention_says_name_address_and_day() -> None:
    mention = Mention((ANA.kind, ANA.value, ANA.written))
    assert mentions.kept("mail", "@k", mention).claims == ()
    mention.note("Ana", "to", AT)
    kept = mentions.kept("mail", "@k", mention)
    assert (kept.claims, kept.as_of, kept.mention) == ((("name", "Ana", ""),), date(2026, 11, 24), True)
    assert kept.handles == ((ANA.kind, ANA.value, ANA.written),)


def test_mail_without_a_name_takes_no_name_away() -> None:
    ana, berg, bare = [["name", "Ana Lima", ""]], [["name", "Ana Berg", ""]], [["tag", "x", ""]]
    assert mentions.name_before([ana, berg, bare]) == berg
    assert mentions.name_before([ana, bare, []]) == ana
    assert mentions.name_before([bare, []]) == []
    assert mentions.name_before([ana, berg]) == []


@pytest.mark.parametrize(
    "names",
    [
        ("boingboing", "The Guardian", "fark", "Slashdot"),
        ("Ana Lima", "Bo Chen", "Cy Young", "Dee Novak", "Eve Ohm"),
        ("Ana Lima via RT",),
    ],
)
def test_many_names_behind_one_address_are_a_programs(names: tuple[str, ...]) -> None:
    assert mentions.program(names)


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("", "ana@acme.example", "bo@acme.example", "cy@acme.example", "dee@acme.example"),
        ("Ana", "Ana Lima", "Lima, Ana", "ana m. lima", "Ana Maria Lima"),
        ("Ana Lima", "Ana Berg", "Ana Lima Berg", "Acme"),
        ("Silvia Lima",),
    ],
)
def test_spellings_of_one_name_make_no_program(names: tuple[str, ...]) -> None:
    assert not mentions.program(names)
