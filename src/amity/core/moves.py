"""Moves: changed companies and titles, read from what one record said before and says now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from amity.core.view import Move


def moves(uid: str, source: str, editions: Sequence[Mapping[str, Any]]) -> Iterable[Move]:
    """Tell each change of company or title between the editions of a record, oldest first.

    An edition has its `claims`, the day it counts from (`since`), whether it speaks of a day (`spoken`) and
    its sightings (`seen`, the batch last). Two editions of one file are not a change, nor are two that
    differ on a day of which both speak.
    """
    for old, new in pairwise(editions):
        was, now = _job(old["claims"]), _job(new["claims"])
        dated = bool(old["spoken"] and new["spoken"])
        later = old["since"] < new["since"] or (
            not dated and old["since"] == new["since"] and _apart(old, new)
        )
        if was != now and any(was) and any(now) and later:
            yield Move(uid, source, *was, *now, old["since"], new["since"], dated)


def ordered(move: Move) -> bool:
    """Tell whether the days say which came first; a signal says no more than that."""
    return move.seen_before < move.seen_now


def _apart(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether no import brought both."""
    return {batch for *_, batch in old["seen"]}.isdisjoint(batch for *_, batch in new["seen"])


def _job(claims: Iterable[Sequence[str]]) -> tuple[str, str]:
    told = {claim[0]: claim[1] for claim in reversed(list(claims))}
    return told.get("organization", ""), told.get("title", "")
