"""Reconnect: a tie that once went both ways and has slept for half a year or more."""

from __future__ import annotations

from datetime import date

from amity.core import atlas, openings, phrases, purposes, reasons, worth
from amity.core.reasons import Signal
from amity.core.view import Around, View

SILENT = 180
"""Days without an exchange after which a tie sleeps."""
ESTABLISHED = 3
"""Active days that make a tie worth waking when the owner has not chosen the person."""
LONG = 730
"""Days after which what somebody has to tell is likely to be new."""
ANSWERED = 0.6
"""Worth of waking a tie beside keeping one: fewer answer after so long."""
BONUS = 0.15
"""Added for each of: another organization, out of touch, a high post, long silence (Levin et al. 2011)."""

SPAN = "You and {name} {verb} from {first} to {last}; nothing is on record since."
ONCE = "You and {name} {verb} in {last}; nothing is on record since."
PLAIN = "Nothing is on record between you and {name} since {last}."


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read a dormant tie that went both ways; what makes it new counts for more than how strong it was."""
    tie, person = view.tie, view.person
    if tie is None or not view.recent or person.state != "dormant" or min(tie.sent, tie.received) <= 0:
        return None
    silent = reasons.silent(view, today=today)
    if silent < SILENT or (tie.active_days < ESTABLISHED and person.importance == 0):
        return None
    exchanges = reasons.cited(view)
    return Signal(
        "reconnect",
        person.id,
        _sentence(view),
        tuple(reasons.shown(exchange, name=person.name) for exchange in exchanges),
        openings.suggest(view, today=today),
        worth.word_minutes(view, today=today),
        ANSWERED + BONUS * novelty(view, around, silent=silent),
    )


def _sentence(view: View) -> str:
    exchanges = reasons.cited(view)
    days = [reasons.day(exchange) for exchange in exchanges]
    words = {
        "name": phrases.given(view.person.name),
        "verb": reasons.verb(exchanges),
        "first": phrases.dated(min(days)),
        "last": phrases.dated(max(days)),
    }
    if not reasons.two_way(exchanges):
        return PLAIN.format(**words)
    return (ONCE if words["first"] == words["last"] else SPAN).format(**words)


def novelty(view: View, around: Around, *, silent: int) -> int:
    """Count, 0 to 4, what makes a sleeping tie likely to bring something new."""
    organization = atlas.where(view.person)
    elsewhere = bool(organization) and organization != atlas.fold(around.organization)
    area = around.areas.get(organization)
    out_of_touch = area is not None and not area.near
    return sum((elsewhere, out_of_touch, purposes.high(view.person.title), silent >= LONG))
