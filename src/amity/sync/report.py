"""The report of an import: what became of every file, and of every record in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from amity.core.findings import Problem
from amity.core.mentions import Mention
from amity.sync.settle import Settled

UNREAD = frozenset({"unreadable", "too-long", "no-card", "cut-off", "unknown-columns"})
"""Codes of what was no record at all: a file of nothing else is not understood."""
SHOWN = 100
"""Skipped records named one by one in a report; the rest are counted by code."""
LISTED = 10_000
"""Skipped records of one file that the book lists; the rest are counted by code."""


@dataclass(slots=True)
class File:
    """What became of one file or member of an archive."""

    path: str
    source: str | None
    reason: str
    size: int
    part: int
    code: str = ""
    outcomes: Counter[str] = field(default_factory=Counter)
    skipped: list[dict[str, str]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    created: int = 0
    unchanged: int = 0
    cards: int = 0
    listed: int = 0
    touched: set[int] = field(default_factory=set)
    """The records it speaks of."""
    news: set[int] = field(default_factory=set)
    """Those of them of which it says something new; only around these anything is derived again."""
    mentions: dict[str, Mention] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    people: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The last part of its path, by which the next export of the same thing is known."""
        return self.path.rpartition("/")[2]

    @property
    def understood(self) -> bool:
        """Whether a source knew it, it could be read to its end, and any record in it was recognized."""
        return self.source is not None and not self.reason and not self._unread

    @property
    def _unread(self) -> bool:
        return bool(self.codes) and not (set(self.outcomes) - {"skipped"}) and set(self.codes) <= UNREAD

    @property
    def why(self) -> str:
        """Why it was not understood, in a sentence; empty if it was."""
        return self.reason or (self.skipped[0]["reason"] if self._unread else "")

    def count(self, done: Settled) -> dict[str, str]:
        """Count what was settled, and give the outcome of each place that was not counted before."""
        fresh: dict[str, str] = {}
        for place, outcome in done.outcomes.items():
            if place not in self.places:
                self.outcomes[outcome] += 1
                fresh[place] = outcome
        if done.outcomes:
            last = next(reversed(done.outcomes))
            self.places = {last: done.outcomes[last]}
        for problem in done.problems:
            self.codes[problem.code] += 1
            if len(self.skipped) < SHOWN:
                self.skipped.append({"place": problem.place, "code": problem.code, "reason": problem.reason})
        self.created += done.created
        self.unchanged += done.unchanged
        self.cards += done.cards
        return fresh

    def to_list(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Give those of its problems that the book still lists."""
        some = problems[: max(0, LISTED - self.listed)]
        self.listed += len(some)
        return some


ADDRESSES = 20
"""Addresses of nobody that are named in a report; the rest are counted."""
_GROUPS = {
    "records": ("total", "created", "updated", "unchanged", "skipped"),
    "people": ("created", "updated", "unchanged"),
    "interactions": ("created", "unchanged"),
}


def report(
    batch: str, several: Sequence[File], *, seconds: float, nobodys: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:  # fmt: skip
    """Write the contract's import document; `nobodys` are addresses of no person, each with the reason."""
    files = [_shown(file) for file in several]
    some = [{"address": address, "why": why} for address, why in nobodys[:ADDRESSES]]
    return {
        "batch": batch, "seconds": round(seconds, 3), "files": files, "totals": totals(files),
        "nobodys": {"count": len(nobodys), "addresses": some},
    }  # fmt: skip


def totals(files: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Add the counts of files."""
    return {
        group: {name: sum(file[group][name] for file in files) for name in names}
        for group, names in _GROUPS.items()
    }


def _shown(file: File) -> dict[str, Any]:
    outcomes = {name: file.outcomes[name] for name in _GROUPS["records"][1:]}
    return {
        "path": file.path,
        "source": file.source,
        "understood": file.understood,
        "reason": file.why or None,
        "code": file.code or None,
        "records": {"total": sum(outcomes.values()), **outcomes},
        "people": {name: file.people[name] for name in _GROUPS["people"]},
        "interactions": {"created": file.created, "unchanged": file.unchanged},
        "cards": file.cards,
        "skipped": file.skipped,
        "skipped_by_code": dict(file.codes),
        "listed": file.listed,
    }
