"""Rows by the thousand: what Django's objects would make slow, for the tables that grow with every mail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T")
CHUNK = 2_000
"""Values in one question; below every database's limit."""


def insert(
    model: type[models.Model], columns: Sequence[str], values: Iterable[Sequence[Any]], *, once: bool = False
) -> None:
    """Write rows straight into the table of `model`; `columns` are its own column names, never input.

    With `once` a row that breaks a unique key is passed over: it is there already.
    """
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's documented model API
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        passed = " ON CONFLICT DO NOTHING" if once else ""
        told = f"INSERT INTO {table} ({names}) VALUES ({marks}){passed}"  # noqa: S608 - names of the model
        cursor.executemany(told, list(values))


def update(model: type[models.Model], column_values: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Set columns of rows by id: each of `values` is (*columns, id)."""
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001
    names = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in column_values)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {names} WHERE id = %s", list(values))  # noqa: S608 - names of the model


def having(
    model: type[models.Model], columns: Sequence[str], column: str, values: Iterable[Any], *, owner: int
) -> Iterator[tuple[Any, ...]]:
    """Read plain columns of the owner's rows whose `column` is one of many values, a chunk at a time."""
    table, quoted = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name  # noqa: SLF001
    start = (
        f"SELECT {', '.join(map(quoted, columns))} FROM {table} WHERE owner_id = %s AND {quoted(column)} IN "  # noqa: S608
    )
    for part in chunks(values):
        with connection.cursor() as cursor:
            cursor.execute(f"{start}({', '.join(['%s'] * len(part))})", [owner, *part])
            yield from cursor.fetchall()


def delete(model: type[models.Model], column: str, values: Iterable[Any], *, owner: int) -> None:
    """Remove the owner's rows whose `column` is one of these; nothing that hangs on them goes with them."""
    table, quoted = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name  # noqa: SLF001
    start = f"DELETE FROM {table} WHERE owner_id = %s AND {quoted(column)} IN "  # noqa: S608 - names of the model
    for part in chunks(values):
        with connection.cursor() as cursor:
            cursor.execute(f"{start}({', '.join(['%s'] * len(part))})", [owner, *part])


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """Set aside so many ids, ascending; call it inside the transaction that uses them.

    PostgreSQL hands them out one by one, since a page may ask for some at the same moment; SQLite has one
    writer at a time.
    """
    table = model._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            told = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(told, [table, count])
            return sorted(int(found) for (found,) in cursor.fetchall())
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = int(found[0]) + 1 if found else 1
        return range(first, first + count)


def measure() -> None:
    """Let SQLite look at how its rows are spread, where they have grown: it chooses bad ways without.

    Every index begins with the owner, of whom there is one: unmeasured, SQLite takes "of this owner" for a
    narrow question and reads a whole book where a few rows are asked for by number.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={5 * CHUNK}")
            cursor.execute("PRAGMA optimize=0x10002")


def plain(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Write a JSON value as every database takes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parsed(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Read a JSON column as a plain question gives it: most databases give its text."""
    return json.loads(value) if isinstance(value, str) else value


def day(value: date | str | None) -> date | None:
    """Read a date column as a plain question gives it: some databases give its text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Cut a long run of values into lists of at most `size`."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
