"""Relations: who belongs to a person, who brought them and the owner together, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from amity.core import facts
from amity.core.facts import Told

DONE = "done"


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody related to a person: how (spouse, colleague), by name, and the record that says so.

    `person` is the id of the one person in the book who has that name.
    """

    kind: str
    name: str
    source: str
    record: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Something the owner wants to do for a person: until when, and whether it is done."""

    text: str
    due: date | None
    done: bool
    source: str
    record: str


def relations(told: Iterable[Told]) -> tuple[Relation, ...]:
    """Give the relations that are told of, the owner's own words first; each once."""
    found: dict[tuple[str, str], Relation] = {}
    for record, source, claims in sorted(told, key=lambda one: one[1] != "hand"):
        for claim in claims:
            if claim.field == "relation" and claim.value:
                one = Relation(claim.label, claim.value, source, record)
                found.setdefault((claim.label.casefold(), claim.value.casefold()), one)
    return tuple(found.values())


def tasks(told: Iterable[Told]) -> tuple[Task, ...]:
    """Give the tasks that are told of: those still to do by their day, then those done; each once."""
    found: dict[str, Task] = {}
    for record, source, claims in told:
        for claim in claims:
            if claim.field == "task" and claim.value:
                done = claim.label == DONE
                one = Task(claim.value, facts.day(claim.label), done, source, record)
                found.setdefault(claim.value.casefold(), one)
    return tuple(sorted(found.values(), key=lambda one: (one.done, one.due or date.max)))


def introducer(told: Iterable[Told]) -> str:
    """Give the name of who brought them together, as the first source tells it."""
    return next((one.text for one in facts.facts(told, ["introducer"])), "")


def met_on(told: Iterable[Told]) -> date | None:
    """Give the first day on which they met, as sources tell it."""
    days = (facts.day(one.text) for one in facts.facts(told, ["met_on"]))
    return min((day for day in days if day), default=None)
