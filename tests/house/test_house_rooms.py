"""Who may import whom, and whether the tables are those of the models."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house import tree


def test_rooms_import_only_what_they_may() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    env = {**os.environ, "PYTHONPATH": str(tree.SRC.parent)}
    told = subprocess.run(  # noqa: S603 - the linter of this environment
        [linter, "--no-cache"], cwd=tree.ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout
    assert "0 broken" in told.stdout


def test_every_room_stands_in_the_plan_of_the_house() -> None:
    plan = (tree.DOCS / "house.md").read_text("utf-8")
    rooms = sorted(path.name for path in tree.SRC.iterdir() if (path / "__init__.py").exists())
    assert [room for room in rooms if f"`{room}/`" not in plan] == []


def test_no_source_imports_another() -> None:
    from amity.sources import SOURCES  # noqa: PLC0415 - only this test needs them

    said = {name: (tree.SRC / "sources" / f"{name}.py").read_text("utf-8") for name in SOURCES}
    crossing = [
        (name, other)
        for name, text in said.items()
        for other in SOURCES
        if other != name
        and (f"from amity.sources.{other} " in text or f"from amity.sources import {other}" in text)
    ]
    assert crossing == []


@pytest.mark.django_db
def test_the_migrations_make_the_tables_of_the_models() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
