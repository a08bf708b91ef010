"""A case: one attack on one source, as a file, and what a correct importer makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Files = bytes | Mapping[str, bytes]
"""One file, or several by their names below the folder of the case."""
Build = Callable[[str], Files]
"""Makes the files. It is given a word that no other case has, for names and addresses."""
MANY = 10**9


@dataclass(frozen=True)
class Expect:
    """What must come of it: people and exchanges, at least and at most.

    `refused`: none of its files is understood, and each says why. `read`: at least one is understood.
    """

    people: tuple[int, int] = (0, 0)
    interactions: tuple[int, int] = (0, 0)
    refused: bool = False
    read: bool = False

    def faults(self, files: list[dict[str, Any]]) -> list[str]:
        """Tell in what the report's lines about the case differ from this."""
        found = []
        for group, (least, most) in (("people", self.people), ("interactions", self.interactions)):
            count = sum(file[group]["created"] for file in files)
            if not least <= count <= most:
                found.append(f"{count} {group}, not {least}" + (f" to {most}" if most != least else ""))
        if self.refused and any(file["understood"] for file in files):
            found.append("understood what cannot be")
        if self.read and not any(file["understood"] for file in files):
            found.append(f"not understood: {[file['reason'] for file in files][:3]}")
        if not files:
            found.append("not accounted for")
        silent = [file["path"] for file in files if not file["understood"] and not file["reason"]]
        found += [f"no reason for {silent[:3]}"] if silent else []
        return found


@dataclass(frozen=True)
class Case:
    """One attack. `source` is the kind of file; the same attack on the same source counts once."""

    source: str
    attack: str
    name: str
    build: Build
    expect: Expect
    seconds: float = 40.0
    """What it may take on a machine that does nothing else; a busy one is given its share more."""


def exactly(people: int, interactions: int = 0) -> Expect:
    """These, no more and no less; every good record beside a bad one comes in."""
    return Expect((people, people), (interactions, interactions), read=people + interactions > 0)


def refused() -> Expect:
    """Nothing of the file can be used: it is not understood, with a reason, and nothing is kept."""
    return Expect(refused=True)


def nothing() -> Expect:
    """There is nothing in it; whether that is an empty file of its kind or none at all is the same."""
    return Expect()


def survives(people: tuple[int, int] = (0, 0), interactions: tuple[int, int] = (0, 0)) -> Expect:
    """Any of these counts is right; what matters is that it ends in time, and keeps no more."""
    return Expect(people, interactions)
