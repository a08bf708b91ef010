"""Career: what an archive says of its owner's working life, kind by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from amity.core import facts
from amity.core.findings import Claim

_FIELDS = {
    "application": "application",
    "saved_job": "saved_job",
    "school": "school",
    "attended": "attended",
    "follows": "follows",
    "can_help_with": "skill",
    "background": "work",
}
"""By the field of a claim, what kind of entry its record is; any other with an organization is a job."""
KINDS = ("position", "school", "application", "saved_job", "attended", "follows", "skill", "work")


@dataclass(frozen=True, slots=True)
class Entry:
    """One job, school, event … of the owner: its words, what else is said, and its day or its span.

    `organization` is the one it is about, where one is told.
    """

    kind: str
    text: str
    beside: str = ""
    on: date | None = None
    until: date | None = None
    organization: str = ""


def career(told: Iterable[Sequence[Claim]]) -> dict[str, tuple[Entry, ...]]:
    """Sort what records say of the owner by kind, the newest first; kinds without an entry are left out."""
    found = [entry for claims in told if (entry := _entry(claims))]
    found.sort(key=lambda entry: entry.text.casefold())
    found.sort(key=lambda entry: entry.on or date.min, reverse=True)
    sorted_ = {kind: tuple(entry for entry in found if entry.kind == kind) for kind in KINDS}
    return {kind: entries for kind, entries in sorted_.items() if entries}


def _entry(claims: Sequence[Claim]) -> Entry | None:
    said = {claim.field: claim for claim in reversed(claims)}
    one = next((claim for claim in claims if claim.field in _FIELDS), None)
    first, last = (facts.day(said[word].value) if word in said else None for word in ("started", "finished"))
    title, organization = (said[word].value if word in said else "" for word in ("title", "organization"))
    if one is not None:
        beside = one.label if one.field == "school" else ""
        about = one.value if one.field in {"follows", "school"} else organization
        return Entry(_FIELDS[one.field], one.value, beside, first or facts.day(one.label), last, about)
    if not (title or organization):
        return None
    beside = organization if title else ""
    return Entry("position", title or organization, beside, first, last, organization)
