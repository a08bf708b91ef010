"""Columns: a table looked at in a reader process, what the owner says of it, and the reading anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db import transaction

from amity.book import batches, derivation, mappings, matching, plan
from amity.book.models import Batch, Owner
from amity.core.errors import Refusal
from amity.core.findings import Settings
from amity.formats import columns
from amity.sources import table
from amity.sources.table import UNKNOWN, Preview
from amity.sync import child, lock

__all__ = ["UNKNOWN", "Preview", "again", "look", "say"]
_READ_AGAIN = "Its columns were said anew, and it was read again."
_SHOWN = 20


def look(owner: Owner, path: Path, *, wanted: str = "", today: date) -> Preview | None:
    """Give the columns and first rows of a table; `wanted` names the member of an archive that it is."""
    settings = Settings(today, mappings=mappings.all(owner))
    told = child.columns(path, path.name, settings, wanted=wanted or path.name)
    return None if told is None else table.shown(told)


def say(owner: Owner, paths: Iterable[Path], told: Sequence[tuple[str, str]], *, today: date) -> None:
    """Remember (column, field) pairs for every table among the files that has all of these columns."""
    seen = [one for path in paths if path.is_file() and (one := look(owner, path, today=today))]
    if not seen:
        raise Refusal("no-table", "There is no table here whose columns could be said.")
    wanted = {columns.fold(name): field for name, field in told}
    fitting = [one for one in seen if wanted.keys() <= {columns.fold(name) for name in one.names}]
    if not fitting:
        raise Refusal("no-such-column", f"The columns here are {_listed(seen[0].names)}.")
    for one in fitting:
        pairs = zip(one.keys, one.names, strict=True)
        said = {key: wanted[columns.fold(name)] for key, name in pairs if columns.fold(name) in wanted}
        mappings.say(owner, one.names, {**mappings.told(owner, one.names), **said}, today=today)


def again(owner: Owner, batch: str, shown: str, *, today: date) -> None:
    """Take back what one file of a batch brought, before it is read anew; Trouble while an import runs."""
    with lock.importing(), transaction.atomic():
        row = Batch.objects.select_for_update().filter(owner=owner, uid=batch, state="done").first()
        files = row.report.get("files", []) if row else []
        parts = [number for number, file in enumerate(files) if file["path"] == shown and file["understood"]]
        if row is None or not parts:
            return
        touched: set[int] = set()
        for part in parts:
            touched |= batches.forget(owner, row, part=part, today=today)
            files[part].update(understood=False, reason=_READ_AGAIN)
        derivation.derive(owner, touched, today=today)
        matching.bury_empty(owner)
        plan.reconsider(owner, today=today, begun=True)
        row.save()


def names(preview: Preview) -> list[Mapping[str, object]]:
    """Give a table's columns as a report shows them: the name, the guess, and what stands first in it."""
    return [
        {"name": name, "field": guess.field, "first": preview.rows[0][at] if preview.rows else ""}
        for at, (name, guess) in enumerate(zip(preview.names, preview.guesses, strict=True))
    ]


def _listed(found: Sequence[str]) -> str:
    told = ", ".join(repr(name) for name in found[:_SHOWN])
    return told + (f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else "")
