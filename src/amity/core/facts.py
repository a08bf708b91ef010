"""Facts: the dated things that records say of a person, each with who says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from amity.core.changes import digest
from amity.core.findings import Claim

Kind = Literal["working_on", "struggling_with", "cares_about", "can_help_with", "background"]
KINDS: tuple[Kind, ...] = ("working_on", "struggling_with", "cares_about", "can_help_with", "background")
CIRCLES = ("circle", "school")
NOTES = ("note",)
PAGES = ("journal", "activity")
"""What a program's pages about nobody else are called in their labels, beside their day."""
Told = tuple[str, str, Sequence[Claim]]
"""A record as it stands: its id, its source, what it says."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a person: its kind, its words, its day where known, and the record that says it.

    `sure` is the day it was last found still true, `over` the day it was found no longer so, `exchange` the
    natural key of the interaction it was learned in.
    """

    kind: str
    text: str
    on: date | None
    source: str
    record: str
    id: str = ""
    sure: date | None = None
    over: date | None = None
    exchange: str = ""


STALE: dict[str, int] = {
    "working_on": 180, "struggling_with": 180, "cares_about": 730, "can_help_with": 730,
}  # fmt: skip
"""Days after which a fact asks whether it still holds; what happened in a life never does."""


def facts(
    told: Iterable[Told], kinds: Sequence[str] = KINDS, *, own: Iterable[Fact] = ()
) -> tuple[Fact, ...]:
    """Give what is said of these kinds, kind by kind, the newest first; each thing once.

    Of a thing that several records say, the owner's own word (`own` are those not on any record) counts
    first, then the latest.
    """
    said = [fact for fact in own if fact.kind in kinds]
    said += [
        Fact(claim.field, claim.value, day(claim.label), source, record, id=name(record, claim))
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


def name(record: str, claim: Claim) -> str:
    """Name a thing a record says: the record's id and a digest of what is said."""
    return f"{record}-{digest(claim.field, claim.value, claim.label)[:8]}"


def holds(fact: Fact) -> bool:
    """Tell whether a fact is still thought to be true."""
    return fact.over is None


def stale(fact: Fact, *, today: date) -> bool:
    """Tell whether a fact is so old that it asks to be refreshed; one of an unknown day is."""
    if not holds(fact) or fact.kind not in STALE:
        return False
    seen = max(filter(None, (fact.on, fact.sure)), default=None)
    return seen is None or (today - seen).days > STALE[fact.kind]


def circles(told: Iterable[Told]) -> tuple[Fact, ...]:
    """Give the groups and schools somebody belongs to."""
    return facts(told, CIRCLES)


def notes(told: Iterable[Told]) -> tuple[Fact, ...]:
    """Give what is noted of somebody: the owner's own words first, then the newest; each once."""
    return facts(told, NOTES)


def journal(told: Iterable[Told]) -> tuple[Fact, ...]:
    """Give the pages that records about the owner hold, from a journal or an activity alone; newest first."""
    found: list[Fact] = []
    for record, source, claims in told:
        for claim in claims:
            words = claim.label.split()
            days = [on for word in words if (on := day(word))]
            kinds = [word for word in words if not day(word)]
            if claim.field == "other" and len(kinds) == 1 and kinds[0] in PAGES:
                found.append(Fact(kinds[0], claim.value, next(iter(days), None), source, record))
    return tuple(sorted(found, key=lambda page: page.on or date.min, reverse=True))


def day(label: str) -> date | None:
    """Read the day in a claim's label; None for any other label."""
    try:
        return date.fromisoformat(label[:10])
    except ValueError:
        return None
