"""The village comes in through the same doors as real files."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from amity import village
from amity.core import handles
from amity.core.findings import Bookmark, Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import HEAD, SOURCES
from amity.village.villagers import slug

TODAY = date(2026, 11, 24)
EXPECTED = {
    "mail": "mail",
    "calendar": "calendar",
    "phone": "vcard",
    "google": "google",
}


class Brought:
    """The village with the findings of each of its files."""

    def __init__(self, folder: Path) -> None:
        self.cast = village.write(folder, today=TODAY)
        self.sources: dict[str, list[str]] = {}
        self.findings: dict[str, list[Finding]] = {}
        for name, content in _streams(folder, self.cast):
            self.sources[name] = [key for key, one in SOURCES.items() if one.recognizes(content[:HEAD], name)]
            settings = Settings(today=TODAY, region="US", name=name)
            source = SOURCES[self.sources[name][0]]
            self.findings[name] = list(source.pull(io.BufferedReader(io.BytesIO(content)), settings))

    def problems(self, name: str) -> Counter[str]:
        return Counter(found.code for found in self.findings[name] if isinstance(found, Problem))

    def places(self, name: str) -> set[str]:
        return {place for found in self.findings[name] if (place := _record(found))}


@pytest.fixture(scope="module", name="brought")
def bring(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    return Brought(tmp_path_factory.mktemp("village"))


@pytest.mark.parametrize("part", EXPECTED)
def test_each_file_is_known_to_its_own_source_first(brought: Brought, part: str) -> None:
    assert brought.sources[getattr(brought.cast.files, part)][0] == EXPECTED[part]


def test_each_table_of_the_archives_is_known_to_linkedin_first(brought: Brought) -> None:
    tables = {name: found for name, found in brought.sources.items() if ".zip/" in name}
    assert len(tables) == 10
    assert {found[0] for found in tables.values()} == {"linkedin"}


def test_nothing_is_left_out_but_what_should_be(brought: Brought) -> None:
    left = {code for name in brought.findings for code in brought.problems(name)}
    assert left <= brought.cast.problems


@pytest.mark.parametrize("part", ["mail", "calendar", "phone", "google"])
def test_every_record_is_accounted_for(brought: Brought, part: str) -> None:
    assert len(brought.places(getattr(brought.cast.files, part))) == brought.cast.counts[part]


def test_nearly_every_letter_becomes_an_exchange(brought: Brought) -> None:
    found = brought.findings[brought.cast.files.mail]
    exchanges = sum(1 for one in found if isinstance(one, InteractionSeen))
    assert exchanges >= brought.cast.counts["letters"] - 2


def test_all_keys_are_different_within_a_file(brought: Brought) -> None:
    for findings in brought.findings.values():
        keys = Counter(one.key for one in findings if isinstance(one, InteractionSeen))
        assert not [key for key, times in keys.items() if times > 1]


def test_the_files_tell_who_the_owner_is(brought: Brought) -> None:
    told = {
        handle.value
        for findings in brought.findings.values()
        for one in findings
        if isinstance(one, PersonSeen) and one.about_owner
        for handle in one.handles
    }
    assert {*brought.cast.addresses, f"linkedin.com/in/{slug(brought.cast.owner)}-village"} <= told


def test_the_mail_of_machines_becomes_no_exchange(brought: Brought) -> None:
    found = brought.findings[brought.cast.files.mail]
    senders = {
        person.handle.value
        for one in found
        if isinstance(one, InteractionSeen)
        for person in one.people
        if person.role == "from"
    }
    assert {one for one in senders & set(brought.cast.machines) if not handles.is_role(one)} == set()


def _record(found: Finding) -> str:
    """Give the place of the record a finding comes from; what is said of the owner on the way has none."""
    if isinstance(found, Bookmark) or (isinstance(found, PersonSeen) and found.about_owner):
        return ""
    return found.place


def _streams(folder: Path, cast: village.Cast) -> Iterator[tuple[str, bytes]]:
    """Give the files, and of zips each member, by the names they are shown under."""
    for name in cast.files.names():
        if not name.endswith(".zip"):
            yield name, (folder / name).read_bytes()
            continue
        with zipfile.ZipFile(folder / name) as archive:
            for member in archive.namelist():
                yield f"{name}/{member}", archive.read(member)
