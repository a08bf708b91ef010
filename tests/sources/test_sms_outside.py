"""Backups nobody here wrote: each is known, and every record of it is accounted for."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from amity.core.findings import InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import SOURCES, sms

pytestmark = pytest.mark.outside

BROKEN = "malformed.xml"


def files() -> list[Path]:
    return sorted((Path(os.environ["AMITY_SHARED"]) / "corpora" / "sms").rglob("*.xml"))


def pulled(path: Path) -> list[InteractionSeen | Problem]:
    with path.open("rb") as stream:
        found = list(sms.pull(stream, Settings(today=date(2026, 3, 1), name=path.name)))
    return [each for each in found if not isinstance(each, PersonSeen)]  # type: ignore[misc]


def test_every_backup_is_recognized_by_this_source_alone() -> None:
    assert len(files()) >= 6
    for path in files():
        head = path.read_bytes()[:65_536]
        assert [name for name, source in SOURCES.items() if source.recognizes(head, path.name)] == ["sms"]


def test_nothing_else_is_taken_for_a_backup() -> None:
    shared = Path(os.environ["AMITY_SHARED"]) / "corpora"
    others = [path for path in shared.rglob("*") if path.is_file() and path not in files()]
    assert [path for path in others if sms.recognizes(path.read_bytes()[:65_536], path.name)] == []
    assert len(others) > 3_000


def test_every_record_is_accounted_for() -> None:
    told = {path.name: len(pulled(path)) for path in files()}
    there = {path.name: len(re.findall(rb"<(?:sms|mms|call)\s", path.read_bytes())) for path in files()}
    assert told == there


def test_each_record_is_an_exchange_or_has_its_reason() -> None:
    codes = {path.name: [each.code for each in pulled(path) if isinstance(each, Problem)] for path in files()}
    left_out = {name: each for name, each in codes.items() if each}
    assert left_out == {BROKEN: ["unreadable"], "mixed.xml": ["draft"]}


def test_directions_are_those_of_the_box() -> None:
    mixed = next(path for path in files() if path.name == "mixed.xml")
    ways = [each.direction for each in pulled(mixed) if isinstance(each, InteractionSeen)]
    assert ways == ["received", "received", "sent"]
