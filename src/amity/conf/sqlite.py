"""Which SQLite: the bundled one where there is a wheel, since older ones can corrupt a WAL file.

SQLite 3.7.0–3.51.2 has a fault in resetting the write-ahead log (fixed in 3.51.3). With such a library the
journal mode stays DELETE. See docs/why/0003-sqlite.md.
"""

from __future__ import annotations

import importlib
import sys

SAFE_WAL = (3, 51, 3)


def choose() -> tuple[int, ...]:
    """Put the bundled SQLite in the standard module's place, before Django loads; give its version."""
    try:
        module = importlib.import_module("pysqlite3")
    except ImportError:
        module = importlib.import_module("sqlite3")
    else:
        sys.modules["sqlite3"] = module
        sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
    return tuple(int(part) for part in module.sqlite_version.split("."))


def pragmas(version: tuple[int, ...]) -> str:
    """Write the statements each connection starts with; WAL only where the library is sound."""
    journal = "WAL" if version >= SAFE_WAL else "DELETE"
    return (
        f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA trusted_schema=OFF;PRAGMA cell_size_check=ON;PRAGMA mmap_size=0;"
        "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-64000;PRAGMA temp_store=MEMORY;"
        "PRAGMA secure_delete=ON;"
    )
