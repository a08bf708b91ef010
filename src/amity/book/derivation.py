"""Derivation: people, directions and ties, all of which follow from what is kept, made again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from amity.book import interactions, matching, rows, ties
from amity.book.models import Owner, Record


def derive(owner: Owner, touched: Iterable[int], *, today: date) -> matching.Regrouped:
    """Derive people, directions and ties again around the touched records. In a transaction."""
    everything = set(touched)
    everything |= interactions.turn(owner) if _turned(owner) else set()
    done = matching.regroup(owner, everything)
    if owner.ties_on is None:
        owner.ties_on = today
        Owner.objects.filter(id=owner.pk).update(ties_on=today)
    ties.replay(owner, done.alive, today=owner.ties_on)
    return done


def _turned(owner: Owner) -> bool:
    """Tell whether who the owner is has changed since directions were last derived."""
    now = interactions.mine(owner)
    before = frozenset(Record.objects.filter(owner=owner, own=True).values_list("id", flat=True))
    if now == before:
        return False
    for some in rows.chunks(now - before):
        Record.objects.filter(owner=owner, id__in=some).update(own=True)
    for some in rows.chunks(before - now):
        Record.objects.filter(owner=owner, id__in=some).update(own=False)
    return True
