"""Upgrade: the tables brought to this version, after a copy of the database has been put away."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from amity import options
from amity.book import nobodys, placing, rows
from amity.sync import lock

KEPT = 10
"""Copies kept; older ones go."""


def upgrade() -> Path | None:
    """Migrate if there is anything to migrate, copying the database first; give the copy's place.

    Several may start at once: one migrates, the others wait and find nothing left to do.
    """
    with lock.upgrading():
        executor = MigrationExecutor(connection)
        steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
        copy = _copy() if steps and executor.loader.applied_migrations else None
        if steps:
            call_command("migrate", verbosity=0, interactive=False)
            rows.measure()
        nobodys.renew()
        placing.renew()
        return copy


def _copy() -> Path | None:
    """Copy the SQLite file as it stands (`VACUUM INTO`: consistent while others write)."""
    if connection.vendor != "sqlite":
        return None
    folder = options.current().data / "copies"
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"before-upgrade-{datetime.now(tz=UTC):%Y%m%dT%H%M%S%f}.sqlite3"
    place = folder / name
    with closing(sqlite3.connect(options.current().database)) as database:
        database.execute("VACUUM INTO ?", [str(place)])
    if os.name == "posix":
        place.chmod(0o600)
    for old in sorted(folder.glob("before-upgrade-*.sqlite3"))[:-KEPT]:
        old.unlink()
    return place
