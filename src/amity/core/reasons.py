"""Reasons: what a signal says of one person, and the evidence that lets a reader check it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date
from typing import Literal

from amity.core import phrases, ties
from amity.core.people import Exchange
from amity.core.view import Area, View

Reason = Literal["promise", "warm", "reconnect", "help", "circle_back", "stretch", "remind", "date"]
Kind = Literal[
    "interaction", "record", "position", "reminder", "area", "fact", "help", "promise", "campaign", "goal",
]  # fmt: skip

NAMED = 3
"""An area's evidence names so many of its people."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a reader can open: an exchange, record, position, reminder, promise, goal, campaign or area.

    `id` names it (an area by its folded organization name), `text` is what stands there, `on` its day.
    """

    kind: Kind
    id: str
    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason to act on one person today.

    `sentence` says nothing that `evidence` does not show. `minutes` is what acting costs, `worth`
    multiplies the person's own worth (1 = as much as any other contact), `urgent` stands before the index.
    """

    reason: Reason
    person_id: str
    sentence: str
    evidence: tuple[Evidence, ...]
    suggestion: str
    minutes: int
    worth: float = 1.0
    urgent: bool = False


def day(exchange: Exchange) -> date:
    """Return the day of an exchange in UTC, as ties count days."""
    return exchange.at.astimezone(UTC).date()


def silent(view: View, *, today: date) -> int:
    """Return the days since the newest exchange of a view that has one, or since the owner vouched for it."""
    vouched = None if view.tie is None else view.tie.vouched
    last = max(day(view.recent[0]).toordinal(), 0 if vouched is None else ties.EPOCH + vouched)
    return today.toordinal() - last


def cited(view: View) -> tuple[Exchange, ...]:
    """Return the exchanges a sentence may speak of, newest first: the recent ones and the first of all."""
    known = {exchange.id for exchange in view.recent}
    older = (view.first,) if view.first is not None and view.first.id not in known else ()
    return view.recent + older


def two_way(exchanges: Iterable[Exchange]) -> bool:
    """Tell whether these exchanges alone show both sides taking part."""
    ways = {exchange.direction for exchange in exchanges}
    return "mutual" in ways or {"sent", "received"} <= ways


def absence(signal: Signal) -> bool:
    """Tell whether a signal says that something did not happen: all but days, needs and changed posts."""
    if signal.reason in {"promise", "remind", "date", "help"}:
        return False
    return any(item.kind != "record" for item in signal.evidence)


def verb(exchanges: Iterable[Exchange]) -> str:
    """Say what two people did together: they wrote, met, or were in touch when it was of both kinds."""
    channels = {exchange.channel for exchange in exchanges}
    if channels <= {"mail", "message", "letter"}:
        return "wrote to each other"
    return "met" if channels == {"meeting"} else "were in touch"


def shown(exchange: Exchange, *, name: str) -> Evidence:
    """Make an exchange a line of evidence: who did what, and its subject."""
    did = _did(exchange, name=phrases.given(name))
    text = f"{did}: {phrases.quoted(exchange.text)}" if exchange.text else did
    return Evidence("interaction", exchange.id, text, day(exchange))


def _did(exchange: Exchange, *, name: str) -> str:
    if exchange.channel in {"meeting", "call"} or exchange.direction not in {"sent", "received"}:
        return {"meeting": "You met", "call": "You spoke"}.get(exchange.channel, "You were in touch")
    return "You wrote" if exchange.direction == "sent" else f"{name} wrote"


def covered(key: str, area: Area) -> Evidence:
    """Make an area a line of evidence: whom the owner knows there and how many are in touch."""
    some = area.in_touch or area.people
    names = ", ".join(name for _, name in some[:NAMED])
    others = (area.near or area.known) - NAMED
    more = f" and {phrases.number(others)} more" if others > 0 else ""
    text = f"{area.name}: {area.near} of {area.known} in touch within a year ({names}{more})"
    return Evidence("area", key, text)


def narrow(view: View, evidence: Iterable[Evidence]) -> View:
    """Return the view with only what the evidence names, to check that a sentence needs nothing else."""
    ids = {item.id for item in evidence}
    positions = {item.id for item in evidence if item.kind == "position"}
    return replace(
        view,
        person=replace(view.person, first=None, last=None),
        recent=tuple(exchange for exchange in view.recent if exchange.id in ids),
        first=view.first if view.first is not None and view.first.id in ids else None,
        shared=tuple(s for s in view.shared if s.id in ids and s.position.id in positions),
        moves=tuple(move for move in view.moves if move.id in ids),
        reminders=tuple(reminder for reminder in view.reminders if reminder.id in ids),
        stakes=tuple(stake for stake in view.stakes if stake.goal in ids),
        promises=tuple(promise for promise in view.promises if promise.id in ids),
        letter=view.letter if view.letter is not None and view.letter.id in ids else None,
        facts=tuple(fact for fact in view.facts if fact.id in ids),
        suggestions=tuple(one for one in view.suggestions if {line.id for line in one.evidence} <= ids),
    )
