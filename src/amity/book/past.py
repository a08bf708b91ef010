"""Past: groups and parts in them written over by the owner, with what they were before each day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from amity.book.models import Owner
from amity.core import past as rules


def say(row: Any, today: date | None, **changes: object) -> None:  # noqa: ANN401 - a group or a part in one
    """Write columns of a group, or of somebody's part in one, and remember what they were; not yet saved.

    Without a day it counts as said always. What names another row is given and remembered as its number.
    """
    if today is None:
        _set(row, changes)
        return
    past = {name: _plain(getattr(row, _column(row, name).attname)) for name in changes}
    new = {name: _plain(value) for name, value in changes.items()}
    row.past = (
        rules.change(row.past, past, new, day=today.isoformat())
        if row.pk is not None
        else [[today.isoformat(), None]]
    )
    row.said = date.fromisoformat(str(row.past[-1][0])) if row.past else None
    _set(row, changes)


def _set(row: Any, changes: Mapping[str, object]) -> None:  # noqa: ANN401 - as above
    for name, value in changes.items():
        setattr(row, _column(row, name).attname, value)


def _column(row: Any, name: str) -> Any:  # noqa: ANN401 - Django's own kinds of columns
    """Give a column; one that names another row is kept as its number (`attname`)."""
    return row._meta.get_field(name)  # noqa: SLF001 - Django's documented model API


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def rewound(owner: Owner, found: Iterable[Any]) -> list[Any]:
    """Give groups, or parts in them, as they stood on the day the book is read on."""
    if owner.until is None:
        return list(found)
    kept = []
    for row in found:
        was = rules.before(row.past, day=owner.until.isoformat())
        if was is None:
            continue
        columns = {column.name for column in row._meta.concrete_fields}  # noqa: SLF001 - as below
        for name, value in was.items():
            if name not in columns:
                continue
            column = _column(row, name)
            setattr(row, column.attname, column.to_python(value))
        kept.append(row)
    return kept
