"""What LinkedIn's tables share: how a row becomes claims, whose profile an address is, the archive's day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from amity.core import dates, handles
from amity.core.findings import Claim, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.formats import keys
from amity.formats.tables import Row

Rows = Iterator[Row | Problem]
Said = tuple[Claim, ...]
_REMEMBERED = 250_000
"""Rows of one table among which repetitions are known, so that memory stays bounded."""
_ARCHIVE = re.compile(r"LinkedInDataExport_(\d{2})-(\d{2})-(\d{4})", re.IGNORECASE)


def archive_day(settings: Settings) -> date | None:
    """Read the day of the archive from its file name, which puts the month first."""
    found = _ARCHIVE.search(settings.name)
    return dates.day("/".join(found.groups())) if found else None


def claims(**values: str) -> Said:
    """Make a claim of each value that is there; a field's name is its keyword."""
    return tuple(Claim(field, value) for field, value in values.items() if value)


def rest(row: Row, *told: str) -> Said:
    """Keep the cells that no field fits under their columns' own names; those of `told` are said already."""
    written = {name.lower(): name for name in row.names}
    left = ((name, cell.strip()) for name, cell in row.cells.items() if name not in told)
    return tuple(Claim("other", cell, written.get(name, name)) for name, cell in left if cell)


def dated(row: Row, column: str) -> tuple[str, Said]:
    """Read a cell as an ISO day; what is no day is kept as it is written."""
    written = row[column]
    at = dates.moment(written)
    if at is None:
        return "", rest(row, *(name for name in row.cells if name != column))
    return at.date().isoformat(), ()


def period(row: Row, started: str = "started on", finished: str = "finished on") -> Said:
    """Read the first and last day of something; what is no day is kept as it is written."""
    first, last = dates.period(row[started]), dates.period(row[finished], last=True)
    read = claims(started=first.isoformat() if first else "", finished=last.isoformat() if last else "")
    odd = [name for name, day in ((started, first), (finished, last)) if day is None]
    return read + rest(row, *(name for name in row.cells if name not in odd))


def about_owner(key: str, row: Row, said: Said, as_of: date | None) -> PersonSeen | Problem:
    """Say something about the owner, unless the row says nothing."""
    if not said:
        return Problem(row.place, "empty", "This row says nothing.")
    return PersonSeen(keys.fit(key), row.place, said, as_of=as_of, about_owner=True)


def owner(key: str, place: str, handle: Handle, name: str) -> PersonSeen:
    """Say who the owner is; this belongs to a row that shows it, so that it counts as no row of its own."""
    said = claims(name=name, profile=handle.written)
    return PersonSeen(key, place, said, (handle,), about_owner=True)


def apart(found: Iterable[PersonSeen | Problem], *, start: str = "") -> Iterator[PersonSeen | Problem]:
    """Give a second, different row under one key a key of its own; the same row twice keeps its key.

    Only keys that begin with `start` are looked at, and of a huge table only the first rows.
    """
    seen: dict[int, int] = {}
    for one in found:
        if isinstance(one, Problem) or not one.key.startswith(start):
            yield one
            continue
        key, said = _number(one.key), _number(repr(one.claims))
        if key not in seen and len(seen) < _REMEMBERED:
            seen[key] = said
        if seen.get(key, said) == said:
            yield one
        else:
            own = keys.fit(f"{one.key} {keys.digest(repr(one.claims))}")
            yield PersonSeen(own, one.place, one.claims, one.handles, one.as_of, one.about_owner)


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=7).digest(), "big")


def no_date(row: Row, written: str) -> Problem:
    """Say that a date is not understood."""
    return Problem(row.place, "no-date", f"The date “{written[:40]}” is not understood.")


def member(address: str) -> Handle | None:
    """Read a member's profile; the pages of companies are not people."""
    found = profile(address)
    return found if found and found.kind == "profile" else None


def employed(name: str, company: str) -> Handle | None:
    """Give what a member is known by in tables that name no profile: name and company, if both are told."""
    parts = [" ".join(part.casefold().split()) for part in (name, company)]
    if not all(parts):
        return None
    return Handle("account", keys.fit(f"linkedin-row:{', '.join(parts)}"), name[: handles.LONGEST])


@lru_cache(maxsize=20_000)
def profile(address: str) -> Handle | None:
    """Read an address that comes again and again in an archive."""
    return handles.profile(address) if address else None
