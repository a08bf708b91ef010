from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.findings import (
    Bookmark,
    Claim,
    Finding,
    InteractionSeen,
    Participant,
    PersonSeen,
    Problem,
    Settings,
)
from amity.core.handles import Handle
from amity.sources import wire
from tests import village

EVERY: list[Finding] = [finding for file in village.FILES for finding in file.findings]
EVERY += [Problem("line 3", "no-date", "There is no date."), Bookmark("7"), PersonSeen("k", "p", ())]


@pytest.mark.parametrize("finding", EVERY, ids=lambda finding: type(finding).__name__)
def test_what_is_written_is_read_back(finding: Finding) -> None:
    line = wire.write(finding)
    assert line.isascii()
    assert "\n" not in line
    assert wire.read(json.loads(line)) == finding


@given(st.text(), st.text(), st.datetimes(timezones=st.timezones()))
def test_any_text_and_time_is_read_back_but_for_what_no_database_keeps(
    text: str, name: str, at: datetime
) -> None:
    people = (Participant("from", Handle("email", "a@b.example"), name),)
    first = EVERY[0]
    assert isinstance(first, InteractionSeen)
    seen = wire.read(json.loads(wire.write(replace(first, text=text, at=at, people=people))))
    assert isinstance(seen, InteractionSeen)
    assert seen.text == wire.clean(text)
    assert seen.at.timestamp() == at.timestamp()
    assert "\x00" not in seen.text
    seen.text.encode()


def test_nuls_and_lone_surrogates_are_dropped() -> None:
    assert wire.clean("a\x00b\ud800c é") == "abc é"
    seen = wire.read(json.loads(wire.write(PersonSeen("k\x00", "p", (Claim("name", "A\x00na"),)))))
    assert seen == PersonSeen("k", "p", (Claim("name", "Ana"),))


def test_what_nobody_sees_of_an_address_does_not_tell_two_apart() -> None:
    handle = Handle("account", "meerkat:\x0e1\u200b\ud800", "1\x00")
    person = PersonSeen("k", "row 1", (), (handle,))
    people = (Participant("to", handle, "A\x00\ud800"),)
    meeting = InteractionSeen("k", "row 2", datetime(2026, 1, 5, tzinfo=UTC), "meeting", people)
    for finding in (person, meeting):
        found = wire.read(json.loads(wire.write(finding)))
        assert isinstance(found, PersonSeen | InteractionSeen)
        read = found.handles[0] if isinstance(found, PersonSeen) else found.people[0].handle
        assert read == Handle("account", "meerkat:1", "1")
    assert isinstance(found, InteractionSeen)
    assert found.people[0].name == "A"


def test_a_line_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not a finding"):
        wire.read(["?"])


def test_settings_reach_the_child_whole() -> None:
    told = Settings(date(2026, 11, 24), subjects=False, snippets=False, region="DE", name="a/b.vcf")
    assert wire.settings_in(json.loads(json.dumps(wire.settings_out(told))), name="a/b.vcf") == told
