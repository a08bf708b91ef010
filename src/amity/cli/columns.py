"""What the columns of a table are: said with `import --column`, asked where nobody knows them."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amity.cli import start
from amity.formats import columns

if TYPE_CHECKING:
    from amity.book.access import Owner

_SHOWN = 12


class Column(click.ParamType[tuple[str, str]]):
    """A column and what it is, as NAME=FIELD."""

    name = "column"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, str]:
        """Read the pair or fail with the fields there are."""
        if isinstance(value, tuple):
            return value
        name, _, field = str(value).rpartition("=")
        if not name.strip() or field not in columns.FIELDS:
            self.fail(
                f"{value!r}: write NAME=FIELD; FIELD is one of {', '.join(columns.FIELDS)}.", param, ctx
            )
        return name, field


def say(owner: Owner, paths: Iterable[Path], told: Sequence[tuple[str, str]]) -> None:
    """Remember what was said of the tables among the files, before they are read."""
    from amity.sync import columns as looking  # noqa: PLC0415 - it needs the book

    looking.say(owner, paths, told, today=start.today())


def ask(owner: Owner, paths: Sequence[Path], report: dict[str, Any]) -> None:
    """Put the columns of every table that was not understood into the report."""
    from amity.sync import columns as looking  # noqa: PLC0415

    for file in report["files"]:
        path = next((path for path in paths if path.name == file["path"] and path.is_file()), None)
        if path is not None and looking.UNKNOWN in file["skipped_by_code"]:
            found = looking.look(owner, path, today=start.today())
            file["columns"] = looking.names(found) if found else []


def lines(file: dict[str, Any]) -> Iterator[str]:
    """Say how a table that was not understood can be read."""
    found = file.get("columns") or []
    if not found:
        return
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    yield (
        "    Its columns: "
        + ", ".join(f"{one['name']} ({one['first'][:30]})" for one in found[:_SHOWN])
        + more
    )
    best = next((one for one in found if one["field"] in columns.NAMING), {**found[0], "field": "name"})
    pair = shlex.quote(f"{best['name']}={best['field']}")
    command = f"amity import {shlex.quote(file['path'])} --column {pair} …"
    yield f"    Say what they are, and it is remembered: {command}"
