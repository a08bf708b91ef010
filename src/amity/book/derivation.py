"""Derivation: people, directions and ties, all of which follow from what is kept, made again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from amity.book import interactions, matching, ties
from amity.book.models import Owner


def derive(owner: Owner, touched: Iterable[int], *, today: date) -> matching.Regrouped:
    """Derive people, directions and ties again around the touched records. In a transaction."""
    changed = _turned(owner)
    everything = set(touched) | changed
    everything |= interactions.turn(owner) if changed else set()
    done = matching.regroup(owner, everything)
    if owner.ties_on is None:
        owner.ties_on = today
        Owner.objects.filter(id=owner.pk).update(ties_on=today)
    ties.replay(owner, done.alive, today=owner.ties_on)
    return done


def _turned(owner: Owner) -> bool:
    """Tell whether who the owner is has changed since directions were last derived, and note it."""
    now = sorted(interactions.own_keys(owner))
    if now == owner.turned:
        return False
    owner.turned = now
    Owner.objects.filter(id=owner.pk).update(turned=now)
    return True
