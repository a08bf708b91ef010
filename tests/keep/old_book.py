"""A book as the first version left it, built in any database, and what a later version makes of it.

`books/0001.json` holds each row as version 0001 of the tables wrote it, and what that version exported.
Run as a program, in a process of its own, with `AMITY_DATA` and `AMITY_DATABASE_URL` set.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

BOOKS = Path(__file__).parent / "books"
FIRST = "0001"


def written() -> dict[str, Any]:
    """Read what the first version wrote."""
    told: dict[str, Any] = json.loads((BOOKS / f"{FIRST}.json").read_text("utf-8"))
    return told


def build() -> None:
    """Make the tables of the first version, and fill them."""
    import django  # noqa: PLC0415 - the environment is read first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.management.color import no_style  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    call_command("migrate", "book", FIRST, verbosity=0)
    state = MigrationLoader(connection).project_state([("book", "0001_first")])
    with transaction.atomic(), connection.cursor() as cursor:
        for table, content in written()["tables"].items():
            names = ", ".join(map(connection.ops.quote_name, content["columns"]))
            marks = ", ".join(["%s"] * len(content["columns"]))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", content["rows"])  # noqa: S608
        for told in connection.ops.sequence_reset_sql(no_style(), list(state.apps.get_models())):
            cursor.execute(told)


def rows() -> dict[str, list[list[Any]]]:
    """Read the columns of the first version as they stand now."""
    from django.db import connection  # noqa: PLC0415

    found: dict[str, list[list[Any]]] = {}
    with connection.cursor() as cursor:
        for table, content in written()["tables"].items():
            names = ", ".join(map(connection.ops.quote_name, content["columns"]))
            cursor.execute(f"SELECT {names} FROM {table} ORDER BY id")  # noqa: S608
            found[table] = [[plain(value) for value in row] for row in cursor.fetchall()]
    return found


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a database
    """Write a value as every database gives it."""
    if isinstance(value, bool | int | float | None):
        return value
    text = str(value) if isinstance(value, str) or not isinstance(value, list | dict) else json.dumps(value)
    if text[:1] in {"[", "{"}:
        return json.loads(text)
    return text.removesuffix("+00:00")


def known(document: dict[str, Any]) -> list[list[Any]]:
    """Give everybody of an exported book with what their records say, in an order of its own."""
    return sorted(
        [
            person["name"],
            person["organization"],
            person["note"],
            sorted(edition["digest"] for record in person["records"] for edition in record["editions"]),
        ]
        for person in document["people"]
    )


def story() -> dict[str, Any]:
    """Open the book with this version, and tell what it holds and can do."""
    from amity.cli import start  # noqa: PLC0415

    owner = start.book()
    from amity.book import batches, brought, duplicates, plan  # noqa: PLC0415
    from amity.core.brought import Asked  # noqa: PLC0415
    from amity.keep import export, restore, soundness  # noqa: PLC0415
    from tests import village  # noqa: PLC0415

    held, document = rows(), json.loads(export.dump(export.document(owner)))
    lines = [len(brought.page(owner, batch.id, Asked()).lines) for batch in batches.all(owner)]
    week = [(pick.person_name, pick.reason) for pick in plan.week(owner, today=village.TODAY).picks]
    again = village.bring(owner, village.MAIL, village.CARDS)
    unchanged = again["totals"]["records"], again["totals"]["interactions"]
    batches.undo(owner, again["batch"], today=village.TODAY)
    taken = json.loads(export.dump(export.document(owner)))
    other, older = village.book(), village.book()
    with tempfile.TemporaryDirectory() as folder:
        new, old = Path(folder) / "new.zip", Path(folder) / "old.zip"
        export.write(owner, new)
        restore.bring(other, new, today=village.TODAY)
        with zipfile.ZipFile(old, "w") as archive:
            archive.writestr("book.json", json.dumps(written()["document"]))
        restore.bring(older, old, today=village.TODAY)
    return {
        "rows": held,
        "lines": lines,
        "people": known(document),
        "older": known(json.loads(export.dump(export.document(older)))),
        "week": week,
        "unchanged": unchanged,
        "undone": taken == document,
        "restored": json.loads(export.dump(export.document(other))) == document,
        "pairs": duplicates.refresh(owner),
        "loose": dict(soundness.dangling()),
    }


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build()
    else:
        print(json.dumps(story()))  # noqa: T201 - it is read by the test
