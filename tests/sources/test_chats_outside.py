"""The public chats: every message another program found in them is found here, at the same moment."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path

import pytest

from amity.core.findings import InteractionSeen, Problem, Settings
from amity.sources import HEAD, SOURCES

FOLDERS = {"whatsapp": 5, "telegram": 2, "signal": 1, "instagram": 1}


@pytest.mark.outside
@pytest.mark.parametrize("service", FOLDERS)
def test_every_message_another_program_found_is_found(service: str) -> None:
    folder = Path(os.environ["AMITY_SHARED"]) / "corpora" / "chat" / "chat-miner" / "test" / service
    told = json.loads((folder / "target.json").read_text("utf-8"))
    files = [path for path in sorted(folder.iterdir()) if path.name != "target.json"]
    assert len(files) == FOLDERS[service]
    for path in files:
        knowing = [
            name for name, source in SOURCES.items() if source.recognizes(path.read_bytes()[:HEAD], path.name)
        ]
        assert knowing == [service]
        settings = Settings(date(2026, 11, 24), name=path.name)
        with path.open("rb") as stream:
            found = list(SOURCES[service].pull(stream, settings))
        seen = [one for one in found if isinstance(one, InteractionSeen)]
        assert {(one.at.replace(tzinfo=None), one.people[0].name) for one in seen} == {
            (datetime.fromisoformat(one["timestamp"]), one["author"]) for one in told
        }
        assert {one.text.replace(" ", "") for one in seen} == {
            one["message"].replace(" ", "") for one in told
        }
        assert {one.code for one in found if isinstance(one, Problem)} <= {"system"}
        assert len({getattr(one, "place", "") for one in found}) == len(found)
