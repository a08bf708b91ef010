"""Brought: one record of an import as a list shows it, and what such a list may be asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from amity.core.changes import FieldChanged

OUTCOMES = ("created", "updated", "unchanged", "skipped", "joined", "taken-back")
"""What a list can be narrowed to; "joined" are records that share their person with another one."""


_PARTS = frozenset({"recommendation", "endorsement"})


def origin(source: str, key: str) -> str:
    """Say where a record is from: its source and, of an archive whose parts look alike, which part of it.

    `key` is the record's own; who is only named in an exchange has one that begins with @.
    """
    if source != "linkedin":
        return source
    part = key.partition(":")[0].partition("-")[0]
    if key.startswith("@"):
        part = "message"
    return f"{source}:{part if part in {*_PARTS, 'message'} else 'connection'}"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which records of a batch to list: of one outcome, of one file, with some text; and which stretch."""

    outcome: str = ""
    file: str = ""
    text: str = ""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Joined:
    """Another record of the same person, and why: a shared address, the owner's word, or a third record."""

    source: str
    file: str
    why: Literal["email", "phone", "profile", "account", "word", "through"]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a batch as a list shows it.

    `person` is (id, name), where there is one; `people` are those on an exchange. `changes` is None where an
    update cannot be told any more, since what stood there before was taken back. What was `older` than what
    counted when it came is kept beside it; its `changes` lead from it to what counted.
    """

    id: str
    kind: Literal["record", "exchange", "left-out"]
    outcome: str
    file: str
    place: str
    title: str = ""
    person: tuple[str, str] | None = None
    mine: bool = False
    origin: str = ""
    older: bool = False
    changes: tuple[FieldChanged, ...] | None = ()
    joined: tuple[Joined, ...] = ()
    at: datetime | None = None
    channel: str = ""
    people: tuple[tuple[str, str], ...] = ()
    code: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody whose organization or title an import changed."""

    id: str
    name: str
    before: str
    after: str


def told_apart(paths: Sequence[str]) -> list[str]:
    """Name the files of an import so that no two have one name: those of equal names are numbered."""
    several = Counter(paths)
    seen: Counter[str] = Counter()
    names = []
    for path in paths:
        seen[path] += 1
        names.append(f"{path} ({seen[path]})" if several[path] > 1 else path)
    return names


def roots(paths: Iterable[str]) -> list[str]:
    """Name what the owner brought: the archives, folders and files that the files of a report stood in."""
    return list(dict.fromkeys(path.partition("/")[0] for path in paths))


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a batch's records, how many there are in all, and of each outcome without the filter."""

    lines: list[Line]
    total: int
    counts: Mapping[str, int] = field(default_factory=dict)
