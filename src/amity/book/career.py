"""Career: what the files the owner brought say of their own working life, and whom they know there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from amity.book import records, rows
from amity.book.models import Edition, Owner, Person, Record
from amity.core import atlas, facts
from amity.core import career as rules
from amity.core.career import Entry
from amity.core.facts import Fact

_CHRONICLE = frozenset({"position"})
"""Kinds that stay in the order of time, whomever one knows there."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the owner's, how many people of the book are there, and (id, name) of who learned there."""

    entry: Entry
    people: int = 0
    learned: tuple[tuple[str, str], ...] = ()


def of(owner: Owner) -> dict[str, tuple[Known, ...]]:
    """Give the owner's jobs, schools, applications, events and skills, those with somebody there first."""
    mine = Record.objects.filter(owner=owner, mine=True).exclude(source="hand").order_by("id")
    told = records.said(owner, list(mine.values_list("id", flat=True)))
    found = rules.career(said.claims for said in told.values())
    there = _there(owner, (entry.organization for several in found.values() for entry in several))
    pupils = _pupils(owner) if "school" in found else {}
    known = {
        kind: [_known(entry, there, pupils if kind == "school" else {}) for entry in several]
        for kind, several in found.items()
    }
    for kind, several in known.items():
        if kind not in _CHRONICLE:
            several.sort(key=lambda one: not (one.people or one.learned))
    return {kind: tuple(several) for kind, several in known.items()}


def journal(owner: Owner) -> tuple[Fact, ...]:
    """Give the pages of the owner's own journal that other programs kept, the newest first."""
    mine = Record.objects.filter(owner=owner, mine=True).exclude(source="hand").order_by("id")
    known = {pk: (uid, source) for pk, uid, source in mine.values_list("id", "uid", "source")}
    told = records.said(owner, list(known))
    return facts.journal((*known[pk], said.claims) for pk, said in told.items())


def _known(entry: Entry, there: dict[str, int], pupils: dict[str, dict[str, str]]) -> Known:
    key = atlas.fold(entry.organization)
    return Known(entry, there.get(key, 0), tuple(pupils.get(key, {}).items()))


def _there(owner: Owner, organizations: Iterable[str]) -> dict[str, int]:
    """Count the people of these organizations as the list of people shows them, by folded name."""
    found: dict[str, int] = {}
    for some in rows.chunks({atlas.fold(name) for name in organizations} - {""}):
        there = Person.objects.filter(owner=owner, removed=False, aside="", area__in=some)
        found |= dict(there.values_list("area").annotate(Count("id")))
    return found


def _pupils(owner: Owner) -> dict[str, dict[str, str]]:
    """Give who learned where by what their records say: {folded school: {id: name}}."""
    told = Edition.objects.filter(owner=owner, claims__icontains='"school"').values_list(
        "record_id", flat=True
    )
    said = records.said(owner, sorted(set(told)))
    whose: dict[int, tuple[str, str]] = {}
    for some in rows.chunks(said):
        mine = Record.objects.filter(owner=owner, id__in=some, person__removed=False, person__aside="")
        whose |= {pk: (uid, name) for pk, uid, name in mine.values_list("id", "person__uid", "person__name")}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for pk, word in said.items():
        for claim in word.claims:
            if claim.field == "school" and pk in whose:
                uid, name = whose[pk]
                found[atlas.fold(claim.value)][uid] = name
    return found
