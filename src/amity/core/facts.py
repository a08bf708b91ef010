"""Facts: the dated things that records say of a person, each with who says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from amity.core.findings import Claim

Kind = Literal["working_on", "struggling_with", "cares_about", "can_help_with", "background"]
KINDS: tuple[Kind, ...] = ("working_on", "struggling_with", "cares_about", "can_help_with", "background")
CIRCLES = ("circle", "school")
Told = tuple[str, str, Sequence[Claim]]
"""A record as it stands: its id, its source, what it says."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a person: its kind, its words, its day where known, and the record that says it."""

    kind: str
    text: str
    on: date | None
    source: str
    record: str


def facts(told: Iterable[Told], kinds: Sequence[str] = KINDS) -> tuple[Fact, ...]:
    """Give what is said of these kinds, kind by kind, the newest first; each thing once.

    Of a thing that several records say, the owner's own word counts first, then the latest.
    """
    said = [
        Fact(claim.field, claim.value, day(claim.label), source, record)
        for record, source, claims in told
        for claim in claims
        if claim.field in kinds and claim.value
    ]
    said.sort(key=lambda fact: fact.on or date.min, reverse=True)
    said.sort(key=lambda fact: fact.source != "hand")
    once = {(fact.kind, fact.text.casefold()): fact for fact in reversed(said)}
    left = [fact for fact in said if once[fact.kind, fact.text.casefold()] is fact]
    left.sort(key=lambda fact: kinds.index(fact.kind))
    return tuple(left)


def circles(told: Iterable[Told]) -> tuple[Fact, ...]:
    """Give the groups and schools somebody belongs to."""
    return facts(told, CIRCLES)


def day(label: str) -> date | None:
    """Read the day in a claim's label; None for any other label."""
    try:
        return date.fromisoformat(label[:10])
    except ValueError:
        return None
