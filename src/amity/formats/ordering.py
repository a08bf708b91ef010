"""Ordering: whether a table writes the day before the month, seen from its own rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from amity.core import dates
from amity.core.findings import Problem
from amity.formats.tables import Row

AHEAD = 5_000
"""Rows that are looked at before it is decided: all of an address book, the beginning of anything else."""
SIZE = 8_000_000
"""Characters that are held while looking."""
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})")
_MONTHS = 12

Rows = Iterator[Row | Problem]


def decide(rows: Rows, dated: Sequence[str]) -> tuple[bool, Rows]:
    """Tell from the days in the `dated` columns whether the day comes first; give it with all the rows.

    Where no day says it: `;` parts cells where a comma parts decimals, and there the day comes first.
    """
    first = list(_beginning(rows))
    found = [row for row in first if isinstance(row, Row)]
    said = days_first(row[name] for row in found for name in dated)
    if said is None:
        said = bool(found) and found[0].delimiter == ";"
    return said, chain(first, rows)


def days_first(texts: Iterable[str]) -> bool | None:
    """Tell from days whether the day comes before the month; None where none of them says it."""
    for text in texts:
        found = SLASHED.fullmatch(text.strip()[: dates.LONGEST])
        one, two = (int(found[1]), int(found[2])) if found else (0, 0)
        if max(one, two) > _MONTHS >= min(one, two):
            return one > two
    return None


def _beginning(rows: Rows) -> Rows:
    size = 0
    for row in islice(rows, AHEAD):
        yield row
        size += sum(map(len, row.cells.values())) if isinstance(row, Row) else 0
        if size > SIZE:
            return
