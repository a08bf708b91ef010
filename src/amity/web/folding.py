"""Folding: what of a person's page stands as one line that opens, and the meeting that stands first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localtime

from amity.book.person import RecordShown
from amity.core.facts import Fact, holds
from amity.core.people import Exchange

_ANSWERED = re.compile(r"(?:(?:re|fwd?|aw|wg|sv|vs|tr)\s{0,3}(?:\[\d{1,3}\])?:\s{0,9})+", re.IGNORECASE)


def folded(exchanges: Iterable[Exchange]) -> list[tuple[Exchange, tuple[Exchange, ...]]]:
    """Give each line's first exchange and the others it holds, in the order of `exchanges` (newest first)."""
    lines: list[list[Exchange]] = []
    for exchange in exchanges:
        if lines and _same(lines[-1][-1], exchange):
            lines[-1].append(exchange)
        else:
            lines.append([exchange])
    return [(line[0], tuple(line[1:])) for line in lines]


def by_kind(facts: Iterable[Fact], *, shown: int = 3) -> list[tuple[str, list[Fact], list[Fact]]]:
    """Give the facts that hold, kind by kind: those that stand open, and those that fold away."""
    kinds: dict[str, list[Fact]] = {}
    for fact in filter(holds, facts):
        kinds.setdefault(fact.kind, []).append(fact)
    return [(kind, several[:shown], several[shown:]) for kind, several in kinds.items()]


def by_source(records: Iterable[RecordShown], *, shown: int = 3) -> list[tuple[str, list[RecordShown], bool]]:
    """Give records as they come, those of a source that says much folded behind its first few."""
    sources: dict[str, list[RecordShown]] = {}
    for record in records:
        sources.setdefault(record.source, []).append(record)
    lines: list[tuple[str, list[RecordShown], bool]] = []
    for source, several in sources.items():
        folds = len(several) > shown + 1
        lines.append((source, several[:shown] if folds else several, False))
        lines += [(source, several[shown:], True)] if folds else []
    return lines


def _same(one: Exchange, other: Exchange) -> bool:
    near = abs((localtime(one.at).date() - localtime(other.at).date()).days) <= 1
    return near and one.channel == other.channel and bool(_about(one)) and _about(one) == _about(other)


def _about(exchange: Exchange) -> str:
    text = exchange.text.strip()
    answered = _ANSWERED.match(text)
    return text[answered.end() if answered else 0 :].casefold()


def upnext(exchanges: Iterable[Exchange], *, today: date) -> Exchange | None:
    """Give the next meeting on the calendar, that of today too."""
    held = [one for one in exchanges if one.channel == "meeting" and not one.by_hand]
    coming = [one for one in held if localtime(one.at).date() >= today]
    return min(coming, key=lambda one: one.at, default=None)
