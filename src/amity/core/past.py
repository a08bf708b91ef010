"""Past: what a row of the owner's said before it was written over, for whoever asks about an earlier day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Past = Sequence[Sequence[object]]
"""What a row said before: [[day, {column: value before} or null]…], oldest first; null is its beginning."""


def change(
    past: Past, before: Mapping[str, object], after: Mapping[str, object], *, day: str
) -> list[list[object]]:
    """Remember what a row said before a change; of one day only the first, and nothing that came back.

    `before` are plain values of the columns that are written, `after` what they become.
    """
    kept = [list(entry) for entry in past]
    new = {name: value for name, value in before.items() if after[name] != value}
    if kept and kept[-1][0] == day:
        old = kept[-1][1]
        if not isinstance(old, Mapping):
            return kept
        new = {**new, **old}
        new = {name: value for name, value in new.items() if name not in after or after[name] != value}
        kept.pop()
    return [*kept, [day, new]] if new else kept


def before(past: Past, *, day: str) -> dict[str, object] | None:
    """Give the columns of a row that were otherwise on a day, as they were; None if it was not there."""
    found: dict[str, object] = {}
    for on, said in reversed(past):
        if str(on) <= day:
            continue
        if not isinstance(said, Mapping):
            return None
        found.update(said)
    return found
