"""Callers: people whose mail only comes in, whom the owner never wrote to, met or said a word of.

A shop's news are counted as what they are, and yet nobody is in touch with it: a caller alone keeps the owner
in touch with nothing, stands in no picture, and is worth no word every so many weeks.
"""

from __future__ import annotations

from collections.abc import Iterable

from amity.book import known, rows
from amity.book.models import Owner, Record, Tie
from amity.core import ties as rules


def spoken_of(owner: Owner, people: Iterable[int]) -> set[int]:
    """Give those of whom a card or a word of the owner's is known, beside what exchanges tell."""
    found: set[int] = set()
    for some in rows.chunks(people):
        cards = Record.objects.filter(owner=owner, person__in=some, mention=False)
        mine = dict(cards.values_list("id", "person_id"))
        found |= {mine[pk] or 0 for pk in known.cards(owner, mine)}
    return found


def only_calls(tie: rules.Tie, *, spoken_of: bool) -> bool:
    """Tell whether all of a tie is what came in, from somebody nothing else is known of."""
    return tie.sent <= 0 and not spoken_of


def among(owner: Owner, people: Iterable[int]) -> set[int]:
    """Give those of these people who only call."""
    found: set[int] = set()
    for some in rows.chunks(people):
        held = Tie.objects.filter(owner=owner, person__in=some).values_list("person_id", "row")
        told = {pk: rules.from_row(row) for pk, row in held}
        silent = {pk for pk, tie in told.items() if only_calls(tie, spoken_of=False)}
        found |= silent - spoken_of(owner, silent)
    return found
