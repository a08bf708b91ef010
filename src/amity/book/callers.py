"""Callers: people whose mail only comes in, whom the owner never wrote to, met or said a word of.

A shop's news are counted as what they are, and yet nobody is in touch with it: a caller alone keeps the owner
in touch with nothing, stands in no picture, and is worth no word every so many weeks.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from amity.book import rows
from amity.book.models import Owner, Record, Tie
from amity.core import ties as rules


def spoken_of() -> Exists:
    """Ask of a tie whether its person has a card, or a word of the owner's, beside what exchanges tell."""
    told = Record.objects.filter(owner=OuterRef("owner_id"), person=OuterRef("person_id"), mention=False)
    return Exists(told)


def only_calls(tie: rules.Tie, *, spoken_of: bool) -> bool:
    """Tell whether all of a tie is what came in, from somebody nothing else is known of."""
    return tie.sent <= 0 and not spoken_of


def among(owner: Owner, people: Iterable[int]) -> set[int]:
    """Give those of these people who only call."""
    found: set[int] = set()
    for some in rows.chunks(people):
        held = Tie.objects.filter(owner=owner, person__in=some).exclude(spoken_of())
        told = held.values_list("person_id", "row")
        found |= {pk for pk, row in told if only_calls(rules.from_row(row), spoken_of=False)}
    return found
