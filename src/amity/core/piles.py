"""Piles: the many files of an import told together, folder by folder and reason by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MANY = 20
"""Up to so many files of one kind are told one by one."""
NAMED = 3
"""Files that are named beside a reason."""


@dataclass(frozen=True, slots=True)
class Pile:
    """The files of one folder read as one source, and what became of all their records.

    `name` is the folder, "" for files that stood in none, or the file itself where it is the only one;
    `records` counts by outcome, as a file's does.
    """

    name: str
    source: str
    files: int
    records: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was left out: how often, and the first few files it was said of."""

    code: str
    text: str
    count: int
    files: tuple[str, ...] = ()


def piled(files: Iterable[Mapping[str, Any]]) -> list[Pile]:
    """Tell the files of a report that were read by folder and source, in the order in which they were."""
    together: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for file in files:
        folder = str(file["path"]).rpartition("/")[0]
        together.setdefault((folder, str(file["source"])), []).append(file)
    return [
        Pile(str(several[0]["path"]) if len(several) == 1 else folder, source, len(several), _added(several))
        for (folder, source), several in together.items()
    ]


def _added(files: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Add up the counts of several files; an outcome that none had stays 0."""
    found: Counter[str] = Counter()
    for file in files:
        found.update(file["records"])
    return dict(found)


def left_out(files: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """Sum what was left out of the files that were read, by its code, the most frequent first."""
    counts: Counter[str] = Counter()
    said: dict[str, str] = {}
    where: dict[str, list[str]] = {}
    for file in files:
        counts.update(file["skipped_by_code"])
        for code in file["skipped_by_code"]:
            where.setdefault(code, []).append(str(file["path"]))
        for one in file["skipped"]:
            said.setdefault(str(one["code"]), str(one["reason"]))
    return [
        Reason(code, said.get(code, ""), count, tuple(where[code][:NAMED]))
        for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def unread(files: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """Sum the files that were not read by why, the most frequent first; of a reason the first few by name."""
    names: dict[tuple[str, str], list[str]] = {}
    for file in files:
        names.setdefault((str(file.get("code") or ""), str(file["reason"] or "")), []).append(
            str(file["path"])
        )
    found = [Reason(*key, len(several), tuple(several[:NAMED])) for key, several in names.items()]
    return sorted(found, key=lambda one: (-one.count, one.text))
